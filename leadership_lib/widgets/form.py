"""Form: native, labelled controls beside a board that Python draws; what every widget of the collection is made of.

Stock ipywidgets have controls without names, and JupyterLab takes letters typed into some of them for shortcuts, so
the controls here are plain HTML elements, made by one anywidget.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakSet

import anywidget
import traitlets

from leadership_lib.core.errors import Problem
from leadership_lib.core.faults import Fault, RecordError
from leadership_lib.core.html import style
from leadership_lib.teaching.journal.identifiers import ask, find
from leadership_lib.widgets import controls, worksheets


def sources(*names: str) -> str:
    """Return the files of this folder as one text: a widget is one module and one style sheet."""
    return "\n".join((Path(__file__).parent / name).read_text("utf-8") for name in names)


#: Forms that look again, by their method `follow`, whenever another form shows something new.
FOLLOWERS: WeakSet[Any] = WeakSet()


class Unsure(Exception):
    """Something would go that a person may want to keep, so they are asked first.

    Parameters
    ----------
    question
        What would go.
    yes
        What the button says that does it.
    """

    def __init__(self, question: str, yes: str):
        super().__init__(question)
        self.question, self.yes = question, yes


class Form(anywidget.AnyWidget):
    """Controls in groups, actions, and a board; a subclass says what an edit and an action mean.

    Parameters
    ----------
    notice
        What stands above the board at first.

    Attributes
    ----------
    groups : list of dict
        ``title``, perhaps a ``guide``, and ``fields``; each of several is a task of its own. A field has ``id``,
        ``question``, ``kind`` and what its kind needs.
    values : dict
        What Python writes into the controls, by field id; what is missing is not stated.
    revision : int
        Grows each time Python writes into the controls. The page looks at the values only then, because what stands
        in the controls is otherwise a person's, newer than what Python last wrote, or refused.
    actions : list of dict
        The buttons: ``id``, ``label`` and, where it needs an answer first, ``asks`` (``text`` or ``choice``). One
        that is a ``menu`` holds those that are ``within`` it; one with a ``stage`` stands there only at that stage,
        and a ``passing`` one only while it is not off.
    board : str
        HTML; whoever makes it escapes what people typed.
    stages : list
        The stages of the work, each with its id and its label; ``state`` says which one it is.
    actions_last : bool
        Whether the buttons stand below the fields, where a keyboard comes to them after the fields.
    state : dict
        ``said`` (announced to screen readers), ``notice``, ``faults`` by field id, ``off`` and ``pressed`` actions,
        ``choices`` and ``labels`` of actions, ``remarks`` by field id, what is to ``confirm`` (``action``,
        ``argument`` and ``yes``), the ``stage``, when it was ``saved``, what is only ``suggested``, and which field
        to ``show``.
    """

    _esm = sources("controls.js", "tasks.js", "form.js")
    # The board's style stands here once: a style sheet inside the board would make the page look at everything again
    # at each key press.
    _css = style() + sources("form.css")

    label = traitlets.Unicode("").tag(sync=True)
    tasks_label = traitlets.Unicode("").tag(sync=True)
    board_label = traitlets.Unicode("").tag(sync=True)
    help = traitlets.Unicode("").tag(sync=True)
    groups: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    revision = traitlets.Int(0).tag(sync=True)
    actions: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    stages: traitlets.List[Any] = traitlets.List().tag(sync=True)
    actions_last = traitlets.Bool(False).tag(sync=True)
    board = traitlets.Unicode("").tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    value: Any

    def __init__(self, notice: str = "", **traits: Any):
        # What was refused, by field id; it stands in its control until it is put right.
        self._faults: dict[str, str] = {}
        # What in a field could tell who somebody is, and which fields were written last.
        self._suspected: dict[str, str] = {}
        self._edited: tuple[str, ...] = ()
        # Whether a person was asked and said yes, and what they are asked now.
        self._sure = False
        self._confirm: dict[str, Any] | None = None
        super().__init__(**traits)
        self.on_msg(self._receive)
        self.refresh(notice)

    def edit(self, edits: Sequence[tuple[str, Any]]) -> None:
        """Take over what a person entered; a faulty value is named beside its control and changes nothing.

        Parameters
        ----------
        edits
            Pairs of field id and value.
        """
        self._confirm = None
        anew: set[str | None] = set()
        for field, value in edits:
            self._faults.pop(field, None)
            try:
                anew.add(self.take(field, value))
            except RecordError as error:
                self._faults[field] = "; ".join(self.told(field, fault) for fault in error.faults)
        self._look(dict(edits))
        self._edited = tuple(field for field, _ in edits)
        notices = anew - {None}
        if any(notices) or (notices and not self._faults):
            self.refresh("".join(filter(None, notices)))
        else:
            self.show("; ".join(self._faults[field] for field, _ in edits if field in self._faults))
        self._edited = ()

    def take(self, field: str, value: Any) -> str | None:
        """Take over one value; a subclass says what it means.

        Returns
        -------
        str or None
            What to say while the controls are shown anew, perhaps nothing, where more was changed than what was
            entered; None where they stay as they are.

        Raises
        ------
        RecordError
            The value is faulty; nothing is changed.
        """
        raise NotImplementedError

    def told(self, field: str, fault: Fault) -> str:
        """Say a fault to someone who sees a form."""
        return controls.told(field, fault)

    def act(self, action: str, argument: str | None = None, sure: bool = True) -> None:
        """Do what a button says.

        Parameters
        ----------
        action
            The button.
        argument
            What was entered beside it.
        sure
            False asks a person first where something would go.
        """
        before = self.value
        self._sure, self._confirm = sure, None
        try:
            notice = self.do(action, argument or "")
        except Unsure as asked:
            notice = asked.question
            self._confirm = {"action": action, "argument": argument, "yes": asked.yes}
        except Problem as problem:
            notice = str(problem)
        # What was entered and refused stays in its place, unless the value itself is another one now.
        show = self.show if self.value == before else self.refresh
        show(notice=notice)

    def ask(self, question: str, yes: str) -> None:
        """Ask a person before something goes; ``yes`` is what the button says that goes on.

        Raises
        ------
        Unsure
            They have not said yes yet.
        """
        if not self._sure:
            raise Unsure(question, yes)

    def do(self, action: str, argument: str) -> str:
        """Do what a button says, and return what a person could not see otherwise. Not every form has buttons."""
        return ""

    def show(self, said: str = "", notice: str = "") -> None:
        """Draw the board; ``said`` is what has to be said instead of the usual, ``notice`` what stands above it."""
        self.tell("", said=said, notice=notice)

    def tell(self, board: str, *, said: str, notice: str = "", **state: Any) -> None:
        """Show a board and say something; ``state`` is the rest of what the page is told.

        What could tell who somebody is, is asked about beside its field, and said as it is written; where the field
        stands on the board, the notice asks.
        """
        new = {field: self._suspected[field] for field in self._edited if field in self._suspected}
        said = " ".join(filter(None, [*new.values(), said]))
        notice = " ".join(filter(None, [notice, *(new[field] for field in new if field not in self._kinds)]))
        remarks = state["remarks"] = dict(state.get("remarks", {}))
        for field, asked in self._suspected.items():
            remarks[field] = " ".join(filter(None, [remarks.get(field), asked]))
        with self.hold_sync():
            self.board = board
            faults, confirm = dict(self._faults), self._confirm
            self.state = {"said": said, "notice": notice, "faults": faults, "confirm": confirm, **state}
        for follower in list(FOLLOWERS):
            follower.follow()

    def plain(self) -> dict[str, Any]:
        """Return what stands in the controls, by field id."""
        return self.values

    def refresh(self, notice: str = "") -> None:
        """Show everything anew, the controls too; what was refused goes."""
        self._faults.clear()
        self.write(self.plain())
        self.show(notice=notice)

    def _look(self, written: dict[str, Any]) -> None:
        """Look through what was written for what could tell who somebody is."""
        kinds = self._kinds
        for field, value in written.items():
            self._suspected.pop(field, None)
            if kinds.get(field) != "date" and (found := find("\n".join(_words(value)))):
                self._suspected[field] = ask(found)

    @property
    def _kinds(self) -> dict[str, str]:
        return {field["id"]: field["kind"] for group in self.groups for field in group["fields"]}

    @property
    def look_again(self) -> str:
        """What to look at again before a document is passed on; empty where nothing is."""
        return f" Before you pass it on: {' '.join(self._suspected.values())}" if self._suspected else ""

    def worksheet(self) -> worksheets.Worksheet:
        """Return what the form asks, for a pen."""
        return worksheets.sheet(self.label, *worksheets.asked(self.groups), heading=f"Worksheet: {self.label}")

    def write(self, values: dict[str, Any]) -> None:
        """Write into the controls, whatever stands in them."""
        self._suspected = {}
        self._look(values)
        with self.hold_sync():
            self.values = values
            self.revision += 1

    def _receive(self, _widget: Any, message: Any, _buffers: Any) -> None:
        # The page waits for the answer before it sends the next edit, so it always gets one.
        try:
            match message:
                case {"edit": [*edits]}:
                    self.edit([(path, value) for path, value in filter(_is_edit, edits)])
                case {"action": str(action), **more}:
                    argument = more.get("argument")
                    self.act(action, argument if isinstance(argument, str) else None, more.get("sure") is True)
        finally:
            self.send({"done": True})

    def __repr__(self) -> str:
        return f"{self.label}. Run this cell to use it."


def _words(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from _words(list(value.values()))
        case list() | tuple():
            for one in value:
                yield from _words(one)


def _is_edit(edit: Any) -> bool:
    return isinstance(edit, list | tuple) and len(edit) == 2 and isinstance(edit[0], str)
