"""What a person wrote for a written exercise, as a document: their words, and a visible gap where there are none."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from leadership_lib.output.documents import wording
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph
from leadership_lib.output.documents.lines import Span, plain
from leadership_lib.output.documents.writing import write
from leadership_lib.teaching.journal.entry import day
from leadership_lib.teaching.written import SEEN, Part, Written

_KIND = "Written exercise"


def write_written(exercise: Written, said: Mapping[str, Any], path: str | os.PathLike[str]) -> Path:
    """Write what a person wrote.

    Parameters
    ----------
    exercise
        The exercise.
    said
        What is written, by the id of the part.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    return write(written_content(exercise, said), path)


def written_content(exercise: Written, said: Mapping[str, Any]) -> Content:
    """Say what a person wrote, part by part."""
    blocks = (
        Paragraph(plain(exercise.scene), "lead"),
        *(block for part in exercise.parts for block in _part(exercise, part, said)),
        *_seen(said.get(SEEN)),
        Paragraph(plain(wording.origin()), "note"),
    )
    return Content(exercise.title, _KIND, blocks)


def _part(exercise: Written, part: Part, said: Mapping[str, Any]) -> Iterator[Block]:
    when = exercise.day(part, said)
    yield Heading(f"{part.title} ({day(when)})" if when else part.title)
    text = said.get(part.id)
    yield Paragraph(plain(text) if text else (Span(f"[To be filled in: {part.put}]", "gap"),))


def _seen(ticked: Any) -> Iterator[Block]:
    if ticked:
        yield Heading("What the observer saw and heard")
        yield Bullets(tuple(map(plain, ticked)))
