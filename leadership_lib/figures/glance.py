"""Everything a diagnosis shares out, on one small sheet: features, gaps and sides, a bar each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadership_lib import framework
from leadership_lib.drawing import EDGE, PAPER, QUIET, Box, Drawing, Sheet, Table
from leadership_lib.figures.rows import (
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
    end,
    lines_of,
    rows_of,
)
from leadership_lib.figures.sides import SIDES

if TYPE_CHECKING:
    from leadership_lib.diagnosis import Diagnosis

#: Thickness of the bars: what is, and below it what was.
_THICK = 9, 4
_PITCH = 19


def at_a_glance(diagnosis: Diagnosis, before: Diagnosis | None = None, *, width: float = 430) -> Drawing:
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
    names = {part.id: part.title for part in (*framework.load("features"), *framework.load("gaps"))} | SIDES
    parts = {
        "Features": (diagnosis.profile, before and before.profile),
        "Bridges over the gaps": (diagnosis.bridges, before and before.bridges),
        "In line?": (diagnosis.alignment.sides, before and before.alignment.sides),
    }
    groups = {title: rows_of(now, found, names.__getitem__) for title, (now, found) in parts.items()}
    title, about = "At a glance", diagnosis.role.title or UNTITLED
    sheet = Sheet(width)
    sheet.y = 6
    for heading, rows in groups.items():
        sheet.say(heading, 11.5, bold=True)
        for row in rows:
            _row(sheet, row, row.id in diagnosis.alignment.falls_short)
        sheet.y += 3
    sheet.legend(MET, NOT_STATED, NOT_MET, *([THIN] if before else []), size=10.5)
    every = [row for rows in groups.values() for row in rows]
    told = ["How many checks are met.", *(row.told for row in every)]
    return end(sheet, title, about, told, Table(("share", *HEAD), lines_of(every)))


def _row(sheet: Sheet, row: Row, short: bool) -> None:
    left, right = sheet.left + 176, sheet.right - 92
    sheet.write(row.title + (" (short)" if short else ""), sheet.left, sheet.y + 1, 172, 11)
    y = sheet.y + 2
    for (_, bounds), height, (_, colour) in zip(row.states, _THICK, (NOW, BEFORE), strict=False):
        place = (left, y, right - left, height)
        sheet.add(Box(*place, PAPER, EDGE), *bar(*place, bounds, colour))
        y += height + 1
    sheet.write(str(row.now), right + 6, sheet.y + 1, 90, 11, colour=QUIET)
    sheet.y += _PITCH
