"""Case papers: what a group works with and what became of it, a facilitator's notes, a card for each person."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from leadership_lib.core.errors import needed, one_of
from leadership_lib.diagnosis.diagnosis import diagnose
from leadership_lib.framework import concepts
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Line, Span, cells, plain, strong
from leadership_lib.output.documents.web import shown
from leadership_lib.output.documents.writing import write
from leadership_lib.teaching.case import Case, Person, load, words


def write_case(case: Case | str, path: str | os.PathLike[str], part: Literal["A", "B"] = "A") -> Path:
    """Write a case for a group: the setting, the people and the questions, or what became of the redesign.

    Parameters
    ----------
    case
        A case or its id.
    path
        Where to, and as what; `documents.write` says what comes back and what can go wrong.
    part
        ``A`` to begin with, or ``B`` to hand out when the group has decided. The role as found is a document of its
        own: ``ll.write_description(ll.load_role(case), path)``.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> ll.write_case("place_lead", "my_work/part_a.docx")  # doctest: +SKIP
    """
    return write(case_paper(_known(case), part), path)


def case_paper(it: Case, part: str) -> Content:
    """Say one part of a case.

    Parameters
    ----------
    it
        The case.
    part
        ``A`` or ``B``.
    """
    one_of(part, ("A", "B"), f"{part!r} is no part of a case")
    said = words()
    blocks = tuple(_first(it) if part == "A" else _second(it))
    note = Paragraph((Span(it.fiction), Span(wording.origin())), "note")
    return Content(f"{it.title}: {said.part} {part}", f"{said.part} {part}", (*blocks, note))


def _first(it: Case) -> Iterator[Block]:
    said = words()
    yield Paragraph(plain(it.setting))
    yield Heading(said.people)
    yield Bullets(tuple(_view(person) for person in it.people))
    yield Heading(said.questions)
    yield Bullets(tuple(map(plain, (it.question, *it.questions))), numbered=True)


def _view(person: Person) -> Line:
    return strong(f"{person.name}, {person.post}:"), Span(person.view)


def _second(it: Case) -> Iterator[Block]:
    said = words()
    yield Heading(said.ending)
    yield Paragraph(plain(it.outcome))
    for title, steps in ((said.redesign, it.redesign), (said.second, it.second)):
        if steps:
            yield Heading(title)
            yield Bullets(tuple((strong(f"{step.title}:"), Span(step.reason)) for step in steps), numbered=True)
    if it.later:
        yield Heading(it.later.when, own_page=True)
        yield Paragraph(plain(it.later.text))
        yield Bullets(tuple(map(plain, it.later.questions)))
    yield Paragraph(plain(said.same_hands))


@dataclass(frozen=True, repr=False)
class CaseNotes:
    """A facilitator's notes on a case; they show themselves."""

    content: Content

    def __repr__(self) -> str:
        return "\n".join(self.content.texts)

    def _repr_html_(self) -> str:
        return shown(self.content)


def case_notes(case: Case | str) -> CaseNotes:
    """Return a facilitator's notes on a case: aim, minutes, flip chart, expected answers, worked redesign, closing.

    Parameters
    ----------
    case
        A case or its id.

    Returns
    -------
    CaseNotes
        For a notebook; `write_case_notes` makes a file of them.
    """
    known, said = _known(case), words().notes
    findings = diagnose(known.as_found).findings
    opened = ((look.ask, findings[look.check]) for look in known.looks)
    found = tuple(cells(ask, f"{one.title} {one.reason}", one.check.misleads) for ask, one in opened)
    steps = tuple(cells(step.title, step.reason) for step in known.redesign)
    paradox, minutes = concepts.load("paradoxes")[known.paradox], known.facilitator.minutes
    low, high = paradox.poles
    blocks: tuple[Block, ...] = (
        Paragraph((Span(said.apart, "strong"),), "lead"),
        Paragraph(plain(said.aim.format(able_to=known.able_to, paradox=paradox.title))),
        Paragraph(plain(said.opening.format(ask=known.looks[0].ask))),
        Heading(said.minutes.format(minutes=minutes)),
        Bullets(_lines(known.facilitator.notes)),
        Paragraph(plain(said.phones.format(order=said.order(minutes)))),
        Paragraph(plain(said.chart.format(low=low, high=high))),
        Heading(said.questions),
        Bullets(_lines(known.questions)),
        Table(said.expected, said.expected_head, found, (30, 38, 32)),
        Heading(said.unsaid),
        Bullets(_lines(known.unsaid)),
        Table(said.redesign, said.redesign_head, steps, (40, 60)),
        Heading(words().ending),
        Paragraph(plain(known.outcome)),
        Heading(said.limits),
        Bullets(_lines(known.limits)),
        Heading(said.closing),
        Bullets(_lines(known.take_away)),
        Paragraph(plain(known.fiction), "note"),
    )
    return CaseNotes(Content(said.title.format(case=known.title), said.subject, blocks, dense=True))


def write_case_notes(case: Case | str, path: str | os.PathLike[str]) -> Path:
    """Write a facilitator's notes on a case, as `case_notes` says them.

    Parameters
    ----------
    case
        A case or its id.
    path
        Where to: ``.docx``, ``.html`` or ``.md``.
    """
    return write(case_notes(case).content, path)


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
    rows = tuple(cells(one.name, one.post, one.view) for one in known.people)
    table = Table(said.caption, said.head, rows, (22, 26, 52), 16)
    blocks = (Paragraph(plain(known.setting)), table, Paragraph(plain(f"{said.lead} {known.fiction}"), "note"))
    return write(Content(said.title.format(case=known.title), said.subject, blocks), path)


def _known(case: Case | str) -> Case:
    known = load()[case] if isinstance(case, str) else case
    return needed(known, Case, "A case's papers need a case or its id")


def _lines(texts: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(map(plain, texts))
