"""Documents: the role description and the handout, in Word, HTML and Markdown, each saying the same.

Examples
--------
>>> import leadership_lib as ll
>>> from leadership_lib.documents import write_description
>>> write_description(ll.load_role("locality_clinical_lead"), "my_work/role.docx")  # doctest: +SKIP
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from leadership_lib.comparison import Comparison
from leadership_lib.documents.content import Content
from leadership_lib.documents.description import description
from leadership_lib.documents.handout import handout
from leadership_lib.files import save
from leadership_lib.problems import Problem
from leadership_lib.role import Role

#: The module that writes each kind of file. Word is imported when it is asked for: not everywhere can it be had.
_RENDERERS = {".docx": "word", ".html": "web", ".md": "markdown"}


def write_description(role: Role, path: str | os.PathLike[str]) -> Path:
    """Write a role description that can be issued; what the role does not state is a visible gap.

    Parameters
    ----------
    role
        The role.
    path
        Where to; the ending says what: ``.docx`` for Word, ``.html`` for a page, ``.md`` for Markdown.

    Returns
    -------
    Path
        The file. The same role gives the same bytes.

    Raises
    ------
    Problem
        The ending is another one, or the file cannot be written.
    """
    return _write(description(role), path)


def write_handout(comparison: Comparison, path: str | os.PathLike[str]) -> Path:
    """Write one printed page: before and after, what moved and why, what stays open, three next steps.

    Parameters
    ----------
    comparison
        Two versions of a role, from `compare`.
    path
        Where to; the ending says what: ``.docx`` for Word, ``.html`` for a page, ``.md`` for Markdown.

    Returns
    -------
    Path
        The file. The same comparison gives the same bytes.

    Raises
    ------
    Problem
        The ending is another one, or the file cannot be written.
    """
    return _write(handout(comparison), path)


def _write(content: Content, path: str | os.PathLike[str]) -> Path:
    target = Path(path)
    kind = target.suffix.lower()
    if kind not in _RENDERERS:
        raise Problem(f"{target.name!r} does not say which document to make: end it in .docx, .html or .md")
    try:
        renderer = import_module(f"leadership_lib.documents.{_RENDERERS[kind]}")
    except ImportError as error:
        raise Problem(f"Word files need python-docx, which is missing here: use .html or .md ({error})") from None
    return save(target, renderer.render(content))
