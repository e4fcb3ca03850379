"""Workbook rows: the rows of one sheet of an Excel or OpenDocument workbook as cells of text."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.core.untrusted import Unfit, archive_of
from leadership_lib.research.tables.csv_rows import Row
from leadership_lib.research.tables.unread import LEFT_OUT, Kept

#: How workbooks end.
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")

#: What a packed workbook may hold when it is unpacked, in bytes; beyond it, somebody means harm.
MOST_BYTES = 500_000_000

#: A floating number tells whole ones apart up to here, as a spreadsheet does.
_LONGEST = 10**15

_SAVE = "save the sheet as CSV"


def workbook_rows(path: Path, sheet: str | None = None) -> Iterator[Row]:
    """Go through the rows of a sheet; one row of notes alone where the workbook cannot be read.

    Parameters
    ----------
    path
        The file.
    sheet
        The name of the sheet; None for the first that has anything in it, and others are named.

    Raises
    ------
    OSError
        The file cannot be opened or read.
    Problem
        There is no such sheet.
    """
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        yield _nothing("a workbook, and python-calamine is missing here", _SAVE)
        return
    with open(path, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    try:
        if _size(data) > MOST_BYTES:
            raise Unfit("is too large")
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = list(book.sheet_names)
        chosen = _chosen(names, sheet, path.name)
        filled = [name for name in ([chosen] if chosen else names) if _cells(book, name)]
        rows = _cells(book, filled[0]) if filled else []
        others = [name for name in names if name != (filled or names)[0] and _cells(book, name)]
    except Problem:
        raise
    except Unfit as unfit:
        yield _nothing(f"a workbook that {unfit}", _SAVE)
        return
    except BaseException as error:  # a library in Rust ends in an exception of its own that is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        yield _nothing("a workbook that is damaged or has a password", f"open it, and {_SAVE}")
        return
    if others and sheet is None:
        told = ", ".join(map(repr, others[:5])) + (f" and {len(others) - 5} more" if len(others) > 5 else "")
        note = (f"sheets besides {filled[0]!r}: {told}", "sheet= names the one to read", Kept("the first is read"))
        yield Row(None, [], (note,))
    for number, cells in enumerate(rows, 1):
        texts, notes = zip(*map(_text, cells), strict=True) if cells else ((), ())
        if any(texts):
            yield Row(number, list(texts), tuple(dict.fromkeys(note for note in notes if note)))


def _size(data: bytes) -> int:
    """Return how large a workbook is, unpacked where it is packed."""
    if not data.startswith(b"PK"):
        return len(data)
    with archive_of(data) as packed:
        return sum(part.file_size for part in packed.infolist())


def _chosen(names: list[str], sheet: str | None, file: str) -> str | None:
    if sheet is None:
        return None
    same = [name for name in names if name.strip().casefold() == sheet.strip().casefold()]
    if not same:
        raise Problem(f"{file} has no sheet {sheet!r}: {near_misses(sheet, names)}")
    return same[0]


def _cells(book: Any, name: str) -> list[list[Any]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return rows if any(cell not in ("", None) for row in rows for cell in row) else []


def _text(cell: Any) -> tuple[str, tuple[str, str, str] | None]:
    """Return a cell as text, and what is odd about it; whole numbers have no point, and dates are those of ISO."""
    if isinstance(cell, bool):
        return ("yes" if cell else "no"), None
    if isinstance(cell, float) and cell.is_integer():
        if abs(cell) >= _LONGEST:
            odd = f"the number {cell:.0f}", "a spreadsheet keeps 15 digits: write a longer one as text", Kept("read")
            return f"{cell:.0f}", odd
        return f"{cell:.0f}", None
    if isinstance(cell, datetime):
        return str(cell if cell.time() != time() else cell.date()), None
    if isinstance(cell, date | time | timedelta | int | float):
        return str(cell), None
    return ("" if cell is None else str(cell)), None


def _nothing(found: str, allowed: str) -> Row:
    return Row(None, [], ((found, allowed, LEFT_OUT),))
