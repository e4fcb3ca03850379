"""Rows of CSV: every line is read, each for itself, and a quotation mark without its end costs its own line alone."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership_lib.research.tables import csv_rows
from leadership_lib.research.tables.csv_rows import MOST_LINES, Row, rows_of

STRAY = ("a quotation mark out of place", "allowed is plain CSV", "the line is read by itself")


@pytest.fixture
def read(tmp_path):
    """Read what a file of these lines has."""

    def rows(*lines, name="x.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(
            b"".join(line if isinstance(line, bytes) else f"{line}\n".encode(encoding) for line in lines)
        )
        return list(rows_of(path))

    return rows


def test_rows_are_counted_as_a_spreadsheet_does(read):
    assert read("# from somewhere", "a,b", "", "1,2", ",,", '"3\n\n",4') == [
        Row(2, ["a", "b"]),
        Row(4, ["1", "2"]),
        Row(6, ["3\n\n", "4"]),
    ]


def test_a_stray_mark_costs_its_own_line_alone(read):
    found = read("a,b,c", '1,"two,3', "4,5,6", '7,"eight, or ""so""\nmore",9', '10,"x"y,12', '"')
    assert [row.cells for row in found] == [
        ["a", "b", "c"],
        ["1", "two", "3"],
        ["4", "5", "6"],
        ["7", 'eight, or "so"\nmore', "9"],
        ["10", "xy", "12"],
        ["\n"],
    ]
    assert [row.number for row in found if row.notes == (STRAY,)] == [2, 5, 6]


def test_a_stray_mark_in_a_line_with_a_sign_in_quotation_marks_keeps_the_cells_before_it(read):
    assert read("a,b,c,d", '"1, one","2",x,"y', "5,6,7,8")[1].cells[:3] == ["1, one", "2", "x"]


def test_a_stray_mark_among_the_names_costs_no_name(read):
    assert read('id,"title,layer', "1,2,3") == [Row(1, ["id", "title", "layer"], (STRAY,)), Row(2, ["1", "2", "3"])]


def test_no_row_has_more_lines_than_are_held(read):
    inside = ["x,y"] * (MOST_LINES - 2)
    assert len(read("a,b", '1,"two', *inside, 'end"')) == 2
    found = read("a,b", '1,"two', *inside, "x,y", 'end"')
    assert len(found) == MOST_LINES + 2
    assert [row.number for row in found if row.notes] == [2]


def test_no_more_of_a_file_is_held_than_one_row_may_have(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_rows, "MOST_LINES", 5)
    taken = []

    def lines():
        for n in range(10**9):
            taken.append(n)
            yield csv_rows._Line('1,"two\n' if n == 1 else "x,y\n")

    rows = csv_rows._rows(lines(), lambda _: False)
    assert [next(rows).cells for _ in range(4)] == [["x", "y"], ["1", "two"], ["x", "y"], ["x", "y"]]
    assert len(taken) <= csv_rows.LOOKED_AT


def test_what_is_odd_about_a_line_that_is_given_back_is_said_of_its_own_row(read):
    found = read("a,b", '1,"two', b"caf\xe9,4\n", "5,6")
    assert [(row.number, [note[0] for note in row.notes]) for row in found if row.notes] == [
        (2, ["a quotation mark out of place"]),
        (3, ["bytes that are not UTF-8"]),
    ]


def test_an_odd_line_without_cells_is_not_passed_over(read):
    assert [(row.number, row.cells, len(row.notes)) for row in read(b"# caf\xe9\n", "a,b", b"\xa0\n")] == [
        (1, [], 1),
        (2, ["a", "b"], 0),
        (3, [], 1),
    ]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_under_another_name_is_one_sentence(read, start):
    ((number, cells, notes),) = read(start + bytes(range(256)) * 9)
    assert (number, cells) == (None, [])
    assert [note[0] for note in notes] == ["a packed file, such as a workbook"]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=6), min_size=2, max_size=4
        ),
        min_size=1,
    )
)
def test_what_a_spreadsheet_writes_is_what_is_read(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "x.csv"
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["a", "b"], *rows])
    path.write_text(stream.getvalue(), "utf-8", newline="")
    found = list(rows_of(path))
    said = [row for row in rows if any(cell.strip() for cell in row)]
    assert [row.cells for row in found if any(cell.strip() for cell in row.cells)] == [["a", "b"], *said]
    assert not any(row.notes for row in found)
