"""One control for every fact of a role, of the kind that fits it."""

import re
from itertools import chain
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from best_role import BEST
from boards import FIELDS, as_json

import leadership_lib as ll
from leadership_lib import Role, Studio
from leadership_lib.core.records import Between, Record, field_kinds, optional
from leadership_lib.framework import concepts
from leadership_lib.role.parts import DecisionRight, Line, Objective
from leadership_lib.role.role import LayerId, fact_kind, fact_paths
from leadership_lib.widgets import controls


def fits(kind: Any) -> dict[str, Any]:
    """Say which control a type needs; written here a second time, on purpose."""
    layers = {layer.id for layer in ll.layers}
    if get_origin(kind) is tuple:
        (inner, _) = get_args(kind)
        if get_origin(inner) is Literal:
            return {"kind": "several", "values": set(get_args(inner))}
        if inner == LayerId:
            return {"kind": "several", "values": layers}
        return {"kind": "lines"} if inner is str else {"kind": "rows"}
    if kind is bool:
        return {"kind": "choice", "values": {True, False}}
    if get_origin(kind) is Literal:
        return {"kind": "choice", "values": set(get_args(kind))}
    if kind == LayerId:
        return {"kind": "choice", "values": layers}
    if get_origin(kind) is Annotated:
        return {"kind": "number"}
    assert kind is str
    return {"kind": "text"}


def shape(field: dict[str, Any]) -> dict[str, Any]:
    values = {"values": {value for value, *_ in field["choices"]}} if "choices" in field else {}
    return {"kind": field["kind"], **values}


def test_every_fact_has_exactly_one_control_in_its_group():
    listed = [(group["title"], field["id"]) for group in controls.groups() for field in group["fields"]]
    assert sorted(path for _, path in listed) == sorted(fact_paths())
    assert {path: group for group, path in listed} == {fact.id: fact.group for fact in ll.facts}
    assert tuple(dict.fromkeys(group for group, _ in listed)) == concepts.tasks().ids


@pytest.mark.parametrize("path", fact_paths())
def test_a_control_fits_the_type_of_its_fact(path):
    field, kind = FIELDS[path], fact_kind(path)
    # To say no to what is only ticked is to leave it open, so there is one box and no choice.
    assert shape(field) == ({"kind": "tick"} if path == "complete" else fits(kind))
    labels = [tuple(words) for _, *words in field.get("choices", [])]
    assert all(map(all, labels))
    assert len(set(labels)) == len(labels)
    if field["kind"] == "number":
        (note,) = (note for note in get_args(kind) if isinstance(note, Between))
        assert field["unit"] == (ll.facts[path].unit or note.unit)
        assert field["unit"] or f"{path.rpartition('.')[0]}.unit" in fact_paths()


@pytest.mark.parametrize(
    ("path", "record"),
    [("objectives", Objective), ("influence.decision_rights", DecisionRight), ("accountability.lines", Line)],
)
def test_a_thing_with_facts_of_its_own_has_a_control_for_each(path, record):
    field = FIELDS[path]
    kinds = {name: optional(kind)[0] for name, kind in field_kinds(record).items()}
    assert {part["id"]: shape(part) for part in field["fields"]} == {name: fits(kind) for name, kind in kinds.items()}
    questions = [part["question"] for part in field["fields"]]
    assert all(question.strip() for question in questions)
    assert len(set(questions)) == len(questions)
    assert field["each"]
    assert field["one"].split()[0] in ("a", "an")


def test_which_facts_are_things_with_facts_of_their_own():
    assert {path for path, field in FIELDS.items() if field["kind"] == "rows"} == {
        path
        for path in fact_paths()
        if any(isinstance(inner, type) and issubclass(inner, Record) for inner in get_args(fact_kind(path)))
    }


@pytest.mark.parametrize("path", fact_paths())
def test_a_control_has_a_question_and_a_reason_that_says_where_to_look(path):
    field = FIELDS[path]
    assert field["question"].endswith("?")
    assert ll.facts[path].meaning in field["why"]
    assert ll.facts[path].propositions
    for proposition in map(ll.propositions.__getitem__, ll.facts[path].propositions):
        where = f"section {proposition.section}, paragraph {proposition.paragraph}"
        assert re.search(rf"\b{proposition.id}\b[^P]*{where}", field["why"])


def test_every_question_is_a_name_that_tells_its_control_from_the_others():
    questions = [field["question"] for field in FIELDS.values()]
    assert len(set(questions)) == len(questions)


def test_every_fact_of_a_topic_stands_under_its_heading():
    headed = {path: field["heading"] for path, field in FIELDS.items() if field["heading"]}
    topics = {"capacity.time.": "Time in the description", "reward.pay.": "Pay"}
    topics |= {f"tensions.{paradox.id}.": paradox.title for paradox in ll.paradoxes}
    assert headed == {
        path: title for path in fact_paths() for start, title in topics.items() if path.startswith(start)
    }


def test_a_first_pass_asks_twelve_facts_at_least_one_of_each_task():
    first = {group["title"]: [f["id"] for f in group["fields"] if not f["more"]] for group in controls.groups()}
    assert sum(map(len, first.values())) == 12
    assert all(first.values())
    assert {"title", "capacity.hours_paid", "capacity.hours_expected", "objectives"} <= set(chain(*first.values()))


def test_what_stands_in_a_facts_place_stands_in_its_control_and_is_said_beside_it():
    role = Role(
        title="TBC",
        layer="ccg",
        capacity={"hours_paid": "see advert", "support": ["An administrator", "to be confirmed"]},
        objectives=[{"text": "Every practice has a named lead", "measure": "?"}],
    )
    assert controls.plain(role) == {
        "title": "TBC",
        "layer": "ccg",
        "capacity.hours_paid": "see advert",
        "capacity.support": ["An administrator", "to be confirmed"],
        "objectives": [{"text": "Every practice has a named lead", "measure": "?"}],
    }
    assert controls.unfilled(role) == {
        "title": "“TBC”: counts as not stated.",
        "capacity.hours_paid": "“see advert”: counts as not stated.",
        "capacity.support": "“to be confirmed”: counts as not stated.",
        "objectives": "Objective 1, How will anyone know? “?”: counts as not stated.",
    }


def test_what_the_page_is_sent_can_be_sent():
    studio = Studio(Role().with_(BEST), keep=False)
    state = {name: value for name, value in studio.get_state().items() if not name.startswith("_")}
    assert {"groups", "values", "actions", "board", "state", "label", "help"} <= set(state)
    assert as_json(state) == state


def test_layers_stand_under_their_time_and_nation_those_of_today_first():
    groups = {}
    for key, title, group in FIELDS["layer"]["choices"]:
        groups.setdefault(group, {})[key] = title
    nations = ("England", "Scotland", "Wales", "Northern Ireland")
    assert list(groups) == [*(f"{nation}, today" for nation in nations), "England, 2017", "Anywhere"]
    assert groups["England, 2017"] == {one.id: one.title for one in ll.layers if one.era == "2017"}
    assert {"cluster_scotland", "health_board_scotland"} <= set(groups["Scotland, today"])
    assert sum(map(len, groups.values())) == len(ll.layers)
