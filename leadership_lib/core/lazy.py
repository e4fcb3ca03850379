"""Lazy: a package whose names are loaded when they are first used (PEP 562), as the stub beside it lists them.

The stub is what an editor and a type checker read, so what they believe and what is there are one list.
"""

import re
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_LINE = re.compile(r"from (\S+) import (\w+) as (\w+)")


def face(package: str, file: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Make the ``__getattr__``, the ``__dir__`` and the ``__all__`` of a package.

    Parameters
    ----------
    package
        The package's ``__name__``.
    file
        Its ``__file__``; the stub stands beside it and says, a line each, which name comes from where.
    """
    stub = Path(file).with_suffix(".pyi").read_text("utf-8")
    homes = {found[3]: (found[1], found[2]) for found in map(_LINE.fullmatch, stub.splitlines()) if found}

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"{package} has no {name!r}")
        module, thing = homes[name]
        home = import_module(module)
        # A module that is used whole is no attribute of its package before it is imported.
        whole = hasattr(home, "__path__") and find_spec(f"{module}.{thing}")
        return import_module(f"{module}.{thing}") if whole else getattr(home, thing)

    names = sorted(homes)
    return load, lambda: names, names
