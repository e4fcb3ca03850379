"""What each kind of move changes: one module a group, one function a kind, their words in the data."""

from leadership_lib.redesign.changes import facts, objectives  # noqa: F401 (they register)
from leadership_lib.redesign.changes.base import Change, Changer, Facts, MoveKind, load

__all__ = ["Change", "Changer", "Facts", "MoveKind", "load"]
