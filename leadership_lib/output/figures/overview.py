"""The five features at a glance: a square for each question, so that they can be counted."""

from collections.abc import Iterator

from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.diagnosis.checks.verdict import ANSWERS
from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.output.drawing.marks import BLUE, EDGE, PAPER, QUIET, Box, Mark, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import text_width
from leadership_lib.output.figures import bars
from leadership_lib.output.figures.frame import UNTITLED

_SIDE, _STEP, _PITCH, _SIZE = 14, 16, 26, 14
LEGEND = ("met", "partly"), ("not met", "open")


def at_a_glance(diagnosis: Diagnosis, before: Diagnosis | None = None, *, width: float = 360) -> Drawing:
    """Draw the questions of each feature as squares: full where met, half full where partly, dashed where open.

    Parameters
    ----------
    diagnosis
        What is found now.
    before
        What was found before: beside each feature stands how many more are met now, such as +1.
    width
        Of the picture, in points.
    """
    rows = bars.rows_of(lambda found: found.profile, diagnosis, before)
    left = max(text_width(row.title, _SIZE) for row in rows) + 12
    sheet = Sheet(width, f"The five features: {diagnosis.role.title or UNTITLED}")
    sheet.y = 4
    for row in rows:
        x, y = sheet.left + left, sheet.y
        sheet.write(row.title, sheet.left, y, left, _SIZE)
        for number, kind in enumerate(_kinds(row.now)):
            sheet.add(*_square(x + number * _STEP, y + 1, kind))
        end = x + row.now.total * _STEP + 8
        sheet.write(_said(row), end, y, sheet.right - end, _SIZE, bold=len(row.states) > 1 and bool(_gained(row)))
        sheet.y += _PITCH
    for pair in LEGEND:
        x = sheet.left + left
        for kind in pair:
            sheet.add(*_square(x, sheet.y + 3, kind))
            sheet.write(kind, x + _STEP + 4, sheet.y + 2, 120, _SIZE, colour=QUIET)
            x += 120
        sheet.y += _PITCH - 4
    told = (f"{row.title}: {_counted(row.now)}{f'; {_said(row)}' if len(row.states) > 1 else ''}." for row in rows)
    table = [(row.title, when, *bars.counts(of)) for row in rows for when, of in row.states]
    return sheet.finish(told, ("feature", "when", *ANSWERS), table)


def _kinds(of: Bounds) -> Iterator[str]:
    for kind, count in (("met", of.met), ("partly", of.partly), ("not met", of.not_met), ("open", of.open)):
        yield from [kind] * count


def _square(x: float, y: float, kind: str) -> Iterator[Mark]:
    yield Box(
        x, y, _SIDE, _SIDE, BLUE if kind == "met" else PAPER, EDGE if kind == "open" else BLUE, dash=kind == "open"
    )
    if kind == "partly":
        yield Box(x, y, _SIDE / 2, _SIDE, BLUE, BLUE)
    if kind == "open":
        yield Text(x + _SIDE / 2, y + 12, "?", _SIZE, anchor="middle", colour=QUIET)


def _said(row: bars.Row) -> str:
    now = row.now
    if not now.total:
        return "does not apply"
    if now.open == now.total:
        return "all open"
    gained = f" ({_gained(row):+d})".replace("-", "−") if len(row.states) > 1 and _gained(row) else ""
    return f"{now.met} of {now.total}{gained}"


def _gained(row: bars.Row) -> int:
    return row.now.met - row.states[-1][1].met


def _counted(of: Bounds) -> str:
    return f"{of.met} met, {of.partly} partly, {of.not_met} not met, {of.open} open"
