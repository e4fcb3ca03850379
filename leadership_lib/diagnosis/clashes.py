"""Clashes: facts of a role that do not go together, whatever a check says of each by itself.

They come first in a summary, because who takes the role meets them first. The sentences stand in
``data/framework/clashes.toml``; the judgement of each is one function here, tied to its words by id.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from leadership_lib.core.collection import Collection
from leadership_lib.core.day import today as this_day
from leadership_lib.core.records import Record
from leadership_lib.core.text import counted, short
from leadership_lib.diagnosis.checks.titles import claims_authority, decided
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import PropositionId
from leadership_lib.framework.words import phrases
from leadership_lib.role.parts import Objective
from leadership_lib.role.role import Role

#: Up to how many hours a week a post is fitted in beside another, so that the number of its duties tells.
PART_TIME: Final = 16

#: By how much hours a week may differ between two facts before they are said to be at odds.
ROUNDING: Final = 0.25


class ClashWords(Record, what="a clash"):
    """What is said where facts do not go together.

    Attributes
    ----------
    id, title : str
        What kind of clash it is.
    says : str
        The sentence, with figures in braces.
    ask : str
        What to ask.
    why, good : str or None
        Why to ask, and what a good answer sounds like, where none of the questions is about its facts.
    facts : tuple of str
        The facts between which it lies.
    propositions : tuple of str
        Why it counts.
    """

    id: str
    title: str
    says: str
    ask: str
    why: str | None = None
    good: str | None = None
    facts: tuple[str, ...]
    propositions: tuple[PropositionId, ...]


@dataclass(frozen=True)
class Clash:
    """Facts of a role that do not go together."""

    words: ClashWords
    figures: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Which kind it is."""
        return self.words.id

    @property
    def title(self) -> str:
        """What does not go together, in a sentence."""
        said = self.words.says.format(**self.figures)
        return said[0].upper() + said[1:]

    @property
    def ask(self) -> str:
        """What to ask."""
        return self.words.ask

    def __repr__(self) -> str:
        return f"{self.title} Ask: {self.ask}"


@cache
def load() -> Collection[ClashWords]:
    """Read the words of all clashes, once, in the order in which they matter."""
    return Collection.from_toml("framework/clashes.toml", ClashWords, ("title", "says", "ask"))


Finder = Callable[[Role, date], "Mapping[str, Any] | None"]
_FINDERS: dict[str, Finder] = {}


def _finds(clash_id: str) -> Callable[[Finder], Finder]:
    def register(finder: Finder) -> Finder:
        _FINDERS[clash_id] = finder
        return finder

    return register


def clashes(role: Role, today: date | None = None) -> tuple[Clash, ...]:
    """Return what in a role does not go together, what matters most first.

    Parameters
    ----------
    role
        The role.
    today
        The day against which dates are held; by default `core.day.today`.
    """
    day = today or this_day()
    found = ((words, _FINDERS[words.id](role, day)) for words in load())
    return tuple(Clash(words, figures) for words, figures in found if figures is not None)


def _results(role: Role) -> tuple[Objective, ...]:
    return tuple(objective for objective in role.objectives or () if objective.text)


@_finds("hours_and_results")
def _hours_and_results(role: Role, today: date) -> Mapping[str, Any] | None:
    paid = role.capacity.paid
    counts = {"result": len(_results(role)), "duty": len(role.duties or ())}
    if not paid:
        return None
    short = [(thing, count) for thing, count in counts.items() if count and paid / count < 1]
    short = [(thing, count) for thing, count in short if thing == "result" or paid <= PART_TIME]
    if not short:
        return None
    thing, count = short[0]
    time = f"{paid:.3g} hours" if paid >= 1 else counted(round(paid * 60), "minute")
    return {"time": time, "results": f"{count} duties" if thing == "duty" else counted(count, thing)}


@_finds("paid_and_expected")
def _paid_and_expected(role: Role, today: date) -> Mapping[str, Any] | None:
    paid, needed = role.capacity.paid, role.capacity.hours_expected
    return {"paid": paid, "needed": needed} if paid is not None and needed is not None and needed > paid else None


@_finds("time_and_hours")
def _time_and_hours(role: Role, today: date) -> Mapping[str, Any] | None:
    written, counted_hours = role.capacity.time.hours_a_week, role.capacity.hours_paid
    if written is None or counted_hours is None or abs(written - counted_hours) <= ROUNDING * max(written, 1):
        return None
    return {"written": round(written, 1), "counted": counted_hours}


@_finds("kept_free_and_paid")
def _kept_free_and_paid(role: Role, today: date) -> Mapping[str, Any] | None:
    kept, paid = role.capacity.hours_to_zoom_out, role.capacity.paid
    return {"kept": kept, "paid": paid} if kept is not None and paid is not None and kept > paid else None


@_finds("director_without_decisions")
def _director_without_decisions(role: Role, today: date) -> Mapping[str, Any] | None:
    rights = role.influence.decision_rights
    if role.title is None or rights is None or not claims_authority(role.title):
        return None
    if any(decided(right) or right.extent is None for right in rights):
        return None
    return {"title": role.title}


@_finds("result_out_of_bounds")
def _result_out_of_bounds(role: Role, today: date) -> Mapping[str, Any] | None:
    for objective in _results(role):
        for boundary in role.scope.boundaries or ():
            shared = _telling(objective.text or "") & _telling(boundary)
            if len(shared) >= 2:
                return {"result": short(objective.text or ""), "boundary": short(boundary)}
    return None


def _telling(text: str) -> set[str]:
    """Return the stems of the words of a text that say what it is about."""
    common = phrases("common")
    return {word[:6] for word in re.findall(r"[a-z]{5,}", text.lower()) if not common.found_in(word)}


@_finds("term_and_results")
def _term_and_results(role: Role, today: date) -> Mapping[str, Any] | None:
    months = role.appointment.length_months
    if not months:
        return None
    late = [o for o in _results(role) if (span := months_of(o.by)) is not None and span > months]
    if late:
        return {"months": months, "result": short(late[0].text or ""), "by": late[0].by}
    undated = [o for o in _results(role) if months < SHORT_TERM and months_of(o.by) is None]
    return {"months": months, "result": short(undated[0].text or ""), "by": "no date"} if undated else None


#: A term, in months, below which a result of leadership without a date is unlikely to come within it (P14).
SHORT_TERM: Final = 12


@_finds("date_passed")
def _date_passed(role: Role, today: date) -> Mapping[str, Any] | None:
    if role.layer is not None and concepts.load("layers")[role.layer].era == "2017":
        # What was due then is not late today.
        return None
    for objective in role.objectives or ():
        for text in (objective.by, *(objective.milestones or ())):
            if text and (day := date_in(text)) and day < today:
                return {"date": text, "result": short(objective.text or "a result")}
    return None


@_finds("layer_twice")
def _layer_twice(role: Role, today: date) -> Mapping[str, Any] | None:
    if role.layer is None or role.layer not in (role.influence.works_across or ()):
        return None
    return {"layer": concepts.load("layers")[role.layer].title}


@_finds("layers_at_odds")
def _layers_at_odds(role: Role, today: date) -> Mapping[str, Any] | None:
    layers = concepts.load("layers")
    named = dict.fromkeys(key for key in (role.layer, *(role.influence.works_across or ())) if key)
    eras = {layers[key].era: layers[key].title for key in reversed(tuple(named)) if layers[key].nation != "any"}
    return {"then": eras["2017"], "now": eras["2026"]} if len(eras) == 2 else None


@_finds("money_ends")
def _money_ends(role: Role, today: date) -> Mapping[str, Any] | None:
    until = role.appointment.funded_until
    if not until or until.strip(" .").lower() == "none":
        return None
    day = date_in(until)
    return {"until": until, "tense": "ran out" if day and day < today else "runs out"}


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY = re.compile(rf"(?i)(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b({'|'.join(_MONTHS)})[a-z]*\.?,?\s+(20\d\d)")
_ISO = re.compile(r"\b(20\d\d)-(\d\d)(?:-(\d\d))?\b")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_SPAN = re.compile(r"(?i)\b(\d+|two|three|four|five|six|nine|twelve|eighteen)\s+(month|year)s?\b")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18}


def date_in(text: str) -> date | None:
    """Return the last day that a date in a text can mean; None where it names no date with a year."""
    if found := _ISO.search(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    elif found := _SLASHED.search(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _DAY.search(text):
        month = _MONTHS.index(found[2][:3].lower()) + 1
        year, day = int(found[3]), int(found[1] or 0)
    elif found := _YEAR.search(text):
        year, month, day = int(found[1]), 12, 31
    else:
        return None
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None


def months_of(by: str | None) -> float | None:
    """Return how many months a span of time in a text is; None where it names none."""
    found = _SPAN.search(by or "")
    if not found:
        return None
    number = _NUMBERS.get(found[1].lower()) or int(found[1])
    return number * (12 if found[2].lower() == "year" else 1)
