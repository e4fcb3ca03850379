"""Files as people make them: title rows, sums, commas, old Macs, workbooks, exports of surveys, Word with controls."""

import sys
from copy import deepcopy

import pandas as pd
import pytest
from workbooks import ods, xlsx

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.research.portfolio.sources import table_layout
from leadership_lib.research.tables.reader import tables_of

HEAD = "id,title,capacity.hours_paid"


@pytest.fixture
def roles(tmp_path):
    """Read roles from a file of bytes or lines."""

    def read(*lines, name="roles.csv", encoding="utf-8", **options):
        data = lines[0] if isinstance(lines[0], bytes) else "\r\n".join([*lines, ""]).encode(encoding)
        (tmp_path / name).write_bytes(data)
        return ll.diagnose_roles(tmp_path / name, **options)

    return read


def hours(many):
    return {key: role.capacity.hours_paid for key, role in many.items()}


def said(many):
    return "\n".join(map(str, many.problems))


# --- what stands around a table


@pytest.mark.parametrize("sign", [";", "|", "\t"])
def test_the_line_by_which_excel_tells_the_separator_is_read(roles, sign):
    many = roles(f"sep={sign}", HEAD.replace(",", sign), f"r1{sign}Lead A{sign}4")
    assert (hours(many), said(many)) == ({"r1": 4}, "")


def test_titles_above_the_names_of_columns_are_passed_over_and_said(roles):
    many = roles("Our roles, as of May, for the board", "", HEAD.replace(",", ";"), "r1;Lead, North;4")
    assert (many["r1"].title, hours(many)) == ("Lead, North", {"r1": 4})
    assert "row 1 names no column, and row 3 does" in said(many)


def test_sums_headings_again_and_remarks_are_named_and_no_roles(roles):
    many = roles(HEAD, "r1,Lead,4", HEAD, "r2,Lead,6", "# checked by AB,,", "Total,,10", "r3,Total,1")
    assert hours(many) == {"r1": 4, "r2": 6, "r3": 1}
    for words in (
        "row 3: found the names of the columns again",
        "row 5: found a line that",
        "row 6: found a row of sums",
    ):
        assert words in said(many)


def test_a_thousand_repeated_ids_are_one_sentence_and_many_faults_are_capped(roles):
    many = roles("id,title", *["r1,Lead"] * 1001)
    assert len(many) == len(set(many.ids)) == 1001
    assert said(many) == (
        "roles.csv, rows 3, 4, 5, 6, 7 and 995 more, id: found an id again; "
        "each role has an id of its own (told apart by a number after it)"
    )
    many = roles(HEAD, *(f"r{n},Lead,{n} or so" for n in range(100)))
    assert len(many.problems) == 100
    assert repr(many).endswith("and 70 more, in .faults")


# --- cells


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ('"7,5"', 7.5, "read as 7.5"),
        ('"1,500"', None, "write 1500 or 1.500"),
        ("1 000", None, "0 to 100"),
        ("\u00a07\u00a0", 7, ""),
        ("\u200b7", 7, ""),
        ("04-Mar", None, "may have made a date of something like 3-4"),
        ("2026-04-03", None, "may have made a date"),
        ("#N/A", None, "hold the place of a fact"),
        ("#REF!", None, "hold the place of a fact"),
        ("n/a", None, "hold the place of a fact"),
        ("£80", None, "allowed is a number"),
    ],
)
def test_numbers_as_people_write_them_are_read_or_named_with_their_place(roles, cell, value, words):
    many = roles(HEAD, f"r1,Lead,{cell}")
    assert hours(many) == {"r1": value}
    assert words in said(many)
    assert not words or "row 2, capacity.hours_paid" in said(many)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [("Y", True, ""), ("n", False, ""), ("x", None, "hold the place of a fact"), ("TRUE", True, "")],
)
def test_yes_and_no_as_people_write_them(roles, cell, value, words):
    many = roles("id,title,appointment.peers_have_a_say", f"r1,Lead,{cell}")
    assert many["r1"].appointment.peers_have_a_say is value
    assert words in said(many)


@pytest.mark.parametrize("cell", ["n/a", "-", "?", "tbc", "unknown", "not stated", "nil", "#REF!", "#N/A", "#DIV/0!"])
def test_what_people_write_for_nothing_answers_no_question_and_is_named(roles, cell):
    many = roles("id,purpose.higher,capacity.support", f"r1,{cell},{cell}")
    answers = many.answers.set_index("role").loc["r1"]
    assert (answers["purpose.higher"], answers["autonomy.support"]) == ("not stated", "not stated")
    assert len(many.faults) == 2


# --- how letters are written


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-16", "UTF-16"),
        ("mac_roman", "read as Mac Roman"),
        ("cp1252", "read as Windows-1252"),
        ("utf-8-sig", ""),
    ],
)
def test_letters_of_all_kinds_are_read(roles, encoding, words):
    many = roles(HEAD, "r1,Chef d’équipe \u2013 André’s post,4", encoding=encoding)
    assert many["r1"].title == "Chef d’équipe \u2013 André’s post"
    assert words in said(many)


def test_lines_that_end_as_those_of_old_macs_are_read(roles):
    many = roles(f"{HEAD}\rr1,Chef de l\u2019unité,4\rr2,Lead,5\r".encode("mac_roman"))
    assert hours(many) == {"r1": 4, "r2": 5}
    assert many["r1"].title == "Chef de l’unité"


# --- headings of a survey's own


SURVEY = ("Timestamp,Your role's title,Hours  a week", "2026-05-01,Lead,7")
NAMED = {"your role's title": "title", "Hours a week": "capacity.hours_paid"}


def test_headings_are_mapped_by_a_call_or_a_small_file(roles, tmp_path):
    many = roles(*SURVEY, columns=NAMED)
    assert many["row 2"] == ll.Role(title="Lead", capacity={"hours_paid": 7})
    path = tmp_path / "columns.toml"
    path.write_text('"Your role\'s title" = "title"\n"Hours a week" = "capacity.hours_paid"\n', "utf-8")
    assert roles(*SURVEY, columns=path)["row 2"] == many["row 2"]
    frame = pd.DataFrame([["Lead", 7]], columns=["Your role's title", "Hours a week"])
    assert ll.diagnose_roles(frame, columns=NAMED)["row 1"] == many["row 2"]


def test_what_is_wrong_with_a_mapping_is_said_with_what_was_meant(roles):
    with pytest.raises(
        Problem, match=r"'capacity\.hours_payed', which is no column: did you mean 'capacity\.hours_paid'"
    ):
        roles(*SURVEY, columns={"Hours a week": "capacity.hours_payed"})
    with pytest.raises(Problem, match="there is no such file"):
        roles(*SURVEY, columns="columns.toml")
    many = roles(*SURVEY, columns={**NAMED, "Hours the week": "capacity.hours_expected"})
    assert "found no column 'Hours the week'; did you mean 'Hours a week'" in said(many)


def test_codes_of_a_survey_are_mapped_too(write):
    rows = ["Who,Question,Answer", "A,purpose.higher,met"]
    codes = ll.read_codes(
        write(rows), ["lmc_officer"], columns={"who": "coder", "question": "check", "answer": "code"}
    )
    assert codes.frame[["coder", "check", "code"]].to_numpy().tolist() == [["A", "purpose.higher", "met"]]


# --- workbooks


ROLES = [["id", "title", "capacity.hours_paid"], [1, "Lead", 4], ["r2", "Lead & more", 7.5]]


@pytest.mark.parametrize(("make", "name"), [(xlsx, "roles.xlsx"), (ods, "roles.ods")])
def test_roles_of_a_workbook_are_read_from_the_sheet_that_is_asked_for(roles, make, name):
    pytest.importorskip("python_calamine", reason="about workbooks: pip install python-calamine")
    data = make(Empty=[], Roles=ROLES, Old=[*ROLES[:1], ["r9", "Past", 1]])
    many = roles(data, name=name)
    assert hours(many) == {"1": 4, "r2": 7.5}
    assert many["r2"].title == "Lead & more"
    assert "sheets besides 'Roles': 'Old'; sheet= names the one to read (the first is read)" in said(many)
    assert hours(roles(data, name=name, sheet="old")) == {"r9": 1}
    with pytest.raises(Problem, match=r"no sheet 'Rols': did you mean 'Roles'"):
        roles(data, name=name, sheet="Rols")


def test_titles_sums_and_truth_in_a_workbook_are_read_as_in_a_file_of_text(roles):
    pytest.importorskip("python_calamine", reason="about workbooks: pip install python-calamine")
    head = [*ROLES[0], "appointment.peers_have_a_say"]
    data = xlsx(S=[["Our roles"], [], head, ["r1", "Lead", 4, True], ["Total", "", 4], ["r2", "", 1e16]])
    many = roles(data, name="r.xlsx")
    assert many["r1"].appointment.peers_have_a_say is True
    assert many.ids == ("r1", "r2")
    for words in ("row 3 does", "row 5: found a row of sums", "row 6: found the number 10000000000000000"):
        assert words in said(many)


def test_codes_of_a_workbook_are_read(write):
    pytest.importorskip("python_calamine", reason="about workbooks: pip install python-calamine")
    rows = [["coder", "role", "check", "code"], ["A", "lmc_officer", "purpose.higher", "met"]]
    assert ll.read_codes(write(xlsx(S=rows), "a.xlsx")).frame["code"].tolist() == ["met"]


@pytest.mark.parametrize("data", [b"", b"x", b"PK\x03\x04" + bytes(99), xlsx(S=ROLES)[:-40], ods(S=ROLES)[:200]])
@pytest.mark.parametrize("name", ["r.xlsx", "r.ods", "r.xls", "r.xlsb"])
def test_a_damaged_workbook_is_one_sentence(roles, data, name):
    many = roles(data, name=name)
    assert len(many) == 0
    assert len(many.problems) == 1
    assert "workbook" in said(many)


def test_without_its_library_a_workbook_is_one_sentence(roles, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    many = roles(xlsx(S=ROLES), name="r.xlsx")
    assert "python-calamine is missing here; save the sheet as CSV" in said(many)


# --- Word


@pytest.fixture
def sheet(tmp_path):
    """Write a coding sheet in Word, each question coded, and change it."""
    import docx

    def changed(change):
        path = tmp_path / "s.docx"
        ll.write_coding_sheet(["locality_clinical_lead"], path, "A")
        document = docx.Document(str(path))
        table = document.tables[0]
        for n, row in enumerate(table.rows[1:]):
            row.cells[2].text, row.cells[3].text = "met", f"e{n}"
        change(table)
        document.save(str(path))
        return ll.read_codes(path)

    return changed


def wrapped(node):
    """Put a part of a document into a content control."""
    from docx.oxml import OxmlElement

    above, place = node.getparent(), node.getparent().index(node)
    control, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(inside)
    above.insert(place, control)
    inside.append(node)


@pytest.mark.parametrize(
    "part", [lambda t: t.rows[1]._tr, lambda t: t.rows[1].cells[2]._tc, lambda t: t.rows[0]._tr, lambda t: t._tbl]
)
def test_rows_cells_and_tables_in_content_controls_are_read(sheet, part):
    codes = sheet(lambda table: wrapped(part(table)))
    assert codes.frame["code"].tolist() == ["met"] * len(ll.checks)
    assert set(codes.frame["evidence"]) == {f"e{n}" for n in range(len(ll.checks))}
    assert codes.unread == ()


def test_a_table_split_in_two_is_read_on_and_said(sheet):
    from docx.oxml import OxmlElement

    def split(table):
        second = deepcopy(table._tbl)
        for row in list(table._tbl.tr_lst)[10:]:
            table._tbl.remove(row)
        for row in list(second.tr_lst)[:10]:
            second.remove(row)
        table._tbl.addnext(second)
        table._tbl.addnext(OxmlElement("w:p"))

    codes = sheet(split)
    assert codes.frame["code"].tolist() == ["met"] * len(ll.checks)
    (fault,) = codes.unread
    assert "taken for the rest of the table before" in str(fault)


def test_a_row_that_was_deleted_with_changes_tracked_is_gone(sheet):
    from docx.oxml import OxmlElement

    def deleted(table):
        table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:del"))

    codes = sheet(deleted)
    assert codes.frame["code"].tolist().count("met") == len(ll.checks) - 1


def test_a_file_without_names_of_columns_is_still_read_from_its_first_row(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("one,two\n1,2\n", "utf-8")
    (table,) = tables_of(path, layout=table_layout())
    assert (table.head.cells, [row.cells for row in table.rows]) == (["one", "two"], [["1", "2"]])
