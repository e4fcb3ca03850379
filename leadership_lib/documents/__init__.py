"""Documents: role description, handout, grid, reflection and journal, in Word, HTML and Markdown alike.

Examples
--------
>>> import leadership_lib as ll
>>> from leadership_lib.documents import write_description
>>> write_description(ll.load_role("locality_clinical_lead"), "my_work/role.docx")  # doctest: +SKIP
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from leadership_lib.comparison import Comparison
from leadership_lib.documents import reflection as record
from leadership_lib.documents.content import Content
from leadership_lib.documents.description import description
from leadership_lib.documents.grid import grid as _grid
from leadership_lib.documents.handout import handout
from leadership_lib.entry import Entry
from leadership_lib.files import save
from leadership_lib.polarity import PolarityGrid
from leadership_lib.problems import Problem
from leadership_lib.reflection import HasEntries, Reflection
from leadership_lib.role import Role

T = TypeVar("T")

#: Whether Word files can be written: not in a browser, where what python-docx rests on is missing.
WORD = find_spec("docx") is not None
NO_WORD = (
    "Word files cannot be made here: python-docx is missing. A web page is written instead, which Word opens too."
)

#: The module that writes each kind of file, imported when it is asked for.
_RENDERERS = {".docx": "word", ".html": "web", ".md": "markdown"}


def write_description(role: Role, path: str | os.PathLike[str]) -> Path:
    """Write a role description that can be issued; what the role does not state is a visible gap.

    Parameters
    ----------
    role
        The role.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    return write(description(_needed(role, Role, "A role description needs a Role, such as case.as_found")), path)


def write_handout(comparison: Comparison, path: str | os.PathLike[str]) -> Path:
    """Write one printed page: before and after, what moved and why, what stays open, three next steps.

    Parameters
    ----------
    comparison
        Two versions of a role, from `compare`.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    needs = "A handout needs two versions of a role, compared: ll.compare(before, after)"
    return write(handout(_needed(comparison, Comparison, needs)), path)


def write_reflection(journal: HasEntries | Reflection, path: str | os.PathLike[str]) -> Path:
    """Write a record for an appraisal; what is not stated is a visible gap, and it ends with what to take out.

    Parameters
    ----------
    journal
        A reflection, or a journal, which fills in what it knows.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    stated = journal
    if not isinstance(journal, Reflection):
        _needed(getattr(journal, "entries", None), Sequence, "A record needs a Journal or a Reflection", journal)
        stated = Reflection.from_journal(journal)
    return write(record.reflection(stated), path)


def write_journal(journal: HasEntries | Sequence[Entry], path: str | os.PathLike[str]) -> Path:
    """Write everything that a journal keeps, notebook by notebook.

    Parameters
    ----------
    journal
        A journal, or its entries in order.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    entries = getattr(journal, "entries", journal)
    needs = "A journal's document needs a Journal, or its entries"
    for one in _needed(entries, Sequence, needs, journal):
        _needed(one, Entry, needs)
    return write(record.journal(entries), path)


def write_grid(grid: PolarityGrid, path: str | os.PathLike[str]) -> Path:
    """Write a polarity grid, with steps and warnings for both poles and what is still missing.

    Parameters
    ----------
    grid
        The grid.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    return write(_grid(_needed(grid, PolarityGrid, "A grid's document needs a PolarityGrid")), path)


def _needed(given: T, kind: type, needs: str, found: object = None) -> T:
    """Give what a document is made from, or say what is needed and of which type the thing was that was found."""
    if not isinstance(given, kind):
        name = type(given if found is None else found).__name__
        raise Problem(f"{needs}; what was given is of type {name}.")
    return given


def write(content: Content, path: str | os.PathLike[str]) -> Path:
    """Write any content as the kind of document that the ending of the path says.

    Parameters
    ----------
    content
        What the document says.
    path
        Where to: ``.docx`` for Word, ``.html`` for a page, ``.md`` for Markdown.

    Returns
    -------
    Path
        The file, a page of the same name where Word files cannot be made. The same content gives the same bytes.

    Raises
    ------
    Problem
        The ending is another one, or the file cannot be written.
    """
    target = Path(path)
    asked = target.suffix.lower()
    if asked not in _RENDERERS:
        raise Problem(f"{target.name!r} does not say which document to make: end it in .docx, .html or .md")
    kind = possible(asked)
    if kind != asked:
        target = target.with_suffix(kind)
        print(NO_WORD)
    renderer = import_module(f"leadership_lib.documents.{_RENDERERS[kind]}")
    return save(target, renderer.render(content))


def possible(ending: str) -> str:
    """Give the ending of what can be made here where that ending is asked for: a page where Word files cannot be."""
    return ending if WORD or ending != ".docx" else ".html"
