"""An entry: one thing that a learner did, and when."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Any, Literal, NamedTuple

from leadership_lib.core.faults import Code, Fault, Said
from leadership_lib.core.records import Between, Record, text_fault
from leadership_lib.teaching import exercise, notebooks, written
from leadership_lib.teaching.feedback import IN_WORDS

Kind = Literal["answer", "note", "reflection", "grid", "role"]

#: How many tables or lists may stand in one another.
DEEPEST = 20
#: The largest whole number that every reader of TOML takes.
_LARGEST = 2**63 - 1


class Entry(Record, what="an entry of a journal"):
    """One thing that a learner did.

    Attributes
    ----------
    id : str
        What to call it by, when it is to be deleted.
    when : str
        Date and time, as in ``2026-11-23T19:05:00+00:00``.
    notebook, activity : str
        Where it was done; a note may belong to a whole notebook.
    what : str or mapping
        What was written or chosen: text, or a table of text, numbers, yes and no, lists and tables.
    minutes : float or None
        How long it took, where that is known.
    """

    id: str
    when: str
    notebook: str
    activity: str | None = None
    kind: Kind = "answer"
    what: Any
    minutes: Annotated[float, Between(0, 1440, "minutes")] | None = None

    def _check(self) -> Iterator[Fault]:
        if fault := _misfit(self.what):
            yield fault
        try:
            datetime.fromisoformat(self.when)
        except ValueError:
            yield Fault(("when",), Code.WRONG_TYPE, self.when, datetime)

    @property
    def date(self) -> date:
        """The day on which it was done."""
        return datetime.fromisoformat(self.when).date()

    @property
    def title(self) -> str:
        """What the activity is called."""
        if self.activity is None:
            return "the whole notebook"
        for known in (exercise.load(), written.load()):
            if self.activity in known:
                return known[self.activity].title
        return self.activity[:1].upper() + self.activity[1:]

    @property
    def lines(self) -> tuple[str, ...]:
        """What was written or chosen: a line for a text, and for a table a line for each thing that it states.

        An answer to one of our exercises is given in the words of the exercise.
        """
        match self.what:
            case {"chosen": tuple(chosen), "verdict": str(verdict)} if len(self.what) == 2:
                words = (_choice(self.activity, choice) for choice in chosen)
                return (*words, f"Verdict: {_VERDICTS.get(verdict, verdict)}")
        return tuple(f"{name}: {text}" if name else text for name, text in _said(self.what))

    def __str__(self) -> str:
        title = notebook_title(self.notebook)
        where = f"{title}, {self.title}" if self.activity else title
        return f"{day(self.date)}, {where} ({self.kind}): {'; '.join(self.lines)}"


class Latest(NamedTuple):
    """What was last kept from one activity, and how many times it was tried."""

    entry: Entry
    tries: int

    @property
    def when(self) -> str:
        """The day, and what else there is to say about the doing."""
        minutes = [] if self.entry.minutes is None else [f"{self.entry.minutes:g} minutes"]
        tries = [f"{self.tries} tries, this is the last"] if self.tries > 1 else []
        return ", ".join([day(self.entry.date), *minutes, *tries])


def latest(entries: Iterable[Entry]) -> tuple[Latest, ...]:
    """Keep each activity once, with its last answer, in the order in which they were begun; each note is one."""
    found: dict[tuple[str | None, ...], Latest] = {}
    for entry in entries:
        alone = entry.activity is None or entry.kind in ("note", "reflection")
        place: tuple[str | None, ...] = (entry.id,) if alone else (entry.notebook, entry.activity, entry.kind)
        found[place] = Latest(entry, found[place].tries + 1 if place in found else 1)
    return tuple(found.values())


def _misfit(value: Any, depth: int = 0) -> Fault | None:
    """Say what is wrong where a value is neither text nor a table that can be kept."""
    match value:
        case str() if depth == 0 or value.strip():
            return text_fault(value, ("what",))
        case str() | bool() if depth:
            return None
        case int() if abs(value) <= _LARGEST and depth:
            return None
        case float() if math.isfinite(value) and depth:
            return None
        case Mapping() | list() | tuple() if depth >= DEEPEST:
            found = Said("tables in one another without end")
            return Fault(("what",), Code.RULE, found, f"allowed are {DEEPEST}")
        case Mapping():
            strange = (key for key in value if text_fault(key, ("what",)))
            inner = (Fault(("what",), Code.RULE, key, "a name has to be text") for key in strange)
            return next(filter(None, (*inner, *(_misfit(item, depth + 1) for item in value.values()))), None)
        case list() | tuple() if depth:
            return next(filter(None, (_misfit(item, depth + 1) for item in value)), None)
    allowed = "allowed is text or a table of text, numbers, true, false, lists and tables"
    return Fault(("what",), Code.RULE, Said(type(value).__name__), allowed)


def _said(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case Mapping():
            for key, item in value.items():
                yield from _said(item, ", ".join(filter(None, (name, key.replace("_", " ")))))
        case tuple() if all(isinstance(item, str) for item in value):
            yield name, "; ".join(value) or "none"
        case tuple():
            for number, item in enumerate(value, 1):
                yield from _said(item, f"{name} {number}")
        case bool():
            yield name, "yes" if value else "no"
        case int() | float():
            yield name, f"{value:g}"
        case _ if value.strip():
            yield name, value


#: How a verdict on a whole answer is put.
_VERDICTS = {**IN_WORDS, "partly": "fits in part"}


def _choice(activity: str | None, choice: Any) -> str:
    """Return the words of a choice; its own name where the exercise has changed since."""
    known = exercise.load()
    choices = known[activity].choices if activity is not None and activity in known else ()
    return next((str(one) for one in choices if one.id == choice), str(choice))


def day(when: date) -> str:
    """Write a day as people do: 23 November 2026."""
    return f"{when.day} {when:%B} {when.year}"


def notebook_title(notebook: str) -> str:
    """Return the title of a notebook; one that is not ours goes by its own name, on one line."""
    known = notebooks.load()
    return known[notebook].title if notebook in known else " ".join(notebook.split())


#: How people write a day; blanks, commas, dots after a month and the ends of numbers are taken out before.
_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y-%m-%d")
_NUMBERS = re.compile(r"(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})")


def read_day(text: str, today: date | None = None) -> date | None:
    """Read a day as people write it; None where it is none, or may be either of two.

    Parameters
    ----------
    text
        Such as ``1 Nov``, ``1st of November 2026``, ``25/12/2026`` or ``2026-11-01``. Without a year it is the last
        such day.
    today
        The day from which that is counted; today where none is given.

    Examples
    --------
    >>> read_day("Sunday, 1st of Nov 2026")
    datetime.date(2026, 11, 1)
    >>> read_day("1/11/2026")  # the first of November, or the eleventh of January?
    """
    today = today or date.today()
    plain = " ".join(re.sub(r"[,.](?= |$)", " ", text).split())
    if found := _NUMBERS.fullmatch(plain):
        return _numbered(*(int(found[n]) for n in (1, 3, 4)))
    plain = re.sub(r"(?i)^(mon|tues|wednes|thurs|fri|satur|sun)day |(?<=\d)(st|nd|rd|th)\b|\bof ", "", plain)
    plain = re.sub(r"(?i)\bsept\b", "sep", plain)
    if day_ := _written(plain):
        return day_
    # The last one may be four or eight years ago: the 29 February.
    tried = (_written(f"{plain} {year}") for year in range(today.year, max(today.year - 9, 0), -1))
    return next((day_ for day_ in tried if day_ and day_ <= today), None)


def _written(text: str) -> date | None:
    for form in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    return None


def _numbered(first: int, second: int, year: int) -> date | None:
    """Find the only day that two numbers and a year can be."""
    possible = set()
    for day_, month in ((first, second), (second, first)):
        with suppress(ValueError):
            possible.add(date(year, month, day_))
    return possible.pop() if len(possible) == 1 else None
