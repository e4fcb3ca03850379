"""Reading: a description turned into proposals for facts, each with the words it rests on.

Nothing here is a fact until a person takes it. A proposal never lacks words that stand in the document, and what a document
does not say is never read as "none". ``read_description`` is the way in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem, UnknownKeyError, near_misses, needed
from leadership_lib.core.html import shown, table, tag, wrap
from leadership_lib.core.records import Record
from leadership_lib.core.text import short
from leadership_lib.description import amounts, assistant, rules
from leadership_lib.description.assistant import ASSISTANT, Claim, Refusal
from leadership_lib.description.rules import TOGETHER, Rule, Sure
from leadership_lib.description.units import Unit, sections, units
from leadership_lib.framework import concepts
from leadership_lib.role.parts import DecisionRight, Line, Objective, RoleError, holds_the_place
from leadership_lib.role.role import Role, fact_kind

if TYPE_CHECKING:
    import pandas as pd

RULE: Final = "a rule"

#: How sure, from the surest down.
_ORDER: Final = {"sure": 0, "likely": 1, "maybe": 2}

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
        The fact by these words, as a role file would have it; None where they only hold its place ("to be confirmed").
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


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reading proposes for one fact.

    Attributes
    ----------
    fact : str
        Its path; ``capacity.time`` and ``reward.pay`` are one each.
    value : object
        As a role file has it; None where the words are at odds, or only hold its place.
    sure : str
        How sure, by the surest words.
    evidence : tuple of Evidence
        Every place that states it, those first that the value rests on.
    odds : tuple
        The values that the documents have, where they are at odds; none of them is chosen.
    found_by : str
        ``a rule`` or ``your assistant``.
    """

    fact: str
    value: Any
    sure: Sure
    evidence: tuple[Evidence, ...]
    odds: tuple[Any, ...] = ()
    found_by: str = RULE

    @property
    def id(self) -> str:
        """The path of the fact, by which the proposal is found."""
        return self.fact

    @property
    def title(self) -> str:
        """What the fact is called."""
        return title_of(self.fact)

    @property
    def settled_elsewhere(self) -> bool:
        """Whether the words point to another document, or to a later day, instead of stating the fact."""
        return self.value is None and not self.odds

    def row(self) -> dict[str, Any]:
        """Return what its row of a table says."""
        first = self.evidence[0]
        return {
            "fact": self.fact,
            "title": self.title,
            "value": self.value if not self.odds else " / ".join(map(str, self.odds)),
            "sure": "at odds" if self.odds else "settled elsewhere" if self.settled_elsewhere else self.sure,
            "words": first.words,
            "found_by": self.found_by,
            "rule": first.by,
            "document": first.document,
            "start": first.start,
            "end": first.end,
        }


def title_of(fact: str) -> str:
    """Return what a fact, or time and pay as one, is called."""
    known = concepts.load("facts")
    return known[fact].title if fact in known else {"capacity.time": "Time", "reward.pay": "Pay"}[fact]


class Reading:
    """What was read in the documents of one role.

    Parameters
    ----------
    documents
        What was read.
    evidence
        What the rules found in them, by fact.
    claims
        What an assistant's answer claims, by fact; it never replaces what a rule found.
    refused
        What of its answers was not taken, and why.

    Attributes
    ----------
    proposals : Collection of Proposal
        By fact, in the order of a role.
    beside : tuple of Proposal
        What an assistant found for facts that a rule found too.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        evidence: Mapping[str, list[Evidence]],
        claims: Mapping[str, list[Evidence]] | None = None,
        refused: Iterable[Refusal] = (),
    ):
        self.documents, self._evidence, self._claims = tuple(documents), evidence, claims or {}
        self.refused = tuple(refused)
        made = {fact: proposal(fact, found) for fact, found in evidence.items()}
        claimed = {fact: replace(proposal(fact, found), found_by=ASSISTANT) for fact, found in self._claims.items()}
        both = {**claimed, **made}
        self.proposals: Collection[Proposal] = Collection(
            "proposals",
            [both[fact] for fact in rules.readable() if fact in both],
            ("title", "value", "sure", "words"),
        )
        self.beside = tuple(one for fact, one in claimed.items() if fact in made)

    def and_then(self, *others: Reading) -> Reading:
        """Return this reading and those of further documents as one; where they differ, none is chosen."""
        documents, refused = list(self.documents), list(self.refused)
        found, claims = ({fact: list(each) for fact, each in kept.items()} for kept in (self._evidence, self._claims))
        for other in others:
            for mine, theirs in ((found, other._evidence), (claims, other._claims)):
                for fact, each in theirs.items():
                    moved = [replace(one, document=one.document + len(documents)) for one in each]
                    mine.setdefault(fact, []).extend(moved)
            documents += other.documents
            refused += other.refused
        return Reading(documents, found, claims, refused)

    def prompt(self) -> str:
        """Return a text to copy to an assistant of your own organisation; nothing is sent from here.

        It asks for every fact of which nothing sure was found, and holds the documents between marks. Read it before
        you copy it.
        """
        found = {one.fact for one in self.proposals if one.sure == "sure" and not one.settled_elsewhere}
        return assistant.prompt(self.documents, [fact for fact in rules.readable() if fact not in found])

    def take_answer(self, answer: str) -> Reading:
        """Return the reading with what an assistant's answer claims and the documents bear out.

        Parameters
        ----------
        answer
            What it wrote: JSON or TOML, alone or in one fenced block.

        Returns
        -------
        Reading
            Its claims are marked as the assistant's and taken by nobody yet; `refused` says what was not taken, and why.

        Raises
        ------
        Problem
            The answer is too long, or neither JSON nor TOML.

        Examples
        --------
        >>> import leadership_lib as ll
        >>> reading = ll.read_description("You will speak for the nine practices at the board.\\nSessions: 2 per week")
        >>> answer = '{"facts": [{"fact": "purpose.for_peers", "value": "", "words": "speak for the nine practices"}]}'
        >>> reading.take_answer(answer).proposals["purpose.for_peers"].found_by
        'your assistant'
        """
        claims = {fact: list(each) for fact, each in self._claims.items()}
        refused = []
        for one in assistant.check(needed(answer, str, "An answer is text"), self.documents):
            if isinstance(one, Claim):
                words = self.documents[one.document].text[one.start : one.end]
                sure: Sure = "maybe" if one.doubtful else "likely"
                made = Evidence(one.document, one.start, one.end, words, one.value, sure, ASSISTANT)
                claims.setdefault(one.fact, []).append(made)
            else:
                refused.append(one)
        return Reading(self.documents, self._evidence, claims, refused)

    @property
    def skipped(self) -> list[tuple[str, str, str]]:
        """The stretches not read for purpose, authority, time and pay: document, first words, why."""
        told = []
        for document in self.documents:
            before = ""
            for unit in document.units:
                why = sections()[unit.section].skipped if unit.section else None
                if why and unit.section != before:
                    told.append((document.name, short(unit.under or unit.text, 60), why))
                before = unit.section if why else ""
        return told

    def to_frame(self) -> pd.DataFrame:
        """Return the proposals as a table, a row each."""
        import pandas as pd

        columns = ["fact", "title", "value", "sure", "words", "found_by", "rule", "document", "start", "end"]
        return pd.DataFrame([one.row() for one in (*self.proposals, *self.beside)], columns=columns)

    def role(self, taken: Literal["sure", "all"] | Iterable[str] = "sure") -> Role:
        """Return the role that the proposals make.

        Parameters
        ----------
        taken
            ``"sure"`` for the sure ones, ``"all"`` for the likely too, or the paths of facts. What is at odds is never
            taken, *maybe* and what an assistant found only by its path; words that only hold a fact's place are kept as such.

        Raises
        ------
        UnknownKeyError
            A path that nothing was proposed for.
        """
        if isinstance(taken, str):
            if taken not in ("sure", "all"):
                raise Problem(f"Taken are 'sure' ones, 'all', or a list of facts; {taken!r} is none of these.")
            least = _ORDER["sure" if taken == "sure" else "likely"]
            chosen = [one for one in self.proposals if _ORDER[one.sure] <= least and one.found_by == RULE]
        else:
            paths = list(needed(taken, Iterable, "Facts are taken by a list of their paths"))
            if unknown := [path for path in paths if path not in self.proposals]:
                raise UnknownKeyError(
                    f"Nothing is proposed for {unknown[0]!r}: {near_misses(unknown[0], self.proposals.ids)}"
                )
            chosen = [self.proposals[path] for path in paths]
        role = Role()
        for one in chosen:
            if (value := one.value if one.value is not None else _in_place(one)) is not None:
                role = role.with_({one.fact: value})
        return role

    def questions(self, for_: str = "applicant") -> Any:
        """Return what to ask about the role, as the whole reading has it; see `ll.questions`."""
        from leadership_lib.diagnosis.questions import questions

        return questions(self.role("all"), for_)  # type: ignore[arg-type]

    def __repr__(self) -> str:
        counted = {sure: sum(one.sure == sure for one in self.proposals) for sure in get_args(Sure)}
        told = ", ".join(f"{count} {sure}" for sure, count in counted.items() if count)
        names = ", ".join(document.name for document in self.documents)
        return f"Reading({names}: {len(self.proposals)} facts found{': ' + told if told else ''})"

    def _repr_html_(self) -> str:
        rows = [
            [one.title, shown(one.row()["value"]), one.row()["sure"], one.evidence[0].words] for one in self.proposals
        ]
        return wrap(tag("p", repr(self)), table(["fact", "value", "how sure", "words"], rows, "What was found"))


def read_description(*sources: str | os.PathLike[str] | bytes, name: str | None = None) -> Reading:
    """Read a role description: facts that it states, each with the words it rests on.

    Parameters
    ----------
    *sources
        The path of a file (.docx, .odt, .pdf, .html, .txt or Markdown), its bytes, or its text. Several documents about one
        role are read as one, and where they differ both are shown.
    name
        What a document given as text or bytes is called.

    Returns
    -------
    Reading
        Its proposals; nothing is a fact until a person takes it.

    Raises
    ------
    Unreadable
        One sentence says which file, why, and what to do.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> reading = ll.read_description("Job title: Clinical Lead\\nSessions: 2 per week\\nAccountable to: the Clinical Chair")
    >>> reading.role().capacity.paid
    8.0
    """
    if not sources:
        raise Problem("Nothing was given to read: give the path of a file, its bytes, or its text.")
    first, *more = (_read(source, name) for source in sources)
    return first.and_then(*more)


def _read(source: str | os.PathLike[str] | bytes, name: str | None) -> Reading:
    from leadership_lib.description.file import text_of

    source = needed(source, str | os.PathLike | bytes, "A description is read from a path, bytes or text")
    if isinstance(source, bytes):
        return read_text(text_of(source, name or "the document"), name or "the document")
    if isinstance(source, str) and (
        "\n" in source or len(source) > 250 or (" " in source and not Path(source).suffix)
    ):
        return read_text(text_of(source.encode(), name or "the text"), name or "the text")
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Problem(
            f"{path} cannot be read ({error.strerror}): give the path of a file, or the text itself."
        ) from None
    return read_text(text_of(data, path.name), path.name)


def read_text(text: str, name: str = "the text") -> Reading:
    """Return the reading of a text that is already one."""
    document = Document(name, text, tuple(units(text)))
    return Reading((document,), found_in(document))


def found_in(document: Document) -> dict[str, list[Evidence]]:
    """Return what the rules find in a document, by fact, in the order of the document."""
    found: dict[str, list[Evidence]] = {}
    plain = [unit.text.lower() for unit in document.units]
    whole = "\n".join(plain)
    for rule in rules.load():
        gate = rule.gate
        if gate and not any(letters in whole for letters in gate):
            continue
        for place, unit in enumerate(document.units):
            if gate and not any(letters in plain[place] for letters in gate):
                continue
            if match := rule.found_in(unit, place):
                if one := _evidence(rule, match, unit, document.text):
                    found.setdefault(rule.fact, []).append(one)
    return {fact: sorted(each, key=lambda one: one.start) for fact, each in found.items()}


def _evidence(rule: Rule, match: re.Match[str], unit: Unit, text: str) -> Evidence | None:
    """Return a match as evidence; None where its words do not fill the fact."""
    group = next((name for name, value in match.groupdict().items() if name.startswith("value") and value), None)
    begin, end = match.span(group or 0)
    if rule.take == "unit":
        begin, end = 0, len(unit.text)
    while end > begin and unit.text[end - 1] in " .,;:-":
        end -= 1
    words = text[unit.start + begin : unit.start + end]
    value = _value(rule, " ".join(unit.text[begin:end].split()), unit) if words.strip() else None
    # Words that hold the place of a fact are worth knowing only where they stand by its label.
    if value is None and not (unit.kind == "value" and holds_the_place(words)):
        return None
    return Evidence(0, unit.start + begin, unit.start + end, words, value, rule.sure, rule.id)


def _value(rule: Rule, words: str, unit: Unit) -> Any:
    """Return the fact that words make by a rule; None where they do not make one."""
    if holds_the_place(words):
        return None
    match rule.take:
        case "time":
            return amounts.time(words, unit.under)
        case "pay":
            return amounts.pay(words, unit.under) or ({"band": words} if rule.says == "band" else None)
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


def proposal(fact: str, found: list[Evidence]) -> Proposal:
    """Return what evidence for one fact comes to.

    Parameters
    ----------
    fact
        Its path.
    found
        The evidence, in the order of the documents.
    """
    stated = [one for one in found if one.value is not None]
    if not stated:
        return Proposal(fact, None, found[0].sure, tuple(found))
    kind = None if fact in TOGETHER else fact_kind(fact)
    if get_origin(kind) is tuple:
        return _listed(fact, stated)
    best = min(_ORDER[one.sure] for one in stated)
    surest = [one for one in stated if _ORDER[one.sure] == best]
    # Sentences add to one another, as about a purpose; amounts, choices and names exclude one another.
    odds = [] if kind is str and fact not in NAMES else _different(surest)
    ordered = (*surest, *(one for one in found if one not in surest))
    if len(odds) > 1:
        return Proposal(fact, None, surest[0].sure, ordered, tuple(odds))
    return Proposal(fact, _fullest(surest) if fact in TOGETHER else surest[0].value, surest[0].sure, ordered)


#: Text facts of which a role has one.
NAMES: Final = {"title", "organisation", "appointment.employer"}


def _listed(fact: str, stated: list[Evidence]) -> Proposal:
    """Return a list of what each place states, none twice, as sure as most of it."""
    certain = [one for one in stated if one.sure != "maybe"] or stated
    items: list[Any] = []
    kept: list[Evidence] = []
    for one in sorted(certain, key=lambda one: (one.document, one.start)):
        overlaps = any(
            one.document == other.document and one.start < other.end and other.start < one.end for other in kept
        )
        if one.value not in items and not overlaps:
            items.append(one.value)
            kept.append(one)
    sure = max((one.sure for one in kept), key=[one.sure for one in kept].count)
    return Proposal(fact, items, sure, tuple(kept))


def _different(found: list[Evidence]) -> list[Any]:
    """Return the values that are at odds: no two that say the same, one of them in more words."""
    kept: list[Any] = []
    for one in found:
        same = next((n for n, other in enumerate(kept) if _same(one.value, other)), None)
        if same is None:
            kept.append(one.value)
    return kept


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        short, long = sorted((_folded(one), _folded(other)), key=len)
        return short in long
    if isinstance(one, dict) and isinstance(other, dict):
        hours = [Role().with_({"capacity.time": each}).capacity.paid for each in (one, other) if "unit" in each]
        if len(hours) == 2:
            return None in hours or abs(hours[0] - hours[1]) <= 1  # type: ignore[operator]
        return all(one[key] == other[key] for key in one.keys() & other.keys())
    return bool(one == other)


def _fullest(found: list[Evidence]) -> Any:
    return max(found, key=lambda one: len(one.value)).value


def _folded(text: str) -> str:
    return " ".join("".join(c for c in text.lower() if c.isalnum() or c.isspace()).split())


def _in_place(one: Proposal) -> Any:
    """Return words that only hold a fact's place, where the fact can keep them."""
    if one.odds or one.fact in TOGETHER:
        return None
    kind = fact_kind(one.fact)
    words = " ".join(one.evidence[0].words.split())
    try:
        return words if kind is str and Role().with_({one.fact: words}) else None
    except RoleError:
        return None
