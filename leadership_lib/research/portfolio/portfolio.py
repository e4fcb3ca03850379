"""Portfolio: many roles, everything the checks found in them, and everything that could not be read."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd

from leadership_lib.core.errors import Problem, UnknownKeyError, near_misses, needed, one_of, whole
from leadership_lib.core.files import target_of
from leadership_lib.core.html import Markup, folded, listing, tag, wrap
from leadership_lib.core.html import table as html_table
from leadership_lib.core.records import Several
from leadership_lib.diagnosis.diagnosis import Diagnosis, diagnose
from leadership_lib.framework import concepts
from leadership_lib.research.portfolio import frames, patterns
from leadership_lib.research.portfolio.before_after import BeforeAfter, compare_codes
from leadership_lib.research.portfolio.clusters import Clusters, cluster_roles
from leadership_lib.research.portfolio.export import write_tables
from leadership_lib.research.portfolio.intervals import Options
from leadership_lib.research.portfolio.provenance import Provenance
from leadership_lib.research.portfolio.stated import Stated
from leadership_lib.research.tables.unread import Unread, sentences, shown
from leadership_lib.role.parts import Judgement
from leadership_lib.role.role import Role

#: How many roles are shown on a page.
SHOWN = 50

#: The tables that can be made batch by batch.
TABLES = ("findings", "profiles", "answers", "judgements")


@dataclass(frozen=True, repr=False, eq=False)
class Portfolio(Mapping[str, Role]):
    """Many roles, diagnosed: a mapping of their ids to the roles.

    Every table is a plain pandas frame, made when it is asked for. Nothing here is a total score: roles are
    compared check by check and feature by feature, within bounds where facts are not stated.

    Attributes
    ----------
    ids : tuple of str
        The roles, in the order in which they were read.
    codes : numpy.ndarray
        Roles x checks x (answer, at least, at most), as positions in `frames.ANSWERS`.
    roles : mapping of str to Role
        The roles themselves; empty where they were not kept.
    unread : tuple of Unread
        What could not be read as it stands.
    source : str
        The SHA-256 of what was read; or why it was not taken.
    facts : numpy.ndarray or None
        Roles x facts: whether each is stated, as `stated.marks` has it; None for a portfolio made of codes alone.
    judged : mapping
        What persons have judged, by role and check.
    """

    ids: tuple[str, ...]
    codes: np.ndarray
    roles: Mapping[str, Role] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    source: str = ""
    facts: np.ndarray | None = None
    judged: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)

    # --- frames

    @property
    def findings(self) -> pd.DataFrame:
        """One row a role and check: ``role, check, feature, answer, at_least, at_most, judgement, because``.

        ``answer`` is the machine's. A person's ``judgement`` stands beside it, with the reason; it settles the bounds
        where the machine leaves the verdict to a person.
        """
        return frames.findings(self.ids, self.codes, self.judged)

    @property
    def judgements(self) -> pd.DataFrame:
        """One row a person's judgement: ``role, check, answer`` (the machine's), ``judgement, because, differs``."""
        return frames.judgements(self.ids, self.codes, self.judged)

    @property
    def answers(self) -> pd.DataFrame:
        """One row a role, one column a check: the machine's answers."""
        return frames.answers(self.ids, self.codes)

    @property
    def profiles(self) -> pd.DataFrame:
        """One row a role and feature: counts of answers, and ``lower`` and ``upper``, the bounds of the share met.

        ``checks`` are those that apply. Where the machine leaves a verdict to a person, a person's answer counts.
        """
        return frames.profiles(self.ids, self.codes)

    @property
    def faults(self) -> pd.DataFrame:
        """One row for each thing that could not be read as it stands, and what was done instead."""
        frame = pd.DataFrame([tuple(one) for one in self.unread], columns=list(Unread._fields))
        return frame.astype({"row": "Int64"})

    @property
    def problems(self) -> Several:
        """The faults in plain sentences, those that are alike together."""
        return Several(sentences(self.unread))

    def stated(self, *, confidence: float = 0.95) -> Stated:
        """Say what these descriptions say: how many state each fact and answer each check, with intervals.

        Parameters
        ----------
        confidence
            Of the intervals.
        """
        if self.facts is None:
            raise Problem("This portfolio was made of codes alone, so no one knows which facts its roles state.")
        return Stated.from_codes(self.codes, self.facts, Options(confidence).confidence)

    def tally(self, *, confidence: float = 0.95) -> pd.DataFrame:
        """Return one row a check: how many roles have each answer and answer it at all; and the share that fails it.

        Parameters
        ----------
        confidence
            Of the intervals.
        """
        return frames.tally(self.codes, Options(confidence).confidence)

    @cached_property
    def _bounds(self) -> tuple[np.ndarray, np.ndarray]:
        return frames.bounds(self.codes)

    # --- patterns

    def fails_together(self, fails: Iterable[str] = ("not met",), **options: Any) -> pd.DataFrame:
        """Count for every two checks how many roles fail both.

        Parameters
        ----------
        fails
            The answers that count as failing; ``"partly"``, ``"not stated"`` and ``"for you to judge"`` may be
            among them.
        **options
            ``confidence``, ``resamples`` and ``seed`` of the intervals.

        Returns
        -------
        pandas.DataFrame
            See `leadership_lib.research.portfolio.patterns.fails_together`; the surest pairs come first.
        """
        return patterns.fails_together(self.codes, fails, Options.from_given(options))

    def shuffled(
        self, fails: Iterable[str] = ("not met",), *, shuffles: int = 12, **options: Any
    ) -> patterns.Shuffled:
        """Say how many pairs of checks fail together beyond chance here, and how many do in shuffled answers.

        Parameters
        ----------
        fails
            As for `fails_together`.
        shuffles
            How many times to shuffle.
        **options
            ``confidence``, ``resamples`` and ``seed`` of the intervals; the seed is that of the shuffles too.
        """
        times = whole("shuffles", shuffles, 1)
        return patterns.shuffled(self.codes, fails, Options.from_given(options), times)

    def trade_offs(self, **options: Any) -> pd.DataFrame:
        """Compare every two features over every two roles, as far as bounds decide it.

        Parameters
        ----------
        **options
            ``confidence``, ``resamples`` and ``seed`` of the intervals.

        Returns
        -------
        pandas.DataFrame
            See `leadership_lib.research.portfolio.patterns.trade_offs`.
        """
        return patterns.trade_offs(*self._bounds, Options.from_given(options))

    def clusters(self, k: int | None = None, *, threshold: float | None = None, **options: Any) -> Clusters:
        """Put roles that answer alike into clusters; up to 2,000 roles.

        Parameters
        ----------
        k
            How many clusters.
        threshold
            Instead: how far apart (0 to 1) clusters may be and still be joined.
        **options
            ``seed`` of the resamples that tell whether a cluster holds.
        """
        return cluster_roles(self.ids, self.codes, k, threshold, Options.from_given(options))

    def before_after(self, other: Self, **options: Any) -> BeforeAfter:
        """Compare these roles, before, with the same roles after; they are matched by id.

        Parameters
        ----------
        other
            The roles after a change.
        **options
            ``confidence``, ``resamples`` and ``seed`` of the intervals.
        """
        needed(other, Portfolio, "Before and after are two portfolios, from ll.diagnose_roles(...)")
        mine, theirs = ({key: place for place, key in enumerate(ids)} for ids in (self.ids, other.ids))
        both = tuple(key for key in mine if key in theirs)
        if not both:
            raise Problem(
                "No id stands in both, so there is nothing to compare: give roles the same id before and after."
            )
        codes = self.codes[[mine[key] for key in both]], other.codes[[theirs[key] for key in both]]
        unmatched = tuple(key for key in mine | theirs if key not in mine or key not in theirs)
        return compare_codes(both, codes, unmatched, Options.from_given(options))

    # --- one role

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __contains__(self, key: object) -> bool:
        return key in self.ids

    # Roles in whatever order are not the same table, and those that were not kept cannot be compared.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __getitem__(self, key: str) -> Role:
        if isinstance(key, str) and key in self.roles:
            return self.roles[key]
        if key in self.ids:
            raise Problem("The roles themselves were not kept: read them with keep=True.")
        raise UnknownKeyError(f"{key!r} is none of the roles: {near_misses(str(key), self.ids[:200])}")

    def diagnosis(self, key: str) -> Diagnosis:
        """Return the whole diagnosis of one role, with evidence, reasons and advice."""
        return diagnose(self[key])

    # --- out

    def provenance(self, **settings: Any) -> Provenance:
        """Say where a table made of these roles comes from."""
        return Provenance(self.source, settings)

    def export(self, path: str | os.PathLike[str], table: str | pd.DataFrame = "findings", **settings: Any) -> Path:
        """Write a table with its provenance, disarmed; the ending says how: ``.csv``, ``.parquet`` or ``.tex``.

        Parameters
        ----------
        path
            Where to. A name without an ending is a folder, into which all tables go as CSV.
        table
            ``findings``, ``profiles``, ``answers``, ``judgements``, ``facts`` (how many state each), ``tally``,
            ``faults``, or any frame of your own.
        **settings
            What the table depends on, such as ``seed=1``, for the provenance.
        """
        target = target_of(path)
        named = (*TABLES, "tally", "facts", "faults")
        if not target.suffix:
            for name in named:
                self.export(target / f"{name}.csv", name, **settings)
            return target
        if not isinstance(table, pd.DataFrame):
            one_of(table, named, f"There is no table {table!r}")
            settings = {"table": table, **settings}
            made = {"tally": self.tally, "facts": lambda: self.stated().facts}
            table = made[table]() if table in made else getattr(self, table)
        return write_tables([table], target, self.provenance(**settings))

    # --- shown

    def __repr__(self) -> str:
        lines = [f"{len(self.ids):,} roles, {self.codes.shape[1]} checks each"]
        if self.ids:
            lines += [f"  {self.stated().sentence}"] if self.facts is not None else []
            means = [end.mean(axis=0) for end in self._bounds]
            for feature, lower, upper in zip(concepts.load("features"), *means, strict=True):
                lines.append(f"  {feature.title}: {lower:.0%} to {upper:.0%} of its checks met, on average")
        lines += [f"{len(self.unread):,} could not be read as it stands:" if self.unread else "Everything was read."]
        return "\n".join([*lines, *(f"  - {sentence}" for sentence in shown(self.problems))])

    def _repr_html_(self) -> str:
        profiles = self._table_of_bounds()
        titles = concepts.load("features").titles.values()
        some = f", the first {SHOWN} of them shown" if len(self.ids) > SHOWN else ""
        caption = f"{len(self.ids):,} roles{some}: how many checks of each feature are met"
        parts: list[Markup] = [html_table(["role", *titles], profiles, caption)]
        if self.unread:
            summary = f"{len(self.unread):,} could not be read as it stands"
            parts.append(folded(summary, listing(shown(self.problems)), open_=True))
        first = tag("p", self.stated().sentence) if self.ids and self.facts is not None else ""
        note = "A range says that something is not stated, or left to a person. There is no total score."
        return wrap(first, *parts, tag("p", note))

    def _table_of_bounds(self) -> list[list[object]]:
        frame = frames.profiles(self.ids[:SHOWN], self.codes[:SHOWN])
        least, most = frame["lower"] * frame["checks"], frame["upper"] * frame["checks"]
        shown = [
            f"{a:g}{'' if a == b else f' to {b:g}'} of {total}"
            for a, b, total in zip(least, most, frame["checks"], strict=True)
        ]
        wide = len(concepts.load("features"))
        return [[key, *shown[n * wide : (n + 1) * wide]] for n, key in enumerate(self.ids[:SHOWN])]
