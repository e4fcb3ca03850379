"""Write documents where a person can get at them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from leadership_lib.core.folders import work_folder
from leadership_lib.core.html import Markup, tag
from leadership_lib.core.pyodide import IN_BROWSER
from leadership_lib.output.documents.writing import NO_WORD, possible
from leadership_lib.output.download import link


def write_documents(ending: str, writers: Mapping[str, Callable[[Path], Path]]) -> tuple[str, Markup]:
    """Write documents into the folder of a person's work.

    Parameters
    ----------
    ending
        ``.docx`` or ``.html``; where Word cannot be had they are pages.
    writers
        What writes each to a path, by its name without the ending.

    Returns
    -------
    str, Markup
        What was written, in a sentence; and for the board links that save copies, and where the files are: in a
        browser no one can get at that folder.

    Raises
    ------
    Problem
        A file cannot be written.
    """
    folder, made = work_folder(), possible(ending)
    paths = [write(folder / f"{stem}{made}") for stem, write in writers.items()]
    said = f"Written in {folder.name}: {' and '.join(path.name for path in paths)}."
    where = ". Only copies that you save leave this browser." if IN_BROWSER else f" (in {folder})"
    links = tag("p", Markup(", ".join(map(link, paths))), where)
    return said if made == ending else f"{said} {NO_WORD}", links
