"""Setting up: an environment is made anew only where it cannot be used."""

import pytest
import set_up as script


@pytest.fixture
def set_up(tmp_path, monkeypatch):
    monkeypatch.setattr(script, "PLACE", tmp_path / "a folder" / ".venv")
    script.PLACE.mkdir(parents=True)
    return script


def test_an_environment_of_this_folder_is_not_taken_for_that_of_another(set_up, tmp_path):
    told = set_up.PLACE / "pyvenv.cfg"
    assert not set_up.elsewhere()
    told.write_text(f"home = /usr/bin\ncommand = /usr/bin/python3 -m venv {set_up.PLACE}\n", "utf-8")
    assert not set_up.elsewhere()
    told.write_text(f"command = /usr/bin/python3 -m venv --upgrade-deps {tmp_path / 'für uns' / '.venv'}\n", "utf-8")
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
