"""Records: immutable dataclasses that are read from TOML with every fault named at once.

A record checks itself when it is made, so a wrong role cannot exist, whether it came from a file, from a
widget or from Python. Field types are the whole schema: text, number, true or false, a choice (``Literal``),
a name out of the framework (``Annotated[str, OneOf(...)]``), a bounded number (``Annotated[float, Between(...)]``),
a tuple or mapping of these, or another record. The general validation libraries are not used because the
quick ones are compiled and absent from the browser edition, and the others need more glue than this reader.
"""

import math
import os
import tomllib
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, ClassVar, NamedTuple, Self, get_args, get_origin

from leadership_lib.files import save
from leadership_lib.html import listing, shown, table, wrap
from leadership_lib.problems import Problem, near_misses


class Fault(NamedTuple):
    """One thing wrong in a record: the key, what was found there and what is allowed."""

    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.key}: found {self.found}; {self.allowed}"


class RecordError(Problem, ValueError):
    """Facts that do not make a record; carries every `Fault`, not only the first."""

    def __init__(self, what: str, faults: list[Fault], source: str | None = None):
        self.what, self.faults, self.source = what, tuple(faults), source
        where = f" in {source}" if source else ""
        count = "1 thing" if len(faults) == 1 else f"{len(faults)} things"
        lines = [f"{count} to put right{where} before it can be read as {what}:"]
        super().__init__("\n".join(lines + [f"  - {fault}" for fault in faults]))


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
    """The names allowed, asked for when needed because they are read from data."""

    names: Callable[[], typing.Iterable[str]]


@dataclass(frozen=True, kw_only=True)
class Record:
    """Base of every record: checks its fields when made, and never changes afterwards."""

    WHAT: ClassVar[str] = "a record"
    ERROR: ClassVar[type[RecordError]] = RecordError

    def __post_init__(self) -> None:
        faults: list[Fault] = []
        for name, kind in field_kinds(type(self)).items():
            object.__setattr__(self, name, _build(kind, getattr(self, name), name, faults))
        if faults:
            raise self.ERROR(self.WHAT, faults)

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
        record = _build(cls, data, "", faults)
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
        """Give a record in which some facts are changed; None makes a fact not stated.

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
            raise self.ERROR(self.WHAT, [Fault("the changes", type(facts).__name__, "allowed is a table of facts")])
        return type(self).from_dict(_merged(self, _nested(type(self), {**(facts or {}), **more})))

    def to_dict(self) -> dict[str, Any]:
        """Give the stated facts as plain data: what is not stated, and a part that states nothing, is left out."""
        return {name: plain for name, plain in _stated(self)}

    def to_toml(self) -> str:
        """Give the stated facts as TOML text that `from_toml` reads back to an equal record."""
        # Imported here: reading roles is common, writing them is not.
        import tomli_w

        return tomli_w.dumps(self.to_dict())

    def row(self) -> dict[str, Any]:
        """Give every field by name, as a row of a table."""
        return {name: getattr(self, name) for name in field_kinds(type(self))}

    def __init_subclass__(cls, **more: Any) -> None:
        # A dataclass would write a repr of its own, of one line without end; it leaves one that is there already.
        super().__init_subclass__(**more)
        if "__repr__" not in vars(cls):
            cls.__repr__ = Record.__repr__

    def __repr__(self) -> str:
        stated = ((name, value) for name, value in self.row().items() if value is not None and value != ())
        return "\n".join([type(self).__name__, *(f"  {name}: {_in_line(value)}" for name, value in stated)])

    def __str__(self) -> str:
        return getattr(self, "title", None) or _in_line(self)

    def _repr_html_(self) -> str:
        rows = [[name.replace("_", " "), shown(getattr(self, name))] for name in field_kinds(type(self))]
        return wrap(table(["field", "content"], rows, str(self)))


def _nested(cls: type[Record], facts: Mapping[Any, Any]) -> dict[Any, Any]:
    """Give facts as tables of their own, with every path taken apart and the given tables left as they are."""
    tree: dict[Any, Any] = {}
    for key, value in facts.items():
        *above, name = key.split(".") if isinstance(key, str) else [key]
        branch = tree
        for part in above:
            branch = branch.setdefault(part, {})
            if not isinstance(branch, dict):
                raise cls.ERROR(cls.WHAT, [Fault(part, "a value", f"{key} needs a table there, or nothing")])
        known = branch.get(name)
        value = dict(value) if isinstance(value, Mapping) else value
        if name in branch and not (isinstance(known, dict) and isinstance(value, dict)):
            raise cls.ERROR(cls.WHAT, [Fault(key, "two values", "allowed is one")])
        branch[name] = {**known, **value} if name in branch else value
    return tree


def _merged(record: Record, facts: Mapping[Any, Any]) -> dict[Any, Any]:
    """Give all fields of a record as a table, with `facts` laid over them, part by part."""
    merged: dict[Any, Any] = {name: getattr(record, name) for name in field_kinds(type(record))}
    for name, value in facts.items():
        part = merged.get(name)
        if isinstance(part, Record) and isinstance(value, Mapping):
            merged[name] = _merged(part, value)
        else:
            merged[name] = type(part)() if isinstance(part, Record) and value is None else value
    return merged


def _in_line(value: Any) -> str:
    """Give a field on one line."""
    if isinstance(value, Record):
        return ", ".join(f"{name}: {_in_line(item)}" for name, item in value.row().items() if item is not None)
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _stated(record: Record) -> Iterator[tuple[str, Any]]:
    for name in field_kinds(type(record)):
        value = getattr(record, name)
        plain = _plain(value)
        left_out = plain is None or (
            isinstance(value, Record) and plain == {} and name not in _required(type(record))
        )
        if not left_out:
            yield name, plain


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, Mapping) else value


@cache
def field_kinds(cls: type) -> dict[str, Any]:
    """Give the type of each field of a record, in order."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return {field.name: hints[field.name] for field in fields(cls)}


@cache
def _required(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)


def optional(kind: Any) -> tuple[Any, bool]:
    """Take ``X | None`` apart: the type X, and whether None (not stated) is allowed."""
    if get_origin(kind) in (typing.Union, UnionType):
        (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
        return inner, True
    return kind, False


def _found(value: Any) -> str:
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


def _build(kind: Any, value: Any, key: str, faults: list[Fault]) -> Any:
    """Give `value` as `kind`, noting what is wrong under `key`; the result counts only if nothing was noted."""
    kind, may_be_unstated = optional(kind)
    if value is None and may_be_unstated:
        return None
    notes: tuple[Any, ...] = ()
    if get_origin(kind) is typing.Annotated:
        kind, *rest = get_args(kind)
        notes = tuple(rest)
    if is_dataclass(kind):
        return _build_record(kind, value, key, faults)
    problem = None
    match get_origin(kind) or kind:
        case typing.Literal:
            choices = get_args(kind)
            if not isinstance(value, str) or value not in choices:
                problem = "allowed is one of " + ", ".join(choices)
        case builtin if builtin is tuple:
            if isinstance(value, list | tuple):
                inner = get_args(kind)[0]
                return Several(_build(inner, item, f"{key}[{n}]", faults) for n, item in enumerate(value, 1))
            problem = "allowed is a list in [square brackets]"
        case mapping if mapping is Mapping:
            if isinstance(value, Mapping):
                inner = get_args(kind)[1]
                return MappingProxyType({k: _build(inner, v, f"{key}.{k}", faults) for k, v in value.items()})
            problem = "allowed is a table"
        case builtin if builtin is bool:
            if not isinstance(value, bool):
                problem = "allowed is true or false, without quotation marks"
        case builtin if builtin in (float, int):
            problem = _number_problem(builtin, value)
        case typing.Any:
            return _frozen(value)
        case _:
            problem = text_problem(value)
    problem = problem or next(filter(None, (_note_problem(note, value) for note in notes)), None)
    if problem:
        faults.append(Fault(key, _found(value), problem))
    return value


def _frozen(value: Any) -> Any:
    """Give plain data that nobody can change."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def _build_record(cls: type[Record], value: Any, key: str, faults: list[Fault]) -> Any:
    if isinstance(value, cls):
        return value
    if not isinstance(value, Mapping):
        faults.append(Fault(key or cls.WHAT, _found(value), "allowed is a table of facts"))
        return value
    kinds, before = field_kinds(cls), len(faults)
    prefix = f"{key}." if key else ""
    for name in value:
        if name not in kinds:
            faults.append(Fault(f"{prefix}{name}", "a key that is not known here", near_misses(name, kinds)))
    for name in _required(cls):
        if name not in value:
            faults.append(Fault(f"{prefix}{name}", "nothing", "this key is needed"))
    built = {n: _build(k, value[n], prefix + n, faults) for n, k in kinds.items() if n in value}
    if len(faults) > before:
        return value
    try:
        return cls(**built)
    except RecordError as error:
        # Fields that are right one by one and do not go together.
        faults += [Fault(prefix + fault.key, fault.found, fault.allowed) for fault in error.faults]
        return value


def _number_problem(kind: type, value: Any) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if kind is int:
        return None if whole else "allowed is a whole number"
    ok = whole or (isinstance(value, float) and math.isfinite(value))
    return None if ok else "allowed is a number, without quotation marks"


def text_problem(value: Any) -> str | None:
    """Say what keeps a value from being text that can be saved; None where nothing does."""
    if not isinstance(value, str):
        return 'allowed is text in "quotation marks"'
    if not value.strip():
        return "allowed is some text; leave it out where it is not stated"
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


#: How many parts a dotted key may have.
MOST_PARTS = 100


def parse_toml(text: str, cls: type[Record], source: str | None = None) -> dict[str, Any]:
    """Parse TOML text; what is not TOML is one fault of a `cls`, with its line."""
    try:
        # The parser of the standard library needs memory without end for a key of thousands of parts.
        if any(line.partition("=")[0].count(".") > MOST_PARTS for line in text.splitlines()):
            raise RecursionError
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = Fault("the file", "text that is not TOML", f"{error}")
    except ValueError:
        # Python refuses to read whole numbers of thousands of digits.
        fault = Fault("the file", "a number of thousands of digits", "allowed are numbers that a person can read")
    except RecursionError:
        fault = Fault("the file", "brackets or names inside one another without end", "allowed is plain TOML")
    raise cls.ERROR(cls.WHAT, [fault], source) from None


def read_text(path: str | os.PathLike[str], cls: type[Record]) -> str:
    """Read a UTF-8 text file; whatever prevents it is one fault of a `cls`."""
    source = os.fspath(path)
    try:
        return Path(source).read_text("utf-8-sig")
    except UnicodeDecodeError:
        fault = Fault("the file", "bytes that are not text", "allowed is a TOML file saved as UTF-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        fault = Fault("the file", reason.lower(), "check its name and folder, and that you may open it")
    raise cls.ERROR(cls.WHAT, [fault], source) from None
