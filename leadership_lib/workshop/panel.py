"""Panel: experts rate the thresholds of the checks in two rounds; which are kept, by the RAND/UCLA rules."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import data_folder
from leadership_lib.core.html import table, wrap
from leadership_lib.core.records import Record
from leadership_lib.core.text import counted
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import cells, plain
from leadership_lib.output.documents.writing import write
from leadership_lib.workshop import instrument
from leadership_lib.workshop.agreement import disagreement_index, third_of
from leadership_lib.workshop.client import Workshop

if TYPE_CHECKING:
    import pandas as pd

#: The fewest panellists whose ratings decide: RAND/UCLA's usual panel.
FEWEST = 9

Verdict = Literal["keep", "change", "open"]

#: How many gave each number from 0 to 10, and how many could not say.
Counts = tuple[Sequence[int], int]


class Section(Record, what="a section of the protocol"):
    """A heading, and what stands under it."""

    title: str
    lines: tuple[str, ...]


class Protocol(Record, what="the protocol of a panel"):
    """What the protocol says, around the rules that are rated."""

    title: str
    subject: str
    lead: str
    table: str
    head: tuple[str, ...]
    references: tuple[str, ...]
    sections: tuple[Section, ...]


@cache
def _protocol() -> Protocol:
    return one_record("workshop/panel_protocol.toml", Protocol)


def panel_questions() -> Path:
    """Return the file of questions for a panel on the thresholds of the checks, for ``ll.Workshop``."""
    return data_folder() / "workshop" / "panel_questions.toml"


def write_panel_protocol(path: str | os.PathLike[str]) -> Path:
    """Write the protocol of an expert panel on the thresholds of the checks, ready to be approved and registered.

    Parameters
    ----------
    path
        Where to; the ending says what: ``.docx``, ``.html`` or ``.md``.
    """
    said, rules = _protocol(), instrument.load(panel_questions()).items
    blocks: list[Block] = [Paragraph(plain(said.lead), "lead")]
    for section in said.sections:
        blocks += [Heading(section.title), Bullets(tuple(map(plain, section.lines)))]
    rows = tuple(cells(rule.title, rule.text) for rule in rules)
    blocks += [Heading("Rules"), Table(said.table, said.head, rows, (28, 72))]
    blocks += [Heading("References"), Bullets(tuple(map(plain, said.references)))]
    return write(Content(said.title, said.subject, tuple(blocks)), path)


@dataclass(frozen=True)
class Decision:
    """What a panel's ratings of one rule come to.

    Attributes
    ----------
    id, title : str
        Of the rule.
    ratings, unsure : int
        How many rated it in the last round, and how many could not say.
    medians : tuple of float
        Of each round.
    indices : tuple of float
        IPR / IPRAS of each round; above 1 the panel is divided.
    verdict : str
        ``keep``, ``change`` or ``open``.
    because : str
        Why.
    """

    id: str
    title: str
    ratings: int
    unsure: int
    medians: tuple[float, ...]
    indices: tuple[float, ...]
    verdict: Verdict
    because: str


@dataclass(frozen=True, repr=False)
class Decisions:
    """What a panel decided, rule by rule."""

    each: tuple[Decision, ...]

    @property
    def sentence(self) -> str:
        """How many rules are kept, to be changed, and open."""
        found = [one.verdict for one in self.each]
        kept, changed, left = (found.count(verdict) for verdict in ("keep", "change", "open"))
        return f"Of {counted(len(found), 'rule')} the panel would keep {kept} and change {changed}; {left} stay open."

    def to_frame(self) -> "pd.DataFrame":
        """Return one row a rule: medians and IPR / IPRAS of each round, the verdict and why."""
        import pandas as pd

        rows = []
        for one in self.each:
            rounds = enumerate(zip(one.medians, one.indices, strict=True), 1)
            told = {
                f"{what}_{number}": value for number, pair in rounds for what, value in zip(_WHAT, pair, strict=True)
            }
            rows.append({"rule": one.id, "ratings": one.ratings, "unsure": one.unsure, **told} | _end(one))
        return pd.DataFrame(rows).set_index("rule")

    def __repr__(self) -> str:
        return "\n".join([self.sentence, *(f"  {one.title}: {one.verdict}, {one.because}" for one in self.each)])

    def _repr_html_(self) -> str:
        rows = [
            [one.title, " to ".join(f"{m:g}" for m in one.medians), one.verdict, one.because] for one in self.each
        ]
        return wrap(table(["rule", "medians of the rounds", "verdict", "because"], rows, self.sentence))


_WHAT = ("median", "index")


def _end(one: Decision) -> dict[str, str]:
    return {"verdict": one.verdict, "because": one.because}


def panel_decisions(rounds: Workshop | Sequence[Mapping[str, Counts]]) -> Decisions:
    """Decide by the RAND/UCLA rules which thresholds a panel would keep; the last round decides.

    Kept is a rule whose median lies in the upper third while the panel is not divided; to be changed, one in the
    lower third; the rest stays open. Divided is a panel whose range between the 30th and the 70th percentile is wider
    than IPRAS.

    Parameters
    ----------
    rounds
        A workshop that was held with `panel_questions`, or for each round, by the id of each rule, how many gave each
        number from 0 to 10, and how many could not say.

    Raises
    ------
    Problem
        No round was revealed, or the rounds are about different rules.

    References
    ----------
    Fitch, K. et al. (2001). The RAND/UCLA Appropriateness Method User's Manual. RAND MR-1269.

    Examples
    --------
    >>> panel_decisions([{"means": ([0, 0, 0, 0, 0, 0, 0, 2, 4, 3, 1], 0)}]).each[0].verdict
    'keep'
    """
    titles = {}
    if isinstance(rounds, Workshop):
        titles = {item.id: item.title for item in rounds.questions.items}
        board = rounds.board()
        numbers = [one["round"] for one in board["shown"]]
        shown = [rounds.rows(number, board) for number in numbers]
        rounds = [{row.item.id: (row.counts or (), row.unsure) for row in each} for each in shown]
    if not rounds:
        raise Problem("No round of this panel was revealed, so there is nothing to decide.")
    if any(set(each) != set(rounds[-1]) for each in rounds):
        raise Problem("The rounds are about different rules; a panel rates the same ones in every round.")
    return Decisions(tuple(_decided(key, titles.get(key, key), [each[key] for each in rounds]) for key in rounds[-1]))


def _decided(key: str, title: str, given: Sequence[Counts]) -> Decision:
    ratings = [np.repeat(np.arange(len(counts)), counts) for counts, _ in given]
    medians = tuple(float(np.median(one)) if len(one) else nan for one in ratings)
    indices = tuple(disagreement_index(one) if len(one) else nan for one in ratings)
    last, unsure = len(ratings[-1]), given[-1][1]
    verdict: Verdict = "open"
    if last < FEWEST:
        because = f"{counted(last, 'rating')} can be seen, and {FEWEST} are needed"
    elif 3 * unsure >= last + unsure:
        because = f"{unsure} of {last + unsure} cannot say"
    elif indices[-1] > 1:
        because = f"the panel is divided (IPR / IPRAS {indices[-1]:.2f})"
    else:
        third = third_of(medians[-1])
        verdict = ("change", "open", "keep")[third]
        where = ("lower", "middle", "upper")[third]
        because = f"median {medians[-1]:g} in the {where} third, not divided (IPR / IPRAS {indices[-1]:.2f})"
    return Decision(key, title, last, unsure, medians, indices, verdict, because)
