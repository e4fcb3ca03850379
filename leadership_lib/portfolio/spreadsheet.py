"""Spreadsheets: a CSV file read row by row, each decoded for itself, with every fault named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from leadership_lib.portfolio.columns import Column, column, nearest
from leadership_lib.portfolio.unread import IGNORED, LEFT_OUT, READ, UNSTATED, Found, Unread
from leadership_lib.problems import Problem

_PLAIN = "allowed is plain CSV"

#: What is said of a row that is longer than the first one by blanks only.
SHIFTED = "cells may stand in the wrong column; a text with a comma in it needs quotation marks"

#: How far into a file the names of its columns are looked for.
_PREFACE = 1000

#: By how many bytes it is told how a file is written.
_START = 65536


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


class Lines:
    """The lines of a file as text, each decoded for itself; `notes` has what was odd since it was last emptied."""

    def __init__(self, file: IO[bytes]):
        self.file, self.notes, self.first = file, [], True

    def __iter__(self) -> Iterator[str]:
        start = self.file.read(_START)
        self.file.seek(0)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.notes.append(("UTF-16", "allowed is UTF-8; a spreadsheet calls it CSV UTF-8", READ))
            yield from io.TextIOWrapper(self.file, "utf-16", errors="replace", newline="")
            return
        for line in self._returned() if b"\r" in start and b"\n" not in start else self.file:
            yield self._decoded(line)

    def _returned(self) -> Iterator[bytes]:
        """Give the lines of a file that ends them in the way of old Macs."""
        rest = b""
        while block := self.file.read(_START):
            *lines, rest = (rest + block).split(b"\r")
            yield from (line + b"\r" for line in lines)
        if rest:
            yield rest

    def _decoded(self, line: bytes) -> str:
        if self.first:
            self.first, line = False, line.removeprefix(b"\xef\xbb\xbf")
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            pass
        try:
            text, done = line.decode("cp1252"), "read as Windows-1252"
        except UnicodeDecodeError:
            text, done = line.decode("cp1252", "replace"), "read as Windows-1252, with \ufffd for what it lacks"
        self.notes.append(("bytes that are not UTF-8", "allowed is UTF-8 throughout", done))
        return text

    def taken(self, source: str, row: int, role: str | None) -> tuple[Unread, ...]:
        """Give what was odd about a row, once."""
        notes = tuple(Unread(source, row, role, None, *note) for note in dict.fromkeys(self.notes))
        self.notes.clear()
        return notes


def rows_of(path: Path) -> Iterator[Found]:
    """Go through the rows of a file one at a time, what is wrong with the file first."""
    source = path.name
    try:
        with open(path, "rb") as file:
            yield from _rows(Lines(file), source)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Problem(f"{str(path)!r} cannot be read: {reason}. Check its name and folder.") from None


def _rows(lines: Lines, source: str) -> Iterator[Found]:
    stream = iter(lines)
    preface: list[str] = []
    # Lines of provenance stand above the names of the columns; they begin with #.
    for line in islice(stream, _PREFACE):
        preface.append(line)
        if line.strip().strip('"') and not line.lstrip().lstrip('"').startswith("#"):
            break
    head = preface.pop() if preface else ""
    row = len(preface) + 1
    sign = max(",;\t", key=head.count)

    def again() -> Iterator[str]:
        yield head
        yield from stream

    reader = csv.reader(again(), delimiter=sign)
    try:
        names, wrong = columns(next(reader, []), source, row)
    except csv.Error as error:
        names, wrong = [], [Unread(source, row, None, None, f"a row that is not CSV ({error})", _PLAIN, LEFT_OUT)]
    wrong += lines.taken(source, row, None)
    if not any(place is not None and place.name != "id" for place in names):
        allowed = "the first row names the columns by the paths of facts, such as title and capacity.hours_paid"
        wrong.append(Unread(source, row, None, None, "no column that is a fact", allowed, "no row can be read"))
        yield Found(None, source, row, None, tuple(wrong))
        return
    yield Found(None, source, row, None, tuple(wrong))
    while True:
        row += 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            note = Unread(source, row, None, None, f"a row that is not CSV ({error})", _PLAIN, LEFT_OUT)
            yield Found(None, source, row, None, (note, *lines.taken(source, row, None)))
            continue
        if any(value.strip() for value in values):
            yield _row(names, values, source, row, lines)
        else:
            lines.notes.clear()


def _row(names: list[Column | None], values: list[str], source: str, row: int, lines: Lines) -> Found:
    said = [(place, value) for place, value in zip(names, values, strict=False) if place is not None and value]
    key = next((value.strip() for place, value in said if place.name == "id"), "") or f"row {row}"
    notes = lines.taken(source, row, key)
    spare = sum(bool(value.strip()) for value in values[len(names) :])
    if len(values) != len(names):
        # One comma too many in a text shifts every cell after it, even where only blanks stand out at the end.
        missing = UNSTATED if len(values) < len(names) else IGNORED
        done = f"the rest {missing}" if spare or len(values) < len(names) else SHIFTED
        notes += (
            Unread(source, row, key, None, f"{len(values)} cells", f"allowed are {len(names)}, one a column", done),
        )
    return Found(key, source, row, [pair for pair in said if pair[0].name != "id"], notes)
