"""Bars: groups of checks as rows, and what the figures of them have in common.

A bar runs from none of the checks to all: solid as far as they are known to be met (one met partly counts half),
hatched as far as the role does not state them, and empty for the rest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import starmap
from typing import Any, NamedTuple

from leadership_lib.diagnosis.diagnosis import Bounds, Diagnosis
from leadership_lib.framework import concepts
from leadership_lib.output.drawing.marks import BLUE, EDGE, PAPER, QUIET, Box
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.figures.frame import check_made

HEAD = ("when", "of its checks", "met", "partly", "not met", "not stated")
SIDES = {
    "expectation": "Expectation",
    "capacity": "Capacity to deliver",
    "dexterity": "Dexterity with the tensions",
}
THICK = (17, BLUE), (9, QUIET)  # how thick a bar is, and its colour: what is, and what was
MET = (Box(-10, -6, 20, 12, BLUE, BLUE), "met (partly counts half)")
NOT_STATED = (Box(-10, -6, 20, 12, PAPER, BLUE, hatch="/"), "not stated")
_NOT_MET = (Box(-10, -6, 20, 12, PAPER, EDGE), "not met")
_THIN = (Box(-10, -4, 20, 8, QUIET, QUIET), "as found (the thin bar)")
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


def rows_of(
    part: Callable[[Diagnosis], Mapping[str, Bounds]], diagnosis: Diagnosis, before: Diagnosis | None
) -> list[Row]:
    """Make a row of each group of checks in one part of a diagnosis, in order."""
    for found in (diagnosis, *([before] if before is not None else [])):
        check_made(found, "profile", "ll.diagnose")
    titles = concepts.load("features").titles | concepts.load("gaps").titles | SIDES
    states = {"now": part(diagnosis)} | ({"as found": part(before)} if before else {})
    return [Row(key, titles[key], tuple((when, of[key]) for when, of in states.items())) for key in states["now"]]


def _told(when: str, b: Bounds) -> str:
    parts = f"{b.met} met, {b.partly} partly, {b.not_met} not met, {b.not_stated} not stated"
    return f"{when} {b} checks ({parts})"


def lines_of(rows: Iterable[Row]) -> list[tuple[Any, ...]]:
    """Make the lines of the table that goes with the bars."""
    return [
        (row.title, when, str(b), b.met, b.partly, b.not_met, b.not_stated) for row in rows for when, b in row.states
    ]


def legend(sheet: Sheet, before: Diagnosis | None, size: float = 11.5) -> None:
    """Explain the bars, and the thin ones where there is a comparison."""
    sheet.legend(MET, NOT_STATED, _NOT_MET, *([_THIN] if before else []), size=size)


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
