"""Everything a diagnosis shares out, on one small sheet: features, gaps and sides, a bar each."""

from collections.abc import Callable, Mapping

from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.output.drawing.marks import EDGE, PAPER, QUIET, Box
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import text_width
from leadership_lib.output.figures import bars
from leadership_lib.output.figures.bars import SIDES
from leadership_lib.output.figures.frame import UNTITLED

#: Thickness of the bars: what is, and below it what was.
_THIN = 8, 4
_PITCH, _SIZE = 16.5, 10.5


def at_a_glance(diagnosis: Diagnosis, before: Diagnosis | None = None, *, width: float = 470) -> Drawing:
    """Draw features, gaps and sides as small bars, in so little height that it fits beside a form.

    Parameters
    ----------
    diagnosis
        What is found now.
    before
        What was found before: a thin bar below each.
    width
        Of the picture, in points.
    """
    parts: dict[str, Callable[[Diagnosis], Mapping[str, Bounds]]] = {
        "Features": lambda found: found.profile,
        "Bridges over the gaps": lambda found: found.bridges,
        "In line?": lambda found: found.alignment.sides,
    }
    groups = {title: bars.rows_of(part, diagnosis, before) for title, part in parts.items()}
    every = [row for rows in groups.values() for row in rows]
    left = max(text_width(row.title, _SIZE) for row in every) + 8
    right = max(text_width(str(row.now), _SIZE) for row in every) + 8
    sheet = Sheet(width, f"At a glance: {diagnosis.role.title or UNTITLED}")
    sheet.y = 2
    for heading, rows in groups.items():
        sheet.say(heading, _SIZE, bold=True)
        for row in rows:
            _row(sheet, row, sheet.left + left, sheet.right - right)
        if rows[0].id in SIDES:
            short = " and ".join(SIDES[side].lower() for side in diagnosis.alignment.falls_short)
            sheet.say(f"Falls shortest: {short or 'nothing known'}", _SIZE, colour=QUIET)
        sheet.y += 2
    bars.legend(sheet, before, size=_SIZE - 1)
    told = ["How many checks are met.", *(row.told for row in every)]
    return sheet.finish(told, ("share", *bars.HEAD), bars.lines_of(every))


def _row(sheet: Sheet, row: bars.Row, left: float, right: float) -> None:
    sheet.write(row.title, sheet.left, sheet.y, left - sheet.left, _SIZE)
    y = sheet.y + 1
    for (_, bounds), height, (_, colour) in zip(row.states, _THIN, bars.THICK, strict=False):
        place = (left, y, right - left, height)
        sheet.add(Box(*place, PAPER, EDGE), *bars.bar(*place, bounds, colour))
        y += height + 1
    sheet.write(str(row.now), right + 8, sheet.y, sheet.right - right, _SIZE, colour=QUIET)
    sheet.y += _PITCH
