"""Coding: sheets out, codes in, as far as they can be read and with every fault named; then set side by side."""

import csv
import io
import time

import docx
import numpy as np
import pandas as pd
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

import leadership_lib as ll
from leadership_lib.core.errors import Problem, UnknownKeyError
from leadership_lib.research import agreement, example_codes_folder, read_codes, write_coding_sheet
from leadership_lib.research.coding.codes import as_offered
from leadership_lib.research.coding.guidance import CODES
from leadership_lib.research.coding.guidance import codes as offered
from leadership_lib.research.coding.guidance import load as guidance
from leadership_lib.research.coding.words import Names, code, columns

HEAD = "coder,role,check,code,evidence"
L, P = "locality_clinical_lead", "pcn_clinical_director"
UNIT = f"{L},purpose.higher"
#: A question that offers all codes.
ALL_FOUR = next(one.id for one in ll.checks if set(offered(one)) == set(CODES))


@pytest.fixture
def write(tmp_path):
    """Write a file of a coder: bytes, text, or lines."""

    def written(content, name="a.csv"):
        path = tmp_path / name
        if not isinstance(content, bytes):
            text = content if isinstance(content, str) else "\n".join(content) + "\n"
            content = text.encode("utf-8")
        path.write_bytes(content)
        return path

    return written


@pytest.fixture(scope="module")
def example():
    return read_codes(example_codes_folder())


def given_codes(codes):
    return [tuple(row) for row in codes.frame[["coder", "role", "check", "code"]].itertuples(index=False)]


def told(codes):
    return "\n".join(map(str, codes.problems))


# --- sheets


def one_of(check_id, n):
    """Give one of the codes that a question offers."""
    codes = offered(ll.checks[check_id])
    return codes[n % len(codes)]


def filled(path, code_of=None, evidence="page 2"):
    """Fill a CSV sheet in as a coder would."""
    lines = path.read_text("utf-8-sig").splitlines()
    rows = list(csv.reader(lines))
    for n, row in enumerate(rows[3:]):
        row[5], row[6] = code_of(n) if code_of else one_of(row[2], n), evidence
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    path.write_text(stream.getvalue(), "utf-8", newline="")
    return rows


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


def test_a_code_that_the_question_does_not_offer_is_named_and_kept(write):
    codes = read_codes(write([HEAD, f"A,{UNIT},partly,x"]))
    assert [row[3] for row in given_codes(codes)] == ["partly"]
    assert "this question offers met, not met, not stated" in told(codes)


def test_a_word_sheet_comes_back_too(tmp_path):
    path = write_coding_sheet([L, P], tmp_path / "sheet.docx", coder="Coder B")
    document = docx.Document(path)
    rows = [row for table in document.tables for row in table.rows[1:]]
    given = [one_of(one.id, n) for n, one in enumerate([*ll.checks] * 2)]
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


# --- faults of files


def test_a_misspelt_heading_is_read_and_named_and_so_is_one_that_is_not_known(write):
    path = write(["Coder,Roll,Chek,CODE,evidance,weather", f"A,{UNIT},met,page 2,wet"])
    codes = read_codes(path)
    assert given_codes(codes) == [("A", L, "purpose.higher", "met")]
    assert list(codes.frame["evidence"]) == ["page 2"]
    for slip, meant in (("Roll", "role"), ("Chek", "check"), ("evidance", "evidence")):
        assert f"{slip}: found '{slip}'; did you mean '{meant}'? (read as {meant})" in told(codes)
    assert "weather: found 'weather'; allowed are coder, role, check, code, evidence (ignored)" in told(codes)


def test_other_names_of_columns_are_understood_and_the_first_of_two_counts():
    found, odd = columns(["Rater", "case", "item", "code", "rating", "notes"])
    assert found == {"coder": 0, "role": 1, "check": 2, "code": 3, "evidence": 5}
    assert ("rating", "each column stands once", "ignored; the first one counts") in odd


def test_a_file_without_a_needed_column_is_left_out_and_the_others_are_read(write, tmp_path):
    write(["coder,role,check,weather", f"A,{UNIT},met"], "a.csv")
    write([HEAD, f"B,{UNIT},met,x"], "b.csv")
    codes = read_codes(tmp_path)
    assert given_codes(codes) == [("B", L, "purpose.higher", "met")]
    assert "code must be among them (no row can be read)" in told(codes)


def test_a_file_without_headings_is_read_in_order(write):
    codes = read_codes(write([f"A,{UNIT},met,x", f"A,{L},purpose.necessity,partly,y"]))
    assert [row[3] for row in given_codes(codes)] == ["met", "partly"]
    assert "no names of columns" in told(codes)


def test_a_missing_coder_is_taken_from_the_file_and_a_missing_role_where_there_is_one(write):
    codes = read_codes(write(["check,code", "purpose.higher,met"], "coder_ann.csv"), L)
    assert given_codes(codes) == [("ann", L, "purpose.higher", "met")]
    assert "called 'ann' after the file" in told(codes)
    assert f"taken for {L}" in told(codes)
    assert read_codes(write(["check,code", "purpose.higher,met"]), [L, P]).frame.empty


def test_a_row_without_a_coder_is_given_to_the_only_one_of_the_file(write):
    codes = read_codes(write([HEAD, f"A,{UNIT},met,", f",{L},purpose.necessity,partly,"]))
    assert [row[0] for row in given_codes(codes)] == ["A", "A"]
    assert "row 3, coder: found nothing; each row names the coder (taken for 'A')" in told(codes)
    codes = read_codes(write([HEAD, f"A,{UNIT},met,", f"B,{UNIT},met,", f",{L},purpose.necessity,partly,"]))
    assert len(codes.frame) == 2
    assert "(left out)" in told(codes)


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", ""), ("utf-8-sig", ""), ("cp1252", "read as Windows-1252"), ("utf-16", "UTF-16")],
)
def test_encodings_are_told_apart(encoding, said, write):
    codes = read_codes(write("\r\n".join([HEAD, f"A,{UNIT},met,£8 – “café”", ""]).encode(encoding)))
    assert list(codes.frame["evidence"]) == ["£8 – “café”"]
    assert said in told(codes)
    assert bool(len(codes.faults)) == bool(said)


def test_two_encodings_in_one_file_are_told_line_by_line(write):
    lines = [HEAD.encode(), f"A,{UNIT},met,£8".encode(), f"A,{L},purpose.necessity,met,£9".encode("cp1252")]
    codes = read_codes(write(b"\n".join(lines)))
    assert list(codes.frame["evidence"]) == ["£8", "£9"]
    assert list(codes.faults["row"]) == [3]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_will_do(sign, write):
    codes = read_codes(write([HEAD.replace(",", sign), f"A,{UNIT},met,x".replace(",", sign)]))
    assert given_codes(codes) == [("A", L, "purpose.higher", "met")]


def test_a_quotation_mark_without_its_end_costs_one_line_and_not_the_rest(write):
    rows = [f"A,{L},{one.id},met,x" for one in ll.checks]
    rows[2] += '"open'
    rows[5] = rows[5].removesuffix("x") + '"open'
    rows[9] = rows[9].removesuffix("x") + '"closed,\n over two lines"'
    codes = read_codes(write([HEAD, *rows]))
    assert len(codes.frame) == len(ll.checks)
    assert set(codes.frame["code"]) == {"met"}
    assert "closed,\n over two lines" in set(codes.frame["evidence"])
    # One within a cell is only a sign; one that opens a cell and never closes it is out of place.
    assert 'x"open' in set(codes.frame["evidence"])
    assert [(fault.row, fault.found) for fault in codes.unread] == [(7, "a quotation mark out of place")]


def test_a_quotation_mark_out_of_place_does_not_hide_the_code_beside_it(write):
    rows = [f'A,{L},{one.id},"met,x' for one in ll.checks]
    codes = read_codes(write([HEAD, *rows]))
    assert set(codes.frame["code"]) == {"met"}
    assert len(codes.unread) == len(ll.checks)


def test_other_files_of_a_folder_are_named_and_a_workbook_is_one_sentence(write, tmp_path):
    write([HEAD, f"A,{UNIT},met,x"])
    for name in ("b.xlsx", "notes.txt", "README", "~$b.docx", ".hidden", "Thumbs.db"):
        write(b"PK\x03\x04\xff", name)
    (tmp_path / "older").mkdir()
    codes = read_codes(tmp_path)
    assert given_codes(codes) == [("A", L, "purpose.higher", "met")]
    workbook = "b.xlsx: found a workbook; save the sheet as CSV (left out)"
    allowed = "codes are read from files that end in .csv or .docx (left out)"
    assert sorted(map(str, codes.problems)) == [
        f"README: found a file without an ending; {allowed}",
        workbook,
        f"notes.txt: found a file that ends in .txt; {allowed}",
    ]
    assert told(read_codes(tmp_path / "b.xlsx")) == workbook
    (tmp_path / "a.csv").unlink()
    with pytest.raises(Problem, match=r"no file that ends in \.csv or \.docx\. b\.xlsx: a workbook; save the sheet"):
        read_codes(tmp_path)


def test_a_third_code_is_set_against_two_others_without_putting_words_in_a_mouth(write):
    codes = read_codes(write([HEAD, f"A,{UNIT},met,", f"A,{UNIT},partly,", f"A,{UNIT},not met,"]))
    assert "'partly' after 'met' in row 2" in told(codes)
    assert "'not met' after two other codes in row 2" in told(codes)


def test_cells_too_few_and_too_many_are_named(write):
    codes = read_codes(write([HEAD, f"A,{UNIT},met", f"A,{L},purpose.necessity,met,x,y,z"]))
    assert [row[3] for row in given_codes(codes)] == ["met", "met"]
    assert list(codes.faults["row"]) == [2, 3]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# only a remark\n", b"\x00\xff\xfe", b"PK\x03\x04"])
@pytest.mark.parametrize("name", ["a.csv", "a.docx"])
def test_a_file_that_is_nothing_is_named(content, name, write):
    codes = read_codes(write(content, name))
    assert codes.frame.empty
    assert len(codes.faults) > 0
    assert "0 coders" in repr(codes)
    assert codes._repr_html_()
    assert not len(codes.disagreements())
    assert codes.ratings().empty
    assert codes.by_feature().empty
    assert "no question" in codes.compare_with_library().sentence.lower()


def test_no_file_is_a_problem(tmp_path):
    with pytest.raises(Problem, match="neither a file nor a folder"):
        read_codes(tmp_path / "nothing.csv")
    with pytest.raises(Problem, match=r"\.csv"):
        read_codes(tmp_path)
    with pytest.raises(Problem, match="no file"):
        read_codes([])
    with pytest.raises(Problem, match="int"):
        read_codes(5)


# --- faults of rows


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("met", "met"), ("Met ", "met"), ("NOT MET", "not met"), ("not-met", "not met"), ("n/s", "not stated"),
        ("N/S", "not stated"), ("Not  Stated.", "not stated"), ("partially", "partly"), ("unmet", "not met"),
        ("maybe", None), ("n/a", None), ("1", None), ("?", None), ("prtly", None), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_a_code_is_understood_or_counted_as_missing_and_said(text, meant, write):
    codes = read_codes(write([HEAD, f"A,{L},{ALL_FOUR},{text},x"]))
    (row,) = given_codes(codes)
    assert row[3] == meant or (meant is None and pd.isna(row[3]))
    # What is exact needs no word, and neither does an empty cell, which is a code that is missing.
    assert codes.faults.empty == (text in CODES or not text.strip())
    if len(codes.faults):
        (fault,) = codes.faults.to_dict("records")
        assert (fault["file"], fault["row"], fault["column"]) == ("a.csv", 2, "code")
        assert fault["found"] == repr(text)
        assert "allowed are met, partly, not met, not stated" in fault["allowed"]
        assert fault["done"] == (f"read as {meant}" if meant else "counted as missing")
    if text == "prtly":
        assert "did you mean 'partly'?" in told(codes)


def test_roles_and_checks_that_are_not_known_are_left_out_with_the_near_ones_named(write):
    codes = read_codes(
        write(
            [
                HEAD,
                "A,locality_clinical_led,purpose.higher,met,",
                f"A,{L},purpose.hihger,met,",
                f"A,{L},,met,",
                "A,Locality-Clinical Lead,Purpose.Necessity,met,",
                f"A,{L},{ll.checks['clarity.measurable'].question},met,",
            ]
        )
    )
    assert [row[1:3] for row in given_codes(codes)] == [(L, "purpose.necessity"), (L, "clarity.measurable")]
    assert f"did you mean '{L}'" in told(codes)
    assert "did you mean 'purpose.higher'" in told(codes)
    assert "row 4, check: found nothing; none is named (left out)" in told(codes)
    assert "(read as purpose.necessity)" in told(codes)


def test_a_coder_in_two_files_is_said_and_each_question_counts_once_or_not_at_all(write, tmp_path):
    write(
        [HEAD, f"Ann,{UNIT},met,p1", f"Ann,{L},purpose.necessity,met,p2", f"Ann,{L},clarity.boundaries,,p3"], "1.csv"
    )
    second = [f"ann ,{UNIT},met,p4", f"ANN,{L},purpose.necessity,partly,", f"Ann,{L},clarity.boundaries,met,"]
    write([HEAD, *second, f"Ann,{L},purpose.necessity,met,"], "2.csv")
    codes = read_codes(tmp_path)
    assert codes.coders == ("Ann",)
    by_check = codes.frame.set_index("check")
    assert by_check.loc["purpose.higher", "code"] == "met"
    assert by_check.loc["purpose.higher", "evidence"] == "p1 / p4"
    assert pd.isna(by_check.loc["purpose.necessity", "code"])
    assert by_check.loc["clarity.boundaries", "code"] == "met"
    said = told(codes)
    assert "2.csv, coder: found 'Ann', who is in 1.csv too; one file a coder" in said
    assert "'partly' after 'met' in 1.csv, row 3" in said
    assert "neither counts" in said
    assert "(counted once)" in said
    assert "the code that is there counts" in said
    assert said.count("one name a coder") == 2


def test_the_same_file_twice_changes_nothing(example, tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.csv").write_bytes((example_codes_folder() / f"coder_{name}.csv").read_bytes())
    (tmp_path / "copy of a.csv").write_bytes((example_codes_folder() / "coder_a.csv").read_bytes())
    codes = read_codes(tmp_path)
    assert sorted(map(str, given_codes(codes))) == sorted(map(str, given_codes(example)))
    assert "counted once" in told(codes)


def test_a_hundred_thousand_rows_are_read_in_seconds_with_every_fault_named(write):
    roles = {f"role_{n}": ll.Role(title=f"Role {n}") for n in range(860)}
    cells = ["met", "partly", "not met", "not stated", "Met ", "maybe", ""]
    keys = [(coder, role, one.id) for coder in "ABC" for role in roles for one in ll.checks]
    rows = [f"{coder},{role},{check},{cells[n % 7]},x" for n, (coder, role, check) in enumerate(keys)]
    path = write([HEAD, *rows])
    start = time.perf_counter()
    codes = read_codes(path, roles)
    wide = codes.ratings()
    codes.disagreements()
    assert time.perf_counter() - start < 60
    assert len(codes.frame) == len(rows) > 100_000
    assert wide.shape == (3, 860 * len(ll.checks))
    odd = (
        cells[n % 7] in ("Met ", "maybe") or as_offered(code(cells[n % 7]), check).allowed
        for n, (*_, check) in enumerate(keys)
    )
    assert len(codes.faults) == sum(map(bool, odd))
    # Faults that are alike become one sentence, so that they can be read.
    assert len(codes.problems) == 3


awkward = st.sampled_from(
    [
        "",
        "met",
        "Met",
        "A",
        L,
        "purpose.higher",
        '"',
        '""',
        ",",
        ";",
        "\n",
        "\r",
        "\x00",
        "=1",
        "#",
        "£",
        "\ufeff",
        "'",
    ]
)


@given(
    st.lists(awkward | st.text(max_size=6), max_size=60).map("".join), st.sampled_from(["utf-8", "cp1252", "utf-16"])
)
def test_no_text_breaks_the_reader(tmp_path_factory, text, encoding):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_bytes((HEAD + "\n").encode() + text.encode(encoding, "replace"))
    codes = read_codes(path)
    assert set(codes.frame["code"].dropna()) <= set(CODES)
    assert set(codes.frame["check"]) <= set(ll.checks.ids)
    assert not codes.frame.duplicated(["coder", "role", "check"]).any()
    assert codes._repr_html_()
    assert repr(codes.disagreements())


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory, content):
    for name in ("a.csv", "a.docx"):
        path = tmp_path_factory.mktemp("any") / name
        path.write_bytes(content)
        assert repr(read_codes(path))


given_rows = st.dictionaries(
    st.tuples(st.sampled_from("AB"), st.sampled_from([L, P]), st.sampled_from(ll.checks.ids[:5])),
    st.tuples(st.integers(0, 4), st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=9)),
    min_size=1,
    max_size=20,
).map(lambda rows: {key: ("" if n == 4 else one_of(key[2], n), evidence) for key, (n, evidence) in rows.items()})


@given(given_rows, st.sampled_from([",", ";", "\t"]))
def test_what_a_csv_file_says_is_what_is_read(tmp_path_factory, rows, sign):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=sign)
        writer.writerow(HEAD.split(","))
        writer.writerows([*key, *said] for key, said in rows.items())
    codes = read_codes(path)
    assert codes.faults.empty
    read = {tuple(row[:3]): row[3:] for row in codes.frame.itertuples(index=False, name=None)}
    assert {key: (said[0] if isinstance(said[0], str) else "") for key, said in read.items()} == {
        key: said for key, (said, _) in rows.items()
    }


@given(st.text(max_size=12))
def test_no_code_and_no_name_breaks_what_understands_them(text):
    assert code(text).meant in (*CODES, None)
    assert Names(("a_role", "b.role"))(text).meant in ("a_role", "b.role", None)


# --- the object


def test_the_frame_is_tidy_and_in_order(example):
    assert list(example.frame.columns) == ["coder", "role", "check", "code", "evidence"]
    assert example.coders == ("A", "B", "C")
    first = example.frame[(example.frame["coder"] == "A") & (example.frame["role"] == L)]
    assert tuple(first["check"]) == ll.checks.ids
    assert not example.frame.duplicated(["coder", "role", "check"]).any()
    assert set(example.frame["code"].dropna()) == set(CODES)


def test_ratings_are_what_agreement_takes(example):
    nominal = example.ratings()
    assert nominal.shape == (3, 78)
    assert nominal.columns[0] == f"{L}: purpose.higher"
    alpha = agreement.alpha(nominal, categories=example.categories, resamples=0)
    assert 0.5 < float(alpha) < 1
    ordinal = example.ratings("ordinal")
    assert ordinal.dtypes.unique().tolist() == [np.dtype(float)]
    stated = nominal.isin(["met", "partly", "not met"])
    assert ordinal.notna().equals(stated)
    assert (ordinal == 2).equals(nominal == "met")
    with pytest.raises(Problem, match="ordinal"):
        example.ratings("ordnal")


def test_disagreements_come_with_the_evidence_each_gave(example):
    found = example.disagreements()
    one = found[f"{L}: purpose.both_clients"]
    assert {given.coder: given.code for given in one.given} == {"A": "partly", "B": "not met", "C": "partly"}
    assert "channel for peers" in repr(one)
    assert found[0].divided >= found[len(found) - 1].divided


def test_codes_can_be_narrowed(example):
    assert set(example.only(role=P).frame["role"]) == {P}
    assert {one.split(".")[0] for one in example.only(feature="clarity").frame["check"]} == {"clarity"}
    assert {one.split(".")[0] for one in example.only(feature="tensions").frame["check"]} == {"tensions"}
    with pytest.raises(UnknownKeyError, match=P):
        example.only(role="pcn_clinical_directer")
    with pytest.raises(UnknownKeyError, match="clarity"):
        example.only(feature="clarty")


def test_agreement_by_feature_is_that_of_the_coefficients(example):
    table = example.by_feature(resamples=50)
    assert list(table.index) == [*ll.features.ids, "tensions", "all"]
    ratings = example.only(feature="fairness").ratings()
    alpha = agreement.alpha(ratings, categories=example.categories, resamples=50)
    assert table.loc["fairness", "alpha"] == alpha.value
    assert table.loc["fairness", "alpha_low"] == alpha.low
    assert table["units"].iloc[:-1].sum() == table.loc["all", "units"]


def test_what_is_missing_is_listed(example):
    assert len(example.missing) == example.frame["code"].isna().sum() == 6
    assert "autonomy.not_prescribed" in set(example.missing["check"])


def test_the_faults_of_the_example_are_those_it_was_made_with(example):
    said = told(example)
    for found in (
        "Chek",
        "NOT MET",
        "n/s",
        "'Met '",
        "maybe",
        "clarity.measureable",
        "pcn_clinical_directer",
        "Windows",
    ):
        assert found in said
    assert list(example.faults.columns)[:5] == ["file", "row", "column", "found", "allowed"]
    assert all(said in repr(example) for said in map(str, example.problems))


def test_hostile_text_is_escaped(write):
    evil = "<script>alert(1)</script>"
    rows = [HEAD, f"{evil},{UNIT},{evil},{evil}", f"B,{UNIT},met,{evil}", f"C,{UNIT},not met,{evil}"]
    codes = read_codes(write(rows))
    page = codes._repr_html_() + codes.disagreements()._repr_html_() + codes.compare_with_library()._repr_html_()
    assert "<script>" not in page


# --- against the library


def test_the_majority_is_set_beside_the_library(write):
    finding = ll.diagnose(ll.load_role(L)).findings["purpose.higher"]
    other = next(code for code in CODES if code != finding.answer)
    rows = [
        *(f"{coder},{UNIT},{finding.answer}," for coder in "AB"), f"C,{UNIT},{other},",
        *(f"{coder},{L},clarity.boundaries,met," for coder in "ABC"),
        f"A,{L},clarity.selection,met,", f"B,{L},clarity.selection,not met,",
        f"A,{L},clarity.concrete,met,",
    ]  # fmt: skip
    against = read_codes(write([HEAD, *rows])).compare_with_library()
    frame = against.frame.set_index("check")
    assert frame.loc["purpose.higher", "majority"] == finding.answer
    assert frame.loc["purpose.higher", ["gave_it", "coded_it"]].tolist() == [2, 3]
    assert bool(frame.loc["purpose.higher", "same"])
    assert not frame.loc["clarity.boundaries", "same"]
    # No majority where two coders part, and none of one coder alone.
    assert frame.loc[["clarity.selection", "clarity.concrete"], "same"].isna().all()
    assert against.sentence.startswith("The coders' majority and the library say the same on 1 of 2 questions (50 %)")
    assert list(against.differing["check"]) == ["clarity.boundaries"]
    assert against.crosstab.to_numpy().sum() == 2
    assert "not a proof" in repr(against)
    assert "not a proof" in against._repr_html_()


# --- what a sheet tells


@pytest.mark.parametrize("ending", ["csv", "docx", "md"])
def test_every_sheet_has_every_rule_and_the_codes_of_each_question(ending, tmp_path):
    path = write_coding_sheet(L, tmp_path / f"sheet.{ending}")
    if ending == "docx":
        document = docx.Document(path)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(one.text for one in document.paragraphs), *cells])
    else:
        text = path.read_text("utf-8-sig").replace("\\", "")
    for rule in guidance().rules:
        assert text.count(rule) == 1
    assert text.count("Codes: met, not met, not stated.") == 10
    assert text.count("Codes: met, partly, not met, not stated.") == 29


def test_a_csv_sheet_tells_the_codes_of_a_question_beside_it(tmp_path):
    rows = list(csv.DictReader(write_coding_sheet(L, tmp_path / "sheet.csv").read_text("utf-8-sig").splitlines()[2:]))
    said = {row["check"]: row["looks_for"] for row in rows}
    assert said["clarity.translation"].endswith(" Codes: met, not met, not stated.")
    assert said["purpose.both_clients"].endswith(" Codes: met, partly, not met, not stated.")


@pytest.mark.parametrize("check", ll.checks.ids)
@pytest.mark.parametrize("given_", [*CODES, "Partly", "", "nonsense"])
def test_a_code_that_a_question_does_not_offer_is_named_and_kept(check, given_):
    word = code(given_)
    found = as_offered(word, check)
    assert found.meant == word.meant
    if word.meant == "partly" and "partly" not in offered(ll.checks[check]):
        assert found.allowed == "this question offers met, not met, not stated, or nothing"
    else:
        assert found == word
