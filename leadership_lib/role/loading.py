"""Loading: a role out of a case, by the case's id, or out of a file; the rest of the case is not looked at."""

import os
import re
from functools import cache
from typing import Protocol, TypeAlias, runtime_checkable

from leadership_lib.core.errors import Problem, UnknownKeyError, near_misses
from leadership_lib.core.folders import data_folder, work_folder
from leadership_lib.core.records import parse_toml, read_text
from leadership_lib.role.role import Role


@runtime_checkable
class HasRole(Protocol):
    """Whatever has a role as found, as a case has."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def as_found(self) -> Role:
        """The role."""


#: Whatever a role can be had from.
RoleSource: TypeAlias = Role | HasRole | str | os.PathLike[str]


def case_ids() -> tuple[str, ...]:
    """Return the ids of the cases: the names of their files, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in (data_folder() / "cases").glob("*.toml")))


def load_role(which: RoleSource) -> Role:
    """Return a role: one that is given, as found in a case, by the case's id, or from a TOML file.

    Parameters
    ----------
    which
        A role; a case, or its id, such as ``locality_clinical_lead``; or the path of a file. A file that is not there
        is looked for in the folder of your work.

    Raises
    ------
    RoleError
        Names the file, and every faulty key with what was found and what is allowed.
    Problem
        It is none of these.
    """
    if isinstance(which, Role):
        return which
    if isinstance(which, HasRole):
        return which.as_found
    if not isinstance(which, str | os.PathLike):
        raise Problem(f"A role is read from a case or a file, and {type(which).__name__} is neither.")
    if isinstance(which, str) and which in case_ids():
        return _as_found(which)
    if isinstance(which, str) and re.fullmatch(r"[\w -]*", which) and not os.path.exists(which):
        raise UnknownKeyError(f"{which!r} is neither a file nor a case: {near_misses(which, case_ids())}")
    own = work_folder() / which
    return Role.from_file(own if os.path.isfile(own) and not os.path.exists(which) else which)


@cache
def _as_found(case_id: str) -> Role:
    source = f"data/cases/{case_id}.toml"
    case = parse_toml(read_text(data_folder() / "cases" / f"{case_id}.toml", Role), Role, source)
    return Role.from_dict(case.get("as_found", {}), source)
