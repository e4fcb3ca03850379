"""Text, hatching and signs of a picture: nothing runs wider than estimated, or outside."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from pictures import (
    edges,
    within,
)

from leadership_lib.output.drawing.marks import Box, Dot, Table, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import clean, text_width, wrapped

SIZES = st.floats(1, 40)


@given(st.text(max_size=200), SIZES, st.floats(1, 600), st.booleans())
def test_wrapping_fits_and_loses_nothing(text, size, width, bold):
    lines = wrapped(text, size, width, bold)
    assert all(len(line) == 1 or text_width(line, size, bold) <= width + 1e-6 for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")
    assert all(line == line.strip(" ") and line for line in lines)


@given(
    st.text(st.characters(max_codepoint=0x17F, exclude_categories=["C", "Z"]), min_size=1, max_size=40), st.booleans()
)
def test_text_is_never_wider_than_estimated(text, bold):
    font = FontProperties(family="DejaVu Sans", size=100, weight="bold" if bold else "normal")
    width, _, _ = RendererAgg(10, 10, 72).get_text_width_height_descent(text, font, ismath=False)
    assert width <= text_width(text, 100, bold) + 1


@given(st.text(max_size=100))
def test_clean_text_can_stand_in_xml(text):
    root = ElementTree.Element("text", label=clean(text))
    root.text = clean(text)
    again = ElementTree.fromstring(ElementTree.tostring(root, encoding="utf-8"))
    assert again.text in (clean(text), None)
    assert again.attrib["label"] == clean(text)


PLACES = st.floats(-50, 700)


LENGTHS = st.floats(0, 300)


@given(PLACES, PLACES, LENGTHS, LENGTHS, st.sampled_from(["/", "\\", "x"]))
def test_hatching_lies_within_its_box(x, y, width, height, hatch):
    box = Box(x, y, width, height, hatch=hatch)
    slopes = set()
    for (left, one), (right, other) in box.hatching:
        assert within((left, min(one, other), right, max(one, other)), edges(box), 1e-9)
        assert abs(one - other) == pytest.approx(right - left, abs=1e-9)
        slopes.add("/" if one > other else "\\")
    if width > 1 and height > 1 and max(width, height) > 20:
        assert slopes == set("/\\" if hatch == "x" else hatch)


def test_hatching_by_hand():
    # Lines on which x + y is a multiple of 7, inside the square from (0, 0) to (10, 10): 7 and 14.
    assert Box(0, 0, 10, 10, hatch="/").hatching == (((0, 7), (7, 0)), ((4, 10), (10, 4)))
    assert Box(0, 0, 10, 10).hatching == ()
    assert Box(0, 0, 0, 10, hatch="x").hatching == ()


def test_a_legend_goes_on_in_a_new_line():
    sheet = Sheet(360, "Signs")
    sheet.legend(*[(Dot(0, 0, 5), "something to explain")] * 3)
    dots = [mark for mark in sheet.marks if isinstance(mark, Dot)]
    assert len({dot.y for dot in dots}) > 1
    assert all(mark.x + text_width(mark.text, mark.size) <= 346 for mark in sheet.marks if isinstance(mark, Text))


def test_a_drawing_is_a_value():
    def drawing():
        return Drawing(320, 100, (Text(1, 2, "a\nb"),), "t\x00", "a", Table(("h",), (("\x01", 1),)))

    assert drawing() == drawing()
    assert drawing().marks[0].text == "a b"
    assert (drawing().title, drawing().table.rows) == ("t\ufffd", (("\ufffd", 1),))
