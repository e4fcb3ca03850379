"""The board beside the record: what is kept, what would change in the record, and what to look at again."""

from collections.abc import Iterable, Iterator

from leadership_lib.core.html import Markup, folded, listing, table, tag
from leadership_lib.teaching.journal import appraisal
from leadership_lib.teaching.journal.entry import Latest, latest, notebook_title
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.teaching.journal.reflection import Reflection, stated_minutes

#: A word may be longer than the board is wide; it leaves the other column some room.
_WRAPPED = "overflow-wrap: anywhere"
_NARROW = f"{_WRAPPED}; min-width: 11em"


def changes(before: Reflection, after: Reflection, fields: Iterable[str]) -> Markup:
    """Show what would change in a record, field by field."""
    rows = ([appraisal.fields()[field].title, *_moved(before, after, field)] for field in fields)
    return table(["field", "this goes", "this comes"], rows, "What would change in the record")


def _moved(before: Reflection, after: Reflection, field: str) -> tuple[Markup, Markup]:
    """Return the lines that go and those that come."""
    old, new = ("\n".join(record.says(field) or ()).split("\n") for record in (before, after))
    gone, come = ([line for line in one if line not in other and line] for one, other in ((old, new), (new, old)))
    return tag("div", _lines(gone), style=_WRAPPED), tag("div", _lines(come), style=_WRAPPED)


def _lines(lines: list[str]) -> Markup:
    return listing(lines) if len(lines) > 1 else tag("span", *(lines or ["nothing"]))


def proposal(journal: Journal) -> str:
    """Propose minutes where none are stated, and say whose figures they are."""
    minutes = stated_minutes(journal)
    if not minutes:
        return "Minutes are not stated: write how many it took you."
    parts = "; ".join(f"{title}: {number}" for title, number in minutes.items())
    return (
        "Minutes are not stated. The notebooks you worked in say they take "
        f"{sum(minutes.values())} ({parts}). That is only a suggestion: bring it in, or write what it took you. "
        "You can correct either."
    )


def suspected(asked: Iterable[str]) -> Iterator[Markup]:
    """Ask about everything that could tell who a patient is."""
    if several := list(asked):
        yield tag("p", tag("b", "Could this identify a patient?"))
        yield listing(several)


def everything(journal: Journal) -> Markup:
    """Show what is kept, notebook by notebook, each exercise with its last answer."""
    found = latest(journal.entries)
    names = dict.fromkeys(one.entry.notebook for one in found)
    rows = {name: [_row(one) for one in found if one.entry.notebook == name] for name in names}
    head = ["what", "what you wrote or chose"]
    tables = (table(head, several, notebook_title(name)) for name, several in rows.items())
    return folded(f"Everything kept: {len(found)}", *tables)


def _row(one: Latest) -> tuple[Markup, Markup]:
    what = tag("div", one.entry.title, tag("div", one.when, style="font-weight: 400"), style=_NARROW)
    return what, tag("div", _lines(list(one.entry.lines)), style=_WRAPPED)
