"""The wording of a role description: how each fact is said, read from ``data/framework/description.toml``."""

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any, Literal

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record
from leadership_lib.core.text import joined
from leadership_lib.framework import concepts
from leadership_lib.output.documents.lines import Cell, Line, Span, plain
from leadership_lib.role.role import says_none, words
from leadership_lib.role.suggestions import agreed, is_suggested


class Saying(Record, what="the wording of a fact"):
    """How one fact is said.

    Attributes
    ----------
    fact : str
        The path of the fact, or its name within an objective, a decision, a line of accountability or a tension.
    label : str
        What stands before a text or a list.
    none : str or None
        The sentence where the role states that there is none.
    words : mapping
        A sentence for each choice, for ``yes`` and ``no``, or for a number (``one``, ``other``); for a list of
        choices, phrases to be joined.
    clash : mapping
        For a choice: how it contradicts the statement on accountability.
    names : str or None
        The collection in which an id has its title.
    together : tuple of str
        The facts that are said with it, in one line.
    """

    fact: str
    label: str
    none: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    clash: Mapping[str, str] = field(default_factory=dict)
    names: Literal["layers"] | None = None
    together: tuple[str, ...] = ()

    def sentence(self, value: Any) -> str | None:
        """Say a value in a sentence that needs no label; None where it takes one."""
        if says_none(value) and self.none:
            return self.none
        if isinstance(value, tuple) or not self.words:
            return None
        return self.words[key(value)].format(number=words(value))

    def answer(self, value: Any) -> Cell:
        """Say a stated value in one line, or in several."""
        if sentence := self.sentence(value):
            return (plain(sentence),)
        if not isinstance(value, tuple):
            return (self._line(value),)
        if self.words:
            return (plain(joined([self.words[item] for item in value])),)
        return tuple(map(self._line, value)) or (plain("none"),)

    def _line(self, value: Any) -> Line:
        if self.names:
            return plain(concepts.load(self.names)[value].title)
        return in_words(value if isinstance(value, str) else words(value))


def in_words(text: str) -> Line:
    """Return words of the role, in the lines in which they were typed; what a redesign proposes is marked."""
    if not is_suggested(text):
        return plain(text)
    said = agreed(text)
    said = said if text.startswith(said) else ""
    proposed = Span(load().suggested.format(text=text[len(said) :].lstrip("; ")), "gap")
    return (*(plain(said) if said else ()), proposed)


def key(value: Any) -> str:
    """Return under which name a value has its words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else "one" if value == 1 else "other"


class Section(Record, what="a section of the description"):
    """One section: its heading and its facts, in a table where it has a caption."""

    id: str
    title: str
    caption: str | None = None
    head: tuple[str, ...] = ()
    says: tuple[Saying, ...] = ()


class Thing(Record, what="a thing with facts of its own"):
    """How one thing of a list is said.

    Attributes
    ----------
    title : str
        What one is called.
    opens : Saying or None
        The part that stands out before the lead.
    lead : str or None
        The part that the thing is about; it stands out where nothing opens the item.
    numbered : bool
        Whether the list is numbered.
    says : tuple of Saying
        The parts that follow.
    """

    title: str
    opens: Saying | None = None
    lead: str | None = None
    numbered: bool = False
    says: tuple[Saying, ...] = ()


class OpenPoints(Record, what="the wording of what is still to be agreed"):
    """The words around what a description leaves open."""

    title: str
    lead: str
    said: str
    placeholder: str
    part: str


class ForParticipants(Record, what="the wording of a role for participants"):
    """What stands around a role that is handed out to be rated."""

    title: str
    subject: str
    lead: str


class Judged(Record, what="the wording of people's judgements"):
    """The words around what people have judged."""

    title: str
    says: str
    alone: str


class TimeWords(Record, what="the wording of time"):
    """How time is said: as it is written, what it comes to in hours a week, and how much of it is paid."""

    worked_out: str
    paid: str
    paid_alone: str
    unpaid: str
    unit_alone: str
    hours: Mapping[str, str]
    minutes: Mapping[str, str]
    per: Mapping[str, str]
    units: Mapping[str, Mapping[str, str]]


class PayWords(Record, what="the wording of pay"):
    """How pay is said."""

    amount: str
    unpaid: str
    per: Mapping[str, str]
    per_alone: Mapping[str, str]


class TermWords(Record, what="the wording of the term"):
    """How a term without an end is said, and by which words of the contract one tells that it is permanent."""

    permanent: str
    permanent_words: tuple[str, ...]
    temporary_words: tuple[str, ...]


class Together(Record, what="the wording of facts that are said together"):
    """The words of the lines that hold several facts."""

    time: TimeWords
    pay: PayWords
    term: TermWords


class Wording(Record, what="the wording of the description"):
    """All the fixed words of a role description."""

    title: str
    suggested: str
    statement: str
    proposed: str
    clashes_one: str
    clashes_other: str
    origin: str
    open: OpenPoints
    participants: ForParticipants
    judged: Judged
    sections: tuple[Section, ...]
    things: Mapping[str, Thing]
    tension: Thing
    together: Together

    def saying(self, fact: str) -> Saying | None:
        """Return how a fact is said, by itself or with others; None for the title and what is part of a tension."""
        every = (one for section in self.sections for one in section.says)
        return next((one for one in every if fact in (one.fact, *one.together)), None)


def origin() -> str:
    """Say with what a document was prepared, and on which paper it rests."""
    return load().origin.format(paper=concepts.load("sources")["Greene17"].title)


@cache
def load() -> Wording:
    """Read the wording, once."""
    return one_record("framework/description.toml", Wording)
