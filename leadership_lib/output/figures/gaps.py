"""The five gaps, a bridge each."""

from dataclasses import replace

from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.framework import concepts
from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, MIST, PAPER, QUIET, Box, Dot, Line
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import text_height, text_width
from leadership_lib.output.figures import bars
from leadership_lib.output.figures.frame import UNTITLED, WIDTH, begin, end

_NOT_MET = (Box(-10, -4, 20, 8, None, QUIET, dash=True), "not met: a gap")
_ENDED = (Dot(0, 0, 6, "diamond", PAPER, INK, 1.5), "where the deck ended, as found")


def bridges(diagnosis: Diagnosis, before: Diagnosis | None = None, *, width: float = WIDTH) -> Drawing:
    """Draw the five gaps, a bridge each: the deck reaches as far as the checks are met, or partly met.

    Parameters
    ----------
    diagnosis
        What is found now.
    before
        What was found before a redesign: a marker where each deck ended.
    width
        Of the picture, in points.
    """
    gaps = concepts.load("gaps")
    rows = bars.rows_of(lambda found: found.bridges, diagnosis, before)
    sheet = begin(width, "Bridges over the gaps", diagnosis.role.title or UNTITLED)
    beside = all(text_width(row.title, 13, True) + 16 + text_width(_joined(row), 12) <= sheet.inner for row in rows)
    for row in rows:
        _headed(sheet, row, beside)
        _banks(sheet, gaps[row.id].banks)
        _bridge(sheet, row)
    sheet.legend(bars.MET, bars.PARTLY, bars.TO_JUDGE, bars.NOT_STATED, _NOT_MET, *([_ENDED] if before else []))
    told = ["How many of the checks that bridge each gap are met.", *(row.told for row in rows)]
    return end(sheet, told, ("gap", *bars.HEAD), bars.lines_of(rows))


def _joined(row: bars.Row) -> str:
    return ", ".join(row.labels)


def _headed(sheet: Sheet, row: bars.Row, beside: bool) -> None:
    """Write a heading and its figures, at the right on the same line or below."""
    if beside:
        sheet.write(_joined(row), sheet.right, sheet.y + 1, sheet.inner, 12, anchor="end")
    sheet.say(row.title, 13, bold=True)
    if not beside:
        sheet.say(_joined(row), 12)
    sheet.y += 3


def _banks(sheet: Sheet, banks: tuple[str, ...]) -> None:
    """Write the names of the banks at both ends, down to the level of the deck."""
    half = sheet.inner / 2 - 12
    heights = [text_height(bank, 11.5, half) for bank in banks]
    foot = sheet.y + max(heights)
    ends = ((sheet.left, "start"), (sheet.right, "end"))
    for bank, height, (x, anchor) in zip(banks, heights, ends, strict=True):
        sheet.write(bank, x, foot - height, half, 11.5, anchor=anchor, colour=QUIET)
    sheet.y = foot + 5


def _bridge(sheet: Sheet, row: bars.Row) -> None:
    """Draw two banks with water between, and the deck with a pier for every eighth that is built."""
    top, bed, bank = sheet.y, sheet.y + 30, 0.07 * sheet.inner
    left, right = sheet.left + bank, sheet.right - bank
    span = right - left
    sheet.add(Box(left, top + 20, span, 10, MIST))
    if row.now.not_met:
        gap = span * row.now.not_met / row.now.total
        sheet.add(Box(right - gap, top, gap, 8, None, QUIET, dash=True))
    for outer, edge, foot in ((sheet.left, left, left + 9), (sheet.right, right, right - 9)):
        sheet.add(Line(((outer, top), (edge, top), (foot, bed), (outer, bed)), EDGE, fill="#dcdcdc"))
    piers = (left + span * eighth / 8 for eighth in range(1, 8) if eighth / 8 <= bars.reach(row.now))
    sheet.add(*(Box(x - 2, top + 8, 4, 22, BLUE) for x in piers))
    sheet.add(*bars.bar(left, top, span, 8, row.now, BLUE))
    for _, found in row.states[1:]:
        sheet.add(replace(_ENDED[0], x=left + span * bars.reach(found), y=top + 4))
    sheet.y = bed + 16
