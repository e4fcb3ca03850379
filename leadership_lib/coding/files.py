"""Files: the rows of CSV and Word files as cells of text, as far as they can be read, and what was odd about them."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from leadership_lib.coding.sheet import CODER, ROLE
from leadership_lib.portfolio.spreadsheet import Lines
from leadership_lib.portfolio.unread import LEFT_OUT, Unread

#: A cell of so many lines is no cell: somewhere above, a quotation mark lacks its end.
MOST_LINES = 50

_PLAIN = "allowed is plain CSV"


class Line(NamedTuple):
    """One row of a table: its number as a spreadsheet counts, and its cells."""

    row: int
    cells: list[str]


class Block(NamedTuple):
    """A table: the names of its columns, and its rows."""

    head: Line
    rows: list[Line]


def blocks(path: Path, unread: list[Unread]) -> list[Block]:
    """Give the tables of a file; what could not be read goes to `unread`."""
    try:
        return _word(path, unread) if path.suffix.lower() == ".docx" else _csv(path, unread)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        unread.append(Unread(path.name, None, None, None, reason, "a file that can be opened", LEFT_OUT))
        return []


def _csv(path: Path, unread: list[Unread]) -> list[Block]:
    with open(path, "rb") as file:
        lines = list(_lines(path.name, Lines(file), unread))
    if not lines:
        unread.append(
            Unread(path.name, None, None, None, "nothing", "a row that names the columns, then rows", LEFT_OUT)
        )
        return []
    return [Block(lines[0], lines[1:])]


def _lines(source: str, lines: Lines, unread: list[Unread]) -> Iterator[Line]:
    stream, row, sign = iter(lines), 0, ""
    # Lines that were taken for part of a cell, and are given back.
    waiting: deque[str] = deque()
    while True:
        if not waiting:
            first = next(stream, None)
            if first is None:
                return
            waiting.append(first)
        row += 1
        first = waiting[0]
        # Lines of provenance stand above the names of the columns; they begin with #.
        if not first.strip(",;\t \r\n") or (not sign and first.lstrip().lstrip('"').startswith("#")):
            waiting.popleft()
            continue
        sign = sign or max(",;\t", key=first.count)
        cells, odd = _cells(waiting, stream, sign)
        notes = list(dict.fromkeys([*lines.notes, *odd]))
        lines.notes.clear()
        unread.extend(Unread(source, row, None, None, *note) for note in notes)
        if cells is not None:
            yield Line(row, cells)


def _cells(waiting: deque[str], stream: Iterator[str], sign: str) -> tuple[list[str] | None, list[Any]]:
    """Take one row; where a quotation mark lacks its end, only the line in which it stands."""
    taken: list[str] = []

    def more() -> Iterator[str]:
        while len(taken) < MOST_LINES:
            line = waiting.popleft() if waiting else next(stream, None)
            if line is None:
                return
            taken.append(line)
            yield line

    try:
        return next(csv.reader(more(), delimiter=sign, strict=True), None), []
    except csv.Error:
        waiting.extendleft(reversed(taken[1:]))
    try:
        cells = next(csv.reader(taken[:1], delimiter=sign), None)
    except csv.Error as error:
        return None, [(f"a row that is not CSV ({error})", _PLAIN, LEFT_OUT)]
    return cells, [("a quotation mark out of place", _PLAIN, "the line is read by itself")]


# --- Word


def _word(path: Path, unread: list[Unread]) -> list[Block]:
    def note(found: str, allowed: str) -> list[Block]:
        unread.append(Unread(path.name, None, None, None, found, allowed, LEFT_OUT))
        return []

    try:
        import docx
        from docx.table import Table
    except ImportError:
        return note("a Word file", "python-docx is missing here: save the sheet as CSV")
    with open(path, "rb") as file:
        try:
            document = docx.Document(file)
            parts = list(document.element.body.iterchildren())
        except Exception:  # whatever is wrong with an archive of XML that somebody else made
            return note("a file that is no Word file", "a sheet as ll.coding_sheet writes it")
    found: list[Block] = []
    coder = role = ""
    row = 0
    for part in parts:
        if part.tag.endswith("}p"):
            said = "".join(text.text or "" for text in part.iter() if text.tag.endswith("}t")).strip()
            if said.startswith(CODER):
                coder = said.removeprefix(CODER).strip()
            elif said.startswith(ROLE):
                role = said.removeprefix(ROLE).strip()
        elif part.tag.endswith("}tbl"):
            lines = []
            for cells in _rows(Table(part, document)):
                row += 1
                lines.append(Line(row, [coder, role, *cells]))
            if lines:
                head = lines[0]._replace(cells=["coder", "role", *lines[0].cells[2:]])
                found.append(Block(head, lines[1:]))
    if not found:
        return note("no table", "a sheet as ll.coding_sheet writes it")
    return found


def _rows(table: Any) -> Iterator[list[str]]:
    """Give the cells of a table as text; a cell that spans several columns stands once for each."""
    for row in table.rows:
        yield [cell.text for cell in row.cells]
