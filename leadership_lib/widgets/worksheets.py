"""Worksheets: what a widget asks, as questions, lines to write on and boxes to tick."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from leadership_lib.core.html import Markup, tag

#: More choices than these would fill a page; there is a line to write one on instead.
MOST_CHOICES = 8

#: Choices of at most so many letters stand side by side.
SHORT = 22

#: How many lines are ruled for an answer, by the kind of control; in a cell of a table, one fewer.
LINES = {"text": 2, "lines": 3}

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
        What is to be read only afterwards; None where no one but the learner knows.
    """

    title: str
    body: Markup
    answers: Markup | None = None


def sheet(title: str, *parts: object, heading: str | None = None, answers: Markup | None = None) -> Worksheet:
    """Make a worksheet of parts under a heading, its title if none is given."""
    return Worksheet(title, titled(heading or title, *parts), answers)


def titled(title: str, *parts: object, level: int = 3) -> Markup:
    """Put parts of a sheet under a heading."""
    return Markup("".join(map(str, (tag(f"h{level}", title), *parts))))


def lines(count: int) -> Markup:
    """Rule lines to write on."""
    return Markup(tag("div", class_="lines") * count)


def boxes(choices: Iterable[str]) -> Markup:
    """Make a box to tick for each choice; short ones stand side by side."""
    choices = list(choices)
    items = (tag("li", tag("span", class_="box"), choice) for choice in choices)
    return tag("ul", *items, class_="boxes short" if max(map(len, choices)) <= SHORT else "boxes", role="list")


def named(title: str, says: str) -> Markup:
    """Name a row of a table, and say below what it asks."""
    return tag("span", tag("b", title), Markup("<br>"), tag("span", says, class_="asks"))


def room(field: Mapping[str, Any], fewer: int = 0) -> Markup:
    """Leave room for what one control of a form asks for, with fewer lines where there is little space."""
    choices = [words for _, words, *_ in field.get("choices", ())]
    if choices and len(choices) <= MOST_CHOICES:
        return boxes(choices)
    if field["kind"] == "tick":
        return boxes([field["label"]])
    if field["kind"] == "number":
        return tag("p", tag("span", class_="blank"), f" {field.get('unit') or ''}")
    if field["kind"] == "rows":
        return Markup("".join(_row(field, number) for number in range(1, ROWS + 1)))
    return lines(max(LINES.get(field["kind"], 1) - fewer, 1))


def _row(field: Mapping[str, Any], number: int) -> Markup:
    parts = (tag("li", part["question"], room(part, fewer=1)) for part in field["fields"])
    return tag("div", tag("p", tag("b", f"{field['each']} {number}")), tag("ul", *parts, class_="asked", role="list"))


def question(asks: str, *answer: object) -> Markup:
    """Put one question with what stands below it."""
    return tag("div", tag("p", tag("b", asks)), *answer, class_="sheet")


def asked(groups: Iterable[Mapping[str, Any]]) -> Iterator[Markup]:
    """Put every question of a form with room for its answer, under the titles of its groups where it has several."""
    groups = list(groups)
    for group in groups:
        parts = [question(field["question"], room(field)) for field in group["fields"]]
        yield titled(group["title"], *parts, level=4) if len(groups) > 1 else Markup("".join(parts))
