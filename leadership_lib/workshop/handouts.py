"""Handouts: the running order in hand, what to read beforehand, question cards, and a poster for the door."""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import Problem, whole
from leadership_lib.core.files import save, target_of
from leadership_lib.core.folders import slug
from leadership_lib.core.html import Markup, tag
from leadership_lib.core.records import Record
from leadership_lib.core.text import counted, joined
from leadership_lib.framework import concepts
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Line, Span, cells, plain
from leadership_lib.output.documents.writing import write
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.workshop import instrument, paper
from leadership_lib.workshop.client import GROUPS, Workshop
from leadership_lib.workshop.running_order import RunningOrder, kit
from leadership_lib.workshop.suppression import SMALLEST

#: What a poster looks like: letters of 60 points, on one page.
_POSTER = """
@page { size: A4; margin: 15mm }
body { font: 22pt/1.3 Verdana, Geneva, sans-serif; text-align: center; margin: 0; color: #1b1b1b }
h1 { font-size: 36pt; margin: 0 }
svg { width: 110mm; height: auto }
p { margin: .3em 0 }
.big { font-size: 60pt; font-weight: 700; margin: 0 }
.address { font-size: 32pt; font-weight: 700; margin: 0; overflow-wrap: anywhere }
"""


class Papers(Record, what="the words of the handouts"):
    """What stands on each paper around what is known already."""

    brief: Mapping[str, Any]
    script: Mapping[str, Any]
    pre_read: Mapping[str, Any]
    cards: Mapping[str, Any]
    poster: Mapping[str, str]
    certificate: Mapping[str, Any]


@cache
def words() -> Papers:
    """Read the words, once."""
    return one_record("workshop/handouts.toml", Papers)


def write_brief(order: RunningOrder, path: str | os.PathLike[str]) -> Path:
    """Write a running order for the hand, on two pages: minute by minute, then the day before.

    Parameters
    ----------
    order
        As `running_order` returns it.
    path
        Where to: ``.docx``, ``.html`` or ``.md``.
    """
    said = words().brief
    rows = tuple(
        cells(f"{start} to {end}", step.title, f"{step.do} {said['plan_b'].format(plan_b=step.plan_b)}")
        for start, end, step in order.lines
    )
    also = (kit().small, kit().holder, kit().variants, kit().after)
    blocks: tuple[Block, ...] = (
        Paragraph(plain(f"{said['lead']} {order.plan.about}"), "lead"),
        Table(said["table"], tuple(said["head"]), rows, (10, 20, 70)),
        Heading(said["checklist"], own_page=True),
        Bullets(tuple(plain(line) for line in kit().day_before)),
        Heading(said["notes"]),
        Bullets(tuple(plain(line) for line in also)),
    )
    return write(Content(_titled(said, order), said["subject"], blocks, dense=True), path)


def write_script(order: RunningOrder, path: str | os.PathLike[str]) -> Path:
    """Write what to say at each step, what people will say, and what goes wrong, each with an answer."""
    said, blocks = words().script, list[Block]()
    for start, end, step in order.lines:
        blocks += [
            Heading(said["heading"].format(start=start, end=end, title=step.title)),
            Paragraph((Span(said["say"].format(say=step.say), "strong"),), "lead"),
        ]
        answers = tuple(cells(*both) for both in {**step.hear, **step.wrong}.items())
        if answers:
            blocks.append(Table(said["caption"], tuple(said["head"]), answers, (38, 62)))
    return write(Content(_titled(said, order), said["subject"], tuple(blocks), dense=True), path)


def _titled(said: Mapping[str, Any], order: RunningOrder) -> str:
    return str(said["title"]).format(plan=order.plan.title, people=order.people)


def write_pre_read(path: str | os.PathLike[str], smallest: int = SMALLEST) -> Path:
    """Write what participants read beforehand: what will happen, what is shown of them, and a glossary."""
    said = words().pre_read
    kinds = ("features", "gaps", "paradoxes")
    known = [(one.title, one.text) for kind in kinds for one in concepts.load(kind)]
    rows = tuple(cells(*both) for both in (*known, *said["extra"]))
    consent: tuple[Line, ...] = tuple(plain(line.format(smallest=smallest)) for line in instrument.load().consent)
    blocks: tuple[Block, ...] = (
        Paragraph(plain(said["lead"]), "lead"),
        Paragraph((Span(said["think"], "strong"),)),
        Heading(said["promises"]),
        Bullets(consent),
        Table(said["words"], tuple(said["head"]), rows, (28, 72)),
    )
    return write(Content(said["title"], said["subject"], blocks, dense=True), path)


def write_cards(path: str | os.PathLike[str]) -> Path:
    """Write the question for each pattern on the board, to cut into cards."""
    said, asked = words().cards, instrument.load().next
    rows = tuple(cells(said["seen"][name], asked[name]) for name in instrument.PATTERNS)
    table = Table(said["caption"], tuple(said["head"]), rows, (36, 64), 16)
    return write(Content(said["title"], said["subject"], (Paragraph(plain(said["lead"]), "lead"), table)), path)


def write_certificate(order: RunningOrder, role: str, path: str | os.PathLike[str], day: date | None = None) -> Path:
    """Write a certificate of attendance for an appraisal: hours, what was done, and room for what was learned.

    No one's name is kept in a workshop, so name and signature are written in by hand.

    Parameters
    ----------
    order
        As `running_order` returns it.
    role
        The title of the role that was rated.
    path
        Where to: ``.docx``, ``.html`` or ``.md``.
    day
        When it was; without it the day is written in by hand.
    """
    said = words().certificate
    done = [step.title for _, _, step in order.lines if step.hear]
    known = {"role": role, "day": f"{day.day} {day:%B %Y}" if day else "", "long": _long(order.plan.minutes)}
    rows = tuple(cells(said[name], known.get(name, "")) for name in ("name", "role", "day", "long", "signed"))
    blocks: tuple[Block, ...] = (
        Table(said["about"], tuple(said["head"]), rows, (35, 65), 9),
        Heading(said["done"]),
        Bullets(tuple(map(plain, done))),
        Heading(said["learned"]),
        *(Table(ask, (said["own"],), (((),),), (100,), 18) for ask in said["asks"]),
        Paragraph(plain(said["note"]), "note"),
    )
    return write(Content(said["title"], said["subject"], blocks, dense=True), path)


def _long(minutes: int) -> str:
    hours, left = divmod(minutes, 60)
    return joined([counted(count, unit) for count, unit in ((hours, "hour"), (left, "minute")) if count])


def write_poster(workshop: Workshop, path: str | os.PathLike[str]) -> Path:
    """Write the poster for the door, a page to print: code to scan, address, and the letters to type in 60 points."""
    said, target = words().poster, target_of(path, "poster", (".html",))
    body = (
        tag("h1", said["title"]),
        *(
            # Without a server there is no door.
            [tag("p", str(workshop))]
            if workshop.alone
            else [
                workshop.qr,
                tag("p", said["scan"]),
                tag("p", workshop.root.partition("//")[2], class_="address"),
                tag("p", said["type"]),
                tag("p", workshop.code.upper(), class_="big"),
                tag("p", said["note"]),
            ]
        ),
    )
    head = tag("head", Markup('<meta charset="utf-8">'), tag("title", said["title"]), tag("style", Markup(_POSTER)))
    return save(target, f"<!DOCTYPE html>\n{tag('html', head, tag('body', *body), lang='en-GB')}\n")


def write_table_papers(
    role: RoleSource, folder: str | os.PathLike[str], groups: Sequence[str] = GROUPS, count: int = 12
) -> tuple[Path, ...]:
    """Write the papers for people without a device, and the CSV files to type them into.

    The papers are rating sheets for both rounds, a card for a change with the list to put dots on, and sheets for the
    evaluation, in Word.

    Parameters
    ----------
    role
        A case or its id, a role, or a role's file.
    folder
        Where to.
    groups
        As what people may take part.
    count
        For how many people.

    Returns
    -------
    tuple of Path
        The files.

    Raises
    ------
    Problem
        The role has no title.
    """
    known, place = load_role(role), Path(folder)
    if not known.title:
        raise Problem("These papers need a role with a title, for people to see what they rate.")
    asked, numbers = instrument.load(), range(1, whole("count", count, 1, "for how many people") + 1)
    board = {"role": known.title, "groups": list(groups), "smallest": SMALLEST}
    rounds = ((number, place / f"rating_sheets_round_{number}.docx") for number in (1, 2))
    return (
        *(paper.write_sheets(path, board | {"round": number}, asked, numbers) for number, path in rounds),
        paper.write_sheets(place / "rating_sheets_to_type_in.csv", board, asked, numbers),
        paper.write_change_card(place / "change_card.docx", known),
        paper.write_evaluations(place / "evaluation_sheets.docx", SMALLEST, numbers),
        paper.write_evaluations(place / "evaluation_sheets_to_type_in.csv", SMALLEST, numbers),
    )


def write_handouts(order: RunningOrder, folder: str | os.PathLike[str], ending: str = ".docx") -> tuple[Path, ...]:
    """Write all papers that need no workshop into a folder; returns the files.

    Parameters
    ----------
    order
        As `running_order` returns it.
    folder
        Where to.
    ending
        ``.docx``, ``.html`` or ``.md``.
    """
    place = Path(folder)
    name = slug(f"running order {order.plan.minutes} minutes {order.people} people")
    return (
        write_brief(order, place / f"{name}{ending}"),
        write_script(order, place / f"{name}_what_to_say{ending}"),
        write_pre_read(place / f"before_the_workshop{ending}"),
        write_cards(place / f"question_cards{ending}"),
    )
