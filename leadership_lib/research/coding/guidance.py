"""Guidance: what people who code are told, from ``data/framework/codebook.toml``: codes, rules, and when which."""

import re
from collections.abc import Mapping
from functools import cache
from typing import get_args

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.checks import Answer, Check

#: The codes: the answers that a check can have.
CODES = get_args(Answer)

_FIGURE = re.compile(r"\{\w+(?::[^}]*)?\}")


class Code(Record, what="a code"):
    """One code: what it says of a description, what is written in its place, and the names of its reasons."""

    code: Answer
    says: str
    written: tuple[str, ...]
    reasons: tuple[str, ...]


class Guidance(Record, what="what coders are told"):
    """What coders are told.

    Attributes
    ----------
    rules : tuple of str
        How to code, for the codebook and for every sheet.
    about_reasons, caution : str
        What the codebook says besides.
    columns : mapping of str to tuple of str
        The columns that are read back, and the names that they go by elsewhere.
    codes : tuple of Code
        In the order of `CODES`.
    """

    rules: tuple[str, ...]
    about_reasons: str
    caution: str
    columns: Mapping[str, tuple[str, ...]]
    codes: tuple[Code, ...]


@cache
def load() -> Guidance:
    """Read ``data/framework/codebook.toml``, once."""
    return one_record("framework/codebook.toml", Guidance)


def told(one: Check, code: str) -> list[str]:
    """Return the sentences that say when the answer to a check is a code; a figure to be filled in shows as dots."""
    names = {name for each in load().codes if each.code == code for name in each.reasons}
    return [_FIGURE.sub("…", said) for name, said in one.reasons.items() if name in names]


def codes(one: Check) -> tuple[str, ...]:
    """Return the codes that a check can have: those that one of its reasons goes with."""
    return tuple(code for code in CODES if told(one, code))


def offer(one: Check) -> str:
    """Say which codes a check can have, as a sheet does."""
    return f"Codes: {', '.join(codes(one))}."
