"""Stated: what many descriptions say, before anything is made of it.

How many state each fact and answer each question, with Wilson's interval: as plain as counting, and the first thing
to look at. Bounds, which say what the answers can still turn out to be, come after it.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np
import pandas as pd

from leadership_lib.core.html import folded, table, wrap
from leadership_lib.core.text import counted
from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.research.portfolio.frames import answered, applies, objects, settled
from leadership_lib.role.role import Role, fact_paths

#: A fact is not stated, or it is, or words such as "to be confirmed" hold its place and say nothing.
UNSAID, SAID, HELD = range(3)

#: How many facts, and how many questions, are named as those that most or fewest descriptions state.
NAMED = 4


@cache
def _facts() -> tuple[tuple[str, Callable[[Role], Any]], ...]:
    return tuple((path, attrgetter(path)) for path in fact_paths())


def mark(path: str, value: Any, held: Container[str]) -> int:
    """Return whether a fact is stated, where words hold the place of some."""
    return SAID if value is not None else HELD if path in held else UNSAID


def marks(role: Role) -> bytes:
    """Return for every fact of a role, in order, whether it is stated."""
    held = role.unfilled
    return bytes(mark(path, fact(role), held) for path, fact in _facts())


@dataclass(frozen=True, repr=False)
class Stated:
    """What many descriptions say.

    Attributes
    ----------
    roles : int
        How many descriptions.
    facts : pandas.DataFrame
        One row a fact: ``fact, title, group, roles``; ``stated``, how many state it, and ``place_held``, how many
        have only words such as "to be confirmed" there; ``share`` of those that state it, ``low`` and ``high``, its
        interval.
    checks : pandas.DataFrame
        One row a check: ``check, short, question, roles`` (to which it applies), ``answered``, how many answer it:
        met, partly or not met; ``share, low, high``.
    """

    roles: int
    facts: pd.DataFrame
    checks: pd.DataFrame

    @classmethod
    def from_codes(cls, codes: np.ndarray, facts: np.ndarray, confidence: float) -> "Stated":
        """Count what the roles of a portfolio state and answer."""
        known, said = concepts.load("facts"), settled(codes)
        of_facts = pd.DataFrame(
            {
                "fact": objects(fact_paths()),
                "title": objects(known[path].title for path in fact_paths()),
                "group": objects(known[path].group for path in fact_paths()),
                "roles": len(facts),
                "stated": (facts == SAID).sum(axis=0),
                "place_held": (facts == HELD).sum(axis=0),
            }
        )
        of_checks = pd.DataFrame(
            {
                "check": objects(checks.load().ids),
                "short": objects(one.short for one in checks.load()),
                "question": objects(one.question for one in checks.load()),
                "roles": applies(said).sum(axis=0),
                "answered": answered(said).sum(axis=0),
            }
        )
        return cls(len(codes), _shared(of_facts, "stated", confidence), _shared(of_checks, "answered", confidence))

    @property
    def sentence(self) -> str:
        """How much a description states and answers, on average."""
        facts, answers = self.facts["stated"].sum(), self.checks["answered"].sum()
        n = max(self.roles, 1)
        return (
            f"On average a description states {facts / n:.0f} of {len(self.facts)} facts "
            f"and answers {answers / n:.0f} of {self.checks['roles'].sum() / n:.0f} questions that arise."
        )

    def _lines(self) -> Iterator[str]:
        for frame, name, counts in ((self.facts, "title", "stated"), (self.checks, "short", "answered")):
            ordered = frame[frame["roles"] > 0].sort_values("share", ascending=False, kind="stable")
            for which, rows in (("most", ordered.head(NAMED)), ("fewest", ordered.tail(NAMED)[::-1])):
                said = "; ".join(f"{row[name]}: {_of(row, counts)}" for _, row in rows.iterrows())
                yield f"{counts.capitalize()} by {which}: {said}"

    @property
    def _head(self) -> str:
        return f"What {counted(self.roles, 'description')} say{'s' * (self.roles == 1)}"

    def __repr__(self) -> str:
        lines = (f"  {line}" for line in (self.sentence, *(self._lines() if self.roles else ())))
        return "\n".join([self._head, *lines])

    def _repr_html_(self) -> str:
        head = self._head
        asked = [[row["question"], _of(row, "answered")] for _, row in self.checks.iterrows()]
        facts = [[row["title"], _of(row, "stated"), row["place_held"] or ""] for _, row in self.facts.iterrows()]
        held = "only words that hold its place"
        return wrap(
            table(["question", "answered by"], asked, f"{head}. {self.sentence}"),
            folded("Fact by fact", table(["fact", "stated by", held], facts, f"{head}: facts")),
        )


def _shared(frame: pd.DataFrame, counts: str, confidence: float) -> pd.DataFrame:
    with np.errstate(invalid="ignore", divide="ignore"):
        share = frame[counts].to_numpy(float) / frame["roles"].to_numpy(float)
    low, high = wilson(frame[counts].to_numpy(), frame["roles"].to_numpy(), confidence)
    return frame.assign(share=share, low=low, high=high)


def _of(row: Any, counts: str) -> str:
    """Say how many of how many, with the interval of the share."""
    if not row["roles"]:
        return "asked of none"
    return f"{row[counts]:,} of {row['roles']:,} ({row['low']:.0%} to {row['high']:.0%})"
