"""A role out of a case, an id, a file or itself, and in a sentence why none can be had of anything else."""

import pytest

import leadership_lib as ll
from leadership_lib import Problem, Role, RoleError
from leadership_lib.role.loading import case_ids


def test_the_ids_of_the_cases_are_those_of_the_collection():
    assert sorted(ll.cases.ids) == list(case_ids())


@pytest.mark.parametrize("which", case_ids())
def test_a_case_and_its_id_give_the_role_as_found(which):
    assert ll.load_role(which) == ll.load_role(ll.cases[which]) == ll.cases[which].as_found


def test_a_role_is_itself():
    role = Role(title="Lead")
    assert ll.load_role(role) is role


def test_whatever_has_a_role_as_found_will_do():
    class Post:
        title, as_found = "A post", Role(title="Lead")

    assert ll.load_role(Post()) is Post.as_found


def test_a_file_is_looked_for_where_python_was_started_and_then_in_the_folder_of_ones_work(tmp_path, monkeypatch):
    work, here = tmp_path / "work", tmp_path / "here"
    monkeypatch.setenv("LEADERSHIP_WORK", str(work))
    Role(title="Work").save(work / "mine.toml")
    here.mkdir()
    monkeypatch.chdir(here)
    assert ll.load_role("mine.toml").title == "Work"
    Role(title="Here").save(here / "mine.toml")
    assert ll.load_role("mine.toml").title == "Here"
    assert ll.load_role(work / "mine.toml").title == "Work"


def test_a_file_named_like_a_case_does_not_hide_it(tmp_path, monkeypatch):
    Role(title="Mine").save(tmp_path / "place_lead")
    monkeypatch.chdir(tmp_path)
    assert ll.load_role("place_lead") == ll.cases["place_lead"].as_found
    assert ll.load_role("./place_lead").title == "Mine"


@pytest.mark.parametrize("which", ["", "place lead", "locality_clinical_leed"])
def test_a_name_that_is_neither_lists_the_nearest_cases(which):
    with pytest.raises(Problem, match="is neither a file nor a case: ") as caught:
        ll.load_role(which)
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize("which", [None, 3, b"place_lead", ["place_lead"], {"title": "x"}, object()])
def test_anything_else_is_refused_in_a_sentence(which):
    with pytest.raises(Problem, match=r"is read from a case or a file, and .* is neither"):
        ll.load_role(which)


def test_a_file_that_is_no_role_is_named(tmp_path):
    path = tmp_path / "notes.toml"
    path.write_text("titel = 'Lead'", "utf-8")
    for given in (path, str(path)):
        with pytest.raises(RoleError, match=r"notes\.toml.*\n.*titel.*did you mean 'title'"):
            ll.load_role(given)
    with pytest.raises(RoleError, match=r"irectory|ermission"):
        ll.load_role(tmp_path)
