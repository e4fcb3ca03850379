"""Against the library: the coders' majority beside what the library found, where the two part first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Self

import pandas as pd

from leadership_lib.core.html import table, tag, wrap
from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.research.coding.guidance import CODES

COLUMNS = ["role", "check", "majority", "gave_it", "coded_it", "library", "same", "reason", "judgement", "because"]

CAUTION = (
    "A prompt to look, not a proof: coders read the same questions that the library was written to, so both may be "
    "wrong in the same way, and where they part either may be right."
)


@dataclass(frozen=True, repr=False)
class AgainstLibrary:
    """The coders' majority and the library's answer, question by question.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row a role and check: ``majority``, the code that more than half of those who coded it gave (missing where
        none was, or where fewer than two coded it); ``gave_it`` and ``coded_it``, how many; ``library``, its answer;
        ``same``, missing where there is no majority; ``reason``, why the library answers so; ``judgement`` and
        ``because``, what a person has judged of the role, missing where no one has.
    """

    frame: pd.DataFrame

    @classmethod
    def from_codes(cls, codes: pd.DataFrame, diagnoses: Mapping[str, Diagnosis]) -> Self:
        """Put the two side by side.

        Parameters
        ----------
        codes
            One row a coder, role and check, as `Codes.frame` has them.
        diagnoses
            What the library found in each role.
        """
        rows = []
        for (role, check), given in codes.groupby(["role", "check"], sort=False)["code"]:
            counted = Counter(code for code in given if isinstance(code, str))
            finding, coded = diagnoses[role].findings[check], counted.total()
            code, most = max(counted.items(), key=itemgetter(1), default=(None, 0))
            majority = code if coded > 1 and 2 * most > coded else None
            same = None if majority is None else majority == finding.answer
            judged = (one.answer, one.because) if (one := finding.judgement) else (None, None)
            rows.append((role, check, majority, most, coded, finding.answer, same, finding.reason, *judged))
        frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
        return cls(frame.astype({"gave_it": int, "coded_it": int, "same": "boolean"}))

    @property
    def differing(self) -> pd.DataFrame:
        """The questions on which a majority and the library part."""
        return self.frame[~self.frame["same"].fillna(True)].reset_index(drop=True)

    @property
    def crosstab(self) -> pd.DataFrame:
        """How often each answer of the library meets each code of a majority."""
        counted = pd.crosstab(self.frame["library"], self.frame["majority"])
        return counted.reindex(index=list(CODES), columns=list(CODES), fill_value=0)

    @property
    def sentence(self) -> str:
        """How often they say the same."""
        same = self.frame["same"]
        there, split = int(same.notna().sum()), int(same.isna().sum())
        if not there:
            return "On no question is there a majority of two coders or more."
        share = int(same.sum()) / there
        said = f"The coders' majority and the library say the same on {int(same.sum())} of {there} questions"
        left = f"; on {split} more there is no majority" if split else ""
        return f"{said} ({100 * share:.0f} %){left}."

    def _rows(self) -> list[list[str]]:
        return [
            [
                f"{one.role}: {one.check}",
                f"{one.majority} ({one.gave_it} of {one.coded_it})",
                one.library,
                one.reason + (f" A person: {one.judgement}, because {one.because}" if one.judgement else ""),
            ]
            for one in self.differing.itertuples(index=False)
        ]

    def __repr__(self) -> str:
        told = (f"  {asked}: coders {gave}, library {found}: {why}" for asked, gave, found, why in self._rows())
        return "\n".join([self.sentence, *told, CAUTION])

    def _repr_html_(self) -> str:
        head = ["question", "coders' majority", "library", "why the library says so"]
        return wrap(table(head, self._rows(), f"{self.sentence} Where they part:"), tag("p", CAUTION, class_="note"))
