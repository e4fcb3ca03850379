"""Expectation, capacity and dexterity on one base line (P32), and the hours."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from leadership_lib.diagnosis.bounds import Alignment
from leadership_lib.diagnosis.checks.verdict import ANSWERS
from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, PAPER, QUIET, Box, Dot, Line
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.figures import bars
from leadership_lib.output.figures.bars import SIDES
from leadership_lib.output.figures.frame import UNTITLED, WIDTH, begin, end
from leadership_lib.role.role import words

_PAID, _NEEDED = Dot(0, 0, 7, "circle", BLUE), Dot(0, 0, 5, "diamond", PAPER, INK, 1.5)


def alignment(diagnosis: Diagnosis, before: Diagnosis | None = None, *, width: float = WIDTH) -> Drawing:
    """Draw expectation, capacity and dexterity as columns on one base line, and the hours paid and needed.

    Parameters
    ----------
    diagnosis
        What is found now.
    before
        What was found before a redesign: a thinner column beside each.
    width
        Of the picture, in points.
    """
    rows = bars.rows_of(lambda found: found.alignment.sides, diagnosis, before)
    sheet = begin(width, "Expectation, capacity and dexterity", diagnosis.role.title or UNTITLED)
    _columns(sheet, rows, diagnosis.alignment.falls_short)
    bars.legend(sheet, before)
    aligned = {"now": diagnosis.alignment} | ({"as found": before.alignment} if before else {})
    _hours(sheet, aligned)
    told = ["How many checks of each side are met.", *(row.told for row in rows)]
    lines = bars.lines_of(rows)
    for what, say in (("falls short", _short), ("hours a week", _paid)):
        told += [f"{what.capitalize()}, {when}: {say(each)}." for when, each in aligned.items()]
        lines += [(what, when, say(each), *[""] * len(ANSWERS)) for when, each in aligned.items()]
    return end(sheet, told, ("side", *bars.HEAD), lines)


def _short(aligned: Alignment) -> str:
    return ", ".join(SIDES[key].lower() for key in aligned.falls_short) or "none"


def _paid(aligned: Alignment) -> str:
    return f"paid {words(aligned.hours_paid)}, needed {words(aligned.hours_needed)}"


def _columns(sheet: Sheet, rows: list[bars.Row], falls_short: Iterable[str]) -> None:
    """Draw a column for each side, and under each its name, its figures and whether it falls short."""
    sheet.say("all of its checks met", 11, colour=QUIET)
    top, height, pitch = sheet.y + 3, 165, sheet.inner / len(rows)
    base = top + height
    sheet.add(Line(((sheet.left, top), (sheet.right, top)), EDGE, dash=True))
    for place, row in enumerate(rows):
        middle = sheet.left + pitch * (place + 0.5)
        # With a comparison, the thin column stands on the left: first what was, then what is.
        starts = (middle - 30,) if len(row.states) == 1 else (middle - 16, middle - 44)
        for (_, bounds), x, wide, colour in zip(row.states, starts, (60, 22), (BLUE, QUIET), strict=False):
            sheet.add(Box(x, top, wide, height, PAPER, EDGE))
            sheet.add(*bars.bar(x, top, wide, height, bounds, colour, upright=True))
        y = sheet.write(row.title, middle, base + 7, pitch - 8, 13, anchor="middle", bold=True)
        for label in reversed(row.labels):
            y = sheet.write(label, middle, y, pitch - 8, 12, anchor="middle")
        if row.id in falls_short:
            sheet.add(Box(middle - 48, y + 4, 96, 20, INK))
            sheet.write("falls short", middle, y + 6.5, 96, 12, anchor="middle", bold=True, colour=PAPER)
            y += 24
        sheet.y = max(sheet.y, y + 12)
    sheet.add(Line(((sheet.left, base), (sheet.right, base)), INK, 1.5))


def _hours(sheet: Sheet, aligned: Mapping[str, Alignment]) -> None:
    """Draw hours paid and needed from nought, all on one scale; nothing where none are stated."""
    stated = [x for each in aligned.values() for x in (each.hours_paid, each.hours_needed) if x is not None]
    scale = (sheet.inner - 16) / max([*stated, 1])
    for when, each in aligned.items() if stated else ():
        sheet.y += 10
        sheet.say(f"Hours a week{f', {when}' if len(aligned) > 1 else ''}", 12, bold=True)
        pair = ((_PAID, "paid", each.hours_paid), (_NEEDED, "needed", each.hours_needed))
        sheet.legend(*((sign, f"{word} {words(hours)}") for sign, word, hours in pair))
        left, y = sheet.left + 8, sheet.y + 11
        sheet.add(Line(((left, y - 6), (left, y + 6)), EDGE), Line(((left, y), (sheet.right - 8, y)), EDGE))
        dots = ((sign, hours) for sign, _, hours in pair if hours is not None)
        sheet.add(*(replace(sign, x=left + scale * hours, y=y) for sign, hours in dots))
        sheet.y = y + 9
