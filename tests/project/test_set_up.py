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


@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_sees_every_package_and_a_log_gets_a_few_lines(set_up, monkeypatch, capsys, terminal):
    pip = set_up.PLACE / "python"
    pip.write_text(
        "#!/bin/sh\nfor n in $(seq 100); do if [ $n -gt 50 ]; then echo Processing ./$n.whl; else echo Collecting $n; fi; echo '  Using cached'; done\n"
        "echo Installing collected packages\necho Successfully installed\n"
    )
    pip.chmod(0o755)
    (set_up.PLACE / "lock").write_text("a==1\n" * 100)
    monkeypatch.setattr(set_up, "LOCK", set_up.PLACE / "lock")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    set_up.packages(pip)
    shown = capsys.readouterr().out
    assert shown.rstrip().endswith("packages: putting them into place")
    if terminal:
        assert shown.count("\n") == 1
        assert [f"{n} of at most 100" in shown for n in range(1, 101)] == [True] * 100
    else:
        assert "\r" not in shown
        figures = [line.split()[1] for line in shown.splitlines()]
        assert figures == ["1", "25", "50", "75", "100", "putting"]
