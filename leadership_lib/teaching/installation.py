"""Is everything here? One look at the installation, with a tick or the exact remedy for each part."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import make_folder, work_folder
from leadership_lib.core.html import table, tag, wrap
from leadership_lib.core.pyodide import IN_BROWSER
from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts
from leadership_lib.teaching import case
from leadership_lib.teaching.backup import restoring

#: The oldest Python that the library runs on.
PYTHON = (3, 11)

_SET_UP = "close JupyterLab and run  make lab  again (with conda:  conda env update -f environment.yml)"


@dataclass(frozen=True)
class Part:
    """One part of the installation: whether it works, and what to do if not."""

    title: str
    works: bool
    remedy: str

    def __str__(self) -> str:
        return f"{'✓' if self.works else '✗'} {self.title}" + ("" if self.works else f": {self.remedy}")


class Installation(tuple[Part, ...]):
    """All parts of the installation."""

    __slots__ = ()

    @property
    def works(self) -> bool:
        """Whether every part works."""
        return all(part.works for part in self)

    @property
    def summary(self) -> str:
        """One sentence."""
        faulty = sum(not part.works for part in self)
        return f"{faulty} of {len(self)} parts need mending first." if faulty else "Everything works. You can go on."

    def __repr__(self) -> str:
        return "\n".join([*map(str, self), self.summary])

    def _repr_html_(self) -> str:
        states = {True: "✓ works", False: "✗ does not work"}
        rows = [(part.title, states[part.works], "" if part.works else part.remedy) for part in self]
        seen = table(["part", "state", "what to do"], rows, "The installation")
        return wrap(seen, tag("p", tag("b", self.summary)))


def _reads_data() -> bool:
    return all(map(concepts.load, concepts.COLLECTIONS)) and bool(checks.load()) and bool(case.load())


def _can_save() -> bool:
    return os.access(make_folder(work_folder()), os.W_OK)


def _is_whole() -> bool:
    return restoring.interrupted(work_folder()) is None


def _part(title: str, test: Callable[[], object], remedy: str) -> Part:
    try:
        return Part(title, bool(test()), remedy)
    except Problem as problem:
        return Part(title, False, str(problem))
    except (ImportError, OSError) as error:
        return Part(title, False, f"{remedy} ({error})")


def check_installation() -> Installation:
    """Look at every part of the installation."""
    newer = f"Python {'.'.join(map(str, PYTHON))} or newer"
    tests: dict[str, tuple[Callable[[], object], str]] = {
        newer: (lambda: sys.version_info >= PYTHON, f"install {newer}"),
        "Tables (pandas)": (partial(import_module, "pandas"), _SET_UP),
        "Pictures (matplotlib)": (partial(import_module, "matplotlib"), _SET_UP),
        "Controls (ipywidgets)": (partial(import_module, "ipywidgets"), _SET_UP),
        "The paper, the checks and the cases": (_reads_data, _SET_UP),
        "A folder for your work": (_can_save, f"allow writing to the folder {work_folder().parent.name}"),
    }
    # Where all is well there is nothing to read about it.
    if not _is_whole():
        tests["Your work, brought back"] = (_is_whole, "it was interrupted half way: go on in  ll.Backup()")
    # In a browser these are fetched when something needs them, and a look at them would make everyone wait.
    large = ("Tables (pandas)", "Pictures (matplotlib)") if IN_BROWSER else ()
    return Installation(_part(title, *test) for title, test in tests.items() if title not in large)
