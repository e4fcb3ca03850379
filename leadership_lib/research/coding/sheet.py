"""Sheets: every question about every role, with room for a code and the evidence, for one coder alone."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import save
from leadership_lib.diagnosis import checks
from leadership_lib.output import documents
from leadership_lib.output.documents.content import (
    Block,
    Bullets,
    Content,
    Heading,
    Paragraph,
    Span,
    Table,
    plain,
    strong,
)
from leadership_lib.research.coding.codebook import origin
from leadership_lib.research.coding.guidance import load as guidance
from leadership_lib.research.coding.guidance import offer
from leadership_lib.research.portfolio.columns import disarmed
from leadership_lib.research.portfolio.loading import load_roles
from leadership_lib.role.loading import HasRole, load_role
from leadership_lib.role.role import Role

#: What a CSV sheet has; `question` and `looks_for` are there to be read, and need not come back.
COLUMNS = ("coder", "role", "check", "question", "looks_for", "code", "evidence")

#: What a table of a Word sheet has; coder and role stand above it.
HEAD = ("check", "question, and what counts", "code", "evidence")

#: What stands before the coder and before the role in a Word sheet.
CODER, ROLE = "Coder:", "Role:"


def coding_sheet(roles: Any, path: str | os.PathLike[str], coder: str = "A") -> Path:
    """Write a coding sheet for one coder: each role, each question, and room for the code and the evidence.

    The library's own answers are not in it, nor are other coders'. Give each coder a sheet of their own.

    Parameters
    ----------
    roles
        The id of a case, a case or a role; several of them in a list; or a mapping of ids to roles. Also whatever
        `load_roles` reads, such as a folder.
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
    if Path(path).suffix.lower() == ".csv":
        # The mark at the start lets a spreadsheet know that it is UTF-8.
        return save(path, "\ufeff" + _csv(named, name))
    return documents.write(_content(named, name), path)


def by_id(roles: Any) -> dict[str, Role]:
    """Give roles by their ids, whatever they were given as."""
    if isinstance(roles, Role | HasRole) or (isinstance(roles, str) and not os.path.exists(roles)):
        roles = [roles]
    if isinstance(roles, str | os.PathLike) or hasattr(roles, "itertuples"):
        return dict(load_roles(roles).roles)
    if isinstance(roles, Mapping):
        return {str(key): _role(one) for key, one in roles.items()}
    if hasattr(roles, "roles"):
        return dict(roles.roles)
    if not isinstance(roles, Iterable):
        raise Problem(f"Roles or cases are needed; {type(roles).__name__} is neither.")
    found: dict[str, Role] = {}
    for number, one in enumerate(roles, 1):
        key = one if isinstance(one, str) else getattr(one, "id", None) or f"role {number}"
        if key in found:
            raise Problem(f"{key!r} is there twice. Name each role once.")
        found[key] = _role(one)
    return found


def _role(one: Any) -> Role:
    if not isinstance(one, Role | HasRole | str):
        raise Problem(f"Roles or cases are needed; {type(one).__name__} is neither.")
    return load_role(one)


def _csv(roles: Mapping[str, Role], coder: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([f"# Coding sheet of coder {coder}. {' '.join(guidance().rules)}"])
    writer.writerow([f"# {origin()}"])
    writer.writerow(COLUMNS)
    for key in roles:
        for one in checks.load():
            cells = (coder, key, one.id, one.question, f"{one.looks_for} {offer(one)}", "", "")
            writer.writerow([disarmed(cell) for cell in cells])
    return stream.getvalue()


def _content(roles: Mapping[str, Role], coder: str) -> Content:
    blocks: list[Block] = [
        Paragraph((Span(CODER), strong(coder)), "lead"),
        Bullets(tuple(map(plain, guidance().rules))),
    ]
    for key, role in roles.items():
        rows = tuple(
            (
                plain_cell(one.id),
                (plain(one.question), plain(one.looks_for), plain(offer(one))),
                plain_cell(""),
                plain_cell(""),
            )
            for one in checks.load()
        )
        blocks += [
            Heading(role.title or key),
            Paragraph((Span(ROLE), strong(key)), "lead"),
            Table(f"{role.title or key}: {len(rows)} questions", HEAD, rows, (34, 33, 11, 22)),
        ]
    blocks.append(Paragraph(plain(f"{origin()} These are structured prompts for judgement, not a scale."), "note"))
    return Content(f"Coding sheet, coder {coder}", "Coding sheet", tuple(blocks))


def plain_cell(text: str) -> tuple[tuple[Span, ...], ...]:
    """Make a cell of one plain line."""
    return (plain(text),)
