"""Files: the rows of CSV and Word files as cells of text, as far as they can be read, and what was odd about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from leadership_lib.research.coding.sheet import CODER, ROLE
from leadership_lib.research.portfolio.csv_rows import rows_of
from leadership_lib.research.portfolio.read_problems import LEFT_OUT, Unread

#: What Word keeps of a text that was deleted or moved away, of another form of the same, and of how a thing looks.
_GONE = re.compile("del|moveFrom|Fallback|.*Pr")

#: What stands for signs in Word.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


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
    lines: list[Line] = []
    for row in rows_of(path):
        unread.extend(Unread(path.name, row.number, None, None, *note) for note in row.notes)
        if row.number is None:
            return []
        if row.cells:
            lines.append(Line(row.number, row.cells))
    if not lines:
        unread.append(
            Unread(path.name, None, None, None, "nothing", "a row that names the columns, then rows", LEFT_OUT)
        )
        return []
    return [Block(lines[0], lines[1:])]


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
            return note("a file that is no Word file", "a sheet as ll.write_coding_sheet writes it")
    found: list[Block] = []
    coder = role = ""
    row = 0
    for part in parts:
        if _name(part) == "p":
            said = _said(part).strip()
            if said.startswith(CODER):
                coder = said.removeprefix(CODER).strip()
            elif said.startswith(ROLE):
                role = said.removeprefix(ROLE).strip()
        elif _name(part) == "tbl":
            lines = []
            for cells in _rows(Table(part, document)):
                row += 1
                lines.append(Line(row, [coder, role, *cells]))
            if lines:
                head = lines[0]._replace(cells=["coder", "role", *lines[0].cells[2:]])
                found.append(Block(head, lines[1:]))
    if not found:
        return note("no table", "a sheet as ll.write_coding_sheet writes it")
    return found


def _rows(table: Any) -> Iterator[list[str]]:
    """Give the cells of a table as text; a cell that spans several columns stands once for each."""
    for row in table.rows:
        yield [_said(cell._tc) for cell in row.cells]


def _said(part: Any) -> str:
    """Give the text of a part as it stands on the page: what was put in with changes tracked, not what was taken out.

    python-docx leaves out whatever stands in a tracked change or a content control.
    """
    return "".join(_pieces(part)).removesuffix("\n")


def _pieces(part: Any) -> Iterator[str]:
    for child in part:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif not _GONE.fullmatch(name):
            yield from _pieces(child)
            if name == "p":
                yield "\n"


def _name(part: Any) -> str:
    """Give the name of an element without its namespace; a comment has none."""
    return part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
