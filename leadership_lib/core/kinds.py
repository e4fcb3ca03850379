"""Kinds: the types that fields of records have, which are the whole schema, and what they allow in words.

Text, number, true or false, a choice (``Literal``), a name out of the framework (``Annotated[str, OneOf(...)]``), a
bounded number (``Annotated[float, Between(...)]``), a tuple or mapping of these, or another record.
"""

import builtins
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, cast, get_args, get_origin

from leadership_lib.core.faults import Code, Known
from leadership_lib.core.html import listing, wrap

F = TypeVar("F", bound=Callable[..., Any])


class Several(tuple[Any, ...]):
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

    def wrong(self, value: float) -> tuple[Code, Any] | None:
        """Return what is wrong with a number, and what is allowed; None where nothing is."""
        return None if self.low <= value <= self.high else (Code.OUT_OF_BOUNDS, self)

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g} {self.unit}".rstrip()


class OneOf(NamedTuple):
    """The names allowed, asked for when needed because they are read from data, each with words, and what one is.

    Where whoever writes may add a name, `home` is the file that takes it.
    """

    names: Callable[[], typing.Iterable[str]]
    words: Callable[[str], str] = str
    what: str = "name"
    home: str = ""

    def wrong(self, value: str) -> tuple[Code, Any] | None:
        """Return what is wrong with a name, and which are allowed; None where nothing is."""
        names = Known(self.names())
        names.home = self.home
        return None if value in names else (Code.UNKNOWN_NAME, names)


def cached(function: F) -> F:
    """Return a function that keeps its answers, and its types, which `cache` alone forgets."""
    return cast(F, cache(function))


@cached
def field_kinds(cls: Any) -> dict[str, Any]:
    """Return the type of each field of a record, in order."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return {field.name: hints[field.name] for field in fields(cls)}


@cached
def required(cls: type) -> tuple[str, ...]:
    """Return the fields that a record cannot do without."""
    return tuple(f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)


def optional(kind: Any) -> tuple[Any, bool]:
    """Take ``X | None`` apart: the type X, and whether None (not stated) is allowed."""
    if get_origin(kind) in (typing.Union, UnionType):
        (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
        return inner, True
    return kind, False


def allowed(kind: Any) -> str:
    """Say in words which values a type allows."""
    kind = optional(kind)[0]
    match get_origin(kind) or kind:
        case typing.Annotated:
            inner, note = get_args(kind)
            if isinstance(note, Between):
                return f"number, {note.low:,g} to {note.high:,.10g} {note.unit}".rstrip()
            return note.what if isinstance(note, OneOf) else allowed(inner)
        case typing.Literal:
            return " / ".join(get_args(kind))
        case builtins.tuple:
            return f"list of: {allowed(get_args(kind)[0])}"
    if is_dataclass(kind):
        return "table of " + ", ".join(f"`{name}` ({allowed(inner)})" for name, inner in field_kinds(kind).items())
    return {str: "text", bool: "true / false"}.get(kind, str(kind))
