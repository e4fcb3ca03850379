"""Journal form: what a learner kept, the record it makes for an appraisal, and the way to delete it all."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.core.faults import Fault
from leadership_lib.core.folders import work_folder
from leadership_lib.core.html import Markup, block, tag
from leadership_lib.core.records import field_kinds, optional
from leadership_lib.core.store import ELSEWHERE, KeptRecord, differences
from leadership_lib.teaching.backup.belongings import belongings, delete
from leadership_lib.teaching.journal import appraisal
from leadership_lib.teaching.journal.documents import write_reflection
from leadership_lib.teaching.journal.entry import read_day
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.teaching.journal.reflection import Reflection
from leadership_lib.widgets import controls, worksheets
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_board import changes, everything, proposal, suspected
from leadership_lib.widgets.journal_slot import learners_journal
from leadership_lib.widgets.write_documents import write_documents

#: What has to be typed before everything is deleted.
SURE = "delete"

ACTIONS = [
    *controls.buttons(record="Record: Word", record_page="Record: page"),
    *controls.buttons(export="Journal: Word", export_page="Journal: page"),
    *controls.buttons(new="Bring in what is new", take="Take it over"),
    {"id": "delete", "label": "Delete everything", "asks": "text", "label_of_input": f"Type {SURE}"},
]

WARNING = "Leave out anything that could identify a patient."
DAYS = ("began", "ended")
BEFORE_DELETING = (
    "Anything you type afterwards in another open notebook will be kept again; nothing older will. "
    f"Then type {SURE} in the box, and press the button again."
)


class JournalForm(Form):
    """Fill in a record for appraisal from the journal, write both, or delete everything.

    Parameters
    ----------
    journal
        The journal; by default the learner's own.

    Attributes
    ----------
    value : Reflection
        The record as it is now; it is kept beside the journal.

    Raises
    ------
    Problem
        The journal or the record is there and cannot be read; it is left as it is.
    """

    def __init__(self, journal: Journal | None = None):
        self._journal = learners_journal(journal)
        self._kept = self._open()
        # What would be brought in, and which files would be deleted: only what was shown before is done.
        self._new: dict[str, Any] = {}
        self._doomed: tuple[Path, ...] | None = None
        self._emptied = False
        # What is shown beside what is left to do.
        self._aside = Markup()
        sections: dict[str, list[dict[str, Any]]] = {}
        # Credits are worked out from minutes, so no one is asked for them.
        for field in (field for field in appraisal.fields() if field.id in field_kinds(Reflection)):
            sections.setdefault(field.section, []).append(_control(field))
        super().__init__(
            label="Journal and record",
            tasks_label="Parts of the record",
            board_label="Your journal",
            help=f"{WARNING} Kept as you go, on this computer only.",
            groups=[{"title": appraisal.load().sections[name], "fields": made} for name, made in sections.items()],
            actions=ACTIONS,
        )

    @property
    def value(self) -> Reflection:
        """The record as it is now."""
        return self._kept.value

    @value.setter
    def value(self, record: Reflection) -> None:
        needed(record, Reflection, "The value of this form is a Reflection")
        self._kept.change(differences(self.value, record))
        self.refresh()

    def edit(self, edits: Sequence[tuple[str, Any]]) -> None:
        """Take over fields; what was shown before, to be confirmed, does not count any more."""
        self._new, self._doomed, self._aside = {}, None, Markup()
        super().edit(edits)

    def take(self, field: str, value: Any) -> str | None:
        """Take over a field; a day may be written in words, and is then shown as a day."""
        day = read_day(value) if field in DAYS and isinstance(value, str) else None
        read = day.isoformat() if day else value
        others = self._kept.change({field: read})
        return ELSEWHERE if others else "" if read != value else None

    def told(self, field: str, fault: Fault) -> str:
        """Say a fault in a field, or in another that does not go with it any more."""
        other = f"{appraisal.fields()[fault.key].title}: " if fault.key in DAYS and fault.key != field else ""
        return other + controls.told(field, fault)

    def do(self, action: str, argument: str) -> str:
        """Write, bring in what is new, or delete once the word has been typed; what would change is shown first."""
        new, doomed = self._new, self._doomed
        self._new, self._doomed, self._aside = {}, None, Markup()
        match action:
            case "record" | "record_page":
                return self._write(action, "my_appraisal_record", lambda path: write_reflection(self.value, path))
            case "export" | "export_page":
                return self._write(action, "my_journal", self._journal.export)
            case "new":
                return self._offer()
            case "take" if new:
                self._kept.change(new)
                return "It is in the record now."
            case "delete":
                return self._delete(doomed, argument.strip().lower() == SURE)
        return ""

    def _write(self, action: str, stem: str, writer: Callable[[Path], Path]) -> str:
        """Write a document, with a link to it on the board, and say so."""
        ending = ".html" if action.endswith("page") else ".docx"
        notice, self._aside = write_documents(ending, {stem: writer})
        return notice + self.look_again

    # --- what is new

    def _offer(self) -> str:
        """Show what the journal would bring into the record; nothing is changed."""
        fresh = self.value.renewed(self._journal)
        self._new = differences(self.value, fresh)
        if not self._new:
            return "The record has everything that the journal has."
        self._aside = changes(self.value, fresh, self._new)
        return "Nothing has changed yet. Read what would change, then press “Take it over”, or leave it."

    # --- deleting

    def _delete(self, shown: tuple[Path, ...] | None, sure: bool) -> str:
        """Delete what was named before; name what would go where nothing was named, or something else."""
        kept, others = belongings(work_folder())
        gone = tuple(dict.fromkeys([*kept, self._journal.path])) if self._journal.path.exists() else kept
        stays = f" Delete these by hand, in {work_folder()}: {_names(others)}." if others else ""
        if not gone:
            return f"Nothing is kept, so there is nothing to delete.{stays}"
        if not (sure and shown == gone):
            self._doomed = gone
            would_go = f"This would be deleted for good: {_names(gone)}."
            return f"Nothing has been deleted yet. {would_go}{stays} {BEFORE_DELETING}"
        left = delete(path for path in gone if path != self._journal.path)
        self._journal.delete_all()
        self._kept = self._open()
        self.refresh()
        self._emptied = True
        problems = [f"{path.name}: {reason}" for path, reason in left.items()]
        problems += filter(None, [self._journal.problem])
        if problems:
            return f"Not everything is deleted. {' '.join(problems)}{stays}"
        return f"Deleted: {_names(gone)}.{stays}"

    # --- keeping and showing

    def _open(self) -> KeptRecord[Reflection]:
        path = work_folder() / "my_record.toml"
        return KeptRecord(path, Reflection, lambda: Reflection.from_journal(self._journal))

    def plain(self) -> dict[str, Any]:
        """Return the record, as the controls hold it."""
        return self.value.to_dict()

    def show(self, said: str = "", notice: str = "") -> None:
        """Say what is left to fill in and to look at again, and show everything that is kept."""
        count = len(self.value.unstated)
        fields = "1 field of the record is" if count == 1 else f"{count} fields of the record are"
        left = f"{fields} still yours to fill in." if count else "The record is complete."
        facts = appraisal.fields()
        asked = (f"{facts[field].title}: {one}" for field, found in self.value.suspicions.items() for one in found)
        problems = dict.fromkeys(filter(None, (notice, self._kept.problem, self._journal.problem)))
        self.tell(
            block(
                tag("p", tag("b", left), class_="note"),
                self._aside,
                *suspected(asked),
                *([tag("p", proposal(self._journal))] if self.value.minutes is None else []),
                *self._journal.progress().parts(),
                everything(self._journal),
            ),
            said=" ".join(filter(None, [*problems, said])) or left,
            notice=" ".join(problems),
            off=[] if self._new else ["take"],
            # The box in which the word stood is emptied with the rest.
            cleared=["delete"] if self._emptied else [],
        )
        self._emptied = False

    def worksheet(self) -> worksheets.Worksheet:
        """Return what the record asks, part by part."""
        title = appraisal.load().title
        groups = [{**group, "fields": list(map(_titled, group["fields"]))} for group in self.groups]
        return worksheets.sheet(title, tag("p", WARNING), *worksheets.asked(groups), heading=f"Worksheet: {title}")


def _titled(field: dict[str, Any]) -> dict[str, Any]:
    """Return a control that asks by the title of its field too."""
    return {**field, "question": f"{appraisal.fields()[field['id']].title}: {field['question']}"}


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)


def _control(field: appraisal.Field) -> dict[str, Any]:
    """Return the control that asks for a field of the record."""
    kind = optional(field_kinds(Reflection)[field.id])[0]
    asked = {"kind": "date"} if field.id in DAYS else controls.control(kind)
    return {"id": field.id, "question": field.question, "why": field.meaning, "none": False, **asked}
