"""Adjudication: the codes that a study goes on with, and where each came from."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pandas as pd

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import save
from leadership_lib.core.formulas import disarmed
from leadership_lib.core.html import table, tag, wrap
from leadership_lib.core.text import counted

COLUMNS = ["role", "check", "code", "how", "because"]

#: How a final code came about: all coders gave it, someone decided, or neither.
AGREED, DECIDED, OPEN = "agreed", "decided", "open"


@dataclass(frozen=True, repr=False)
class Adjudicated:
    """Final codes and how each came about.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row a role and check: ``code``, missing where it is open; ``how``: ``agreed`` (two coders or more, and all
        of them gave it), ``decided`` or ``open``; ``because``, the decision's evidence.
    taken : mapping of str to int
        How often a decision was the code of each coder; ``no one's`` where nobody had given it.
    overturned : int
        How often a decision was another code than the one on which all coders agreed.
    """

    frame: pd.DataFrame
    taken: dict[str, int]
    overturned: int

    @classmethod
    def from_codes(cls, codes: pd.DataFrame, decisions: pd.DataFrame | None) -> Self:
        """Settle each question: by a decision where there is one, else where all coders agree.

        Parameters
        ----------
        codes, decisions
            One row a coder, role and check, as `Codes.frame` has them; decisions are of one person or group.
        """
        decided: dict[tuple[str, str], tuple[str, str | None]] = {}
        if decisions is not None:
            who = sorted(decisions["coder"].unique())
            if len(who) > 1:
                raise Problem(f"Decisions are those of one person or group, and these are of {', '.join(who)}.")
            for row in decisions.itertuples(index=False):
                if isinstance(row.code, str):
                    decided[row.role, row.check] = row.code, row.evidence
        taken: Counter[str] = Counter()
        rows: list[tuple[str | None, ...]] = []
        overturned = 0
        for (role, check), given in codes.groupby(["role", "check"], sort=False):
            coded = given[given["code"].notna()]
            agreed = len(coded) > 1 and coded["code"].nunique() == 1
            if (role, check) in decided:
                code, because = decided.pop((role, check))
                rows.append((role, check, code, DECIDED, because))
                same = coded.loc[coded["code"] == code, "coder"]
                taken.update(list(same) or ["no one's"])
                overturned += agreed and same.empty
            elif agreed:
                rows.append((role, check, coded["code"].iloc[0], AGREED, None))
            else:
                rows.append((role, check, None, OPEN, None))
        if decided:
            (role, check), *_ = decided
            raise Problem(f"A decision is about {role}: {check}, which no coder coded. Decide on what was coded.")
        return cls(pd.DataFrame(rows, columns=COLUMNS, dtype=object), dict(taken), int(overturned))

    @property
    def sentence(self) -> str:
        """The whole in a sentence."""
        how = self.frame["how"].value_counts()
        said = ", ".join(f"{how.get(name, 0):,} {name}" for name in (AGREED, DECIDED, OPEN))
        taken = ", ".join(f"{name} {count} times" for name, count in self.taken.items())
        more = f" Decisions took the code of: {taken}." if taken else ""
        if self.overturned:
            more += f" {counted(self.overturned, 'decision')} overturned what all coders had given."
        return f"Of {counted(len(self.frame), 'question')}: {said}.{more}"

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Write the final codes as a CSV file, what a spreadsheet would run as a formula disarmed.

        Parameters
        ----------
        path
            Where to, such as ``final_codes.csv``.
        """
        plain = self.frame.map(lambda cell: disarmed(cell) if isinstance(cell, str) else cell)
        return save(path, "\ufeff" + plain.to_csv(index=False, lineterminator="\r\n"))

    def __repr__(self) -> str:
        left = self.frame[self.frame["how"] == OPEN]
        return "\n".join([self.sentence, *(f"  open: {row.role}: {row.check}" for row in left.itertuples())])

    def _repr_html_(self) -> str:
        shown = self.frame.fillna("").to_numpy().tolist()
        return wrap(tag("p", self.sentence), table(COLUMNS, shown, "Final codes"))
