"""Studio: change facts about a role, and see at once what each change does, and why.

What only a button needs, such as documents and the search for what would help most, is imported when it is pressed.
"""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadership_lib.core.errors import needed, one_of
from leadership_lib.core.faults import Fault
from leadership_lib.core.folders import slug, work_folder
from leadership_lib.core.html import Markup, folded, table, tag
from leadership_lib.core.store import ELSEWHERE
from leadership_lib.core.text import joined
from leadership_lib.redesign.session import AS_IT_IS, Session
from leadership_lib.role.loading import RoleSource, case_ids, load_role
from leadership_lib.role.role import Role, as_read
from leadership_lib.role.suggestions import agreed_to, suggested
from leadership_lib.widgets import controls, judging, worksheets
from leadership_lib.widgets.board import AGREED, board
from leadership_lib.widgets.role_form import STEPS, RoleForm

if TYPE_CHECKING:
    from leadership_lib.diagnosis.comparison import Comparison
    from leadership_lib.diagnosis.questions import Asker
    from leadership_lib.widgets.asking import Asking
    from leadership_lib.widgets.help_most import HelpMost

#: The stages of the work, by id.
STAGES = [["describe", "1. Describe it as it is"], ["redesign", "2. Redesign"], ["take", "3. Take away"]]

UNDO, REDO, START = STEPS
ACTIONS = [
    UNDO,
    REDO,
    {"id": "versions", "label": "Versions", "menu": True},
    {**START, "within": "versions"},
    {
        "id": "keep",
        "label": "Keep version",
        "asks": "text",
        "label_of_input": "Name of the version",
        "within": "versions",
    },
    {
        "id": "open",
        "label": "Open version",
        "asks": "choice",
        "label_of_input": "Version to open",
        "within": "versions",
    },
    *controls.buttons(write="Make Word files"),
    {"id": "as_it_is", "label": "This is my role as it is", "stage": "describe"},
    {"id": "help_most", "label": "What would help most?", "stage": "redesign"},
    {"id": "compare", "label": "Compare", "asks": "choice", "label_of_input": "Compare with", "stage": "redesign"},
    {"id": "ask", "label": "Questions to ask", "asks": "choice", "label_of_input": "Who asks", "stage": "take"},
]

#: Who asks, as the choice beside the button says it.
ASKERS: dict[str, Asker] = {"I may apply": "applicant", "I hold the post": "holder", "I sign for the board": "board"}

NO_VERSION = "no version yet"

#: The worked redesign of a case, as something to compare with.
WORKED = "the worked answer"

FIXED = "This is your role as it is. From now on the board shows what you change; use Versions to go back."

HELP = (
    "Leave empty what the description does not say. F2 in a field shows why it is asked. "
    "Shares are prompts for judgement, not a validated scale."
)

ON_PAPER = "Leave empty what should stay as it is. Change only a few things, and say what each costs and who pays."


class Studio(RoleForm):
    """Change a role, fact by fact; undo, compare, keep versions, come back tomorrow.

    Parameters
    ----------
    role
        The role to start from: a `Role`, a case or its id, the path of a file, or None for an empty role.
    name
        The name under which the work is kept in ``my_work``. A studio with the same name goes on where the last one
        stopped. By default it is the case, the file or the role's title, with a number where another role has that.
    keep
        False keeps nothing on disk.

    Attributes
    ----------
    value : Role
        The role as it is now; setting it is one step that can be undone.
    session : Session
        The steps themselves; whatever the buttons do, its methods do too.

    Raises
    ------
    Problem
        The role, or what was kept under the name, cannot be read.
    """

    def __init__(self, role: RoleSource | None = None, *, name: str | None = None, keep: bool = True):
        needed(name, str | None, "The name of a studio is text")
        start = Role() if role is None else load_role(role)
        session, name = _session(start, role, name, keep)
        self._case = case_of(role)
        # Whoever begins with a role that is described goes on to redesign it.
        self._stage = "redesign" if session.baseline.stated() else "describe"
        self._comparing = ""
        self._advice: HelpMost | None = None
        self._asking: Asking | None = None
        self._to_see: dict[str, Any] | None = None
        self._kept = session.value
        self._written: tuple[Role | None, Markup] = (None, Markup())
        resumed = f"Going on from where you stopped, kept as {name}. Use another name to start again."
        super().__init__(
            session,
            resumed if session.resumed else "",
            label=f"Redesign studio: {name}",
            tasks_label="Facts about the role",
            board_label="What the role looks like now",
            help=HELP,
            groups=controls.groups(),
            actions=ACTIONS,
            stages=STAGES,
        )

    def do(self, action: str, argument: str) -> str:
        """Do what a button says, and say what a person could not see otherwise."""
        session = self.session
        match action:
            case "stage":
                self._stage = one_of(argument, dict(STAGES), "There is no such stage")
                self._show()
            case "as_it_is":
                self._keep_version(AS_IT_IS)
                self._stage = "redesign"
                return session.problem or FIXED
            case "ask":
                self._show(asking=self._asked(argument))
            case "compare":
                wanted = one_of(argument or AS_IT_IS, self._choices, "There is nothing of that name to compare with")
                self._show(comparing="" if self._comparing == wanted else wanted)
            case "help_most":
                from leadership_lib.widgets.help_most import HelpMost

                self._show(advice=None if self._advice else HelpMost(session.value))
            case "try":
                return self._try(argument)
            case "keep":
                self._keep_version(argument)
                return session.problem or f"Kept as version {argument.strip()}."
            case "open" if not session.versions:
                return "There is no version yet. Keep one first."
            case "open":
                self._putting_away(argument)
                session.open_version(argument)
            case "write":
                self._show()  # the links stand on the board of the role itself
                return self._write()
            case _:
                return super().do(action, argument)
        return ""

    def take(self, field: str, value: Any) -> None:
        """Take over a fact, a judgement, or that what was suggested is agreed."""
        role = self.session.value
        if field.startswith(judging.FIELD):
            check = field.removeprefix(judging.FIELD)
            machine = {finding.id: finding.answer for finding in self.session.diagnosis.findings}.get(check, "")
            self.session.set(judging.judged(role, check, value, machine))
        elif (path := field.removeprefix(AGREED)) != field and path in suggested(role):
            self.value = agreed_to(role, path)
        else:
            super().take(field, value)

    def told(self, field: str, fault: Fault) -> str:
        """Say a fault to someone who sees a form."""
        missing = judging.MISSING.get(str(fault.path[-1])) if field.startswith(judging.FIELD) and fault.path else None
        return missing or super().told(field, fault)

    def _show(self, *, asking: Asking | None = None, comparing: str = "", advice: HelpMost | None = None) -> None:
        """Show one of these on the board in place of the role, or none."""
        self._asking, self._comparing, self._advice = asking, comparing, advice

    @property
    def _choices(self) -> list[str]:
        """What the role can be compared with."""
        named = [name for name in self.session.versions if name != AS_IT_IS]
        return [AS_IT_IS, *named, *([WORKED] if self._case else [])]

    def _asked(self, who: str) -> Asking | None:
        """Find the questions of someone who asks; None where theirs are there already."""
        from leadership_lib.widgets.asking import Asking

        asker = ASKERS.get(who, "applicant")
        there = self._asking and self._asking.asker == asker
        return None if there else Asking(self.session.value, asker)

    def _try(self, title: str) -> str:
        """Make a move, as one step, show the field that it wrote into, and say what it did."""
        from leadership_lib.diagnosis.comparison import compare
        from leadership_lib.widgets import help_most

        before = self.session.diagnosis
        self.session.set(help_most.tried(self.session.value, title))
        done = compare(before, self.session.diagnosis)
        marked = [change.fact for change in done.changes if change.fact in suggested(self.value)]
        number = self._to_see["number"] + 1 if self._to_see else 1
        self._to_see = {"path": next(iter(marked), done.changes[0].fact), "number": number}
        return help_most.notice(title, done)

    def _keep_version(self, name: str) -> None:
        """Keep a version, and ask before one of this name gets another role."""
        if other := self._unlike(name.strip()):
            self.ask(
                f"There is already a version {name.strip()}. It differs from the role as it is now in {other}; "
                "these would be lost.",
                f"Replace version {name.strip()}",
            )
        self.session.keep_version(name)

    def _putting_away(self, name: str) -> None:
        """Ask before a version takes the place of work that has no name."""
        if not self.session.under_a_name and (gone := self._unlike(name)):
            self.ask(
                f"The role as it is now has not been kept as a version. Opening version {name} would lose {gone}.",
                f"Open version {name}",
            )

    def _unlike(self, name: str) -> str:
        """Say in what the role as it is now differs from a version; empty where there is none of that name."""
        from leadership_lib.diagnosis.comparison import compare

        there = self.session.versions.get(name)
        return compare(there, self.session.diagnosis).what_changed if there else ""

    def _write(self) -> str:
        """Write the role description and the handout; while the role is this one, the board has a link to each."""
        from leadership_lib.output.documents import write_description, write_handout
        from leadership_lib.widgets.write_documents import write_documents

        role, comparison, stem = self.session.value, self.session.comparison, slug(self.session.value.title or "role")
        writers = {
            f"{stem}_description": lambda path: write_description(role, path),
            f"{stem}_handout": lambda path: write_handout(comparison, path),
        }
        said, links = write_documents(".docx", writers)
        self._written = role, links
        return said + self.look_again

    def _keep(self) -> None:
        """Keep the role on disk if it changed, after the page has its picture; say so where that fails."""
        if self.session.value == self._kept:
            return
        before, value = self.session.problem, self.session.value
        self.session.save()
        if not self.session.problem:
            self._kept = self.session.value
        if self.session.value != value:
            self.refresh(ELSEWHERE)
            return
        shown = {**self.state, "saved": self._saved}
        if self.session.problem != before:
            problem = self.session.problem or ""
            shown |= {"notice": problem, "said": problem or self.state["said"]}
        self.state = shown

    @property
    def _saved(self) -> str:
        """When the role was saved; empty where nothing was, or the last change could not be."""
        when = None if self.session.problem else self.session.saved
        return f"Saved {when:%H:%M}" if when else ""

    def _last(self) -> str:
        if last := self.session.last:
            answers = {finding.id: finding.answer for finding in last.after.findings}
            judged = judging.told(last.before.role, last.after.role, answers)
            if self._stage == "describe" and last.changes:
                # What becomes known of a role has neither risen nor fallen.
                return f"{judged} Noted: {joined([change.title.lower() for change in last.changes])}.".strip()
            return f"{judged} {last.summary}" if judged and last.changes else judged or last.summary
        return "Nothing changed since you came back." if self.session.resumed else "Nothing changed yet."

    def show(self, said: str = "", notice: str = "") -> None:
        """Draw the board, then keep the role on disk."""
        session = self.session
        if self._advice and self._advice.role != session.value:
            # Advice is worked out when someone asks for it, and is for the role as it was then.
            self._advice = None
        if self._asking and self._asking.role != session.value:
            self._asking = self._asking.of(session.value)
        # A notice stands above the board already.
        on_board = said or self._last()
        shown = self._advice or self._asking
        said = said or notice or (shown.said if shown else self._last())
        self.tell(
            self._drawn(on_board),
            said=said,
            notice=notice or session.problem or "",
            off=self.off,
            labels=self.labels,
            pressed={
                "ask": self._asking is not None,
                "compare": bool(self._comparing),
                "help_most": self._advice is not None,
            },
            choices={"ask": [*ASKERS], "open": list(session.versions) or [NO_VERSION], "compare": self._choices},
            remarks=self.remarks,
            suggested=list(suggested(session.value)),
            stage=self._stage,
            show=self._to_see,
            saved=self._saved,
        )
        self._keep()

    def worksheet(self) -> worksheets.Worksheet:
        """Return every fact, with what the role says now and room for what it should say."""
        role, title = self.session.value, f"Worksheet: redesign of {self.session.value.title or 'a role'}"
        head = ["fact", "what the role says now", "what it should say"]
        tables = []
        for group in self.groups:
            rows = ([f["question"], as_read(role[f["id"]]), worksheets.room(f, fewer=1)] for f in group["fields"])
            tables.append(folded(group["title"], tag("div", table(head, rows, group["title"]), class_="wide")))
        return worksheets.sheet(title, tag("p", ON_PAPER), *tables)

    def _drawn(self, said: str) -> str:
        if shown := self._advice or self._asking:
            return shown.board()
        if self._comparing:
            return self._compared()._repr_html_()
        role, links = self._written
        return board(self.session, said, links if role == self.session.value else Markup(), self._faults)

    def _compared(self) -> Comparison:
        """Compare a version with the role as it is now, or the role as it is now with the worked answer."""
        from leadership_lib.diagnosis.comparison import compare

        session = self.session
        if self._comparing == WORKED and self._case:
            from leadership_lib.teaching.case import load

            return compare(session.diagnosis, load()[self._case].redesigned)
        return compare(session.versions.get(self._comparing, session.baseline), session.diagnosis)


def case_of(role: object) -> str | None:
    """Return the id of the case that a role is taken from; None where it is none."""
    which = getattr(role, "id", role)
    return which if isinstance(which, str) and which in case_ids() else None


def _session(start: Role, role: object, name: str | None, keep: bool) -> tuple[Session, str]:
    """Open the session of a name; without a name, the one that began with this very role, or a new one."""
    stem = Path(role).stem if isinstance(role, str | Path) else start.title or "empty role"
    names = [name] if name else chain([stem], (f"{stem} {n}" for n in count(2)))
    paths = ((tried, work_folder() / f"{slug(tried)}.studio.toml" if keep else None) for tried in names)
    sessions = ((Session(start, path), tried) for tried, path in paths)
    return next((session, tried) for session, tried in sessions if name or session.start == start)
