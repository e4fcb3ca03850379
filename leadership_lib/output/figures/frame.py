"""Frame: how a figure begins and ends."""

from collections.abc import Iterable
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.output.drawing.marks import QUIET
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet

WIDTH = 680
UNTITLED = "A role without a title"
_NOTE = "These are prompts for judgement, not a validated scale."


def begin(width: float, title: str, about: str) -> Sheet:
    """Begin a figure with what it shows and of which role."""
    sheet = Sheet(width, f"{title}: {about}")
    sheet.say(title, 15, bold=True)
    sheet.say(about, 12.5, colour=QUIET)
    sheet.y += 10
    return sheet


def check_made(found: object, part: str, maker: str) -> None:
    """Refuse what does not have the part that a figure draws, and say which call makes what has it.

    Raises
    ------
    Problem
        It does not.
    """
    if not hasattr(found, part):
        raise Problem(f"This is drawn of what {maker} returns; what was given is of type {type(found).__name__}.")


def end(sheet: Sheet, told: Iterable[str], head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Drawing:
    """Finish a figure with the note that belongs under everything that a diagnosis found."""
    sheet.y += 6
    sheet.say(_NOTE, 11, colour=QUIET)
    return sheet.finish([*told, _NOTE], head, rows)
