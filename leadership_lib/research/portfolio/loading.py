"""Loading: many roles read and judged at once."""

import os
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

import numpy as np

from leadership_lib.research.portfolio.batches import CHUNK, Progress, judge, judged
from leadership_lib.research.portfolio.portfolio import Portfolio
from leadership_lib.research.portfolio.provenance import data_hash


def diagnose_roles(
    source: Any, *, keep: bool = True, client: Any = None, chunk: int = CHUNK, progress: Progress | bool | None = None
) -> Portfolio:
    """Read many roles and put every check to each; what cannot be read is named, and the rest is read.

    A fact that cannot be read counts as not stated, so that bounds stay bounds.

    Parameters
    ----------
    source
        - A folder: every TOML file in it and below (a role, or a case); the name of the file is the id.
        - A CSV file: one row a role, columns named by the paths of facts; an ``id`` column is the ids. How lists are
          written stands in `leadership_lib.research.portfolio.columns`; `write_roles` writes the same form. UTF-8,
          with or without a mark; rows in Windows-1252 are told from it one by one. Commas, semicolons or tabs.
        - A pandas frame with the same columns, in text or in values.
        - Roles: a mapping of ids to roles, ``ll.cases``, a `Portfolio`; a role, a case or a case's id; or any of
          these three one after another.
    keep
        Whether to keep the roles themselves; without them 100,000 roles need some 20 MB.
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
    batches = list(judged(source, client=client, chunk=chunk, keep=keep, progress=progress))
    ids = tuple(key for batch in batches for key in batch.ids)
    codes = np.concatenate([batch.codes for batch in batches or (judge([], keep),)])
    roles = {key: role for batch in batches for key, role in batch.roles.items()}
    unread = tuple(one for batch in batches for one in batch.unread)
    return Portfolio(ids, codes, MappingProxyType(roles), unread, data_hash(source))
