"""Codebook: the checks as people code them, in Word, HTML and Markdown.

Somebody who has never seen the library can code a role description with it: each question, what counts as each
answer, where it can mislead, and which facts to look for. So the judgement of the library can be compared with that
of people, and disputed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import leadership_lib
from leadership_lib import check, documents, framework
from leadership_lib.check import Check
from leadership_lib.documents.content import (
    Block,
    Bullets,
    Content,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    plain,
    strong,
)
from leadership_lib.html import table, wrap
from leadership_lib.portfolio.provenance import framework_hash

if TYPE_CHECKING:
    import pandas as pd

#: The codes, and what each says of a description.
CODES = {
    "met": "The description answers the question with yes.",
    "partly": "It answers with yes for some of what is asked, and not for the rest.",
    "not met": "It answers with no: what is asked for is said to be absent, or something else stands in its place.",
    "not stated": "It does not say. This is not the same as no, and not a missing code.",
}

_RULES = (
    "Code the description, not the person who holds the post and not what you know of the place.",
    "Read the whole description once before you code. Then go question by question; code every one.",
    "Copy the words that decided you. Where none did, the code is not stated.",
    "Code alone. Do not talk about a description with another coder until both have handed in.",
    "If you cannot decide, leave the cell empty and say why in the note: that is a missing code, and it is useful.",
    "The reasons under a question are those that the software can give. They show where it draws its lines; if you "
    "would draw one elsewhere, code as you judge, and say so.",
)
_CAUTION = (
    "These are structured prompts for judgement, not a validated scale. Report agreement check by check; do not add "
    "codes up to a score."
)
_BLANK = re.compile(r"\{\w+(?::[^}]*)?\}")


@dataclass(frozen=True, repr=False)
class Codebook:
    """The checks as a codebook: a frame, a page, or a document."""

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The questions, in order."""
        return tuple(check.load())

    def to_frame(self) -> pd.DataFrame:
        """Give one row a check: everything that a coder is told."""
        import pandas as pd

        rows = [
            {
                "check": one.id,
                "question": one.question,
                "feature": one.feature or "",
                "codes": " | ".join(codes(one)),
                "looks_for": one.looks_for,
                "misleads": one.misleads,
                "example": one.example,
                "reads": " | ".join(one.reads),
                "propositions": " | ".join(one.propositions),
                **{f"code_{code.replace(' ', '_')}": " / ".join(told(one, code)) for code in CODES},
            }
            for one in self.checks
        ]
        return pd.DataFrame(rows)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it; the ending says what: ``.docx`` for Word, ``.html`` for a page, ``.md`` for Markdown.

        Raises
        ------
        Problem
            The ending is another one, or the file cannot be written.
        """
        return documents.write(content(), path)

    def __repr__(self) -> str:
        lines = [f"{one.id}: {one.question} ({', '.join(codes(one))})" for one in self.checks]
        return "\n".join([f"Codebook: {len(lines)} questions", *lines])

    def _repr_html_(self) -> str:
        rows = [[one.id, one.question, ", ".join(codes(one)), one.looks_for] for one in self.checks]
        return wrap(table(["check", "question", "codes", "what counts"], rows, f"Codebook: {len(rows)} questions"))


def codebook(path: str | os.PathLike[str] | None = None) -> Codebook | Path:
    """Give the checks as a codebook for human coders, or write it.

    Parameters
    ----------
    path
        Where to; the ending says what: ``.docx`` for Word, ``.html`` for a page, ``.md`` for Markdown. Without one,
        the codebook is given to look at.

    Examples
    --------
    >>> from leadership_lib.documents.codebook import codebook
    >>> print(repr(codebook()).splitlines()[1])
    purpose.higher: Does the role serve something higher than the organisation? (met, not met, not stated)
    """
    return Codebook() if path is None else Codebook().save(path)


def told(one: Check, code: str) -> list[str]:
    """Give the sentences that say when an answer has a code; a figure to be filled in shows as dots."""
    key = code.replace(" ", "_")
    keys = [key] if key in one.reasons else []
    return [_BLANK.sub("…", one.reasons[name]) for name in keys]


def others(one: Check) -> list[str]:
    """Give the sentences for reasons that go with more than one code, or with a code by another name."""
    named = {code.replace(" ", "_") for code in CODES}
    return [_BLANK.sub("…", said) for name, said in one.reasons.items() if name not in named]


def codes(one: Check) -> tuple[str, ...]:
    """Give the codes that a check can have: all four, unless it asks for one thing, which is never partly there."""
    partly = told(one, "partly") or others(one) or any("objectives" in fact for fact in one.reads)
    return tuple(code for code in CODES if code != "partly" or partly)


def content() -> Content:
    """Say everything a coder needs."""
    titles = {feature.id: f"Feature: {feature.title}" for feature in framework.load("features")}
    blocks: list[Block] = [
        Paragraph(plain(f"{len(check.load())} questions to put to the description of a clinical leadership role.")),
        Paragraph(plain(_CAUTION)),
        Heading("How to code"),
        Bullets(tuple(map(plain, _RULES)), numbered=True),
        Table(
            "Codes", ("Code", "What it says"), tuple(((plain(c),), (plain(s),)) for c, s in CODES.items()), (20, 80)
        ),
    ]
    for feature, group in groupby(check.load(), lambda one: one.feature):
        blocks.append(Heading(titles.get(feature or "", "The hold on tensions")))
        for one in group:
            blocks += _of(one)
    blocks.append(
        Paragraph(
            plain(
                f"{origin()} Questions rest on R. Greene, The Clinical Leadership Challenge in "
                "Primary Care (about 2017), cited by proposition (P01 to P52)."
            ),
            "note",
        )
    )
    return Content("Codebook: questions to a leadership role", "Codebook", tuple(blocks))


def origin() -> str:
    """Say which version this is, so that codes can be traced to the words they were given by."""
    return f"leadership-lib {leadership_lib.__version__}; words of the checks: {framework_hash()[:12]}."


def _of(one: Check) -> Iterator[Block]:
    yield Heading(one.question, 2)
    yield Paragraph((Span("Check"), strong(one.id), Span(f"({', '.join(one.propositions)})")), "lead")
    rows: list[tuple[tuple[Line, ...], ...]] = []
    for code in codes(one):
        said = told(one, code) or [CODES[code]]
        rows.append(((plain(code),), tuple(map(plain, said))))
    if others(one):
        rows.append(((plain("other reasons the software gives"),), tuple(map(plain, others(one)))))
    facts = framework.load("facts")
    rows += [
        ((plain("what counts"),), (plain(one.looks_for),)),
        ((plain("where it can mislead"),), (plain(one.misleads),)),
        ((plain("an example"),), (plain(one.example),)),
        (
            (plain("facts to look for"),),
            tuple(plain(f"{facts[fact].title}: {facts[fact].question}") for fact in one.reads),
        ),
    ]
    yield Table(f"When to give which code: {one.id}", ("Code", "When"), tuple(rows), (24, 76))
