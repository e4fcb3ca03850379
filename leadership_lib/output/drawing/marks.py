"""Marks: what a picture is made of, before anybody has drawn it.

Hatching is lines, not a pattern: a pattern needs an id, and ids clash on a page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Literal, NamedTuple

from leadership_lib.output.drawing.text import clean

INK, QUIET, EDGE, BLUE, MIST, PAPER = "#1b1b1b", "#4a4a4a", "#767676", "#005eb8", "#e4eef8", "#ffffff"
Point = tuple[float, float]
_STEP = 7.0  # between two lines of a hatching, measured along an edge
DASH = (4.0, 3.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; its hatching takes the colour of its outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    thick: float = 1
    dash: bool = False
    hatch: Literal["/", "\\", "x"] | None = None

    @property
    def hatching(self) -> tuple[tuple[Point, Point], ...]:
        """The segments of the hatching, each cut off at the edges."""
        x, y, width, height = self.x, self.y, self.width, self.height
        rising = _rising(x, y, width, height) if self.hatch in ("/", "x") else ()
        # Falling lines are rising lines in a mirror.
        mirror = _rising(x, -y - height, width, height) if self.hatch in ("\\", "x") else ()
        return (*rising, *(((a, -b), (c, -d)) for (a, b), (c, d) in mirror))


def _rising(x: float, y: float, width: float, height: float) -> Iterator[tuple[Point, Point]]:
    """Cut the lines x + y = a multiple of the step to a rectangle; neighbours then share one pattern."""
    if width <= 0 or height <= 0:
        return
    for n in range(floor((x + y) / _STEP) + 1, ceil((x + width + y + height) / _STEP)):
        c = n * _STEP
        left, right = max(x, c - y - height), min(x + width, c - y)
        yield (left, c - left), (right, c - right)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; with a fill, the closed shape they enclose."""

    points: tuple[Point, ...]
    stroke: str | None = INK
    thick: float = 1
    dash: bool = False
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A marker around a point, told apart by its shape."""

    x: float
    y: float
    radius: float
    shape: Literal["circle", "diamond"] = "circle"
    fill: str | None = INK
    stroke: str | None = None
    thick: float = 1
    dash: bool = False

    @property
    def corners(self) -> tuple[Point, ...]:
        """The four corners of a diamond."""
        x, y, r = self.x, self.y, self.radius
        return (x, y - r), (x + r, y), (x, y + r), (x - r, y)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is its base line."""

    x: float
    y: float
    text: str
    size: float = 12
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    colour: str = INK

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


Mark = Box | Line | Dot | Text


class Table(NamedTuple):
    """The figures of a picture as data."""

    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
