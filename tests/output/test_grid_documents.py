"""A polarity grid drawn and written: nothing cut off, every text there, the three formats alike."""

from itertools import combinations

import pytest
from grids import FULL, HOSTILE, LONG, PARADOXES, everywhere, grids, typed
from hypothesis import given, settings
from pictures import measured, overlap, within
from renderings import READ, RENDER, expected

import leadership_lib as ll
from leadership_lib.output.documents.grid import grid_content as document
from leadership_lib.output.documents.lines import clean as fit
from leadership_lib.output.drawing.marks import Text
from leadership_lib.output.drawing.text import clean
from leadership_lib.output.figures.polarity_grid import grid as draw
from leadership_lib.redesign.polarity import PARTS, PolarityGrid, label, load
from leadership_lib.role.role import words

# --- the picture

PICTURED = {
    "full": FULL,
    "empty": PolarityGrid(),
    "hostile": everywhere(HOSTILE),
    "long": everywhere(LONG),
    "uneven": FULL.with_({"first.name": LONG, "second.gains": [], "other_warnings": ["Three in a row"]}),
    **{paradox: PolarityGrid.from_paradox(paradox) for paradox in PARADOXES},
}


@pytest.fixture(params=PICTURED)
def pictured(request):
    return PICTURED[request.param]


@pytest.mark.filterwarnings("ignore:Glyph")
@pytest.mark.parametrize("width", [360, 420, 680])
def test_nothing_in_the_picture_is_cut_off_or_overlaps(pictured, width):
    drawing = draw(pictured, width=width)
    sheet = (0, 0, drawing.width, drawing.height)
    assert drawing.width == width
    found = [box for _, box in measured(drawing)]
    assert all(within(box, sheet) for box in found)
    # Each line is held against those near it; a long text has thousands.
    found.sort(key=lambda box: box[1])
    near = [(one, other) for n, one in enumerate(found) for other in found[n + 1 : n + 9]]
    # Lines may share the room that accents and tails need.
    assert [pair for pair in near if overlap(*pair, slack=4)] == []
    frames = [(m.x, m.y, m.x + m.width, m.y + m.height) for m in drawing.marks if hasattr(m, "height")]
    assert [pair for pair in combinations(frames, 2) if overlap(*pair)] == []
    # Whatever stands in a frame stands in it whole.
    for box in found:
        inside = [frame for frame in frames if overlap(box, frame, slack=3)]
        assert len(inside) <= 1
        assert all(within(box, frame, slack=1) for frame in inside)


def shown(drawing):
    return "".join(mark.text for mark in drawing.marks if isinstance(mark, Text)).replace(" ", "")


def test_picture_alternative_and_table_have_every_text(pictured):
    for width in (420, 680):
        drawing = draw(pictured, width=width)
        cells = [cell for row in drawing.table.rows for cell in row]
        for text in typed(pictured):
            one = clean(words(text))
            assert one.replace(" ", "") in shown(drawing).replace("\xa0", "")
            assert one.rstrip(".") in drawing.alt
            assert one in cells or text == pictured.title
    assert drawing.alt.count("not stated") == list(cells).count("not stated")


@settings(max_examples=25)
@given(grids())
def test_any_grid_can_be_drawn(grid):
    drawing = draw(grid, width=420)
    assert drawing.svg()
    told = [clean(words(text)).rstrip(".") for text in typed(grid)]
    assert all(text in drawing.alt for text in told)


def test_the_picture_prints(tmp_path):
    for ending in ("svg", "png", "pdf"):
        assert draw(PICTURED["hostile"]).save(tmp_path / f"grid.{ending}").stat().st_size > 1000


def test_gains_stand_above_the_poles_and_losses_below():
    drawing = draw(FULL)
    place = {mark.text: (mark.x, mark.y) for mark in reversed(drawing.marks) if isinstance(mark, Text)}
    order = (
        "Greater purpose",
        "Whoever comes is heard",
        "Open door",
        "Nothing is finished",
        "Deeper fear",
        "Action steps",
    )
    heights = [place[text][1] for text in order]
    assert heights == sorted(heights)
    for left, right in (
        ("Whoever comes is heard", "Work is finished"),
        ("Nothing is finished", "People stop coming"),
    ):
        assert place[left][0] < drawing.width / 2 < place[right][0]
        assert place[left][1] == place[right][1]


# --- the document


def test_the_three_formats_say_the_same_and_all_of_it(pictured):
    content = document(pictured)
    for kind, render in RENDER.items():
        assert READ[kind](render(content)) == expected(content, kind), kind
    whole = "\n".join(content.texts)
    assert [text for text in typed(pictured) if fit(text) not in whole and fit(words(text)) not in whole] == []
    assert all(remark.text in fit(whole) or fit(remark.text) in whole for remark in pictured.review())
    assert "leadership-lib" in whole


@settings(max_examples=25)
@given(grids())
def test_any_grid_can_be_written(grid):
    content = document(grid)
    for kind in ("html", "md"):
        assert READ[kind](RENDER[kind](content)) == expected(content, kind), kind


def test_what_is_missing_is_a_gap_to_fill():
    content = document(PolarityGrid())
    whole = "\n".join(content.texts)
    asked = [load().parts[part].question for part in PARTS]
    assert all(whole.count(f"[To be agreed: {question}]") == 2 for question in asked)
    assert whole.count("[To be agreed:") == 2 * len(PARTS) + 2
    assert content.title == "Polarity grid"
    assert "Nothing: every part is stated" in "\n".join(document(FULL).texts)
    assert label("gains") in whole


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_a_grid_is_written_to_a_file(ending, tmp_path):
    path = ll.write_grid(FULL, tmp_path / f"grid.{ending}")
    assert path.read_bytes() == RENDER[ending](document(FULL))
