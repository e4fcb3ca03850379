"""On demand: a document, a picture or a comparison, made of what the forms hold when a person asks for it."""

import inspect
from collections.abc import Callable
from os import PathLike
from types import FunctionType
from typing import Any

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.html import Markup, block, tag
from leadership_lib.output.download import link
from leadership_lib.widgets import controls, worksheets
from leadership_lib.widgets.form import FOLLOWERS, Form

#: What is said in place of what was made when a form holds something else now.
CHANGED = "Something this was made from has changed. Press the button to make it again."


class OnDemand(Form):
    """A button that makes something, and shows it until the forms that it was made of hold something else.

    A cell that is run with all others makes its output before anyone has filled in the form above it, and goes on
    showing it. What is made when a person asks for it is never older than what it speaks of.

    Parameters
    ----------
    label
        What the button says.
    make
        Makes it: the path of a file, shown as a link that saves a copy, or anything that shows itself in a notebook.

    Attributes
    ----------
    value : object
        What was made, and still holds; None where nothing is.

    Raises
    ------
    Problem
        Something is of the wrong kind.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> ll.OnDemand("Show what moved", lambda: studio.session.comparison)  # doctest: +SKIP
    """

    def __init__(self, label: str, make: Callable[[], object]):
        # A function tells which forms it speaks of; a class, a partial or one of Python's own does not.
        self._make = needed(make, FunctionType, "What is made on demand needs a function, such as lambda: ...")
        self._made: object = None
        # What the forms held that it was made of.
        self._of: list[Any] = []
        needed(label, str, "What is made on demand needs a label, as text")
        super().__init__(label=label, board_label="Made", actions=controls.buttons(make=label))

    @property
    def value(self) -> object:
        """What was made, and still holds."""
        return self._made

    def act(self, action: str, argument: str | None = None, sure: bool = True) -> None:
        """Make it, and show it; whether it is what was made before is not asked, because a table cannot tell."""
        try:
            notice = self.do(action, argument or "")
        except Problem as problem:
            notice = str(problem)
        self.show(notice=notice)

    def do(self, action: str, argument: str) -> str:
        """Make it."""
        self._made = None
        try:
            self._made = self._make()
        except NameError as missing:
            raise Problem(f"There is no {missing.name!r} yet. Run the cells above, then press again.") from None
        self._of = self._held()
        FOLLOWERS.add(self)
        return ""

    def _held(self) -> list[Any]:
        """Return what the forms hold now that are named in what makes it."""
        named = inspect.getclosurevars(self._make)
        forms = [one for one in {**named.globals, **named.nonlocals}.values() if isinstance(one, Form)]
        return [one.board if isinstance(one, OnDemand) else one.value for one in forms]

    def follow(self) -> None:
        """Take away what was made when a form holds something else now."""
        if self._made is not None and self._held() != self._of:
            self._made = None
            self.show(notice=CHANGED)

    def show(self, said: str = "", notice: str = "") -> None:
        """Show what was made."""
        board = "" if self._made is None else _shown(self._made)
        self.tell(board, said=said or notice or ("Done." if board else ""), notice=notice)

    def worksheet(self) -> worksheets.Worksheet:
        """Return an empty one: what it makes is made of what was entered."""
        return worksheets.Worksheet(self.label, Markup())


def _shown(made: object) -> str:
    if isinstance(made, str | PathLike):
        return block(tag("p", link(made)))
    page = getattr(made, "_repr_html_", None)
    return Markup(page()) if page else block(tag("pre", made))
