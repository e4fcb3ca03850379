"""Sheets: one for each widget, made of questions, lines to write on and boxes to tick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadership_lib.core.html import Markup, folded, listing, table, tag
from leadership_lib.core.records import field_kinds, optional
from leadership_lib.diagnosis.checks import load as load_checks
from leadership_lib.framework import concepts
from leadership_lib.redesign import polarity
from leadership_lib.redesign.polarity import PARTS, PolarityGrid, label
from leadership_lib.role.loading import case_ids
from leadership_lib.role.role import Role, as_read
from leadership_lib.teaching import case, exercise
from leadership_lib.teaching.exercise import Exercise
from leadership_lib.teaching.feedback import noted, said_back
from leadership_lib.teaching.journal import appraisal
from leadership_lib.teaching.journal.reflection import Reflection
from leadership_lib.widgets import controls

#: More choices than these would fill a page; there is a line to write one on instead.
MOST_CHOICES = 8

#: Choices of at most so many letters stand side by side.
SHORT = 22

#: How many lines are ruled for an answer; in a cell of a table, one fewer.
LINES = {"text": 2, "lines": 3}

_BREAK = Markup("<br>")

#: How many things are asked for where there may be any number of them, such as objectives.
ROWS = 2


@dataclass(frozen=True)
class Worksheet:
    """What a widget asks, for a pen; its headings begin at level 3.

    Attributes
    ----------
    title : str
        What it is called.
    body : Markup
        The sheet.
    answers : Markup
        What is to be read only afterwards; None where nobody but the learner knows.
    """

    title: str
    body: Markup
    answers: Markup | None = None


# --- what a pen needs


def _lines(count: int) -> Markup:
    return Markup(tag("div", class_="lines") * count)


def _boxes(choices: Iterable[str]) -> Markup:
    """Give choices, each with a box to tick; short ones stand side by side."""
    choices = list(choices)
    items = (tag("li", tag("span", class_="box"), choice) for choice in choices)
    return tag("ul", *items, class_="boxes short" if max(map(len, choices)) <= SHORT else "boxes", role="list")


def _room(field: Mapping[str, Any], fewer: int = 0) -> Markup:
    """Give the room for what one control of a form asks for, with fewer lines where there is little."""
    choices = [words for _, words in field.get("choices", ())]
    if choices and len(choices) <= MOST_CHOICES:
        return _boxes(choices)
    if field["kind"] == "number":
        return tag("p", tag("span", class_="blank"), f" {field.get('unit') or ''}")
    if field["kind"] == "rows":
        return Markup("".join(_row(field, number) for number in range(1, ROWS + 1)))
    return _lines(max(LINES.get(field["kind"], 1) - fewer, 1))


def _row(field: Mapping[str, Any], number: int) -> Markup:
    parts = (tag("li", part["question"], _room(part, fewer=1)) for part in field["fields"])
    return tag("div", tag("p", tag("b", f"{field['each']} {number}")), tag("ul", *parts, class_="asked", role="list"))


def _asked(question: str, field: Mapping[str, Any], *now: object) -> Markup:
    """Give one question with room for the answer."""
    return tag("div", tag("p", tag("b", question)), *now, _room(field), class_="sheet")


def _titled(title: str, *parts: object) -> Markup:
    return Markup(tag("h3", title) + "".join(parts))


# --- one sheet for each widget


def _quiz(kind: str = "", *_, difficulty: int | None = None, **__) -> Worksheet:
    asked = [one for one in exercise.load(kind) if difficulty in (None, one.difficulty)]
    title = f"Quiz: {kind}" + (f", difficulty {difficulty}" if difficulty else "")
    numbered = list(enumerate(asked, 1))
    answers = (folded(f"{n}. {one.title}", said_back(one.choices), *noted(one.note)) for n, one in numbered)
    return Worksheet(title, _titled(title, *(_scene(n, one) for n, one in numbered)), Markup("".join(answers)))


def _scene(number: int, asked: Exercise) -> Markup:
    question = tag("p", tag("b", asked.question), f" {asked.asks_for}")
    boxes = _boxes(map(str, asked.choices))
    return tag("div", tag("h4", f"{number}. {asked.title}"), tag("p", asked.scene), question, boxes, class_="sheet")


def _note(question: str | None = None, *_, **__) -> Worksheet:
    return Worksheet("Note", tag("div", tag("p", tag("b", question or "Write here.")), _lines(4), class_="sheet"))


def _studio(role: Any = None, *_, **__) -> Worksheet:
    role = _role(role)
    groups = {group: [] for group in concepts.GROUPS}
    for fact in concepts.load("facts"):
        groups[fact.group].append([fact.question, as_read(role[fact.id]), _room(controls.field_for(fact), fewer=1)])
    head = ["fact", "what the role says now", "what it should say"]
    tables = (folded(group, tag("div", table(head, rows, group), class_="wide")) for group, rows in groups.items())
    title = f"Worksheet: redesign of {role.title or 'a role'}"
    said = tag(
        "p", "Leave empty what should stay as it is. Change few things, and say of each what it costs, and whom."
    )
    return Worksheet(title, _titled(title, said, *tables))


def _examiner(
    facts: Sequence[str] | None = None,
    checks: Sequence[str] | None = None,
    role: Role | None = None,
    *_,
    title: str | None = None,
    **__,
) -> Worksheet:
    role, title = _role(role), title or "Examine"
    asked = [concepts.load("facts")[path] for path in facts or ()]
    # A new role states nothing, and to say so of every fact tells nobody anything.
    says = {
        fact.id: [tag("div", "The role says: ", as_read(role[fact.id]))] if role.stated() else [] for fact in asked
    }
    sheets = (_asked(fact.question, controls.field_for(fact), *says[fact.id]) for fact in asked)
    questions = listing(load_checks()[key].question for key in checks or ())
    then = tag("p", "Then ask, of what you have written:") if checks else ""
    return Worksheet(title, _titled(f"Worksheet: {title}", *sheets, then, questions if checks else ""))


def _grid(paradox: str | None = None, *_, **__) -> Worksheet:
    grid = PolarityGrid.from_paradox(paradox) if paradox in polarity.load().grids else PolarityGrid()
    parts = polarity.load().parts

    def filled(value: Any) -> Markup:
        return Markup(("" if value is None else as_read(value)) + _lines(3))

    def around(part: str) -> Markup:
        question = tag("p", tag("b", f"{label(part)}: {parts[part].question}"))
        return tag("div", question, filled(getattr(grid, part)), class_="sheet")

    rows = (
        [
            tag("span", tag("b", label(part)), _BREAK, tag("span", parts[part].question, class_="asks")),
            *(filled(getattr(p, part)) for p in grid.poles),
        ]
        for part in PARTS
    )
    title = f"Polarity grid: {grid.title or 'a tension of your own'}"
    poles = tag("div", table(["part", *grid.names], rows, title), class_="poles")
    return Worksheet(title, _titled(title, around("greater_purpose"), poles, around("deeper_fear")))


def _rating(role: Any = None, *_, **__) -> Worksheet:
    scale = tag("span", " ".join(map(str, range(11))), class_="scale")
    rows = (
        [tag("span", tag("b", f.title), _BREAK, tag("span", f.text, class_="asks")), scale]
        for f in concepts.load("features")
    )
    title = f"Rate {_role(role).title or 'this role'}"
    said = tag(
        "p", "0 is none of it, 10 is all you could wish for. There is no right answer. Circle one in each row."
    )
    return Worksheet(title, _titled(title, said, table(["feature", "how it feels, 0 to 10"], rows, title)))


def _journal(*_, **__) -> Worksheet:
    sections: dict[str, list[Markup]] = {}
    kinds = field_kinds(Reflection)
    for field in (field for field in appraisal.fields() if field.id in kinds):
        asked = _asked(f"{field.title}: {field.question}", controls.control(optional(kinds[field.id])[0]))
        sections.setdefault(field.section, []).append(asked)
    titles, title = appraisal.load().sections, appraisal.load().title
    parts = (Markup(tag("h4", titles[section]) + "".join(asked)) for section, asked in sections.items())
    warning = tag("p", "Leave out anything that could identify a patient.")
    return Worksheet(title, _titled(f"Worksheet: {title}", warning, *parts))


def _kind(*_, **__) -> Worksheet:
    answers = {"kind": "choice", "choices": [(word, word) for word in ("yes", "no", "not sure")]}
    known = {"kind": "choice", "choices": [(paradox.id, paradox.title) for paradox in concepts.load("paradoxes")]}
    asked = [
        _asked("What pulls you two ways at work, in a sentence?", {"kind": "text"}),
        *(_asked(question.title, answers) for question in polarity.load().questions.values()),
        _asked("Which of the four paradoxes is nearest to it?", known),
    ]
    title = "Problem or polarity?"
    return Worksheet(title, _titled(f"Worksheet: {title}", *asked))


def unknown(name: str, *given: Any) -> Worksheet:
    """Give an empty sheet for a widget that has none of its own: its question, if it has one, and lines."""
    question = next((text for text in given if isinstance(text, str) and " " in text), "Write here.")
    return Worksheet(name, _asked(question, {"kind": "lines"}))


def _role(role: Any) -> Role:
    """Give a role, or that of a case; an empty one where it cannot be told which."""
    if isinstance(role, str) and role in case_ids():
        return case.read(role).as_found
    return role if isinstance(role, Role) else Role()


#: How the sheet of each widget is made: from what the widget is given, and no matter what else it is given.
SHEETS: dict[str, Callable[..., Worksheet]] = {
    "Quiz": _quiz,
    "Note": _note,
    "Studio": _studio,
    "Examiner": _examiner,
    "GridForm": _grid,
    "Rating": _rating,
    "JournalForm": _journal,
    "ProblemOrPolarity": _kind,
}
