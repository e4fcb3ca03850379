"""Suggestions: text that a redesign proposes and nobody has agreed to yet, told apart from what a role says."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from leadership_lib.core.records import Record, field_kinds, plain
from leadership_lib.role.role import Role, fact_paths

#: What marks a text that a redesign proposes.
MARK = "to be agreed"

#: The mark with all that stands in brackets with it after it, or the comma before it.
_MARK = re.compile(r"\s*\(to be agreed[^)]*\)|[,;]?\s*to be agreed", re.IGNORECASE)

#: Where one part of a text ends and the next begins: after a full stop or a semicolon; "..." is neither.
_BETWEEN = re.compile(r"(?<=[;!?])\s+|(?<=[^.]\.)\s+")


def is_suggested(text: str) -> bool:
    """Tell whether a text, or a part of it, is only suggested."""
    return MARK in text.lower()


@lru_cache(20_000)
def agreed(text: str) -> str:
    """Return a text without the parts of it that are only suggested; empty where nothing else is there."""
    if not is_suggested(text):
        return text
    return " ".join(part for part in _BETWEEN.split(text) if not is_suggested(part)).rstrip("; ")


def suggested(role: Role) -> tuple[str, ...]:
    """Return the paths of the facts that are only suggested, whole or in part, in order.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> role = ll.Role(purpose={"higher": "So that people here ... (to be agreed)", "for_peers": "Their voice"})
    >>> suggested(role)
    ('purpose.higher',)
    """
    return tuple(path for path in fact_paths() if any(map(is_suggested, _texts(role[path]))))


def agreed_to(role: Role, path: str) -> Role:
    """Return a role in which what is suggested for a fact is agreed: the words stay, and the mark goes."""
    return role.with_({path: _unmarked(plain(role[path]))})


def _unmarked(value: Any) -> Any:
    match value:
        case str():
            return _MARK.sub("", value).strip() or None
        case list():
            return [item for item in map(_unmarked, value) if item is not None]
        case dict():
            return {name: _unmarked(item) for name, item in value.items()}
    return value


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a fact."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Record):
        for name in field_kinds(type(value)):
            yield from _texts(getattr(value, name))
