"""Found: one role as it was found, and how it is made into a role as far as it can be, with every fault named."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import NoneType
from typing import Any, NamedTuple, Self, get_args, get_origin

from leadership_lib.core.faults import Path, RecordError, worded
from leadership_lib.core.records import Record, field_kinds, optional, parse_toml
from leadership_lib.core.text import short
from leadership_lib.research.portfolio.columns import ID, Column, Wrong, facts
from leadership_lib.research.tables.unread import LEFT_OUT, UNSTATED, Kept, Unread
from leadership_lib.role.role import Role


@dataclass(frozen=True, eq=False)
class Heading:
    """The columns of a table; None where one is no fact."""

    columns: tuple[Column | None, ...]

    @cached_property
    def id(self) -> int | None:
        """The place of the column of ids; None where there is none."""
        return next((n for n, one in enumerate(self.columns) if one and one.name == ID), None)

    @cached_property
    def fields(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the columns that state each field of a role."""
        places: dict[str, tuple[int, ...]] = {}
        for number, one in enumerate(self.columns):
            if one and one.name != ID:
                field = one.fact.split(".")[0]
                places[field] = (*places.get(field, ()), number)
        return places


#: Values of a frame that are told apart by how they are written.
_SIMPLE = {str, int, float, bool, NoneType}


class Cells(NamedTuple):
    """What a row of a table says: its columns, and its cells as text or as values."""

    heading: Heading
    cells: list[Any]

    def facts(self, places: Iterable[int]) -> list[tuple[Column, Any]]:
        """Return columns with their cells, without those that are empty or no facts."""
        rows = ((self.heading.columns[place], self.cells[place]) for place in places)
        return [
            (one, cell) for one, cell in rows if one and one.name != ID and not (isinstance(cell, str) and not cell)
        ]

    @property
    def everything(self) -> list[tuple[Column, Any]]:
        """All that it says."""
        return self.facts(range(min(len(self.heading.columns), len(self.cells))))

    def told(self) -> list[Any] | None:
        """Return what tells each cell from others; None where nothing plain does, or some cells lack a column."""
        kinds = set(map(type, self.cells))
        if not kinds <= _SIMPLE or len(self.cells) != len(self.heading.columns):
            return None
        # As numbers 1, 1.0 and True are the same, and as roles they are not.
        return self.cells if kinds == {str} else [c if type(c) is str else (type(c), repr(c)) for c in self.cells]


class Found(NamedTuple):
    """One role as it was found, not made yet: its id, where it stands, what it says, and what was wrong so far."""

    id: str | None
    source: str
    row: int | None = None
    said: Any = None
    notes: tuple[Unread, ...] = ()

    def noting(self, column: str | None, found: str, allowed: str, done: str) -> Self:
        """Return it with one more fault."""
        note = Unread(self.source, self.row, self.id, column, found, allowed, done)
        return self._replace(notes=(*self.notes, note))


def made(found: Found) -> tuple[Role | None, tuple[Unread, ...]]:
    """Make what was found into a role; None where nothing can be made of it."""
    if found.said is None or isinstance(found.said, Role):
        return found.said, (*found.notes, *held(found, found.said))
    wrong: list[Wrong] = []
    if isinstance(found.said, str):
        try:
            data = parse_toml(found.said, Role)
        except RecordError as error:
            return None, found.noting(None, *worded(error.faults[0])[1:], LEFT_OUT).notes
        # A case has its role inside.
        data = today(Role, data["as_found"] if isinstance(data.get("as_found"), dict) else data)
    else:
        data, wrong = facts(found.said.everything)
    role, more = mended(Role, data)
    notes = (Unread(found.source, found.row, found.id, *fault) for fault in wrong + more)
    return role, (*found.notes, *notes, *held(found, role))


#: What is done with words that only hold the place of a fact.
KEPT = Kept("counted as not stated, and kept as words")


def held(found: Found, role: Any) -> tuple[Unread, ...]:
    """Name the words of a role, if it is one, that only hold the place of a fact."""
    words = {} if role is None else role.unfilled
    return tuple(
        Unread(found.source, found.row, found.id, _INDEX.sub(r".\1", path), repr(short(text)), _SAYS_NOTHING, KEPT)
        for path, text in words.items()
    )


_INDEX = re.compile(r"\[(\d+)\]")
_SAYS_NOTHING = "words that hold the place of a fact say nothing yet"


def today(cls: type[Record], data: Any) -> Any:
    """Return the tables of a file under today's names, so that what is wrong with them is found where it is named."""
    if not isinstance(data, Mapping):
        return data
    kinds = field_kinds(cls)
    return {
        name: _today(kinds[name], value) if name in kinds else value for name, value in cls._carried(data).items()
    }


def _today(kind: Any, value: Any) -> Any:
    kind = optional(kind)[0]
    if get_origin(kind) is tuple and isinstance(value, list):
        return [_today(get_args(kind)[0], item) for item in value]
    return today(kind, value) if isinstance(kind, type) and issubclass(kind, Record) else value


def mended(cls: type[Record], data: Any) -> tuple[Any, list[Wrong]]:
    """Make a record of data as far as it can be made.

    What is wrong is named and left out, which is *not stated*: bounds stay bounds. A list with a wrong item is left
    out whole, because without the item it would say that there is nothing else.

    Returns
    -------
    tuple
        The record, None where nothing could be left out to save it; and what was wrong.
    """
    wrong: list[Wrong] = []
    while True:
        try:
            return cls.from_dict(data), wrong
        except cls.ERROR as error:
            places = [_whole(fault.path) for fault in error.faults]
            for path, fault in zip(places, error.faults, strict=True):
                wrong.append((_column(path), *worded(fault)[1:], UNSTATED))
            data = _copied(data)
            if not any([_left_out(data, path) for path in places]):
                return None, [(*fault[:3], LEFT_OUT) for fault in wrong]


def _copied(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _copied(item) for key, item in data.items()}
    return [_copied(item) for item in data] if isinstance(data, list | tuple) else data


def _whole(path: Path) -> Path:
    """Return the place of what has to be left out: of an item that has no facts of its own, the list."""
    return path[:-1] if path and isinstance(path[-1], int) else path


def _column(path: Path) -> str:
    """Return the column of a place: an item of a list is a number between points."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _left_out(data: Any, path: Path) -> bool:
    """Leave out what stands at a place; tell whether it was there."""
    try:
        *above, last = path
        for step in above:
            data = data[step]
        del data[last]
    except (KeyError, IndexError, TypeError, ValueError):
        return False
    return True
