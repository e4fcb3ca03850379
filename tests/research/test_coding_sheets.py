"""Coding sheets: every question about every role, out and back."""

import csv

import docx
import pandas as pd
import pytest
from coded import L, P, filled, given_codes
from docx.oxml import OxmlElement

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.research import example_codes_folder, read_codes, write_coding_sheet
from leadership_lib.research.coding.guidance import CODES
from leadership_lib.research.coding.guidance import load as guidance


def test_a_csv_sheet_asks_every_question_of_every_role_and_comes_back(tmp_path):
    path = write_coding_sheet([L, P], tmp_path / "sheet.csv", coder="A")
    rows = filled(path)
    assert rows[2] == ["coder", "role", "check", "question", "looks_for", "code", "evidence"]
    assert [row[:3] for row in rows[3:]] == [["A", role, one.id] for role in (L, P) for one in ll.checks]
    codes = read_codes(path)
    assert codes.faults.empty
    assert codes.coders == ("A",)
    assert list(codes.frame["code"]) == [row[5] for row in rows[3:]]
    assert set(codes.frame["code"]) == set(CODES)
    assert set(codes.frame["evidence"]) == {"page 2"}


def test_a_word_sheet_comes_back_too(tmp_path):
    path = write_coding_sheet([L, P], tmp_path / "sheet.docx", coder="Coder B")
    document = docx.Document(path)
    rows = [row for table in document.tables for row in table.rows[1:]]
    given = [CODES[n % len(CODES)] for n in range(2 * len(ll.checks))]
    for row, said in zip(rows, given, strict=True):
        row.cells[2].text, row.cells[3].text = said, "page 2"
    document.save(path)
    codes = read_codes(path)
    assert codes.faults.empty
    assert codes.coders == ("Coder B",)
    assert [(r, c) for _, r, c, _ in given_codes(codes)] == [(role, one.id) for role in (L, P) for one in ll.checks]
    assert list(codes.frame["code"]) == given


def in_a_change(cell, kind, text):
    """Put text into a cell as Word does while it tracks changes."""
    change = OxmlElement(f"w:{kind}")
    run = OxmlElement("w:r")
    said = OxmlElement("w:delText" if kind == "del" else "w:t")
    said.text = text
    run.append(said)
    change.append(run)
    cell.paragraphs[-1]._p.append(change)


def test_what_was_typed_into_word_with_changes_tracked_counts(tmp_path):
    path = write_coding_sheet([L], tmp_path / "sheet.docx", coder="A")
    document = docx.Document(path)
    rows = document.tables[0].rows
    in_a_change(rows[1].cells[2], "ins", "met")
    rows[1].cells[3].text = "page 2"
    rows[1].cells[3].add_paragraph("and ")
    in_a_change(rows[1].cells[3], "ins", "page 3")
    in_a_change(rows[2].cells[2], "del", "met")
    in_a_change(rows[2].cells[2], "ins", "partly")
    in_a_change(rows[3].cells[2], "moveFrom", "met")
    in_a_change(rows[4].cells[2], "moveTo", "not met")
    rows[5].cells[2].text = "met"
    rows[5].cells[3].text = "a\tb"
    document.save(path)
    codes = read_codes(path)
    assert codes.faults.empty
    assert [None if pd.isna(one) else one for one in codes.frame["code"][:6]] == [
        "met",
        "partly",
        None,
        "not met",
        "met",
        None,
    ]
    assert codes.frame["evidence"][0] == "page 2\nand page 3"
    assert codes.frame["evidence"][4] == "a\tb"


def test_a_coder_who_was_renamed_with_changes_tracked_has_the_new_name(tmp_path):
    path = write_coding_sheet([L], tmp_path / "sheet.docx", coder="A")
    document = docx.Document(path)
    line = next(one for one in document.paragraphs if one.text.startswith("Coder:"))
    old = line.runs[-1]._r
    gone = OxmlElement("w:moveFrom")
    old.addprevious(gone)
    gone.append(old)
    in_a_change(type("Line", (), {"paragraphs": [line]}), "ins", " Ann")
    document.tables[0].rows[1].cells[2].text = "met"
    document.save(path)
    assert read_codes(path).coders == ("Ann",)


def test_a_sheet_gives_away_neither_the_librarys_answer_nor_another_coder(tmp_path):
    role = ll.load_role(L)
    text = write_coding_sheet(role, tmp_path / "sheet.csv", coder="A").read_text("utf-8-sig")
    for finding in ll.diagnose(role).findings:
        assert finding.reason not in text


@pytest.mark.parametrize(
    "roles",
    [
        L,
        [L],
        lambda: ll.cases[L],
        lambda: [ll.cases[L]],
        lambda: ll.load_role(L),
        lambda: {L: ll.load_role(L)},
        lambda: {L: L},
        lambda: read_codes(example_codes_folder()).only(role=L),
    ],
)
def test_roles_may_be_given_in_any_of_these_ways(roles, tmp_path):
    rows = filled(write_coding_sheet(roles() if callable(roles) else roles, tmp_path / "sheet.csv"))
    assert len(rows) >= 3 + len(ll.checks)


def test_roles_are_read_from_a_folder(tmp_path):
    ll.load_role(L).save(tmp_path / "roles" / "one.toml")
    rows = filled(write_coding_sheet(tmp_path / "roles", tmp_path / "sheet.csv"))
    assert {row[1] for row in rows[3:]} == {"one"}


@pytest.mark.parametrize(
    ("roles", "coder", "name", "said"),
    [
        ([], "A", "s.csv", "no role"),
        (L, " ", "s.csv", "no name"),
        ("locality_clinical_led", "A", "s.csv", L),
        ([L, L], "A", "s.csv", "twice"),
        (5, "A", "s.csv", "int"),
        ([5], "A", "s.csv", "int"),
        (L, "A", "s.xls", r"\.docx"),
    ],
)
def test_a_sheet_that_cannot_be_made_says_why(roles, coder, name, said, tmp_path):
    with pytest.raises(Problem, match=said):
        write_coding_sheet(roles, tmp_path / name, coder)


def test_what_a_spreadsheet_would_run_is_disarmed_and_read_back(tmp_path):
    path = write_coding_sheet({"=1+1": ll.load_role(L)}, tmp_path / "sheet.csv", coder="@SUM(A1)")
    cells = [cell for row in csv.reader(path.read_text("utf-8-sig").splitlines()) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    filled(path)
    codes = read_codes(path, {"=1+1": ll.load_role(L)})
    assert codes.coders == ("@SUM(A1)",)
    assert set(codes.frame["role"]) == {"=1+1"}


@pytest.mark.parametrize("ending", ["csv", "docx", "md"])
def test_every_sheet_has_every_rule_and_every_code(ending, tmp_path):
    path = write_coding_sheet(L, tmp_path / f"sheet.{ending}")
    if ending == "docx":
        document = docx.Document(path)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(one.text for one in document.paragraphs), *cells])
    else:
        text = path.read_text("utf-8-sig").replace("\\", "")
    for rule in (*guidance().rules, *guidance().reading):
        assert text.count(rule) == 1
    for said in CODES:
        assert said in guidance().rules[2]


JUDGED = ll.load_role(L).judge("purpose.higher", "partly", because="It says so by half")


def test_a_sheet_for_coding_blind_has_neither_answers_nor_judgements(tmp_path):
    for name in ("sheet.csv", "sheet.md"):
        text = write_coding_sheet({L: JUDGED}, tmp_path / name).read_text("utf-8-sig")
        assert "It says so by half" not in text
        assert "library" not in text.lower().replace("leadership-lib", "")


def test_a_sheet_to_talk_over_has_the_librarys_answer_and_a_persons_beside_each_question(tmp_path):
    found = {finding.id: finding.answer for finding in ll.diagnose(JUDGED).findings}
    path = write_coding_sheet({L: JUDGED}, tmp_path / "sheet.csv", answers=True)
    rows = {row["check"]: row for row in csv.DictReader(path.read_text("utf-8-sig").splitlines()[2:])}
    assert {key: row["library"] for key, row in rows.items()} == found
    judged = {key: (row["judgement"], row["because"]) for key, row in rows.items() if row["judgement"]}
    # The case's author has judged something as well.
    assert judged == {one.check: (one.answer, one.because) for one in JUDGED.judgements}
    assert judged["purpose.higher"] == ("partly", "It says so by half")
    page = write_coding_sheet({L: JUDGED}, tmp_path / "sheet.md", answers=True).read_text("utf-8")
    assert page.count("The library: ") == len(ll.checks)
    assert page.count("A person: partly, because It says so by half") == 1
    # What stands beside is read past when the sheet comes back.
    filled(path)
    assert read_codes(path).faults.empty
