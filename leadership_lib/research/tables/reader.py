"""Reader: the tables of a file, CSV, workbook or Word: the names of their columns, and their rows one at a time."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from leadership_lib.research.tables.csv_rows import LOOKED_AT, Row, rows_of
from leadership_lib.research.tables.layout import MOST_COLUMNS, Layout
from leadership_lib.research.tables.unread import IGNORED, LEFT_OUT, Kept
from leadership_lib.research.tables.word_rows import word_tables
from leadership_lib.research.tables.workbook_rows import WORKBOOKS, workbook_rows


class Table(NamedTuple):
    """A table.

    Attributes
    ----------
    head : Row or None
        The names of the columns; None where there is nothing that could have any.
    rows : iterator of Row
        Its rows, and rows that have only notes.
    odd : list of Row
        What was odd above the names, and about them.
    """

    head: Row | None
    rows: Iterator[Row]
    odd: list[Row]


def tables_of(path: Path, above: Mapping[str, str] | None = None, layout: Layout | None = None) -> Iterator[Table]:
    """Go through the tables of a file; a CSV file has one, and of a workbook one sheet is read.

    Parameters
    ----------
    path
        A Word file or a workbook, by its ending, or a file of text.
    above
        What may stand above a table in a Word file: columns by the words with which their lines begin, such as
        ``Coder:``. Each is a column before the table's own.
    layout
        What columns are called in this file.

    Raises
    ------
    OSError
        The file cannot be opened or read.
    """
    layout, ending = layout or Layout(), path.suffix.lower()
    if ending == ".docx":
        head: Row | None = None
        for beside, rows in word_tables(path, above or {}):
            table = _table(iter(rows), layout, head)
            head = table.head
            yield _with(beside, table)
    elif ending in WORKBOOKS:
        yield _table(workbook_rows(path, layout.sheet), layout)
    else:
        yield _table(rows_of(path, layout.knows), layout)


def _with(beside: Mapping[str, str], table: Table) -> Table:
    """Return a table with columns before its own, the same in every row."""
    rows = (row._replace(cells=[*beside.values(), *row.cells]) if row.cells else row for row in table.rows)
    return table._replace(head=table.head and table.head._replace(cells=[*beside, *table.head.cells]), rows=rows)


def _table(rows: Iterator[Row], layout: Layout, before: Row | None = None) -> Table:
    """Find the names of the columns; a table of a Word file that has none goes on where the one before ended."""
    odd: list[Row] = []
    seen: list[Row] = []
    for row in rows:
        if row.says:
            seen.append(row)
            break
        odd += [row._replace(cells=[])] if row.notes else []
    if not seen:
        return Table(None, rows, odd)
    first = seen[0]
    if not any(map(layout.knows, first.cells[:MOST_COLUMNS])):
        if before and len(before.cells) == len(first.cells):
            note = ("no names of columns", "the first row names them", Kept("taken for the rest of the table before"))
            return Table(before, _tidied(chain(seen, rows), before), [*odd, Row(first.number, [], (note,))])
        seen += islice(rows, LOOKED_AT)
        place = next((n for n, row in enumerate(seen) if sum(map(layout.knows, row.cells[:MOST_COLUMNS])) > 1), 0)
        if place:
            over = f"row {first.number} names no column, and row {seen[place].number} does"
            note = (over, "the first row names the columns", Kept(f"read from row {seen[place].number}"))
            odd += [Row(first.number, [], (note,)), *(row._replace(cells=[]) for row in seen[:place] if row.notes)]
            seen = seen[place:]
    head = seen[0]
    odd += [head._replace(cells=[])] if head.notes else []
    if missing := layout.missing(head.cells):
        odd.append(Row(head.number, [], tuple(missing)))
    named = head._replace(cells=[layout.name(cell) for cell in head.cells])
    return Table(named, _tidied(chain(seen[1:], rows), head), odd)


#: What a row begins with that sums up others, where the rest of it is numbers.
_TOTALS = re.compile(r"(?:grand |sub)?totals?|sums?|averages?|means?|medians?|counts?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[\d.,]+ ?%?")


def _tidied(rows: Iterator[Row], head: Row) -> Iterator[Row]:
    """Go through rows; one that is no row of the table is named and left out."""
    names = [cell.strip() for cell in head.cells]
    for row in rows:
        cells = [cell.strip() for cell in row.cells]
        first, *rest = [cell for cell in cells if cell] or [""]
        note = None
        if any(names) and cells == names:
            note = ("the names of the columns again", "they stand once", LEFT_OUT)
        elif rest and _TOTALS.fullmatch(first.rstrip(":")) and all(map(_NUMBER.fullmatch, rest)):
            note = (f"a row of sums, {first!r}", "one row is one thing", LEFT_OUT)
        elif first.startswith("# ") and not rest:
            note = ("a line that begins with #", "such lines stand above the names of the columns", IGNORED)
        yield Row(row.number, [], (*row.notes, note)) if note else row
