"""The board of a workshop: what a room said, large enough for the back row, and legible in grey.

The picture is 1600 by 900, and no letter in it is smaller than 34: on a screen a metre and a half high that is nearly
six centimetres, which can be read from twelve metres.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from leadership_lib.core.errors import Problem, needed
from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, MIST, PAPER, QUIET, Box, Line, Mark, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.text import text_width, wrapped
from leadership_lib.output.figures.room_words import (
    Row,
    felt,
    table,
    table_of_groups,
    told,
    told_groups,
    told_large,
    words,
)

WIDTH, HEIGHT, LEAST = 1600.0, 900.0, 34.0
ORANGE, GREY = "#c75300", "#d5d9de"

#: How many rows, and how many bars by group, a back row can read at once.
MOST_ROWS, MOST_BARS = 5, 12

_EDGE, _TOP, _FOOT = 36.0, 148.0, 812.0


def board(
    rows: Iterable[Row], show: str | None = None, *, by_group: bool = False, title: str = "", about: str = ""
) -> Drawing:
    """Draw what a room said, for the big screen: rows below one another, one row large, or the groups.

    Parameters
    ----------
    rows
        As a workshop's ``rows()`` returns them: each has its ``item`` (id, kind, title and two ends), ``counts`` from
        0 to 10, how many are ``unsure``, ``blocks``, ``agreement``, the counts ``before``, ``found``, ``felt``,
        ``ask``.
    show
        A kind of item (feature, gap, tension or own) or the id of one; by default all rows. At most five rows are
        drawn at once, and a single one is drawn large, with the names of both ends.
    by_group
        Draw the groups by thirds of the scale instead of the room by numbers.
    title
        What stands at the top; by default the title of the item, where there is one.
    about
        A line below the title, such as which round it is and how many people are counted.

    Raises
    ------
    Problem
        There is no such row, or there are more than can be read from the back of a room.
    """
    chosen = _chosen(rows, show)
    said: Callable[[Row], Iterator[str]]
    if by_group:
        if sum(max(1, len(row.blocks)) for row in chosen) > MOST_BARS:
            raise Problem(f"More than {MOST_BARS} bars cannot be read from the back of a room: draw fewer rows.")
        title = title or words().by_group
        marks, said, data = _groups(chosen), told_groups, table_of_groups(chosen)
    elif len(chosen) == 1:
        title = title or chosen[0].item.title
        marks, said, data = _large(chosen[0]), told_large, table(chosen)
    else:
        marks, said, data = _rows(chosen), told, table(chosen)
    back = Box(0, 0, WIDTH, HEIGHT, PAPER)
    head = Text(_EDGE, 66, _fit(title, 46, True), 46, bold=True)
    below = Text(_EDGE, 116, _fit(about, LEAST), LEAST, colour=QUIET)
    told_all = (line for row in chosen for line in said(row))
    alt = " ".join(filter(None, [f"{title}." if title else "", f"{about}." if about else "", *told_all]))
    return Drawing(WIDTH, HEIGHT, (back, head, below, *marks), title or about, alt, data)


def _chosen(rows: Iterable[Row], show: str | None) -> list[Row]:
    given = list(needed(rows, Iterable, "A board is drawn of a workshop's rows()"))
    for row in given:
        if not hasattr(row, "item") or not hasattr(row, "counts"):
            raise Problem(
                f"A board is drawn of what a workshop's rows() returns; one was of type {type(row).__name__}."
            )
    if not given:
        raise Problem("There is nothing to draw: no round has been revealed.")
    chosen = [row for row in given if show is None or show in (row.item.kind, row.item.id)]
    if not chosen:
        ids = ", ".join(row.item.id for row in given)
        raise Problem(f"{show!r} is neither a kind nor the id of an item. The ids are: {ids}.")
    if len(chosen) > MOST_ROWS:
        raise Problem(f"More than {MOST_ROWS} rows cannot be read from the back of a room: say which to show.")
    return chosen


def _fit(text: str, size: float, bold: bool = False, width: float = WIDTH - 2 * _EDGE) -> str:
    """Cut a text that does not fit on one line; the alternative has all of it."""
    lines = wrapped(text, size, width, bold)
    return "" if not lines else lines[0] if len(lines) == 1 else f"{lines[0][:-1].rstrip(' ,')}…"


def _lines(text: str, x: float, middle: float, width: float, most: int, **style: Any) -> Iterator[Text]:
    """Write lines about a middle height."""
    size, step = LEAST, LEAST * 1.18
    found = wrapped(text, size, width, style.get("bold", False))
    lines = (
        [*found[: most - 1], _fit(" ".join(found[most - 1 :]), size, style.get("bold", False), width)]
        if found
        else []
    )
    lines = [line for line in lines if line]
    first = middle + size * 0.36 - step * (len(lines) - 1) / 2
    yield from (Text(x, first + step * i, line, size, **style) for i, line in enumerate(lines))


# --- the room by numbers


def _highest(rows: Iterable[Row]) -> float:
    """Find the largest share on one number in either round: one scale for all rows, so that heights compare."""
    every = [counts for row in rows for counts in (row.counts, row.before) if counts]
    return max((max(counts) / sum(counts) for counts in every), default=1)


def _columns(row: Row, x: Callable[[float], float], base: float, unit: float, step: float) -> Iterator[Mark]:
    """Draw the answers as bars, and the round before as a line across each."""
    assert row.counts is not None
    numbers = step > 80 and not row.before
    for value, count in enumerate(row.counts):
        high, left, wide = unit * count / sum(row.counts), x(value) - step * 0.38, step * 0.76
        if count:
            yield Box(left, base - high, wide, high, BLUE)
            if numbers:
                yield Text(x(value), base - high - 10, str(count), LEAST, "middle", True)
        if row.before and row.before[value]:
            y = base - unit * row.before[value] / sum(row.before)
            ends = ((left - 5, y), (left + wide + 5, y))
            yield Line(ends, PAPER, 11)
            yield Line(ends, INK, 5)


def _scale(x: Callable[[float], float], base: float, room: float, step: float) -> Iterator[Mark]:
    for low, high in ((0, 3), (7, 10)):
        yield Box(x(low) - step / 2, base - room, step * (high - low + 1), room, MIST)
    yield Line(((x(0) - step / 2, base), (x(10) + step / 2, base)), INK, 2)


def _median(at: float, base: float, size: float) -> Mark:
    return Line(((at, base + 3), (at + size * 0.55, base + size), (at - size * 0.55, base + size)), None, fill=INK)


def _bracket(low: float, high: float, y: float, size: float) -> Iterator[Mark]:
    """Draw from where to where the text lies, with a tick at both ends."""
    high = max(high, low + 6)
    yield Line(((low, y), (high, y)), ORANGE, 7)
    yield from (Line(((end, y - size), (end, y + size)), ORANGE, 7) for end in (low, high))


def _verdict(row: Row) -> str:
    said = words()
    if row.agreement is None:
        return said.withheld
    text = str(getattr(said, row.agreement.verdict))
    return said.tentative.format(verdict=text) if row.agreement.tentative else text


def _rows(rows: list[Row]) -> Iterator[Mark]:
    """Draw rows below one another, on one scale."""
    left, step, right = 470.0, 56.0, 1095.0
    high = (_FOOT - 48 - _TOP) / len(rows)
    room = min(high * 0.66, 180)

    def x(value: float) -> float:
        return left + step * value

    unit = (room - 4) / _highest(rows)
    for number, row in enumerate(rows):
        base = _TOP + high * number + min(high * 0.72, high - 34)
        middle = base - room / 2 + 10
        beside = left - step / 2 - _EDGE - 16
        titles = list(_lines(row.item.title, _EDGE, middle - (20 if row.unsure else 0), beside, 2, bold=True))
        yield from titles
        if row.unsure:
            unsure = words().unsure.format(unsure=row.unsure)
            yield Text(_EDGE, titles[-1].y + 40, unsure, LEAST, colour=QUIET)
        yield from _scale(x, base, room, step)
        if not row.counts or not row.agreement:
            yield from _lines(words().withheld, right, middle, WIDTH - right - 20, 2, colour=QUIET)
            continue
        yield from _columns(row, x, base, unit, step)
        if row.found:
            yield from _bracket(x(row.found[0]), x(row.found[1]), base + 17, 10)
        yield _median(x(row.agreement.median), base, 28)
        lines = [line for line in ((_verdict(row), INK), (felt(row), ORANGE)) if line[0]]
        for place, (text, colour) in enumerate(lines):
            y = middle + 12 + 40 * (place - (len(lines) - 1) / 2)
            yield Text(right, y, _fit(text, LEAST, True, WIDTH - right - 8), LEAST, bold=True, colour=colour)
    yield from (Text(x(value), _FOOT - 8, str(value), LEAST, "middle", colour=QUIET) for value in range(11))
    yield from _legend(rows)


def _large(row: Row) -> Iterator[Mark]:
    """Draw one row large, between the names of its two ends."""
    step, base, top = 132.0, 560.0, 250.0
    item, said = row.item, words()

    def x(value: float) -> float:
        return 140 + step * value

    half = step * 4 - 24
    yield from _scale(x, base, base - _TOP, step)
    for text, at, anchor in ((item.low, x(0) - step / 2 + 14, "start"), (item.high, x(10) + step / 2 - 14, "end")):
        yield from _lines(text, at, _TOP + 46, half, 2, bold=True, anchor=anchor)
    yield from (Text(x(value), base + 78, str(value), LEAST, "middle", colour=QUIET) for value in range(11))
    line = said.withheld
    if row.counts and row.agreement:
        yield from _columns(row, x, base, (base - top - 40) / _highest([row]), step)
        if row.found:
            yield from _bracket(x(row.found[0]), x(row.found[1]), base + 22, 12)
        yield _median(x(row.agreement.median), base, 40)
        unsure = said.unsure.format(unsure=row.unsure) if row.unsure else ""
        line = " · ".join(filter(None, [_verdict(row), felt(row), unsure]))
    size = 44 if text_width(line, 44, True) < WIDTH - 2 * _EDGE else LEAST
    yield Text(WIDTH / 2, base + 138, line, size, "middle", True)
    yield from _lines(row.ask, _EDGE, 762, WIDTH - 2 * _EDGE, 2)
    yield from _legend([row])


def _legend(rows: list[Row]) -> Iterator[Mark]:
    """Explain the signs, in one line at the foot."""
    said, y, x = words(), HEIGHT - 26, _EDGE
    signs: list[tuple[str, list[Mark]]] = [(said.now, [Box(0, -26, 30, 28, BLUE)])]
    if any(row.before for row in rows):
        signs.append((said.before, [Line(((0, -12), (38, -12)), INK, 5)]))
    signs.append((said.median, [_median(14, -30, 30)]))
    if any(row.found for row in rows):
        signs.append((said.found, list(_bracket(0, 44, -12, 10))))
    for text, marks in signs:
        yield from (_moved(mark, x, y) for mark in marks)
        yield Text(x + 58, y, text, LEAST, colour=QUIET)
        x += 58 + text_width(text, LEAST) + 36


def _moved(mark: Mark, x: float, y: float) -> Mark:
    if isinstance(mark, Box):
        return Box(mark.x + x, mark.y + y, mark.width, mark.height, mark.fill, mark.stroke, hatch=mark.hatch)
    assert isinstance(mark, Line)
    return Line(tuple((a + x, b + y) for a, b in mark.points), mark.stroke, mark.thick, fill=mark.fill)


# --- the groups by thirds


def _groups(rows: list[Row]) -> Iterator[Mark]:
    """Draw each group about a middle line: low to the left, high to the right; who is not sure stands apart."""
    said, middle, unit, names = words(), 1150.0, 310.0, 760.0
    high = (_FOOT - _TOP) / len(rows)
    yield Line(((middle, _TOP), (middle, _FOOT - 6)), INK, 2)
    for number, row in enumerate(rows):
        top = _TOP + high * number
        yield from _lines(row.item.title, _EDGE, top + high / 2, 310, 4, bold=True)
        if number:
            yield Line(((_EDGE, top - 4), (WIDTH - _EDGE, top - 4)), EDGE, 1)
        if not row.blocks:
            yield Text(names, top + high / 2 + 12, said.not_apart, LEAST, colour=QUIET)
            continue
        deep = min(66.0, (high - 16) / len(row.blocks) - 6)
        for place, (name, counts) in enumerate(row.blocks):
            y = top + (high - len(row.blocks) * (deep + 6)) / 2 + place * (deep + 6)
            line = y + deep / 2 + LEAST * 0.36
            yield Text(names, line, _fit(name, LEAST, width=names - 370), LEAST, "end")
            yield from _block(counts, middle, unit, y, deep, line)
    signs = (
        (said.low, ORANGE, "/"),
        (said.middle, GREY, None),
        (said.high, BLUE, None),
        (f"? {said.not_sure}", None, None),
    )
    x, y = _EDGE, HEIGHT - 26
    for text, fill, hatch in signs:
        if fill:
            yield Box(x, y - 27, 44, 30, fill, PAPER if hatch else None, hatch="/" if hatch else None)
            x += 56
        yield Text(x, y, text, LEAST, colour=QUIET)
        x += text_width(text, LEAST) + 36


def _block(counts: Sequence[int], middle: float, unit: float, y: float, deep: float, line: float) -> Iterator[Mark]:
    low, between, high, unsure = counts
    share = unit / max(1, sum(counts))
    start = middle - share * (between / 2 + low)
    parts = ((low, ORANGE, "/", INK), (between, GREY, None, INK), (high, BLUE, None, PAPER))
    for count, fill, hatch, colour in parts:
        wide = share * count
        if count:
            yield Box(start, y, wide, deep, fill, PAPER if hatch else None, hatch="/" if hatch else None)
            label, at = str(count), start + wide / 2
            need = text_width(label, LEAST, True)
            if wide < need:  # beside the bar where there is no room in it
                at, colour = (start - need / 2 - 6, INK) if fill == ORANGE else (start + wide + need / 2 + 6, INK)
            elif hatch:
                yield Box(at - need / 2, y + deep / 2 - 20, need, 40, PAPER)
            if wide >= need or fill != GREY:
                yield Text(at, line, label, LEAST, "middle", True, colour)
        start += wide
    if unsure:
        yield Text(WIDTH - _EDGE, line, f"{unsure} ?", LEAST, "end", colour=QUIET)
