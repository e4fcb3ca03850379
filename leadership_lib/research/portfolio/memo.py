"""Memo: roles mostly say in most parts what others say, so a part is read once, and a check asked once, for all.

What a check looks at is found by watching it. An answer stands for every role that is the same in all of that, and no
list of what a check reads is kept which could be wrong.
"""

from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import count
from operator import attrgetter
from typing import Any, NamedTuple

from leadership_lib.core.records import Record, as_given, field_kinds
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks import Check
from leadership_lib.research.portfolio.columns import JUDGEMENTS, Column, facts, paths
from leadership_lib.research.portfolio.found import Cells, Found, mended
from leadership_lib.research.portfolio.frames import coded
from leadership_lib.research.portfolio.stated import mark
from leadership_lib.role.role import Role

#: How many contents of a part, and answers of a check, are known at most: where all roles differ, more would cost
#: memory and find nothing again.
MOST = 2_000


class Part(NamedTuple):
    """One field of a role, as cells state it.

    Attributes
    ----------
    given : object
        The field, with the words that only hold the place of a fact.
    facts : dict
        Its facts by path, such as ``capacity.hours_paid``.
    numbers : dict
        The same number for the same fact, and no other's.
    held : dict
        The words that only hold a place, by path.
    marks : bytes
        Which of its facts are stated.
    """

    given: Any
    facts: dict[str, Any]
    numbers: dict[str, int]
    held: dict[str, str]
    marks: bytes


class _Known:
    """What is known of one question: what was looked at for it, and what came of that."""

    def __init__(self) -> None:
        self.reads: tuple[Any, ...] = ()
        self.found: dict[tuple[Any, ...], tuple[Any, Any]] = {}


class Memo:
    """What is known of the roles judged so far."""

    def __init__(self) -> None:
        self._numbers = count()
        self._parts: dict[str, dict[tuple[Any, ...], Part | None]] = {name: {} for name in field_kinds(Role)}
        self._values: dict[str, dict[Any, int]] = {}
        self._known: dict[Any, _Known] = {}
        self._asked = [partial(_signs, check) for check in checks.load()]

    def role(self, found: Found) -> "RowRole | None":
        """Return the role of a row; None where it is no row, or where something in it cannot be read as it stands."""
        told = found.said.told() if isinstance(found.said, Cells) else None
        if told is None:
            return None
        parts = {}
        for name, known in self._parts.items():
            places = found.said.heading.fields.get(name, ())
            key = tuple([told[place] for place in places])
            if key not in known:
                if len(known) >= MOST:
                    known.clear()
                known[key] = self._read(name, found.said.facts(places))
            part = known[key]
            if part is None:
                return None
            parts[name] = part
        return RowRole(parts, self)

    def _read(self, name: str, row: Iterable[tuple[Column, Any]]) -> Part | None:
        data, wrong = facts(row)
        role, more = mended(Role, data)
        if wrong or more or role is None:
            return None
        held = dict(role.unfilled)
        stated = {path: fact(role) for path, fact in _facts(name)}
        numbers = {path: self._number(path, value) for path, value in stated.items()}
        said = bytes(mark(path, value, held) for path, value in stated.items() if path != JUDGEMENTS)
        return Part(as_given(role, name), stated, numbers, held, said)

    def _number(self, path: str, value: Any) -> int:
        known = self._values.setdefault(path, {})
        if len(known) >= MOST:
            known.clear()
        return known.setdefault(value, next(self._numbers))

    def signs(self, role: "RowRole") -> bytes:
        """Return the outcome of every check, as `signs` does."""
        return b"".join([self.answer(role, work)[1] for work in self._asked])

    def answer(self, role: "RowRole", work: Callable[[Any], Any]) -> tuple[Any, Any]:
        """Return a number and what a function makes of a role; the number is the same only for the same answer."""
        known = self._known.get(work) or self._known.setdefault(work, _Known())
        key = role.key(known.reads)
        if found := known.found.get(key):
            return found
        value, seen = role.watch(work)
        if more := tuple(one for one in seen if one not in known.reads):
            # What was known was known of roles that are the same in less.
            known.reads, known.found = known.reads + more, {}
            key = role.key(known.reads)
        elif len(known.found) >= MOST:
            known.found.clear()
        return known.found.setdefault(key, (value if isinstance(value, bool) else next(self._numbers), value))


class RowPart:
    """Stands in for a part of a role while a check reads it, and notes which facts it reads."""

    def __init__(self, role: "RowRole", kind: type[Record], path: str):
        self._role, self._kind, self._path = role, kind, path

    def __getattr__(self, name: str) -> Any:
        return _looked_up(self, self._role, self._kind, self._path, name)


class RowRole:
    """Stands in for a `Role` while a check reads it, and notes which facts and kept answers it reads."""

    def __init__(self, parts: dict[str, Part], memo: Memo):
        self._parts, self._memo = parts, memo
        self.facts: dict[str, Any] = {}
        self._numbers: dict[Any, Any] = {}
        for part in parts.values():
            self.facts.update(part.facts)
            self._numbers.update(part.numbers)
        self._kept: dict[Any, Any] = {}
        self._seen: dict[Any, None] = {}

    def __getattr__(self, name: str) -> Any:
        return _looked_up(self, self, Role, "", name)

    def __getitem__(self, path: str) -> Any:
        self._seen[path] = None
        return self.facts[path]

    def keeps(self, work: Callable[[Any], Any]) -> Any:
        """Return what a function makes of the role, as `Role.keeps` does."""
        self._seen[work] = None
        if work not in self._kept:
            self._numbers[work], self._kept[work] = self._memo.answer(self, work)
        return self._kept[work]

    def key(self, reads: Iterable[Any]) -> tuple[Any, ...]:
        """Return what tells some facts and kept answers of the role from those of other roles."""
        numbers = self._numbers
        return tuple([numbers[one] if one in numbers else self.number(one) for one in reads])

    def number(self, work: Callable[[Any], Any]) -> Any:
        """Return what tells a kept answer from those of other roles."""
        self.keeps(work)
        return self._numbers[work]

    def watch(self, work: Callable[[Any], Any]) -> tuple[Any, Iterable[Any]]:
        """Return what a function makes of the role, and at what it looked."""
        outer, self._seen = self._seen, {}
        try:
            return work(self), self._seen
        finally:
            self._seen = outer

    @property
    def unfilled(self) -> dict[str, str]:
        """The words that only hold the place of a fact, by path."""
        return {path: words for part in self._parts.values() for path, words in part.held.items()}

    @property
    def marks(self) -> bytes:
        """Whether each fact is stated, as `stated.marks` has it."""
        return b"".join([part.marks for part in self._parts.values()])

    def made(self) -> Role:
        """Return the role itself."""
        return Role.from_dict({name: part.given for name, part in self._parts.items() if part.given is not None})


def _looked_up(part: Any, role: RowRole, kind: type[Record], path: str, name: str) -> Any:
    """Return a fact, a part or anything worked out from them, of a part of the role of a row."""
    if path + name in role.facts:
        return role[path + name]
    if inner := field_kinds(kind).get(name):
        return RowPart(role, inner, f"{path}{name}.")
    member = getattr(kind, name)
    return member.__get__(part, kind) if hasattr(member, "__get__") else member


@cache
def _facts(name: str) -> tuple[tuple[str, Callable[[Role], Any]], ...]:
    """Return the facts of a field of a role."""
    return tuple((path, attrgetter(path)) for path in paths() if path.split(".")[0] == name)


def _signs(check: Check, role: Any) -> bytes:
    return bytes(coded(check.ask(role)))


def signs(role: Role) -> bytes:
    """Return the outcome of every check, three signs each, in order."""
    return b"".join(_signs(check, role) for check in checks.load())
