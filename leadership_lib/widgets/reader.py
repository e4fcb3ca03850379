"""Reader: from a description that somebody has to a role, fact by fact, each beside the words that it rests on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets

from leadership_lib.core.errors import Problem, needed, one_of
from leadership_lib.core.faults import Code, Fault, RecordError, Said
from leadership_lib.core.folders import slug, work_folder
from leadership_lib.core.html import block, style, tag
from leadership_lib.core.text import counted, fit, joined
from leadership_lib.description import page, pdf
from leadership_lib.description.file import ENDINGS, MOST_BYTES
from leadership_lib.description.proposal import title_of
from leadership_lib.description.reading import Reading, read_description
from leadership_lib.description.rules import TOGETHER, readable
from leadership_lib.description.sheet import KeptSheet, Sheet
from leadership_lib.role.parts import RoleError
from leadership_lib.role.role import Role
from leadership_lib.widgets import controls
from leadership_lib.widgets.arrival import Arrival
from leadership_lib.widgets.fact_cards import card, decision, entered_value, fields, given
from leadership_lib.widgets.form import sources
from leadership_lib.widgets.studio import ASKERS, Studio

#: The most bytes of one file.
LIMIT = MOST_BYTES

NO_DOCUMENT = "Nothing has been read yet. Add the description you have; an advert will do."
BEFORE = "Nothing counts until you decide."
NOTHING_YET = "Nothing has been taken yet, so there is no role to open. Take or correct a fact first."

_prefixes = count(1)


class Reader(anywidget.AnyWidget):
    """Read descriptions of one role, and take, correct or leave open each fact that was found.

    The page sends messages: ``{"upload": {"from": n, "size": all, "name": ...}}`` with a buffer, for each part of a
    file; ``{"do": name, ...}`` for what a person decides. Each is answered by the next number in ``state``.

    Parameters
    ----------
    source
        A description: the path of a file, its bytes, its text, or a `Reading`. None leaves it to the page to ask.
    name
        The name under which all of it is kept in ``my_work``. A reader with the same name goes on where the last one
        stopped; a further source then is a further document about the same role.

    Attributes
    ----------
    value : Role
        The role so far: what was taken or corrected, and nothing else.
    reading : Reading
        What the documents propose.

    Raises
    ------
    Problem
        The description, or what was kept under the name, cannot be read.
    """

    # The same elements and the same look as every other form.
    _esm = sources("controls.js", "transfer.js", "reader.js")
    _css = style() + style(page.STYLE) + sources("form.css", "reader.css")

    label = traitlets.Unicode("Read a role description").tag(sync=True)
    limit = traitlets.Int(LIMIT).tag(sync=True)
    endings: traitlets.List[str] = traitlets.List(list(ENDINGS)).tag(sync=True)
    documents = traitlets.Unicode("").tag(sync=True)
    facts: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)
    fields = traitlets.Dict().tag(sync=True)
    askers: traitlets.List[str] = traitlets.List(list(ASKERS)).tag(sync=True)
    board = traitlets.Unicode("").tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    studio = traitlets.Instance(Studio, allow_none=True).tag(sync=True, **ipywidgets.widget_serialization)

    def __init__(self, source: str | os.PathLike[str] | bytes | Reading | None = None, name: str = "reader"):
        self.name = needed(name, str, "The name of a reader is text")
        self._prefix = f"read{next(_prefixes)}"
        self._kept = KeptSheet(work_folder() / f"{slug(name)}.reading.toml")
        self._arriving = Arrival(LIMIT)
        self._shown: Reading | None = None
        self._saved: set[Path] = set()
        super().__init__()
        pdf.prepare()
        self.on_msg(self._receive)
        going_on = f"Going on from where you stopped, kept as {name}. " if self._kept.value.documents else ""
        self._show(going_on or NO_DOCUMENT)
        if source is not None:
            self.add(source)
            self.state = {**self.state, "said": going_on + self.state["said"]}

    @property
    def value(self) -> Role:
        """The role so far."""
        return self._kept.value.role

    @property
    def reading(self) -> Reading:
        """What the documents propose."""
        return self._kept.value.reading

    # What a studio, and whatever else a role can be had from, asks for.
    as_found = role = value

    @property
    def title(self) -> str:
        """What the role is called."""
        return self.value.title or self.name

    @property
    def decided(self) -> tuple[str, ...]:
        """The facts that were decided; one that the role lacks was left open."""
        return self._kept.value.decided

    @property
    def listed(self) -> tuple[str, ...]:
        """The facts that were found or decided, in the order of a role."""
        return tuple(fact for fact in readable() if fact in self.reading.proposals or fact in self.decided)

    # --- what a person does

    def add(self, source: str | os.PathLike[str] | bytes | Reading, name: str | None = None) -> None:
        """Read one more document about the role; no decision is touched.

        Raises
        ------
        Problem
            It cannot be read; one sentence says why, and what to do.
        """
        reading = source if isinstance(source, Reading) else read_description(source, name=name)
        names = joined([document.name for document in reading.documents])
        sheet = self._kept.value.add(reading)
        if sheet == self._kept.value:
            return self._show(f"{names} is here already.")
        self._kept.set(sheet)
        sure = len(self.sure())
        found = f"{counted(len(reading.proposals), 'fact')} found in {names}. {BEFORE}"
        odds = [one.title for one in self.reading.proposals if one.odds]
        found += f" At odds: {joined(odds)}." if odds else ""
        self._show(found + (f" You can take {counted(sure, 'sure one')} at once." if sure else ""))

    def sure(self) -> tuple[str, ...]:
        """Return the facts that are sure and not decided yet."""
        proposals = (one for one in self.reading.proposals if one.standing == "sure")
        return tuple(one.fact for one in proposals if one.fact not in self.decided)

    def take(self, *facts: str) -> None:
        """Take facts as they are proposed, as one step.

        Raises
        ------
        Problem
            Nothing is proposed for one, or its documents are at odds; nothing is changed.
        """
        role = self.reading.role(facts)
        if odds := next((fact for fact in facts if self.reading.proposals[fact].odds), None):
            raise Problem(f"The words are at odds about {title_of(odds).lower()}: choose one of them, or correct it.")
        values = {fact: given(role, fact) for fact in facts}
        stated, left = ([fact for fact in facts if (values[fact] is None) == none] for none in (False, True))
        said = (f"{what}: {_titles(some)}." for what, some in (("Taken", stated), ("Left open", left)) if some)
        self._set(self._kept.value.decide(values), " ".join(said))

    def correct(self, fact: str, value: Any) -> None:
        """Put a value of one's own, or one of those at odds, in the place of what is proposed.

        Parameters
        ----------
        fact
            Its path, such as ``title`` or ``capacity.time``.
        value
            The value, as a role file has it.

        Raises
        ------
        RoleError
            It is faulty; nothing is changed.
        """
        sheet = self._kept.value.decide({fact: value})
        if value is None or (fact in TOGETHER and not {"amount", "band"} & set(value)):
            empty = Fault((fact,), Code.RULE, Said("an empty field"), "enter what is right, or leave it open")
            raise RoleError("a role", [empty])
        self._set(sheet, f"Corrected: {title_of(fact)}.")

    def choose(self, fact: str, number: int) -> None:
        """Choose one of the values that are at odds, counted from 0."""
        odds = self.reading.proposals[fact].odds
        if not 0 <= number < len(odds):
            raise Problem(f"There is no value {number} of {title_of(fact).lower()} to choose.")
        self._set(self._kept.value.decide({fact: odds[number]}), f"Chosen: {title_of(fact)}.")

    def clear(self, fact: str) -> None:
        """Leave a fact open, whatever is proposed: the role does not state it."""
        self._set(self._kept.value.decide({fact: None}), f"Left open: {title_of(fact)}.")

    def undo(self) -> None:
        """Take the last step back."""
        before = self._kept.value
        self._kept.undo()
        changed = [fact for fact in readable() if decision(before, fact) != decision(self._kept.value, fact)]
        said = f"Taken back: {_titles(changed)}." if changed else "Taken back."
        self._show(said if before != self._kept.value else "There is nothing to take back.")

    def start_again(self) -> None:
        """Begin with another role: no document, nothing decided. It is a step that can be taken back."""
        where = f" The role so far is in {self.save().name}." if self.value.stated() else ""
        self._saved.clear()
        self._set(Sheet(), f"Everything is cleared; Undo brings it back.{where} {NO_DOCUMENT}")

    # --- what comes of it

    def ask(self, who: str) -> None:
        """Show the questions to ask about the role so far, with a copy to save."""
        from leadership_lib.widgets.asking import Asking

        asker = ASKERS[one_of(who, ASKERS, "No one asks like that")]
        asking = Asking(self.value, asker)
        left = sum(fact not in self.decided for fact in self.listed)
        note = f"Not decided yet, so treated as not stated: {counted(left, 'fact')}."
        self._show(asking.said, board=block(tag("p", note) if left else "", asking.board()))

    def save(self) -> Path:
        """Save the role so far under the reader's name; a file of somebody else's is left, and gets a neighbour."""
        names = chain([self.name], (f"{self.name} {n}" for n in count(2)))
        paths = (work_folder() / f"{slug(name)}.toml" for name in names)
        path = next(path for path in paths if path in self._saved or not path.exists() or _holds(path, self.value))
        self._saved.add(path)
        return self.value.save(path)

    def open_studio(self) -> Studio:
        """Save the role so far, and open it in a studio."""
        if not self.value.stated():
            raise Problem(NOTHING_YET)
        path = self.save()
        studio = Studio(path)
        self.studio = studio
        self._show(f"Saved as {path.name}, and open below. Another day, run ll.Studio({path.name!r}).")
        return studio

    # --- the page

    def _receive(self, _widget: Any, message: Any, buffers: Any) -> None:
        fact = str(message.get("fact")) if isinstance(message, Mapping) else ""
        with self.hold_sync():
            try:
                self._do(message, buffers)
            except RecordError as error:
                said = "; ".join(controls.told(fact, fault) for fault in error.faults)
                self._show(f"Not taken over: {said}.", faults={fact: said}, wrong=True)
            except Problem as problem:
                self._arriving.clear()
                self._show(f"Not done: {problem}", wrong=True)
            except Exception as error:
                self._show(f"Not done, because of an unexpected error: {error!r}.", wrong=True)
                raise
            finally:
                # The page waits for the answer before it asks for anything else, so it always gets one; as a part of
                # the state it arrives with what it answers, and not before.
                self.state = {**self.state, "answered": self.state.get("answered", 0) + 1}

    def _do(self, message: Any, buffers: Any) -> None:
        match message:
            case {"upload": {"from": int(start), "size": int(whole), "name": str(name)}} if buffers:
                self._take_part(start, whole, fit(name)[:120].strip() or "the document", bytes(buffers[0]))
            case {"do": "take", "facts": [*facts]}:
                self.take(*map(str, facts))
            case {"do": "choose", "fact": str(fact), "number": int(number)}:
                self.choose(fact, number)
            case {"do": "correct", "fact": str(fact), "entered": {**entered}}:
                self.correct(fact, entered_value(fact, entered))
            case {"do": "clear", "fact": str(fact)}:
                self.clear(fact)
            case {"do": "undo"}:
                self.undo()
            case {"do": "start"}:
                self.start_again()
            case {"do": "ask", "who": str(who)}:
                self.ask(who)
            case {"do": "studio"}:
                self.open_studio()

    def _take_part(self, start: int, whole: int, name: str, part: bytes) -> None:
        """Put a part to those that came before; read the document with the last one."""
        data = self._arriving.take(start, whole, part, name)
        if data is not None:
            self.add(data, name)
        else:
            self.state = {**self.state, "said": f"Reading {name} …", "wrong": False}

    def _set(self, sheet: Sheet, said: str) -> None:
        self._kept.set(sheet)
        self._show(said)

    def _show(
        self, said: str, *, board: str = "", faults: Mapping[str, str] | None = None, wrong: bool = False
    ) -> None:
        """Show all that is known now, and say something."""
        reading, listed = self.reading, self.listed
        done = sum(fact in self.decided for fact in listed)
        decided = f"{done} of {len(listed)} decided." if listed else ""
        with self.hold_sync():
            if reading is not self._shown:
                marks = page.marked(reading.documents, reading.proposals, self._prefix)
                self.documents = block(marks, page.skipped(reading.skipped)) if marks else ""
                self._shown = reading
            self.fields = {fact: fields(fact) for fact in listed}
            self.facts = [card(self._kept.value, fact) for fact in listed]
            # Questions are for the role as it was when someone asked.
            self.board = board or (self.board if wrong else "")
            self.state = {
                **self.state,
                "said": " ".join(filter(None, [said, decided, self._kept.problem])),
                "wrong": wrong or bool(self._kept.problem),
                "faults": dict(faults or {}),
                "undo": self._kept.can_undo,
                "sure": list(self.sure()),
            }

    def __repr__(self) -> str:
        return f"{self.label}. Run this cell to use it."


def _holds(path: Path, role: Role) -> bool:
    try:
        return Role.from_file(path) == role
    except Problem:
        return False


def _titles(facts: Iterable[str]) -> str:
    return joined([title_of(fact) for fact in facts])
