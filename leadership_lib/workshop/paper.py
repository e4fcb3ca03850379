"""Paper: numbered sheets for whoever has no device, and what was written on them, typed in afterwards."""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.core.files import save_csv, target_of
from leadership_lib.output.documents.content import Block, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import plain
from leadership_lib.output.documents.writing import write
from leadership_lib.workshop.instrument import UNSURE, Instrument
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
        empty = ([number, *[""] * (len(asked.ids) + 2)] for number in numbers)
        return save_csv(path, [["sheet", "group", *asked.ids, "why"], *empty])
    said = words().sheet
    body: list[Block] = []
    for number in numbers:
        items = tuple(
            (
                (plain(item.title),),
                (plain(f"{item.text} {said['ends'].format(low=item.low, high=item.high)}"),),
                (plain(said["scale"]),),
            )
            for item in asked.items
        )
        body += [
            Heading(said["title"].format(number=number, role=board["role"]), own_page=number != numbers[0]),
            Paragraph(plain(" ".join(line.format(smallest=board["smallest"]) for line in asked.consent))),
            Paragraph(plain(said["lead"].format(round=board["round"]))),
            Paragraph(plain(said["group"].format(groups=" / ".join(board["groups"])))),
            Table(said["caption"], tuple(said["head"]), items, _SHARES),
            Table(said["why"], (asked.why_note,), (((),),), (100,), _ROOM),
        ]
    return write(Content(said["subject"], said["subject"], tuple(body), dense=True), path)


def read_sheets(path: str | os.PathLike[str], groups: Sequence[str], asked: Instrument) -> tuple[Sheet, ...]:
    """Read typed-in sheets from a CSV file with the columns sheet, group, each item's id, and why.

    A row in which nothing is circled is a sheet that nobody used.

    Raises
    ------
    Problem
        Names every row and column at fault, with what was found and what is allowed; nothing is sent.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{os.fspath(path)!r} cannot be read: {error}") from None
    sample = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if sample.count(";") > sample.count(",") else ",")
    columns = {"sheet", "group", "why", *asked.ids}
    missing = [name for name in ("sheet", "group", *asked.ids) if name not in (rows.fieldnames or ())]
    faults = [f"column {name!r} is missing" for name in missing]
    faults += [
        f"column {name!r}: {near_misses(str(name), columns)}" for name in rows.fieldnames or () if name not in columns
    ]
    sheets: dict[str, Sheet] = {}
    for line, row in enumerate([] if faults else rows, 2):
        values = {name: (row[name] or "").strip() for name in asked.ids}
        number, group = (row["sheet"] or "").strip(), (row["group"] or "").strip()
        if not any(values.values()):
            continue
        try:
            asked.read({**values, "why": row.get("why") or ""})
        except Problem as problem:
            faults.append(f"row {line}: {problem}")
        if group not in groups:
            faults.append(f"row {line}, group: found {group!r}; allowed is one of {', '.join(groups)}")
        if not number or number in sheets:
            faults.append(f"row {line}, sheet: found {number!r}; allowed is a number that no other row has")
        sheets[number] = Sheet(number, group, {k: v or UNSURE for k, v in values.items()}, row.get("why") or "")
    if faults:
        raise Problem(
            "\n".join([f"{len(faults)} to put right in {os.fspath(path)}:", *(f"  - {one}" for one in faults)])
        )
    return tuple(sheets.values())
