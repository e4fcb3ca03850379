"""Questions on paper: one page to take to a conversation, with what is known, why to ask, and room to write."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record
from leadership_lib.core.text import short
from leadership_lib.diagnosis.questions import Asker, Question, questions
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Content, Paragraph, Table
from leadership_lib.output.documents.description import stated
from leadership_lib.output.documents.lines import Line, Span, plain, said, strong
from leadership_lib.output.documents.writing import write
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role

#: Widths of the columns in hundredths, and the room to write that each question has, in millimetres.
_SHARES, _ROOM = (22, 56, 22), 16

#: How many characters of each thing the description already says there is room for, and how many things.
_LETTERS, _FEW = 70, 2


class SheetWords(Record, what="the words of the page of questions"):
    """The words around the questions."""

    lead: str
    none: str
    caption: str
    head: tuple[str, ...]
    said: str
    why: str
    good: str
    titles: Mapping[str, str]


@cache
def load() -> SheetWords:
    """Read the words, once."""
    return one_record("framework/question_sheet.toml", SheetWords)


def write_questions(role: RoleSource, path: str | os.PathLike[str], for_: Asker = "applicant") -> Path:
    """Write one page of questions about a role, each with what the description says on it, why to ask, and room.

    Parameters
    ----------
    role
        The role, or whatever `load_role` reads it from; a title alone is enough.
    path
        Where to, and as what; `documents.write` says what comes back and what can go wrong.
    for_
        Who asks: ``applicant``, ``holder`` or ``board``.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> ll.write_questions(ll.Role(title="Clinical Lead"), "my_work/questions.docx")  # doctest: +SKIP
    """
    return write(question_sheet(load_role(role), for_), path)


def question_sheet(role: Role, for_: Asker = "applicant") -> Content:
    """Say on one page what to ask about a role.

    Parameters
    ----------
    role
        The role.
    for_
        Who asks: ``applicant``, ``holder`` or ``board``.
    """
    fixed, asked = load(), questions(role, for_)
    kind = fixed.titles[for_]
    body: tuple[Block, ...] = (Paragraph(plain(fixed.none)),)
    if len(asked):
        rows = tuple(((plain(one.title),), tuple(_known(one, role, fixed)), ()) for one in asked)
        body = (Paragraph(plain(fixed.lead)), Table(fixed.caption, fixed.head, rows, _SHARES, _ROOM))
    note = Paragraph(plain(wording.origin()), "note")
    return Content(f"{kind}: {short(role.title)}" if role.title else kind, kind, (*body, note), dense=True)


def _known(question: Question, role: Role, fixed: SheetWords) -> Iterator[Line]:
    """Say what the description says on a question, why to ask it, and what a good answer sounds like."""
    facts = (line for fact in question.facts if (line := stated(role, fact)) is not None)
    already = [short(text, 2 * _LETTERS) for text in question.said] or [short(said(line), _LETTERS) for line in facts]
    if already := list(dict.fromkeys(already))[:_FEW]:
        yield (
            strong(fixed.said),
            Span(" ".join(text if text.endswith((".", "”")) else f"{text}." for text in already)),
        )
    yield strong(fixed.why), Span(question.why)
    yield strong(fixed.good), Span(question.good)
