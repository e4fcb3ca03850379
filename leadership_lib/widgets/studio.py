"""Studio: change facts about a role, and see at once what each change does, and why.

What only a button needs, such as documents and the search for what would help most, is imported when it is pressed.
"""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadership_lib.core.errors import needed
from leadership_lib.core.faults import Fault
from leadership_lib.core.folders import slug, work_folder
from leadership_lib.core.html import Markup, folded, table, tag
from leadership_lib.core.store import ELSEWHERE
from leadership_lib.redesign.session import Session
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role, as_read
from leadership_lib.role.suggestions import agreed_to, suggested
from leadership_lib.widgets import controls, judging, worksheets
from leadership_lib.widgets.board import AGREED, board
from leadership_lib.widgets.role_form import STEPS, RoleForm

if TYPE_CHECKING:
    from leadership_lib.diagnosis.questions import Asker
    from leadership_lib.widgets.asking import Asking
    from leadership_lib.widgets.help_most import HelpMost

ACTIONS = [
    *STEPS,
    {"id": "ask", "label": "Questions to ask", "asks": "choice", "label_of_input": "Who asks"},
    *controls.buttons(compare="Compare", help_most="What would help most?"),
    {"id": "try", "label": "Try it", "asks": "choice", "label_of_input": "Move to try"},
    {"id": "keep", "label": "Keep version", "asks": "text", "label_of_input": "Name of the version"},
    {"id": "open", "label": "Open version", "asks": "choice", "label_of_input": "Version to open"},
    *controls.buttons(write="Write documents"),
]

#: Who asks, as the choice beside the button says it.
ASKERS: dict[str, Asker] = {"I may apply": "applicant", "I hold the post": "holder", "I sign for the board": "board"}

NO_VERSION = "no version yet"

#: What stands in the place of moves to try while there are none.
NOTHING_YET, NOTHING = "no move yet", "nothing left to try"
NO_MOVE = "There is no move to try here. Ask what would help most: the moves for open findings then stand here."

HELP = (
    "Leave empty what the description does not say. F2 in a field shows why it is asked. Kept as you go. "
    "Shares are prompts for judgement, not a validated scale."
)

ON_PAPER = "Leave empty what should stay as it is. Change few things, and say of each what it costs, and whom."


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
        self._comparing = False
        self._advice: HelpMost | None = None
        self._asking: Asking | None = None
        self._to_try: list[str] | None = None
        self._kept = session.value
        self._written: tuple[Role | None, Markup] = (None, Markup())
        resumed = f"Going on from where you stopped, kept as {name}. Another name begins anew."
        super().__init__(
            session,
            resumed if session.resumed else "",
            label=f"Redesign studio: {name}",
            tabs_label="Facts about the role",
            board_label="What the role looks like now",
            help=HELP,
            groups=controls.groups(),
            actions=ACTIONS,
        )

    def do(self, action: str, argument: str) -> str:
        """Do what a button says, and say what a person could not see otherwise."""
        session = self.session
        match action:
            case "ask":
                self._show(asking=self._asked(argument))
            case "compare":
                self._show(comparing=not self._comparing)
            case "help_most":
                self._show(advice=None if self._advice else self._advise())
            case "try" if not self._to_try:
                return NO_MOVE
            case "try":
                return self._try(argument)
            case "keep":
                self._replacing(argument.strip())
                session.keep_version(argument)
                return session.problem or f"Kept as version {argument.strip()}."
            case "open" if not session.versions:
                return "There is no version yet. Keep one first."
            case "open":
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

    def _show(self, *, asking: Asking | None = None, comparing: bool = False, advice: HelpMost | None = None) -> None:
        """Show one of these on the board in place of the role, or none."""
        self._asking, self._comparing, self._advice = asking, comparing, advice

    def _asked(self, who: str) -> Asking | None:
        """Find the questions of someone who asks; None where theirs are there already."""
        from leadership_lib.widgets.asking import Asking

        asker = ASKERS.get(who, "applicant")
        there = self._asking and self._asking.asker == asker
        return None if there else Asking(self.session.value, asker)

    def _advise(self) -> HelpMost:
        """Work out what would help most, and which moves can be tried."""
        from leadership_lib.widgets.help_most import HelpMost

        advice = HelpMost(self.session.value)
        self._to_try = advice.titles
        return advice

    def _try(self, title: str) -> str:
        """Make a move, as one step, and say what it wrote."""
        from leadership_lib.diagnosis.comparison import compare
        from leadership_lib.widgets import help_most

        before = self.session.diagnosis
        self.session.set(help_most.tried(self.session.value, title))
        self._to_try = help_most.to_try(self.session.value, self._to_try or ())
        return help_most.notice(title, compare(before, self.session.diagnosis))

    def _replacing(self, name: str) -> None:
        """Ask before a version of this name gets another role."""
        from leadership_lib.diagnosis.comparison import compare

        there = self.session.versions.get(name)
        if there and (other := compare(there, self.session.diagnosis).what_changed):
            self.ask(
                f"There is a version {name} already. It differs from the role as it is in {other}; these would go.",
                f"Replace version {name}",
            )

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
        return said

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
        elif self.session.problem != before:
            problem = self.session.problem or ""
            self.state = {**self.state, "notice": problem, "said": problem or self.state["said"]}

    def _last(self) -> str:
        if last := self.session.last:
            answers = {finding.id: finding.answer for finding in last.after.findings}
            judged = judging.told(last.before.role, last.after.role, answers)
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
        to_try = [NOTHING_YET] if self._to_try is None else self._to_try or [NOTHING]
        # A notice stands above the board already.
        on_board = said or self._last()
        shown = self._advice or self._asking
        said = said or notice or (shown.said if shown else self._last())
        self.tell(
            self._drawn(on_board),
            said=said,
            notice=notice or session.problem or "",
            off=self.off,
            pressed={
                "ask": self._asking is not None,
                "compare": self._comparing,
                "help_most": self._advice is not None,
            },
            choices={"ask": [*ASKERS], "open": list(session.versions) or [NO_VERSION], "try": to_try},
            remarks=self.remarks,
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
            return self.session.comparison._repr_html_()
        role, links = self._written
        return board(self.session, said, links if role == self.session.value else Markup(), self._faults)


def _session(start: Role, role: object, name: str | None, keep: bool) -> tuple[Session, str]:
    """Open the session of a name; without a name, the one that began with this very role, or a new one."""
    stem = Path(role).stem if isinstance(role, str | Path) else start.title or "empty role"
    names = [name] if name else chain([stem], (f"{stem} {n}" for n in count(2)))
    paths = ((tried, work_folder() / f"{slug(tried)}.studio.toml" if keep else None) for tried in names)
    sessions = ((Session(start, path), tried) for tried, path in paths)
    return next((session, tried) for session, tried in sessions if name or session.start == start)
