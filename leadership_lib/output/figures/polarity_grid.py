"""A polarity grid: two poles side by side, gains above, losses below, and under them what is done to hold both."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, MIST, PAPER, QUIET, Box, Dot, Line
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import text_height
from leadership_lib.output.figures.frame import WIDTH, begin, end
from leadership_lib.redesign.polarity import PARTS, UNTITLED, PolarityGrid, label
from leadership_lib.role.role import words

_GAP, _AIR, _SIZE = 10.0, 9.0, 12.0
_SIGNS = {"gains": "+", "losses": "\N{MINUS SIGN}"}


def grid(polarity_grid: PolarityGrid, *, width: float = WIDTH) -> Drawing:
    """Draw a polarity grid: purpose, gains, the two poles, losses and fear; below, steps and early warnings.

    Parameters
    ----------
    polarity_grid
        What it does not state is shown as not stated.
    width
        Of the picture, in points.
    """
    needed(polarity_grid, PolarityGrid, "A grid is drawn of a PolarityGrid")
    sheet = begin(width, "Polarity grid", words(polarity_grid.title or UNTITLED))
    _across(sheet, "greater_purpose", polarity_grid.greater_purpose)
    _pair(sheet, polarity_grid, "gains", stroke=BLUE, thick=1.5)
    _names(sheet, polarity_grid.names)
    _pair(sheet, polarity_grid, "losses", stroke=INK, dash=True)
    _across(sheet, "deeper_fear", polarity_grid.deeper_fear)
    sheet.y += 8
    _pair(sheet, polarity_grid, "name", "steps", "warnings", "noticed_by", stroke=EDGE)
    if polarity_grid.other_warnings is not None:
        _across(sheet, "other_warnings", polarity_grid.other_warnings)
    rows = tuple(_rows(polarity_grid))
    told = (f"{where}, {part.lower()}: {text.rstrip('.')}." for where, part, text in rows)
    return end(sheet, told, ("where", "part", "what it says"), rows)


def _rows(grid: PolarityGrid) -> Iterator[tuple[str, str, str]]:
    """Collect every text with its place, one a row."""

    def several(where: str, key: str, value: Any) -> Iterator[tuple[str, str, str]]:
        for item in value if isinstance(value, tuple) and value else (value,):
            yield where, label(key), words(item)

    yield from several("Both poles", "greater_purpose", grid.greater_purpose)
    for pole, name in zip(grid.poles, grid.names, strict=True):
        for key in PARTS:
            yield from several(name, key, getattr(pole, key))
    yield from several("Both poles", "deeper_fear", grid.deeper_fear)
    if grid.other_warnings is not None:
        yield from several("Either pole", "other_warnings", grid.other_warnings)


def _columns(sheet: Sheet) -> tuple[tuple[float, float], float]:
    """Compute where the two columns begin, and how wide they are."""
    wide = (sheet.inner - _GAP) / 2
    return (sheet.left, sheet.left + wide + _GAP), wide


def _framed(sheet: Sheet, frames: Iterable[Box], write: Callable[[float], float]) -> None:
    """Put frames around what is written, as high as it turns out; they lie below it."""
    start, top = len(sheet.marks), sheet.y
    bottom = write(top + _AIR) + _AIR
    sheet.marks[start:start] = [replace(frame, y=top, height=bottom - top) for frame in frames]
    sheet.y = bottom + _GAP


def _across(sheet: Sheet, key: str, value: Any) -> None:
    """Write what belongs to both poles, across the whole sheet."""
    frame = Box(sheet.left, 0, sheet.inner, 0, MIST, EDGE)
    _framed(sheet, (frame,), lambda y: _part(sheet, key, value, sheet.left + _AIR, y, sheet.inner - 2 * _AIR))


def _pair(sheet: Sheet, grid: PolarityGrid, *keys: str, **outline: Any) -> None:
    """Write parts of both poles side by side, each part on one level."""
    starts, wide = _columns(sheet)

    def write(y: float) -> float:
        for key in keys:
            if key != keys[0]:
                y += 6
            values = grid.names if key == "name" else [getattr(pole, key) for pole in grid.poles]
            places = zip(starts, values, strict=True)
            y = max(_part(sheet, key, value, x + _AIR, y, wide - 2 * _AIR) for x, value in places)
        return y

    _framed(sheet, tuple(Box(x, 0, wide, 0, PAPER, **outline) for x in starts), write)


def _part(sheet: Sheet, key: str, value: Any, x: float, y: float, width: float) -> float:
    """Write a part below its label, a list with a dot before each item, and return where it ends."""
    if key == "name":
        return sheet.write(value, x, y, width, _SIZE + 1, bold=True, colour=BLUE)
    sign = _SIGNS.get(key)
    y = sheet.write(f"{sign}\xa0{label(key)}" if sign else label(key), x, y, width, _SIZE, bold=True) + 1
    if not isinstance(value, tuple) or not value:
        return sheet.write(words(value), x, y, width, _SIZE, colour=QUIET if value is None else INK)
    for item in value:
        sheet.add(Dot(x + 3, y + 8, 2))
        y = sheet.write(words(item), x + 12, y, width - 12, _SIZE) + 2
    return y - 2


def _names(sheet: Sheet, names: tuple[str, str]) -> None:
    """Write the names of the poles on a band, joined because each needs the other."""
    starts, wide = _columns(sheet)
    high = [text_height(name, 13, wide - 2 * _AIR, True) for name in names]
    middle, tall = sheet.y + max(high) / 2 + 7, max(high) + 14
    sheet.add(Line(((starts[0] + wide / 2, middle), (starts[1] + wide / 2, middle)), BLUE, 4))
    for x, name, height in zip(starts, names, high, strict=True):
        sheet.add(Box(x, sheet.y, wide, tall, BLUE))
        place = (x + wide / 2, middle - height / 2)
        sheet.write(name, *place, wide - 2 * _AIR, 13, anchor="middle", bold=True, colour=PAPER)
    sheet.y += tall + _GAP
