"""Sheets: every question about every role, with room for a code and the evidence, for one coder alone."""

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import save, target_of
from leadership_lib.diagnosis import checks
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Span, plain, strong
from leadership_lib.output.documents.writing import write
from leadership_lib.research.coding import guidance
from leadership_lib.research.coding.codebook import cell, origin
from leadership_lib.research.portfolio.sources import every_role
from leadership_lib.research.tables.formulas import disarmed
from leadership_lib.role.role import Role

#: What a CSV sheet has; `question` and `looks_for` are there to be read, and need not come back.
COLUMNS = ("coder", "role", "check", "question", "looks_for", "code", "evidence")

#: What a table of a Word sheet has; coder and role stand above it.
HEAD = ("check", "question, and what counts", "code", "evidence")

#: What stands before the coder and before the role in a Word sheet.
ABOVE = {"coder": "Coder:", "role": "Role:"}


def write_coding_sheet(roles: Any, path: str | os.PathLike[str], coder: str = "A") -> Path:
    """Write a coding sheet for one coder: each role, each question, and room for the code and the evidence.

    The library's own answers are not in it, nor are other coders'. Give each coder a sheet of their own.

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
        return save(path, "\ufeff" + _csv(named, name))
    return write(_content(named, name), path)


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


def _csv(roles: Mapping[str, Role], coder: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([f"# Coding sheet of coder {coder}. {' '.join(guidance.load().rules)}"])
    writer.writerow([f"# {origin()}"])
    writer.writerow(COLUMNS)
    for key in roles:
        for one in checks.load():
            said = (coder, key, one.id, one.question, f"{one.looks_for} {guidance.offer(one)}", "", "")
            writer.writerow(map(disarmed, said))
    return stream.getvalue()


def _content(roles: Mapping[str, Role], coder: str) -> Content:
    blocks: list[Block] = [
        Paragraph((Span(ABOVE["coder"]), strong(coder)), "lead"),
        Bullets(tuple(map(plain, guidance.load().rules))),
    ]
    for key, role in roles.items():
        rows = tuple(
            (cell(one.id), cell(one.question, one.looks_for, guidance.offer(one)), cell(""), cell(""))
            for one in checks.load()
        )
        blocks += [
            Heading(role.title or key),
            Paragraph((Span(ABOVE["role"]), strong(key)), "lead"),
            Table(f"{role.title or key}: {len(rows)} questions", HEAD, rows, (34, 33, 11, 22)),
        ]
    blocks.append(Paragraph(plain(f"{origin()} These are structured prompts for judgement, not a scale."), "note"))
    return Content(f"Coding sheet, coder {coder}", "Coding sheet", tuple(blocks))
