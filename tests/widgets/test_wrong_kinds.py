"""Whatever a widget is given that it cannot use, it says so in a sentence."""

import pytest

import leadership_lib as ll
from leadership_lib import Problem, Role

NOTHING = (5, object(), ["a"], {})


@pytest.mark.parametrize("wrong", NOTHING, ids=type)
@pytest.mark.parametrize(
    "make",
    [
        ll.Studio,
        ll.Rating,
        ll.Quiz,
        ll.GridForm,
        ll.JournalForm,
        ll.Download,
        ll.Backup,
        ll.Backup().choose,
        lambda it: ll.Quiz("gaps", difficulty=it),
        lambda it: ll.Quiz("gaps", journal=it),
        lambda it: ll.Studio(name=it),
        lambda it: ll.Note(it, "notebook", "activity"),
        lambda it: ll.Note("What?", it, "activity"),
        lambda it: ll.Note("What?", "notebook", it),
        lambda it: ll.Note("What?", "notebook", "activity", journal=it),
        lambda it: ll.Rating(Role(), notebook=it, activity="activity"),
        lambda it: ll.Examiner(it, 5),
        lambda it: ll.Examiner(["title"], ["influence.truer_title"], it),
        lambda it: ll.Examiner(["title"], ["influence.truer_title"], title=it),
        lambda it: ll.GridForm(name=it),
        lambda it: ll.GridForm(notebook=it, activity="activity"),
        lambda it: ll.ProblemOrPolarity(it, "activity"),
        lambda it: ll.ProblemOrPolarity("notebook", "activity", journal=it),
    ],
)
def test_what_no_widget_can_be_made_of_is_refused_in_a_sentence(make, wrong):
    with pytest.raises(Problem) as refused:
        make(wrong)
    assert " " in str(refused.value)


@pytest.mark.parametrize("wrong", [5, ["a"]], ids=type)
@pytest.mark.parametrize(
    "make",
    [
        lambda: ll.Studio(keep=False),
        lambda: ll.Rating(Role()),
        lambda: ll.Note("What?", "notebook", "activity"),
        lambda: ll.Examiner(["title"], ["influence.truer_title"]),
        ll.GridForm,
        ll.JournalForm,
        ll.ProblemOrPolarity,
        ll.Finder,
    ],
)
def test_a_value_of_another_kind_is_refused_in_a_sentence_and_changes_nothing(make, wrong):
    widget = make()
    before = widget.value
    with pytest.raises(Problem):
        widget.value = wrong
    assert widget.value == before


@pytest.mark.parametrize("make", [ll.Studio, ll.Rating, ll.Quiz, ll.GridForm, ll.Download])
def test_a_name_that_is_not_there_is_a_problem(make):
    with pytest.raises(Problem):
        make("no such")


def test_a_role_may_be_given_by_its_case():
    case = ll.cases["place_lead"]
    for role in (case, "place_lead", case.as_found):
        assert ll.Rating(role).role == case.as_found
        assert ll.Examiner(["title"], ["influence.truer_title"], role).value == case.as_found


def test_a_form_without_buttons_does_nothing_when_one_is_pressed():
    rating = ll.Rating(Role())
    rating.act("undo", "anything")
    assert rating.value == {}
