"""What cannot be read: each in one sentence that names the file, says what is wrong and what to do."""

import re
import sys
import zipfile
from contextlib import suppress
from io import BytesIO
from time import process_time

import pypdf
import pytest
from document_files import odt, p, page_stream, pdf, row, word, word_part, zipped

from leadership_lib.core.errors import Problem
from leadership_lib.description.file import Unreadable, text_of
from leadership_lib.description.pdf import _BOUNDS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def refused(data: bytes, name: str = "role.docx") -> str:
    """Return what is said, which comes soon and is one sentence."""
    began = process_time()
    with pytest.raises(Unreadable) as caught:
        text_of(data, name)
    assert process_time() - began < 15
    said = str(caught.value)
    assert isinstance(caught.value, Problem)
    assert said.startswith(f"'{name}' ")
    assert re.findall(r"[.!?](?=\s|$)", said) == ["."]
    assert re.search(r"(?:: |, and )(?:open|save|choose|copy|unpack|have|print|export)", said), said
    return said


def packed(size: int, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a .docx file whose main part is so many bytes of blanks."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", how) as archive, archive.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(size // 1_000_000):
            part.write(b" " * 1_000_000)
    return data.getvalue()


def lied_about(data: bytes, size: int) -> bytes:
    """Return an archive of one part that says another size of it."""
    at = data.rindex(b"PK\x01\x02") + 24
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


def locked(password: str) -> bytes:
    written = BytesIO()
    writer = pypdf.PdfWriter(BytesIO(pdf(["You lead the work on frailty in the whole of the locality."])))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(written)
    return written.getvalue()


# --- other kinds of files


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (OLE + wide("WordDocument"), "is an old Word file (.doc): open it in Word"),
        (OLE + wide("EncryptedPackage"), "has a password: open it in Word, save a copy without one"),
        (OLE, "is an old Office file or a saved email"),
        (b"{\\rtf1 Clinical Lead}", "is rich text (.rtf): open it in Word"),
        (zipped({"Index/Document.iwa": "x"}), "is a document of Pages (.pages)"),
        (zipped({"xl/workbook.xml": "x"}), "is a spreadsheet: copy"),
        (zipped({"ppt/presentation.xml": "x"}), "is a set of slides: save it as PDF"),
        (odt("", kind="spreadsheet"), "is a spreadsheet: copy"),
        (odt("", kind="presentation"), "is a set of slides: save it as PDF"),
        (zipped({"role.docx": word(p("x"))}), "is an archive (.zip) and no document: unpack it"),
        (zipped({}), "is an archive (.zip) and no document: unpack it"),
        (b"Rar!\x1a\x07\0", "is an archive"),
        (b"\x89PNG\r\n\x1a\n", "is a picture: have it read by text recognition"),
        (b"\xff\xd8\xff\xe0", "is a picture"),
        (b"MZ\x90\0\3\0", "is a program"),
        (b"\x7fELF\2\1", "is a program"),
        (b"MIME-Version: 1.0\n", "is a saved email or web archive"),
        (b"<?xml version='1.0'?><role/>", "is XML and no web page"),
        (bytes(range(256)) * 20, "is no document that can be read here"),
        (b"", "is empty: choose another file"),
        (b" \n\t ", "holds no words"),
        (word(p(" ")), "holds no words"),
        (odt("<text:p/>"), "holds no words"),
        (b"<html><script>x</script></html>", "holds no words"),
    ],
)
def test_what_is_no_document_is_told_what_to_do(data, what):
    assert what in refused(data)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("X:\\roles\\role.doc", "'role.doc' is empty"),
        ("/roles/a\nb.doc", "'a\ufffdb.doc' is empty"),
        ("x" * 200 + ".doc", "..." + "x" * 11 + ".doc' is empty"),
        ("", "This file is empty"),
    ],
)
def test_a_strange_name_fits_into_the_sentence(name, said):
    with pytest.raises(Unreadable, match=re.escape(said)):
        text_of(b"", name)


# --- passwords


def test_a_password_is_said_to_be_one(monkeypatch):
    manifest = "<manifest><encryption-data/></manifest>"
    assert "has a password" in refused(odt("", manifest=manifest))
    whole = {"META-INF/manifest.xml": manifest, "encrypted-package": "x"}
    assert "has a password" in refused(zipped(whole))
    part = bytearray(zipped({"word/document.xml": "<a/>"}))
    part[part.rindex(b"PK\x01\x02") + 8] |= 1
    assert "has a password" in refused(bytes(part))
    assert "has a password" in refused(locked("secret"))
    assert text_of(locked(""), "role.pdf").startswith("You lead")
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert "has a password" in refused(locked("secret"))
    assert text_of(locked(""), "role.pdf").startswith("You lead")


# --- size


def test_what_is_too_large_is_refused_before_it_is_unpacked():
    assert "is larger than 20 MB" in refused(b"x" * 20_000_001)
    assert "unpacks to far more" in refused(lied_about(packed(1_000_000), 1_000_000_000))
    assert "unpacks to far more" in refused(packed(59_000_000))
    assert "more than 2,000 parts" in refused(
        zipped({"word/document.xml": "<a/>", **{f"x{n}": "" for n in range(3_000)}})
    )
    assert "more than 2,000 parts" in refused(b"PK\x03\x04" + b"PK\x01\x02" * 400_000)


def test_what_an_archive_says_of_its_size_is_not_believed():
    assert "damaged" in refused(lied_about(packed(50_000_000), 100_000))


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_no_document_uses_is_refused(how):
    body = p("Clinical Lead")
    assert "is packed as no such file is" in refused(word(body, how))


def test_very_many_paragraphs_and_very_wide_cells_take_no_longer():
    assert "more than 500,000 pieces" in refused(word("<w:p/>" * 3_000_000, zipfile.ZIP_STORED))
    assert "unpacks to far more" in refused(word("<w:p/>" * 3_000_000))
    cell = '<w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>' + p("Clinical Lead")
    assert text_of(word(row(cell)), "role.docx") == "Clinical Lead"
    repeated = '<table:table-row table:number-rows-repeated="99999999"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>'
    assert text_of(odt(repeated), "role.odt") == "x"
    assert text_of(odt("<text:p>a<text:s text:c='999999999'/>b</text:p>"), "role.odt") == "a b"


def test_a_long_chain_of_styles_takes_no_longer():
    one = '<w:style w:styleId="s{0}"><w:basedOn w:val="s{1}"/></w:style>'
    styles = "".join(one.format(n, n + 1) for n in range(100_000))
    assert text_of(word(p("Lead"), styles=word_part("styles", styles)), "role.docx") == "Lead"


def test_deep_nesting_is_refused():
    deep = "<w:tbl><w:tr><w:tc>"
    assert "nested more than 300 deep" in refused(word(deep * 120 + "</w:tc></w:tr></w:tbl>" * 120))


# --- XML


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE a SYSTEM "role.txt">',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "role.dtd">%x;]>',
    ],
)
def test_declarations_of_entities_and_of_anything_outside_are_refused(declared):
    assert "declares a document type or entities" in refused(zipped({"word/document.xml": f"{declared}<a>&b;</a>"}))


@pytest.mark.parametrize(
    "xml", ["<a>&b;</a>", "<a>", "", "<a><b></a>", "\0", "<?xml version='1.0' encoding='x'?><a/>"]
)
def test_xml_that_is_broken_is_damaged_or_empty(xml):
    assert re.search("damaged|no words", refused(zipped({"word/document.xml": xml})))


def test_a_macro_is_not_run_and_its_document_is_read():
    macro = zipped({"word/document.xml": word_xml("Clinical Lead"), "word/vbaProject.bin": OLE})
    assert text_of(macro, "role.docm") == "Clinical Lead"


def word_xml(words: str) -> bytes:
    with zipfile.ZipFile(BytesIO(word(p(words)))) as archive:
        return archive.read("word/document.xml")


# --- HTML


def test_a_page_of_many_characters_or_tags_is_refused():
    assert "more than 1,000,000 characters" in refused(b"<p>" + b"x" * 1_000_000)
    assert "more than 50,000 tags" in refused(b"<html>" + b"<b>" * 300_000)
    assert "more than 50,000 tags" in refused(b"<html>" + b"<tr><td>" * 50_000)
    assert "tables more than 100 deep" in refused(b"<html>" + b"<table><tr><td>" * 8_000 + b"<p>x" * 20_000)


@pytest.mark.parametrize(
    "piece", ["<!--", "<!", "<?", "<![", "<a ", "<a b='", "</", "<", "<script>", "&#", "<a/", "<p hidden>"]
)
@pytest.mark.parametrize("end", ["", ">"])
def test_a_page_over_which_parsers_lose_time_takes_a_moment(piece, end):
    began = process_time()
    with suppress(Unreadable):
        text_of(f"<html>{piece * (400_000 // len(piece))}{end}".encode(), "role.html")
    assert process_time() - began < 4


# --- PDF


@pytest.fixture(params=["pypdfium2", "pypdf"])
def library(request, monkeypatch):
    """Read with one of the two libraries."""
    if request.param == "pypdf":
        monkeypatch.setitem(sys.modules, "pypdfium2", None)


WORDS = [f"{c} says what the post is for and who can say no to it" for c in "abcdefgh"]


@pytest.mark.usefixtures("library")
def test_a_pdf_that_cannot_be_read_says_why():
    assert "has 201 pages, of which at most 200" in refused(pdf(*[WORDS] * 201))
    assert "holds pictures of pages and no words: have it read" in refused(pdf(b"q 1 0 0 1 0 0 cm Q", ["Page 1"]))
    assert "damaged" in refused(pdf(WORDS, WORDS)[:900])
    assert "damaged" in refused(b"%PDF-1.7\n" + bytes(range(256)) * 99)
    assert "damaged" in refused(pdf(WORDS).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"))
    assert "unpacks to far more" in refused(pdf(b" " * 101_000_000, packed=True))


@pytest.mark.usefixtures("library")
def test_a_pdf_of_very_many_letters_takes_no_longer(monkeypatch):
    monkeypatch.setattr("leadership_lib.description.pdf.PATIENCE", -1)
    monkeypatch.setattr("leadership_lib.description.pdf.PATIENCE_IN_PYTHON", -1)
    assert "takes longer than -1 seconds" in refused(pdf(WORDS, WORDS))


def test_what_a_page_may_cost_in_python_is_bounded(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(_BOUNDS, "stream_parsing_work_maximum_count", 5_000)
    assert "unpacks to far more" in refused(pdf(page_stream(["x"] * 9_000), packed=True))


def test_a_pdf_where_neither_library_is_there(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert "what reads PDF is not installed here: save it as .docx" in refused(pdf(WORDS))


def test_what_a_pdf_would_run_is_not_run():
    run = b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    assert text_of(pdf(WORDS).replace(b"/Type /Catalog", run), "role.pdf") == "\n".join(WORDS)


# --- cut in half


@pytest.mark.parametrize("data", [word(p("Clinical Lead")), odt("<text:p>Clinical Lead</text:p>")])
def test_a_file_that_was_cut_off_is_damaged(data):
    assert "is damaged" in refused(data[: len(data) // 2])
    assert "is damaged" in refused(data[:-9])
