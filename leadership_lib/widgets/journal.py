"""JournalForm: what a learner kept, the record it makes for an appraisal, and the way to delete it all."""

from __future__ import annotations

import typing
from typing import Any

from leadership_lib import appraisal
from leadership_lib.documents import write_reflection
from leadership_lib.html import block, folded, listing, table, tag
from leadership_lib.journal import Journal
from leadership_lib.problems import Problem
from leadership_lib.records import RecordError, field_kinds, optional
from leadership_lib.reflection import Reflection
from leadership_lib.widgets.form import Form
from leadership_lib.work import work_folder

#: What has to be typed before everything is deleted.
SURE = "delete"

ACTIONS = [
    {"id": "record", "label": "Write the record (Word)"},
    {"id": "export", "label": "Export everything (Word)"},
    {"id": "delete", "label": "Delete everything", "asks": "text", "label_of_input": f"Type {SURE} to be sure"},
]


class JournalForm(Form):
    """Fill in a record for appraisal from the journal, write it, export everything, or delete it.

    Parameters
    ----------
    journal
        The journal; by default the learner's own.

    Attributes
    ----------
    value : Reflection
        The record as it is now; it is kept beside the journal.
    """

    def __init__(self, journal: Journal | None = None):
        self._journal = Journal() if journal is None else journal
        self._path = work_folder() / "my_record.toml"
        kept = self._path.exists()
        self._record = Reflection.from_file(self._path) if kept else Reflection.from_journal(self._journal)
        self._faults: dict[str, str] = {}
        sections: dict[str, list[dict[str, Any]]] = {}
        # Credits are worked out from minutes, so nobody is asked for them.
        for field in (field for field in appraisal.fields() if field.id in field_kinds(Reflection)):
            sections.setdefault(field.section, []).append(_control(field))
        super().__init__(
            label="Journal and record",
            tabs_label="Parts of the record",
            board_label="Your journal",
            help="Leave out anything that could identify a patient. Kept as you go, on this computer only.",
            groups=[{"title": appraisal.load().sections[name], "fields": made} for name, made in sections.items()],
            actions=ACTIONS,
        )
        self._refresh()

    @property
    def value(self) -> Reflection:
        """The record as it is now."""
        return self._record

    @value.setter
    def value(self, record: Reflection) -> None:
        self._take(record)
        self._refresh()

    def edit(self, edits: list[tuple[str, Any]]) -> None:
        """Take over fields; a faulty one is named beside its control and changes nothing."""
        notice = ""
        for field, value in edits:
            self._faults.pop(field, None)
            try:
                notice = self._take(Reflection.from_dict({**self._record.to_dict(), field: value}))
            except RecordError as error:
                self._faults[field] = "; ".join(f"{fault.found}; {fault.allowed}" for fault in error.faults)
        self._show(notice)

    def act(self, action: str, argument: str | None = None) -> None:
        """Write, export, or delete once the word has been typed."""
        try:
            notice = self._do(action, (argument or "").strip().lower())
        except Problem as problem:
            notice = str(problem)
        self._show(notice)

    def _do(self, action: str, argument: str) -> str:
        match action:
            case "record":
                written = write_reflection(self._record, work_folder() / "my_appraisal_record.docx")
                return f"Written in {work_folder().name}: {written.name}."
            case "export":
                written = self._journal.export(work_folder() / "my_journal.docx")
                return f"Written in {work_folder().name}: {written.name}."
            case "delete" if argument == SURE:
                self._journal.delete_all()
                self._path.unlink(missing_ok=True)
                self._record = Reflection()
                self._refresh()
                return "Everything in the journal and the record is deleted. Documents you wrote are still there."
            case "delete":
                return f"Nothing is deleted. Type {SURE} in the box before the button first."
        return ""

    def _take(self, record: Reflection) -> str:
        self._record = record
        try:
            record.save(self._path)
        except Problem as problem:
            return str(problem)
        return ""

    def _refresh(self) -> None:
        self._faults.clear()
        self.write(self._record.to_dict())
        self._show()

    def _show(self, notice: str = "") -> None:
        left = len(self._record.unstated)
        said = f"{left} fields of the record are still yours to fill in." if left else "The record is complete."
        asked = [f"{field}: {one}" for field, several in self._record.suspicions.items() for one in several]
        rows = [[entry.when[:10], entry.notebook, str(entry)] for entry in self._journal.entries]
        with self.hold_sync():
            self.board = block(
                tag("p", tag("b", said), class_="note"),
                *([tag("p", tag("b", "Could this identify a patient?")), listing(asked)] if asked else []),
                *self._journal.progress().parts(),
                folded(f"Everything kept: {len(rows)}", table(["day", "notebook", "what"], rows, "The journal")),
            )
            self.state = {
                "said": notice or "; ".join(self._faults.values()) or said,
                "notice": notice or self._journal.problem or "",
                "faults": dict(self._faults),
            }


def _control(field: appraisal.Field) -> dict[str, Any]:
    """Give the control that asks for a field of the record."""
    asked = {"id": field.id, "question": field.question, "why": field.meaning, "none": False}
    kind = optional(field_kinds(Reflection)[field.id])[0]
    choices = [[choice.id, choice.title] for choice in appraisal.load().choices if choice.field == field.id]
    if choices:
        return {**asked, "kind": "several", "choices": choices}
    if kind is bool:
        return {**asked, "kind": "choice", "choices": [[True, "yes"], [False, "no"]]}
    if typing.get_origin(kind) is tuple:
        return {**asked, "kind": "lines"}
    if typing.get_origin(kind) is typing.Annotated:
        return {**asked, "kind": "number", "unit": "minutes"}
    return {**asked, "kind": "text"}
