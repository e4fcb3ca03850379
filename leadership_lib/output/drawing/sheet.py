"""Sheet: a picture while it is laid out."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.output.drawing.marks import QUIET, Box, Dot, Mark, Table, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.text import LEADING, text_width, wrapped

_MARGIN = 14.0


class Sheet:
    """A picture while it is laid out, from the top down; `y` is where the next mark goes.

    Parameters
    ----------
    width
        From 360, a narrow column, to 2000.
    """

    def __init__(self, width: float):
        if not 360 <= width <= 2000:
            raise Problem(f"A picture can be 360 to 2000 points wide; {width!r} was asked for.")
        self.width, self.left, self.right = float(width), _MARGIN, width - _MARGIN
        self.y, self.marks = _MARGIN, []

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.right - self.left

    def add(self, *marks: Mark) -> None:
        """Put marks down."""
        self.marks += marks

    def write(self, text: object, x: float, y: float, width: float, size: float = 12, **style: Any) -> float:
        """Write text below `y` in as many lines as it needs, and give where it ends."""
        for line in wrapped(text, size, width, style.get("bold", False)):
            # A line hangs below its top by the height of a capital, and a little air.
            self.add(Text(x, y + size, line, size, **style))
            y += size * LEADING
        return y

    def say(self, text: object, size: float = 12, **style: Any) -> None:
        """Write text across the whole sheet and go on below it."""
        self.y = self.write(text, self.left, self.y, self.inner, size, **style)

    def legend(self, *items: tuple[Box | Dot, str], size: float = 11.5) -> None:
        """Explain signs, side by side while there is room; each is given as it looks around (0, 0)."""
        x, y = self.left, self.y
        for sign, text in items:
            need = 28 + text_width(text, size)
            if x > self.left and x + need > self.right:
                x, y = self.left, self.y + 4
            self.add(replace(sign, x=x + 10 + sign.x, y=y + 8 + sign.y))
            bottom = self.write(text, x + 26, y + 0.5, self.right - x - 26, size, colour=QUIET)
            x, self.y = x + need + 14, max(self.y, bottom)

    def finish(self, title: str, alt: str, table: Table) -> Drawing:
        """Give the picture, as high as what stands on it."""
        return Drawing(self.width, ceil(self.y + _MARGIN - 4), tuple(self.marks), title, alt, table)
