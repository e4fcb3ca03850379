"""Reader: the tables of a file, CSV or Word: the names of their columns, and their rows one at a time."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from leadership_lib.research.tables.csv_rows import Row, rows_of
from leadership_lib.research.tables.word_rows import word_tables


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


def tables_of(path: Path, above: Mapping[str, str] | None = None) -> Iterator[Table]:
    """Go through the tables of a file; a CSV file has one.

    Parameters
    ----------
    path
        A Word file, by its ending, or a file of text.
    above
        What may stand above a table in a Word file: columns by the words with which their lines begin, such as
        ``Coder:``. Each is a column before the table's own.

    Raises
    ------
    OSError
        The file cannot be opened or read.
    """
    if path.suffix.lower() == ".docx":
        for rows in word_tables(path, above or {}):
            yield _table(iter(rows))
    else:
        yield _table(rows_of(path))


def _table(rows: Iterator[Row]) -> Table:
    odd = []
    for row in rows:
        if row.notes:
            odd.append(row)
        if row.says:
            return Table(row, rows, odd)
    return Table(None, rows, odd)
