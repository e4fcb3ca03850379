"""Loading: many roles read and judged: all at once, batch after batch, or straight into a file.

Whatever does not hold more than a batch takes any number of roles.
"""

import csv
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import TextIOWrapper
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem, one_of
from leadership_lib.core.files import draft, target_of
from leadership_lib.core.formulas import disarmed
from leadership_lib.research.portfolio.batches import CHUNK, Progress, judge, judged
from leadership_lib.research.portfolio.export import KINDS, preface, write_tables
from leadership_lib.research.portfolio.portfolio import TABLES, Portfolio
from leadership_lib.research.portfolio.provenance import Provenance, data_hash
from leadership_lib.research.portfolio.role_store import KeptRoles
from leadership_lib.research.portfolio.sources import table_layout
from leadership_lib.research.tables.unread import Unread


def diagnose_roles(
    source: Any,
    *,
    columns: Any = None,
    sheet: str | None = None,
    keep: bool = True,
    client: Any = None,
    chunk: int = CHUNK,
    progress: Progress | bool | None = None,
) -> Portfolio:
    """Read many roles and put every check to each; what cannot be read is named, and the rest is read.

    A fact that cannot be read counts as not stated, so that bounds stay bounds.

    Parameters
    ----------
    source
        - A folder: every TOML file in it and below (a role, or a case); the name of the file is the id.
        - A CSV file or a workbook: one row a role, columns named by the paths of facts; an ``id`` column is the ids.
          How lists are written stands in `leadership_lib.research.portfolio.columns`; `write_roles` writes the same
          form. UTF-8, with or without a mark; rows in Windows-1252 are told from it one by one. Commas, semicolons or
          tabs.
        - A pandas frame with the same columns, in text or in values.
        - Roles: a mapping of ids to roles, ``ll.cases``, a `Portfolio`; a role, a case or a case's id; or any of
          these three one after another.
    keep
        Whether to keep the roles themselves, of many in packed form; without them 100,000 roles need some 30 MB.
    columns
        What other headings stand for, such as ``{"Hours a week": "capacity.hours_paid"}``, or the path of a TOML file
        of such lines.
    sheet
        Which sheet of a workbook; by default the first that has anything, and others are named.
    client
        A Dask client, or a scheduler's address; by default all is done here. Results are the same.
    chunk
        How many roles are judged together.
    progress
        Is told how many roles are done, after each batch; True prints it, once a second, on the error stream.

    Returns
    -------
    Portfolio

    Examples
    --------
    >>> import leadership_lib as ll
    >>> many = ll.diagnose_roles(["locality_clinical_lead", ll.Role(title="Lead")])
    >>> len(many), len(many.findings), many.faults.empty
    (2, 78, True)
    """
    if isinstance(source, Portfolio):
        return source
    if isinstance(source, Iterable) and not hasattr(source, "__len__") and not isinstance(source, str | os.PathLike):
        # What can be gone through only once is read once, for its hash and for its roles.
        source = list(source)
    roles, batches = KeptRoles(), []
    layout = table_layout(columns, sheet)
    for batch in judged(source, layout, client=client, chunk=chunk, keep=keep, progress=progress):
        roles.add(batch.roles)
        batches.append(replace(batch, roles={}))
    ids = tuple(key for batch in batches for key in batch.ids)
    codes = np.concatenate([batch.codes for batch in batches or (judge([], keep),)])
    unread = tuple(one for batch in batches for one in batch.unread)
    facts = np.concatenate([batch.facts for batch in batches or (judge([], keep),) if batch.facts is not None])
    people = {key: one for batch in batches for key, one in batch.judged.items()}
    return Portfolio(ids, codes, roles, unread, data_hash(source), facts, MappingProxyType(people))


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
    columns: Any = None,
    sheet: str | None = None,
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
        ``findings`` (a row a role and check), ``profiles`` (a row a role and feature), ``answers`` (a row a role) or
        ``judgements`` (a row a person's judgement).
    columns
        What other headings stand for, such as ``{"Hours a week": "capacity.hours_paid"}``, or the path of a TOML file
        of such lines.
    sheet
        Which sheet of a workbook; by default the first that has anything, and others are named.
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
    one_of(table, TABLES, f"There is no table {table!r}")
    beside = target.with_suffix(".faults.csv")
    found = table_layout(columns, sheet)
    _spared(source, target, beside)
    start, done, faults = time.monotonic(), 0, 0
    origin = Provenance(data_hash(source), {"table": table})
    # Faults wait beside, since the old ones stay until the table is in place.
    with TemporaryFile() as waiting:
        unread = csv.writer(TextIOWrapper(waiting, "utf-8-sig", newline="", write_through=True))
        unread.writerows([*preface(origin), Unread._fields])

        def tables() -> Iterator[pd.DataFrame]:
            nonlocal done, faults
            # One of no roles first: a file without any still has its columns.
            yield getattr(judge([], keep=False), table)
            for batch in judged(source, found, client=client, chunk=chunk, progress=progress):
                done, faults = done + len(batch.ids), faults + len(batch.unread)
                unread.writerows([cell and disarmed(str(cell)) for cell in one] for one in batch.unread)
                yield getattr(batch, table)

        write_tables(tables(), target, origin)
        waiting.seek(0)
        try:
            if faults:
                with draft(beside) as file:
                    copyfileobj(waiting, file)
            else:
                beside.unlink(missing_ok=True)
        except OSError as error:
            raise Problem(
                f"The table is in {str(target)!r}, but {str(beside)!r}, where faults stand, cannot be renewed: "
                f"{error.strerror or error}. Look whether it is open elsewhere."
            ) from None
    return Written(done, faults, target, beside if faults else None, time.monotonic() - start)


def _spared(source: Any, *written: Path) -> None:
    """Refuse to write over what is read; a folder is safe, since no table is read as a role in it."""
    if isinstance(source, str | os.PathLike) and os.path.exists(source):
        for path in written:
            if os.path.exists(path) and os.path.samefile(path, source):
                raise Problem(f"{str(path)!r} is what is to be read, and would be written over: name another table.")
