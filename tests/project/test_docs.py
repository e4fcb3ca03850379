"""The documentation: every public name stands in the reference, and every example in the guides is run."""

import doctest
import importlib.util
import re
from pathlib import Path

import pytest

import leadership_lib as ll

GUIDES = sorted((Path(__file__).parents[2] / "docs").glob("*.md"))


@pytest.fixture(scope="module")
def conf(root):
    spec = importlib.util.spec_from_file_location("docs_conf", root / "docs" / "conf.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_example_in_a_guide_comes_out_as_it_stands_there(guide):
    text = guide.read_text("utf-8").replace("```", "")
    test = doctest.DocTestParser().get_doctest(text, {}, guide.name, str(guide), 0)
    assert doctest.DocTestRunner().run(test).failed == 0


def test_every_public_name_is_in_the_reference(conf):
    page = conf.reference()
    for name in ll.__all__:
        thing = getattr(ll, name)
        full = thing.__name__ if type(thing).__name__ == "module" else f"leadership_lib.{name}"
        assert re.search(rf":: {re.escape(full)}$", page, re.MULTILINE), name


def test_the_reference_names_calls_that_there_are_and_nothing_that_a_module_only_imports(conf):
    page = conf.reference()
    calls = re.findall(r"``ll\.(\w+)\.(\w+)\(\)``", page)
    assert len(calls) > 10
    for name, call in calls:
        assert callable(getattr(getattr(ll, name), call)), f"{name}.{call}"
    assert "leadership_lib.framework.theory.spans" in page
    assert "leadership_lib.framework.theory.Any" not in page


def test_the_guides_name_calls_and_commands_that_there_are(root):
    commands = re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE)
    for guide in GUIDES:
        text = guide.read_text("utf-8")
        assert set(re.findall(r"make ([a-z-]+)[` ]", text)) <= {*commands}, guide.name
        assert set(re.findall(r"`ll\.(\w+)", text)) <= {*ll.__all__}, guide.name
    assert len(GUIDES) == 4
