"""A role: the same after TOML, never changed in place, changed by making a new one."""

import copy
import dataclasses
import pickle
from types import MappingProxyType

import pytest
from best_role import BEST
from hypothesis import example, given, settings
from strategies import AWKWARD, facts, roles, texts

import leadership_lib as ll
from leadership_lib import Problem, Role, RoleError
from leadership_lib.role.parts import Capacity, DecisionRight, Objective
from leadership_lib.role.role import fact_paths, says_none, words

# --- TOML in, TOML out


@settings(max_examples=150)
@given(roles())
@example(Role())
@example(Role().with_(BEST))
def test_a_role_is_the_same_after_toml_and_so_is_the_text(role):
    text = role.to_toml()
    again = Role.from_toml(text)
    assert again == role
    assert again.to_toml() == text
    assert repr(again.to_dict()) == repr(role.to_dict())


@pytest.mark.parametrize("text", AWKWARD, ids=lambda text: ascii(text)[:20])
def test_awkward_text_is_the_same_after_toml_wherever_it_stands(text):
    role = Role().with_(
        {
            "title": text,
            "scope.boundaries": [text, "plain", text],
            "objectives": [{"text": text, "milestones": [text]}],
            "influence.decision_rights": [{"what": text, "limit": text}],
        }
    )
    assert Role.from_toml(role.to_toml()) == role
    assert role.title == role.scope.boundaries[0] == role.objectives[0].text == text


def test_stated_as_none_is_not_the_same_as_not_stated(empty):
    nothing = {
        "appointment.losses": [],
        "objectives": [],
        "capacity.hours_paid": 0,
        "capacity.keeps_clinical_work": False,
        "purpose.without_it": "none",
        "influence.decision_rights": [],
    }
    role = empty.with_(nothing)
    assert Role.from_toml(role.to_toml()) == role != empty
    assert set(role.stated()) == set(nothing)
    assert empty.stated() == {}
    assert empty.to_toml() == ""
    assert Role.from_toml("") == empty


def test_a_table_that_states_nothing_is_a_role_that_states_nothing(empty):
    assert Role.from_toml("[capacity]\n[tensions.professional_autonomy]\n[purpose]\n") == empty


def test_a_hand_written_file_gives_the_facts_it_states():
    role = Role.from_toml(
        """
        title = "Clinical Lead"
        [capacity]
        hours_paid = 12
        hours_expected = 13.5
        [[objectives]]
        text = "One"
        depends_on = ["peers"]
        """
    )
    assert role.title == role["title"] == "Clinical Lead"
    assert role.capacity == Capacity(hours_paid=12, hours_expected=13.5)
    assert role["capacity.hours_expected"] == 13.5
    assert role["objectives"] == (Objective(text="One", depends_on=("peers",)),)
    assert role["layer"] is None
    assert list(role.stated()) == ["title", "objectives", "capacity.hours_paid", "capacity.hours_expected"]


# --- immutable


def test_nothing_in_a_role_can_be_assigned(best):
    for thing, name in [
        (best, "title"),
        (best.capacity, "hours_paid"),
        (best.objectives[0], "text"),
        (best.influence.decision_rights[0], "limit"),
        (best.tensions.professional_autonomy, "named"),
        (best, "a_new_name"),
    ]:
        with pytest.raises((dataclasses.FrozenInstanceError, AttributeError)):
            setattr(thing, name, None)
    with pytest.raises(TypeError):
        best.objectives[0] = None
    with pytest.raises(TypeError):
        best["title"] = "x"


def test_lists_that_a_role_was_made_from_are_not_held(empty):
    boundaries = ["One"]
    role = empty.with_({"scope.boundaries": boundaries})
    boundaries.append("Two")
    assert role.scope.boundaries == ("One",)


def test_equal_roles_are_one_in_a_set(best):
    assert len({best, Role.from_toml(best.to_toml()), Role().with_(BEST)}) == 1


def test_a_role_can_be_copied_and_pickled(best):
    assert copy.deepcopy(best) == copy.copy(best) == pickle.loads(pickle.dumps(best)) == best


# --- changing one by making another


@given(before=roles(), change=facts())
def test_with_changes_what_it_is_given_and_nothing_else(before, change):
    text = before.to_toml()
    after = before.with_(change)
    assert before.to_toml() == text
    assert {path: after[path] for path in fact_paths()} == {
        path: change.get(path, before[path]) for path in fact_paths()
    }


@given(roles())
def test_with_nothing_gives_an_equal_role(role):
    assert role.with_() == role.with_({}) == role


@given(before=roles(), change=facts())
def test_a_change_can_be_taken_back(before, change):
    back = before.with_(change).with_({path: before[path] for path in change})
    assert back == before


def test_with_takes_a_table_a_path_or_a_name(empty):
    as_table = empty.with_(capacity={"hours_paid": 12, "support": []}, title="Lead")
    as_path = empty.with_({"capacity.hours_paid": 12, "capacity.support": [], "title": "Lead"})
    as_part = empty.with_(capacity=Capacity(hours_paid=12, support=()), title="Lead")
    as_replace = dataclasses.replace(
        empty, title="Lead", capacity=dataclasses.replace(empty.capacity, hours_paid=12, support=())
    )
    both_ways = empty.with_({"capacity": {"hours_paid": 12}, "capacity.support": []}, title="Lead")
    assert as_table == as_path == as_part == as_replace == both_ways


def test_a_table_keeps_the_other_facts_of_its_part(best):
    role = best.with_(tensions={"professional_autonomy": {"said_openly": False}})
    assert role.tensions.professional_autonomy.said_openly is False
    assert role.with_({"tensions.professional_autonomy.said_openly": True}) == best


def test_none_makes_a_fact_not_stated(best):
    role = best.with_({"title": None, "capacity.hours_paid": None, "objectives": None})
    assert (role.title, role.capacity.hours_paid, role.objectives) == (None, None, None)
    assert len(role.stated()) == len(best.stated()) - 3
    everything = best.with_(dict.fromkeys(fact_paths()))
    assert everything == Role()


def test_what_with_was_given_is_left_as_it_was(empty):
    capacity = {"hours_paid": 12}
    given = {"capacity": capacity, "capacity.support": []}
    empty.with_(given)
    assert given == {"capacity": {"hours_paid": 12}, "capacity.support": []}


def test_with_takes_any_mapping(empty):
    part = MappingProxyType({"hours_paid": 12})
    assert empty.with_(MappingProxyType({"capacity": part})).capacity.hours_paid == 12
    assert empty.with_({"capacity": part, "capacity.support": []}).capacity.hours_paid == 12


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        ({"titel": "x"}, ["titel"]),
        ({"capacity.hour_paid": 3}, ["capacity.hour_paid"]),
        ({"capacity.": {"hours_paid": 3}}, None),
        ({"title.": "x"}, None),
        ({".title": "x"}, None),
        ({"title.first": "x"}, ["title"]),
        ({"": "x"}, None),
        ({"capacity": 3, "title": 4}, ["capacity", "title"]),
        ({"capacity.hours_paid": -1, "objectives": [{"text": 3}]}, ["capacity.hours_paid", "objectives[1].text"]),
    ],
)
def test_a_change_that_does_not_fit_is_refused_and_the_role_untouched(best, facts, faults):
    text = best.to_toml()
    with pytest.raises(RoleError) as caught:
        best.with_(facts)
    assert faults is None or sorted(fault.key for fault in caught.value.faults) == sorted(faults)
    assert best.to_toml() == text


def test_a_wrong_role_cannot_be_made_in_python_either(best):
    with pytest.raises(RoleError, match=r"hours_paid: found 200"):
        Capacity(hours_paid=200)
    with pytest.raises(RoleError, match="layer: found 'moon'"):
        Role(layer="moon")
    with pytest.raises(RoleError, match="title"):
        dataclasses.replace(best, title=3)
    with pytest.raises(RoleError, match="leave it out where it is not stated"):
        dataclasses.replace(best, title="")
    with pytest.raises(RoleError, match="extent"):
        DecisionRight(what="the fund", extent="maybe")


def test_an_unknown_fact_is_a_key_error_with_near_misses(best):
    with pytest.raises(KeyError) as caught:
        best["capacity.hour_paid"]
    assert isinstance(caught.value, Problem)
    assert "'capacity.hours_paid'" in str(caught.value)


# --- shown


def test_every_fact_has_its_words_in_the_data():
    assert ll.facts.ids == fact_paths()
    assert all(fact.title and fact.question.endswith("?") and fact.meaning for fact in ll.facts)


def test_repr_says_what_it_is(best, empty):
    assert repr(best) == f"Role('Locality Clinical Lead': {len(BEST)} of {len(fact_paths())} facts stated)"
    assert repr(empty) == f"Role('title not stated': 0 of {len(fact_paths())} facts stated)"


def test_html_shows_every_fact_and_what_is_not_stated(best, empty):
    page = best._repr_html_()
    assert all(fact.title.replace("'", "&#x27;") in page for fact in ll.facts)
    assert "not stated" not in page
    assert empty._repr_html_().count("not stated") == len(fact_paths())
    assert "10,000 pounds at a time" in page


@given(text=texts())
@example(text="<script>alert('x')</script>")
@example(text='"><img src=x onerror=alert(1)>')
@example(text="</style></table>")
def test_html_escapes_what_a_person_typed(text):
    hostile = f"<b id=x>{text}</b>"
    role = Role().with_(
        {
            "title": hostile,
            "purpose.higher": hostile,
            "scope.boundaries": [hostile],
            "objectives": [{"text": hostile, "measure": hostile, "by": hostile}],
            "influence.decision_rights": [{"what": hostile, "limit": hostile}],
        }
    )
    page = role._repr_html_()
    assert "<b id=x>" not in page
    assert "<script>" not in page
    assert "<img" not in page
    # The title stands twice, as the heading and as a fact.
    assert page.count("&lt;b id=x&gt;") == 9


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "not stated"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (1.5, "1.5"),
        (12.0, "12"),
        ((), "none"),
        (("a", "b"), "a; b"),
    ],
)
def test_facts_read_as_words(value, said):
    assert words(value) == said


@given(roles())
def test_words_are_on_one_line(role):
    for path, value in role.stated().items():
        assert not set("\r\n") & set(words(value)), path


@pytest.mark.parametrize("value", ["none", "None.", " NONE ", (), ("none",)])
def test_none_can_be_said_in_several_ways(value):
    assert says_none(value)


@pytest.mark.parametrize("value", [None, "nonetheless", ("a",), ("none", "a"), "no"])
def test_what_is_not_none(value):
    assert not says_none(value)


def test_none_makes_a_whole_part_not_stated(best):
    assert best.with_(capacity=None).capacity == Role().capacity
