"""Small Word, ODT and PDF files, made for a test: each holds what the test says and the least beside it."""

import zipfile
import zlib
from io import BytesIO

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="mc" xmlns:wp="wp" xmlns:v="v"'
_O = 'xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:draw="d" xmlns:style="s" xmlns:svg="svg"'


def zipped(parts: dict[str, str | bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of parts."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", packed) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def p(words: str, properties: str = "") -> str:
    """Return a paragraph of Word."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    """Return a table of Word with one row; a cell that is no XML yet becomes a paragraph."""
    inner = (cell if cell.startswith("<") else p(cell) for cell in cells)
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in inner)}</w:tr></w:tbl>"


def word(body: str, packed: int = zipfile.ZIP_DEFLATED, **parts: str) -> bytes:
    """Return a .docx file; `parts` are further ones in its folder, without their ending."""
    more = {f"word/{name}.xml": part for name, part in parts.items()}
    main = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": main, **more}, packed)


def word_part(name: str, inner: str) -> str:
    """Return a further part of a .docx file."""
    return f"<w:{name} {_W}>{inner}</w:{name}>"


def odt(body: str, styles: str = "", manifest: str = "<manifest/>", kind: str = "text") -> bytes:
    """Return an .odt file, or another `kind` of the same family."""
    content = (
        f"<office:document-content {_O}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mime, "META-INF/manifest.xml": manifest, "content.xml": content})


def page_stream(lines: list[str]) -> bytes:
    """Return what a page of a PDF draws: lines of text, one below the other."""
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    return f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET".encode("cp1252")


def pdf(*pages: list[str] | bytes, packed: bool = False) -> bytes:
    """Return a PDF; a page is its lines, or a stream of its own, and may be packed."""
    streams = [page if isinstance(page, bytes) else page_stream(page) for page in pages]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, stream in enumerate(streams):
        data, how = (zlib.compress(stream, 9), "/Filter /FlateDecode ") if packed else (stream, "")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            f"<< {how}/Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream",
        ]
    out, places = b"%PDF-1.4\n", []
    for number, inner in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + inner + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Root 1 0 R /Size {len(objects) + 1} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()
