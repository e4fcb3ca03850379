"""Instrument: what participants are asked, and how an answer is read."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cache, cached_property
from typing import Annotated, Any, Literal

from leadership_lib.core.collection import Collection, one_record
from leadership_lib.core.errors import Problem
from leadership_lib.core.faults import Code, Fault
from leadership_lib.core.records import Between, Record
from leadership_lib.framework import concepts

#: The points of every scale; None is "not sure", an answer like any other.
SCALE = range(11)

#: What a browser sends for "not sure".
UNSURE = "unsure"

#: The patterns for which there has to be a next question.
PATTERNS = (
    *("agrees_high", "agrees_middle", "agrees_low", "differs", "split", "one_pole", "between", "unsure"),
    *("felt_better", "felt_worse", "withheld"),
)

#: Names that a form uses for something else.
_TAKEN = ("why", "round", "sent", "group", "sheet")

#: Where the framework has the words of each kind of item.
_HOMES = {"feature": "features", "gap": "gaps", "tension": "paradoxes"}


class Item(Record, what="an item of a workshop"):
    """One question: two ends of a scale from 0 to 10.

    Attributes
    ----------
    kind : str
        A *feature* or *gap* has a good end; a *tension* is placed between two poles and has none; one's *own* is what
        its words say.
    """

    id: str
    kind: Literal["feature", "gap", "tension", "own"]
    title: str
    text: str
    low: str
    high: str

    def _check(self) -> Iterable[Fault]:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", self.id) or self.id in _TAKEN:
            rule = f"allowed are small letters, digits and _, beginning with a letter; not {', '.join(_TAKEN)}"
            yield Fault(("id",), Code.RULE, self.id, rule)


class Instrument(Record, what="the questions of a workshop"):
    """All that is asked in one round, and the words that go with it."""

    items: tuple[Item, ...]
    longest: Annotated[int, Between(40, 1000, "characters")] = 280
    why: str
    why_note: str
    unsure: str
    consent: tuple[str, ...]
    ends: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    next: Mapping[str, str]

    @classmethod
    def _carried(cls, table: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a table whose items have the framework's words where they have none of their own."""
        items, ends = table.get("items"), table.get("ends")
        if not isinstance(items, list):
            return table
        ends = ends if isinstance(ends, Mapping) else {}
        return {**table, "items": [_worded(item, ends) if isinstance(item, Mapping) else item for item in items]}

    def _check(self) -> Iterable[Fault]:
        if not 1 <= len(self.items) <= 30:
            yield Fault(("items",), Code.OUT_OF_BOUNDS, len(self.items), "1 to 30 items")
        for place, item in enumerate(self.items):
            if item.id in self.ids[:place]:
                yield Fault(("items", place, "id"), Code.GIVEN_TWICE, item.id, "each item needs an id of its own")
        for kind, ends in self.ends.items():
            if len(ends) != 2:
                yield Fault(("ends", kind), Code.RULE, ends, "allowed are two texts: the end at 0 and the end at 10")
        if not self.consent:
            yield Fault(("consent",), Code.EMPTY, None, str)
        yield from (Fault(("next", name), Code.MISSING) for name in PATTERNS if not self.next.get(name))
        for name, text in self.next.items():
            yield from _blanks(("next", name), text, ("title", "low", "high"))
        for place, text in enumerate(self.consent):
            yield from _blanks(("consent", place), text, ("smallest",))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids in the order asked."""
        return tuple(item.id for item in self.items)

    def read(self, given: Mapping[str, Any]) -> tuple[dict[str, int | None], str]:
        """Read an answer as a browser or a person who types in a sheet sends it.

        Returns
        -------
        dict, str
            A number or None for every item, and the sentence.

        Raises
        ------
        Problem
            It is no answer: says which item, what was found and what is allowed.
        """
        return answered(self.items, given), sentence(given.get("why"), self.longest)


def answered(items: Iterable[Item], given: Mapping[str, Any]) -> dict[str, int | None]:
    """Read a number or "not sure" for each item."""
    return {item.id: _value(item, given.get(item.id, "")) for item in items}


def sentence(given: object, longest: int) -> str:
    """Read a sentence, on one line."""
    if not isinstance(given or "", str):
        raise Problem(f"{given!r} needs words.")
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in str(given or "")).split())
    if len(text) > longest:
        raise Problem(f"The sentence has {len(text)} characters; {longest} is room enough for one.")
    return text


def _blanks(path: tuple[str | int, ...], text: str, names: tuple[str, ...]) -> Iterable[Fault]:
    """Find a text with something in braces that it cannot be given."""
    try:
        text.format(**dict.fromkeys(names, ""))
    except (LookupError, ValueError, AttributeError):
        yield Fault(path, Code.RULE, text, f"allowed in braces is {', '.join(f'{{{name}}}' for name in names)}")


def _worded(item: Mapping[str, Any], ends: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item with what the framework and the ends of its kind say where it says nothing."""
    known: dict[str, Any] = {}
    if (home := _HOMES.get(str(item.get("kind")))) and (found := concepts.load(home).get(item.get("id", ""))):
        known = {"title": found.title, "text": found.text}
        if home == "paradoxes":
            known |= dict(zip(("low", "high"), found.poles, strict=True))
    if isinstance(two := ends.get(str(item.get("kind"))), list | tuple) and len(two) == 2:
        known |= {"low": two[0], "high": two[1]}
    elif two is not None:  # a fault of the ends, named once there and not again at every item
        known |= {"low": "0", "high": "10"}
    return known | dict(item)


def _value(item: Item, raw: Any) -> int | None:
    if raw is None or raw in ("", UNSURE):
        return None
    text = str(raw).strip()
    # Digits alone: int() would also take underscores, signs, a thousand digits and other scripts' numbers.
    if isinstance(raw, str | int) and not isinstance(raw, bool) and text in map(str, SCALE):
        return int(text)
    raise Problem(f"{item.title}: found {text[:20]!r}; allowed is a whole number from 0 to 10, or {UNSURE}.")


class GroupOfPeople(Record, what="a group of people"):
    """Whom people take part as, and what they talk about."""

    id: str
    title: str
    language: str


@cache
def groups() -> Collection[GroupOfPeople]:
    """Read the groups that the collection knows, once."""
    return Collection.from_toml("workshop/groups.toml", GroupOfPeople, ("title", "language"))


@cache
def languages() -> Mapping[str, str]:
    """Return what each known group talks about, by its title in small letters."""
    return {one.title.lower(): one.language for one in groups()}


@cache
def _own() -> Instrument:
    return one_record("workshop/instrument.toml", Instrument)


def load(path: str | os.PathLike[str] | None = None) -> Instrument:
    """Read what is asked: the collection's own questions, or those of a file of yours.

    Parameters
    ----------
    path
        A TOML file written as ``data/workshop/instrument.toml`` is.

    Raises
    ------
    RecordError
        Names the file, and every faulty key with what was found and what is allowed.
    """
    return _own() if path is None else Instrument.from_file(path)
