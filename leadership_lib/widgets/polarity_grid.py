"""GridForm: fill a polarity grid, see it drawn, and be told what is missing."""

from __future__ import annotations

from typing import Any

from leadership_lib import figures, framework
from leadership_lib.html import Markup, block, listing, tag
from leadership_lib.polarity import PARTS, POLES, PolarityError, PolarityGrid, label
from leadership_lib.problems import Problem
from leadership_lib.widgets.form import Form
from leadership_lib.work import slug, work_folder

#: How wide the picture beside the form is, in pixels.
BOARD = 470

#: The parts that hold one text; all others hold several.
SINGLE = {"title", "greater_purpose", "deeper_fear", "name", "noticed_by"}

ACTIONS = [
    {"id": "undo", "label": "Undo"},
    {"id": "start", "label": "Back to what the paper says"},
]


class GridForm(Form):
    """Fill a polarity grid for a tension; it is kept as it is written.

    Parameters
    ----------
    paradox
        The id of one of the four paradoxes, whose grid is filled in as far as the paper goes.
    name
        The name under which it is kept in ``my_work``; by default the paradox. The same name goes on where one
        stopped.

    Attributes
    ----------
    value : PolarityGrid
        The grid as it is now.
    """

    def __init__(self, paradox: str = "representative_executive", *, name: str | None = None):
        self._start = PolarityGrid.from_paradox(paradox)
        self._path = work_folder() / f"{slug(name or paradox)}.grid.toml"
        self._history = [PolarityGrid.from_file(self._path) if self._path.exists() else self._start]
        self._faults: dict[str, str] = {}
        self._problem = ""
        poles = framework.load("paradoxes")[paradox].poles
        whole = {"title": "The tension", "fields": [_field(p) for p in ("title", "greater_purpose", "deeper_fear")]}
        sides = [
            {"title": pole, "fields": [_field(f"{key}.{part}") for part in ("name", *PARTS)]}
            for key, pole in zip(POLES, poles, strict=True)
        ]
        super().__init__(
            label=f"Polarity grid: {name or paradox}",
            tabs_label="Parts of the grid",
            board_label="The grid, and what is still missing",
            help="One thing a line. Steps and warnings for both poles. Kept as you go.",
            groups=[whole, *sides],
            actions=ACTIONS,
        )
        self._refresh()

    @property
    def value(self) -> PolarityGrid:
        """The grid as it is now."""
        return self._history[-1]

    @value.setter
    def value(self, grid: PolarityGrid) -> None:
        self._history.append(grid)
        self._keep()
        self._refresh()

    def edit(self, edits: list[tuple[str, Any]]) -> None:
        """Take over parts; a faulty one is named beside its control and changes nothing."""
        for path, value in edits:
            self._faults.pop(path, None)
            try:
                self._history.append(self.value.with_({path: value}))
            except PolarityError as error:
                self._faults[path] = "; ".join(f"{fault.found}; {fault.allowed}" for fault in error.faults)
        self._show()
        self._keep()

    def act(self, action: str, argument: str | None = None) -> None:
        """Take a step back, or begin again with what the paper says."""
        if action == "undo" and len(self._history) > 1:
            self._history.pop()
        elif action == "start":
            self._history.append(self._start)
        self._keep()
        self._refresh()

    def _keep(self) -> None:
        try:
            self.value.save(self._path)
            self._problem = ""
        except Problem as problem:
            self._problem = str(problem)

    def _refresh(self) -> None:
        self._faults.clear()
        paths = [field["id"] for group in self.groups for field in group["fields"]]
        values = {path: _plain(self.value, path) for path in paths}
        self.write({path: value for path, value in values.items() if value is not None})
        self._show()

    def _show(self) -> None:
        remarks = list(self.value.review())
        said = f"Still to settle: {len(remarks)}." if remarks else "Nothing is missing. Look at it again in a month."
        with self.hold_sync():
            self.board = block(
                tag("p", tag("b", said), class_="note"),
                Markup(figures.grid(self.value, width=BOARD).svg()),
                listing(map(str, remarks)),
            )
            self.state = {
                "said": "; ".join(self._faults.values()) or said,
                "notice": self._problem,
                "faults": dict(self._faults),
                "off": [] if len(self._history) > 1 else ["undo"],
            }


def _field(path: str) -> dict[str, Any]:
    part = path.rpartition(".")[2]
    return {"id": path, "question": label(part), "kind": "text" if part in SINGLE else "lines", "none": False}


def _plain(grid: PolarityGrid, path: str) -> Any:
    value: Any = grid
    for name in path.split("."):
        value = getattr(value, name)
    return list(value) if isinstance(value, tuple) else value
