"""Suggestions: text that a redesign proposes and nobody has agreed to yet, told apart from what a role says."""

import re
from collections.abc import Iterator
from functools import cache

from leadership_lib.core.records import Record, field_kinds
from leadership_lib.role.role import Role, fact_paths

#: What marks a text that a redesign proposes.
MARK = "to be agreed"

#: Where one part of a text ends and the next begins: after a full stop or a semicolon; "..." is neither.
_BETWEEN = re.compile(r"(?<=[;!?])\s+|(?<=[^.]\.)\s+")


def is_suggested(text: str) -> bool:
    """Tell whether a text, or a part of it, is only suggested."""
    return MARK in text.lower()


@cache
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
