"""Written: a document, put where a person can get at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from leadership_lib.documents import NO_WORD
from leadership_lib.download import link
from leadership_lib.html import Markup, tag
from leadership_lib.work import work_folder


def written(write: Callable[[Path], Path], stem: str, ending: str) -> tuple[str, Markup]:
    """Write a document into the folder of a person's work.

    Parameters
    ----------
    write
        Writes it to a path.
    stem, ending
        Its name, and ``.docx`` or ``.html``; where Word cannot be had it is a page.

    Returns
    -------
    str, Markup
        What was written, in a sentence; and for the board a link that saves a copy, with the place of the file.

    Raises
    ------
    Problem
        The file cannot be written.
    """
    path = write(work_folder() / f"{stem}{ending}")
    said = f"Written in {work_folder().name}: {path.name}."
    return said if path.suffix == ending else f"{said} {NO_WORD}", tag("p", link(path), f" (it is in {path.parent})")
