"""Examiner: a few facts about a role, and what a few checks make of them at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.core.html import Markup, block, listing, tag
from leadership_lib.diagnosis.checks import Finding
from leadership_lib.diagnosis.checks import load as load_checks
from leadership_lib.framework import concepts
from leadership_lib.redesign.session import Session
from leadership_lib.role.loading import RoleSource
from leadership_lib.role.parts import RoleError
from leadership_lib.role.role import Role, as_read
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import controls, worksheets
from leadership_lib.widgets.journal_slot import JournalSlot
from leadership_lib.widgets.role_form import STEPS, RoleForm

#: What a check cannot do, said wherever one answers what a learner has written.
CAVEAT = "A check sees only that something is stated and can be counted. Ask your partner whether it is good."

#: Under which name facts are kept that the role began with and no longer states.
CLEARED = "not stated"


class Examiner(RoleForm):
    """Ask for a few facts, and answer with a few checks as they change.

    Parameters
    ----------
    facts
        The paths of the facts that can be changed.
    checks
        The ids of the checks that answer.
    role
        The role to start from: a `Role`, a case or its id, or the path of a file; by default an empty one.
    title
        What the exercise is called.
    notebook, activity
        Where it stands, so that what is changed is kept and comes back; without them nothing is kept.
    journal
        Where it is kept; by default the learner's own.

    Raises
    ------
    Problem
        There is no such fact or check, the role cannot be read, or something is of the wrong kind.
    """

    def __init__(
        self,
        facts: Iterable[str],
        checks: Iterable[str],
        role: RoleSource | None = None,
        *,
        title: str = "Examine",
        notebook: str | None = None,
        activity: str | None = None,
        journal: Journal | None = None,
    ):
        needed(facts, Iterable, "An examiner needs the paths of facts")
        needed(checks, Iterable, "An examiner needs the ids of checks")
        needed(title, str, "The title of an examiner is text")
        self._facts = [concepts.load("facts")[path] for path in facts]
        self._checks = [load_checks()[key] for key in checks]
        self._slot = JournalSlot(notebook, activity, "role", journal)
        session = Session(Role() if role is None else role)
        resumed, self._unfit = _resumed(session.start, self._slot.table)
        session.set(resumed)
        self._kept = session.value
        gone_on = session.value != session.start
        super().__init__(
            session,
            "Going on from where you stopped. Press Back to start to begin again." if gone_on else "",
            label=title,
            board_label="What the checks say",
            help="Leave empty what is not stated. F2 in a field shows why it is asked.",
            groups=[{"title": title, "fields": [controls.field_for(fact) for fact in self._facts]}],
            actions=STEPS,
            actions_last=True,
        )

    @property
    def findings(self) -> list[Finding]:
        """What the checks say now."""
        return [one.ask(self.session.value) for one in self._checks]

    @property
    def unchanged(self) -> list[str]:
        """What still says exactly what it said at the start."""
        before, now = (controls.plain(role) for role in (self.session.start, self.session.value))
        same = []
        for fact in self._facts:
            if not fact.parts:
                same += [fact.title] if fact.id in before and before[fact.id] == now.get(fact.id) else []
            # Of things with facts of their own, one may be new and the other the old one.
            both = zip(before.get(fact.id, ()), now.get(fact.id, ()), strict=False) if fact.parts else ()
            for number, (old, new) in enumerate(both, 1):
                parts = (part for part in fact.parts if part in old and old[part] == new.get(part))
                same += [f"{fact.each} {number} ({fact.parts[part]})" for part in parts]
        return same

    def show(self, said: str = "", notice: str = "") -> None:
        """Keep what is changed, and draw what the checks say."""
        if self.session.value != self._kept:
            self._slot.keep(self._unfit | _changed(self.session.start, self.session.value))
            self._kept = self.session.value
        findings = self.findings
        told = [f"{finding.question} {finding.answer}. {finding.reason}" for finding in findings]
        same = f"Still as you found it: {'; '.join(self.unchanged)}." if self.unchanged else ""
        unchanged = [tag("p", tag("b", same))] if same else []
        self.tell(
            block(*unchanged, *map(_answer, findings), tag("p", CAVEAT), self._slot.line()),
            said=said or " ".join([*told, *filter(None, [same])]),
            notice=notice or self._slot.problem,
            off=self.off,
            labels=self.labels,
            remarks=self.remarks,
        )

    def worksheet(self) -> worksheets.Worksheet:
        """Return the facts with room for a change, and the questions of the checks."""
        role = self.session.value
        # A new role states nothing, and to say so of every fact tells no one anything.
        stated = self._facts if role.stated() else []
        says = {fact.id: [tag("div", "The role says: ", as_read(role[fact.id]))] for fact in stated}
        fields = self.groups[0]["fields"]
        sheets = (worksheets.question(f["question"], *says.get(f["id"], ()), worksheets.room(f)) for f in fields)
        then = tag("p", "Then ask, of what you have written:"), listing(one.question for one in self._checks)
        asked = (*sheets, *(then if self._checks else ()))
        return worksheets.sheet(self.label, *asked, heading=f"Worksheet: {self.label}")


def _answer(finding: Finding) -> Markup:
    return tag(
        "div",
        tag("p", tag("b", f"{finding.answer.capitalize()}: "), finding.question),
        tag("p", finding.reason),
        tag("p", tag("i", finding.advice)),
        class_="note",
    )


def _changed(start: Role, now: Role) -> dict[str, Any]:
    """Return the facts that differ, as the journal keeps them."""
    before, after = controls.plain(start), controls.plain(now)
    changed = {path: value for path, value in after.items() if before.get(path) != value}
    cleared = [path for path in before if path not in after]
    return changed | ({CLEARED: cleared} if cleared else {})


def _resumed(start: Role, kept: Mapping[str, Any]) -> tuple[Role, dict[str, Any]]:
    """Return the role with the facts that were kept, and those of them that do not fit any more: they stay kept."""
    role, unfit = start, dict[str, Any]()
    cleared = kept.get(CLEARED)
    facts = dict.fromkeys(cleared if isinstance(cleared, tuple) else ()) | dict(kept)
    facts.pop(CLEARED, None)
    for path, value in facts.items():
        try:
            role = role.with_({path: value})
        except RoleError:
            unfit |= {path: value} if value is not None else {}
    return role, unfit
