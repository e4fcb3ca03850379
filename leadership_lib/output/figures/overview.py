"""Everything a diagnosis shares out, on one small sheet: features, gaps and sides, a bar each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadership_lib.framework import concepts
from leadership_lib.output.drawing import EDGE, PAPER, QUIET, Box, Drawing, Sheet, Table, text_width
from leadership_lib.output.figures.alignment_bars import SIDES
from leadership_lib.output.figures.bars import (
    BEFORE,
    HEAD,
    MET,
    NOT_MET,
    NOT_STATED,
    NOW,
    THIN,
    UNTITLED,
    Row,
    bar,
    lines_of,
    rows_of,
)

if TYPE_CHECKING:
    from leadership_lib.diagnosis.diagnosis import Diagnosis

#: Thickness of the bars: what is, and below it what was.
_THICK = 8, 4
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
    names = {part.id: part.title for part in (*concepts.load("features"), *concepts.load("gaps"))} | SIDES
    parts = {
        "Features": (diagnosis.profile, before and before.profile),
        "Bridges over the gaps": (diagnosis.bridges, before and before.bridges),
        "In line?": (diagnosis.alignment.sides, before and before.alignment.sides),
    }
    groups = {title: rows_of(now, found, names.__getitem__) for title, (now, found) in parts.items()}
    every = [row for rows in groups.values() for row in rows]
    left = max(text_width(row.title, _SIZE) for row in every) + 8
    right = max(text_width(str(row.now), _SIZE) for row in every) + 8
    title, about = "At a glance", diagnosis.role.title or UNTITLED
    sheet = Sheet(width)
    sheet.y = 2
    for heading, rows in groups.items():
        sheet.say(heading, _SIZE, bold=True)
        for row in rows:
            _row(sheet, row, sheet.left + left, sheet.right - right)
        if rows[0].id in SIDES:
            short = " and ".join(SIDES[side].lower() for side in diagnosis.alignment.falls_short)
            sheet.say(f"Falls shortest: {short or 'nothing known'}", _SIZE, colour=QUIET)
        sheet.y += 2
    sheet.legend(MET, NOT_STATED, NOT_MET, *([THIN] if before else []), size=_SIZE - 1)
    told = f"{title}: {about}. How many checks are met. {' '.join(row.told for row in every)}"
    return sheet.finish(f"{title}: {about}", told, Table(("share", *HEAD), tuple(lines_of(every))))


def _row(sheet: Sheet, row: Row, left: float, right: float) -> None:
    sheet.write(row.title, sheet.left, sheet.y, left - sheet.left, _SIZE)
    y = sheet.y + 1
    for (_, bounds), height, (_, colour) in zip(row.states, _THICK, (NOW, BEFORE), strict=False):
        place = (left, y, right - left, height)
        sheet.add(Box(*place, PAPER, EDGE), *bar(*place, bounds, colour))
        y += height + 1
    sheet.write(str(row.now), right + 8, sheet.y, sheet.right - right, _SIZE, colour=QUIET)
    sheet.y += _PITCH
