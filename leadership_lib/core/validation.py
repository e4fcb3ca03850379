"""Building: making a record out of plain data, by the types of its fields, with every fault named at once.

Field types are the whole schema: text, number, true or false, a choice (``Literal``), a name out of the framework
(``Annotated[str, OneOf(...)]``), a bounded number (``Annotated[float, Between(...)]``), a tuple or mapping of these,
or another record. The general validation libraries are not used because the quick ones are compiled and absent from
the browser edition, and the others need more glue than this reader.
"""

import math
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin

from leadership_lib.core.errors import Code, Fault, Path, RecordError, nearest
from leadership_lib.core.html import listing, wrap


class Several(tuple):
    """A tuple that shows itself as a list, one item a line."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(f"- {item}" for item in self) if self else "()"

    def _repr_html_(self) -> str:
        return wrap(listing(self))


class Between(NamedTuple):
    """Bounds of a number, both included, and its unit."""

    low: float
    high: float
    unit: str

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g} {self.unit}".rstrip()


class OneOf(NamedTuple):
    """The names allowed, asked for when needed because they are read from data, each with words."""

    names: Callable[[], typing.Iterable[str]]
    words: Callable[[str], str] = str


@cache
def field_kinds(cls: type) -> dict[str, Any]:
    """Give the type of each field of a record, in order."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return {field.name: hints[field.name] for field in fields(cls)}


@cache
def required(cls: type) -> tuple[str, ...]:
    """Give the fields that a record cannot do without."""
    return tuple(f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)


def optional(kind: Any) -> tuple[Any, bool]:
    """Take ``X | None`` apart: the type X, and whether None (not stated) is allowed."""
    if get_origin(kind) in (typing.Union, UnionType):
        (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
        return inner, True
    return kind, False


def build(kind: Any, value: Any, path: Path, faults: list[Fault]) -> Any:
    """Return `value` as `kind`, noting what is wrong under `path`; the result counts only if nothing was noted.

    Parameters
    ----------
    kind
        A type, as a field of a record has it.
    value
        Plain data: tables, lists, text, numbers and booleans.
    path
        Where the value stands.
    faults
        Where to note what is wrong.
    """
    kind, may_be_unstated = optional(kind)
    if value is None and may_be_unstated:
        return None
    notes: tuple[Any, ...] = ()
    if get_origin(kind) is typing.Annotated:
        kind, *rest = get_args(kind)
        notes = tuple(rest)
    if is_dataclass(kind):
        return _record(kind, value, path, faults)
    wrong: tuple[Code, Any] | None = None
    match get_origin(kind) or kind:
        case typing.Literal:
            choices = get_args(kind)
            if not isinstance(value, str) or value not in choices:
                wrong = Code.NOT_A_CHOICE, choices
        case builtin if builtin is tuple:
            inner = get_args(kind)[0]
            if isinstance(value, list | tuple):
                return Several(build(inner, item, (*path, n), faults) for n, item in enumerate(value))
            wrong = Code.WRONG_TYPE, kind
        case mapping if mapping is Mapping:
            if isinstance(value, Mapping):
                inner = get_args(kind)[1]
                return MappingProxyType({k: build(inner, v, (*path, k), faults) for k, v in value.items()})
            wrong = Code.WRONG_TYPE, kind
        case builtin if builtin in (bool, float, int):
            wrong = None if _fits(builtin, value) else (Code.WRONG_TYPE, builtin)
        case typing.Any:
            return _frozen(value)
        case _:
            if fault := text_fault(value, path, str | None if may_be_unstated else str):
                wrong = fault.code, fault.allowed
    wrong = wrong or next(filter(None, (_note_fault(note, value) for note in notes)), None)
    if wrong:
        faults.append(Fault(path, wrong[0], value, wrong[1]))
    return value


def _frozen(value: Any) -> Any:
    """Return plain data that no one can change."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def _record(cls: type, value: Any, path: Path, faults: list[Fault]) -> Any:
    if isinstance(value, cls):
        return value
    if not isinstance(value, Mapping):
        faults.append(Fault(path, Code.WRONG_TYPE, value, cls))
        return value
    kinds, before = field_kinds(cls), len(faults)
    for name, item in value.items():
        if name not in kinds:
            faults.append(_unknown(name, item, kinds, path))
    faults += [Fault((*path, name), Code.MISSING) for name in required(cls) if name not in value]
    # In the order of the file, which is the order in which a person mends it.
    built = {n: build(kinds[n], item, (*path, n), faults) for n, item in value.items() if n in kinds}
    if len(faults) > before:
        return value
    try:
        return cls(**built)
    except RecordError as error:
        # Fields that are right one by one and do not go together.
        faults += [fault.below(*path) for fault in error.faults]
        return value


def _unknown(name: Any, item: Any, kinds: Mapping[str, Any], path: Path) -> Fault:
    """Say where a key that is not known belongs: in a table below, under a name like it, or none of these."""
    below = [outer for outer, kind in kinds.items() if is_dataclass(kind) and name in field_kinds(kind)]
    if not below:
        # An open table holds whatever is put there, so it is offered where nothing else looks right.
        below = [outer for outer, kind in kinds.items() if get_origin(kind) is Mapping and not nearest(name, kinds)]
    here = (*path, name if isinstance(name, str) else repr(name))
    if not below:
        return Fault(here, Code.UNKNOWN_KEY, item, tuple(kinds))
    return Fault(here, Code.MISPLACED_KEY, item, tuple((*path, outer, here[-1]) for outer in below))


def _fits(kind: type, value: Any) -> bool:
    if kind is bool:
        return isinstance(value, bool)
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole or (kind is float and isinstance(value, float) and math.isfinite(value))


def text_fault(value: Any, path: Path, allowed: Any = str) -> Fault | None:
    """Return what keeps a value from being text that can be saved; None where nothing does."""
    if not isinstance(value, str):
        return Fault(path, Code.WRONG_TYPE, value, str)
    if not value.strip():
        return Fault(path, Code.EMPTY, value, allowed)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return Fault(path, Code.RULE, value, "allowed is text that can be saved as UTF-8")
    return None


def _note_fault(note: Any, value: Any) -> tuple[Code, Any] | None:
    if isinstance(note, Between) and not note.low <= value <= note.high:
        return Code.OUT_OF_BOUNDS, note
    if isinstance(note, OneOf) and value not in (names := tuple(note.names())):
        return Code.UNKNOWN_NAME, names
    return None
