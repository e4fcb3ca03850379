"""Codebook: the checks as people code them, in Word, HTML and Markdown.

Somebody who has never seen the library can code a role description with it: each question, what counts as each
answer, where it can mislead, and which facts to look for. So the judgement of the library can be compared with that
of people, and disputed.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import leadership_lib
from leadership_lib.core.files import save, target_of
from leadership_lib.core.html import table, wrap
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks import Check
from leadership_lib.framework import concepts
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Cell, Span, plain, strong
from leadership_lib.output.documents.writing import write
from leadership_lib.research.coding import code_tree, guidance
from leadership_lib.research.portfolio.provenance import framework_hash

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Codebook:
    """The checks as a codebook to look at: in words, as a page, as a frame; `write_codebook` writes it.

    Examples
    --------
    >>> print(repr(Codebook()).splitlines()[1])
    purpose.higher: Does the role serve something higher than the organisation?
    """

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The questions, in order."""
        return tuple(checks.load())

    def to_frame(self) -> "pd.DataFrame":
        """Return one row a check: everything that a coder is told."""
        import pandas as pd

        rows = [
            {
                "check": one.id,
                "question": one.question,
                "feature": one.feature or "",
                "looks_for": one.looks_for,
                "basis": one.basis,
                "applies": one.applies or "",
                "misleads": one.misleads,
                "example": one.example,
                "bad_example": one.bad_example,
                "reads": " | ".join(one.reads),
                "propositions": " | ".join(one.propositions),
                **{f"code_{code.replace(' ', '_')}": " / ".join(guidance.told(one, code)) for code in guidance.CODES},
            }
            for one in self.checks
        ]
        return pd.DataFrame(rows)

    def __repr__(self) -> str:
        lines = [f"{one.id}: {one.question}" for one in self.checks]
        return "\n".join([f"Codebook: {len(lines)} questions", *lines])

    def _repr_html_(self) -> str:
        rows = [[one.id, one.question, one.looks_for] for one in self.checks]
        return wrap(table(["check", "question", "what counts"], rows, f"Codebook: {len(rows)} questions"))


def write_codebook(path: str | os.PathLike[str]) -> Path:
    """Write the checks as a codebook for human coders; `Codebook` is the same to look at.

    Parameters
    ----------
    path
        Where to; the ending says what: ``.docx`` for Word, ``.html`` for a page, ``.md`` for Markdown; ``.qdc`` for a
        REFI-QDA codebook, which QualCoder, NVivo, MAXQDA and ATLAS.ti open, with the facts to mark as codes too.

    Raises
    ------
    Problem
        The ending is another one, or the file cannot be written.
    """
    target = target_of(path)
    return save(target, code_tree.codebook(origin())) if target.suffix.lower() == ".qdc" else write(content(), path)


def content() -> Content:
    """Say everything a coder needs."""
    titles = {feature.id: f"Feature: {feature.title}" for feature in concepts.load("features")}
    words = guidance.load()
    meanings = tuple((cell(each.code), cell(each.says)) for each in words.codes)
    blocks: list[Block] = [
        Paragraph(plain(f"{len(checks.load())} questions to put to the description of a clinical leadership role.")),
        Paragraph(plain(words.caution)),
        Heading("How to code"),
        Bullets(tuple(map(plain, (*words.rules, words.about_reasons))), numbered=True),
        Heading("How a careful reader answers"),
        Bullets(tuple(map(plain, words.reading)), numbered=True),
        Table("Codes", ("Code", "What it says"), meanings, (20, 80)),
    ]
    for feature, group in groupby(checks.load(), lambda one: one.feature):
        blocks.append(Heading(titles.get(feature or "", "The hold on tensions")))
        for one in group:
            blocks += _of(one)
    book = "R. Greene, The Clinical Leadership Challenge in Primary Care (about 2017)"
    first, *_, last = concepts.load("propositions").ids
    rest = f"Questions rest on {book}, cited by proposition ({first} to {last})."
    blocks.append(Paragraph(plain(f"{origin()} {rest}"), "note"))
    return Content("Codebook: questions to a leadership role", "Codebook", tuple(blocks))


def origin() -> str:
    """Say which version this is, so that codes can be traced to the words they were given by."""
    return f"leadership-lib {leadership_lib.__version__}; words of the checks: {framework_hash()[:12]}."


def _of(one: Check) -> Iterator[Block]:
    yield Heading(one.question, 2)
    yield Paragraph((Span("Check"), strong(one.id), Span(f"({', '.join(one.propositions)})")), "lead")
    facts = [concepts.load("facts")[fact] for fact in one.reads]
    when = {code: guidance.told(one, code) for code in guidance.CODES} | {
        "what counts": [one.looks_for, one.basis],
        **({"to which posts it is put": [one.applies]} if one.applies else {}),
        "where it can mislead": [one.misleads],
        "an example": [one.example],
        "an example of the contrary": [one.bad_example],
        "facts to look for": [f"{fact.title}: {fact.question}" for fact in facts],
    }
    rows = tuple((cell(name), cell(*said)) for name, said in when.items())
    yield Table(f"When to give which code: {one.id}", ("Code", "When"), rows, (24, 76))


def cell(*lines: str) -> Cell:
    """Make a cell of plain lines."""
    return tuple(map(plain, lines))
