"""Documents: role description, handout and grid, in Word, HTML and Markdown alike.

Examples
--------
>>> import leadership_lib as ll
>>> from leadership_lib.output.documents import write_description
>>> write_description(ll.load_role("locality_clinical_lead"), "my_work/role.docx")  # doctest: +SKIP
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.files import save
from leadership_lib.diagnosis.comparison import Comparison
from leadership_lib.output.documents.content import Content
from leadership_lib.output.documents.description import description
from leadership_lib.output.documents.grid import grid as _grid
from leadership_lib.output.documents.handout import handout
from leadership_lib.redesign.polarity import PolarityGrid
from leadership_lib.role.role import Role

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
    return write(description(needed(role, Role, "A role description needs a Role, such as case.as_found")), path)


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
    return write(handout(needed(comparison, Comparison, needs)), path)


def write_grid(grid: PolarityGrid, path: str | os.PathLike[str]) -> Path:
    """Write a polarity grid, with steps and warnings for both poles and what is still missing.

    Parameters
    ----------
    grid
        The grid.
    path
        Where to, and as what; `write` says what comes back and what can go wrong.
    """
    return write(_grid(needed(grid, PolarityGrid, "A grid's document needs a PolarityGrid")), path)


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
    renderer = import_module(f"leadership_lib.output.documents.{_RENDERERS[kind]}")
    return save(target, renderer.render(content))


def possible(ending: str) -> str:
    """Give the ending of what can be made here where that ending is asked for: a page where Word files cannot be."""
    return ending if WORD or ending != ".docx" else ".html"
