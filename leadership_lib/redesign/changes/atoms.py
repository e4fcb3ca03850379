"""Atoms: what a move changes and a check looks at, told apart finely enough to know which moves meet.

An atom is the path of a fact; ``objectives`` is taken apart into its parts, so that moves on different parts of the
same objectives do not meet.
"""

from collections.abc import Iterable

from leadership_lib.core.records import field_kinds
from leadership_lib.role.parts import Objective

#: The parts of an objective; each is an atom of its own.
PARTS = tuple(field_kinds(Objective))

#: That objectives come or go. Whoever looks at any part of them sees that.
SOME = "objectives#"


def atoms(paths: Iterable[str], parts: Iterable[str] = PARTS) -> frozenset[str]:
    """Take paths of facts apart into atoms: ``objectives`` into its parts, any other is its own."""
    found: set[str] = set()
    for path in paths:
        if path == "objectives":
            found |= {SOME, *(f"objectives.{part}" for part in parts)}
        elif path.startswith("objectives."):
            found |= {SOME, path}
        else:
            found.add(path)
    return frozenset(found)
