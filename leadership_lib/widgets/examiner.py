"""Examiner: a few facts about a role, and what a few checks make of them at once."""

from __future__ import annotations

from collections.abc import Iterable

from leadership_lib import check, framework
from leadership_lib.check import Finding
from leadership_lib.html import Markup, block, tag
from leadership_lib.role import Role
from leadership_lib.session import Session
from leadership_lib.widgets import controls
from leadership_lib.widgets.role_form import RoleForm


class Examiner(RoleForm):
    """Ask for a few facts, and answer with a few checks as they change.

    Parameters
    ----------
    facts
        The paths of the facts that can be changed.
    checks
        The ids of the checks that answer.
    role
        The role to start from; by default an empty one.
    title
        What the exercise is called.
    """

    def __init__(
        self, facts: Iterable[str], checks: Iterable[str], role: Role | None = None, *, title: str = "Examine"
    ):
        self._checks = [check.load()[key] for key in checks]
        fields = [controls.field_for(framework.load("facts")[path]) for path in facts]
        super().__init__(
            Session(role or Role()),
            label=title,
            board_label="What the checks say",
            help="Leave empty what is not stated. F2 in a field shows why it is asked.",
            groups=[{"title": title, "fields": fields}],
        )
        self.refresh()

    @property
    def findings(self) -> list[Finding]:
        """What the checks say now."""
        return [one.ask(self.session.value) for one in self._checks]

    def show(self, said: str = "", notice: str = "") -> None:
        """Draw what the checks say."""
        findings = self.findings
        told = " ".join(f"{finding.question} {finding.answer}. {finding.reason}" for finding in findings)
        with self.hold_sync():
            self.board = block(*map(_answer, findings))
            self.state = {"said": said or told, "notice": notice, "faults": dict(self._faults)}


def _answer(finding: Finding) -> Markup:
    return tag(
        "div",
        tag("p", tag("b", f"{finding.answer.capitalize()}: "), finding.question),
        tag("p", finding.reason),
        tag("p", tag("i", finding.advice)),
        class_="note",
    )
