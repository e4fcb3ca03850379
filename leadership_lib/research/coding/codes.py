"""Codes: what each coder gave, as a tidy table, as an array for the coefficients, and as disagreements."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, Self, Unpack

import numpy as np
import pandas as pd

from leadership_lib.core.errors import UnknownKeyError, one_of
from leadership_lib.core.html import listing, table, tag, wrap
from leadership_lib.core.records import Several
from leadership_lib.core.text import counted, short
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.diagnosis import diagnose
from leadership_lib.framework import concepts
from leadership_lib.research import agreement
from leadership_lib.research.agreement import Disagreements
from leadership_lib.research.coding.adjudication import Adjudicated
from leadership_lib.research.coding.guidance import CODES
from leadership_lib.research.coding.library_comparison import AgainstLibrary
from leadership_lib.research.tables.unread import Unread, sentences, shown
from leadership_lib.role.role import Role

COLUMNS = ["coder", "role", "check", "code", "evidence"]

#: Codes that have an order, from low to high. What is open, or does not apply, has no place in it.
ORDERED = ("not met", "partly", "met")

#: What the checks are called that bear on no feature.
TENSIONS = "tensions"


@dataclass(frozen=True, repr=False)
class Codes:
    """What several coders gave.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row a coder, role and check: ``coder, role, check, code, evidence``; the code is missing where none was
        given or none could be read.
    unread : tuple of Unread
        What could not be read as it stands.
    roles : mapping
        The roles that were coded, by id.
    """

    frame: pd.DataFrame
    unread: tuple[Unread, ...]
    roles: Mapping[str, Role]

    @property
    def coders(self) -> tuple[str, ...]:
        """Who coded."""
        return tuple(self.frame["coder"].unique())

    @property
    def categories(self) -> list[str]:
        """All codes there are, whether anybody gave them or not."""
        return list(CODES)

    @property
    def faults(self) -> pd.DataFrame:
        """One row for each fault: ``file, row, column, found, allowed, done``, and the role where it is known."""
        frame = pd.DataFrame([tuple(one) for one in self.unread], columns=list(Unread._fields))
        frame = frame.rename(columns={"source": "file"}).astype({"row": "Int64"})
        return frame[["file", "row", "column", "found", "allowed", "done", "role"]]

    @cached_property
    def problems(self) -> Several:
        """The faults in plain sentences, those that are alike together."""
        return Several(sentences(self.unread))

    @property
    def missing(self) -> pd.DataFrame:
        """Every question that a coder of the role left without a code, or whose code could not be read."""
        gaps = self.frame[self.frame["code"].isna()]
        return gaps.drop(columns="code").reset_index(drop=True)

    # --- for agreement

    def only(self, *, role: str | None = None, feature: str | None = None) -> Self:
        """Return the codes of one role, or of one feature.

        Parameters
        ----------
        role
            The id of a role.
        feature
            The id of a feature, or ``"tensions"`` for the checks that bear on none.
        """
        frame = self.frame
        if role is not None:
            one_of(role, frame["role"].unique(), f"{role!r} is not a role that was coded", UnknownKeyError)
            frame = frame[frame["role"] == role]
        if feature is not None:
            features = (*concepts.load("features").ids, TENSIONS)
            one_of(feature, features, f"{feature!r} is not a feature", UnknownKeyError)
            asked = [one.id for one in checks.load() if (one.feature or TENSIONS) == feature]
            frame = frame[frame["check"].isin(asked)]
        return replace(self, frame=frame)

    def ratings(self, level: Literal["nominal", "ordinal"] = "nominal") -> pd.DataFrame:
        """Return what `leadership_lib.research.agreement` takes: one row a coder, one column a role and check.

        Parameters
        ----------
        level
            ``nominal``: the six codes in words. ``ordinal``: 0 for not met, 1 for partly, 2 for met, and the others
            as missing, because they are no step between them; so it asks less, only how far coders agree where
            both found an answer.
        """
        one_of(level, ("nominal", "ordinal"), f"There is no level called {level!r}")
        wide = self._wide("code")
        if level == "nominal":
            return wide
        return wide.map(lambda code: ORDERED.index(code) if code in ORDERED else np.nan).astype(float)

    def _wide(self, what: str) -> pd.DataFrame:
        """Return one column of the frame as coders by units, units in the order of roles and then of checks."""
        frame = self.frame
        place = {name: n for n, name in enumerate(frame["role"].unique())}
        places = {name: n for n, name in enumerate(checks.load().ids)}
        pairs = list(zip(frame["role"], frame["check"], strict=True))
        units = sorted(set(pairs), key=lambda pair: (place[pair[0]], places[pair[1]]))
        column, row = ({name: n for n, name in enumerate(names)} for names in (units, self.coders))
        wide = np.full((len(row), len(column)), None)
        wide[[row[coder] for coder in frame["coder"]], [column[pair] for pair in pairs]] = frame[what]
        names = [f"{role}: {name}" for role, name in units]
        # Of texts, newer pandas would make a column of its own kind each, which takes seconds where there are many.
        return pd.DataFrame(wide, index=list(self.coders), columns=names, dtype=object)

    def disagreements(self) -> Disagreements:
        """List every role and check on which coders differ, with the evidence each gave, the most divided first."""
        if self.frame.empty:
            return Disagreements((), (), 0, 0)
        return agreement.disagreements(self.ratings(), self._wide("evidence").to_numpy(), categories=self.categories)

    def by_feature(self, **options: Unpack[agreement.IntervalOptions]) -> pd.DataFrame:
        """Compute agreement for each feature and for all: per cent, alpha and Gwet's AC1, with intervals.

        Parameters
        ----------
        **options
            ``confidence`` (0.95), ``resamples`` (2,000) and ``seed`` (1) of the intervals.
        """
        rows = []
        for key in (*concepts.load("features").ids, TENSIONS, None):
            ratings = self.only(feature=key).ratings()
            if not ratings.size:
                continue
            percent, alpha, ac1 = (
                call(ratings, categories=self.categories, **options)
                for call in (agreement.percent_agreement, agreement.alpha, agreement.gwet_ac)
            )
            row: dict[str, Any] = {"feature": key or "all", "units": percent.pairable, "agree": float(percent)}
            for name, found in (("alpha", alpha), ("ac1", ac1)):
                row |= {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
            rows.append(row)
        return pd.DataFrame(rows).set_index("feature") if rows else pd.DataFrame()

    def adjudicated(self, decisions: Self | None = None) -> Adjudicated:
        """Return the final codes: those on which all coders agree, and what somebody decided about the others.

        Parameters
        ----------
        decisions
            The codes of whoever decides, from ``ll.read_codes("decisions.csv")``: for the questions that are open,
            or for others too. Without any, what is open is listed.
        """
        return Adjudicated.from_codes(self.frame, None if decisions is None else decisions.frame)

    def compare_with_library(self) -> AgainstLibrary:
        """Set the coders' majority beside what the library found: a prompt to look, not a proof of either."""
        coded = self.frame["role"].unique()
        return AgainstLibrary.from_codes(self.frame, {role: diagnose(self.roles[role]) for role in coded})

    # --- shown

    @property
    def sentence(self) -> str:
        """Who coded how much, in a sentence."""
        roles = self.frame["role"].nunique()
        counts = f"{counted(len(self.coders), 'coder')}, {counted(roles, 'role')}, {len(self.frame):,} rows"
        missing, faults = self.frame["code"].isna().sum(), counted(len(self.unread), "fault")
        return f"{counts}, {missing:,} without a code; {faults} named below."

    def _rows(self) -> list[list[object]]:
        names = self.frame["code"].fillna("missing")
        found = self.frame.groupby(["coder", names], sort=False).size()
        return [[coder, *(int(found.get((coder, name), 0)) for name in (*CODES, "missing"))] for coder in self.coders]

    def __repr__(self) -> str:
        lines = []
        for coder, *counts in self._rows():
            given = ", ".join(f"{n} {name}" for n, name in zip(counts, (*CODES, "missing"), strict=True))
            lines.append(f"  {short(str(coder))}: {given}")
        return "\n".join([self.sentence, *lines, *(f"  - {said}" for said in shown(self.problems))])

    def _repr_html_(self) -> str:
        faults = (tag("h4", "Faults, and what was done"), listing(shown(self.problems))) if self.unread else ()
        return wrap(table(["coder", *CODES, "missing"], self._rows(), self.sentence), *faults)
