"""The words of a workshop's board: its picture for someone who cannot see it, in sentences and as a table."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record
from leadership_lib.output.drawing.marks import Table

#: One item of a round, as a workshop's ``rows()`` returns it; this room knows nothing of workshops.
Row = Any


class BoardWords(Record, what="the words on a board"):
    """What stands on the picture, and what it says to someone who cannot see it."""

    agrees: str
    differs: str
    split: str
    tentative: str
    withheld: str
    unsure: str
    better: str
    worse: str
    as_written: str
    now: str
    before: str
    median: str
    found: str
    by_group: str
    low: str
    middle: str
    high: str
    not_sure: str
    not_apart: str
    told_room: str
    told_tentative: str
    told_withheld: str
    told_counts: str
    told_before: str
    told_found: str
    told_poles: str
    told_group: str
    told_not_apart: str
    said: Mapping[str, str]


class _File(Record, what="the words of the board"):
    picture: BoardWords
    screen: Mapping[str, Any]


@cache
def words() -> BoardWords:
    """Read the words, once."""
    return _file().picture


@cache
def screen() -> Mapping[str, Any]:
    """Return what the board says around its picture."""
    return _file().screen


@cache
def _file() -> _File:
    return one_record("workshop/board.toml", _File)


def felt(row: Row) -> str:
    """Say how the room's median stands to the text; nothing where the text says nothing."""
    return "" if row.felt is None else str(getattr(words(), row.felt.replace(" ", "_")))


def _listed(counts: Sequence[int]) -> str:
    return ", ".join(f"{value}: {count}" for value, count in enumerate(counts) if count)


def told(row: Row) -> Iterator[str]:
    """Say all that a row shows."""
    said, found, title = words(), row.agreement, row.item.title
    if not found or not row.counts:
        yield said.told_withheld.format(title=title, unsure=row.unsure)
    else:
        yield said.told_room.format(
            title=title,
            n=found.n,
            median=f"{found.median:g}",
            lower=f"{found.lower:g}",
            upper=f"{found.upper:g}",
            verdict=said.said[found.verdict],
            tentative=f" {said.told_tentative}" if found.tentative else "",
            unsure=row.unsure,
            counts=said.told_counts.format(counts=_listed(row.counts)),
        )
    if row.before:
        yield said.told_before.format(counts=_listed(row.before))
    if row.found and row.felt:
        low, high = (f"{end:.3g}" for end in row.found)
        yield said.told_found.format(low=low, high=high, felt=felt(row))
    yield said.told_poles.format(low=row.item.low, high=row.item.high)


def told_large(row: Row) -> Iterator[str]:
    """Say all that a row shows where it stands alone, with the next question."""
    yield from told(row)
    yield row.ask


def told_groups(row: Row) -> Iterator[str]:
    """Say all that a row shows by group."""
    said = words()
    if not row.blocks:
        yield said.told_not_apart.format(title=row.item.title)
    for name, (low, middle, high, unsure) in row.blocks:
        yield said.told_group.format(
            title=row.item.title, group=name, low=low, middle=middle, high=high, unsure=unsure
        )


def table(rows: list[Row]) -> Table:
    """Return the room's numbers."""
    head = ("item", "round", *map(str, range(11)), "not sure", "median", "the room", "by the text", "felt")
    lines = []
    for row in rows:
        counts = row.counts or ("",) * 11
        found = row.agreement
        text = f"{row.found[0]:.3g} to {row.found[1]:.3g}" if row.found else ""
        said = (f"{found.median:g}", words().said[found.verdict]) if found else ("", words().withheld)
        lines.append((row.item.title, "now", *counts, row.unsure, *said, text, row.felt or ""))
        if row.before:
            lines.append((row.item.title, "before", *row.before, "", "", "", "", ""))
    return Table(head, tuple(lines))


def table_of_groups(rows: list[Row]) -> Table:
    """Return the groups' numbers."""
    head = ("item", "group", "0 to 3", "4 to 6", "7 to 10", "not sure")
    return Table(head, tuple((row.item.title, name, *counts) for row in rows for name, counts in row.blocks))
