"""Role rows: roles written as a table, one row each, that `diagnose_roles` reads back to the same roles."""

import os
import re
from collections.abc import Collection
from operator import attrgetter
from pathlib import Path
from typing import Any

import pandas as pd

from leadership_lib.core.files import save
from leadership_lib.core.formulas import disarmed
from leadership_lib.research.portfolio.columns import EMPTY, JUDGEMENTS, SEPARATOR, parts, paths
from leadership_lib.research.portfolio.sources import every_role
from leadership_lib.role.role import Role


def write_roles(roles: Any, path: str | os.PathLike[str]) -> Path:
    """Write roles as a CSV file that `diagnose_roles` reads back to the same roles, and that a spreadsheet opens.

    Parameters
    ----------
    roles
        As for `diagnose_roles`.
    path
        Where to, such as ``roles.csv``.

    Raises
    ------
    Problem
        Something among them is no role, or could not be read as it stands: nothing is left out in silence.
    """
    frame = roles_frame(roles)
    frame["id"] = [disarmed(key) for key in frame["id"]]
    # The mark tells a spreadsheet that this is UTF-8.
    return save(path, "\ufeff" + frame.to_csv(index=False, lineterminator="\r\n"))


def roles_frame(roles: Any) -> pd.DataFrame:
    """Return roles as a frame of text in the columns of `write_roles`; None is not stated.

    Parameters
    ----------
    roles
        As for `diagnose_roles`.
    """
    named = every_role(roles)
    names = ["id", *header(named.values())]
    rows = [{"id": key, **cells(role)} for key, role in named.items()]
    return pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names, dtype=object)


def header(roles: Collection[Role]) -> list[str]:
    """Return the columns that some roles need, in the order of a role; every fact has one, stated or not.

    Judgements have columns only where there are any.
    """
    names: list[str] = []
    for fact in paths():
        counts = [len(attrgetter(fact)(role) or ()) for role in roles] if parts(fact) else []
        most = max(counts, default=0)
        names += [fact] if fact != JUDGEMENTS or most else []
        names += [f"{fact}.{n}.{part}" for n in range(1, most + 1) for part in parts(fact)]
    return names


def cells(role: Role) -> dict[str, str]:
    """Return what a role states, and the words that only hold a fact's place, as the text of cells, by column."""
    written: dict[str, str] = {}
    data = role.to_dict()
    for fact in paths():
        value: Any = data
        for name in fact.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            continue
        if not parts(fact) or isinstance(value, str):
            written[fact] = _written(value)
            continue
        written[fact] = str(len(value))
        for number, item in enumerate(value, 1):
            written |= {f"{fact}.{number}.{part}": _written(said) for part, said in item.items()}
    return written


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        joined = SEPARATOR.join(map(_escaped, value))
        value = EMPTY if not value else f"\\{joined}" if joined == EMPTY else joined
    return disarmed(value)


def _escaped(item: str) -> str:
    """Put a backslash before whatever would end an item, and before blanks at either end, which would be dropped."""
    return re.sub(r"[\\|]|\A\s|\s\Z", r"\\\g<0>", item)
