"""Backup: take all of one's work away in one file, and bring it back, here or on another computer."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.folders import work_folder
from leadership_lib.core.html import Markup, block, listing, style, table, tag
from leadership_lib.core.pyodide import IN_BROWSER
from leadership_lib.teaching.backup import archive, belongings, restoring
from leadership_lib.teaching.backup.archive import LIMIT, number, size
from leadership_lib.teaching.journal.entry import day
from leadership_lib.widgets.arrival import Arrival
from leadership_lib.widgets.form import sources

#: How much goes to the page at once: JupyterLab drops what comes faster than about 1 MB a second, without a word.
PART = 250_000

NOTHING_CHOSEN = "Choose a file first: one that “Download all my work” made."
NOTHING_HERE = "There is no work yet, so there is nothing to download."
UNCHANGED = "Nothing has changed yet. Read what will happen, then press the button."
INTERRUPTED = (
    "Python stopped while your work was being brought back. What came back before then is here, and nothing is "
    "lost. Read what is still to come, then press the button to go on."
)
THEN = "Other open notebooks will show it once you run their cells again."


class Backup(anywidget.AnyWidget):
    """Download everything in the folder of a person's work as one file; bring such a file back.

    The page sends messages: ``{"action": "download"}``, then ``{"part": n}`` for what begins at byte n;
    ``{"upload": {"from": n, "size": all}}`` with a buffer, for each part of a file that was chosen;
    ``{"action": "bring"}`` to bring it back; ``{"action": "look"}`` to look again. Each is answered, last of all with
    ``{"done": true}`` and whether something was ``wrong``.

    Parameters
    ----------
    folder
        The folder; by default that of the person's own work.

    Attributes
    ----------
    value : tuple of Item
        The files in the folder now.
    """

    # The same elements and the same look as every other form.
    _esm = sources("controls.js", "transfer.js", "backup.js")
    _css = style() + sources("form.css", "backup.css")

    label = traitlets.Unicode("Take your work with you").tag(sync=True)
    limit = traitlets.Int(LIMIT).tag(sync=True)
    board = traitlets.Unicode("").tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, folder: str | os.PathLike[str] | None = None):
        needed(folder, str | os.PathLike | None, "A backup needs the path of a folder")
        self._folder = None if folder is None else Path(folder)
        self._leaving = b""
        self._arriving = Arrival(LIMIT)
        # A file that was chosen and can be brought back.
        self._chosen: bytes | None = None
        super().__init__()
        self.on_msg(self._receive)
        self._show("Nothing is sent anywhere: the file goes to where your browser keeps downloads.")
        try:
            if left := restoring.interrupted(self.folder):
                self.choose(left, INTERRUPTED)
        except Problem as problem:
            self._show(str(problem), wrong=True)

    @property
    def folder(self) -> Path:
        """The folder of the work."""
        return self._folder or work_folder()

    @property
    def value(self) -> tuple[belongings.Item, ...]:
        """The files in the folder now."""
        return belongings.contents(self.folder)

    def pack(self) -> bytes:
        """Return the file with all the work; what the button downloads."""
        return archive.pack(self.folder)

    def choose(self, data: bytes, said: str = UNCHANGED) -> None:
        """Look into a file and say what bringing it back would do; nothing is changed yet."""
        needed(data, bytes, "A backup is read from the bytes of a file")
        self._chosen = None
        plan = restoring.plan(data, self.folder)
        self._chosen = data
        self._show(
            said,
            tag("p", tag("b", "What will happen:")),
            listing(plan.sentences),
            confirm=_promise(plan),
        )

    def bring(self) -> None:
        """Bring back the file that was chosen."""
        if self._chosen is None:
            raise Problem(NOTHING_CHOSEN)
        report = restoring.unpack(self._chosen, self.folder)
        self._chosen = None
        changed = bool(report.new or report.kept)
        said = f"Your work is back. {THEN}" if changed else "Everything in the file is here already."
        self._show(said, listing(report.sentences))

    # --- the page

    def _receive(self, _widget: Any, message: Any, buffers: Any) -> None:
        wrong = True
        try:
            match message:
                case {"action": "download"}:
                    self._chosen = None
                    self._download()
                case {"part": int(start)} if 0 <= start < len(self._leaving):
                    self._give(start)
                case {"upload": {"from": int(start), "size": int(whole)}} if buffers:
                    self._take(start, whole, bytes(buffers[0]))
                case {"action": "bring"}:
                    self.bring()
                case {"action": "look"}:
                    self._chosen = None
                    self._show("Looked again.")
            wrong = False
        except Problem as problem:
            self._chosen = None
            self._arriving.clear()
            self._show(f"Not done: {problem}", wrong=True)
        except Exception as error:
            self._show(f"Not done, because of an unexpected error: {error!r}.", wrong=True)
            raise
        finally:
            # The page waits for the answer before it asks for anything else, so it always gets one.
            self.send({"done": True, "wrong": wrong})

    def _download(self) -> None:
        items = self.value
        if not items:
            raise Problem(NOTHING_HERE)
        self._leaving = self.pack()
        name = f"great_jobs_work_{date.today().isoformat()}.zip"
        self._show(f"{number(items)} in {name}, {size(len(self._leaving))}: look where your browser keeps downloads.")
        self._give(0, name)

    def _give(self, start: int, name: str | None = None) -> None:
        part = self._leaving[start : start + PART]
        self.send({"file": name, "from": start, "size": len(self._leaving)}, buffers=[part])
        if start + len(part) == len(self._leaving):
            self._leaving = b""

    def _take(self, start: int, whole: int, part: bytes) -> None:
        """Put a part to those that came before; look into the file with the last one."""
        if start == 0:
            self._chosen = None
        data = self._arriving.take(start, whole, part, "The file")
        if data is not None:
            self.choose(data)

    def _show(self, said: str, *aside: Markup, confirm: str | None = None, wrong: bool = False) -> None:
        """Say something, and show what is here; without a promise there is nothing to confirm."""
        try:
            there = _inside(self.value, self.folder)
        except Problem as problem:
            there, wrong = tag("p", problem), True
        with self.hold_sync():
            self.board = block(*aside, there)
            self.state = {"said": said, "wrong": wrong, "confirm": confirm}

    def __repr__(self) -> str:
        return f"{self.label}. Run this cell to use it."


def _promise(plan: restoring.Restoration) -> str | None:
    """Return the words of the button that confirms; None where there is nothing to do."""
    coming = (*plan.new, *plan.kept)
    if not coming:
        return None
    kept = f", and keep {number(plan.kept)} of yours under a new name" if plan.kept else ""
    return f"Bring back {number(coming)}{kept}"


def _inside(items: Iterable[belongings.Item], folder: Path) -> Markup:
    where = tag("p", "It is all in this browser." if IN_BROWSER else f"The folder is {folder}.", class_="where")
    rows = [(item.name, f"{day(item.changed)}, {item.changed:%H:%M}", size(item.size)) for item in items]
    if not rows:
        return tag("div", tag("p", f"There is nothing in {folder.name} yet."), where)
    head = ["file", "last changed", "size"]
    return tag("div", table(head, rows, f"In {folder.name} now: {number(rows)}"), where)
