"""Download: a file, shown as a link that saves a copy of it."""

import os
from pathlib import Path

import ipywidgets

from leadership_lib.core.errors import needed
from leadership_lib.output.download import link


class Download(ipywidgets.HTML):  # type: ignore[misc]  # ipywidgets has no types
    """Show a link that saves a copy of a file, in JupyterLab and in the browser edition alike.

    It is a widget, not HTML in the notebook: what a notebook stores of it is the file's name alone. A Word file's
    bytes depend on how the computer compresses, and would make every stored notebook long and another each time.

    Parameters
    ----------
    path
        The file; what is saved is what is in it now.

    Raises
    ------
    Problem
        The file cannot be read.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> ll.Download(ll.write_description(role, "my_work/role.docx"))  # doctest: +SKIP
    """

    def __init__(self, path: str | os.PathLike[str]):
        self.path = Path(needed(path, str | os.PathLike, "A download needs the path of a file"))
        super().__init__(value=link(self.path))

    def __repr__(self) -> str:
        return self.path.name
