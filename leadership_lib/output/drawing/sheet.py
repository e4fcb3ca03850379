"""Sheet: a picture while it is laid out."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.output.drawing.marks import QUIET, Box, Dot, Mark, Table, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.text import LEADING, text_width, wrapped

_MARGIN = 14.0

#: A sign, as it looks around (0, 0), and what it means.
Sign = tuple[Box | Dot, str]


class Sheet:
    """A picture while it is laid out, from the top down; `y` is where the next mark goes.

    Parameters
    ----------
    width
        From 360, a narrow column, to 2000.
    title
        What the picture shows, in short.
    """

    def __init__(self, width: float, title: str):
        if not isinstance(width, int | float) or not 360 <= width <= 2000:
            raise Problem(f"A picture can be 360 to 2000 points wide; {width!r} was asked for.")
        self.title = title
        self.width, self.left, self.right = float(width), _MARGIN, width - _MARGIN
        self.y = _MARGIN
        self.marks: list[Mark] = []

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.right - self.left

    def add(self, *marks: Mark) -> None:
        """Put marks down."""
        self.marks += marks

    def write(self, text: object, x: float, y: float, width: float, size: float = 12, **style: Any) -> float:
        """Write text below `y` in as many lines as it needs, and return where it ends."""
        for line in wrapped(text, size, width, style.get("bold", False)):
            # A line hangs below its top by the height of a capital, and a little air.
            self.add(Text(x, y + size, line, size, **style))
            y += size * LEADING
        return y

    def say(self, text: object, size: float = 12, **style: Any) -> None:
        """Write text across the whole sheet and go on below it."""
        self.y = self.write(text, self.left, self.y, self.inner, size, **style)

    def say_ends(self, first: str, last: str, left: float, right: float) -> None:
        """Write what the two ends of a scale mean, below them, and go on below both."""
        half = (right - left) / 2 - 6
        bottom = self.write(last, right, self.y, half, 11, anchor="end", colour=QUIET)
        self.y = max(bottom, self.write(first, left, self.y, half, 11, colour=QUIET))

    def legend(self, *items: Sign, size: float = 11.5) -> None:
        """Explain signs, side by side while there is room."""
        x, y = self.left, self.y
        for sign, text in items:
            need = 28 + text_width(text, size)
            if x > self.left and x + need > self.right:
                x, y = self.left, self.y + 4
            self.add(replace(sign, x=x + 10 + sign.x, y=y + 8 + sign.y))
            bottom = self.write(text, x + 26, y + 0.5, self.right - x - 26, size, colour=QUIET)
            x, self.y = x + need + 14, max(self.y, bottom)

    def finish(self, told: Iterable[str], head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Drawing:
        """Make the picture, as high as what stands on it, with what it shows in sentences and as a table."""
        alt, height = f"{self.title}. {' '.join(told)}", ceil(self.y + _MARGIN - 4)
        return Drawing(self.width, height, tuple(self.marks), self.title, alt, Table(head, tuple(rows)))
