"""Case papers: what a facilitator has in hand and participants do not see, and a card for each person of the case."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import needed
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.diagnosis import diagnose
from leadership_lib.framework import concepts
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Line, Span, plain
from leadership_lib.output.documents.writing import write
from leadership_lib.teaching.case import Case, load


class PaperWords(Record, what="the words of a case's papers"):
    """What stands around the case's own words."""

    notes: Mapping[str, Any]
    cards: Mapping[str, Any]


@cache
def words() -> PaperWords:
    """Read the words, once."""
    return one_record("framework/case_papers.toml", PaperWords)


def write_case_notes(case: Case | str, path: str | os.PathLike[str]) -> Path:
    """Write a facilitator's notes on a case: aim, minutes, expected answers, the worked redesign, what stays open.

    Parameters
    ----------
    case
        A case or its id.
    path
        Where to: ``.docx``, ``.html`` or ``.md``.
    """
    known, said = _known(case), words().notes
    findings = diagnose(known.as_found).findings
    found = tuple(
        ((plain(look.ask),), (plain(f"{findings[look.check].title} {findings[look.check].reason}"),))
        for look in known.looks
    )
    steps = tuple(((plain(step.title),), (plain(step.reason),)) for step in known.redesign)
    aim = said["aim"].format(able_to=known.able_to, paradox=concepts.load("paradoxes")[known.paradox].title)
    blocks: tuple[Block, ...] = (
        Paragraph((Span(said["apart"], "strong"),), "lead"),
        Paragraph(plain(aim)),
        Paragraph(plain(said["opening"].format(ask=known.looks[0].ask))),
        Heading(said["minutes"].format(minutes=known.facilitator.minutes)),
        Bullets(_lines(known.facilitator.notes)),
        Paragraph(plain(said["phones"])),
        Heading(said["questions"]),
        Bullets(_lines(known.questions)),
        Table(said["expected"], tuple(said["expected_head"]), found, (40, 60)),
        Heading(said["unsaid"]),
        Bullets(_lines(known.unsaid)),
        Table(said["redesign"], tuple(said["redesign_head"]), steps, (40, 60)),
        Heading(said["limits"]),
        Bullets(_lines(known.limits)),
        Heading(said["closing"]),
        Bullets(_lines(known.take_away)),
        Paragraph(plain(known.invented), "note"),
    )
    return write(Content(said["title"].format(case=known.title), said["subject"], blocks, dense=True), path)


def write_role_cards(case: Case | str, path: str | os.PathLike[str]) -> Path:
    """Write a card for each person of a case, to cut out and to speak from.

    Parameters
    ----------
    case
        A case or its id.
    path
        Where to: ``.docx``, ``.html`` or ``.md``.
    """
    known, said = _known(case), words().cards
    rows = tuple(((plain(one.name),), (plain(one.post),), (plain(one.view),)) for one in known.people)
    table = Table(said["caption"], tuple(said["head"]), rows, (22, 26, 52), 16)
    blocks = (Paragraph(plain(known.setting)), table, Paragraph(plain(f"{said['lead']} {known.invented}"), "note"))
    return write(Content(said["title"].format(case=known.title), said["subject"], blocks), path)


def _known(case: Case | str) -> Case:
    known = load()[case] if isinstance(case, str) else case
    return needed(known, Case, "A case's papers need a case or its id")


def _lines(texts: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(map(plain, texts))
