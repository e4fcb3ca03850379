"""The five features of a great job, a bar each."""

from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.output.drawing.marks import EDGE, PAPER, QUIET, Box
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.text import text_width
from leadership_lib.output.figures import bars
from leadership_lib.output.figures.frame import UNTITLED, WIDTH, begin, end


def profile(diagnosis: Diagnosis, before: Diagnosis | None = None, *, width: float = WIDTH) -> Drawing:
    """Draw the five features, a bar each, from none of its checks met to all.

    Parameters
    ----------
    diagnosis
        What is found now.
    before
        What was found before a redesign: a thinner bar below each.
    width
        Of the picture, in points.
    """
    rows = bars.rows_of(lambda found: found.profile, diagnosis, before)
    sheet = begin(width, "Features of a great job", diagnosis.role.title or UNTITLED)
    # In a narrow picture a name stands above its bar, else beside it.
    names = 0.0 if width < 520 else min(150, 16 + max(text_width(row.title, 13, True) for row in rows))
    labels = 12 + max(text_width(label, 12) for row in rows for label in row.labels)
    left, right = sheet.left + names, sheet.right - labels
    for row in rows:
        below = sheet.write(row.title, sheet.left, sheet.y, names - 12 if names else sheet.inner, 13, bold=True)
        y = sheet.y if names else below + 2
        for (_, bounds), label, (height, colour) in zip(row.states, row.labels, bars.THICK, strict=False):
            place = (left, y, right - left, height)
            sheet.add(Box(*place, PAPER, EDGE), *bars.bar(*place, bounds, colour))
            sheet.write(label, right + 12, y + height / 2 - 7.5, labels, 12)
            y += height + 7
        sheet.y = max(below, y) + 7
    sheet.write("all", right, sheet.y - 4, 40, 11, anchor="end", colour=QUIET)
    room = right - left - 30
    sheet.y = 12 + sheet.write("none of its checks met", left, sheet.y - 4, room, 11, colour=QUIET)
    bars.legend(sheet, before)
    told = ["How many checks of each feature are met.", *(row.told for row in rows)]
    return end(sheet, told, ("feature", *bars.HEAD), bars.lines_of(rows))
