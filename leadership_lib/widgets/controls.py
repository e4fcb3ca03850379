"""Controls: which control asks for which fact of a role; the types in `role` decide, the words come from the data."""

import typing
from collections.abc import Iterable
from datetime import date
from typing import Any

from leadership_lib.core.faults import Fault, Wording, worded
from leadership_lib.core.records import Between, OneOf, Record, field_kinds, optional
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Fact, Layer
from leadership_lib.role.role import Role, fact_kind, fact_paths

#: How a fault is put for someone who fills in a form.
_IN_A_FORM = Wording(
    {
        str: "text",
        bool: "true or false",
        int: "a whole number",
        float: "a number",
        tuple: "a list",
        date: "a day such as 1 November 2026, with the month as a word",
    },
    missing="this is needed",
    unstated="leave it empty where it is not stated",
)


def groups() -> list[dict[str, Any]]:
    """Return the controls for every fact of a role, in the groups in which people think of them."""
    return [
        {
            "title": task.title,
            "guide": task.guide,
            "fields": [field_for(fact) for fact in concepts.load("facts") if fact.group == task.id],
        }
        for task in concepts.tasks()
    ]


def field_for(fact: Fact) -> dict[str, Any]:
    """Return the control that asks for one fact, with the paper's reason."""
    asked = control(fact_kind(fact.id), fact.unit)
    if asked["kind"] == "rows":
        kinds = field_kinds(typing.get_args(fact_kind(fact.id))[0])
        each = fact.each or fact.title
        asked["each"] = each
        asked["one"] = f"{'an' if each[0] in 'AEIOU' else 'a'} {each.lower()}"
        asked["fields"] = [
            {"id": name, "question": fact.parts[name], **control(optional(kind)[0])} for name, kind in kinds.items()
        ]
        # What a thing is cannot be none: then it is not there.
        asked["fields"][0]["none"] = False
    words = {"question": fact.question, "why": why(fact), "heading": _heading(fact), "more": not fact.first}
    if fact_kind(fact.id) is bool and not fact.can_be_none:
        # To say no to it is to leave it open.
        asked = {"kind": "tick", "label": f"Yes: {fact.title[0].lower()}{fact.title[1:]}"}
    return {"id": fact.id, **words, "none": fact.can_be_none, **asked}


def _heading(fact: Fact) -> str | None:
    """Return what stands above the facts of a topic: its name, or the title of the paradox."""
    part, _, rest = fact.id.partition(".")
    return concepts.load("paradoxes")[rest.partition(".")[0]].title if part == "tensions" else fact.topic


def why(fact: Fact) -> str:
    """Say what counts as this fact, and why the paper makes one ask for it."""
    said = " ".join(
        f"{p.id}, {p.where}: {p.title}" for p in map(concepts.load("propositions").__getitem__, fact.propositions)
    )
    return f"{fact.meaning} The paper, in short: {said}"


def plain(role: Role) -> dict[str, Any]:
    """Return what a role says by path, as the controls hold it, with what stands in a fact's place."""
    told = role.to_dict()
    return {path: value for path in fact_paths() if (value := _below(told, path)) is not None}


def _below(told: Any, path: str) -> Any:
    """Return what stands at a path of nested tables; None where a table on the way is missing."""
    for name in path.split("."):
        if told is None:
            return None
        told = told.get(name)
    return told


def unfilled(role: Role) -> dict[str, str]:
    """Return, by path, what is said of the words that stand in the place of a fact and say nothing."""
    said: dict[str, list[str]] = {}
    for place, words in role.unfilled.items():
        path, _, part = place.partition("[")
        facts = concepts.load("facts")
        if path in facts:
            number, _, name = part.partition("].")
            where = f"{facts[path].each or 'Line'} {number}, {facts[path].parts.get(name, name)} " if part else ""
            said.setdefault(path, []).append(f"{where}“{words}”: counts as not stated.")
    return {path: " ".join(each) for path, each in said.items()}


def _when_and_where(layer: Layer) -> str:
    if layer.nation == "any":
        return "Anywhere"
    return f"{layer.nation}, {'2017' if layer.era == '2017' else 'today'}"


def told(path: str, fault: Fault) -> str:
    """Say a fault of any form's field to someone who sees a form and no file."""
    in_words = worded(fault, _IN_A_FORM)
    said = f"{in_words.found}; {in_words.allowed}"
    for step, name in zip(fault.path, (*fault.path[1:], None), strict=True):
        if isinstance(step, int):
            facts = concepts.load("facts")
            each, parts = (facts[path].each, facts[path].parts) if path in facts else (None, {})
            part = f", {parts[name]}" if name in parts else ""
            return f"{each or 'line'} {step + 1}{part} {said}"
    return said


def control(kind: Any, unit: str | None = None) -> dict[str, Any]:
    """Return the control that fits the type of a record's field; `unit` goes before the one that the type names."""
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        if isinstance(inner, type) and issubclass(inner, Record):
            return {"kind": "rows"}
        choices = _choices(inner)
        return {"kind": "several", "choices": choices} if choices else {"kind": "lines"}
    if choices := _choices(kind):
        return {"kind": "choice", "choices": choices}
    if typing.get_origin(kind) is typing.Annotated:
        (note,) = (note for note in typing.get_args(kind)[1:] if isinstance(note, Between))
        return {"kind": "number", "unit": unit or note.unit}
    return {"kind": "text"}


def choice(field: str, question: str, choices: Iterable[tuple[Any, str]], unset: str, *scene: str) -> dict[str, Any]:
    """Return the control that asks to choose one of a few; `unset` stands in it while nothing is chosen."""
    listed = [[value, words] for value, words in choices]
    return {"id": field, "question": question, "scene": [*scene], "kind": "choice", "choices": listed, "unset": unset}


def buttons(**labels: str) -> list[dict[str, Any]]:
    """Return buttons that ask for nothing, by the names of their actions."""
    return [{"id": action, "label": label} for action, label in labels.items()]


def _choices(kind: Any) -> list[list[Any]]:
    """Return the values to choose from, each with its words and, where they come in groups, its group."""
    if kind == optional(fact_kind("layer"))[0]:
        layers = sorted(concepts.load("layers"), key=lambda layer: (layer.nation == "any", layer.era == "2017"))
        return [[layer.id, layer.title, _when_and_where(layer)] for layer in layers]
    if kind is bool:
        return [[True, "yes"], [False, "no"]]
    if typing.get_origin(kind) is typing.Literal:
        return [[value, value] for value in typing.get_args(kind)]
    notes = typing.get_args(kind)[1:] if typing.get_origin(kind) is typing.Annotated else ()
    return [[name, note.words(name)] for note in notes if isinstance(note, OneOf) for name in note.names()]
