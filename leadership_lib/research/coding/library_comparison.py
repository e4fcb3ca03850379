"""Against the library: the coders' majority beside what the library found, where the two part first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadership_lib.core.html import table, tag, wrap
from leadership_lib.diagnosis.diagnosis import diagnose
from leadership_lib.research.coding.guidance import CODES

if TYPE_CHECKING:
    import pandas as pd

    from leadership_lib.research.coding.codes import Codes

COLUMNS = ["role", "check", "majority", "gave_it", "coded_it", "library", "same", "reason"]

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
        ``same``, missing where there is no majority; ``reason``, why the library answers so.
    """

    frame: pd.DataFrame

    @classmethod
    def of(cls, codes: Codes) -> AgainstLibrary:
        """Put the two side by side."""
        import pandas as pd

        given: dict[tuple[str, str], Counter[str]] = {}
        for role, check, code in codes.frame[["role", "check", "code"]].itertuples(index=False, name=None):
            counted = given.setdefault((role, check), Counter())
            if isinstance(code, str):
                counted[code] += 1
        found = {role: diagnose(codes.roles[role]).findings for role in dict.fromkeys(role for role, _ in given)}
        rows = []
        for (role, check), counted in given.items():
            finding, coded = found[role][check], counted.total()
            code, most = (counted.most_common(1) or [(None, 0)])[0]
            majority = code if coded > 1 and 2 * most > coded else None
            same = None if majority is None else majority == finding.answer
            rows.append((role, check, majority, most, coded, finding.answer, same, finding.reason))
        frame = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
        return cls(frame.astype({"gave_it": int, "coded_it": int, "same": "boolean"}))

    @property
    def differing(self) -> pd.DataFrame:
        """The questions on which a majority and the library part."""
        return self.frame[~self.frame["same"].fillna(True)].reset_index(drop=True)

    @property
    def crosstab(self) -> pd.DataFrame:
        """How often each answer of the library meets each code of a majority."""
        import pandas as pd

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

    def __repr__(self) -> str:
        rows = self.differing.itertuples(index=False)
        told = (
            f"  {r.role}: {r.check}: coders {r.majority} ({r.gave_it} of {r.coded_it}), {self._says(r)}" for r in rows
        )
        return "\n".join([self.sentence, *told, CAUTION])

    @staticmethod
    def _says(row: object) -> str:
        return f"library {row.library}: {row.reason}"

    def _repr_html_(self) -> str:
        rows = [
            [f"{r.role}: {r.check}", f"{r.majority} ({r.gave_it} of {r.coded_it})", r.library, r.reason]
            for r in self.differing.itertuples(index=False)
        ]
        head = ["question", "coders' majority", "library", "why the library says so"]
        return wrap(table(head, rows, f"{self.sentence} Where they part:"), tag("p", CAUTION, class_="note"))
