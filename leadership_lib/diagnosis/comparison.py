"""Comparison: what changed between two versions of a role, which findings moved, and because of which fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from leadership_lib.core.html import folded, listing, table, tag, wrap
from leadership_lib.core.text import counted
from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.diagnosis.checks import Answer, Check
from leadership_lib.diagnosis.checks.verdict import SETTLED, WORTH, is_worse
from leadership_lib.diagnosis.diagnosis import Diagnosis, diagnose
from leadership_lib.framework import concepts
from leadership_lib.role.loading import RoleSource
from leadership_lib.role.role import as_read, fact_paths, words

if TYPE_CHECKING:
    import pandas as pd


#: How many facts a one-sentence summary names for each feature; longer tables start folded.
NAMED = 3


@dataclass(frozen=True)
class Change:
    """One fact that is not what it was."""

    fact: str
    before: Any
    after: Any

    @property
    def title(self) -> str:
        """What the fact is called."""
        return _titles([self.fact])

    def __repr__(self) -> str:
        return f"{self.title}: {words(self.before)} -> {words(self.after)}"


@dataclass(frozen=True)
class Shift:
    """One check whose answer moved, and the facts that moved it.

    Attributes
    ----------
    because : tuple of str
        Paths of the changed facts without any one of which the answer would not be what it is; where none alone
        decides, all changed facts that the check reads. Where none of them changed: those in which it found words.
    """

    check: Check
    before: Answer
    after: Answer
    reason: str
    because: tuple[str, ...]

    @property
    def direction(self) -> str:
        """``better``, ``worse``, ``clearer`` (what was open is now known to be short) or ``less clear``.

        ``now asked`` and ``no longer asked`` where the question did not arise before, or no longer does.
        """
        if self.before == "does not apply":
            return "now asked"
        if self.after == "does not apply":
            return "no longer asked"
        if self.after not in WORTH:
            return "less clear"
        if self.before not in WORTH:
            return "better" if WORTH[self.after] else "clearer"
        return "better" if WORTH[self.after] > WORTH[self.before] else "worse"

    def __repr__(self) -> str:
        return f"{self.check.id}: {self.before} -> {self.after}, because of {_titles(self.because)}"


def _titles(facts: Iterable[str]) -> str:
    return ", ".join(concepts.load("facts")[fact].title for fact in facts)


def _some(facts: Iterable[str]) -> str:
    titles = [concepts.load("facts")[fact].title.lower() for fact in facts]
    return ", ".join(titles[:NAMED]) + (f" and {len(titles) - NAMED} more" if len(titles) > NAMED else "")


@dataclass(frozen=True)
class Comparison:
    """Two diagnoses, before and after, and what lies between them."""

    before: Diagnosis
    after: Diagnosis

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The facts that changed, in the order of a role."""
        old, new = self.before.role, self.after.role
        return tuple(Change(path, old[path], new[path]) for path in fact_paths() if old[path] != new[path])

    @property
    def what_changed(self) -> str:
        """How many facts and judgements changed, with the names of the first facts; empty where none did."""
        paths = [change.fact for change in self.changes]
        old, new = (set(one.role.judgements or ()) for one in (self.before, self.after))
        said = [f"{counted(len(paths), 'fact')} ({_some(paths)})"] if paths else []
        said += [counted(len(old ^ new), "judgement")] if old != new else []
        return " and ".join(said)

    @cached_property
    def moved(self) -> tuple[Shift, ...]:
        """The checks whose answer moved, each with the facts that moved it."""
        shifts = []
        for old, new in zip(self.before.findings, self.after.findings, strict=True):
            if old.answer != new.answer:
                shifts.append(Shift(new.check, old.answer, new.answer, new.reason, self._because(new.check)))
        return tuple(shifts)

    def _because(self, check: Check) -> tuple[str, ...]:
        """Return the facts that moved a check: those it names, or else any in which it found its words."""
        named = [change for change in self.changes if change.fact in check.reads]
        others = [change for change in self.changes if change.fact not in check.reads]
        answer = self.after.findings[check.id].answer

        def decisive(changes: list[Change]) -> list[str]:
            undone = ((c.fact, self.after.role.with_({c.fact: c.before})) for c in changes)
            return [fact for fact, role in undone if check.answer(role) != answer]

        return tuple(decisive(named) or decisive(others) or [change.fact for change in named or others])

    @property
    def got_worse(self) -> tuple[Shift, ...]:
        """The checks that got worse, or that can no longer be answered."""
        return tuple(shift for shift in self.moved if is_worse(shift.before, shift.after))

    @property
    def still_open(self) -> tuple[str, ...]:
        """Ids of the checks that apply and are not met after the change."""
        return tuple(f.id for f in self.after.findings if f.answer not in SETTLED)

    @cached_property
    def summary(self) -> str:
        """What the change did to the features, and because of which facts, in one sentence."""
        features = [(feature.title, feature.id) for feature in concepts.load("features")]
        clauses = [self._clause(*each) for each in (*features, ("The hold on tensions", None))]
        if told := list(filter(None, clauses)):
            return "; ".join(told) + "."
        if self.moved:
            first = self.moved[0]
            facts = _some(self._facts(self.moved))
            return f"Clearer because of {facts}: {first.check.question} {first.after.capitalize()}."
        return "No finding moved." if self.changes else "Nothing changed."

    def _clause(self, title: str, feature: str | None) -> str | None:
        """Say which way the checks of one feature (None: those of the tensions) went, and why."""
        old, new = (
            Bounds.from_outcomes(f.outcome for f in diagnosis.findings if f.check.feature == feature)
            for diagnosis in (self.before, self.after)
        )
        # Shares, because a check that no longer applies takes nothing away from the others.
        change = (new.lower - old.lower) + (new.upper - old.upper)
        if abs(change) < 1e-9:
            return None
        facts = self._facts(shift for shift in self.moved if shift.check.feature == feature)
        return f"{title} {'rose' if change > 0 else 'fell'} because of {_some(facts or self._settling(feature))}"

    def _settling(self, feature: str | None) -> tuple[str, ...]:
        """Return the facts that moved no answer of a feature's checks, and settled what one may still become."""
        pairs = zip(self.before.findings, self.after.findings, strict=True)
        settled = [new.check for old, new in pairs if old.outcome != new.outcome and new.check.feature == feature]
        read = {fact for check in settled for fact in check.reads}
        changed = [change.fact for change in self.changes]
        return tuple(fact for fact in changed if fact in read) or tuple(changed)

    @staticmethod
    def _facts(shifts: Iterable[Shift]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact for shift in shifts for fact in shift.because))

    def to_frame(self) -> pd.DataFrame:
        """Return one row a check that moved, indexed by its id."""
        import pandas as pd

        columns = ["check", "question", "before", "after", "direction", "because"]
        rows = [[s.check.id, s.check.question, s.before, s.after, s.direction, s.because] for s in self.moved]
        return pd.DataFrame(rows, columns=columns).set_index("check")

    def __repr__(self) -> str:
        count = len(self.got_worse)
        facts, findings = counted(len(self.changes), "fact"), counted(len(self.moved), "finding")
        counts = f"{facts} changed, {findings} moved, {count} for the worse"
        return f"{counts}\n{self.summary}"

    def _repr_html_(self) -> str:
        changes = [[c.title, as_read(c.before), as_read(c.after)] for c in self.changes]
        moved = [[s.check.question, s.before, s.after, s.direction, s.reason, _titles(s.because)] for s in self.moved]
        head = ["question", "before", "after", "change", "reason now", "because of"]
        still = [self.after.findings[check].title for check in self.still_open]
        captions = f"Facts that changed: {len(changes)}", f"Findings that moved: {len(moved)}"
        return wrap(
            tag("p", self.summary),
            folded(
                captions[0], table(["fact", "before", "after"], changes, captions[0]), open_=0 < len(changes) <= NAMED
            ),
            folded(captions[1], table(head, moved, captions[1]), open_=0 < len(moved) <= NAMED),
            folded(f"Still open: {len(still)}", listing(still)),
        )


def compare(before: RoleSource | Diagnosis, after: RoleSource | Diagnosis) -> Comparison:
    """Compare two versions of a role.

    Parameters
    ----------
    before, after
        Roles, or whatever `load_role` reads them from, or their diagnoses.
    """
    return Comparison(diagnose(before), diagnose(after))
