"""Paper: numbered sheets for whoever has no device, and what was written on them, typed in afterwards."""

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.core.files import save_csv, target_of
from leadership_lib.output.documents.content import Block, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Cell, cells, plain
from leadership_lib.output.documents.writing import write
from leadership_lib.redesign.moves import moves
from leadership_lib.role.role import Role
from leadership_lib.workshop import polls
from leadership_lib.workshop.chosen import does
from leadership_lib.workshop.instrument import UNSURE, Instrument, Item, answered, sentence
from leadership_lib.workshop.record import words

#: Widths of the columns in hundredths; the room for the sentence, in millimetres.
_SHARES, _ROOM = (22, 53, 25), 9


@dataclass(frozen=True)
class Sheet:
    """What someone wrote on a sheet.

    Attributes
    ----------
    number : str
        The sheet's own number, by which it is found again in the next round.
    values : mapping
        What was circled, by item: a number from 0 to 10, or nothing.
    """

    number: str
    group: str
    values: Mapping[str, Any]
    why: str = ""


def write_sheets(
    path: str | os.PathLike[str], board: Mapping[str, Any], asked: Instrument, numbers: Sequence[int]
) -> Path:
    """Write numbered rating sheets to print: ``.docx``, ``.html`` or ``.md``; or ``.csv``, to type them into."""
    if target_of(path, "sheet", (".docx", ".html", ".md", ".csv")).suffix.lower() == ".csv":
        return _table(path, ("sheet", "group", *asked.ids, "why"), numbers)
    said = words().sheet
    body: list[Block] = []
    for number in numbers:
        body += [
            Heading(said["title"].format(number=number, role=board["role"]), own_page=number != numbers[0]),
            Paragraph(plain(" ".join(line.format(smallest=board["smallest"]) for line in asked.consent))),
            Paragraph(plain(said["lead"].format(round=board["round"]))),
            Paragraph(plain(said["group"].format(groups=" / ".join(board["groups"])))),
            *_circled(asked.items, said["caption"], said["why"], asked.why_note),
        ]
    return write(Content(said["subject"], said["subject"], tuple(body), dense=True), path)


def write_evaluations(path: str | os.PathLike[str], smallest: int, numbers: Sequence[int]) -> Path:
    """Write numbered sheets that ask how the workshop was; with ``.csv`` the table to type them into."""
    if target_of(path, "sheet", (".docx", ".html", ".md", ".csv")).suffix.lower() == ".csv":
        return _table(path, ("sheet", *polls.load().ids, "why"), numbers)
    said, form = words().sheet, polls.load().evaluation
    body: list[Block] = []
    for place, number in enumerate(numbers):  # two on a page, to cut apart
        body += [
            Heading(said["evaluation"].format(number=number), own_page=place > 0 and not place % 2),
            Paragraph(plain(form["text"].format(smallest=smallest))),
            *_circled(polls.load().items, form["title"], form["why"], said["own"]),
        ]
    return write(Content(form["title"], said["subject"], tuple(body), dense=True), path)


def write_change_card(path: str | os.PathLike[str], role: Role) -> Path:
    """Write a card for a table: one change in its own words or from the list, with what each of those does.

    The same list is where a room without devices puts its dots.

    Parameters
    ----------
    path
        Where to: ``.docx``, ``.html`` or ``.md``.
    role
        The role.
    """
    said, form = words().card, polls.load().change
    empty: Cell = ()
    rows = tuple((*cells(move.title, does(move)), empty) for move in moves(role) if move.effect.moved)
    blocks: tuple[Block, ...] = (
        Paragraph(plain(said["lead"])),
        Table(form["title"], (form["label"],), ((empty,),), (100,), 2 * _ROOM),
        *([Table(said["caption"], tuple(said["head"]), rows, (40, 48, 12))] if rows else []),
    )
    return write(Content(said["title"].format(role=role.title), said["subject"], blocks, dense=True), path)


def _circled(items: Iterable[Item], caption: str, ask: str, note: str) -> tuple[Block, ...]:
    """Return what someone circles, and room for the sentence."""
    said = words().sheet
    ends = (f"{item.text} {said['ends'].format(low=item.low, high=item.high)}" for item in items)
    rows = tuple(cells(item.title, text, said["scale"]) for item, text in zip(items, ends, strict=True))
    return Table(caption, tuple(said["head"]), rows, _SHARES), Table(ask, (note,), (((),),), (100,), _ROOM)


def _table(path: str | os.PathLike[str], head: Sequence[str], numbers: Iterable[int]) -> Path:
    return save_csv(path, [head, *([number, *[""] * (len(head) - 1)] for number in numbers)])


def is_evaluation(path: str | os.PathLike[str]) -> bool:
    """Tell whether a CSV file has sheets of the evaluation: those of a round say the group."""
    columns = _read(path).fieldnames or ()
    return "group" not in columns and bool(set(columns) & set(polls.load().ids))


def read_sheets(path: str | os.PathLike[str], groups: Sequence[str], asked: Instrument) -> tuple[Sheet, ...]:
    """Read typed-in sheets from a CSV file with the columns sheet, group, each item's id, and why.

    A row in which nothing is circled is a sheet that nobody used.

    Raises
    ------
    Problem
        Names every row and column at fault, with what was found and what is allowed; nothing is sent.
    """
    return _sheets(path, asked.items, asked.longest, groups)


def read_evaluations(path: str | os.PathLike[str]) -> tuple[Sheet, ...]:
    """Read typed-in sheets of the evaluation in the same way; they have no group."""
    return _sheets(path, polls.load().items, polls.LONGEST, ())


def _read(path: str | os.PathLike[str]) -> "csv.DictReader[str]":
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{os.fspath(path)!r} cannot be read: {error}") from None
    sample = text.partition("\n")[0]
    return csv.DictReader(io.StringIO(text), delimiter=";" if sample.count(";") > sample.count(",") else ",")


def _sheets(
    path: str | os.PathLike[str], items: Sequence[Item], longest: int, groups: Sequence[str]
) -> tuple[Sheet, ...]:
    rows, ids = _read(path), [item.id for item in items]
    wanted = ("sheet", *(("group",) if groups else ()), *ids)
    columns = {*wanted, "why"}
    faults = [f"column {name!r} is missing" for name in wanted if name not in (rows.fieldnames or ())]
    faults += [
        f"column {name!r}: {near_misses(str(name), columns)}" for name in rows.fieldnames or () if name not in columns
    ]
    sheets: dict[str, Sheet] = {}
    for line, row in enumerate([] if faults else rows, 2):
        values = {name: (row[name] or "").strip() for name in ids}
        number, group, why = ((row.get(name) or "").strip() for name in ("sheet", "group", "why"))
        if not any(values.values()):
            continue
        try:
            answered(items, values)
            sentence(why, longest)
        except Problem as problem:
            faults.append(f"row {line}: {problem}")
        if groups and group not in groups:
            faults.append(f"row {line}, group: found {group!r}; allowed is one of {', '.join(groups)}")
        if not number or number in sheets:
            faults.append(f"row {line}, sheet: found {number!r}; allowed is a number that no other row has")
        sheets[number] = Sheet(number, group, {k: v or UNSURE for k, v in values.items()}, why)
    if faults:
        raise Problem(
            "\n".join([f"{len(faults)} to put right in {os.fspath(path)}:", *(f"  - {one}" for one in faults)])
        )
    return tuple(sheets.values())
