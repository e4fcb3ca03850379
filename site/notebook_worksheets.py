"""The worksheets of a notebook: its cells are run, and each widget that one of them shows is asked for its own."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from tempfile import TemporaryDirectory
from typing import Any

import ipywidgets

from leadership_lib.core.html import Markup
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.worksheets import Worksheet

#: What stands on paper where only a page that is worked in has something.
NOTHING = Worksheet("", Markup())


def worksheets(sources: Iterable[str], name: str = "notebook") -> list[Worksheet | None]:
    """Run the cells of a notebook, away from anyone's own work, and return the worksheet of each.

    Parameters
    ----------
    sources
        The code of the cells, in order.
    name
        What the notebook is called where a cell fails.

    Returns
    -------
    list of Worksheet or None
        An empty one where a cell shows what was entered, or hands out a file; None where it shows no widget.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    with _no_ones_work(), open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        return [_worksheet(source, f"{name}, cell {number}", names) for number, source in enumerate(sources, 1)]


@contextmanager
def _no_ones_work() -> Iterator[None]:
    """Keep work in an empty folder, so that nothing a person has kept gets onto paper, and nothing is left behind."""
    before = os.environ.get("LEADERSHIP_WORK")
    with TemporaryDirectory() as folder:
        os.environ["LEADERSHIP_WORK"] = folder
        try:
            yield
        finally:
            del os.environ["LEADERSHIP_WORK"]
            if before is not None:
                os.environ["LEADERSHIP_WORK"] = before


def _worksheet(source: str, where: str, names: dict[str, Any]) -> Worksheet | None:
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # such as a line for the notebook and not for Python
        return None
    last = statements.pop() if statements and isinstance(statements[-1], ast.Expr) else None
    exec(compile(ast.Module(statements, []), where, "exec"), names)
    if last is None:
        return None
    shown = eval(compile(ast.Expression(last.value), where, "eval"), names)
    if isinstance(shown, Form):
        return shown.worksheet()
    used = [names.get(node.id) for node in ast.walk(last) if isinstance(node, ast.Name)]
    entered = any(isinstance(one, Form) for one in used)
    return NOTHING if entered or isinstance(shown, ipywidgets.Widget) else None
