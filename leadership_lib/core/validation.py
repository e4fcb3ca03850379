"""Validation: making a record out of plain data, by the kinds of its fields, with every fault named at once.

The general validation libraries are not used because the quick ones are compiled and absent from the browser edition,
and the others need more glue than this reader.
"""

import math
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, get_args, get_origin

from leadership_lib.core.errors import nearest
from leadership_lib.core.faults import Code, Fault, Path, Said
from leadership_lib.core.kinds import Several, cached, field_kinds, optional, required

#: Reads a value that stands at a path as some kind, noting what is wrong; the result counts if nothing was noted.
Reader = Callable[[Any, Path, list[Fault]], Any]


@cached
def reader(kind: Any) -> Reader:
    """Return the function that reads plain data as `kind`, which is a type as a field of a record has it."""
    kind, may_be_unstated = optional(kind)
    kind, *notes = get_args(kind) if get_origin(kind) is typing.Annotated else (kind,)
    plain = _plain_reader(kind, str | None if may_be_unstated else str)

    def read(value: Any, path: Path, faults: list[Fault]) -> Any:
        if value is None and may_be_unstated:
            return None
        before = len(faults)
        made = plain(value, path, faults)
        if notes and len(faults) == before:
            wrong = next(filter(None, (note.wrong(value) for note in notes)), None)
            faults += [Fault(path, wrong[0], value, wrong[1])] if wrong else []
        return made

    return read if may_be_unstated or notes else plain


def _plain_reader(kind: Any, text: Any) -> Reader:
    """Return the reader of a type that is neither optional nor annotated; of text, `text` is what is allowed."""
    if is_dataclass(kind):
        return partial(read_record, kind)
    match get_origin(kind) or kind:
        case typing.Any:
            return _frozen
        case typing.Literal:
            choices = get_args(kind)
            return _checked(lambda value: isinstance(value, str) and value in choices, Code.NOT_A_CHOICE, choices)
        case builtin if builtin is tuple:
            items = partial(_read_items, reader(get_args(kind)[0]))
            return _checked(lambda value: isinstance(value, list | tuple), Code.WRONG_TYPE, kind, items)
        case mapping if mapping is Mapping:
            entries = partial(_read_entries, reader(get_args(kind)[1]))
            return _checked(lambda value: isinstance(value, Mapping), Code.WRONG_TYPE, kind, entries)
        case builtin if builtin in (bool, float, int):
            return _checked(partial(_fits, builtin), Code.WRONG_TYPE, builtin)

    def read(value: Any, path: Path, faults: list[Fault]) -> Any:
        if fault := text_fault(value, path, text):
            faults.append(fault)
        return value

    return read


def _checked(right: Callable[[Any], bool], code: Code, allowed: Any, made: Reader | None = None) -> Reader:
    """Return a reader that notes a value which is not right, and otherwise returns it, or what is made of it."""

    def read(value: Any, path: Path, faults: list[Fault]) -> Any:
        if right(value):
            return made(value, path, faults) if made else value
        faults.append(Fault(path, code, value, allowed))
        return value

    return read


def _read_items(inner: Reader, value: Any, path: Path, faults: list[Fault]) -> Several:
    return Several([inner(item, (*path, n), faults) for n, item in enumerate(value)])


def _read_entries(inner: Reader, value: Any, path: Path, faults: list[Fault]) -> Mapping[str, Any]:
    return MappingProxyType({key: inner(item, (*path, key), faults) for key, item in value.items()})


def _frozen(value: Any, path: Path, faults: list[Fault]) -> Any:
    """Return plain data that no one can change."""
    try:
        return _freeze(value)
    except RecursionError:
        faults.append(Fault(path, Code.RULE, Said("tables in one another without end"), "allowed are a few"))
        return value


def _freeze(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({key: _freeze(item) for key, item in value.items()})
    return tuple(map(_freeze, value)) if isinstance(value, list | tuple) else value


# --- records

#: Where a record keeps, by field, the words that stand in a field's place and say nothing, such as "to be confirmed".
UNFILLED = "_unfilled"


@cached
def _readers(cls: type) -> dict[str, Reader]:
    return {name: reader(kind) for name, kind in field_kinds(cls).items()}


@cached
def defaults(cls: type) -> dict[str, Any]:
    """Return what the fields are that need not be given, read as if they were; nothing in a record can change."""
    given = {f.name: f.default if f.default_factory is MISSING else f.default_factory() for f in fields(cls)}
    return {name: _readers(cls)[name](given[name], (), []) for name in given if name not in required(cls)}


def read_record(cls: Any, value: Any, path: Path, faults: list[Fault], old: Any = None) -> Any:
    """Return a record made of a table of facts, each read once; what is wrong is noted.

    Parameters
    ----------
    cls
        The class of the record.
    value
        The table.
    path
        Where it stands.
    faults
        Where to note what is wrong; the result counts only if nothing was noted.
    old
        The record of which the table says only what becomes different, part by part; None makes a part empty.
    """
    if isinstance(value, cls):
        return value
    if not isinstance(value, Mapping):
        faults.append(Fault(path, Code.WRONG_TYPE, value, cls))
        return value
    value = cls._carried(value)
    readers, before = _readers(cls), len(faults)
    unfilled: dict[str, Any] = dict(vars(old).get(UNFILLED, {})) if old is not None else {}
    faults += [_unknown(cls, name, value[name], path) for name in value if name not in readers]
    if old is None:
        faults += [Fault((*path, name), Code.MISSING) for name in required(cls) if name not in value]
    made = dict(defaults(cls)) if old is None else {name: getattr(old, name) for name in readers}
    # In the order of the file, which is the order in which a person mends it.
    for name, item in value.items():
        if name not in readers:
            continue
        if old is not None and is_dataclass(part := made[name]):
            changes = ({}, None) if item is None else (item, part)
            made[name] = read_record(type(part), changes[0], (*path, name), faults, changes[1])
        else:
            unfilled.pop(name, None)
            made[name] = readers[name](filled(cls, name, item, unfilled), (*path, name), faults)
    if len(faults) > before:
        return value
    record = object.__new__(cls)
    vars(record).update(made, **{UNFILLED: unfilled} if unfilled else {})
    faults += [fault.below(*path) for fault in record._check()]
    return record


@cached
def _optional_fields(cls: type) -> frozenset[str]:
    return frozenset(name for name, kind in field_kinds(cls).items() if optional(kind)[1])


def filled(cls: Any, name: str, value: Any, unfilled: dict[str, Any]) -> Any:
    """Return what a field of a record really holds: words that only stand for it are taken out and noted.

    Parameters
    ----------
    cls, name, value
        The class of the record, the field and what was given for it.
    unfilled
        Where to note, under the name of the field, the words that stand in its place.
    """
    if cls.STANDS_FOR_NOTHING is None or name not in _optional_fields(cls):
        return value
    if value is None or isinstance(value, bool | int | float | Mapping):
        return value
    items = value if isinstance(value, list | tuple) else [value]
    blanks = [item for item in items if isinstance(item, str) and cls.STANDS_FOR_NOTHING(item)]
    if not blanks:
        return value
    unfilled[name] = value if isinstance(value, str) else tuple(blanks)
    kept = [item for item in items if not any(item is blank for blank in blanks)]
    return kept or None


def _unknown(cls: type, name: Any, item: Any, path: Path) -> Fault:
    """Say where a key that is not known belongs: in a table below, under a name like it, or none of these."""
    kinds = field_kinds(cls)
    below = [outer for outer, kind in kinds.items() if is_dataclass(kind) and name in field_kinds(kind)]
    if not below:
        # An open table holds whatever is put there, so it is offered where nothing else looks right.
        below = [outer for outer, kind in kinds.items() if get_origin(kind) is Mapping and not nearest(name, kinds)]
    here = (*path, name if isinstance(name, str) else repr(name))
    if not below:
        return Fault(here, Code.UNKNOWN_KEY, item, tuple(kinds))
    return Fault(here, Code.MISPLACED_KEY, item, tuple((*path, outer, here[-1]) for outer in below))


def read_loosely(cls: Any, value: Any) -> Any:
    """Return a table as a record in which what cannot be read stands as it was given, and what is missing is empty.

    Such a record holds no promise: it is for going on looking, after what is wrong with it has been noted.
    """
    record = object.__new__(cls)
    vars(record).update(defaults(cls))
    for name, kind in field_kinds(cls).items():
        if name in value:
            vars(record)[name] = _loosely(kind, value[name])
        elif name in required(cls):
            vars(record)[name] = () if get_origin(kind) is tuple else None
    return record


def _loosely(kind: Any, value: Any) -> Any:
    faults: list[Fault] = []
    made = reader(kind)(value, (), faults)
    if not faults:
        return made
    kind, _ = optional(kind)
    if get_origin(kind) is tuple and isinstance(value, list | tuple):
        return Several(_loosely(get_args(kind)[0], item) for item in value)
    if get_origin(kind) is typing.Literal and str(value) in get_args(kind):
        return str(value)
    return read_loosely(kind, value) if is_dataclass(kind) and isinstance(value, Mapping) else value


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
    if value.isascii():
        return None
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return Fault(path, Code.RULE, value, "allowed is text that can be saved as UTF-8")
    return None
