"""The wording of a role description: how each fact is said, read from ``data/framework/description.toml``."""

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any, Literal

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record
from leadership_lib.core.text import joined
from leadership_lib.framework import concepts
from leadership_lib.output.documents.lines import Cell, Line, gap, plain
from leadership_lib.role.role import says_none, words


class Saying(Record, what="the wording of a fact"):
    """How one fact is said.

    Attributes
    ----------
    fact : str
        The path of the fact, or its name within an objective, a decision right or a tension.
    label : str
        What stands before a text, a list or a gap.
    ask : str or None
        What a gap asks, where that is not the fact's own question.
    none : str or None
        The sentence where the role states that there is none.
    words : mapping
        A sentence for each choice, for ``yes`` and ``no``, or for a number (``one``, ``other``); for a list of
        choices, phrases to be joined.
    clash : mapping
        For a choice, ``yes`` or ``no``: what it contradicts.
    names : str or None
        The collection in which an id has its title.
    """

    fact: str
    label: str
    ask: str | None = None
    none: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    clash: Mapping[str, str] = field(default_factory=dict)
    names: Literal["layers"] | None = None

    def question(self, path: str | None = None) -> str:
        """Return what a gap asks; `path` is that of the fact, where it is not `fact`."""
        return self.ask or concepts.load("facts")[path or self.fact].question

    def sentence(self, value: Any) -> str | None:
        """Say a value in a sentence that needs no label; None where it takes one."""
        if says_none(value) and self.none:
            return self.none
        if value is None or isinstance(value, tuple) or not self.words:
            return None
        return self.words[_key(value)].format(number=words(value))

    def contradiction(self, value: Any) -> str | None:
        """Say what a value contradicts; None where it contradicts nothing."""
        return None if value is None or isinstance(value, tuple) else self.clash.get(_key(value))

    def answer(self, value: Any, path: str | None = None) -> Cell:
        """Say a value in one line, or in several; what is not stated is a gap."""
        if value is None:
            return ((gap(self.question(path)),),)
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
        # A text keeps the lines it was typed in.
        return plain(value if isinstance(value, str) else words(value))


def _key(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else "one" if value == 1 else "other"


class Section(Record, what="a section of the description"):
    """One section: its heading, what it always says, and its facts."""

    id: str
    title: str
    statement: str | None = None
    intro: str | None = None
    says: tuple[Saying, ...] = ()


class Grid(Record, what="a table of the description"):
    """One table: its caption, the headings of its columns, and its facts."""

    title: str
    caption: str
    head: tuple[str, ...]
    says: tuple[Saying, ...]


class Wording(Record, what="the wording of the description"):
    """All the fixed words of a role description."""

    title: str
    complete: str
    gaps_one: str
    gaps_other: str
    clashes_one: str
    clashes_other: str
    also_measured: str
    origin: str
    basis: str
    sections: tuple[Section, ...]
    objective: Grid
    right: Grid
    tension: Grid


def origin() -> str:
    """Say with what a document was prepared, and on which paper it rests."""
    return load().origin.format(paper=concepts.load("sources")["Greene17"].title)


@cache
def load() -> Wording:
    """Read the wording, once."""
    return one_record("framework/description.toml", Wording)
