"""Word: real styles, headings and tables on A4, for a screen reader too; the same content gives the same bytes."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph as WordParagraph

from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Cell, Line, emphasised, plain, said

_FONT, _LANGUAGE = "Arial", "en-GB"
_NAVY, _QUIET, _BROWN, _RED = (RGBColor.from_string(c) for c in ("003087", "4A4A4A", "5C2D00", "7A0C00"))

#: Size of the letters, and points before and after, for each style: of a description, and of a single page.
_SIZES = {
    "Normal": ((10, 0, 2), (9, 0, 2)),
    "Title": ((18, 0, 4), (16, 0, 6)),
    "Heading 1": ((12, 7, 2), (10.5, 8, 2)),
    "Heading 2": ((11, 8, 2), (9.5, 4, 1)),
    "List Bullet": ((10, 0, 2), (9, 0, 2)),
    "List Number": ((10, 0, 2), (9, 0, 2)),
    "Caption": ((9, 2, 2), (9, 4, 2)),
    "Footer": ((8.5, 0, 0), (8, 0, 0)),
    "Table Text": ((9.5, 1, 1), (9, 1, 1)),
    "Table Bullet": ((9.5, 1, 1), (9, 1, 1)),
    "Note": ((8, 8, 0), (7.5, 4, 0)),
}
#: Lists, rows and tables of up to so many characters stay on one page; a longer one may be taller than a page.
_LIST, _ROW, _TABLE = 500, 900, 1200
#: The styles of words that play a part in their line.
_PARTS = {"strong": "Strong", "gap": "To Be Agreed", "clash": "To Be Settled"}
_STAMP = (1980, 1, 1, 0, 0, 0)


def render(content: Content) -> bytes:
    """Write a document as a Word file."""
    document = Document()
    _set_up(document, content)
    _styled(document.add_paragraph(content.title), "Title")
    for block in content.blocks:
        _add(document, block)
    stream = BytesIO()
    document.save(stream)
    return _undated(stream)


def _add(document: Any, block: Block) -> None:
    match block:
        case Heading(text, level, own_page):
            heading = _styled(document.add_paragraph(text), f"Heading {level}")
            heading.paragraph_format.page_break_before = own_page or None
        case Paragraph(line, kind):
            style = "Note" if kind == "note" else "Normal"
            _write(document.add_paragraph(), style, line, keep=kind == "lead")
        case Bullets(items, numbered):
            style = "List Number" if numbered else "List Bullet"
            together = sum(map(len, map(said, items))) <= _LIST
            numbers = _begun_again(document) if numbered else None
            for item in items:
                paragraph = document.add_paragraph()
                _write(paragraph, style, item, keep=together and item is not items[-1])
                if numbers is not None:
                    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers
        case Table():
            _add_table(document, block)


def _write(paragraph: WordParagraph, style: str, line: Line, keep: bool) -> None:
    """Write a line into an empty paragraph, which may have to stay on one page with the next one."""
    _styled(paragraph, style)
    paragraph.paragraph_format.keep_with_next = keep or None
    for number, span in enumerate(line):
        if number:
            paragraph.add_run(" ")
        run = paragraph.add_run(span.text)
        if span.kind != "plain":
            _styled(run, _PARTS[span.kind])


def _begun_again(document: Any) -> int:
    """Make a numbering that begins with 1; without it, Word numbers all lists of a document as one."""
    of_style = document.styles["List Number"].element.pPr.numPr.numId.val
    numberings = document.part.numbering_part.element
    made = numberings.add_num(numberings.num_having_numId(of_style).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    number: int = made.numId
    return number


def _styled(part: Any, style: str) -> Any:
    """Set the style of a paragraph or run by its id; python-docx would read through all styles to find it by name."""
    part._element.style = style.replace(" ", "")
    return part


def _add_table(document: Any, block: Table) -> None:
    _styled(document.add_paragraph(block.caption), "Caption")
    table = document.add_table(1 + len(block.rows), len(block.head), "Table Grid")
    table.autofit = False
    _append(table._tbl.tblPr, "w:tblCaption", val=block.caption)
    columns = f"Columns: {', '.join(block.head)}. The first column heads each row."
    _append(table._tbl.tblPr, "w:tblDescription", val=columns)
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    for column, share in zip(table.columns, block.shares, strict=True):
        column.width = Length(width * share // 100)
    head = tuple(emphasised((plain(text),)) for text in block.head)
    lengths = [sum(len(said(line)) for cell in row for line in cell) for row in block.rows]
    together = sum(lengths) <= _TABLE
    top, *rows = table.rows
    _append(top._tr.get_or_add_trPr(), "w:tblHeader")
    _fill(top, head, block.shares, width, keep=True)
    for cell in top.cells:
        _append(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill="E4EEF8")
    for row, (first, *rest), length in zip(rows, block.rows, lengths, strict=True):
        if length <= _ROW:
            _append(row._tr.get_or_add_trPr(), "w:cantSplit")
        if block.room:
            row.height = Mm(block.room)
        _fill(row, (emphasised(first), *rest), block.shares, width, keep=together and row is not rows[-1])
    # Word needs a paragraph between two tables; after any table it is the air below.


def _fill(row: _Row, cells: Iterable[Cell], shares: Iterable[int], width: int, keep: bool) -> None:
    for place, cell, share in zip(row.cells, cells, shares, strict=True):
        place.width = Length(width * share // 100)
        style = "Table Text" if len(cell) <= 1 else "Table Bullet"
        if not cell:
            _write(place.paragraphs[0], style, (), keep)
        for number, line in enumerate(cell):
            _write(place.add_paragraph() if number else place.paragraphs[0], style, line, keep)


def _append(parent: Any, name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def _set_up(document: Any, content: Content) -> None:
    """Set page, styles, language and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16 if content.dense else 18)
    section.top_margin = section.bottom_margin = Mm(12 if content.dense else 14)
    section.header_distance = section.footer_distance = Mm(6 if content.dense else 7)
    _set_styles(document, content.dense)
    if not content.dense:
        _number_pages(section.footer.paragraphs[0])
    about = document.core_properties
    # Word's limit for a property is 255 characters; the title stands whole at the head of the document.
    about.title = content.title if len(content.title) <= 255 else content.title[:254] + "…"
    about.subject, about.language, about.author, about.comments = content.subject, _LANGUAGE, "", ""
    for stamp in ("created", "modified"):
        about._element.remove(about._element.find(qn(f"dcterms:{stamp}")))
    links = document.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]  # a picture of the template's empty page


def _set_styles(document: Any, dense: bool) -> None:
    styles = document.styles
    # The fonts of python-docx's template come from a theme, which Word would prefer to a font named beside it.
    for fonts in list(styles.element.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    default = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    default.insert(0, _append(default, "w:rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT, eastAsia=_FONT))
    default.find(qn("w:lang")).set(qn("w:val"), _LANGUAGE)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), _LANGUAGE)
    # The template is of 2010. In the mode of 2013 and later, a table's edge stands in line with the text.
    settings.find(f"{qn('w:compat')}/{qn('w:compatSetting')}").set(qn("w:val"), "15")
    for name, base in (("Table Text", "Normal"), ("Table Bullet", "List Bullet"), ("Note", "Normal")):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[base]
    for name, sizes in _SIZES.items():
        _set_style(styles[name], *sizes[dense])
    for name, colour in (("To Be Agreed", _BROWN), ("To Be Settled", _RED)):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.bold, style.font.color.rgb = True, colour
    styles["Note"].font.color.rgb = _QUIET
    bullet = styles["Table Bullet"].paragraph_format
    bullet.left_indent, bullet.first_line_indent = Mm(4), Mm(-4)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        styles["Table Grid"].element.find(f".//{qn(f'w:{side}')}").set(qn("w:color"), "9A9A9A")


def _set_style(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.04
    form.widow_control = True
    if style.name == "Caption":
        style.font.color.rgb, form.keep_with_next = _QUIET, True
    elif style.name == "Title" or style.name.startswith("Heading"):
        style.font.bold, style.font.color.rgb, form.keep_with_next = True, _NAVY, True


def _number_pages(paragraph: WordParagraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(words)
        _append(paragraph._p, "w:fldSimple", instr=field).append(paragraph.add_run("1")._r)


def _undated(stream: BytesIO) -> bytes:
    """Rewrite a Word file without the times of day that a ZIP archive records."""
    written = BytesIO()
    with ZipFile(stream) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _STAMP), old.read(name), ZIP_DEFLATED)
    return written.getvalue()
