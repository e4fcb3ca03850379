"""A case on paper, for a group: part A to work with, and part B, what became of it, to be handed out later."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from leadership_lib.core.errors import one_of
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph
from leadership_lib.output.documents.lines import Line, Span, plain, strong
from leadership_lib.output.documents.writing import write
from leadership_lib.teaching import case
from leadership_lib.teaching.case import Case, words


def write_case(which: str | Case, path: str | os.PathLike[str], part: Literal["A", "B"] = "A") -> Path:
    """Write a case for a group: the setting, the people and the questions, or what became of the redesign.

    Parameters
    ----------
    which
        A case, or its id.
    path
        Where to, and as what; `documents.write` says what comes back and what can go wrong.
    part
        ``A`` to begin with, or ``B`` to hand out when the group has decided. The role as found is a document of its
        own: ``ll.write_description(ll.load_role(which), path)``.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> ll.write_case("place_lead", "my_work/part_a.docx")  # doctest: +SKIP
    """
    it = which if isinstance(which, Case) else case.load()[which]
    return write(case_paper(it, part), path)


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
    note = Paragraph((Span(it.invented), Span(wording.origin())), "note")
    return Content(f"{it.title}: {said.part} {part}", f"{said.part} {part}", (*blocks, note))


def _first(it: Case) -> Iterator[Block]:
    said = words()
    yield Paragraph(plain(it.setting))
    yield Heading(said.people)
    yield Bullets(tuple(_view(person) for person in it.people))
    yield Heading(said.questions)
    yield Bullets(tuple(map(plain, (it.question, *it.questions))), numbered=True)


def _view(person: case.Person) -> Line:
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
