"""Many roles against every check: one sign a cell, so that one sees what no single role shows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple, Self, TypeAlias

from leadership_lib.core.errors import Problem, needed
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks import Answer, Check
from leadership_lib.diagnosis.checks.verdict import ANSWERS
from leadership_lib.diagnosis.diagnosis import Diagnosis, diagnose
from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, MIST, PAPER, QUIET, Box, Dot, Line, Mark, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import clean, text_height, text_width
from leadership_lib.output.figures.frame import UNTITLED, begin, end
from leadership_lib.role.loading import HasRole
from leadership_lib.role.role import Role

_Source: TypeAlias = Role | Diagnosis | HasRole
_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_SIZE, _HAIR = 11.0, "#dcdcdc"
_QUESTION = 290.0  # what a question has at least
_CELL = 13.0, 20.0, 22.0  # a column of signs: at a pinch, at least where the picture may grow, at most
_TALLY, _AIR = 26.0, 10.0  # a column of counts, and what keeps the two from the signs
_BLACK = " A nought on black: no role meets the check, or no role fails it."
_MARGINS, _WIDEST = 28.0, 2000.0


def one_page(roles: Mapping[str, _Source] | Iterable[_Source], *, width: float = 856) -> Drawing:
    """Draw many roles on one page: a row a check, a column a role, a sign for every answer.

    Parameters
    ----------
    roles
        Roles, diagnoses or cases (as found), under labels of your own or else their titles.
    width
        Of the picture, in points; with many roles it grows beyond that.
    """
    columns = _columns(roles)
    rows = [_Row(asked, tuple(found.findings[asked.id].answer for _, found in columns)) for asked in checks.load()]
    many = len(columns)
    title = f"{_WORDS[many] if many < len(_WORDS) else many} {'role' if many == 1 else 'roles'} on one page"
    plan = _Plan.sharing(width, many, max(text_width(row.check.question, _SIZE) for row in rows) + 12)
    sheet = begin(plan.width, title, f"{len(rows)} checks put to each")
    _legend(sheet)
    _labels(sheet, plan, [label for label, _ in columns])
    for name, group in groupby(rows, key=lambda row: row.group):
        _group(sheet, plan, name, list(group))
    told = _concluded(rows)
    for sentence in told[:1]:
        sheet.say(f"{sentence}{_BLACK if any(not (row.met and row.not_met) for row in rows) else ''}", 11.5)
    head = ("check", "group", *(label for label, _ in columns), "roles that meet it", "roles that do not")
    lines = [(row.check.question, row.group, *row.answers, row.met, row.not_met) for row in rows]
    each = [f"{label}: {_tallied(found)}." for label, found in columns]
    return end(sheet, [*each, *told], head, lines)


class _Row(NamedTuple):
    """One check and its answers, role by role."""

    check: Check
    answers: tuple[Answer, ...]

    @property
    def group(self) -> str:
        return self.check.id.partition(".")[0].capitalize()

    @property
    def met(self) -> int:
        return self.answers.count("met")

    @property
    def not_met(self) -> int:
        return self.answers.count("not met")

    @property
    def arises(self) -> int:
        return len(self.answers) - self.answers.count("does not apply")


class _Plan(NamedTuple):
    """Where columns stand: the question, a column a role, two columns of counts."""

    width: float
    question: float
    cell: float
    roles: int

    @classmethod
    def sharing(cls, width: float, count: int, longest: float) -> Self:
        """Share out a width; the questions get what the signs leave, and no more than the longest of them needs."""
        pinched, least, most = _CELL
        rest = _MARGINS + 2 * _TALLY + _AIR
        cell = min(most, max(least, (Sheet(width, "").width - rest - _QUESTION) / count))
        cell = min(cell, (_WIDEST - rest - _QUESTION) / count)
        if cell < pinched:
            holds = int((_WIDEST - rest - _QUESTION) / pinched)
            raise Problem(f"One page holds at most {holds} roles; {count} were given. Draw them in parts.")
        question = min(longest, max(_QUESTION, width - rest - count * cell))
        return cls(max(width, rest + question + count * cell), question, cell, count)

    @property
    def counted(self) -> tuple[Answer, ...]:
        """The answers that are counted in columns of their own: one role has none."""
        return ("met", "not met") if self.roles > 1 else ()

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.middle(self.roles + 1) + _TALLY / 2 if self.counted else self.middle(0) + self.cell / 2

    def middle(self, column: int) -> float:
        """Compute the middle of a role's column; the two after the last are those of the counts."""
        first = _MARGINS / 2 + self.question
        if column < self.roles:
            return first + self.cell * (column + 0.5)
        return first + self.cell * self.roles + _AIR + _TALLY * (column - self.roles + 0.5)


def _columns(roles: Mapping[str, _Source] | Iterable[_Source]) -> list[tuple[str, Diagnosis]]:
    """Find each role's numbered label and its diagnosis; a number tells apart roles of one title."""
    if isinstance(roles, _Source):
        roles = [roles]
    needed(roles, Iterable, "A page of roles needs roles, diagnoses or cases")
    named = roles.items() if isinstance(roles, Mapping) else ((None, role) for role in roles)
    columns = []
    for number, (label, role) in enumerate(named, 1):
        found = diagnose(role)
        if label is None:
            label = role.title if isinstance(role, HasRole) else found.role.title or ""
        columns.append((f"{number}. {clean(label) or UNTITLED}", found))
    if not columns:
        raise Problem("A page of roles needs at least one role, and none was given.")
    return columns


def _tallied(found: Diagnosis) -> str:
    counts = Counter(finding.answer for finding in found.findings)
    return ", ".join(f"{counts[answer]} {answer}" for answer in ANSWERS)


def _concluded(rows: list[_Row]) -> list[str]:
    """Say what only many roles show: nothing, for one role."""
    if len(rows[0].answers) == 1:
        return []
    both = [row for row in rows if row.met and row.not_met]
    first = f"{len(both)} of the {len(rows)} checks are met by one role and not met by another."
    if len(both) == len(rows):
        first = f"Each of the {len(rows)} checks is met by at least one role and not met by at least one other."
    sets = {
        "No role meets": [row for row in rows if row.arises and not row.met],
        "Every role to which it applies meets": [row for row in rows if row.arises and row.met == row.arises],
    }
    return [first, *(f"{what}: {' '.join(r.check.question for r in of)}" for what, of in sets.items() if of)]


def _sign(answer: Answer, x: float, y: float) -> tuple[Mark, ...]:
    """Draw the sign of an answer: its shape and its filling both tell it."""
    match answer:
        case "met":
            return (Dot(x, y, 5.5, fill=BLUE),)
        case "partly":
            half = Line(((x, y - 6.5), (x, y + 6.5), (x - 6.5, y)), None, fill=BLUE)
            return Dot(x, y, 6.5, "diamond", PAPER, BLUE, 1.5), half
        case "not met":
            ends = (((x - 4.5, y - 4.5), (x + 4.5, y + 4.5)), ((x - 4.5, y + 4.5), (x + 4.5, y - 4.5)))
            return tuple(Line(pair, INK, 2.2) for pair in ends)
        case "for you to judge":
            return (Text(x, y + 5, "?", 14, "middle", bold=True, colour=BLUE),)
        case "does not apply":
            return (Dot(x, y, 1.6, fill=EDGE),)
    return (Line(((x - 4, y), (x + 4, y)), EDGE, 2),)


def _legend(sheet: Sheet) -> None:
    x = sheet.left
    for answer in ANSWERS:
        need = 38 + text_width(answer, 11.5)
        if x > sheet.left and x + need > sheet.right:
            x, sheet.y = sheet.left, sheet.y + 20
        sheet.add(*_sign(answer, x + 8, sheet.y + 8))
        sheet.write(answer, x + 20, sheet.y, need, 11.5)
        x += need
    sheet.y += 26


def _labels(sheet: Sheet, plan: _Plan, labels: list[str]) -> None:
    """Write the roles as stairs, the last on top, each with a line down to its column: none is turned or cut."""
    steps = []
    for column, label in reversed(list(enumerate(labels))):
        x = plan.middle(column)
        sheet.write(label, x - 7, sheet.y, x - 7 - sheet.left, 11, anchor="end")
        steps.append((x, sheet.y + 8))
        sheet.y += text_height(label, 11, x - 7 - sheet.left) + 1
    foot = sheet.y + 3
    for line, text in enumerate(("how many", "roles") if plan.counted else ()):
        sheet.add(Text(plan.right, foot - 15 + 13 * line, text, 10, "end", colour=QUIET))
    sheet.add(*(Line(((x - 4, y), (x, y), (x, foot)), EDGE) for x, y in steps))
    sheet.y = foot


def _group(sheet: Sheet, plan: _Plan, name: str, rows: list[_Row]) -> None:
    """Draw the checks of one group under a heading that repeats the numbers of the columns."""
    top, start = sheet.y, len(sheet.marks)
    sheet.write(name, sheet.left, top + 3, plan.question, 12.5, bold=True)
    for column in range(plan.roles):
        size = 10 if plan.cell >= 20 else 8
        sheet.add(Text(plan.middle(column), top + 16, str(column + 1), size, "middle", colour=QUIET))
    for column, answer in enumerate(plan.counted, plan.roles):
        sheet.add(*_sign(answer, plan.middle(column), top + 12))
    sheet.y = top + 22
    for row in rows:
        _row(sheet, plan, row)
    # A stripe under every second column leads the eye down; it lies below what is drawn.
    stripes = (plan.middle(column) - plan.cell / 2 for column in range(0, plan.roles, 2))
    sheet.marks[start:start] = [Box(x, top, plan.cell, sheet.y - top, MIST) for x in stripes]
    sheet.y += 10


def _row(sheet: Sheet, plan: _Plan, row: _Row) -> None:
    tall = text_height(row.check.question, _SIZE, plan.question - 10) + 3.6
    middle = sheet.y + tall / 2
    sheet.add(Line(((sheet.left, sheet.y), (plan.right, sheet.y)), _HAIR))
    sheet.write(row.check.question, sheet.left, sheet.y + 1, plan.question - 10, _SIZE)
    for column, given in enumerate(row.answers):
        sheet.add(*_sign(given, plan.middle(column), middle))
    for column, answer in enumerate(plan.counted, plan.roles):
        number = row.answers.count(answer)
        # Where no role meets a check, or none fails it, the nought stands out.
        if not number:
            sheet.add(Box(plan.middle(column) - 9, middle - 8, 18, 16, INK))
        style = {"colour": INK} if number else {"bold": True, "colour": PAPER}
        sheet.add(Text(plan.middle(column), middle + 4, str(number), 11, "middle", **style))
    sheet.y += tall
