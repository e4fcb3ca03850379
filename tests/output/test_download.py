"""A link that carries a file, and what a notebook stores of it."""

import os

import pytest

from leadership_lib import Problem, Role
from leadership_lib.output import documents
from leadership_lib.output.download import link
from leadership_lib.widgets.download import Download


def test_a_link_carries_the_file_and_its_name_is_escaped(tmp_path):
    path = tmp_path / 'my <role> & "post".html'
    if os.name == "nt":
        path = tmp_path / "my role & post.html"
    path.write_bytes(b"<p>Lead</p>")
    made = link(path)
    assert "data:text/html;charset=utf-8;base64,PHA+TGVhZDwvcD4=" in made
    assert "<role>" not in made
    assert 'data-lm-suppress-shortcuts="true"' in made


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(Problem, match="no copy of"):
        Download(tmp_path / "role.docx")


def test_what_a_notebook_stores_of_a_download_is_the_files_name_whatever_is_in_it(tmp_path):
    path, stored = tmp_path / "role.docx", []
    for content in (b"one", b"two"):
        path.write_bytes(content)
        bundle = Download(path)._repr_mimebundle_()
        bundle.pop("application/vnd.jupyter.widget-view+json")
        stored.append(bundle)
    assert stored == [{"text/plain": "role.docx"}] * 2


def test_a_word_file_of_the_same_role_is_the_same_and_the_link_carries_it(tmp_path):
    one, two = (documents.write_description(Role(title="Lead"), tmp_path / n / "role.docx") for n in "ab")
    assert link(one) == link(two)
    assert Download(one).path == one
