"""PDF: both libraries say the same, and what runs along the edge of the pages is left out."""

import sys

import pytest
from document_files import pdf

from leadership_lib.description.file import text_of
from leadership_lib.description.pdf import MOST_PAGES, _without_heads

LINES = ["Clinical Lead", "You lead the work on frailty in the locality.", "Hours: 8 a week", "Pay: £80"]


@pytest.fixture(params=["pypdfium2", "pypdf"])
def read(request, monkeypatch):
    """Read a PDF with one of the two libraries."""
    if request.param == "pypdf":
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
    return lambda *pages: text_of(pdf(*pages), "role.pdf")


def test_the_lines_of_all_pages_stand_below_one_another(read):
    assert read(LINES[:2], LINES[2:]) == "\n".join(LINES)


def test_a_hyphen_at_the_end_of_a_line_is_left_alone(read):
    assert read(["You lead the long-", "term condition work", "and the collabo-", "rative of practices"]) == (
        "You lead the long-\nterm condition work\nand the collabo-\nrative of practices"
    )


def test_bullets_of_any_kind_begin_as_bullets_do(read):
    assert read(["• Chair the clinical forum of the practices", "•", "Report to the board of the locality"]) == (
        "• Chair the clinical forum of the practices\n• Report to the board of the locality"
    )


def test_running_heads_and_page_numbers_are_left_out(read):
    body = [[f"Words {c * 3} on a page of their own", f"and {c * 5} below them"] for c in "abcd"]
    pages = [["NHS Locality", *lines, f"Page {n} of 4"] for n, lines in enumerate(body, 1)]
    assert read(*pages) == "\n".join(line for lines in body for line in lines)


def test_only_the_edges_of_most_pages_are_left_out():
    assert _without_heads([["a", "b"]]) == [["a", "b"]]
    assert _without_heads([["a", "b"], ["a", "c"]]) == [["b"], ["c"]]
    assert _without_heads([["a", "b"], ["a", "c"], ["d"], ["e"]]) == [["a", "b"], ["a", "c"], ["d"], ["e"]]
    assert _without_heads([["x"] * 9] * 3) == [["x"] * 6] * 3


def test_as_many_pages_as_are_read_are_read_in_good_time(read):
    words = [chr(97 + n % 26) * (1 + n // 26) for n in range(MOST_PAGES)]
    assert read(*[[f"{word} says what", f"the {word} is for"] for word in words]).count("\n") == 2 * MOST_PAGES - 1


def test_reading_other_files_imports_neither_library(python):
    said = python(
        "import sys\n"
        "import leadership_lib as ll\n"
        "from leadership_lib.description.file import text_of\n"
        "text_of(b'Clinical Lead', 'role.txt')\n"
        "print([name for name in ('pypdf', 'pypdfium2') if name in sys.modules])\n"
    )
    assert said == "[]\n"
