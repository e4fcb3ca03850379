"""The front door: every public name is there, under one name, and an editor knows what it is."""

import ast
from importlib import import_module

import pytest

import leadership_lib as ll
from leadership_lib.core.collection import Collection


@pytest.fixture(scope="module")
def stub(root) -> ast.Module:
    return ast.parse((root / "leadership_lib" / "__init__.pyi").read_text("utf-8"))


def test_an_editor_completes_every_public_name_and_no_other(stub):
    handed_on = {
        alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names if alias.asname
    }
    declared = {node.target.id for node in stub.body if isinstance(node, ast.AnnAssign)}
    assert handed_on | declared - {"__version__"} == set(ll.__all__)
    assert not handed_on & declared


def test_what_an_editor_believes_is_what_is_there(stub):
    for node in stub.body:
        match node:
            case ast.ImportFrom(module=module, names=names):
                for alias in names:
                    if alias.asname:
                        home = import_module(module)
                        there = getattr(home, alias.name, None) or import_module(f"{module}.{alias.name}")
                        assert getattr(ll, alias.asname) is there, alias.asname
            case ast.AnnAssign(target=target, annotation=ast.Subscript(slice=ast.Name(id=kind))):
                collection = getattr(ll, target.id)
                assert isinstance(collection, Collection)
                assert {type(record).__name__ for record in collection} == {kind}, target.id


def test_every_public_function_and_class_says_what_it_is():
    silent = [
        name for name in ll.__all__ if callable(getattr(ll, name)) and not (getattr(ll, name).__doc__ or "").strip()
    ]
    assert silent == []


def test_a_name_that_is_not_there_is_refused_as_python_does():
    with pytest.raises(AttributeError, match="has no 'diagnoze'"):
        ll.diagnoze  # noqa: B018


def test_what_is_offered_is_what_is_there():
    assert dir(ll) == sorted(ll.__all__)
    assert all(getattr(ll, name) is not None for name in dir(ll))
