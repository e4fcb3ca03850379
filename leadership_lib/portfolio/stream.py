"""Streams: more roles than fit in memory, judged batch by batch and written as they come."""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadership_lib.portfolio.columns import cells, disarmed, header
from leadership_lib.portfolio.export import KINDS, preface, write_tables
from leadership_lib.portfolio.judging import CHUNK, Progress, judged
from leadership_lib.portfolio.portfolio import Portfolio
from leadership_lib.portfolio.provenance import Provenance, data_hash
from leadership_lib.portfolio.reading import find
from leadership_lib.portfolio.tables import TABLES, table
from leadership_lib.portfolio.unread import Unread
from leadership_lib.problems import Problem, near_misses
from leadership_lib.role import Role

if TYPE_CHECKING:
    import pandas as pd


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


def diagnose_many(
    source: Any,
    path: str | os.PathLike[str],
    *,
    table: str = "findings",
    client: Any = None,
    chunk: int = CHUNK,
    progress: Progress | bool = True,
) -> Written:
    """Diagnose any number of roles into a file, holding no more than a few batches of them.

    The file is what ``load_roles(source).export(path, table)`` writes. What could not be read is written beside it,
    into ``<name>.faults.csv``.

    Parameters
    ----------
    source
        As for `load_roles`.
    path
        Where to: ``.csv`` or ``.parquet``.
    table
        ``findings`` (a row a role and check), ``profiles`` (a row a role and feature) or ``answers`` (a row a role).
    client
        A Dask client, or a scheduler's address; by default all is done here. Results are the same.
    chunk
        How many roles are judged together.
    progress
        True prints once a second, on the error stream, how far it is; a function is told after every batch.
    """
    target = Path(path)
    if table not in TABLES:
        raise Problem(f"There is no table {table!r}: {near_misses(table, TABLES)}")
    if target.suffix.lower() not in KINDS:
        raise Problem(f"{target.name!r} does not say which table to make: end it in .csv or .parquet")
    start = time.monotonic()
    origin = Provenance(data_hash(source), {"table": table})
    faults = _Faults(target.with_suffix(".faults.csv"), origin)
    count = [0]

    def tables() -> Iterator[pd.DataFrame]:
        first = True
        for batch in judged(source, client=client, chunk=chunk, progress=progress):
            count[0] += len(batch.ids)
            faults.add(batch.unread)
            if batch.ids or first:
                yield _named(table, batch)
                first = False
        if first:
            yield _none(table)

    with faults:
        write_tables(tables(), target, origin)
    return Written(count[0], faults.count, target, faults.path if faults.count else None, time.monotonic() - start)


def _named(name: str, batch: Any) -> pd.DataFrame:
    return table(name, tuple(batch.ids), batch.codes)


def _none(name: str) -> pd.DataFrame:
    from leadership_lib.portfolio.loading import load_roles

    nothing = load_roles({})
    return table(name, nothing.ids, nothing.codes)


class _Faults:
    """The file of faults, which is there only where there are any."""

    def __init__(self, path: Path, origin: Provenance):
        self.path, self.origin, self.count, self._file = path, origin, 0, None

    def __enter__(self) -> _Faults:
        self.path.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def add(self, unread: Iterable[Unread]) -> None:
        """Write faults down."""
        for one in unread:
            if self._file is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._file = open(self.path, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115 (closed on leaving)
                csv.writer(self._file).writerows([*preface(self.origin), Unread._fields])
            self.count += 1
            csv.writer(self._file).writerow(["" if cell is None else disarmed(str(cell)) for cell in one])


def each(source: Any, *, client: Any = None, chunk: int = CHUNK) -> Iterator[Portfolio]:
    """Give any number of roles as one small portfolio after another, in order.

    Parameters
    ----------
    source
        As for `load_roles`.
    client
        A Dask client, or a scheduler's address.
    chunk
        How many roles each has, at most.
    """
    for batch in judged(source, client=client, chunk=chunk, keep=True):
        yield Portfolio(
            tuple(batch.ids), batch.codes, dict(zip(batch.ids, batch.roles, strict=True)), tuple(batch.unread)
        )


def write_roles(roles: Any, path: str | os.PathLike[str]) -> Path:
    """Write roles as a CSV file that `load_roles` reads back to the same roles, and that a spreadsheet opens.

    Parameters
    ----------
    roles
        A mapping of ids to roles, ``ll.cases``, a `Portfolio`, or roles one after another.
    path
        Where to, such as ``roles.csv``.
    """
    from io import StringIO

    from leadership_lib.files import save

    named = _roles(roles)
    names = ["id", *header(named.values())]
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(names)
    for key, role in named.items():
        written = {"id": disarmed(key), **cells(role)}
        writer.writerow([written.get(name, "") for name in names])
    # The mark tells a spreadsheet that this is UTF-8.
    return save(path, "\ufeff" + stream.getvalue())


def roles_frame(roles: Any) -> pd.DataFrame:
    """Give roles as a frame of text in the columns of `write_roles`; None is not stated."""
    import pandas as pd

    named = _roles(roles)
    names = ["id", *header(named.values())]
    rows = [{"id": key, **cells(role)} for key, role in named.items()]
    return pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names, dtype=object)


def _roles(roles: Any) -> dict[str, Role]:
    return {str(found.id): found.said for found in find(roles) if isinstance(found.said, Role)}
