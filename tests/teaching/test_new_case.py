"""A case of one's own, made without Python: a form, and a review that names every gap in it."""

import dataclasses
import os
import re
import subprocess
import sys
import tomllib

import case as case_tool
import data_dictionary
import nbformat
import pytest

import leadership_lib as ll
from leadership_lib.role.role import fact_paths
from leadership_lib.teaching import case
from leadership_lib.teaching.case_review import HOW_MANY


def make_case(root, folder, name):
    command = [sys.executable, root / "tools" / "case.py", name]
    return subprocess.run(command, env=os.environ | {"LEADERSHIP_WORK": str(folder)}, capture_output=True, text=True)


def test_a_form_is_made_once_and_then_every_gap_in_it_is_named(root, tmp_path):
    first = make_case(root, tmp_path, "practice_manager")
    assert first.returncode == 0
    assert "practice_manager.case.toml" in first.stdout
    form = tmp_path / "practice_manager.case.toml"
    form.write_text(form.read_text("utf-8").replace('title = ""', 'title = "The practice manager"', 1), "utf-8")
    second = make_case(root, tmp_path, "practice_manager")
    assert second.returncode == 1
    assert "Traceback" not in second.stderr
    assert str(form) in second.stderr
    assert 'summary: found ""; still empty; write some text' in second.stderr
    assert 'questions[3]: found ""; still empty; write it, or delete the line' in second.stderr
    assert "- title" not in second.stderr
    assert "The practice manager" in form.read_text("utf-8")
    assert not (root / "data" / "cases" / "practice_manager.toml").exists()


def test_nothing_in_the_form_passes_for_something_written(root):
    """But for the sentence that says what is invented, which is true of every case."""
    text = (root / "data" / "templates" / "case.toml").read_text("utf-8")
    with pytest.raises(case.CaseError) as caught:
        case.Case.from_dict({"id": "x", **tomllib.loads(text)})
    # In a role an empty line holds the place of a fact, so what a case cannot do without is asked for by the review.
    named = {fault.key for fault in caught.value.faults} | {f"as_found.{key}" for key in data_dictionary.ALWAYS}
    leaves = {key for key, value in leaves_of(tomllib.loads(text)) if value in ("", 0)}
    assert leaves == named
    assert [key for key, value in leaves_of(tomllib.loads(text)) if value not in ("", 0)] == ["invented"]


def leaves_of(value, key=""):
    """Give every plain value in a table, with its key as a fault names it."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from leaves_of(inner, f"{key}.{name}" if key else name)
        case list():
            for number, inner in enumerate(value, 1):
                yield from leaves_of(inner, f"{key}[{number}]")
        case _:
            yield key, value


def test_the_form_has_as_many_places_as_are_needed_and_says_how_many_there_may_be(root):
    text = (root / "data" / "templates" / "case.toml").read_text("utf-8")
    form = tomllib.loads(text)
    for key, (least, most) in HOW_MANY.items():
        assert len(form[key]) == least, key
        before = re.split(rf"^(?:\[\[{key}\]\]|{key} = )", text, maxsplit=1, flags=re.MULTILINE)[0]
        assert f"{least} to {most}" in before[before.rindex("\n\n") :], key


def test_the_form_has_a_line_for_every_fact_and_each_is_one_when_it_is_uncommented(root):
    text = (root / "data" / "templates" / "case.toml").read_text("utf-8")
    bare = re.sub(r"^# ", "", text, flags=re.MULTILINE)
    assert all(f"\n[as_found.{path.rpartition('.')[0]}]\n" in text for path in fact_paths() if "." in path)
    filled = re.sub(r"^(\w+ =) {4}", r"\1 0    ", bare, flags=re.MULTILINE)
    role = tomllib.loads(filled)["as_found"]
    for path in fact_paths():
        value = role
        for name in path.split("."):
            value = value[name]
        assert value in ("", 0, [""]) or isinstance(value[0], dict), path


def test_form_and_dictionary_are_those_of_the_facts():
    for path, marks, between in (
        (data_dictionary.README, data_dictionary.TABLE, data_dictionary.dictionary()),
        (data_dictionary.FORM, data_dictionary.LINES, data_dictionary.form()),
    ):
        text = path.read_text("utf-8")
        assert data_dictionary.renewed(text, marks, between) == text, f"{path.name}: run make dictionary"


def test_a_draft_is_told_what_its_steps_move_before_all_of_it_is_written(root, tmp_path):
    draft = tmp_path / "half_written.case.toml"
    draft.write_text(
        'title = ""\n[as_found]\ntitle = "Practice Director"\nlayer = "pcn"\n'
        '[[redesign]]\ntitle = "A truer title"\n[redesign.facts]\ntitle = "Practice Lead"\n'
        "[[redesign]]\n[redesign.facts.appointment]\nlength_months = 24\n",
        "utf-8",
    )
    made = make_case(root, tmp_path, "half_written")
    assert made.returncode == 1
    assert "As found: 39 not stated." in made.stdout
    assert "1. A truer title\n   influence.truer_title: not stated -> met, because of Title\n" in made.stdout
    assert "2. (no title yet): No finding moved.\n   (no check reads appointment.length_months)\n" in made.stdout
    assert "After the redesign: 1 met, 38 not stated.\n   not stated: purpose.higher, " in made.stdout
    assert 'title: found ""' in made.stderr


def test_a_case_that_is_there_already_is_looked_at_again(root, tmp_path):
    made = make_case(root, tmp_path, "locality_clinical_lead")
    assert made.returncode == 0, made.stderr
    assert "As found: " in made.stdout
    assert "Nothing is missing in data/cases/locality_clinical_lead.toml" in made.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", "Practice Manager", "../x"])
def test_a_name_that_will_not_do_is_refused_with_an_example(root, tmp_path, name):
    made = make_case(root, tmp_path, name)
    assert made.returncode == 1
    assert "NAME=practice_manager" in made.stderr
    assert not list(tmp_path.iterdir())


def test_the_form_asks_for_everything_that_a_case_has(root):
    text = (root / "data" / "templates" / "case.toml").read_text("utf-8")
    form = tomllib.loads(re.sub(r"^# (?=\[+(?:later|second)|(?:when|questions) = )", "", text, flags=re.MULTILINE))
    assert set(form) == {field.name for field in dataclasses.fields(case.Case)} - {"id"}


def test_the_notebook_of_a_case_is_that_of_the_template():
    made = [entry for entry in ll.notebooks if entry.id.startswith("cases/")]
    assert {entry.case for entry in ll.notebooks if entry.case} == set(ll.cases.ids)
    for entry in made:
        stored = nbformat.read(case_tool.path_of(entry), as_version=4)
        assert case_tool.sources(stored) == case_tool.sources(case_tool.notebook_of(entry)), (
            f"{entry.id}: run make notebooks"
        )
