"""Grid form: fill a polarity grid, see it drawn, and be told what is missing."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from textwrap import shorten
from typing import Any

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.folders import slug, work_folder
from leadership_lib.core.html import Markup, block, listing, table, tag
from leadership_lib.core.records import plain
from leadership_lib.core.store import ELSEWHERE, KeptRecord, differences
from leadership_lib.core.text import counted
from leadership_lib.framework import concepts
from leadership_lib.output import figures
from leadership_lib.output.documents import write_grid
from leadership_lib.redesign.polarity import PARTS, POLES, UNTITLED, PolarityGrid, Pole, Remark, label, load
from leadership_lib.role.role import as_read
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import controls, worksheets
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_slot import JournalSlot
from leadership_lib.widgets.write_documents import write_documents

#: How wide the picture beside the form is, in pixels, and how many letters a tab has.
BOARD, TAB = 470, 34

#: The parts that hold one text; all others hold several.
SINGLE = {"title", "greater_purpose", "deeper_fear", "name", "noticed_by"}

ACTIONS = [
    *controls.buttons(undo="Undo", start="Back to what the paper says", word="Write Word", page="Write web page"),
    {"id": "open", "label": "Open this paradox", "asks": "choice", "label_of_input": "Another paradox"},
]


class GridForm(Form):
    """Fill a polarity grid for a tension; it is kept as it is written, and each paradox has a grid of its own.

    Parameters
    ----------
    paradox
        The id of one of the four paradoxes, whose grid is filled in as far as the paper goes.
    name
        The name under which it is kept in ``my_work``, with that of the paradox. The same name goes on where one
        stopped.
    notebook, activity
        Where it stands, if the journal is to say that a grid was filled in; without an activity it is the name.
    journal
        Where that is kept; by default the learner's own.

    Attributes
    ----------
    value : PolarityGrid
        The grid as it is now.

    Raises
    ------
    Problem
        What was kept under the name cannot be read, or is the grid of another paradox.
    """

    def __init__(
        self,
        paradox: str = "representative_executive",
        *,
        name: str | None = None,
        notebook: str | None = None,
        activity: str | None = None,
        journal: Journal | None = None,
    ):
        self._name = needed(name, str | None, "The name of a grid is text")
        self._slot = JournalSlot(notebook, activity or (name if notebook else None), "grid", journal)
        self._typed: str | None = None
        self._written: tuple[PolarityGrid | None, Markup] = None, Markup()
        self._open(paradox)
        super().__init__(
            label=f"Polarity grid: {name or self._start.title}",
            tasks_label="Parts of the grid",
            board_label="The grid, and what is still missing",
            help="One thing a line. Steps and warnings for both poles. Kept as you go.",
            groups=self._groups(),
            actions=ACTIONS,
        )

    @property
    def value(self) -> PolarityGrid:
        """The grid as it is now."""
        return self._kept.value

    @value.setter
    def value(self, grid: PolarityGrid) -> None:
        needed(grid, PolarityGrid, "The value of this form is a PolarityGrid")
        if grid.paradox and grid.paradox != self._paradox:
            raise Problem(_other(grid.paradox, self._paradox, "This form"))
        self._change({path: fact for path, fact in differences(self.value, grid).items() if path != "paradox"})
        self.refresh()

    def take(self, field: str, value: Any) -> str | None:
        """Take over a part, and say where another window has changed others."""
        return self._change({field: value}, typed=field) if field in self._paths else None

    def do(self, action: str, argument: str) -> str:
        """Take a step back, begin again with what the paper says, write a document, or go to another paradox."""
        match action:
            case "undo" if self._steps:
                self._kept.change(self._steps.pop())
                self._typed = None
                self._record()
            case "start":
                if gone := differences(self.value, self._start):
                    parts = ", ".join(dict.fromkeys(label(path.rpartition(".")[2]) for path in gone))
                    self.ask(f"What you wrote would go, in {counted(len(gone), 'part')}: {parts}.", "Begin again")
                self._change(gone)
            case "word" | "page":
                ending = ".docx" if action == "word" else ".html"
                notice, links = write_documents(ending, {self._stem: lambda path: write_grid(self.value, path)})
                self._written = self.value, links
                return notice + self.look_again
            case "open":
                titles = {paradox.title: paradox.id for paradox in concepts.load("paradoxes")}
                self._open(titles.get(argument, argument))
                self.groups = self._groups()
        return ""

    def _open(self, paradox: str) -> None:
        """Go on with the grid of a paradox; where that cannot be, nothing changes."""
        start = PolarityGrid.from_paradox(paradox)
        stem = f"{slug(self._name)}.{paradox}" if self._name else paradox
        kept = KeptRecord(work_folder() / f"{stem}.grid.toml", PolarityGrid, lambda: start)
        if kept.value.paradox and kept.value.paradox != paradox:
            remedy = f"Rename {str(kept.path)!r}: then a new grid begins. Nothing in it is lost."
            raise Problem(f"{_other(kept.value.paradox, paradox, kept.path.name)} {remedy}")
        self._paradox, self._start, self._kept, self._stem = paradox, start, kept, stem.replace(".", "_") + "_grid"
        # What each step has changed, as it was before; several changes to the same part on end are one step.
        self._steps: list[Mapping[str, Any]] = []
        self._typed, self._written = None, (None, Markup())

    def _change(self, facts: Mapping[str, Any], typed: str | None = None) -> str | None:
        """Change facts as one step, and say where another window has changed others."""
        after = self.value.with_(facts)
        if after == self.value and not self._kept.problem:
            return None
        if typed is None or typed != self._typed:
            self._steps.append({path: _plain(self.value, path) for path in facts})
        self._typed = typed
        others = self._kept.change(facts)
        self._record()
        return ELSEWHERE if others else None

    def _record(self) -> None:
        """Let the journal say that a grid was filled in; the grid itself is in its own file."""
        self._slot.keep(
            {
                "polarity grid": self.value.title or UNTITLED,
                "points still to settle": len(self.value.review()),
                "kept in": self._kept.path.name,
            }
        )

    def _groups(self) -> list[dict[str, Any]]:
        whole = ("title", "greater_purpose", "deeper_fear")
        several = (whole, *([f"{key}.{part}" for part in ("name", *PARTS)] for key in POLES))
        return [
            {"title": title, "fields": list(map(_field, paths))}
            for title, paths in zip(self._titles, several, strict=True)
        ]

    @property
    def _titles(self) -> list[str]:
        return ["The tension", *(shorten(name, TAB, placeholder=" …") for name in self.value.names)]

    @property
    def _paths(self) -> list[str]:
        return [field["id"] for group in self.groups for field in group["fields"]]

    def plain(self) -> dict[str, Any]:
        """Return the parts that are filled in, as the controls hold them."""
        values = {path: _plain(self.value, path) for path in self._paths}
        return {path: value for path, value in values.items() if value is not None}

    def show(self, said: str = "", notice: str = "") -> None:
        """Draw the grid, with what is still to settle."""
        remarks = list(self.value.review())
        left = f"Still to settle: {len(remarks)}." if remarks else "Nothing is missing. Look at it again in a month."
        problems = dict.fromkeys(filter(None, (notice, self._kept.problem, self._slot.problem)))
        grid, links = self._written
        self.tell(
            block(
                tag("p", tag("b", left), class_="note"),
                links if grid == self.value else Markup(),
                *self._points(remarks),
                Markup(figures.grid(self.value, width=BOARD).svg()),
            ),
            said=" ".join(filter(None, [*problems, said])) or left,
            notice=" ".join(problems),
            off=[] if self._steps else ["undo"],
            choices={"open": [p.title for p in concepts.load("paradoxes") if p.title != self._start.title]},
            # The tabs are called as the poles are called now.
            titles=self._titles,
        )

    def worksheet(self) -> worksheets.Worksheet:
        """Return the grid as it is now, with room in every part."""
        grid, asks = self.value, load().parts
        title = f"Polarity grid: {grid.title or UNTITLED}"
        rows = (
            [worksheets.named(label(part), asks[part].question), *(_filled(pole, part) for pole in grid.poles)]
            for part in PARTS
        )
        purpose, dread = (
            worksheets.question(f"{label(part)}: {asks[part].question}", _filled(grid, part))
            for part in ("greater_purpose", "deeper_fear")
        )
        poles = tag("div", table(["part", *grid.names], rows, title), class_="poles")
        return worksheets.sheet(title, purpose, poles, dread)

    def _points(self, remarks: list[Remark]) -> Iterator[Markup]:
        """Return the points to settle, tab by tab."""
        for key, title in zip(("", *POLES), ("The tension", *self.value.names), strict=True):
            points = [_point(remark) for remark in remarks if remark.path.rpartition(".")[0] == key]
            if points:
                yield tag("p", tag("b", title))
                yield listing(points)


def _point(remark: Remark) -> Markup:
    part = remark.path.rpartition(".")[2]
    # Where a part is missing, its question says more than that it is missing.
    asks = remark.kind.startswith("missing") or remark.kind == "nobody_notices"
    where = label(part) + (f", number {remark.number}" if remark.number else "")
    said = load().parts[part].question if asks else remark.text
    return tag("span", tag("b", f"{where}:"), " ", said, " ", tag("i", remark.advice))


def _filled(whole: PolarityGrid | Pole, part: str) -> Markup:
    value = getattr(whole, part)
    return Markup(("" if value is None else as_read(value)) + worksheets.lines(3))


def _field(path: str) -> dict[str, Any]:
    part = path.rpartition(".")[2]
    question = f"{label(part)}: {load().parts[part].question}"
    return {"id": path, "question": question, "kind": "text" if part in SINGLE else "lines", "none": False}


def _plain(grid: PolarityGrid, path: str) -> Any:
    return plain(attrgetter(path)(grid))


def _other(found: str, wanted: str, where: str) -> str:
    titles = concepts.load("paradoxes")
    return f"{where} has the grid of “{titles[found].title}”, not of “{titles[wanted].title}”."
