"""Progress: what a learner has done, notebook by notebook, and where to go on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple, Self

from leadership_lib.core.day import today
from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import data_folder, slug
from leadership_lib.core.html import Markup, folded, table, tag, wrap
from leadership_lib.core.records import Record, parse_toml, read_text
from leadership_lib.role.loading import case_ids
from leadership_lib.teaching import exercise, notebooks, written
from leadership_lib.teaching.journal.entry import Entry, day, notebook_title
from leadership_lib.teaching.journal.work import NOTEBOOK, Work

_FILE = "data/framework/activities.toml"

#: Which activities each notebook has, by the notebook's id.
Activities = Mapping[str, tuple[str, ...]]


class _Registered(Record, what="the activities of the notebooks"):
    notebooks: Activities


def registered() -> Activities:
    """Read the activities of each notebook from ``data/framework/activities.toml``; nothing where it is not there.

    A line of that file is a notebook and the ids of its activities in order: ``01_name = ["first", "second"]``. The
    name of a kind of exercise stands for every exercise of that kind; the line ``cases`` goes for every notebook made
    from the template.
    """
    listed = _listed()
    if (every_case := listed.pop("cases", None)) is not None:
        made = (notebook.id for notebook in notebooks.load() if notebook.id.startswith(notebooks.CASES))
        listed |= dict.fromkeys(made, every_case)
    return {notebook: tuple(chain.from_iterable(map(_each, names))) for notebook, names in listed.items()}


def home(kind: str) -> str:
    """Find the notebook that works through a kind of exercise.

    Raises
    ------
    Problem
        No notebook does.
    """
    found = next((notebook for notebook, names in _listed().items() if kind in names), None)
    if found is None:
        raise Problem(f"No notebook works through {kind}: {_FILE} has no line with it.")
    return found


def _listed() -> dict[str, tuple[str, ...]]:
    path = data_folder() / "framework" / "activities.toml"
    if not path.exists():
        return {}
    tables = parse_toml(read_text(path, _Registered), _Registered, _FILE)
    return dict(_Registered.from_dict({"notebooks": tables}, _FILE).notebooks)


def _each(name: str) -> tuple[str, ...]:
    """Return the activities of a name; where an answer leads on, whoever answered the first one has done it."""
    if name not in exercise.FILES:
        return (name,)
    return tuple(opening.id for opening in exercise.openings(exercise.load(name)))


class Stage(NamedTuple):
    """How far a learner has come in one notebook.

    Attributes
    ----------
    notebook, title : str
        Its id and its title.
    done : tuple of str
        The activities that were done, in the order in which they were first done.
    left : tuple of str
        Those that were not, in the order of the notebook; empty also where it is not known which there are.
    known : bool
        Whether it is known which activities the notebook has.
    last : date or None
        The day on which something was last kept from it.
    place : int
        Where in the journal that stands; -1 where nothing was kept.
    due : tuple of str
        What a written exercise asks for by now, some time after it was begun.
    """

    notebook: str
    title: str
    done: tuple[str, ...]
    left: tuple[str, ...]
    known: bool
    last: date | None = None
    place: int = -1
    due: tuple[str, ...] = ()

    @property
    def counts(self) -> str:
        """How many of how many activities are done, in words."""
        if self.known and not self.done and not self.left:
            return "nothing to do"
        if self.known:
            return f"{len(self.done)} of {len(self.done) + len(self.left)}"
        return str(len(self.done)) if self.last else "none yet"

    @property
    def state(self) -> str:
        """Whether the notebook is done, begun or not begun; where its activities are not known it is never done."""
        if self.known and not self.left:
            return "done" if self.done else "to read"
        return "begun" if self.last else "not begun"


class Progress(tuple[Stage, ...]):
    """The stages, one a notebook in the order of the start page, what was made, and where to go on."""

    def __new__(cls, stages: Iterable[Stage], work: Work | None = None, newest: float = 0) -> Self:
        """Lay what was made beside the stages; ``newest`` is when the journal last kept something."""
        made = super().__new__(cls, stages)
        made.work = work or Work()
        # Whoever was last in the studio goes on there, and not in what they answered before.
        made.in_studio = bool(made.work.when) and made.work.when >= newest
        return made

    work: Work
    in_studio: bool

    @property
    def counts(self) -> str:
        """How many redesigns, versions, cases and documents there are; empty where there is nothing."""
        known = notebooks.load()
        cases = {known[stage.notebook].case for stage in self if stage.last and stage.notebook in known}
        cases |= {slug(case) for case in case_ids()} & {*self.work.redesigns}
        return self.work.counts(len(cases - {None}))

    @property
    def next(self) -> Stage | None:
        """The notebook to go on with: the one last worked in while something is left there, else the first one."""
        open_ = [stage for stage in self if stage.left]
        if not any(stage.known for stage in self):
            # Nothing tells what there is to do, so the learner goes on where they were.
            taught = {notebook.id for notebook in notebooks.load() if notebook.path == "learner"}
            open_ = [stage for stage in self if stage.last] or [stage for stage in self if stage.notebook in taught]
        # Of those in which nothing was kept, max gives the first in the row.
        return max(open_, key=lambda stage: stage.place, default=None)

    @property
    def advice(self) -> str:
        """Where to go on, in one sentence."""
        stage = self.next
        if self.in_studio:
            return self.work.advice
        if stage is None:
            return "All activities are done. What you have kept can be exported as a reflective record."
        if stage.last:
            return f"Go on with “{stage.title}”{f', activity {stage.left[0]}' if stage.left else ''}."
        return f"{'Next comes' if any(each.last for each in self) else 'Begin with'} “{stage.title}”."

    @property
    def due(self) -> tuple[str, ...]:
        """What is asked for by now in any notebook, each in a sentence that names the notebook."""
        return tuple(f"{asked} It is kept in “{stage.title}”." for stage in self for asked in stage.due)

    def __repr__(self) -> str:
        width = max((len(stage.title) for stage in self), default=0)
        lines = [f"{stage.title:<{width}}  {stage.counts:>8}  {stage.state}" for stage in self]
        return "\n".join([*self.due, *lines, *filter(None, [self.counts]), self.advice])

    def _repr_html_(self) -> str:
        return wrap(*self.parts())

    def parts(self) -> Iterator[Markup]:
        """Show the advice and the table, for a block that has more in it."""
        known, stage = notebooks.load(), self.next
        to = NOTEBOOK if self.in_studio else stage.notebook if stage else ""
        link = (" ", tag("a", f"Open “{notebook_title(to)}”", href=f"{to}.ipynb")) if to in known else ()
        for stage_ in self:
            for asked in stage_.due:
                there = tag("a", f"Open “{stage_.title}”", href=f"{stage_.notebook}.ipynb")
                yield tag("p", tag("b", asked), " ", there, class_="note")
        yield tag("p", self.advice, *link, class_="note")
        if self.counts:
            yield tag("p", self.counts)
        head = ["notebook", "activities done", "state", "last kept"]
        rows = (
            [stage.title, stage.counts, stage.state, "" if stage.last is None else day(stage.last)] for stage in self
        )
        yield folded("Your progress in every notebook", table(head, rows, "Your progress"))


def done(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the activities that were done, in the order in which they were first done.

    An entry of the kind ``note`` is a remark beside an activity and does none; what a learner writes where a notebook
    asks for it is of the kind ``reflection``, and does.
    """
    return tuple(dict.fromkeys(entry.activity for entry in entries if entry.activity and entry.kind != "note"))


def progress(entries: Sequence[Entry], activities: Activities, work: Work | None = None) -> Progress:
    """Say how far a learner has come in every notebook.

    Parameters
    ----------
    entries
        What was kept, in order.
    activities
        Which activities each notebook has, as far as that is known.
    work
        What was made beside the journal.
    """
    ours = notebooks.load().ids
    names = dict.fromkeys([*ours, *activities, *(entry.notebook for entry in entries)])
    stages = (_stage(name, entries, activities.get(name)) for name in names)
    return Progress(
        stages, work, max((datetime.fromisoformat(entry.when).timestamp() for entry in entries), default=0)
    )


def _stage(notebook: str, entries: Sequence[Entry], activities: tuple[str, ...] | None) -> Stage:
    places = [place for place, entry in enumerate(entries) if entry.notebook == notebook]
    was_done = done([entries[place] for place in places])
    if activities is not None:
        was_done = tuple(name for name in was_done if name in activities)
    left = tuple(name for name in activities or () if name not in was_done)
    last, place = (entries[places[-1]].date, places[-1]) if places else (None, -1)
    due = tuple(_due([entries[place] for place in places]))
    return Stage(notebook, notebook_title(notebook), was_done, left, activities is not None, last, place, due)


def _due(entries: Sequence[Entry]) -> Iterator[str]:
    """Ask for what a written exercise wants to know some time afterwards, once that time has come."""
    newest = {entry.activity: entry.what for entry in entries if entry.activity in written.load()}
    for activity, what in newest.items():
        asked = written.load()[activity or ""]
        for part in asked.due(what, today()) if isinstance(what, Mapping) else ():
            yield f"{part.title}: {part.put}"
