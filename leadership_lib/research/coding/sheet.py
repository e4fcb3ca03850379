"""Sheets: every question about every role, with room for a code and the evidence, for one coder alone."""

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import save, target_of
from leadership_lib.core.formulas import disarmed
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks import Finding
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Span, plain, strong
from leadership_lib.output.documents.writing import write
from leadership_lib.research.coding import guidance
from leadership_lib.research.coding.codebook import cell, origin
from leadership_lib.research.portfolio.sources import every_role
from leadership_lib.role.role import Role

#: What a CSV sheet has; `question` and `looks_for` are there to be read, and need not come back.
COLUMNS = ("coder", "role", "check", "question", "looks_for", "code", "evidence")

#: What a sheet to talk over has besides: the library's answer, and what a person has judged of the role and why.
BESIDE = ("library", "judgement", "because")

#: What a table of a Word sheet has; coder and role stand above it.
HEAD = ("check", "question, and what counts", "code", "evidence")

#: What stands before the coder and before the role in a Word sheet.
ABOVE = {"coder": "Coder:", "role": "Role:"}


def write_coding_sheet(roles: Any, path: str | os.PathLike[str], coder: str = "A", *, answers: bool = False) -> Path:
    """Write a coding sheet for one coder: each role, each question, and room for the code and the evidence.

    The library's own answers are not in it, nor are other coders' or what a person has judged of a role. Give each
    coder a sheet of their own.

    Parameters
    ----------
    roles
        The id of a case, a case or a role; several of them in a list; or a mapping of ids to roles. Also whatever
        `diagnose_roles` reads, such as a folder.
    path
        Where to; the ending says what: ``.csv`` for a spreadsheet, ``.docx`` for Word (`read_codes` reads both back),
        ``.html`` or ``.md`` to print.
    coder
        What the coder is called; a letter will do.
    answers
        Whether the library's answer stands beside each question, and what a person has judged and why: for talking it
        over once all have coded, since whoever reads it no longer codes blind.

    Returns
    -------
    Path
        The file. In a CSV file, what a spreadsheet would run as a formula is disarmed.

    Raises
    ------
    Problem
        There is no role, the coder has no name, the ending is another one, or the file cannot be written.
    """
    named = by_id(roles)
    name = " ".join(str(coder).split())
    if not name:
        raise Problem('The coder has no name. Give one, such as coder="A".')
    if not named:
        raise Problem("There is no role to code. Give at least one, such as ['locality_clinical_lead'].")
    if target_of(path).suffix.lower() == ".csv":
        # The mark at the start lets a spreadsheet know that it is UTF-8.
        return save(path, "\ufeff" + _csv(named, name, answers))
    return write(_content(named, name, answers), path)


def by_id(roles: Any) -> dict[str, Role]:
    """Return roles by their ids, whatever they were given as: what `diagnose_roles` takes, or codes of them.

    Raises
    ------
    Problem
        Something among them is no role, or is there twice.
    """
    if isinstance(roles, list | tuple):
        ids = [one if isinstance(one, str) else getattr(one, "id", None) for one in roles]
        twice = next((key for key in ids if key and ids.count(key) > 1), None)
        if twice:
            raise Problem(f"{twice!r} is there twice. Name each role once.")
    return every_role(getattr(roles, "roles", roles))


def _csv(roles: Mapping[str, Role], coder: str, answers: bool) -> str:
    words = guidance.load()
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([f"# Coding sheet of coder {coder}. {' '.join((*words.rules, *words.reading))}"])
    writer.writerow([f"# {origin()}"])
    writer.writerow((*COLUMNS, *BESIDE) if answers else COLUMNS)
    for key, role in roles.items():
        for one in checks.load():
            said = (coder, key, one.id, one.question, one.looks_for, "", "")
            beside = _beside(one.ask(role)).values() if answers else ()
            writer.writerow(map(disarmed, (*said, *beside)))
    return stream.getvalue()


def _beside(found: Finding) -> dict[str, str]:
    """Return the library's answer, and what a person has judged."""
    judged = found.judgement
    said = (found.answer, judged.answer, judged.because) if judged else (found.answer, "", "")
    return dict(zip(BESIDE, said, strict=True))


def _content(roles: Mapping[str, Role], coder: str, answers: bool) -> Content:
    words = guidance.load()
    blocks: list[Block] = [
        Paragraph((Span(ABOVE["coder"]), strong(coder)), "lead"),
        Bullets(tuple(map(plain, words.rules))),
        Paragraph(plain("How a careful reader answers:")),
        Bullets(tuple(map(plain, words.reading))),
    ]
    for key, role in roles.items():
        rows = tuple(
            (
                cell(one.id),
                cell(one.question, one.looks_for, *(_said(one.ask(role)) if answers else ())),
                cell(""),
                cell(""),
            )
            for one in checks.load()
        )
        blocks += [
            Heading(role.title or key),
            Paragraph((Span(ABOVE["role"]), strong(key)), "lead"),
            Table(f"{role.title or key}: {len(rows)} questions", HEAD, rows, (34, 33, 11, 22)),
        ]
    blocks.append(Paragraph(plain(f"{origin()} These are structured prompts for judgement, not a scale."), "note"))
    return Content(f"Coding sheet, coder {coder}", "Coding sheet", tuple(blocks))


def _said(found: Finding) -> tuple[str, ...]:
    """Say on lines of their own what the library answers, and what a person has judged."""
    beside = _beside(found)
    library = f"The library: {beside['library']}."
    judged = f"A person: {beside['judgement']}, because {beside['because']}"
    return (library, judged) if beside["judgement"] else (library,)
