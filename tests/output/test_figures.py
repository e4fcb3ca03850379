"""Figures: bars, bridges, columns and ladders are where a ruler says, and every figure is there as words and data."""

import re
from itertools import pairwise
from types import SimpleNamespace

import pytest
from pictures import (
    BARE,
    FOUND,
    LEAD,
    NOW,
    QUALITY_LEAD,
    QUARTERS,
    stand_in,
    tree,
)

import leadership_lib as ll
from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.diagnosis.checks.verdict import ANSWERS
from leadership_lib.framework import concepts
from leadership_lib.output import figures
from leadership_lib.output.drawing.marks import Box, Dot, Line, Text
from leadership_lib.output.figures import ladder
from leadership_lib.role.role import Role

PAPER, EDGE = "#ffffff", "#767676"


def bars(drawing):
    """Give each bar of a profile or alignment, its track and its parts by their look; legend signs are 20 wide."""
    found = []
    for box in (mark for mark in drawing.marks if isinstance(mark, Box) and mark.width not in (20, 96)):
        if (box.fill, box.stroke, box.hatch) == (PAPER, EDGE, None):
            found.append({"track": box})
        elif box.hatch:
            found[-1]["crossed" if box.hatch == "x" else "hatched"] = box
        elif box.fill == PAPER:
            found[-1]["partly"] = box
        else:
            found[-1]["solid" if box.stroke else "half"] = box
    return found


def decks(drawing):
    """Give the parts of the decks of bridges in the order in which they are laid down, as start, length and look."""
    parts = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.height == 8 and mark.width != 20]
    return [(part.x, part.width, "open" if part.dash else "hatched" if part.hatch else "solid") for part in parts]


#: One check of each answer, two not stated, and three that do not apply.
EACH = Bounds(met=1, partly=1, not_met=1, not_stated=2, to_judge=1, does_not_apply=3)


def test_each_answer_has_a_part_of_its_own_and_what_does_not_apply_has_none():
    for bar in bars(figures.profile(stand_in(EACH))):
        track, sixth = bar["track"], bar["track"].width / 6
        starts = {"solid": 0, "partly": 1, "crossed": 2, "hatched": 3}
        for look, start in starts.items():
            width = 2 * sixth if look == "hatched" else sixth
            assert (bar[look].x, bar[look].width) == pytest.approx((track.x + start * sixth, width)), look
        half, partly = bar["half"], bar["partly"]
        assert (half.x, half.width) == pytest.approx((partly.x, partly.width))
        assert (half.y, half.height) == pytest.approx((partly.y + partly.height / 2, partly.height / 2))
    for bar in bars(figures.alignment(stand_in(EACH))):
        track, sixth = bar["track"], bar["track"].height / 6
        assert (bar["partly"].y, bar["partly"].height) == pytest.approx((track.y + 4 * sixth, sixth))
        assert (bar["half"].x, bar["half"].width) == pytest.approx((track.x, track.width / 2))


def test_the_legend_shows_every_answer_that_a_bar_can_show_and_words_tell_the_sixth():
    for draw in (figures.profile, figures.bridges, figures.alignment):
        drawing = draw(stand_in(EACH))
        words = [mark.text for mark in drawing.marks if isinstance(mark, Text)]
        for answer in ("met", "partly (counts half)", "for you to judge", "not stated"):
            assert answer in words, draw
        assert any(word.startswith("not met") for word in words)
        assert "1 met, 1 partly, 1 not met, 2 not stated, 1 for you to judge, 3 does not apply" in drawing.alt
        assert drawing.table.head[-6:] == ANSWERS
        assert drawing.table.rows[0][-6:] == (1, 1, 1, 2, 1, 3)


def test_at_a_glance_each_question_is_a_square_that_can_be_counted_and_none_is_a_half():
    drawing = figures.at_a_glance(stand_in(EACH))
    squares = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.width == mark.height]
    of_five = [
        one
        for one in squares
        if one.y < min(mark.y for mark in drawing.marks if isinstance(mark, Text) and mark.text == "met")
    ]
    assert len(of_five) == 5 * 6 + 2, "the six that apply in each of five features, and the first line of the legend"
    assert sum(one.dash for one in of_five) == 5 * 3, "what is not stated, and what a person has to judge"
    words = [mark.text for mark in drawing.marks if isinstance(mark, Text)]
    assert words.count("1 of 6") == 5
    assert {"met", "partly", "not met", "open"} <= set(words)
    assert "Purpose: 1 met, 1 partly, 1 not met, 3 open." in drawing.alt
    assert drawing.table.rows[0][-6:] == (1, 1, 1, 2, 1, 3)
    assert all(mark.size >= 14 for mark in drawing.marks if isinstance(mark, Text))


def test_at_a_glance_says_how_many_more_are_met_and_that_an_empty_role_is_open():
    lead = ll.load_role("locality_clinical_lead")
    retitled = ll.diagnose(lead.with_(title="Locality Clinical Lead"))
    words = [m.text for m in figures.at_a_glance(retitled, ll.diagnose(lead)).marks if isinstance(m, Text)]
    more = ll.compare(lead, retitled)
    gained = sum(one.after == "met" for one in more.moved if one.check.feature == "influence")
    assert gained > 0
    assert any(word.endswith(f"(+{gained})") for word in words)
    empty = [m.text for m in figures.at_a_glance(ll.diagnose(ll.Role())).marks if isinstance(m, Text)]
    assert empty.count("all open") == 5


def test_checks_none_of_which_apply_leave_a_bar_empty():
    for draw in (figures.profile, figures.alignment):
        assert all(set(bar) == {"track"} for bar in bars(draw(stand_in(Bounds(does_not_apply=4)))))
    assert decks(figures.bridges(stand_in(Bounds(does_not_apply=4)))) == []


def test_a_bar_is_as_long_as_its_counts():
    for bar in bars(figures.profile(stand_in(QUARTERS))):
        track, solid, hatched = bar["track"], bar["solid"], bar["hatched"]
        assert (solid.x, solid.width) == pytest.approx((track.x, track.width / 4))
        assert (hatched.x, hatched.width) == pytest.approx((track.x + track.width / 4, track.width / 2))
        assert {box.y for box in bar.values()} == {track.y}
        assert {box.height for box in bar.values()} == {track.height}


def test_bars_of_the_profile_are_where_a_ruler_says():
    # 680 wide, 14 margin: beside labels the track is what is left, and the same for all five.
    tracks = [bar["track"] for bar in bars(figures.profile(stand_in(QUARTERS), width=420))]
    assert len(tracks) == 5
    assert {track.x for track in tracks} == {14}
    assert {track.height for track in tracks} == {17}


def test_the_deck_runs_from_bank_to_bank():
    # 680 less two margins of 14 is 652; each bank takes 7 in 100 of that, 45.64; the span is 652 - 91.28 = 560.72.
    exact = [(480.18, 140.18, "open"), (59.64, 140.18, "solid"), (199.82, 280.36, "hatched")]
    drawn = decks(figures.bridges(stand_in(QUARTERS)))
    assert len(drawn) == 15
    for part, expected in zip(drawn, exact * 5, strict=True):
        assert part[:2] == pytest.approx(expected[:2])
        assert part[2] == expected[2]


def test_a_bridge_that_is_finished_or_not_begun_has_one_part():
    for bounds, look in ((Bounds(4), "solid"), (Bounds(not_stated=4), "hatched"), (Bounds(not_met=4), "open")):
        drawn = decks(figures.bridges(stand_in(bounds)))
        assert [part[2] for part in drawn] == [look] * 5
        assert all(part[:2] == pytest.approx((59.64, 560.72)) for part in drawn)


def test_a_pier_stands_under_every_eighth_that_is_built():
    # A quarter of 560.72 is built: piers at one eighth and two, and none where the role does not say.
    piers = [
        mark.x + 2 for mark in figures.bridges(stand_in(QUARTERS)).marks if isinstance(mark, Box) and mark.width == 4
    ]
    assert piers == pytest.approx([59.64 + 70.09, 59.64 + 140.18] * 5)


def test_columns_stand_on_one_base_line():
    drawing = figures.alignment(stand_in(QUARTERS, Bounds(4), Bounds(2, not_met=2)))
    one, two, three = bars(drawing)
    assert {bar["track"].y + bar["track"].height for bar in (one, two, three)} == {one["track"].y + 165}
    base = one["track"].y + 165
    assert (one["solid"].y, one["solid"].height) == pytest.approx((base - 41.25, 41.25))
    assert (one["hatched"].y, one["hatched"].height) == pytest.approx((base - 123.75, 82.5))
    assert two["solid"].height == pytest.approx(165)
    assert "hatched" not in two
    assert three["solid"].height == pytest.approx(82.5)
    assert any(isinstance(m, Line) and m.points[0][1] == m.points[1][1] == base and not m.dash for m in drawing.marks)


def test_nothing_met_is_drawn_as_nothing():
    for draw in (figures.profile, figures.alignment):
        assert all(set(bar) == {"track"} for bar in bars(draw(stand_in(Bounds(not_met=4)))))
        assert all(set(bar) == {"track", "hatched"} for bar in bars(draw(stand_in(Bounds(not_stated=4)))))


def test_what_was_found_before_is_thinner_and_named():
    drawing = figures.profile(stand_in(QUARTERS), stand_in(Bounds(2, not_met=2)))
    now, before = bars(drawing)[:2]
    assert now["track"].height > before["track"].height
    assert before["solid"].width == pytest.approx(before["track"].width / 2)
    assert now["solid"].fill != before["solid"].fill
    texts = [mark.text.replace("\xa0", " ") for mark in drawing.marks if isinstance(mark, Text)]
    assert texts.count("now 1 to 3 of 4") == texts.count("as found 2 of 4") == 5


def test_a_marker_shows_where_the_deck_ended():
    drawing = figures.bridges(stand_in(QUARTERS), stand_in(Bounds(2, not_met=1, not_stated=1)))
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    assert len(dots) == 6  # five bridges and the legend
    assert dots[0].x == pytest.approx(340)  # the middle of the picture


def test_the_side_that_falls_short_is_marked_in_words():
    texts = [mark.text for mark in figures.alignment(NOW).marks if isinstance(mark, Text)]
    assert texts.count("falls short") == 1
    assert "Falls short, now: capacity to deliver." in figures.alignment(NOW).alt


def test_hours_are_drawn_to_scale_where_they_are_stated():
    # The line is 652 - 16 = 636 long from 22, and 14.5 hours are its whole length.
    drawing = figures.alignment(NOW)
    paid, needed = [mark for mark in drawing.marks if isinstance(mark, Dot)][-2:]
    assert (paid.shape, paid.x) == ("circle", pytest.approx(22 + 636 * 8 / 14.5))
    assert (needed.shape, needed.x) == ("diamond", pytest.approx(658))
    assert "Hours a week, now: paid 8, needed 14.5." in drawing.alt
    assert not any(isinstance(mark, Dot) for mark in figures.alignment(BARE).marks)
    assert "paid not stated, needed not stated" in figures.alignment(BARE).alt


FIGURES = re.compile(
    r"(now|as found) (\S+(?: to \S+)? of \d+) checks "
    r"\((\d+) met, (\d+) partly, (\d+) not met, (\d+) not stated, (\d+) for you to judge, (\d+) does not apply\)"
)


@pytest.mark.parametrize("draw", [figures.profile, figures.bridges, figures.alignment])
@pytest.mark.parametrize("before", [None, FOUND])
def test_words_data_and_picture_agree(draw, before):
    drawing = draw(NOW, before)
    rows = [row for row in drawing.table.rows if row[-1] != ""]
    told = [(when, count, *map(int, parts)) for when, count, *parts in FIGURES.findall(drawing.alt)]
    assert told == [row[1:] for row in rows]
    shown = " ".join(mark.text for mark in drawing.marks if isinstance(mark, Text)).replace("\xa0", " ")
    for title, when, count, *_ in rows:
        assert f"{title}: now " in drawing.alt
        assert (f"{when} {count}" if before else f"{count} checks") in shown
    assert "not a validated scale" in drawing.alt
    assert "not a validated scale" in shown


def test_figures_are_those_that_were_given():
    rows = figures.profile(NOW).table.rows
    assert rows[0][1:] == ("now", "3 to 5 of 7", 2, 2, 1, 2, 0, 0)
    assert rows[1][1:] == ("now", "1 to 3 of 4", 1, 0, 1, 2, 0, 0)
    assert rows[3][1:] == ("now", "0.5 of 7", 0, 1, 6, 0, 0, 0)
    assert [row[0] for row in rows] == [feature.title for feature in concepts.load("features")]


def test_layers_stand_in_order_and_every_link_is_drawn():
    drawing = figures.layers(LEAD)
    known = [layer for layer in concepts.load("layers") if layer.nation == "England"]
    frames = [mark for mark in drawing.marks if isinstance(mark, Box)]
    assert len(frames) == len(known) == len(drawing.table.rows)
    for era, x in (("2017", 14), ("2026", max(box.x for box in frames))):
        stack = [box for box in frames if box.x == x]
        assert len(stack) == sum(layer.era == era for layer in known)
        assert all(upper.y + upper.height < lower.y for upper, lower in pairwise(stack))
    links = [mark for mark in drawing.marks if isinstance(mark, Line) and mark.points[0][0] != mark.points[1][0]]
    assert len(links) == sum(len(layer.today) for layer in known)


def test_a_role_is_marked_on_its_layers():
    drawing = figures.layers(LEAD)
    texts = [mark.text for mark in drawing.marks if isinstance(mark, Text)]
    assert (texts.count("its own layer"), texts.count("works across")) == (1, 3)
    assert [row[1] for row in drawing.table.rows if row[4] == "its own layer"] == [
        concepts.load("layers")["locality"].title
    ]
    assert sum(isinstance(mark, Dot) for mark in drawing.marks) == 4
    assert not any(isinstance(mark, Dot) for mark in figures.layers().marks)


def test_a_practice_stands_at_the_foot_of_the_ladder():
    for practice in ("practice", "practice_today"):
        frames = [mark for mark in figures.layers(Role(layer=practice)).marks if isinstance(mark, Box)]
        (own,) = (box for box in frames if box.fill == "#005eb8")
        assert own.y == max(box.y for box in frames if box.x == own.x)


def test_a_role_in_scotland_stands_in_scotlands_layers_alone():
    drawing = figures.layers(QUALITY_LEAD)
    scottish = [layer.title for layer in concepts.load("layers") if layer.nation == "Scotland"]
    assert [row[1] for row in drawing.table.rows] == scottish
    assert [row[1] for row in drawing.table.rows if row[4] == "its own layer"] == ["GP cluster in Scotland"]
    frames = [mark for mark in drawing.marks if isinstance(mark, Box)]
    assert len(frames) == len(scottish) == 4
    # One stack, in the middle, with no links; a practice at its foot.
    assert all(box.x + box.width / 2 == pytest.approx(drawing.width / 2) for box in frames)
    assert all(mark.points[0][0] == mark.points[1][0] for mark in drawing.marks if isinstance(mark, Line))
    assert drawing.table.rows[0][1] == "General practice in Scotland"
    assert "the paper's own, of 2017, are England's" in drawing.alt
    assert "another nation" not in drawing.alt
    assert all("Scotland" not in row[1] for row in figures.layers().table.rows)


def test_a_role_that_states_only_what_it_works_across_stands_in_that_nation():
    drawing = figures.layers(Role(influence={"works_across": ["cluster_scotland"]}))
    assert [row[1] for row in drawing.table.rows if row[4] == "works across"] == ["GP cluster in Scotland"]


def test_a_layer_of_another_nation_is_said_and_not_lost():
    role = QUALITY_LEAD.with_({"influence.works_across": ["practice_scotland", "pcn"]})
    drawing = figures.layers(role)
    said = "It works across layers of another nation too: Primary care network (PCN) (England)."
    assert said in drawing.alt
    assert said in " ".join(mark.text for mark in drawing.marks if isinstance(mark, Text))


def test_what_a_role_does_not_state_is_said():
    assert "The role does not state its own layer or what it works across." in figures.layers(Role()).alt
    assert "does not state" not in figures.layers(LEAD).alt
    assert "does not state" not in figures.layers().alt


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ({"typical": 7893}, "about 7,893 (2017)"),
        ({"low": 600_000, "high": 2_000_000}, "600,000 to 2 million (2017)"),
        ({"low": 250_000}, "250,000 or more (2017)"),
        ({"high": 1_500_000}, "up to 1.5 million (2017)"),
    ],
)
def test_people_are_told_as_far_as_known(size, said):
    known = {"typical": None, "low": None, "high": None, "year": 2017} | size
    assert ladder.people(SimpleNamespace(populations=(SimpleNamespace(**known),))) == said


def test_the_cases_can_be_drawn():
    for case in ("locality_clinical_lead", "pcn_clinical_director"):
        role = ll.load_role(case)
        diagnosis = ll.diagnose(role)
        for drawing in (
            *(draw(diagnosis) for draw in (figures.profile, figures.bridges, figures.alignment)),
            figures.layers(role),
        ):
            assert role.title in drawing.title
            assert tree(drawing).tag == "svg"
