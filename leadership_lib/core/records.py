"""Records: immutable dataclasses that check themselves when made, are read from TOML, changed, saved and shown.

A wrong role cannot exist, whether it came from a file, from a widget or from Python. What fields can be stands in
`kinds`, how plain data become a record in `validation`, what is said where they do not in `faults`; who uses records
finds all of it here.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Self, dataclass_transform

from leadership_lib.core.faults import Code, Fault, RecordError, Said
from leadership_lib.core.files import save
from leadership_lib.core.html import shown, table, wrap
from leadership_lib.core.kinds import Between, OneOf, Several, field_kinds, optional, required
from leadership_lib.core.toml import parse_toml, read_text
from leadership_lib.core.validation import UNFILLED, defaults, filled, read_record, reader, text_fault

__all__ = [
    "Between",
    "OneOf",
    "Record",
    "Several",
    "field_kinds",
    "optional",
    "parse_toml",
    "plain",
    "read_text",
    "text_fault",
]


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
@dataclass(frozen=True, kw_only=True)
class Record:
    """Base of every record: a dataclass that checks its fields when made, and never changes afterwards.

    A kind of record says in its class line `what` it is called in messages, which `error` names its faults, and how
    to tell words that `stands_for_nothing`: an optional field that holds such words is None; `unfilled` keeps them.
    """

    WHAT: ClassVar[str] = "a record"
    ERROR: ClassVar[type[RecordError]] = RecordError
    STANDS_FOR_NOTHING: ClassVar[Callable[[str], bool] | None] = None

    def __post_init__(self) -> None:
        faults: list[Fault] = []
        unfilled: dict[str, Any] = {}
        for name, kind in field_kinds(type(self)).items():
            value = filled(type(self), name, getattr(self, name), unfilled)
            object.__setattr__(self, name, reader(kind)(value, (name,), faults))
        if unfilled:
            object.__setattr__(self, UNFILLED, unfilled)
        if faults or (faults := list(self._check())):
            raise self.ERROR(self.WHAT, faults)

    def _check(self) -> Iterable[Fault]:
        """Check together the fields that are right one by one, and settle what follows from several."""
        return ()

    @classmethod
    def _carried(cls, table: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a table under today's names, where an earlier version wrote it under others."""
        return table

    @property
    def unfilled(self) -> Mapping[str, str]:
        """The words that stand in a field's place and say nothing, by path, of this record and its parts."""
        return MappingProxyType(dict(_unfilled(self, "")))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], source: str | None = None) -> Self:
        """Make a record from plain data, or raise with every fault named.

        Parameters
        ----------
        data
            Tables, lists, text, numbers and booleans, as TOML gives them.
        source
            Where the data came from, for the message.
        """
        faults: list[Fault] = []
        record: Self = read_record(cls, data, (), faults)
        if faults:
            raise cls.ERROR(cls.WHAT, faults, source)
        return record

    @classmethod
    def from_toml(cls, text: str, source: str | None = None) -> Self:
        """Make a record from TOML text."""
        return cls.from_dict(parse_toml(text, cls, source), source)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Self:
        """Read a record from a TOML file.

        Raises
        ------
        RecordError
            Names the file, and every faulty key with what was found and what is allowed.
        """
        return cls.from_toml(read_text(path, cls), os.fspath(path))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Save the record as TOML; whoever reads the file sees the old record or the new one, never half.

        Raises
        ------
        Problem
            The file cannot be written; what was there before is still there.
        """
        return save(path, self.to_toml())

    def with_(self, facts: Mapping[str, Any] | None = None, /, **more: Any) -> Self:
        """Return a record in which some facts are changed; None makes a fact not stated.

        Parameters
        ----------
        facts, **more
            The new values. A part takes a table of its own facts and keeps the others; a key may also be the
            path of a fact, such as ``"capacity.hours_paid"``.

        Raises
        ------
        RecordError
            Names every faulty fact; the old record is untouched.
        """
        if not isinstance(facts, Mapping | None):
            raise self.ERROR(self.WHAT, [Fault((), Code.WRONG_TYPE, facts, type(self))])
        faults: list[Fault] = []
        changes = _nested(type(self), {**(facts or {}), **more})
        record: Self = read_record(type(self), changes, (), faults, self)
        if faults:
            raise self.ERROR(self.WHAT, faults)
        return record

    def to_dict(self) -> dict[str, Any]:
        """Return the stated facts as plain data: what is not stated, and a part that states nothing, is left out."""
        # Words that only hold a field's place are written back as they were: whoever reads the file finds them again.
        facts = {name: plain(as_given(self, name)) for name in field_kinds(type(self))}
        kept = required(type(self))
        return {name: fact for name, fact in facts.items() if fact is not None and (fact != {} or name in kept)}

    def to_toml(self) -> str:
        """Return the stated facts as TOML text that `from_toml` reads back to an equal record."""
        # Imported here: reading roles is common, writing them is not.
        import tomli_w

        return tomli_w.dumps(self.to_dict())

    def row(self) -> dict[str, Any]:
        """Return every field by name, as a row of a table."""
        return {name: getattr(self, name) for name in field_kinds(type(self))}

    def __init_subclass__(
        cls,
        what: str | None = None,
        error: type[RecordError] | None = None,
        stands_for_nothing: Callable[[str], bool] | None = None,
    ) -> None:
        cls.WHAT, cls.ERROR = what or cls.WHAT, error or cls.ERROR
        if stands_for_nothing:
            cls.STANDS_FOR_NOTHING = staticmethod(stands_for_nothing)
        # Every record is such a dataclass; its own repr would be one line without end.
        dataclass(cls, frozen=True, kw_only=True, repr=False, eq=False)

    def _told(self) -> tuple[Any, ...]:
        """Return all that the record tells: its fields, and the words that stand in the place of some."""
        own = vars(self)
        return (*(own[name] for name in field_kinds(type(self))), own.get(UNFILLED))

    def __eq__(self, other: object) -> bool:
        return (
            self._told() == other._told()
            if isinstance(other, Record) and type(other) is type(self)
            else NotImplemented
        )

    def __hash__(self) -> int:
        return hash(self._told()[:-1])

    def __repr__(self) -> str:
        stated = ((name, value) for name, value in self.row().items() if value is not None and value != ())
        return "\n".join([type(self).__name__, *(f"  {name}: {_in_line(value)}" for name, value in stated)])

    def __str__(self) -> str:
        return getattr(self, "title", None) or _in_line(self)

    def _repr_html_(self) -> str:
        rows = [[name.replace("_", " "), shown(getattr(self, name))] for name in field_kinds(type(self))]
        return wrap(table(["field", "content"], rows, str(self)))


def _nested(cls: type[Record], facts: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return facts as tables of their own, with every path taken apart and the given tables left as they are."""
    tree: dict[Any, Any] = {}
    for key, value in facts.items():
        *above, name = key.split(".") if isinstance(key, str) else [key]
        branch = tree
        for part in above:
            branch = branch.setdefault(part, {})
            if not isinstance(branch, dict):
                raise cls.ERROR(
                    cls.WHAT, [Fault((part,), Code.AT_ODDS, branch, f"{key} needs a table there, or nothing")]
                )
        known: Any = branch.get(name)
        value = dict(value) if isinstance(value, Mapping) else value
        if name in branch and not (isinstance(known, dict) and isinstance(value, dict)):
            raise cls.ERROR(cls.WHAT, [Fault((key,), Code.GIVEN_TWICE, Said("two values"), "allowed is one")])
        branch[name] = {**known, **value} if name in branch else value
    return tree


def _in_line(value: Any) -> str:
    """Return a field on one line."""
    if isinstance(value, Record):
        return ", ".join(f"{name}: {_in_line(item)}" for name, item in value.row().items() if item is not None)
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _unfilled(record: Record, path: str) -> Iterator[tuple[str, str]]:
    """Find the unfilled fields of a record, of its parts and of the records in its lists, the first of which is 1."""
    fields = vars(record)
    own, empty = fields.get(UNFILLED, {}), defaults(type(record))
    for name in field_kinds(type(record)):
        if name in own:
            yield path + name, own[name] if isinstance(own[name], str) else "; ".join(own[name])
        value = fields[name]
        if value is None or isinstance(value, str) or value is empty.get(name):
            continue
        if isinstance(value, Record):
            yield from _unfilled(value, f"{path}{name}.")
        elif isinstance(value, tuple):
            for number, item in enumerate(value, 1):
                if isinstance(item, Record):
                    yield from _unfilled(item, f"{path}{name}[{number}].")


def as_given(record: Record, name: str) -> Any:
    """Return a field with the words that stand in its place, such as "to be confirmed", as they were given."""
    value, blank = getattr(record, name), vars(record).get(UNFILLED, {}).get(name)
    return value if blank is None else blank if isinstance(blank, str) else (*(value or ()), *blank)


def plain(value: Any) -> Any:
    """Return a field of a record as plain data: records and mappings as dicts, tuples as lists."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in value.items()} if isinstance(value, Mapping) else value
