"""A polarity grid as a document: two tables, and what a review would settle."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Cell, Line, Span, clean, gap, plain, strong
from leadership_lib.output.documents.writing import write
from leadership_lib.redesign.polarity import PolarityGrid, label, load
from leadership_lib.role.role import words

_KIND = "Polarity grid"
_SHARES = (20, 40, 40)
_NOTE = "The points are prompts for judgement: words are looked for, and what they mean is yours to say."
_NOTHING = "Nothing: every part is stated, and no word in it asks for a second look."


def write_grid(grid: PolarityGrid, path: str | os.PathLike[str]) -> Path:
    """Write a polarity grid, with steps and warnings for both poles and what is still missing.

    Parameters
    ----------
    grid
        The grid.
    path
        Where to, and as what; `documents.write` says what comes back and what can go wrong.
    """
    return write(grid_content(needed(grid, PolarityGrid, "A grid's document needs a PolarityGrid")), path)


def grid_content(grid: PolarityGrid) -> Content:
    """Say a polarity grid as a document.

    Parameters
    ----------
    grid
        A part that it does not state becomes a gap to fill.
    """
    blocks = (
        Paragraph(_labelled("greater_purpose", grid.greater_purpose)),
        Paragraph(_labelled("deeper_fear", grid.deeper_fear)),
        Heading("Gains and losses"),
        _table("What each pole gives, and what it costs when overdone", grid, "gains", "losses"),
        Heading("Holding both"),
        _table("Steps and early warnings", grid, "steps", "warnings", "noticed_by"),
        *_either(grid.other_warnings),
        Heading("Points to settle"),
        _points(grid),
        Paragraph((Span(_NOTE), Span(wording.origin())), "note"),
    )
    title = f"{_KIND}: {grid.title}" if grid.title else _KIND
    return Content(title, _KIND, blocks)


def _lines(key: str, value: Any) -> Cell:
    """Say a part line by line; what is not stated is a gap, and what is stated keeps the lines it was typed in."""
    if value is None:
        return ((gap(load().parts[key].question),),)
    if isinstance(value, tuple):
        return tuple(map(plain, value)) or (plain(words(value)),)
    return (plain(value),)


def _labelled(key: str, value: Any) -> Line:
    return (strong(f"{label(key)}:"), *_lines(key, value)[0])


def _table(caption: str, grid: PolarityGrid, *keys: str) -> Table:
    head = tuple(clean(name) for name in grid.names)
    rows = (((plain(label(key)),), *(_lines(key, getattr(pole, key)) for pole in grid.poles)) for key in keys)
    return Table(caption, ("Part", *head), tuple(rows), _SHARES)


def _either(warnings: tuple[str, ...] | None) -> Iterator[Block]:
    if warnings is not None:
        yield Paragraph((strong(f"{label('other_warnings')}:"),), "lead")
        yield Bullets(_lines("other_warnings", warnings))


def _points(grid: PolarityGrid) -> Block:
    remarks = tuple(grid.review())
    if not remarks:
        return Paragraph(plain(_NOTHING))
    return Bullets(tuple((strong(f"{remark.where}:"), Span(remark.text), Span(remark.advice)) for remark in remarks))
