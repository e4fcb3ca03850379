"""Interval rows: numbers as signs on a scale, each with the interval around it, one below another."""

from dataclasses import replace
from math import isfinite
from typing import NamedTuple

from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, PAPER, Dot, Line, Text
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import text_width

SURE = Dot(0, 0, 5, "circle", BLUE)
OTHER = Dot(0, 0, 5, "diamond", PAPER, INK, 1.5)
LESS, MORE = Dot(0, 0, 4, "diamond", PAPER, INK, 1.5), Dot(0, 0, 4, "circle", PAPER, INK, 1.5)
_STEP, _SMALL = 17.0, 11.0


class Mark(NamedTuple):
    """One number on the scale: its sign, value, the ends of its interval (NaN: none), its label, further signs."""

    sign: Dot
    value: float
    low: float
    high: float
    label: str
    also: tuple[tuple[Dot, float], ...] = ()

    def number(self, form: str) -> str:
        """Say the value."""
        return f"{self.value:{form}}" if isfinite(self.value) else "none"

    def interval(self, form: str) -> str:
        """Say the interval."""
        if isfinite(self.low) and isfinite(self.high):
            return f"{self.low:{form}} to {self.high:{form}}"
        return "no interval: too few, or all alike"


class Span(NamedTuple):
    """What the numbers are about, and the numbers."""

    title: str
    marks: tuple[Mark, ...]


def draw(
    sheet: Sheet, spans: list[Span], scale: tuple[float, float], ends: tuple[str, str], middle: float | None = None
) -> None:
    """Draw spans below one another, each under its title.

    Parameters
    ----------
    sheet
        Where to.
    spans
        In order.
    scale
        What the left and the right edge stand for.
    ends
        What is written at the two edges.
    middle
        Where a line marks a value that divides one meaning from the other.
    """
    labels = 10 + max((text_width(m.label, _SMALL) for span in spans for m in span.marks), default=0)
    # In a narrow picture the labels stand below their scales.
    beside = labels <= sheet.inner * 0.5
    left, right = sheet.left + 6, (sheet.right - labels if beside else sheet.right) - 6

    def across(value: float) -> float:
        least, most = scale
        return left + (right - left) * (min(max(value, least), most) - least) / (most - least)

    for span in spans:
        sheet.say(span.title, 12, bold=True)
        for mark in span.marks:
            y = sheet.y + _STEP / 2
            sheet.add(Line(((left, y), (right, y)), EDGE, 0.5))
            if middle is not None:
                sheet.add(Line(((across(middle), y - 7), (across(middle), y + 7)), EDGE))
            if isfinite(mark.low) and isfinite(mark.high):
                a, b = across(mark.low), across(mark.high)
                sheet.add(Line(((a, y), (b, y)), INK, 2))
                sheet.add(*(Line(((x, y - 4), (x, y + 4)), INK, 1.5) for x in (a, b)))
            signs = [(mark.sign, mark.value)] if isfinite(mark.value) else []
            sheet.add(*(replace(sign, x=across(value), y=y) for sign, value in (*mark.also, *signs)))
            if beside:
                sheet.add(Text(right + 16, y + 4, mark.label, _SMALL))
                sheet.y += _STEP
            else:
                sheet.y = 2 + sheet.write(mark.label, left, y + 6, sheet.inner - 12, _SMALL)
        sheet.y += 5
    sheet.say_ends(*ends, left, right)
    sheet.y += 10
