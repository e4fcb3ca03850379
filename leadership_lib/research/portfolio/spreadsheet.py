"""Spreadsheets: the roles of a CSV file, one row each, with every fault named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leadership_lib.core.errors import Problem
from leadership_lib.research.portfolio.columns import Column, column, nearest
from leadership_lib.research.portfolio.csv_rows import Row, rows_of
from leadership_lib.research.portfolio.read_problems import IGNORED, UNSTATED, Found, Unread

#: What is said of a row that is longer than the first one by blanks only.
SHIFTED = "cells may stand in the wrong column; a text with a comma in it needs quotation marks"


def columns(names: list[str], source: str, row: int | None) -> tuple[list[Column | None], list[Unread]]:
    """Give the column of each name, None for those that are ignored, and say why they are."""
    known: list[Column | None] = []
    wrong: list[Unread] = []
    for number, name in enumerate(names, 1):
        place = Column("id", "text", "id") if name.strip().lower() == "id" else column(name)
        said = None
        if place is None:
            said = ("a column that is not known here", nearest(name)) if name.strip() else ("no name", "name it")
        elif place in known:
            place, said = None, ("this column again", "each stands once; the first one counts")
        if said:
            wrong.append(Unread(source, row, None, name.strip() or f"column {number}", *said, IGNORED))
        known.append(place)
    return known, wrong


def roles_of(path: Path) -> Iterator[Found]:
    """Go through the roles of a file one at a time, what is wrong with the file first."""
    try:
        yield from _found(rows_of(path), path.name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Problem(f"{str(path)!r} cannot be read: {reason}. Check its name and folder.") from None


def _found(rows: Iterator[Row], source: str) -> Iterator[Found]:
    head, wrong = Row(1, []), []
    for head in rows:
        wrong += _noted(head, source)
        if head.number is None:
            yield Found(None, source, None, None, tuple(wrong))
            return
        if _says(head):
            break
    names, odd = columns(head.cells, source, head.number)
    wrong = [*odd, *wrong]
    stated = any(place is not None and place.name != "id" for place in names)
    if not stated:
        allowed = "the first row names the columns by the paths of facts, such as title and capacity.hours_paid"
        found = "no column that is a fact"
        wrong.append(Unread(source, head.number, None, None, found, allowed, "no row can be read"))
    yield Found(None, source, head.number, None, tuple(wrong))
    for row in rows if stated else ():
        if _says(row):
            yield _role(names, row, source)
        elif row.notes:
            yield Found(None, source, row.number, None, _noted(row, source))


def _says(row: Row) -> bool:
    return any(cell.strip() for cell in row.cells)


def _noted(row: Row, source: str, role: str | None = None) -> tuple[Unread, ...]:
    return tuple(Unread(source, row.number, role, None, *note) for note in row.notes)


def _role(names: list[Column | None], row: Row, source: str) -> Found:
    number, values = row.number, row.cells
    said = [(place, value) for place, value in zip(names, values, strict=False) if place is not None and value]
    key = next((value.strip() for place, value in said if place.name == "id"), "") or f"row {number}"
    notes = _noted(row, source, key)
    spare = sum(bool(value.strip()) for value in values[len(names) :])
    if len(values) != len(names):
        # One comma too many in a text shifts every cell after it, even where only blanks stand out at the end.
        missing = UNSTATED if len(values) < len(names) else IGNORED
        done = f"the rest {missing}" if spare or len(values) < len(names) else SHIFTED
        counted = f"{len(values)} cells", f"allowed are {len(names)}, one a column", done
        notes += (Unread(source, number, key, None, *counted),)
    return Found(key, source, number, [pair for pair in said if pair[0].name != "id"], notes)
