"""Bars: groups of checks as rows, and what the figures of them have in common.

A bar runs from none of the checks that apply to all of them, with a part for each answer: solid where they are met,
solid by half where partly, crossed where a person has to judge, hatched where nothing is stated, and empty where they
are not met. What does not apply has no part in a bar; it is told in words and figures.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import starmap
from typing import Any, NamedTuple

from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.diagnosis.checks.verdict import ANSWERS
from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.framework import concepts
from leadership_lib.output.drawing.marks import BLUE, EDGE, PAPER, QUIET, Box
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.figures.frame import check_made

HEAD = ("when", "of its checks", *ANSWERS)
SIDES = {
    "expectation": "Expectation",
    "capacity": "Capacity to deliver",
    "dexterity": "Dexterity with the tensions",
}
THICK = (17, BLUE), (9, QUIET)  # how thick a bar is, and its colour: what is, and what was
MET = (Box(-10, -6, 20, 12, BLUE, BLUE), "met")
PARTLY = (Box(-10, 0, 20, 6, BLUE, BLUE), "partly (counts half)")
TO_JUDGE = (Box(-10, -6, 20, 12, PAPER, BLUE, hatch="x"), "for you to judge")
NOT_STATED = (Box(-10, -6, 20, 12, PAPER, BLUE, hatch="/"), "not stated")
NOT_MET = (Box(-10, -6, 20, 12, PAPER, EDGE), "not met")
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


def counts(b: Bounds) -> tuple[int, ...]:
    """Return how many checks have each answer, in the order of `ANSWERS`."""
    return b.met, b.partly, b.not_met, b.not_stated, b.to_judge, b.does_not_apply


def _told(when: str, b: Bounds) -> str:
    parts = ", ".join(f"{count} {answer}" for count, answer in zip(counts(b), ANSWERS, strict=True))
    return f"{when} {b} checks ({parts})"


def lines_of(rows: Iterable[Row]) -> list[tuple[Any, ...]]:
    """Make the lines of the table that goes with the bars."""
    return [(row.title, when, str(b), *counts(b)) for row in rows for when, b in row.states]


def legend(sheet: Sheet, before: Diagnosis | None, size: float = 11.5) -> None:
    """Explain the parts of a bar, and the thin bars where there is a comparison."""
    sheet.legend(MET, PARTLY, TO_JUDGE, NOT_STATED, NOT_MET, *([_THIN] if before else []), size=size)


def reach(b: Bounds) -> float:
    """Return the share of the checks that are met or partly met."""
    return (b.met + b.partly) / b.total if b.total else 0.0


def bar(
    x: float, y: float, width: float, height: float, bounds: Bounds, colour: str, upright: bool = False
) -> Iterator[Box]:
    """Draw a part for each answer but *not met*, which is what stays empty; from the left or from the foot."""
    start = 0.0
    for count, look in (
        (bounds.met, "met"),
        (bounds.partly, "partly"),
        (bounds.to_judge, "x"),
        (bounds.not_stated, "/"),
    ):
        if not count:
            continue
        end = start + count / bounds.total
        place = (x, y + height * (1 - end), width, height * (end - start))
        if not upright:
            place = (x + width * start, y, width * (end - start), height)
        match look:
            case "met":
                yield Box(*place, colour, colour)
            case "partly":
                yield Box(*place, PAPER, colour)
                left, top, wide, high = place
                yield (
                    Box(left, top, wide / 2, high, colour)
                    if upright
                    else Box(left, top + high / 2, wide, high / 2, colour)
                )
            case "x" | "/":
                yield Box(*place, PAPER, colour, hatch=look)
        start = end
