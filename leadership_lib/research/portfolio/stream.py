"""Streams: more roles than fit in memory, judged batch by batch and written as they come."""

import csv
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import pandas as pd

from leadership_lib.core.errors import Problem, one_of
from leadership_lib.core.files import draft, target_of
from leadership_lib.research.portfolio import frames
from leadership_lib.research.portfolio.batches import CHUNK, Progress, judge, judged
from leadership_lib.research.portfolio.export import KINDS, preface, write_tables
from leadership_lib.research.portfolio.portfolio import Portfolio
from leadership_lib.research.portfolio.provenance import Provenance, data_hash
from leadership_lib.research.tables.formulas import disarmed
from leadership_lib.research.tables.unread import Unread


@dataclass(frozen=True)
class Written:
    """What a stream wrote.

    Attributes
    ----------
    roles, faults : int
        How many roles were judged, and how many things could not be read as they stand.
    path, faults_path : Path
        The table, and beside it the faults; None where there are none.
    seconds : float
        How long it took.
    """

    roles: int
    faults: int
    path: Path
    faults_path: Path | None
    seconds: float

    def __repr__(self) -> str:
        faults = f"; {self.faults:,} faults in {self.faults_path}" if self.faults_path else "; everything was read"
        return f"{self.roles:,} roles diagnosed into {self.path}{faults}"


def write_findings(
    source: Any,
    path: str | os.PathLike[str],
    *,
    table: str = "findings",
    client: Any = None,
    chunk: int = CHUNK,
    progress: Progress | bool = True,
) -> Written:
    """Diagnose any number of roles into a file, holding no more than a few batches of them.

    The file is what ``diagnose_roles(source).export(path, table)`` writes. What could not be read is written
    beside it, into ``<name>.faults.csv``. Where something goes wrong, what was there before still is, both
    files of it.

    Parameters
    ----------
    source
        As for `diagnose_roles`.
    path
        Where to: ``.csv``, ``.parquet`` or, for few roles, ``.tex``.
    table
        ``findings`` (a row a role and check), ``profiles`` (a row a role and feature) or ``answers`` (a row a role).
    client
        A Dask client, or a scheduler's address; by default all is done here. Results are the same.
    chunk
        How many roles are judged together.
    progress
        True prints once a second, on the error stream, how far it is; a function is told after every batch.

    Raises
    ------
    Problem
        The source cannot be read, or is itself what would be written over; or the files cannot be written.
    """
    target = target_of(path, "table", KINDS)
    one_of(table, frames.TABLES, f"There is no table {table!r}")
    beside = target.with_suffix(".faults.csv")
    _spared(source, target, beside)
    start, done = time.monotonic(), 0
    origin = Provenance(data_hash(source), {"table": table})
    faults = _Faults(beside, origin)

    def tables() -> Iterator[pd.DataFrame]:
        nonlocal done
        # One of no roles first: a file without any still has its columns.
        yield frames.TABLES[table]((), judge([], keep=False).codes)
        for batch in judged(source, client=client, chunk=chunk, progress=progress):
            done += len(batch.ids)
            faults.add(batch.unread)
            yield frames.TABLES[table](batch.ids, batch.codes)

    try:
        with faults:
            write_tables(tables(), target, origin)
    except OSError as error:
        reason = error.strerror or error
        told = f"{str(beside)!r}, where faults stand, cannot be renewed: {reason}. Look whether it is open elsewhere."
        raise Problem(f"The table is in {str(target)!r}, but {told}") from None
    return Written(done, faults.count, target, beside if faults.count else None, time.monotonic() - start)


def _spared(source: Any, *written: Path) -> None:
    """Refuse to write over what is read; a folder is safe, since no table is read as a role in it."""
    if isinstance(source, str | os.PathLike) and os.path.exists(source):
        for path in written:
            if os.path.exists(path) and os.path.samefile(path, source):
                raise Problem(f"{str(path)!r} is what is to be read, and would be written over: name another table.")


class _Faults(ExitStack):
    """The file of faults, which is there only where there are any; the old one stays until the table is in place."""

    def __init__(self, path: Path, origin: Provenance):
        super().__init__()
        self.path, self.origin, self.count = path, origin, 0
        self._writer: Any = None

    def __exit__(self, kind: type[BaseException] | None, *error: Any) -> None:
        super().__exit__(kind, *error)
        if kind is None and not self.count:
            self.path.unlink(missing_ok=True)

    def add(self, unread: Iterable[Unread]) -> None:
        """Write faults down."""
        for one in unread:
            if self._writer is None:
                text = TextIOWrapper(self.enter_context(draft(self.path)), encoding="utf-8-sig", newline="")
                # Let go of first: the draft needs what was written, and its file open.
                self.callback(text.detach)
                self._writer = csv.writer(text)
                self._writer.writerows([*preface(self.origin), Unread._fields])
            self.count += 1
            self._writer.writerow(["" if cell is None else disarmed(str(cell)) for cell in one])


def each(source: Any, *, client: Any = None, chunk: int = CHUNK) -> Iterator[Portfolio]:
    """Go through any number of roles as one small portfolio after another, in order.

    Parameters
    ----------
    source
        As for `diagnose_roles`.
    client
        A Dask client, or a scheduler's address.
    chunk
        How many roles each has, at most.
    """
    return judged(source, client=client, chunk=chunk, keep=True)
