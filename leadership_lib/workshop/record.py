"""Record: what a room was shown, as Word, HTML, Markdown or CSV; what was not revealed is not known here."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from leadership_lib.core.collection import one_record
from leadership_lib.core.files import save_csv, target_of
from leadership_lib.core.formulas import disarmed
from leadership_lib.core.records import Record
from leadership_lib.core.text import counted
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import cells, plain
from leadership_lib.output.documents.writing import write
from leadership_lib.workshop import polls
from leadership_lib.workshop.agreement import TENTATIVE
from leadership_lib.workshop.instrument import SCALE, Instrument
from leadership_lib.workshop.results import Found, Row, rows
from leadership_lib.workshop.suppression import median

#: Widths of the columns in hundredths.
_SHARES, _MEANING_SHARES, _BLOCK_SHARES = (30, *[5] * 11, 15), (24, 42, 34), (36, 24, 10, 10, 10, 10)


class RecordWords(Record, what="the words of a workshop's record"):
    """What stands around the figures, and on a paper sheet."""

    title: str
    subject: str
    rehearsal: str
    about: str
    round: str
    counted: str
    caption: str
    head: tuple[str, ...]
    withheld: str
    meaning: str
    meaning_head: tuple[str, ...]
    comes_to: str
    tentative: str
    written: str
    blocks: str
    blocks_head: tuple[str, ...]
    words: str
    verdicts: Mapping[str, str]
    felt: Mapping[str, str]
    sheet: Mapping[str, Any]
    card: Mapping[str, Any]
    rest_on_paper: str


@cache
def words() -> RecordWords:
    """Read the words, once."""
    return one_record("workshop/record.toml", RecordWords)


def write_record(
    path: str | os.PathLike[str],
    board: Mapping[str, Any],
    asked: Instrument,
    found: Found | None = None,
    does: Mapping[str, str] | None = None,
) -> Path:
    """Write what the room was shown.

    Parameters
    ----------
    path
        Where to: ``.docx``, ``.html`` or ``.md`` for a document, ``.csv`` for the counts alone.
    board
        The board's figures.
    asked
        What was asked.
    found
        Where the role's checks lie.
    does
        What a change that was put to the vote does and costs, where that is known.

    Raises
    ------
    Problem
        The ending is another one, or the file cannot be written.
    """
    if target_of(path, "record", (".docx", ".html", ".md", ".csv")).suffix.lower() == ".csv":
        return save_csv(path, count_rows(board, asked))
    return write(record(board, asked, found, does or {}), path)


def record(board: Mapping[str, Any], asked: Instrument, found: Found | None, does: Mapping[str, str]) -> Content:
    """Say what the room was shown, round by round, with the sentences that were released."""
    said, shown = words(), board["shown"]
    about = said.about.format(rounds=counted(len(shown), "round"), smallest=board["smallest"])
    body: list[Block] = [Paragraph(plain(said.rehearsal), "lead")] if board["rehearsal"] else []
    body.append(Paragraph(plain(about)))
    for one in shown:
        body += _round(one, rows(asked, shown, one["round"], found), board["words"])
    results = {kind: poll for kind, poll in board["polls"].items() if poll["result"]}
    if vote := results.get("vote"):
        body += _vote(vote, does)
    if evaluation := results.get("evaluation"):
        body += _evaluation(evaluation["result"])
    return Content(said.title.format(role=board["role"]), said.subject, tuple(body))


def _round(one: Mapping[str, Any], seen: Sequence[Row], released: Sequence[Sequence[Any]]) -> Iterator[Block]:
    said, number = words(), one["round"]
    yield Heading(said.round.format(round=number))
    yield Paragraph(plain(said.counted.format(n=one["n"], again=one["again"])), "lead")
    table = tuple(cells(*_figures(row)) for row in seen)
    yield Table(said.caption.format(round=number), said.head, table, _SHARES)
    meaning = tuple(cells(row.item.title, _comes_to(row), row.ask) for row in seen)
    yield Table(said.meaning.format(round=number), said.meaning_head, meaning, _MEANING_SHARES)
    apart = tuple(cells(row.item.title, label, *thirds) for row in seen for label, thirds in row.blocks)
    if apart:
        yield Table(said.blocks.format(round=number), said.blocks_head, apart, _BLOCK_SHARES)
    if texts := [plain(text) for at, text in released if at == number]:
        yield Heading(said.words, 2)
        yield Bullets(tuple(texts))


def _vote(vote: Mapping[str, Any], does: Mapping[str, str]) -> Iterator[Block]:
    """Say what the room would change, the most dots first, and what that does."""
    said = polls.load().vote
    table = tuple(cells(text, does.get(text, said["unknown"]), dots) for dots, text in polls.most_first(vote))
    yield Heading(said["board"])
    caption = said["shown"].format(n=vote["result"]["n"], dots=polls.load().dots)
    yield Table(caption, (said["change"], said["does"], said["dots"]), table, (45, 43, 12))


def _evaluation(shown: Mapping[str, Any]) -> Iterator[Block]:
    """Say what people thought of the workshop itself."""
    said = polls.load().evaluation
    head = (said["question"], *words().head[1:-1], words().head[-1], said["median"])
    table = []
    for item in polls.load().items:
        counts, unsure = shown["items"][item.id]["counts"], shown["items"][item.id]["unsure"]
        figures = [*(counts or [words().withheld] * len(SCALE)), unsure, f"{median(counts):g}" if counts else ""]
        table.append(cells(item.text, *figures))
    yield Heading(said["board"])
    yield Table(said["shown"].format(n=shown["n"]), head, tuple(table), (29, *[5] * 11, 8, 8))
    if shown["words"]:
        yield Heading(said["words"], 2)
        yield Bullets(tuple(map(plain, shown["words"])))


def _figures(row: Row) -> Iterator[object]:
    yield row.item.title
    yield from row.counts or [words().withheld] * len(SCALE)
    yield row.unsure


def _comes_to(row: Row) -> str:
    said, judged = words(), row.agreement
    if judged is None:
        return said.withheld
    figures = {name: f"{getattr(judged, name):g}" for name in ("median", "lower", "upper")}
    told = [f"0: {row.item.low}; 10: {row.item.high}."]
    told.append(said.comes_to.format(**figures, verdict=said.verdicts[judged.verdict]))
    if judged.tentative:
        told.append(said.tentative.format(few=TENTATIVE))
    if row.found and row.felt:
        low, high = (f"{end:.0f}" for end in row.found)
        told.append(said.written.format(low=low, high=high, felt=said.felt[row.felt]))
    return " ".join(told)


def count_rows(board: Mapping[str, Any], asked: Instrument) -> Iterator[Sequence[object]]:
    """Return the counts: a head, then one row for each round, item, and the room or a group.

    The room has a column for each number from 0 to 10, a group one for each third; what was not shown is empty.
    """
    yield ["round", "item", "title", "who", "people", "not_sure", *map(str, SCALE), "0_to_3", "4_to_6", "7_to_10"]
    for one in board["shown"]:
        for item in asked.items:
            seen, key = one["items"][item.id], (one["round"], item.id, disarmed(item.title))
            yield [*key, "the room", one["n"], seen["unsure"], *(seen["counts"] or [""] * 11), "", "", ""]
            for (label, size), thirds in zip(one["blocks"], seen["blocks"] or (), strict=False):
                yield [*key, disarmed(label), size, thirds[3], *[""] * 11, *thirds[:3]]
