"""A reflection: what an appraisal asks about a piece of learning; what a person leaves out is *not stated*.

The fields, their questions and the choices are those of `leadership_lib.teaching.journal.appraisal`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Protocol, Self

from leadership_lib.core.errors import UnknownKeyError, needed, one_of
from leadership_lib.core.faults import Code, Fault
from leadership_lib.core.html import listing, table, tag, wrap
from leadership_lib.core.records import Between, OneOf, Record, field_kinds
from leadership_lib.teaching.journal.appraisal import Field, choices, fields
from leadership_lib.teaching.journal.entry import Entry, day, notebook_title
from leadership_lib.teaching.journal.identifiers import Suspicion, find
from leadership_lib.teaching.notebooks import load as load_notebooks
from leadership_lib.teaching.written import for_record


def _of(field: str) -> OneOf:
    return OneOf(lambda: choices(field).ids, lambda key: choices(field)[key].title)


class HasEntries(Protocol):
    """What has entries: a journal."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, in order."""


class Reflection(Record, what="a reflection"):
    """What a person says about a piece of learning; every field may be None: not stated.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> ll.Reflection(title="An evening with the five gaps", minutes=90).credits
    1.5
    """

    name: str | None = None
    title: str | None = None
    began: str | None = None
    ended: str | None = None
    minutes: Annotated[float, Between(0, 60_000, "minutes")] | None = None
    activity_type: str | None = None
    role: str | None = None
    pdp_item: str | None = None
    supporting_information: tuple[Annotated[str, _of("supporting_information")], ...] | None = None
    gmp_domains: tuple[Annotated[str, _of("gmp_domains")], ...] | None = None
    standards: tuple[Annotated[str, _of("standards")], ...] | None = None
    what_happened: str | None = None
    learned: str | None = None
    so_what: str | None = None
    change: str | None = None
    change_by: str | None = None
    evidence: str | None = None
    shared_with: str | None = None
    attachments: tuple[str, ...] | None = None
    no_patient_data: bool | None = None

    def _check(self) -> Iterable[Fault]:
        days = {name: value for name in ("began", "ended") if (value := getattr(self, name)) is not None}
        faults = [Fault((n,), Code.WRONG_TYPE, value, date) for n, value in days.items() if not _is_day(value)]
        if not faults and self.began and self.ended and self.ended < self.began:
            later = f"allowed is {self.began}, on which it began, or later"
            faults.append(Fault(("ended",), Code.AT_ODDS, self.ended, later))
        return faults

    @classmethod
    def from_journal(cls, journal: HasEntries, notebooks: str | Iterable[str] | None = None) -> Self:
        """Begin a reflection with what a journal knows: title, days and what happened; the rest is yours.

        Minutes are filled in where the journal has any; else `stated_minutes` proposes some.

        Parameters
        ----------
        journal
            The journal.
        notebooks
            The id of a notebook, or several; all that the journal has where none is named.

        Raises
        ------
        UnknownKeyError
            There is no such notebook.
        """
        needed(getattr(journal, "entries", None), Sequence, "A reflection begins with a Journal", journal)
        entries = _chosen(journal.entries, notebooks)
        if not entries:
            return cls()
        days = sorted(entry.date for entry in entries)
        minutes = [entry.minutes for entry in entries if entry.minutes is not None]
        names = list(dict.fromkeys(entry.notebook for entry in entries))
        record = cls(
            title=f"{_LEARNING}{'; '.join(map(notebook_title, names))}",
            began=days[0].isoformat(),
            ended=days[-1].isoformat(),
            minutes=min(sum(minutes), 60_000) if minutes else None,
            what_happened="\n".join(
                line for name in names for line in _happened([entry for entry in entries if entry.notebook == name])
            ),
        )
        return record.with_(for_record((entry.activity, entry.what) for entry in entries))

    def renewed(self, journal: HasEntries) -> Self:
        """Fill in the reflection with what the journal has and this one has not; whatever a person wrote stays.

        A title and lines that were made of the journal are made again, days are widened, and minutes are filled in
        where none are stated: those of the journal, else those that the notebooks state.

        Parameters
        ----------
        journal
            The journal.
        """
        fresh = type(self).from_journal(journal)
        if fresh == type(self)():
            return self
        mine = self.title is not None and not self.title.startswith(_LEARNING)
        minutes = fresh.minutes or sum(stated_minutes(journal).values()) or None
        return self.with_(
            title=self.title if mine else fresh.title,
            began=min(filter(None, (self.began, fresh.began))),
            ended=max(filter(None, (self.ended, fresh.ended))),
            minutes=minutes if self.minutes is None else self.minutes,
            what_happened=_joined(self.what_happened, fresh.what_happened),
            **{name: getattr(fresh, name) for name in _FOLLOWED if getattr(self, name) is None},
        )

    @property
    def credits(self) -> float | None:
        """Minutes divided by sixty; the person awards them, for an hour with a reflective note."""
        return None if self.minutes is None else round(self.minutes / 60, 2)

    @property
    def has_note(self) -> bool:
        """Whether there is a reflective note: what was learned, or what it means."""
        return bool(self.learned or self.so_what)

    @property
    def unstated(self) -> tuple[str, ...]:
        """The ids of the fields that are not stated, in order."""
        return tuple(field.id for field in fields() if getattr(self, field.id) is None)

    @property
    def suspicions(self) -> dict[str, tuple[Suspicion, ...]]:
        """What could tell who a patient is, by field; nothing is altered."""
        found = {field.id: find("\n".join(self.says(field.id) or ())) for field in _written()}
        return {name: several for name, several in found.items() if several}

    def says(self, field: str) -> tuple[str, ...] | None:
        """Say a field in plain words, a line for each of several things; None where it is not stated."""
        value = getattr(self, fields()[field].id)
        match value:
            case None:
                return None
            case bool():
                return ("yes" if value else "no",)
            case int() | float():
                return (f"{value:g}",)
            case tuple():
                known = choices(field)
                return tuple(known[item].title if item in known else item for item in value) or ("none",)
        return (day(date.fromisoformat(value)) if field in ("began", "ended") else value,)

    def __str__(self) -> str:
        return self.title or "A reflection without a title"

    def __repr__(self) -> str:
        stated = len(fields()) - len(self.unstated)
        return f"Reflection({str(self)!r}: {stated} of {len(fields())} fields stated)"

    def _repr_html_(self) -> str:
        rows = [[field.title, _shown(self.says(field.id), field.question)] for field in fields()]
        return wrap(table(["field", "what you say"], rows, str(self)))


#: What is taken in of a written exercise where a person has stated nothing.
_FOLLOWED = ("change", "change_by", "evidence", "shared_with")

#: How the title begins that a journal gives.
_LEARNING = "Learning about clinical leadership roles: "

#: A line that a journal gives: the notebook, the days, and how much was done.
_MADE = re.compile(r"(?P<notebook>.+) \([^()]*\d{4}\)(?:: \d+ activit(?:y|ies) done)?\.")


def stated_minutes(journal: HasEntries) -> dict[str, int]:
    """Return the notebooks that were worked in and the minutes that each says it takes: a proposal."""
    known, names = load_notebooks(), dict.fromkeys(entry.notebook for entry in journal.entries)
    return {known[name].title: known[name].minutes for name in names if name in known}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _shown(lines: tuple[str, ...] | None, question: str) -> Any:
    if lines is None:
        return tag("span", f"not stated: {question}", class_="unstated")
    return lines[0] if len(lines) == 1 else listing(lines)


def _written() -> tuple[Field, ...]:
    """Return the fields into which a person writes words of their own."""
    free = (str | None, tuple[str, ...] | None)
    kinds = field_kinds(Reflection)
    return tuple(f for f in fields() if kinds.get(f.id) in free and f.id not in ("name", "began", "ended"))


def _chosen(entries: tuple[Entry, ...], notebooks: str | Iterable[str] | None) -> tuple[Entry, ...]:
    if notebooks is None:
        return entries
    wanted = (notebooks,) if isinstance(notebooks, str) else tuple(notebooks)
    known = dict.fromkeys([*load_notebooks().ids, *(entry.notebook for entry in entries)])
    for name in wanted:
        one_of(name, known, f"{name!r} is not one of the notebooks", UnknownKeyError)
    return tuple(entry for entry in entries if entry.notebook in wanted)


def _happened(entries: list[Entry]) -> Iterable[str]:
    """Say what was done in one notebook, then give the person's own notes, word for word."""
    days = sorted(entry.date for entry in entries)
    when = day(days[0]) if days[0] == days[-1] else f"{day(days[0])} to {day(days[-1])}"
    done = len({entry.activity or entry.id for entry in entries if entry.kind != "note"})
    what = f": {done} {'activity' if done == 1 else 'activities'} done" if done else ""
    yield f"{notebook_title(entries[0].notebook)} ({when}){what}."
    for entry in entries:
        if entry.kind in ("note", "reflection"):
            yield from entry.lines


def _joined(written: str | None, fresh: str | None) -> str | None:
    """Put what a journal gives now among the lines that a person has; only a line that was made so gives way."""
    lines = written.split("\n") if written else []
    at = len(lines)
    for line in (fresh or "").split("\n"):
        same = next((n for n, old in enumerate(lines) if old == line or _of_notebook(old, line)), None)
        at = at if same is None else same
        lines[at : at + (same is not None)] = [line]
        at += 1
    return "\n".join(lines) or None


def _of_notebook(old: str, new: str) -> bool:
    before, now = _MADE.fullmatch(old), _MADE.fullmatch(new)
    return bool(before and now and before["notebook"] == now["notebook"])
