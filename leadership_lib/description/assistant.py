"""Assistant: a text to copy to an assistant of one's own organisation, and its answer, checked against the document.

No call is made from here. An answer counts only where its words stand in the document letter for letter, spaces,
quotes and dashes apart. What passes is marked as the assistant's, waits for a person, and never replaces what a rule
found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeAlias, get_args, get_origin

from leadership_lib.core import toml
from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import Problem
from leadership_lib.core.kinds import allowed
from leadership_lib.core.records import Record, field_kinds, optional
from leadership_lib.core.text import short
from leadership_lib.description import amounts, layout, rules
from leadership_lib.description.evidence import Document, Evidence
from leadership_lib.description.sections import why_skipped
from leadership_lib.framework import concepts
from leadership_lib.role.parts import RoleError
from leadership_lib.role.role import Role, fact_kind, says_none

ASSISTANT: Final = "your assistant"

#: Bounds of an answer, in characters and in claims, and of the words of one claim.
MOST_CHARACTERS, MOST_CLAIMS, SHORTEST, LONGEST = 60_000, 80, 8, 300

_FENCED = re.compile(r"```(?:json|toml)?[ \t]*\n(.*?)```", re.DOTALL)
_NUMBER = re.compile(rf"(?<!\w)(?:{amounts.NUMBER})|\b(?:weekly|monthly|fortnightly|quarterly)\b", re.IGNORECASE)
_TOML = re.compile(r"\[\[\s*\w|[\w\"]+\s*=|#")


class Wording(Record, what="the words for an assistant"):
    """What an assistant is told."""

    opening: str
    rules: tuple[str, ...]
    form: str
    facts: str
    layers: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """What an answer claims and is not taken: the fact, why, and what was said."""

    fact: str
    why: str
    said: str

    def __str__(self) -> str:
        return f"{self.fact}: {self.why}" + (f" (“{self.said}”)" if self.said else "")


#: A fact with its evidence, or why it is refused.
Checked: TypeAlias = tuple[str, Evidence] | Refusal


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
    lines += [f"- {rule}" for rule in words.rules] + [
        words.form.strip(),
        "",
        words.facts.replace("{layers}", ", ".join(concepts.load("layers").ids)),
    ]
    lines += [f"- {fact}: {_meaning(fact)}" for fact in open_facts]
    return "\n".join([*lines, "", begin, whole, end, ""])


def _meaning(fact: str) -> str:
    if fact in rules.TOGETHER:
        return allowed(fact_kind(fact))
    known = concepts.load("facts")[fact]
    return f"{known.question} {known.meaning} ({allowed(fact_kind(fact))})"


def check(answer: str, documents: tuple[Document, ...]) -> Iterator[Checked]:
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
        data = toml.loads(text) if _TOML.match(text) else json.loads(text)
    except (Problem, ValueError, RecursionError) as error:
        raise Problem(f"The answer is neither JSON nor TOML ({short(str(error), 60)}): ask for JSON alone.") from None
    facts = data.get("facts", data.get("fact")) if isinstance(data, dict) else data
    if not isinstance(facts, list):
        raise Problem("The answer has no list of facts: ask for JSON in the form that was given.")
    return facts[:MOST_CLAIMS]


def _checked(
    given: Any, documents: tuple[Document, ...], folded: list[tuple[str, list[int]]]
) -> tuple[str, Evidence] | Refusal:
    match given:
        case {"fact": str(fact), "words": str(quoted)}:
            said = _folded(quoted)[0].strip()
        case _:
            return Refusal("an entry", "it has no fact, or no words", short(str(given), 60))
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
    doubtful = bool(inside) and all(why_skipped(unit.section) for unit in inside)
    sure: rules.Sure = "maybe" if doubtful else "likely"
    return fact, Evidence(place, start, end, documents[place].text[start:end], value, sure, ASSISTANT)


def _value(fact: str, value: Any, words: str, document: str) -> Any:
    """Return the value as a role file has it, one thing of a list by itself, or raise where it is not one."""
    kind = fact_kind(fact)
    item = optional(get_args(kind)[0])[0] if get_origin(kind) is tuple else kind
    if item is not kind and isinstance(value, list):
        if len(value) != 1:
            raise ValueError("one entry for each thing in the list")
        value = value[0]
    parts = [one for one in (value.values() if isinstance(value, Mapping) else [value]) if one is not None]
    if not parts or any(map(says_none, parts)):
        raise ValueError("a document that is silent does not say that there is none")
    # Words are taken as they stand: a text of the assistant's own would say more than the document does.
    if item is str:
        value = _as_it_stands(value, document) or words
    elif isinstance(value, Mapping) and isinstance(item, type) and issubclass(item, Record):
        free = {name for name, each in field_kinds(item).items() if optional(each)[0] is str}
        if invented := [name for name in sorted(free & set(value)) if not _as_it_stands(value[name], document)]:
            raise ValueError(f"its {invented[0]} does not stand in the document")
    Role().with_({fact: [value] if item is not kind else value})
    if any(isinstance(one, int | float) and not isinstance(one, bool) for one in parts) and not _NUMBER.search(words):
        raise ValueError("its words hold no number")
    return value


def _as_it_stands(text: object, document: str) -> str | None:
    """Return a text that stands in the document; None where it does not."""
    said = _folded(text)[0].strip() if isinstance(text, str) else ""
    return said if said and said in document else None


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text with quotes, dashes and white space made alike, and where each of its characters stands."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(layout.view(text)):
        letter = " " if letter.isspace() else letter
        if letter != " " or (letters and letters[-1] != " "):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places
