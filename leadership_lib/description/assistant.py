"""Assistant: a text to copy to an assistant of one's own organisation, and its answer, checked against the document.

No call is made from here. An answer counts only where its words stand in the document letter for letter, spaces,
quotes and dashes apart. What passes is marked as the assistant's, waits for a person, and never replaces what a rule
found.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import Problem
from leadership_lib.core.records import Record, field_kinds, optional
from leadership_lib.core.text import short
from leadership_lib.description import rules, units
from leadership_lib.description.sections import sections
from leadership_lib.framework import concepts
from leadership_lib.role.parts import Pay, RoleError, Time
from leadership_lib.role.role import Role, fact_kind, says_none

if TYPE_CHECKING:
    from leadership_lib.description.evidence import Document

ASSISTANT: Final = "your assistant"

#: Bounds of an answer, in characters and in claims, and of the words of one claim.
MOST_CHARACTERS, MOST_CLAIMS, SHORTEST, LONGEST = 60_000, 80, 8, 300

_FENCED = re.compile(r"```(?:json|toml)?[ \t]*\n(.*?)```", re.DOTALL)
_NUMBER = re.compile(
    r"\d|½|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|half|weekly|monthly)\b",
    re.I,
)
_TOML = re.compile(r"\[\[\s*\w|[\w\"]+\s*=|#")
# A key of very many dots takes a parser of TOML minutes.
_DOTTED = re.compile(r"(?:[\w-]{1,40}\s{0,3}\.\s{0,3}){12}")


class Wording(Record, what="the words for an assistant"):
    """What an assistant is told."""

    title: str
    opening: str
    rules: tuple[str, ...]
    form: str
    facts: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What an answer claims and the document bears out: the fact, its value, and where the words stand."""

    fact: str
    value: Any
    document: int
    start: int
    end: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """What an answer claims and is not taken: the fact, why, and what was said."""

    fact: str
    why: str
    said: str

    def __str__(self) -> str:
        return f"{self.fact}: {self.why}" + (f" (“{self.said}”)" if self.said else "")


@cache
def wording() -> Wording:
    """Read ``data/description/assistant.toml``, once."""
    return one_record("description/assistant.toml", Wording)


def prompt(documents: tuple[Document, ...], open_facts: list[str]) -> str:
    """Return the text to copy: what to look for, how to answer, and the documents between marks.

    Parameters
    ----------
    documents
        What was read.
    open_facts
        The paths of the facts to look for.
    """
    words = wording()
    whole = "\n\n".join(document.text for document in documents)
    number = next(n for n in range(1, len(whole) + 2) if f"DOCUMENT {n}" not in whole)
    begin, end = f"<<< DOCUMENT {number} >>>", f"<<< END OF DOCUMENT {number} >>>"
    lines = [words.opening.strip().replace("{begin}", begin).replace("{end}", end), ""]
    lines += [f"- {rule}" for rule in words.rules] + [words.form.strip(), "", words.facts]
    lines += [f"- {fact}: {_meaning(fact)}" for fact in open_facts]
    return "\n".join([*lines, "", begin, whole, end, ""])


def _meaning(fact: str) -> str:
    if fact in rules.TOGETHER:
        parts = ", ".join(
            f"{name}: {_allowed(kind)}"
            for name, kind in field_kinds({"capacity.time": Time, "reward.pay": Pay}[fact]).items()
        )
        return f"A table of {parts}."
    known = concepts.load("facts")[fact]
    return f"{known.question} {known.meaning} ({_allowed(fact_kind(fact))})"


def _allowed(kind: Any) -> str:
    kind = optional(kind)[0]
    if get_origin(kind) is tuple:
        return f"for each: {_allowed(get_args(kind)[0])}"
    if isinstance(kind, type) and issubclass(kind, Record):
        return "table of " + ", ".join(f"{name} ({_allowed(each)})" for name, each in field_kinds(kind).items())
    if hasattr(kind, "__metadata__"):
        return "id of a layer" if kind.__origin__ is str else "number"
    if choices := [one for one in get_args(kind) if isinstance(one, str)]:
        return " / ".join(choices)
    return {str: "text, in the description's words", bool: "true", int: "number", float: "number"}.get(kind, "text")


def check(answer: str, documents: tuple[Document, ...]) -> Iterator[Claim | Refusal]:
    """Yield, for each fact in an answer, the claim that the documents bear out, or why it is refused.

    Parameters
    ----------
    answer
        JSON or TOML, alone or in one fenced block.
    documents
        In which the words have to stand.

    Raises
    ------
    Problem
        The answer as a whole cannot be read.
    """
    folded = [_folded(document.text) for document in documents]
    for given in _facts(answer):
        yield _checked(given, documents, folded)


def _facts(answer: str) -> list[Any]:
    if len(answer) > MOST_CHARACTERS:
        raise Problem(f"The answer is longer than {MOST_CHARACTERS:,} characters: ask for the facts alone.")
    fenced = _FENCED.findall(answer)
    text = (fenced[0] if fenced else answer).strip()
    try:
        data = tomllib.loads(text) if _TOML.match(text) and not _DOTTED.search(text) else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem(f"The answer is neither JSON nor TOML ({short(str(error), 60)}): ask for JSON alone.") from None
    facts = data.get("facts", data.get("fact")) if isinstance(data, dict) else data
    if not isinstance(facts, list):
        raise Problem("The answer has no list of facts: ask for JSON in the form that was given.")
    return facts[:MOST_CLAIMS]


def _checked(given: Any, documents: tuple[Document, ...], folded: list[tuple[str, list[int]]]) -> Claim | Refusal:
    if (
        not isinstance(given, Mapping)
        or not isinstance(given.get("fact"), str)
        or not isinstance(given.get("words"), str)
    ):
        return Refusal("an entry", "it has no fact, or no words", short(str(given), 60))
    fact, said = given["fact"], _folded(given["words"])[0].strip()
    if fact not in rules.readable():
        return Refusal(fact, "there is no such fact", short(said, 60))
    if not SHORTEST <= len(said) <= LONGEST:
        return Refusal(fact, f"its words are not between {SHORTEST} and {LONGEST} characters", short(said, 60))
    place = next((n for n, (text, _) in enumerate(folded) if said in text), None)
    if place is None:
        return Refusal(fact, "its words do not stand in the document", short(said, 60))
    try:
        value = _value(fact, given.get("value"), said, folded[place][0])
    except (RoleError, ValueError) as error:
        return Refusal(
            fact,
            "its value does not fit: " + str(error).splitlines()[-1].strip(" -"),
            short(str(given.get("value")), 60),
        )
    text, at = folded[place]
    begin = text.index(said)
    start, end = at[begin], at[begin + len(said) - 1] + 1
    inside = [unit for unit in documents[place].units if unit.start < end and start < unit.end]
    doubtful = bool(inside) and all(unit.section and sections()[unit.section].skipped for unit in inside)
    return Claim(fact, value, place, start, end, doubtful)


def _value(fact: str, value: Any, words: str, document: str) -> Any:
    """Return the value as a role file has it, one thing of a list by itself, or raise where it is not one."""
    kind = None if fact in rules.TOGETHER else fact_kind(fact)
    listed = get_origin(kind) is tuple
    if listed and isinstance(value, list):
        if len(value) != 1:
            raise ValueError("one entry for each thing in the list")
        value = value[0]
    if value is None or value is False or value == 0 or (isinstance(value, str) and says_none(value)):
        raise ValueError("a document that is silent does not say that there is none")
    # Words are taken as they stand: a text of the assistant's own would say more than the document does.
    if kind is str or (listed and isinstance(value, str) and optional(get_args(kind)[0])[0] is str):
        own = _folded(str(value))[0].strip()
        value = value if own and own in document else words
    Role().with_({fact: [value] if listed else value})
    numbers = [
        one
        for one in (value.values() if isinstance(value, Mapping) else [value])
        if isinstance(one, int | float) and not isinstance(one, bool)
    ]
    if numbers and not _NUMBER.search(words):
        raise ValueError("its words hold no number")
    return value


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text with quotes, dashes and white space made alike, and where each of its characters stands."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(units.view(text)):
        letter = " " if letter.isspace() else letter
        if letter != " " or (letters and letters[-1] != " "):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places
