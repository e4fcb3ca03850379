"""The board of a workshop: large letters, one scale, verdicts in words, and all of it told."""

from types import SimpleNamespace

import pytest
from pictures import measured

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.output.drawing.marks import BLUE, INK, Box, Line, Text
from leadership_lib.output.figures.room_board import GREY, HEIGHT, LEAST, ORANGE, WIDTH

FEW, MANY = [0, 3, 2, 0, 0, 0, 0, 0, 2, 3, 1], [0, 0, 1, 4, 12, 14, 6, 3, 0, 0, 0]
TITLES = ("Purpose", "Influence", "Clarity and a long title that does not fit", "Autonomy", "Fairness")


def row(title="Purpose", counts=MANY, verdict="agrees", kind="feature", **more):
    n = sum(counts or [0])
    said = SimpleNamespace(n=n, median=5.0, lower=4.0, upper=6.0, verdict=verdict, tentative=n < 12)
    item = SimpleNamespace(id=title.lower().split()[0], kind=kind, title=title, low="wide open", high="well bridged")
    given = {"unsure": 3, "blocks": (), "before": None, "found": None, "felt": None, "ask": "What does it take?"}
    return SimpleNamespace(item=item, counts=counts, agreement=said if counts else None, **given | more)


def texts(drawing):
    return [mark.text for mark in drawing.marks if isinstance(mark, Text)]


def of(drawing, kind, colour):
    return [m for m in drawing.marks if isinstance(m, kind) and colour in (m.fill, getattr(m, "stroke", None))]


BLOCKS = (("GP", (16, 4, 0, 1)), ("Manager and nurse", (1, 4, 12, 0)))
FIVE = [row(title, before=FEW, found=(1.5, 5.0), felt="better", blocks=BLOCKS) for title in TITLES]
EVERY = {
    "rows": ll.figures.board(FIVE, title="The five features", about="Round 2: 40 people"),
    "first": ll.figures.board([row(title) for title in TITLES], title="The five features"),
    "large": ll.figures.board(FIVE, "fairness"),
    "tension": ll.figures.board([row(kind="tension")], about="Round 1"),
    "groups": ll.figures.board(FIVE, by_group=True, about="Round 2"),
    "withheld": ll.figures.board([row(), row("Clarity", None), row("Autonomy")]),
}


@pytest.mark.parametrize("name", EVERY)
def test_every_letter_is_large_and_stands_on_the_sheet(name):
    drawing = EVERY[name]
    assert (drawing.width, drawing.height) == (WIDTH, HEIGHT) == (1600, 900)
    assert min(mark.size for mark in drawing.marks if isinstance(mark, Text)) == LEAST == 34
    for text, (left, top, right, bottom) in measured(drawing):
        assert left >= 0, text
        assert top >= 0, text
        assert right <= WIDTH, text
        assert bottom <= HEIGHT, text


def test_bars_have_one_scale_and_the_round_before_is_a_line_across_them():
    drawing = ll.figures.board([row(), row("Clarity", [2 * count for count in MANY], before=FEW)])
    bars = [box for box in of(drawing, Box, BLUE) if box.width < 50 and box.y < 700]
    first, second = bars[:6], bars[6:]
    assert [bar.height for bar in first] == pytest.approx([bar.height for bar in second])
    lines = [line for line in of(drawing, Line, INK) if line.thick == 5 and line.points[0][1] < 800]
    assert len(lines) == sum(map(bool, FEW))
    assert "round before" in texts(drawing)
    assert "round before" not in texts(EVERY["first"])


@pytest.mark.parametrize(("verdict", "sign"), [("agrees", "="), ("differs", "~"), ("split", "≠")])
def test_the_verdict_is_a_sign_and_a_word_and_tentative_in_a_small_room(verdict, sign):
    assert f"{sign} {verdict}" in texts(ll.figures.board([row(verdict=verdict), row("Clarity")]))
    assert f"{sign} {verdict}, tentative" in texts(
        ll.figures.board([row(counts=FEW, verdict=verdict), row("Clarity")])
    )


def test_felt_against_found_is_a_bracket_on_the_same_axis_and_words():
    drawing = ll.figures.board([row(found=(0, 10), felt="as written"), row("Clarity", found=(2, 5), felt="worse")])
    wide, _, _, narrow, *_ = (line.points for line in of(drawing, Line, ORANGE) if line.points[0][1] < 800)
    unit = (wide[1][0] - wide[0][0]) / 10
    assert narrow[0][0] == pytest.approx(wide[0][0] + 2 * unit)
    assert narrow[1][0] == pytest.approx(wide[0][0] + 5 * unit)
    assert {"as written", "worse than written", "by the text"} <= set(texts(drawing))


def test_a_single_row_is_large_with_both_ends_its_numbers_and_the_next_question():
    said = texts(ll.figures.board([row(kind="tension")]))
    assert {"Purpose", "wide open", "well bridged", "What does it take?", "14"} <= set(said)
    assert "14" not in texts(EVERY["large"])


def test_groups_are_shown_by_thirds_told_apart_without_colour():
    drawing = EVERY["groups"]
    assert {"GP", "Manager and nurse", "16", "1 ?"} <= set(texts(drawing))
    hatched = [box for box in of(drawing, Box, ORANGE) if box.hatch]
    assert len(hatched) == 11
    assert all(not box.hatch for box in (*of(drawing, Box, BLUE), *of(drawing, Box, GREY)))
    assert "Purpose, GP: 16 gave 0 to 3, 4 gave 4 to 6, 0 gave 7 to 10, 1 not sure." in drawing.alt
    assert "not shown by group" in texts(ll.figures.board([row()], by_group=True))


def test_the_alternative_tells_all_and_the_table_has_the_numbers():
    alt = EVERY["rows"].alt
    for part in (
        "The five features. Round 2: 40 people.",
        "Purpose: 40 numbers, median 5, the middle half from 4 to 6; the room agrees; 3 not sure.",
        "Number and how many gave it: 2: 1, 3: 4, 4: 12, 5: 14, 6: 6, 7: 3.",
        "In the round before: 1: 3, 2: 2, 8: 2, 9: 3, 10: 1.",
        "By the checks of the text between 1.5 and 5: felt better than written.",
        "0 stands for wide open, 10 for well bridged.",
        "Clarity and a long title that does not fit: 40 numbers",
    ):
        assert part in alt
    assert EVERY["rows"].table.rows[0][:4] == ("Purpose", "now", 0, 0)
    assert EVERY["rows"].table.rows[1][:4] == ("Purpose", "before", 0, 3)
    assert "Clarity: too few numbers to show; 3 not sure." in EVERY["withheld"].alt
    assert "too few numbers to show" in " ".join(texts(EVERY["withheld"]))


def test_more_than_the_back_row_can_read_is_refused():
    with pytest.raises(Problem, match="More than 5 rows"):
        ll.figures.board([row(str(n)) for n in range(6)])
    with pytest.raises(Problem, match="More than 12 bars"):
        ll.figures.board([row(str(n), blocks=BLOCKS * 2) for n in range(5)], by_group=True)
    with pytest.raises(Problem, match="no round has been revealed"):
        ll.figures.board(())
    with pytest.raises(Problem, match="neither a kind nor the id of an item"):
        ll.figures.board(FIVE, "colour")
    with pytest.raises(Problem, match="of type str"):
        ll.figures.board(["x"])
