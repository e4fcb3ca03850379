"""Evidence: the words of a document that state a fact, by a rule, and the value that they make.

What a document does not say is never read as "none", and no evidence lacks words that stand in the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin

from leadership_lib.core.records import Record
from leadership_lib.description import amounts, rules
from leadership_lib.description.gates import Gates
from leadership_lib.description.rules import Rule, Sure
from leadership_lib.description.sections import why_skipped
from leadership_lib.description.units import Unit
from leadership_lib.role.parts import DecisionRight, Line, Objective, Time, holds_the_place
from leadership_lib.role.role import fact_kind

#: What found the words of which no rule makes anything, and how many make a sentence.
NO_RULE: Final = "no rule"
FEWEST_WORDS: Final = 4

#: Which fact of a thing in a list takes the words.
_WORDS_OF: Final[Mapping[type[Record], str]] = {Line: "to", DecisionRight: "what", Objective: "text"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its name, its text as read, and the units it consists of."""

    name: str
    text: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that state a fact.

    Attributes
    ----------
    document, start, end : int
        Which document, counted from 0, and the place of the words in its text.
    words : str
        The words as the document has them.
    value : object
        The fact by these words, as a role file has it; None where they only hold its place ("to be confirmed").
    sure : str
        ``sure``, ``likely`` or ``maybe``.
    by : str
        The id of the rule, or who else found it.
    """

    document: int
    start: int
    end: int
    words: str
    value: Any
    sure: Sure
    by: str


def found_in(document: Document) -> dict[str, list[Evidence]]:
    """Return what the rules find in a document, by fact, in the order of the document."""
    found: dict[str, list[Evidence]] = {}
    gates = Gates(document.units)
    for rule in rules.load():
        if rule.otherwise and any(one.value is not None for one in found.get(rule.fact, ())):
            continue
        for unit, match in rule.found_in(document.units, gates):
            if one := _evidence(rule, match, unit, document.text):
                found.setdefault(rule.fact, []).append(one)
    found = {fact: sorted(each, key=lambda one: one.start) for fact, each in found.items()}
    if rest := list(_left_over(document, found)):
        found["other_words"] = rest
    return found


def _left_over(document: Document, found: Mapping[str, list[Evidence]]) -> Iterator[Evidence]:
    """Yield the sentences about the post of which no rule makes anything: they are other words of the description."""
    starts = sorted(one.start for each in found.values() for one in each)
    for unit in document.units:
        # Evidence lies inside its unit, and units do not overlap.
        taken = bisect_left(starts, unit.start) < bisect_left(starts, unit.end)
        if taken or unit.kind == "heading" or why_skipped(unit.section) or len(unit.text.split()) < FEWEST_WORDS:
            continue
        # Where no heading says what a sentence is about, it has to say so itself.
        if unit.about != "employer" and (unit.section or unit.about):
            words = document.text[unit.start : unit.end]
            yield Evidence(0, unit.start, unit.end, words, " ".join(unit.text.split()), "likely", NO_RULE)


def _evidence(rule: Rule, match: re.Match[str], unit: Unit, text: str) -> Evidence | None:
    """Return a match as evidence; None where its words do not fill the fact."""
    begin, end = match.span("value" if match.groupdict().get("value") else 0)
    if rule.take == "unit":
        begin, end = 0, len(unit.text)
    begin, end = _whole_words(unit.text, begin, end)
    end = begin + len(unit.text[begin:end].rstrip(" .,;:-"))
    words = text[unit.start + begin : unit.start + end]
    value = _value(rule, " ".join(unit.text[begin:end].split()), unit) if words.strip() else None
    # Words that hold the place of a fact are worth knowing only where they stand by its label.
    if value is None and not (unit.kind == "value" and holds_the_place(words)):
        return None
    return Evidence(0, unit.start + begin, unit.start + end, words, value, rule.sure, rule.id)


def _whole_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """Return a stretch of whole words: where the bound of a pattern cuts one, the clause goes on to its end."""
    while 0 < begin < end and text[begin].isalnum() and text[begin - 1].isalnum():
        begin -= 1
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end = next((place for place in range(end, len(text)) if text[place] in ".;:"), len(text))
    return begin, end


def _hours(time: Mapping[str, Any] | None) -> float | None:
    """Return time as hours a week; None where the words do not say in which span it falls."""
    hours = Time(**time).hours_a_week if time else None
    return round(hours, 2) if hours and hours <= 100 else None


def _value(rule: Rule, words: str, unit: Unit) -> Any:
    """Return the fact that words make by a rule; None where they do not make one."""
    if holds_the_place(words):
        return None
    match rule.take:
        case "time":
            return amounts.time(words, unit.under)
        case "pay":
            return amounts.pay(words, unit.under)
        case "pay or band":
            return amounts.pay(words, unit.under) or {"band": words}
        case "hours":
            return _hours(amounts.time(words, unit.under))
        case "months":
            return amounts.months(words, unit.under)
        case "yes":
            return True
    value: Any = words if rule.says is None else rule.says
    kind = fact_kind(rule.fact)
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        if isinstance(item, type) and issubclass(item, Record):
            return {_WORDS_OF[item]: words, **rule.parts}
    return value
