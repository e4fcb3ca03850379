"""Guidance: what people who code are told, from ``data/framework/codebook.toml``: codes, rules, and when which."""

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import get_args

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.checks import Answer, Check
from leadership_lib.diagnosis.checks.base import CheckId

#: The codes: the answers that a check can have.
CODES = get_args(Answer)

_FIGURE = re.compile(r"\{\w+(?::[^}]*)?\}")


class Code(Record, what="a code"):
    """One code.

    Attributes
    ----------
    code : str
        The answer of a check that it is.
    says : str
        What it says of a description.
    written : tuple of str
        What is written in its place.
    reasons : tuple of str
        The names of the reasons that go with it, whatever the question.
    reasons_of : mapping of str to tuple of str
        Those that go with it in some questions alone, each with the ids of these.
    """

    code: Answer
    says: str
    written: tuple[str, ...]
    reasons: tuple[str, ...]
    reasons_of: Mapping[str, tuple[CheckId, ...]] = field(default_factory=dict)

    def goes_with(self, one: Check, reason: str) -> bool:
        """Tell whether a reason of a check goes with the code."""
        return reason in self.reasons or one.id in self.reasons_of.get(reason, ())


class Guidance(Record, what="what coders are told"):
    """What coders are told.

    Attributes
    ----------
    rules, reading : tuple of str
        How to code, and how a careful reader answers, for the codebook and for every sheet.
    about_reasons, caution : str
        What the codebook says besides.
    columns : mapping of str to tuple of str
        The columns that are read back, and the names that they go by elsewhere.
    codes : tuple of Code
        In the order of `CODES`.
    """

    rules: tuple[str, ...]
    reading: tuple[str, ...]
    about_reasons: str
    caution: str
    columns: Mapping[str, tuple[str, ...]]
    codes: tuple[Code, ...]


@cache
def load() -> Guidance:
    """Read ``data/framework/codebook.toml``, once."""
    return one_record("framework/codebook.toml", Guidance)


def told(one: Check, code: str) -> list[str]:
    """Return the sentences that say when the answer to a check is a code; a figure to be filled in shows as dots.

    Where the library never answers so, that is what the code says of any description: a person may.
    """
    (meant,) = (each for each in load().codes if each.code == code)
    said = [_FIGURE.sub("…", said) for name, said in one.reasons.items() if meant.goes_with(one, name)]
    return list(dict.fromkeys(said)) or [meant.says]
