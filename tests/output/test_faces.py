"""Figures and documents are loaded when they are used, each by itself; an editor knows all of them."""

import ast
import json
import subprocess
import sys

import pytest

import leadership_lib as ll

PACKAGES = ("figures", "documents")


@pytest.mark.parametrize("package", PACKAGES)
def test_an_editor_completes_what_is_there_and_nothing_else(root, package):
    stub = ast.parse((root / "leadership_lib" / "output" / package / "__init__.pyi").read_text("utf-8"))
    told = {(node.module, alias.name) for node in stub.body for alias in node.names}
    face = getattr(ll, package)
    assert {name for _, name in told} == set(face.__all__) == set(dir(face))
    assert {(getattr(face, name).__module__, name) for name in face.__all__} == told


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_is_called_like_what_it_offers(root, package):
    modules = {path.stem for path in (root / "leadership_lib" / "output" / package).glob("*.py")}
    assert not modules & set(getattr(ll, package).__all__)


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_not_there_is_refused_as_python_does(package):
    with pytest.raises(AttributeError, match="has no 'pie_chart'"):
        getattr(ll, package).pie_chart  # noqa: B018


def test_only_what_is_used_is_loaded():
    steps = (
        "from leadership_lib.output import documents, figures",
        "figures.at_a_glance",
        "documents.write_description",
    )
    said = "print(json.dumps([m[22:] for m in sys.modules if m.startswith('leadership_lib.output.') and m.count('.') > 2]))"
    code = "\n".join(["import json, sys", *(f"{step}\n{said}" for step in steps)])
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    nothing, glance, description = map(json.loads, run.stdout.splitlines())
    assert nothing == []
    drawn = {"overview", "bars", "frame"}
    assert {name.partition(".")[2] for name in glance if name.startswith("figures.")} == drawn
    assert "drawing.printed" not in glance
    written = {"content", "description", "lines", "together", "wording", "writing"}
    assert {name.partition(".")[2] for name in description if name.startswith("documents.")} == written
