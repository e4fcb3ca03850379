"""What `make check` says: everything that is wrong in the data at once, in words, and which stored notebooks are old."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from leadership_lib.teaching.data_review import review_data


def test_nothing_is_wrong_in_the_data():
    assert "\n".join(map(str, review_data())) == ""


@pytest.fixture
def project(root, tmp_path):
    """A copy of the project that a test may spoil."""
    for folder in ("leadership_lib", "data", "tools", "notebooks"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_*"))
    return tmp_path


def run(project, *command):
    env = os.environ | {"PYTHONPATH": str(project), "LEADERSHIP_WORK": str(project / "my_work")}
    done = subprocess.run([sys.executable, *command], cwd=project, env=env, capture_output=True, encoding="utf-8")
    assert "Traceback" not in done.stderr, done.stderr
    return done


def change(path, *pairs):
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def test_everything_wrong_in_several_files_is_said_at_once_with_file_key_and_reason(project):
    change(
        project / "data" / "cases" / "place_lead.toml",
        ('era = "2026"', "era = 2026"),
        ('sources = ["Conf-CCPL", "NHSP-CL"]', 'sources = ["MyPaper26", "NHSP-CL"]'),
        ("able_to = ", "able_too = "),
        ('"54 to 60: ', '"55 to 60: '),
    )
    change(
        project / "data" / "exercises" / "layers.toml",
        ('verdict = "best"', 'verdict = "bets"'),
    )
    titles = project / "data" / "exercises" / "titles.toml"
    titles.write_text(
        titles.read_text("utf-8") + '\n[made_at_two]\ntitle = "x"\nscene = "x"\nquestion = "x"\ndifficulty = 9\n'
        'propositions = ["P99"]\nchoices = [{ id = "a", text = "a", verdict = "not here", feedback = "x" }]\n',
        "utf-8",
    )
    rules = sorted((project / "data" / "description").glob("post.toml"))[0]
    change(rules, ("matches = [", 'matches = ["Nothing at all.", '))
    change(project / "data" / "workshop" / "kit.toml", ('= "', '= "Here here '))
    said = run(project, "tools/check.py")
    assert said.returncode == 1
    for file, key, reason in (
        ("cases/place_lead.toml", "era", 'it wants quotation marks: "2026"'),
        ("cases/place_lead.toml", "facts[1].sources[1]", "add a table [MyPaper26] to data/framework/sources.toml"),
        ("cases/place_lead.toml", "able_too", "did you mean 'able_to'"),
        ("cases/place_lead.toml", "facilitator.notes[6]", "it begins at minute 54"),
        ("exercises/layers.toml", "verdict", "allowed is one of best, defensible, not here"),
        ("exercises/layers.toml", "choices", "at least one answer fits best"),
        ("exercises/titles.toml", "[made_at_two] difficulty", "allowed is 1 to 3"),
        ("exercises/titles.toml", "[made_at_two] propositions[1]", "P"),
        ("exercises/titles.toml", "[made_at_two] choices", "at least two are needed"),
        ("exercises/titles.toml", "[made_at_two] choices", "at least one answer fits best"),
        ("description/post.toml", "matches[1]", "the rule does not find it"),
        ("workshop/kit.toml", "", "a word twice"),
    ):
        part = re.search(rf"^data/{re.escape(file)}: .*?(?=\n\n|\Z)", said.stdout, re.MULTILINE | re.DOTALL)
        assert part, f"nothing is said of {file}:\n{said.stdout}"
        lines = [line for line in part[0].splitlines() if key in line and reason in line]
        assert lines, f"{file}, {key}, {reason}:\n{part[0]}"


def test_a_framework_that_cannot_be_read_is_said_first_and_alone(project):
    change(project / "data" / "framework" / "sentences.toml", ("count = ", "count = 99 # "))
    change(project / "data" / "cases" / "place_lead.toml", ('era = "2026"', "era = 2026"))
    said = run(project, "tools/check.py")
    assert said.returncode == 1
    assert "data/framework/sentences.toml: 1 thing to put right" in said.stdout
    assert "cases/" not in said.stdout


def outdated(project):
    # Without the review of all data, which takes longest and is tested above.
    found = run(project, "-c", "import sys; sys.path.insert(0, 'tools'); import check; print(*check.outdated())")
    return set(found.stdout.split())


def test_a_corrected_sentence_names_the_notebooks_that_show_the_case_and_storing_one_renews_it(project):
    assert outdated(project) == set()
    case = project / "data" / "cases" / "place_lead.toml"
    change(case, ("busy making itself smaller", "busy shrinking"))
    shown = "notebooks/cases/place_lead.ipynb"
    old = outdated(project)
    said = run(project, "tools/check.py")
    assert said.returncode == 1
    assert set(re.findall(r"^  - (notebooks/\S+)$", said.stdout, re.MULTILINE)) == old
    assert {shown, "notebooks/12_find_a_role_like_yours.ipynb"} <= old
    assert "notebooks/cases/lmc_officer.ipynb" not in old
    assert run(project, "tools/store_notebooks.py", shown).returncode == 0
    assert outdated(project) == old - {shown}
    assert "busy shrinking" in (project / shown).read_text("utf-8")


def test_a_new_case_finds_its_way_into_everything_that_lists_cases(project):
    """As CONTRIBUTING tells it: the form, written; the command; and then what is to be renewed."""
    assert run(project, "tools/case.py", "another_place").returncode == 0
    form = project / "my_work" / "another_place.case.toml"
    written = (project / "data" / "cases" / "place_lead.toml").read_text("utf-8")
    written = written.replace("The clinical and care professional lead of a place", "The lead of another place")
    # A case that cites neither P32 nor P51, which the template of its notebook cites.
    form.write_text(written.replace('"P32", ', "").replace('"P51", ', ""), "utf-8")
    made = run(project, "tools/case.py", "another_place")
    assert "Nothing is missing. The case is in data/cases/another_place.toml now." in made.stdout, made.stderr
    mine = "notebooks/cases/another_place.ipynb"
    assert {mine, "notebooks/12_find_a_role_like_yours.ipynb"} <= outdated(project)
    said = run(
        project,
        "-c",
        "import leadership_lib as ll; print(ll.gallery()); print(*ll.notebooks.ids);"
        "print(*ll.notebooks['cases/another_place'].propositions);"
        "found = ll.Finder(); found.edit([('reach', 'place'), ('paid_by', 'NHS body')]);"
        "print('Found:', *(it.id for it in found.cases))",
    ).stdout
    assert "The lead of another place, 2026 (50 minutes): Everyone signed the care plan, so who uses it?" in said
    assert "cases/another_place" in said
    assert "another_place" in said.partition("Found:")[2].split()
    assert {"P32", "P51"} <= set(re.findall(r"P\d\d", said))
