"""The review of a grid points out each weak spot once; problems, polarities and false fixes are told apart."""

from html import escape
from itertools import product

import pytest
from grids import FULL, grids, pointed_out
from hypothesis import given
from page_tables import rows

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.framework.words import Phrases
from leadership_lib.output.documents.grid import grid_content as document
from leadership_lib.output.documents.lines import clean as fit
from leadership_lib.redesign.polarity import Difficulty, PolarityError, PolarityGrid, false_fixes, kind_of, load

# --- the review


def test_a_full_grid_has_nothing_to_settle():
    assert FULL.complete
    assert pointed_out(FULL) == []
    assert "Nothing to settle." in repr(FULL)
    assert "Nothing to settle." in FULL._repr_html_()


def test_points_and_false_fixes_are_tables():
    points, fixes = PolarityGrid().review(), false_fixes("interest_credibility", FULL)
    assert rows(points._repr_html_())[0] == ["where", "text", "advice", "key"]
    assert repr(points).splitlines()[0] == "14 points to settle"
    assert rows(fixes._repr_html_())[0] == ["title", "leans on", "brings back", "text", "key"]
    assert repr(fixes).splitlines()[0] == "2 false fixes"
    none = Difficulty().tempting
    assert (repr(none).splitlines()[0], len(none)) == ("0 false fixes", 0)


ONE_POINT = [
    ({"first.name": None}, "first.name.missing_name"),
    ({"second.name": "none"}, "second.name.missing_name"),
    ({"second.name": "Bureaucracy"}, "second.name.loaded_name"),
    ({"first.name": "Clinical RESISTANCE"}, "first.name.loaded_name"),
    ({"first.name": "Managers' interference"}, "first.name.loaded_name"),
    ({"second.name": " open\nDOOR "}, "second.name.same_names"),
    ({"first.gains": None}, "first.gains.missing_gains"),
    ({"second.gains": []}, "second.gains.missing_gains"),
    ({"second.losses": None}, "second.losses.missing_losses"),
    ({"first.steps": None}, "first.steps.one_pole_only"),
    ({"second.steps": ["none"]}, "second.steps.one_pole_only"),
    ({"second.warnings": None}, "second.warnings.missing_warnings"),
    ({"first.warnings": ["Three in a row", "People are cross"]}, "first.warnings[2].not_countable"),
    ({"second.noticed_by": None}, "second.noticed_by.nobody_notices"),
    ({"first.noticed_by": "None."}, "first.noticed_by.nobody_notices"),
    ({"greater_purpose": None}, "greater_purpose.missing_purpose"),
    ({"greater_purpose": "A neutral outsider in charge"}, "greater_purpose.abandons_pole"),
    ({"deeper_fear": None}, "deeper_fear.missing_fear"),
    ({"other_warnings": ["Three in a row"]}, "other_warnings[1].untied_warning"),
    *(
        ({"second.steps": ["A plan", step]}, "second.steps[2].abandons_pole")
        for step in (
            "Split the roles",
            "Splitting the two between us",
            "Separate the roles",
            "Appoint two people",
            "Appointing two leads",
            "Leave practice",
            "Leaving the\npartnership by June",
            "Stop representing the members",
            "Get rid of the open hour",
            "Getting rid of it",
            "Replace the lead",
            "Abolish the open hour",
        )
    ),
]


@pytest.mark.parametrize(("change", "point"), ONE_POINT)
def test_one_weak_spot_gives_one_point(change, point):
    grid = FULL.with_(change)
    assert pointed_out(grid) == [point]
    (remark,) = grid.review()
    missing = ("missing", "one_pole", "nobody")
    assert grid.complete is not remark.kind.startswith(missing)
    assert remark.path in str(change)
    assert remark.text[-1] in ".?"
    assert remark.advice[-1] in ".?"
    assert str(remark) == f"{remark.where}: {remark.text} {remark.advice}"
    assert str(remark.text) in fit("\n".join(document(grid).texts)).replace("\n", " ")


def test_every_saying_of_the_review_has_an_example():
    seen = {grid.kind for change, _ in ONE_POINT for grid in FULL.with_(change).review()} | {"missing_steps"}
    assert seen == set(load().remarks)


def test_a_point_says_where_it_is_in_plain_words():
    grid = FULL.with_({"first.warnings": ["Three in a row", "They are cross"], "second.steps": None})
    first, second = grid.review()
    assert first.where == "First pole (Open door), early warnings, number 2"
    assert first.text == "No one can measure 'They are cross'."
    assert second.where == "Second pole (Quiet desk), action steps"
    assert "Open door" in second.text
    loaded = FULL.with_({"first.name": "Petty  bureaucracy"}).review()["first.name.loaded_name"]
    assert "'Petty bureaucracy' takes sides: 'bureaucracy'" in loaded.text


def test_where_a_point_is_names_the_pole_if_it_has_a_name():
    nameless, step = FULL.with_({"first.name": None, "first.steps": ["Replace it"]}).review()
    assert nameless.where == "First pole, name"
    assert step.where == "First pole, action steps, number 1"
    assert PolarityGrid().review()["greater_purpose.missing_purpose"].where == "Greater purpose"


def test_a_long_text_is_quoted_from_its_beginning():
    long = "We replace the lead " + "and the manager " * 20
    (remark,) = FULL.with_({"first.steps": [long]}).review()
    quoted = remark.text.split("'")[1]
    assert quoted.endswith(" …")
    assert long.startswith(quoted.removesuffix(" …"))
    assert 20 < len(quoted) < len(long)


def test_no_steps_at_all_is_not_one_pole_only():
    grid = FULL.with_({"first.steps": [], "second.steps": None})
    assert pointed_out(grid) == ["first.steps.missing_steps", "second.steps.missing_steps"]


def test_several_points_keep_their_place():
    grid = FULL.with_({"first.name": "Silo", "second.name": "Silo", "second.steps": ["Replace it"]})
    assert pointed_out(grid) == [
        "first.name.loaded_name",
        "second.name.loaded_name",
        "second.name.same_names",
        "second.steps[1].abandons_pole",
    ]
    assert len(PolarityGrid().review()) == 14


@pytest.mark.parametrize(
    "said",
    [
        "Say which of the two roles I speak in",
        "Two people from each practice meet the board",
        "A right of reply for each practice",
        "A pharmacist and a nurse share the chair",
        "Practice and board each see the plan first",
    ],
)
def test_a_step_that_holds_both_is_left_alone(said):
    assert pointed_out(FULL.with_({"first.steps": [said]})) == []


def test_word_lists_look_for_whole_words():
    assert Phrases(load().loaded).found_in("Failsafe") == "Failsafe"
    assert Phrases(load().loaded).found_in("Bossanova and turfing") is None


@given(grids())
def test_any_grid_can_be_reviewed_and_shown(grid):
    remarks = grid.review()
    assert len(set(remarks.ids)) == len(remarks)
    assert all(remark.kind in load().remarks for remark in remarks)
    missing = {remark.kind for remark in remarks if remark.kind.startswith(("missing", "one_pole", "nobody"))}
    assert grid.complete is not bool(missing)
    assert repr(grid)
    assert grid._repr_html_()
    assert remarks._repr_html_()


# --- a problem or a polarity; false fixes


def test_every_set_of_answers_has_a_kind():
    for said in product(("yes", "no", "unsure", None), repeat=4):
        kind = kind_of(dict(zip(load().questions, said, strict=True)))
        if "no" in said[:2]:
            assert kind.answer == "problem"
        elif set(said) == {"yes"}:
            assert kind.answer == "polarity"
        else:
            assert kind.answer == "undecided"
        assert kind.reason.endswith(".")
        assert repr(kind) == f"{kind.answer}: {kind.reason}"
        assert kind.reason in kind._repr_html_().replace("&#x27;", "'")


def test_a_reason_is_that_of_the_answers_that_decide():
    questions = load().questions
    assert kind_of({}).reason == " ".join(question.unsure for question in questions.values())
    answers = dict.fromkeys(questions, "yes")
    assert kind_of({**answers, "both_good": "no"}).reason == questions["both_good"].no
    assert kind_of({**answers, "ongoing": "no", "both_good": "no"}).reason == questions["ongoing"].no
    assert kind_of({**answers, "swings_back": None}).reason == questions["swings_back"].unsure


def test_a_kind_is_shown_with_every_reason_that_settles_it():
    questions = load().questions
    both = kind_of({"ongoing": "no", "interdependent": "no", "both_good": "no"})
    assert both.reason == f"{questions['ongoing'].no} {questions['interdependent'].no}"
    assert f"<p><b>problem</b>: {escape(both.reason)}</p>" in both._repr_html_()
    assert kind_of(dict.fromkeys(questions, "yes")) == ("polarity", load().polarity)


def test_what_a_false_fix_brings_back_is_said_on_one_line():
    one, _ = false_fixes("interest_credibility", FULL.with_({"second.losses": ["This", "That"]}))
    assert str(one) == f"{one.title}: This; That"
    none, _ = false_fixes("interest_credibility", FULL.with_({"second.losses": None}))
    assert str(none) == f"{none.title}: the grid does not say yet what is lost"
    assert Difficulty(paradox="interest_credibility").tempting.ids == ("leave_practice", "leave_the_room")
    with pytest.raises(Problem, match=r"^What false fixes bring back stands in a PolarityGrid"):
        false_fixes("interest_credibility", 3)


def test_wrong_answers_are_all_named():
    with pytest.raises(PolarityError) as caught:
        kind_of({"ongoin": "yes", "both_good": "maybe", "interdependent": True})
    assert {fault.key for fault in caught.value.faults} == {"ongoin", "interdependent", "both_good"}
    assert "did you mean 'ongoing'?" in str(caught.value)
    assert "yes, no, unsure" in str(caught.value)


@pytest.mark.parametrize("paradox", ll.paradoxes, ids=lambda paradox: paradox.id)
def test_every_paradox_has_false_fixes(paradox):
    fixes, mine = false_fixes(paradox.id), false_fixes(paradox.id, FULL)
    assert fixes.ids == mine.ids
    assert len(fixes) >= 1
    for fix, own in zip(fixes, mine, strict=True):
        assert set(fix.leans_on) <= set(paradox.poles)
        assert fix.leans_on
        assert fix.text == paradox.false_fix
        leant = [pole for pole in FULL.poles if pole.name in own.leans_on]
        assert own.brings_back == tuple(loss for pole in leant for loss in pole.losses)
        assert own.title in str(own)
    assert fixes._repr_html_()


def test_what_the_known_false_fixes_bring_back():
    (split,) = false_fixes("representative_executive")
    assert split.leans_on == ("Represent peers", "Deliver the organisation's aims")
    assert "boss doctor" in split.brings_back[0]
    leaving = false_fixes("interest_credibility")["leave_practice"]
    assert leaving.leans_on == ("Stay clear of interests",)
    assert "credibility" in str(leaving)
    outsider = false_fixes("cross_profession_trust")["neutral_outsider"]
    assert outsider.brings_back == ()
    assert str(outsider).endswith("does not say yet what is lost")
    for fix in (
        "Split the two between different people",
        "Leave practice",
        "Leave the room",
        "Appoint a neutral outsider",
    ):
        assert pointed_out(FULL.with_({"first.steps": [fix]})) == ["first.steps[1].abandons_pole"]
