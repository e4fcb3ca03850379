"""On demand: in a browser, the large packages are fetched from the site when something first imports them.

The studio needs neither pandas nor matplotlib to open, so a page does not wait for them. Elsewhere they are
installed, and nothing here is used.
"""

import importlib.abc
import sys
from importlib.machinery import ModuleSpec, PathFinder

#: Whether this Python runs in a browser (Pyodide).
IN_BROWSER = sys.platform == "emscripten"

#: What is fetched when it is first imported.
PACKAGES = ("numpy", "pandas", "matplotlib", "pypdf")


class Fetcher(importlib.abc.MetaPathFinder):
    """Fetch a package before Python looks for it."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Return the package, fetched if need be; None for every other name."""
        if name not in PACKAGES:
            return None
        return PathFinder.find_spec(name) or self._fetched(name)

    @staticmethod
    def _fetched(name: str) -> ModuleSpec | None:
        import pyodide_js
        from pyodide.ffi import can_run_sync, run_sync

        if not can_run_sync():
            raise ModuleNotFoundError(
                f"run a cell that says  import {name}  first: this browser cannot fetch it by itself"
            )
        run_sync(pyodide_js.loadPackage(name))
        return PathFinder.find_spec(name)


def prepare() -> None:
    """Fetch on demand from now on, where Python runs in a browser."""
    if IN_BROWSER and not any(isinstance(finder, Fetcher) for finder in sys.meta_path):
        sys.meta_path.insert(0, Fetcher())
