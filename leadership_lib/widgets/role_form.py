"""RoleForm: a form whose controls are facts about a role; what the studio and the examiner have in common."""

from __future__ import annotations

from typing import Any

from leadership_lib.redesign.session import Session
from leadership_lib.role.role import Role, RoleError
from leadership_lib.widgets import controls
from leadership_lib.widgets.form import Form

#: The buttons that go through what was changed.
STEPS = [
    {"id": "undo", "label": "Undo"},
    {"id": "redo", "label": "Redo"},
    {"id": "start", "label": "Back to start"},
]


class RoleForm(Form):
    """Change facts about a role, and take changes back; a subclass says what the board shows.

    Attributes
    ----------
    value : Role
        The role as it is now; setting it is one step that can be undone.
    session : Session
        The steps themselves.
    """

    def __init__(self, session: Session, **traits: Any):
        self.session = session
        self._faults: dict[str, str] = {}
        super().__init__(**traits)

    @property
    def value(self) -> Role:
        """The role as it is now."""
        return self.session.value

    @value.setter
    def value(self, role: Role) -> None:
        self.session.set(role)
        self.refresh()

    def edit(self, edits: list[tuple[str, Any]]) -> None:
        """Take over facts; a faulty one is named beside its control and changes nothing."""
        faults = {}
        for path, value in edits:
            self._faults.pop(path, None)
            try:
                self._change(path, value)
            except RoleError as error:
                faults[path] = "; ".join(controls.told(path, fault) for fault in error.faults)
        self._faults |= faults
        self.show("; ".join(faults.values()))

    def _change(self, path: str, value: Any) -> None:
        role = self.session.value.with_({path: value})
        before, after = (controls.plain(one).get(path) for one in (self.session.value, role))
        # Key presses in one fact are one step, and taking a thing out of it is a step of its own: undo brings it back
        # as it was, and not the fact as it was before anything was written.
        if isinstance(before, list) and len(after or ()) < len(before):
            self.session.set(role)
        else:
            self.session.change({path: value})

    def step(self, action: str) -> None:
        """Do what one of `STEPS` says."""
        match action:
            case "undo":
                self.session.undo()
            case "redo":
                self.session.redo()
            case "start":
                self.session.back_to_start()

    @property
    def off(self) -> list[str]:
        """Those of `STEPS` that lead nowhere now."""
        session = self.session
        off = {"undo": not session.can_undo, "redo": not session.can_redo, "start": session.value == session.start}
        return [action for action, is_off in off.items() if is_off]

    def refresh(self, notice: str = "") -> None:
        """Show everything anew, the controls too; what was refused goes."""
        self._faults.clear()
        self.write(controls.plain(self.session.value))
        self.show(notice=notice)

    def show(self, said: str = "", notice: str = "") -> None:
        """Draw the board; ``said`` is what has to be said instead of the usual."""
        raise NotImplementedError
