"""Lines of a document: words, each with the part it plays, made fit for every kind of document when they are made."""

import re
from dataclasses import dataclass
from typing import Literal

from leadership_lib.core.text import fit

_BREAKS = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")


def clean(text: object) -> str:
    """Make text without blanks to spare, and with a replacement sign for what no document can hold; lines stay."""
    lines = (re.sub("  +", " ", fit(line)).strip() for line in _BREAKS.split(str(text).replace("\t", " ")))
    return "\n".join(filter(None, lines))


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line and the part they play, which shows in the words too and never in colour alone."""

    text: str
    kind: Literal["plain", "strong", "gap", "clash"] = "plain"

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


#: Spans, one after another with a space between.
Line = tuple[Span, ...]

#: One line, or several to be shown as a list.
Cell = tuple[Line, ...]


def plain(text: object) -> Line:
    """Make a line of plain words."""
    return (Span(str(text)),)


def cells(*texts: object) -> tuple[Cell, ...]:
    """Make the cells of a row, each one line of plain words."""
    return tuple((plain(text),) for text in texts)


def strong(text: str) -> Span:
    """Make a few words that stand out."""
    return Span(text, "strong")


def gap(question: str) -> Span:
    """Make a visible gap to be filled in."""
    return Span(f"[To be agreed: {question}]", "gap")


def clash(text: str) -> Span:
    """Make a visible point to settle: two things stated that cannot both stand."""
    return Span(f"[To be settled: {text}]", "clash")


def emphasised(cell: Cell) -> Cell:
    """Make the words of a cell stand out, as those of a row heading do."""
    return tuple(tuple(strong(s.text) if s.kind == "plain" else s for s in line) for line in cell)


def said(line: Line) -> str:
    """Return the words of a line."""
    return " ".join(span.text for span in line)
