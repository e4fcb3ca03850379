"""Building: making a record out of plain data, by the types of its fields, with every fault named at once.

Field types are the whole schema: text, number, true or false, a choice (``Literal``), a name out of the framework
(``Annotated[str, OneOf(...)]``), a bounded number (``Annotated[float, Between(...)]``), a tuple or mapping of these,
or another record. The general validation libraries are not used because the quick ones are compiled and absent from
the browser edition, and the others need more glue than this reader.
"""

import math
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin

from leadership_lib.core.errors import Fault, RecordError, near_misses, nearest
from leadership_lib.core.html import listing, wrap

#: What to do about text without a letter in it: where it is needed, where it may be left out, and in a list.
NEEDED = "still empty; write some text"
NOT_NEEDED = "allowed is some text; leave it out where it is not stated"
ONE_OF_SEVERAL = "still empty; write it, or delete the line"


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


def _found(value: Any) -> str:
    """Say what was found, shortly."""
    if value == "":
        return '""'
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return f"a date or time ({value})"
    try:
        text = repr(value)
    except ValueError:
        return "a number of thousands of digits"
    return text if len(text) <= 60 else text[:57] + "..."


def build(kind: Any, value: Any, key: str, faults: list[Fault], empty: str = NEEDED) -> Any:
    """Give `value` as `kind`, noting what is wrong under `key`; the result counts only if nothing was noted.

    Parameters
    ----------
    kind
        A type, as a field of a record has it.
    value
        Plain data: tables, lists, text, numbers and booleans.
    key
        Where the value stands, for the message.
    faults
        Where to note what is wrong.
    empty
        What to do about text that is empty.
    """
    kind, may_be_unstated = optional(kind)
    if value is None and may_be_unstated:
        return None
    notes: tuple[Any, ...] = ()
    if get_origin(kind) is typing.Annotated:
        kind, *rest = get_args(kind)
        notes = tuple(rest)
    if is_dataclass(kind):
        return _record(kind, value, key, faults)
    problem = None
    match get_origin(kind) or kind:
        case typing.Literal:
            choices = get_args(kind)
            if not isinstance(value, str) or value not in choices:
                problem = "allowed is one of " + ", ".join(choices)
        case builtin if builtin is tuple:
            inner = get_args(kind)[0]
            if isinstance(value, list | tuple):
                return Several(build(inner, v, f"{key}[{n}]", faults, ONE_OF_SEVERAL) for n, v in enumerate(value, 1))
            problem = "allowed is a list in [square brackets]"
            if isinstance(value, Mapping) and is_dataclass(inner):
                problem += f"; for several tables, and also for one, write [[{_heading(key)}]]"
        case mapping if mapping is Mapping:
            if isinstance(value, Mapping):
                inner = get_args(kind)[1]
                return MappingProxyType({k: build(inner, v, f"{key}.{k}", faults) for k, v in value.items()})
            problem = "allowed is a table"
        case builtin if builtin is bool:
            if not isinstance(value, bool):
                problem = "allowed is true or false, without quotation marks"
        case builtin if builtin in (float, int):
            problem = _number_problem(builtin, value)
        case typing.Any:
            return _frozen(value)
        case _:
            problem = text_problem(value, NOT_NEEDED if may_be_unstated else empty)
    problem = problem or next(filter(None, (_note_problem(note, value) for note in notes)), None)
    if problem:
        faults.append(Fault(key, _found(value), problem))
    return value


def _frozen(value: Any) -> Any:
    """Give plain data that nobody can change."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def _record(cls: type, value: Any, key: str, faults: list[Fault]) -> Any:
    if isinstance(value, cls):
        return value
    if not isinstance(value, Mapping):
        faults.append(Fault(key or cls.WHAT, _found(value), "allowed is a table of facts"))
        return value
    kinds, before = field_kinds(cls), len(faults)
    prefix = f"{key}." if key else ""
    for name, item in value.items():
        if name not in kinds:
            fault = Fault(f"{prefix}{name}", "a key that is not known here", _place_of(name, item, kinds, prefix))
            faults.append(fault)
    for name in required(cls):
        if name not in value:
            faults.append(Fault(f"{prefix}{name}", "nothing", "this key is needed"))
    # In the order of the file, which is the order in which a person mends it.
    built = {n: build(kinds[n], item, prefix + n, faults) for n, item in value.items() if n in kinds}
    if len(faults) > before:
        return value
    try:
        return cls(**built)
    except RecordError as error:
        # Fields that are right one by one and do not go together.
        faults += [Fault(prefix + fault.key, fault.found, fault.allowed) for fault in error.faults]
        return value


def _place_of(name: Any, item: Any, kinds: Mapping[str, Any], prefix: str) -> str:
    """Say where a key that is not known belongs: in a table below, under a name like it, or none of these."""
    below = [outer for outer, kind in kinds.items() if is_dataclass(kind) and name in field_kinds(kind)]
    if not below:
        # An open table holds whatever is put there, so it is offered where nothing else looks right.
        below = [outer for outer, kind in kinds.items() if get_origin(kind) is Mapping and not nearest(name, kinds)]
    if not below:
        return near_misses(name, kinds)
    left, right = ("[", "]") if isinstance(item, Mapping) else ("[[", "]]") if _tables(item) else ("'", "'")
    return f"did you mean {' or '.join(f'{left}{_heading(prefix + outer)}.{name}{right}' for outer in below)}?"


def _tables(item: Any) -> bool:
    return isinstance(item, list | tuple) and bool(item) and all(isinstance(inner, Mapping) for inner in item)


def _heading(key: str) -> str:
    """Give a key as the heading of a table has it, which does not number what it repeats."""
    return re.sub(r"\[\d+\]", "", key)


def _number_problem(kind: type, value: Any) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if kind is int:
        return None if whole else "allowed is a whole number"
    ok = whole or (isinstance(value, float) and math.isfinite(value))
    return None if ok else "allowed is a number, without quotation marks"


def text_problem(value: Any, empty: str = NOT_NEEDED) -> str | None:
    """Say what keeps a value from being text that can be saved; None where nothing does."""
    if not isinstance(value, str):
        return 'allowed is text in "quotation marks"'
    if not value.strip():
        return empty
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return "allowed is text that can be saved as UTF-8"
    return None


def _note_problem(note: Any, value: Any) -> str | None:
    if isinstance(note, Between) and not note.low <= value <= note.high:
        return f"allowed is {note.low:g} to {note.high:g} {note.unit}"
    if isinstance(note, OneOf) and value not in (names := tuple(note.names())):
        return near_misses(value, names)
    return None
