"""The layers over time, 2012 to 2026: when each body existed, how many there were, and what may be out of date."""

from dataclasses import replace
from typing import NamedTuple

from leadership_lib.framework.concepts import Count
from leadership_lib.output.drawing.marks import BLUE, INK, MIST, PAPER, QUIET, Box, Dot, Line, Point, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import text_width
from leadership_lib.output.figures.body_history import FIRST, LAST, NEWEST, NEWEST_SAID, Lane
from leadership_lib.output.figures.frame import begin

_PAPER = 2017
_HAIR, _BAR, _CHART, _ROW, _SIZE = "#dcdcdc", 22.0, 86.0, 15.0, 11.0
_KNOWN = Box(-10, -6, 20, 12, BLUE, BLUE), "it existed; figures say how many"
_VAGUE = Box(-10, -6, 20, 12, PAPER, BLUE, dash=True), "before it was set up, or start or end not known to the day"
_UNSEEN = Box(-10, -6, 20, 12, PAPER, BLUE, hatch="/"), f"after {NEWEST_SAID}: not seen, look it up"
#: How the points of one series are told from those of another.
_SIGNS = (
    Dot(0, 0, 4.5, "circle", BLUE),
    Dot(0, 0, 5.5, "diamond", PAPER, INK, 1.5),
    Box(-4, -4, 8, 8, PAPER, INK, 1.5),
)
#: From left and top to right and bottom.
_Place = tuple[float, float, float, float]
_WARNING = "May have been overtaken"


def timeline(*, width: float = 856) -> Drawing:
    """Draw the layers over time: a lane a body, with its counts at their dates and a mark for the paper.

    Parameters
    ----------
    width
        Of the picture, in points.
    """
    lanes = list(Lane.every())
    sheet = begin(width, "Layers then and now", "England, 2012 to 2026")
    # In a narrow picture a name stands above its lane, else beside it.
    names = 0.0 if width < 720 else 200.0
    scale = _Scale(sheet.left + names, sheet.right)
    _axis(sheet, scale)
    start, top = len(sheet.marks), sheet.y
    for lane in lanes:
        _lane(sheet, scale, lane, names)
    sheet.marks[start:start] = _ground(scale, top, sheet.y)
    sheet.y += 12
    sheet.legend(_KNOWN, _VAGUE, _UNSEEN)
    warnings = [f"{lane.body}: {lane.caution}" for lane in lanes if lane.caution]
    _warn(sheet, [f"The newest source here is of {NEWEST_SAID}.", *warnings])
    told = [f"The paper is of about {_PAPER}.", *(lane.told for lane in lanes)]
    told += [f"{_WARNING}: the newest source here is of {NEWEST_SAID}.", *warnings]
    counted = ("what was counted", "when", "how many", "series", "confidence", "sources", "caution")
    rows = [row for lane in lanes for row in lane.rows()]
    return sheet.finish(told, ("body", "it existed", *counted), rows)


class _Scale(NamedTuple):
    """Where the years lie between two edges."""

    left: float
    right: float

    def __call__(self, year: float) -> float:
        return self.left + (self.right - self.left) * (year - FIRST) / (LAST - FIRST)


def _axis(sheet: Sheet, x: _Scale) -> None:
    """Write the years, the paper's in bold, and above them what the two marks mean."""
    sheet.add(Text(x.right, sheet.y + 10, f"newest source: {NEWEST_SAID}", 11, "end", colour=QUIET))
    sheet.add(Text(x(_PAPER + 0.5), sheet.y + 25, f"the paper, about {_PAPER}", 11, "middle", True))
    sheet.add(Line(((x(NEWEST), sheet.y + 14), (x(NEWEST), sheet.y + 30)), INK, 1.5, dash=True))
    every = 1 if x(FIRST + 1) - x(FIRST) > 36 else 2
    for year in range(FIRST, LAST):
        if (year - _PAPER) % every == 0:
            style = {"bold": True} if year == _PAPER else {"colour": QUIET}
            sheet.add(Text(x(year + 0.5), sheet.y + 42, str(year), 11, "middle", **style))
    sheet.y += 48


def _ground(x: _Scale, top: float, foot: float) -> list[Line]:
    """Draw what lies under the lanes: the year of the paper, a line a year, and where sources end."""
    paper = ((x(_PAPER), top), (x(_PAPER + 1), top), (x(_PAPER + 1), foot), (x(_PAPER), foot))
    years = (x(year) for year in range(FIRST, LAST + 1))
    lines = [Line(((at, top), (at, foot)), _HAIR) for at in years]
    newest = Line(((x(NEWEST), top), (x(NEWEST), foot)), INK, 1.5, dash=True)
    return [Line(paper, None, fill=MIST), *lines, newest]


def _lane(sheet: Sheet, x: _Scale, lane: Lane, names: float) -> None:
    """Draw one body: its name and dates beside or above, then its bar, or a line where it was always there."""
    top, room = sheet.y + 9, (names or sheet.inner) - 14
    sheet.add(Line(((sheet.left, sheet.y), (sheet.right, sheet.y)), _HAIR))
    foot = sheet.write(lane.body, sheet.left, top, room, 12, bold=True)
    if lane.existed:
        foot = sheet.write(lane.existed, sheet.left, foot, room, 11, colour=QUIET)
    chart = not lane.existed
    if chart:
        foot = _key(sheet, lane, foot, room)
    top = top if names else foot + 5
    sheet.y = max(foot, (_line if chart else _bar)(sheet, x, lane, top)) + 9
    if lane.caution:
        _alarm(sheet, x((NEWEST + LAST) / 2), top + _BAR / 2, 7)


def _bar(sheet: Sheet, x: _Scale, lane: Lane, top: float) -> float:
    """Draw when a body existed, with its counts on the bar, or below it where there is no room."""
    earliest, begins, ends, latest = lane.span
    known = min(ends, NEWEST)
    stages = ((earliest, begins, _VAGUE), (begins, known, _KNOWN), (known, ends, _UNSEEN), (ends, latest, _VAGUE))
    parts = [(x(start), x(end), look) for start, end, (look, _) in stages if end > start]
    for left, right, look in parts:
        sheet.add(replace(look, x=left, y=top, width=right - left, height=_BAR))
    taken = x.left
    rows: list[float] = []
    for count in lane.counts:
        at, text = x(count.year), f"{count.count:,}"
        wide = text_width(text, _SIZE, True)
        # A count of the last day of a part stands in the next one.
        left, right, look = next((part for part in reversed(parts) if part[0] <= at + 0.01), parts[0])
        if taken <= at and at + 5 + wide <= right:
            ink = PAPER if look is _KNOWN[0] else INK
            if at > left + 2:
                sheet.add(Line(((at, top + 3), (at, top + _BAR - 3)), ink, 1.5))
            sheet.add(Text(at + 4.5, top + 15.5, text, _SIZE, bold=True, colour=ink))
            taken = at + 5 + wide
        else:
            start = min(max(at - wide / 2, x.left), x.right - wide)
            row = next((n for n, end in enumerate(rows) if end <= start), len(rows))
            rows[row : row + 1] = [start + wide + 4]
            low = top + _BAR + _ROW * row
            sheet.add(Line(((at, top + _BAR), (at, low + 4)), INK, 1.5))
            sheet.add(Text(start, low + 14, text, _SIZE, bold=True))
    return top + _BAR + _ROW * len(rows)


def _bounds(lane: Lane) -> tuple[int, int]:
    """Compute the figures at the foot and at the top of a lane that is drawn as a line."""
    figures = [count.count for count in lane.counts]
    return min(figures) // 500 * 500, -(-max(figures) // 500) * 500


def _key(sheet: Sheet, lane: Lane, y: float, room: float) -> float:
    for number, name in enumerate(lane.series):
        sign = _SIGNS[number % len(_SIGNS)]
        sheet.add(replace(sign, x=sheet.left + 6 + getattr(sign, "width", 0) * -0.5, y=y + 9 + (sign.y or 0)))
        y = sheet.write(f"counted by {name}", sheet.left + 18, y + 1, room - 18, 11, colour=QUIET)
    low, high = _bounds(lane)
    return sheet.write(f"height: {low:,} to {high:,}, not from 0", sheet.left, y + 1, room, 11, colour=QUIET)


def _line(sheet: Sheet, x: _Scale, lane: Lane, top: float) -> float:
    """Draw points, those of the longest series joined, each with its figure where it finds room."""
    low, high = _bounds(lane)
    top += _ROW
    points = {c: (x(c.year), top + _CHART * (high - c.count) / (high - low)) for c in lane.counts}
    sheet.add(Line(tuple(at for c, at in points.items() if c.series == lane.series[0]), BLUE, 2))
    taken = [(px - 6, py - 6, px + 6, py + 6) for px, py in points.values()]
    for name, sign in zip(lane.series, _SIGNS * len(lane.series), strict=False):
        for c, (px, py) in points.items():
            if c.series == name:
                sheet.add(replace(sign, x=px + sign.x, y=py + sign.y))
                _figure(sheet, x, c, (px, py), name == lane.series[0], taken)
    return top + _CHART + _ROW


def _figure(sheet: Sheet, x: _Scale, count: Count, at: Point, above: bool, taken: list[_Place]) -> None:
    """Write a figure by its point: those of the joined series above the line, others below, the rest where free."""
    text = f"{count.count:,}"
    wide = text_width(text, _SIZE, True)

    def room(aside: float, step: float) -> _Place:
        left = min(max(at[0] - wide / 2 + aside, x.left), x.right - wide)
        return left, at[1] + step - 9, left + wide, at[1] + step + 2

    def free(place: tuple[float, float]) -> bool:
        left, up, right, down = room(*place)
        return not any(left < c and a < right and up < d and b < down for a, b, c, d in taken)

    over = [(0, -10), (wide / 2, -9), (0, -24), (wide / 2, -24), (wide, -24)]
    under = [(0, 18), (-wide / 2, 18), (0, 32), (-wide / 2, 32), (-wide, 32)]
    places = over + under if above else under + over
    found = room(*next(filter(free, places), places[0]))
    taken.append(found)
    sheet.add(Text(found[0], found[3] - 2, text, _SIZE, bold=True))


def _alarm(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """Put the sign of what may be out of date: beside each body, and over the words for it."""
    sheet.add(Dot(x, y, radius, "diamond", INK, PAPER, 1.5))
    sheet.add(Text(x, y + radius * 0.4, "!", radius * 1.2, "middle", True, PAPER))


def _warn(sheet: Sheet, warnings: list[str]) -> None:
    """Write in a frame, under a sign, what may be out of date."""
    sheet.y += 14
    top, start = sheet.y, len(sheet.marks)
    inner = sheet.inner - 24
    _alarm(sheet, sheet.left + 21, top + 18, 11)
    sheet.y = sheet.write(_WARNING, sheet.left + 40, top + 9, inner - 28, 13, bold=True) + 4
    for warning in warnings:
        sheet.y = sheet.write(warning, sheet.left + 12, sheet.y, inner, 12) + 3
    sheet.marks.insert(start, Box(sheet.left, top, sheet.inner, sheet.y + 6 - top, PAPER, INK, 2))
    sheet.y += 8
