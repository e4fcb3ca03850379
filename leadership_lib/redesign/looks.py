"""Looks: what of a role a check looks at, found by watching it answer.

A check reads facts, and asks where the role speaks of a topic. What it has not looked at cannot change its answer, so
there is no list of what each check reads to be kept, and none to be wrong.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from leadership_lib.core.records import Record, field_kinds
from leadership_lib.diagnosis.checks.evidence import Spoken, spoken
from leadership_lib.diagnosis.checks.verdict import Quote
from leadership_lib.redesign.changes.atoms import SOME
from leadership_lib.role.parts import Objective
from leadership_lib.role.role import KEPT, Role, kept_as


class Looks:
    """What has been looked at in the roles that are watched.

    Attributes
    ----------
    atoms : set of str
        The facts, and of objectives the parts.
    topics : set of str
        The topics for which the words of a role were searched.
    """

    def __init__(self) -> None:
        self.atoms: set[str] = set()
        self.topics: set[str] = set()

    def clear(self) -> None:
        """Forget what has been looked at."""
        self.atoms.clear()
        self.topics.clear()

    def __len__(self) -> int:
        return len(self.atoms) + len(self.topics)

    def watch(self, role: Role) -> Role:
        """Return a role like another, which notes here what of it is looked at."""
        watched: Role = self._watched(role, "")
        vars(watched)[KEPT] = {kept_as(spoken): _WatchedWords(spoken(role), self.topics)}
        return watched

    def _watched(self, record: Record, prefix: str) -> Any:
        kind: Any = type(record)
        copy = object.__new__(_watching(kind))
        for name in field_kinds(kind):
            value = getattr(record, name)
            if isinstance(value, Record):
                value = self._watched(value, f"{prefix}{name}.")
            elif isinstance(value, tuple) and value and isinstance(value[0], Objective):
                value = tuple(self._watched(item, f"{name}.") for item in value)
            vars(copy)[name] = value
        vars(copy)[_NOTES] = prefix, self.atoms
        return copy


_NOTES = "_notes"


@cache
def _watching(kind: type[Any]) -> type[Any]:
    """Return a kind of record that notes which of its fields are read."""
    fields = frozenset(field_kinds(kind))

    def read(self: Record, name: str) -> Any:
        value = object.__getattribute__(self, name)
        if name in fields and not isinstance(value, Record):
            prefix, atoms = object.__getattribute__(self, "__dict__")[_NOTES]
            atoms.add(SOME if prefix + name == "objectives" else prefix + name)
        return value

    def keeps(self: Role, work: Callable[[Role], Any]) -> Any:
        # Only the words are kept, which note by themselves what is asked of them: all else is looked up anew.
        known, name = vars(self)[KEPT], kept_as(work)
        return known[name] if name in known else work(self)

    own = {"__getattribute__": read, "__module__": kind.__module__, "keeps": keeps}
    return type(kind.__name__, (kind,), own)


class _WatchedWords(Spoken):
    """Where a role speaks of which topic; it notes for which topics it is searched."""

    def __init__(self, words: Spoken, topics: set[str]):
        super().__init__(())
        self._known, self._topics = words, topics

    def __getitem__(self, topic: str) -> tuple[Quote, ...]:
        self._topics.add(topic)
        return self._known[topic]
