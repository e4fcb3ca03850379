"""Rows: groups of checks as bars, and what every picture of a diagnosis has in common.

A bar runs from none of the checks to all: solid as far as they are known to be met (one met partly counts half),
hatched as far as the role does not state them, and empty for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from leadership_lib.output.drawing import BLUE, EDGE, PAPER, QUIET, Box, Drawing, Sheet, Table

if TYPE_CHECKING:
    from leadership_lib.diagnosis.diagnosis import Bounds

WIDTH = 680
_NOTE = "These are prompts for judgement, not a validated scale."
UNTITLED = "A role without a title"
HEAD = ("when", "of its checks", "met", "partly", "not met", "not stated")
NOW, BEFORE = (17, BLUE), (9, QUIET)  # how thick a bar is, and its colour
MET = (Box(-10, -6, 20, 12, BLUE, BLUE), "met (partly counts half)")
NOT_STATED = (Box(-10, -6, 20, 12, PAPER, BLUE, hatch="/"), "not stated")
NOT_MET = (Box(-10, -6, 20, 12, PAPER, EDGE), "not met")
THIN = (Box(-10, -4, 20, 8, QUIET, QUIET), "as found (the thin bar)")
_HARD = "\xa0"


class Row(NamedTuple):
    """One group of checks: what is found now and, where there is a comparison, what was found before."""

    id: str
    title: str
    states: tuple[tuple[str, Bounds], ...]

    @property
    def now(self) -> Bounds:
        """What is found now."""
        return self.states[0][1]

    @property
    def labels(self) -> list[str]:
        """The figures of each state, as they stand beside a bar."""
        if len(self.states) == 1:
            return [f"{self.now} checks"]
        # Hard spaces keep the figures together where a label needs two lines.
        return [f"{when} {str(bounds).replace(' ', _HARD)}" for when, bounds in self.states]

    @property
    def told(self) -> str:
        """Every figure in a sentence."""
        return f"{self.title}: {'; '.join(starmap(_told, self.states))}."


def rows_of(now: Mapping[str, Bounds], found: Mapping[str, Bounds] | None, title: Callable[[str], str]) -> list[Row]:
    """Give a row for each group of checks, in order."""

    def states(key: str) -> Iterator[tuple[str, Bounds]]:
        yield "now", now[key]
        if found:
            yield "as found", found[key]

    return [Row(key, title(key), tuple(states(key))) for key in now]


def _told(when: str, b: Bounds) -> str:
    parts = f"{b.met} met, {b.partly} partly, {b.not_met} not met, {b.not_stated} not stated"
    return f"{when} {b} checks ({parts})"


def lines_of(rows: Iterable[Row]) -> list[tuple[Any, ...]]:
    """Give the lines of the table that goes with the bars."""
    return [
        (row.title, when, str(b), b.met, b.partly, b.not_met, b.not_stated) for row in rows for when, b in row.states
    ]


def begin(width: float, title: str, about: str) -> Sheet:
    """Begin a picture with what it shows and of which role."""
    sheet = Sheet(width)
    sheet.say(title, 15, bold=True)
    sheet.say(about, 12.5, colour=QUIET)
    sheet.y += 10
    return sheet


def end(sheet: Sheet, title: str, about: str, told: Iterable[str], table: Table) -> Drawing:
    """Finish a picture with the note that belongs under every one of them."""
    sheet.y += 6
    sheet.say(_NOTE, 11, colour=QUIET)
    return sheet.finish(f"{title}: {about}", f"{title}: {about}. {' '.join([*told, _NOTE])}", table)


def bar(
    x: float, y: float, width: float, height: float, bounds: Bounds, colour: str, upright: bool = False
) -> Iterator[Box]:
    """Draw bounds: solid as far as known, then hatched as far as not stated; from the left or from the foot."""

    def part(start: float, end: float) -> tuple[float, float, float, float]:
        if upright:
            return x, y + height * (1 - end), width, height * (end - start)
        return x + width * start, y, width * (end - start), height

    if bounds.upper > bounds.lower:
        yield Box(*part(bounds.lower, bounds.upper), PAPER, colour, hatch="/")
    if bounds.lower:
        yield Box(*part(0, bounds.lower), colour, colour)
