"""Fact cards: what a reader shows of one fact, by which controls it is corrected, and what these send back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leadership_lib.description.page import how_sure, places
from leadership_lib.description.proposal import RULE, title_of
from leadership_lib.description.rules import TOGETHER
from leadership_lib.description.sheet import Sheet
from leadership_lib.description.told import told, told_each
from leadership_lib.framework import concepts
from leadership_lib.role.role import Role, fact_paths
from leadership_lib.widgets import controls


def given(role: Role, fact: str) -> Any:
    """Return a fact as a role file has it, words that only hold its place too; None where it is open."""
    found: Any = role.to_dict()
    for name in fact.split("."):
        found = (found or {}).get(name)
    return found


def decision(sheet: Sheet, fact: str) -> tuple[bool, Any]:
    """Tell whether a fact is decided, and how."""
    return fact in sheet.decided, given(sheet.role, fact)


def card(sheet: Sheet, fact: str) -> dict[str, Any]:
    """Return what the page shows of a fact: what is proposed, in which words, and what was decided."""
    one, (decided, now) = sheet.reading.proposals.get(fact), decision(sheet, fact)
    offered = [given(Role().with_({fact: value}), fact) for value in one.odds] if one else []
    taken = one and now == given(sheet.reading.role([fact]), fact)
    status = "Left open" if now is None else "Taken" if taken else "Chosen" if now in offered else "Corrected"
    return {
        "id": fact,
        "title": title_of(fact),
        "how": how_sure(one) if one else "not in these documents",
        "by": one.found_by if one and one.found_by != RULE else "",
        "proposed": told_each(fact, one.value) if one and one.value is not None else [],
        "odds": [told(fact, value) for value in one.odds] if one else [],
        "words": [" ".join(words.words.split()) for words in places(one)] if one else [],
        "status": status if decided else "",
        "now": told_each(fact, now) if now is not None else [],
        "value": now if decided else one and one.value,
    }


def fields(fact: str) -> list[dict[str, Any]]:
    """Return the controls by which a fact is corrected: one, or one for each part of time and of pay."""
    known = concepts.load("facts")
    paths = [path for path in fact_paths() if path.startswith(f"{fact}.")] if fact in TOGETHER else [fact]
    return [{**controls.field_for(known[path]), "heading": None} for path in paths]


def entered_value(fact: str, entered: Mapping[Any, Any]) -> Any:
    """Return what was entered into the controls of a fact as its value; None where nothing was."""
    parts = {str(path).rpartition(".")[2]: value for path, value in entered.items() if value is not None}
    return (parts if fact in TOGETHER else next(iter(parts.values()))) if parts else None
