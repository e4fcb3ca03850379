"""Setting up: an environment is made anew only where it cannot be used."""

import subprocess
import sys

import pytest
import set_up as script


@pytest.fixture
def set_up(tmp_path, monkeypatch):
    monkeypatch.setattr(script, "PLACE", tmp_path / "a folder" / ".venv")
    script.PLACE.mkdir(parents=True)
    return script


def test_an_environment_of_this_folder_is_not_taken_for_that_of_another(set_up, tmp_path, monkeypatch):
    assert not set_up.elsewhere()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", set_up.PLACE], check=True)
    assert not set_up.elsewhere()
    (tmp_path / "a folder").rename(tmp_path / "für uns")
    monkeypatch.setattr(set_up, "PLACE", tmp_path / "für uns" / ".venv")
    assert set_up.elsewhere()


def test_a_python_that_is_gone_is_noticed(set_up):
    gone = set_up.PLACE / "python"
    assert not set_up.runs(gone)
    gone.symlink_to(set_up.PLACE / "nowhere")
    assert not set_up.runs(gone)


def test_no_python_of_somebody_leans_into_it(set_up, monkeypatch):
    for name in ("PYTHONPATH", "PYTHONOPTIMIZE", "PIP_TARGET", "PYTHONHOME"):
        monkeypatch.setenv(name, "1")
    assert set_up.surroundings().keys().isdisjoint({"PYTHONPATH", "PYTHONOPTIMIZE", "PIP_TARGET", "PYTHONHOME"})
