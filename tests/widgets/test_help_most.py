"""What would help most, in the studio and without a browser: what the board says, and what trying a move does."""

import html
import re

import pytest
from best_role import BEST
from boards import HOSTILE, OVERWORKED, Page, outline, with_text
from hypothesis import example, given, settings
from strategies import roles

import leadership_lib as ll
from leadership_lib import Role, Studio
from leadership_lib.redesign import search
from leadership_lib.widgets import help_most
from leadership_lib.widgets.help_most import HelpMost

LOCALITY = ll.load_role("locality_clinical_lead")


@pytest.fixture
def page() -> Page:
    """A page with a studio on the paper's own role, which nothing keeps."""
    return Page(Studio(LOCALITY, keep=False))


@pytest.fixture(scope="module")
def advice() -> HelpMost:
    return HelpMost(LOCALITY)


def title(move: str) -> str:
    return ll.moves(LOCALITY)[move].title


def cards(page: Page) -> list[str]:
    """The moves that can be tried, as the buttons of the cards send them."""
    return [
        html.unescape(one) for one in re.findall('data-action="try" data-argument="([^"]*)"', page.model["board"])
    ]


# --- the board


def test_the_advice_is_that_of_the_frontier_over_all_moves(page, advice):
    page.press("help_most")
    assert page.done == 1
    _, text = outline(page.model["board"])
    plain = ll.frontier(LOCALITY, costs=("hours", "pounds"))
    assert plain.moves == ll.moves(LOCALITY)
    assert plain.advice
    assert all(" ".join(sentence.split()) in text for sentence in plain.advice)
    assert page.state["said"] == plain.advice[0]
    assert page.state["pressed"] == {"ask": False, "compare": False, "help_most": True}


def test_the_points_are_the_best_of_their_kind_by_a_search_of_their_own(advice):
    cheapest = min((p for p in ll.frontier(LOCALITY) if p.closed), key=lambda p: (p.cost.pounds, p.cost.hours))
    limits = {
        "The best three changes without money": {"pounds": 0, "changes": 3},
        "The best without money in 40 hours": {"pounds": 0, "hours": 40},
        "The best without money": {"pounds": 0},
    }
    assert list(advice.points) == [*limits, "The cheapest that closes something"]
    for best_at, most in limits.items():
        # Weighing every agreement too finds as many closed and as cheap.
        points = ll.frontier(LOCALITY, **most)
        best = max(point.closed for point in points)
        hours = min(point.cost.hours for point in points if point.closed == best)
        assert (advice.points[best_at].closed, advice.points[best_at].cost.hours) == (best, hours)
        assert advice.points[best_at].cost.pounds == 0
    found = advice.points["The cheapest that closes something"]
    assert (found.closed, found.cost.pounds, found.cost.hours) == (1, cheapest.cost.pounds, cheapest.cost.hours)


def test_the_first_point_is_what_the_first_sentence_names(advice):
    point = next(iter(advice.points.values()))
    assert all(move.title[1:] in advice.said for move in point.first.moves)
    assert f"({point.cost.hours:g} hours;" in advice.said


def test_every_card_says_how_long_a_move_takes_who_must_agree_and_what_that_rests_on(advice):
    _, text = outline(advice.board())
    can = [move for move in ll.moves(LOCALITY) if move.change(LOCALITY)]
    assert len(can) > help_most.CARDS
    for move in can:
        card = text[text.index(f"{' '.join(move.title.split())} About ") :]
        card = card[: card.find(" About ", card.index(" About ") + 1)]
        hours = "an hour" if move.cost.hours == 1 else f"{move.cost.hours:g} hours"
        money = f"£{move.cost.pounds:,.0f}" if move.cost.pounds else "no money"
        assert f"About {hours} in the first year, {money}." in card
        assert all(party in card for party in move.cost.agreement)
        assert "Try it" in card
        assert " ".join(move.assumed.split()) in card
        assert all(f"[{source}]" in card for source in move.sources)
        assert move.caution is None or " ".join(move.caution.split()) in card


def test_what_was_weighed_is_said(advice):
    assert "all combinations of 39 moves, by hours and money" in advice.board()


def test_where_nothing_is_open_there_is_nothing_to_try():
    page = Page(Studio(Role().with_(BEST), keep=False))
    page.press("help_most")
    assert "Every finding is met" in page.model["board"]
    assert "<table" not in page.model["board"]
    assert cards(page) == []
    page.press("try", "")
    assert "has nothing to change" in page.state["notice"]
    assert page.studio.value == Role().with_(BEST)


def test_the_board_shows_hostile_text_as_text():
    boards = []
    for text in ("Harmless", HOSTILE):
        page = Page(Studio(with_text(text), name=text, keep=False))
        page.press("help_most")
        boards.append(outline(page.model["board"])[0])
        page.press("try", cards(page)[0])
        assert page.state["notice"].startswith("Tried: ")
        page.press("try", text)
        assert "has nothing to change" in page.state["notice"]
        boards[-1] |= outline(page.model["board"])[0]
    # Which parts are unfolded depends on the answers, and these on the words.
    harmless, hostile = ({(tag, attributes - {"open"}) for tag, attributes in board} for board in boards)
    assert harmless == hostile


# --- the way there and back


def test_the_same_button_leads_back_and_so_does_every_other_that_shows_something(page):
    board = page.model["board"]
    page.press("help_most")
    assert page.model["board"] != board
    page.press("help_most")
    assert page.model["board"] == board
    assert page.state["pressed"] == {"ask": False, "compare": False, "help_most": False}
    page.press("help_most")
    page.press("compare")
    assert page.state["pressed"] == {"ask": False, "compare": True, "help_most": False}
    page.press("help_most")
    assert page.state["pressed"] == {"ask": False, "compare": False, "help_most": True}
    page.press("help_most")
    assert page.model["board"] == board


def test_an_edit_leads_back_and_nothing_is_worked_out_until_somebody_asks(page, monkeypatch):
    page.press("help_most")
    asked = []
    with monkeypatch.context() as patch:
        patch.setattr(help_most, "frontier", lambda *a, **k: asked.append(a))
        patch.setattr(help_most, "moves", lambda *a, **k: asked.append(a))
        page.enter(("title", "Lead"))
        page.press("undo")
        page.press("compare")
        Studio(OVERWORKED, keep=False)
    assert asked == []
    assert page.state["pressed"] == {"ask": False, "compare": True, "help_most": False}
    page.press("help_most")
    assert page.state["pressed"]["help_most"]


def test_what_changes_no_fact_leaves_the_advice_where_it_is(page):
    page.press("help_most")
    board = page.model["board"]
    page.press("keep", "before")
    page.enter(("capacity.hours_paid", "abc"))
    page.press("open", "no such version")
    assert page.model["board"] == board
    page.press("redo")
    assert page.model["board"] == board


def test_advice_that_cannot_be_worked_out_is_a_notice(page, monkeypatch):
    board = page.model["board"]
    monkeypatch.setattr(search, "MOST_MOVES", 5)
    page.press("help_most")
    assert page.done == 1
    assert "at most 5 can be searched" in page.state["notice"]
    assert page.model["board"] == board
    assert page.state["pressed"] == {"ask": False, "compare": False, "help_most": False}


# --- trying


def test_before_anybody_asks_there_is_no_card_and_a_move_that_is_none_is_refused(page):
    assert cards(page) == []
    for argument in ("no such move", None, ""):
        page.press("try", argument)
        assert "has nothing to change" in page.state["notice"]
    assert page.studio.value == LOCALITY


def test_the_cards_begin_with_what_the_advice_names(page, advice):
    page.press("help_most")
    first = next(iter(advice.points.values())).first.moves
    assert cards(page)[: len(first)] == [move.title for move in first]
    assert sorted(cards(page)) == sorted(m.title for m in ll.moves(LOCALITY) if m.change(LOCALITY))


def test_after_a_try_the_field_is_shown_and_marked_until_it_is_agreed(page):
    page.press("try", title("find_a_mentor"))
    shown, number = page.state["show"]["path"], page.state["show"]["number"]
    assert shown in page.state["suggested"]
    assert "not agreed yet" in page.state["remarks"][shown]
    assert "to be agreed" in str(page.held[shown])
    page.enter((f"agreed.{shown}", {}))
    assert page.state["suggested"] == []
    assert "to be agreed" not in str(page.held[shown])
    assert page.state["show"]["number"] == number, "only a try leads to a field"
    page.press("try", title("retitle"))
    assert page.state["show"] == {"path": "title", "number": number + 1}


TYPICAL = (
    "write_purpose_twice",
    "fund_the_hours",
    "find_a_mentor",
    "measure_each_objective",
    "give_objectives_hours",
    "cut_tasks",
    "retitle",
    "strike_out_managing",
    "hold_representative_executive",
)


@pytest.mark.parametrize("move", TYPICAL)
def test_a_move_that_is_tried_is_one_step_and_what_it_wrote_is_called_a_suggestion(page, move):
    page.press("help_most")
    page.press("try", title(move))
    assert page.done == 1
    after = ll.moves(LOCALITY).apply(move)
    assert page.studio.value == after
    assert page.strays() == {}
    notice = page.state["notice"]
    assert notice == page.state["said"]
    assert notice.startswith(f"Tried: {title(move)}. ")
    assert "suggestion" in notice
    stated, before = str(after.to_dict()), str(LOCALITY.to_dict())
    assert ("marked (to be agreed)" in notice) == (stated.count("to be agreed") > before.count("to be agreed"))
    done = ll.compare(LOCALITY, after)
    assert (done.summary if done.moved else ", ".join(change.title for change in done.changes)) in notice
    assert done.summary in outline(page.model["board"])[1]
    assert not page.state["pressed"]["help_most"]
    page.press("undo")
    assert page.studio.value == LOCALITY
    page.press("redo")
    assert page.studio.value == after


def test_several_moves_are_tried_one_after_the_other(page):
    page.press("help_most")
    page.press("try", title("retitle"))
    page.press("help_most")
    assert title("retitle") not in cards(page)
    page.press("try", title("find_a_mentor"))
    assert page.studio.value == ll.moves(LOCALITY).apply("retitle", "find_a_mentor")
    page.press("try", title("retitle"))
    assert "has nothing to change" in page.state["notice"]


def test_a_move_that_requires_another_one_is_refused_until_that_is_made(page):
    page.press("help_most")
    page.press("try", title("shrink_the_work"))
    assert "requires" in page.state["notice"]
    assert title("cut_tasks") in page.state["notice"]
    assert page.studio.value == LOCALITY
    assert page.state["pressed"]["help_most"]
    page.press("try", title("cut_tasks"))
    page.press("try", title("shrink_the_work"))
    assert page.studio.value == ll.moves(LOCALITY).apply("cut_tasks", "shrink_the_work")


def test_a_move_from_a_list_that_an_edit_has_made_old_is_made_on_the_role_as_it_is_now(page):
    page.press("help_most")
    page.enter(("title", "Locality Clinical Lead"))
    page.press("try", title("retitle"))
    assert "has nothing to change" in page.state["notice"]
    page.press("try", title("strike_out_managing"))
    named = LOCALITY.with_(title="Locality Clinical Lead")
    assert page.studio.value == ll.moves(named).apply("strike_out_managing") != named


def test_a_move_that_is_tried_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("LEADERSHIP_WORK", str(tmp_path / "work"))
    page = Page(Studio(LOCALITY, name="Monday"))
    page.press("help_most")
    assert not (tmp_path / "work").exists()
    page.press("try", title("strike_out_managing"))
    assert Studio(name="Monday").value == page.studio.value != LOCALITY


# --- any role


@settings(max_examples=12)
@given(roles())
@example(Role())
@example(OVERWORKED)
def test_for_any_role_there_is_advice_and_each_move_to_try_does_something_or_says_why_not(role):
    page = Page(Studio(role, keep=False))
    page.press("help_most")
    assert page.done == 1
    assert page.state["pressed"]["help_most"]
    for choice in cards(page)[:3]:
        before = page.studio.value
        page.press("try", choice)
        assert page.strays() == {}
        assert (page.studio.value != before) == page.state["notice"].startswith("Tried: ")
        assert page.state["notice"]
