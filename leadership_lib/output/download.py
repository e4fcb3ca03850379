"""Download: a link that saves a copy of a file, wherever that file is and whoever serves the notebook."""

import os
from base64 import b64encode
from pathlib import Path

from leadership_lib.core.errors import Problem
from leadership_lib.core.html import Markup, tag

#: Written here, because what Python knows of kinds of files is another on each computer.
_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html;charset=utf-8",
    ".md": "text/markdown;charset=utf-8",
    ".toml": "text/plain;charset=utf-8",
    ".txt": "text/plain;charset=utf-8",
    ".csv": "text/csv;charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".zip": "application/zip",
}


def link(path: str | os.PathLike[str], text: str | None = None) -> Markup:
    """Make a link that carries a file: it may lie outside what the notebook's server shows, or in a browser.

    Parameters
    ----------
    path
        The file, as it is now.
    text
        What the link says; by default that it saves a copy of the file.

    Raises
    ------
    Problem
        The file cannot be read.
    """
    file = Path(path)
    try:
        data = b64encode(file.read_bytes()).decode()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Problem(f"There is no copy of {str(file)!r} to save: {reason}.") from None
    kind = _KINDS.get(file.suffix.lower(), "application/octet-stream")
    return tag(
        "a",
        text or f"Save a copy of {file.name}",
        href=f"data:{kind};base64,{data}",
        download=file.name,
        # JupyterLab takes away what tells a link from text, and takes Enter on one for itself. The colour around it
        # can be read whatever is behind.
        style="color: inherit; text-decoration: underline",
        data_lm_suppress_shortcuts="true",
    )
