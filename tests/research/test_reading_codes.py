"""Codes read from files: as far as they can be, with every fault named."""

import csv
import time

import pandas as pd
import pytest
from coded import HEAD, UNIT, L, P, given_codes, told
from hypothesis import given
from hypothesis import strategies as st

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.research import example_codes_folder, read_codes
from leadership_lib.research.coding.guidance import CODES
from leadership_lib.research.coding.words import Names, code, columns

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


def test_other_files_of_a_folder_are_named(write, tmp_path):
    write([HEAD, f"A,{UNIT},met,x"])
    for name in ("notes.txt", "README", "~$b.docx", ".hidden", "Thumbs.db"):
        write(b"PK\x03\x04\xff", name)
    (tmp_path / "older").mkdir()
    codes = read_codes(tmp_path)
    assert given_codes(codes) == [("A", L, "purpose.higher", "met")]
    allowed = "codes are read from files that end in .csv, .docx, .xlsx, .xlsm, .xlsb, .xls or .ods (left out)"
    assert sorted(map(str, codes.problems)) == [
        f"README: found a file without an ending; {allowed}",
        f"notes.txt: found a file that ends in .txt; {allowed}",
    ]
    (tmp_path / "a.csv").unlink()
    with pytest.raises(Problem, match=r"no file that ends in \.csv, \.docx, .* or \.ods"):
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
        ("N/A", "does not apply"), ("not applicable", "does not apply"), ("Needs judgement", "for you to judge"),
        ("maybe", None), ("1", None), ("?", None), ("prtly", None), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_a_code_is_understood_or_counted_as_missing_and_said(text, meant, write):
    codes = read_codes(write([HEAD, f"A,{UNIT},{text},x"]))
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
    assert len(codes.faults) == sum(cells[n % 7] in ("Met ", "maybe") for n in range(len(keys)))
    # Faults that are alike become one sentence, so that they can be read.
    assert len(codes.problems) == 2


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
    st.tuples(
        st.sampled_from([*CODES, ""]), st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=9)
    ),
    min_size=1,
    max_size=20,
)


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
