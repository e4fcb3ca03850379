"""Collections: records in the order of their file, found by their id."""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from leadership_lib.core.errors import UnknownKeyError, near_misses
from leadership_lib.core.faults import Code, Fault, Heading
from leadership_lib.core.folders import data_folder
from leadership_lib.core.html import shown, table, tag, wrap
from leadership_lib.core.records import Record, parse_toml, read_text

if TYPE_CHECKING:
    import pandas as pd


class Listed(Protocol):
    """Whatever a collection has: a record, or what else has an ``id`` and a ``title`` and is a row of a table."""

    def row(self) -> dict[str, Any]:
        """Return what its row of a table says."""


L = TypeVar("L", bound=Listed)
R = TypeVar("R", bound=Record)

_id_of, _title_of = attrgetter("id"), attrgetter("title")


def one_record(file: str, kind: type[R]) -> R:
    """Read a file of ``data/`` that is one record as a whole.

    Parameters
    ----------
    file
        The path below ``data/``.
    kind
        The record.

    Raises
    ------
    RecordError
        Names the file, and every faulty key with what was found and what is allowed.
    """
    return kind.from_toml(read_text(data_folder() / file, kind), f"data/{file}")


class Collection(Generic[L]):
    """Records in order, immutable, each found by its ``id``.

    It has all that a mapping of ids to records has, so that ``dict(collection)`` is one, but that going through it
    gives the records, as a list of them would: whoever writes ``for case in cases`` wants the cases, which know their
    ids. So both ``"an_id" in collection`` and ``record in collection`` are asked. It is no `collections.abc.Mapping`,
    because whoever goes through one of these expects keys.

    Parameters
    ----------
    name
        What they are called together, such as ``gaps``.
    records
        The records, each with an ``id`` and a ``title``.
    show
        The fields that the HTML table has; the id comes last where it is not among them.
    """

    def __init__(self, name: str, records: Iterable[L], show: tuple[str, ...] = ("title",)):
        self._name = name
        self._show = show
        self._by_id: dict[str, L] = {_id_of(record): record for record in records}

    @classmethod
    def from_toml(
        cls,
        file: str,
        kind: type[R],
        show: tuple[str, ...] = ("title",),
        known: Mapping[str, Any] | None = None,
    ) -> Collection[R]:
        """Read a file of ``data/`` in which every table is one record and its name the record's id.

        Parameters
        ----------
        file
            The path below ``data/``; its last part without ``.toml`` names the collection.
        kind
            The record to make of each table.
        show
            The fields that the HTML table has; the id comes last where it is not among them.
        known
            Facts that every record of the file has, as its id is known from the table's name; no table repeats them.

        Raises
        ------
        RecordError
            Names the file, and every faulty key with what was found and what is allowed.
        """
        path = data_folder() / file
        source = f"data/{file}"
        tables = parse_toml(read_text(path, kind), kind, source)
        faults: list[Fault] = []
        records = []
        for key, data in tables.items():
            given = {"id": key, **(known or {})}
            if isinstance(data, dict):
                told = [name for name in given if name in data]
                already = "this is known already: leave it out"
                faults += [Fault((Heading(key), name), Code.GIVEN_TWICE, data[name], already) for name in told]
                data = {**data, **given}
            try:
                records.append(kind.from_dict(data))
            except kind.ERROR as error:
                faults += [fault.below(Heading(key)) for fault in error.faults]
        if faults:
            raise kind.ERROR(kind.WHAT, faults, source)
        return Collection(path.stem, records, show)

    def __getitem__(self, key: str) -> L:
        try:
            return self._by_id[key]
        except (KeyError, TypeError):
            place = f"; by its place it is .at({key})" if isinstance(key, int) else ""
            message = f"{key!r} is not one of the {self._name}: {near_misses(key, self._by_id)}{place}"
            raise UnknownKeyError(message) from None

    def at(self, place: int) -> L:
        """Return the record at a place, counted from 0, or from the end with -1.

        Raises
        ------
        UnknownKeyError
            There is none.
        """
        try:
            return self._by_id[self.ids[place]]
        except (IndexError, TypeError, KeyError):
            raise UnknownKeyError(f"{place!r} is no place in {self._counted}, counted from 0.") from None

    def get(self, key: str, default: Any = None) -> Any:
        """Return the record of an id, or something else where there is none."""
        return self[key] if isinstance(key, str) and key in self._by_id else default

    def keys(self) -> KeysView[str]:
        """Return the ids in order."""
        return self._by_id.keys()

    def values(self) -> ValuesView[L]:
        """Return the records in order."""
        return self._by_id.values()

    def items(self) -> ItemsView[str, L]:
        """Return each id with its record, in order."""
        return self._by_id.items()

    def __iter__(self) -> Iterator[L]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, key: object) -> bool:
        known = key if isinstance(key, str) else getattr(key, "id", None)
        return isinstance(known, str) and known in self._by_id and key in (known, self._by_id[known])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and [*self.items()] == [*other.items()]

    def __hash__(self) -> int:
        return hash(self.ids)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in order."""
        return tuple(self._by_id)

    @property
    def titles(self) -> dict[str, str]:
        """The title of each id, in order."""
        return {key: _title_of(one) for key, one in self.items()}

    def to_frame(self) -> pd.DataFrame:
        """Return one row a record and one column a field, indexed by id."""
        import pandas as pd

        rows = [record.row() for record in self]
        return pd.DataFrame(rows, columns=None if rows else ["id"]).set_index("id")

    @property
    def _counted(self) -> str:
        """How many there are; one of a thing is not called several."""
        name = re.sub(r"^(\w+)s\b", r"\1", self._name) if len(self) == 1 else self._name
        return f"{len(self)} {name}"

    def __repr__(self) -> str:
        width = max(map(len, self._by_id), default=0)
        lines = [self._counted]
        return "\n".join(lines + [f"  {key:<{width}}  {_title_of(one)}" for key, one in self.items()])

    def _repr_html_(self) -> str:
        show = self._show if "id" in self._show else (*self._show, "id")
        head = [{"id": "key"}.get(name, name.replace("_", " ")) for name in show]
        rows = (
            [tag("code", key) if name == "id" else shown(getattr(one, name)) for name in show]
            for key, one in self.items()
        )
        return wrap(table(head, rows, self._counted))
