"""Role form: a form whose controls are facts about a role; what the studio and the examiner have in common."""

from typing import Any

from leadership_lib.redesign.session import Session
from leadership_lib.role.role import Role
from leadership_lib.role.suggestions import suggested
from leadership_lib.widgets import controls
from leadership_lib.widgets.form import Form

#: What is said beside a fact that a move has written.
SUGGESTED = "Suggested, and not agreed yet: put your own words in its place, or press the button once it is agreed."

#: The buttons that go through what was changed; the second is there only after the first.
STEPS = controls.buttons(undo="Undo", redo="Redo", start="Back to start")
STEPS[1]["passing"] = True


class RoleForm(Form):
    """Change facts about a role, and take changes back; a subclass says what the board shows.

    Attributes
    ----------
    value : Role
        The role as it is now; setting it is one step that can be undone.
    session : Session
        The steps themselves.
    """

    def __init__(self, session: Session, notice: str = "", **traits: Any):
        self.session = session
        super().__init__(notice, **traits)

    @property
    def value(self) -> Role:
        """The role as it is now."""
        return self.session.value

    @value.setter
    def value(self, role: Role) -> None:
        self.session.set(role)
        self.refresh()

    def take(self, field: str, value: Any) -> None:
        """Take over a fact."""
        role = self.session.value.with_({field: value})
        before, after = (controls.plain(one).get(field) for one in (self.session.value, role))
        # Key presses in one fact are one step, and taking a thing out of it is a step of its own: undo brings it back
        # as it was, and not the fact as it was before anything was written.
        if isinstance(before, list) and len(after or ()) < len(before):
            self.session.set(role)
        else:
            self.session.change({field: value})

    def do(self, action: str, argument: str) -> str:
        """Take a step back or again, or go back to the start."""
        session = self.session
        if action == "start" and (gone := session.comparison.what_changed):
            self.ask(f"This takes back what you changed: {gone}.", "Go back")
        steps = {"undo": session.undo, "redo": session.redo, "start": session.back_to_start}
        if action in steps:
            steps[action]()
        return ""

    @property
    def off(self) -> list[str]:
        """Those of `STEPS` that lead nowhere now."""
        session = self.session
        off = {"undo": not session.can_undo, "redo": not session.can_redo, "start": session.value == session.baseline}
        return [action for action, is_off in off.items() if is_off]

    @property
    def labels(self) -> dict[str, str]:
        """What the buttons say where that depends on the role."""
        return {"undo": f"Undo: {self.session.step}"} if self.session.can_undo else {}

    @property
    def remarks(self) -> dict[str, str]:
        """What is said beside facts in whose place something stands that counts for nothing yet."""
        role = self.session.value
        said = dict.fromkeys(suggested(role), SUGGESTED)
        return {**said, **controls.unfilled(role)}

    def plain(self) -> dict[str, Any]:
        """Return the stated facts, as the controls hold them."""
        return controls.plain(self.session.value)
