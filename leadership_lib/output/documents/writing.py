"""Writing: any content as the kind of document that the ending of its path says."""

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from leadership_lib.core.files import save, target_of
from leadership_lib.output.documents.content import Content

#: Whether Word files can be written: not in a browser, where what python-docx rests on is missing.
WORD = find_spec("docx") is not None
NO_WORD = (
    "Word files cannot be made here: python-docx is missing. A web page is written instead, which Word opens too."
)

#: The module that writes each kind of file, imported when it is asked for.
_RENDERERS = {".docx": "word", ".html": "web", ".md": "markdown"}


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
    target = target_of(path, "document", _RENDERERS)
    asked = target.suffix.lower()
    kind = possible(asked)
    if kind != asked:
        target = target.with_suffix(kind)
        print(NO_WORD)
    renderer = import_module(f"leadership_lib.output.documents.{_RENDERERS[kind]}")
    return save(target, renderer.render(content))


def possible(ending: str) -> str:
    """Return the ending of what can be made here where one is asked for: a page where Word files cannot be."""
    return ending if WORD or ending != ".docx" else ".html"
