"""Files that would take the machine: coding sheets in Word, and CSV whose quotation marks never end."""

import re
import time
import zipfile

import pytest
from docx import Document

import leadership_lib as ll
from leadership_lib.research.tables.csv_rows import MOST_BYTES, rows_of

#: The processor's own time, which a busy machine does not lengthen. Each of these took longer, or all memory.
SECONDS = 20

MAIN = "word/document.xml"
ENTITIES = (
    '<!DOCTYPE w [<!ENTITY a "'
    + "x" * 100
    + '">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)

#: By name: what is put in place of what in the main part of a sheet, and the words in what is said.
HOSTILE = {
    "very many columns": ("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="100000000"/>', "is damaged"),
    "columns less than none": ("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="-5"/>', "is damaged"),
    "columns that are no number": ("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="abc"/>', "is damaged"),
    "a long text": ("<w:t>", "<w:t>" + "x" * 200_000_000, "unpacks to far more"),
    "spaces between": ("<w:body>", "<w:body>" + " " * 100_000_000, "unpacks to far more"),
    "paragraphs": (
        "<w:body>",
        "<w:body>" + "".join(f'<w:p w:id="{n}"/>' for n in range(600_000)),
        "pieces",
    ),
    "deep": ("<w:body>", "<w:body>" + "<w:sdt>" * 400 + "</w:sdt>" * 400, "nested more than 300 deep"),
    "entities in entities": ("?>", "?>" + ENTITIES, "declares a document type"),
    "a file of this computer": ("?>", '?><!DOCTYPE w [<!ENTITY e SYSTEM "/etc/passwd">]>', "declares"),
    "no body": ("<w:body>", "<w:bodies>", "is damaged"),
}


@pytest.fixture(scope="module")
def parts(tmp_path_factory) -> dict[str, bytes]:
    """The parts of a sheet as it was sent out."""
    path = ll.write_coding_sheet(["locality_clinical_lead"], tmp_path_factory.mktemp("sheet") / "s.docx", coder="A")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet(path, parts, large=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
        if large:
            with made.open(large, "w", force_zip64=True) as part:
                for _ in range(100):
                    part.write(bytes(1_000_000))
    return path


def told(path) -> str:
    """Read a sheet from which nothing comes, and return what is said of it."""
    begin = time.process_time()
    codes = ll.read_codes(path)
    assert time.process_time() - begin < SECONDS
    assert codes.frame.empty
    return "\n".join(map(str, codes.unread))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_sheet_is_refused_in_one_sentence_that_says_what_it_is(parts, tmp_path, name):
    old, new, said = HOSTILE[name]
    main = parts[MAIN].decode().replace(old, new, 1)
    assert said in told(sheet(tmp_path / "sheet.docx", parts | {MAIN: main.encode()}))


def test_a_part_that_nobody_looks_at_is_not_unpacked(parts, tmp_path):
    path = sheet(tmp_path / "sheet.docx", parts, "word/media/big.png")
    begin = time.process_time()
    assert len(ll.read_codes(path).frame) == len(ll.checks)
    assert time.process_time() - begin < SECONDS


def test_very_many_parts_are_refused(parts, tmp_path):
    many = {f"word/media/{n}.png": b"" for n in range(3_000)}
    assert "more than 2,000 parts" in told(sheet(tmp_path / "sheet.docx", parts | many))


def test_cells_joined_over_rows_and_columns_stand_once_for_each(tmp_path):
    document = Document()
    for line in ("Coder: A", "Role: locality_clinical_lead"):
        document.add_paragraph(line)
    table = document.add_table(4, 3)
    checks = "influence.title_authority", "purpose.higher", "influence.truer_title"
    for place, name in enumerate(("check", "code", "evidence")):
        table.cell(0, place).text = name
    for row, check in enumerate(checks, 1):
        table.cell(row, 0).text = check
    table.cell(1, 1).merge(table.cell(2, 1)).text = "met"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "partly"
    document.save(tmp_path / "sheet.docx")
    frame = ll.read_codes(tmp_path / "sheet.docx").frame.set_index("check")
    assert dict(frame["code"]) == dict(zip(checks, ["met", "met", "partly"], strict=True))
    assert frame["evidence"][checks[2]] == "partly"


def test_rows_joined_without_end_cost_no_more_than_rows(parts, tmp_path):
    row = "<w:tr>" + "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" * 5 + "</w:tr>"
    main = re.sub("</w:tbl>", row * 15_000 + "</w:tbl>", parts[MAIN].decode(), count=1)
    begin = time.process_time()
    assert len(ll.read_codes(sheet(tmp_path / "sheet.docx", parts | {MAIN: main.encode()})).unread) == 15_000
    assert time.process_time() - begin < SECONDS


def test_marks_that_never_end_cost_each_line_no_more_than_a_few(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("id,title\n" + 'a","b\n' * 50_000)
    begin = time.process_time()
    rows = list(rows_of(path))
    assert time.process_time() - begin < SECONDS
    assert len(rows) == 50_001
    assert all(row.notes for row in rows[1:])


def test_rows_over_several_lines_are_read_after_marks_without_an_end(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("id,title\n" + 'a","b\n' * 30_000 + '1,"over\nthree\nlines"\n')
    assert list(rows_of(path))[-1].cells == ["1", "over\nthree\nlines"]


@pytest.mark.parametrize("start", [b"", b"\xff\xfe", b"id\r"], ids=["UTF-8", "UTF-16", "old Macs"])
def test_a_line_without_an_end_is_not_held_whole(tmp_path, start):
    path = tmp_path / "x.csv"
    path.write_bytes(start + b"ab" * (2 * MOST_BYTES))
    assert max(len(cell) for row in rows_of(path) for cell in row.cells or [""]) <= MOST_BYTES + 65_536


@pytest.mark.parametrize("read", [ll.read_codes, ll.diagnose_roles])
@pytest.mark.parametrize("head", ["coder,role,check,code,evidence", "A,lmc_officer,purpose.higher,met,B"])
def test_a_line_of_very_many_names_costs_no_more_than_those_that_a_table_may_have(tmp_path, head, read):
    path = tmp_path / "codes.csv"
    path.write_text(
        "\n".join([f"{head},{','.join(f'cod{n}' for n in range(100_000))}", "A,lmc_officer,purpose.higher,met"])
    )
    begin = time.process_time()
    found = read(path)
    assert time.process_time() - begin < SECONDS
    assert any("100,005 columns" in said and "allowed are 2,000" in said for said in found.problems)
