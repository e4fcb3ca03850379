"""CSV rows: one row of a file at a time, each line decoded for itself, with whatever is odd about it.

Every table that people hand in is read here, be it roles or codes. A quotation mark without its end costs the line in
which it stands and no other; no more is held than one row may have lines.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from leadership_lib.research.tables.layout import MOST_COLUMNS
from leadership_lib.research.tables.unread import LEFT_OUT, READ, Kept

#: A row of so many lines is no row: somewhere above, a quotation mark lacks its end.
MOST_LINES = 1000

#: How many lines are gone through in vain for one file; from then on a row is sought in no more than `FEW_LINES`.
MOST_IN_VAIN, FEW_LINES = 20_000, 20

#: How many bytes of a line are taken at once; a cell has at most 131,072 characters (`csv.field_size_limit`).
MOST_BYTES = 1_000_000

#: How a packed file begins, whatever it is called: newer workbooks, and older ones.
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

_MARK, _WIDE = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_SIGNS, _ENDS = ",;\t", "\r\n "
_PLAIN = "allowed is plain CSV"

#: By how many bytes it is told how a file is written.
_START = 65536

#: What was found, what is allowed, what was done.
Note = tuple[str, str, str]

#: How many lines are looked at for the names of columns.
LOOKED_AT = 20

#: By what spreadsheets tell one another which sign stands between cells.
_SEPARATOR = re.compile(r"""["']?sep=(.)["']?""", re.IGNORECASE)

#: Letters with accents and curly quotation marks, as old Macs and as Windows number them: a line is read as that of
#: which it has more.
_MAC = b"\x8e\x8f\x88\x89\x8a\x9a\x9f\x87\xd0\xd1\xd2\xd3\xd4\xd5\xca\xa5"
_WINDOWS = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xe0\xe1\xe2\xe4\xe7\xe8\xe9\xea\xeb\xed\xf1\xf3\xf4\xf6\xfc"


class Row(NamedTuple):
    """One row: its number as a spreadsheet counts, its cells, and what was odd about it.

    Attributes
    ----------
    number : int or None
        From 1, lines of provenance and empty rows included; None where the file has no rows to count.
    cells : list of str
        Nothing, where the row could not be read or has only notes.
    notes : tuple
        Of each oddity what was found, what is allowed and what was done.
    """

    number: int | None
    cells: list[Any]
    notes: tuple[Note, ...] = ()

    @property
    def says(self) -> bool:
        """Whether there is anything in it."""
        return any(cell.strip() for cell in self.cells)


class _Line(NamedTuple):
    """One line as text, and what was odd about its bytes."""

    text: str
    note: Note | None = None


def rows_of(path: Path, knows: Callable[[str], bool] = lambda _: False) -> Iterator[Row]:
    """Go through the rows of a file; those that are empty, and lines of provenance above them, only where odd.

    Parameters
    ----------
    path
        The file.
    knows
        Tells whether a cell is the name of a column: in the line that has some stands the sign between cells.

    Raises
    ------
    OSError
        The file cannot be opened or read.
    """
    with open(path, "rb") as file:
        start = file.read(_START)
        if start.startswith(_PACKED):
            yield Row(None, [], (("a packed file, such as a workbook", "save the sheet as CSV", LEFT_OUT),))
        else:
            file.seek(len(_MARK) if start.startswith(_MARK) else 0)
            yield from _rows(_lines(file, start), knows)


# --- lines


def _lines(file: IO[bytes], start: bytes) -> Iterator[_Line]:
    if wide := _wide(start):
        note: Note | None = ("UTF-16", "allowed is UTF-8; a spreadsheet calls it CSV UTF-8", READ)
        decoded = io.TextIOWrapper(file, wide, errors="replace", newline="")
        for text in iter(partial(decoded.readline, MOST_BYTES), ""):
            yield _Line(text, note)
            note = None
        return
    # Old Macs ended lines in a way of their own.
    old = b"\r" in start and b"\n" not in start
    for line in _returned(file) if old else iter(partial(file.readline, MOST_BYTES), b""):
        yield _decoded(line)


def _wide(start: bytes) -> str | None:
    """Tell which kind of UTF-16 a text is, by its mark or by the noughts between its letters."""
    if start.startswith(_WIDE):
        return "utf-16"
    half = len(start) // 2
    for kind, noughts in (("utf-16-le", start[1::2].count(0)), ("utf-16-be", start[0::2].count(0))):
        if half > 1 and noughts > 0.7 * half:
            return kind
    return None


def _returned(file: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := file.read(_START):
        *lines, rest = (rest + block).split(b"\r")
        yield from (line + b"\r" for line in lines)
        if len(rest) > MOST_BYTES:
            yield rest
            rest = b""
    if rest:
        yield rest


def _decoded(line: bytes) -> _Line:
    try:
        return _Line(line.decode("utf-8"))
    except UnicodeDecodeError:
        pass  # what else it may be is told by its bytes
    if sum(line.count(sign) for sign in _MAC) > sum(line.count(sign) for sign in _WINDOWS):
        done = Kept("read as Mac Roman")
        return _Line(line.decode("mac_roman"), ("bytes that are not UTF-8", "allowed is UTF-8 throughout", done))
    text = line.decode("cp1252", "replace")
    lacking = ", with \ufffd for what it lacks" if "\ufffd" in text else ""
    done = Kept("read as Windows-1252" + lacking)
    return _Line(text, ("bytes that are not UTF-8", "allowed is UTF-8 throughout", done))


# --- rows


def _rows(lines: Iterator[_Line], knows: Callable[[str], bool]) -> Iterator[Row]:
    # Lines that were taken for part of a row, or only looked at, and are given back.
    waiting = deque(islice(lines, LOOKED_AT))
    number, width, sign = 0, 0, _sign([line.text for line in waiting], knows)
    begun, vain = False, 0
    while waiting or (waiting := deque(islice(lines, 1))):
        number += 1
        text, note = waiting[0]
        empty = text.strip().strip(f"{_SIGNS} ") in ("", '""')
        above = not begun and (text.lstrip().lstrip('"').startswith("#") or _SEPARATOR.fullmatch(text.strip(_ENDS)))
        if empty or above:
            waiting.popleft()
            if note:
                yield Row(number, [], (note,))
            continue
        begun, sign = True, sign or max(_SIGNS, key=text.count)
        most = MOST_LINES if vain < MOST_IN_VAIN else FEW_LINES
        row, back = _row(number, waiting, lines, sign, width, most)
        vain += back
        width = width or len(row.cells)
        yield row


def _sign(lines: list[str], knows: Callable[[str], bool]) -> str:
    """Return the sign between cells: the one that is told, or under which a line names columns; else nothing."""
    for line in lines:
        if told := _SEPARATOR.fullmatch(line.strip(_ENDS)):
            return told[1]
        for sign in _SIGNS:
            if sum(knows(cell.strip().strip('"')) for cell in line.split(sign, MOST_COLUMNS)[:MOST_COLUMNS]) > 1:
                return sign
    return ""


def _row(
    number: int, waiting: deque[_Line], lines: Iterator[_Line], sign: str, width: int, most: int
) -> tuple[Row, int]:
    """Take one row; where a quotation mark lacks its end, only the line in which it stands.

    With it comes how many lines were taken for part of it, and given back.
    """
    taken: list[_Line] = []

    def more() -> Iterator[str]:
        while len(taken) < most:
            line = waiting.popleft() if waiting else next(lines, None)
            if line is None:
                return
            taken.append(line)
            yield line.text

    odd: list[Note] = []
    back = 0
    try:
        cells = next(csv.reader(more(), delimiter=sign, strict=True), [])
    except csv.Error:
        back = len(taken) - 1
        waiting.extendleft(reversed(taken[1:]))
        del taken[1:]
        try:
            cells = _alone(taken[0].text, sign, width)
            odd = [("a quotation mark out of place", _PLAIN, "the line is read by itself")]
        except csv.Error as error:
            cells, odd = [], [(f"a row that is not CSV ({error})", _PLAIN, LEFT_OUT)]
    notes = dict.fromkeys([*(line.note for line in taken if line.note), *odd])
    return Row(number, cells, tuple(notes)), back


def _alone(line: str, sign: str, width: int) -> list[str]:
    """Read a line with a quotation mark out of place: cell by cell, if there is one for each column."""
    parts = line.rstrip("\r\n").split(sign)
    if width and len(parts) != width:
        return next(csv.reader([line], delimiter=sign), [])
    return [(next(csv.reader([part], delimiter=sign), []) or [""])[0] for part in parts]
