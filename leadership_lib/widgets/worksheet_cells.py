"""Cells: which widget a cell of a notebook shows, and what it is given, told without running the cell."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.html import Markup
from leadership_lib.role.loading import case_ids
from leadership_lib.role.role import Role
from leadership_lib.teaching import case
from leadership_lib.teaching.case import Case
from leadership_lib.widgets.worksheets import SHEETS, Worksheet, unknown

#: Widgets that hand out a file, which paper cannot.
FILES = ("Backup", "Download")

#: What stands on paper where only a page that is worked in has something.
NOTHING = Worksheet("", Markup())


def worksheets(sources: Iterable[str]) -> Iterator[Worksheet | None]:
    """Give a worksheet for each cell that shows a widget, and None for every other.

    Parameters
    ----------
    sources
        The code of the cells of one notebook, in order: a role that one cell names is asked about in a later one.
    """
    names: dict[str, Any] = {}
    made: dict[str, ast.Call] = {}
    for source in sources:
        yield _shown(source, names, made)


def _shown(source: str, names: dict[str, Any], made: dict[str, ast.Call]) -> Worksheet | None:
    try:
        statements = ast.parse(source).body
    except SyntaxError:  # such as a line for the notebook and not for Python
        return None
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as call) if _widget(call):
                made[name] = call
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                names[name] = _value(value, names)
    match statements[-1:]:
        case [ast.Expr(value=ast.Name(id=name))] if name in made:
            return _sheet(made[name], names)
        case [ast.Expr(value=ast.Call() as call)] if _widget(call):
            return _sheet(call, names)
        case [ast.Expr(value=value)] if any(_is_entered(node, made) for node in ast.walk(value)):
            return NOTHING
    return None


def _is_entered(node: ast.AST, made: Mapping[str, ast.Call]) -> bool:
    """Tell whether this is what was entered into a widget: on paper nobody has entered anything."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr="value"):
            return name in made
    return False


def _widget(call: ast.Call) -> str | None:
    """Give the name of the widget that is made, if one is."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="ll"), attr=name):
            home = ll._HOMES.get(name, "")
            return name if name in SHEETS or home.startswith("widgets.") else None
    return None


def _sheet(call: ast.Call, names: Mapping[str, Any]) -> Worksheet:
    name = _widget(call)
    if name in FILES:
        return NOTHING
    given = [_value(argument, names) for argument in call.args]
    named = {word.arg: _value(word.value, names) for word in call.keywords if word.arg}
    return SHEETS[name](*given, **named) if name in SHEETS else unknown(name, *given)


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """Give what an expression means, as far as that can be told without running anything; else None."""
    with suppress(Problem, TypeError, KeyError, AttributeError):
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name):
                return names.get(name)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return [_value(item, names) for item in items]
            case ast.Dict(keys=keys, values=values):
                return {_value(k, names): _value(v, names) for k, v in zip(keys, values, strict=True) if k}
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return _value(left, names) + _value(right, names)
            case ast.Subscript(value=ast.Attribute(value=ast.Name(id="ll"), attr="cases"), slice=key):
                return case.load()[_value(key, names)]
            case ast.Call(func=ast.Attribute(value=ast.Name(id="ll"), attr="load_role"), args=[key]):
                known = _value(key, names)
                return case.read(known).as_found if known in case_ids() else None
            case ast.Call(func=ast.Attribute(value=ast.Name(id="ll"), attr="Role"), args=[], keywords=words):
                return Role().with_({word.arg: _value(word.value, names) for word in words})
            case ast.Call(func=ast.Attribute(value=start, attr="with_"), args=[facts]):
                return _value(start, names).with_(_value(facts, names))
            case ast.Attribute(value=start, attr=name) if isinstance(it := _value(start, names), Case | Role):
                return getattr(it, name)
    return None
