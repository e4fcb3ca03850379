"""A supplement: one file from which a stranger makes the same tables, and a check that says what differs."""

import io
import json
import zipfile
from hashlib import sha256

import pandas as pd
import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.diagnosis import checks
from leadership_lib.research import verify_supplement, write_supplement
from leadership_lib.research.exchange import supplement


@pytest.fixture(scope="module")
def path(found, example, tmp_path_factory):
    mine = {"by_era": pd.DataFrame({"era": ["2017"], "roles": [4]})}
    folder = tmp_path_factory.mktemp("supplement")
    return write_supplement(found, folder / "s.zip", codes=example, tables=mine, seed=7, resamples=200)


def parts(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def rewritten(path, target, **changes: bytes | None):
    """The same file with parts changed, or left out."""
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in (parts(path) | changes).items():
            if content is not None:
                packed.writestr(name, content)
    return target


def test_nothing_differs_where_nothing_was_changed(path):
    checked = verify_supplement(path)
    assert checked.same
    assert checked.sentence.startswith("Nothing differs: no file was changed, and 9 tables come out the same")
    assert f"leadership-lib {ll.__version__}" in repr(checked)


def test_a_stranger_finds_data_tables_figures_methods_versions_and_settings(path, found, example):
    held = parts(path)
    table = pd.read_csv(io.BytesIO(held["tables/tally.csv"]), skiprows=7)
    assert table["met"].tolist() == found.tally()["met"].tolist()
    assert held["figures/fails_together.svg"].startswith(b"<?xml")
    methods = held["methods.md"].decode()
    for said in (
        f"{len(ll.cases)} descriptions",
        "39 questions",
        "200 resamples, seed 7",
        "3 coders coded 2 roles",
        "Krippendorff",
        "95%",
    ):
        assert said in methods
    assert "{" not in methods
    manifest = json.loads(held["manifest.json"])
    assert manifest["settings"] == {"confidence": 0.95, "resamples": 200, "seed": 7}
    assert {"Python", "numpy", "pandas", "made by", "roles (sha256)"} <= set(manifest)
    assert set(manifest["files"]) == set(held) - {"manifest.json"}
    assert str(path.parent).encode() not in b"".join(held.values())


def test_the_same_study_gives_the_same_bytes_and_another_seed_another_hash(path, found, tmp_path):
    first, second, other = (
        write_supplement(found, tmp_path / f"{n}" / "s.zip", resamples=100, seed=seed)
        for n, seed in enumerate((1, 1, 2))
    )
    assert first.read_bytes() == second.read_bytes()
    assert verify_supplement(first).hash == verify_supplement(second).hash != verify_supplement(other).hash


def test_what_was_changed_added_or_lost_is_named(path, tmp_path):
    changed = rewritten(path, tmp_path / "a.zip", **{"methods.md": b"x", "README.md": None, "more.txt": b"y"})
    checked = verify_supplement(changed)
    assert checked.changed == ("methods.md was changed", "more.txt was added", "README.md is missing")
    assert "It differs" in checked.sentence
    assert "methods.md was changed, more.txt was added and README.md is missing" in checked.sentence


def forged(path, target, name: str, old: bytes, new: bytes):
    """A part changed together with its hash, as by someone who knows how."""
    held = parts(path)
    assert old in held[name]
    content = held[name].replace(old, new, 1)
    manifest = json.loads(held["manifest.json"])
    manifest["files"][name] = sha256(content).hexdigest()
    return rewritten(path, target, **{name: content, "manifest.json": json.dumps(manifest).encode()})


def test_a_table_that_does_not_follow_from_the_data_is_found_though_its_hash_was_changed_too(path, tmp_path):
    line = next(
        line for line in parts(path)["tables/findings.csv"].splitlines() if b",not met,not met,not met" in line
    )
    better = line.replace(b",not met,not met,not met", b",met,met,met")
    checked = verify_supplement(forged(path, tmp_path / "f.zip", "tables/findings.csv", line, better))
    assert not checked.changed
    (said,) = checked.otherwise
    assert said.startswith("findings differs in 3 cells, first in row ")
    assert said.endswith("'met' then, 'not met' now")


def test_another_wording_of_the_questions_is_told(path, monkeypatch):
    monkeypatch.setattr(supplement, "framework_hash", lambda: "0" * 64)
    assert verify_supplement(path).otherwise == ("the questions are in other words",)


def test_a_version_that_judges_otherwise_is_told_with_the_table_and_the_cell(path, monkeypatch):
    one = checks.load()["purpose.higher"]
    kind = type(one)
    asked = kind.ask
    monkeypatch.setattr(
        kind, "ask", lambda self, role: asked(checks.load()["purpose.necessity"] if self is one else self, role)
    )
    assert any(said.startswith("findings differs") for said in verify_supplement(path).otherwise)


def test_what_is_no_supplement_is_refused_in_one_sentence(tmp_path, found, path):
    for content in (
        b"",
        b"PK\x03\x04",
        b"no zip",
        zipped_json({}),
        zipped_json({"files": 3, "settings": {}, "made by": ""}),
    ):
        (tmp_path / "x.zip").write_bytes(content)
        with pytest.raises(Problem, match=r"^'x.zip' is (not a supplement, or is )?damaged"):
            verify_supplement(tmp_path / "x.zip")
    with pytest.raises(Problem, match="cannot be read"):
        verify_supplement(tmp_path / "none.zip")
    with pytest.raises(Problem, match=r"end it in \.zip"):
        write_supplement(found, tmp_path / "x.csv")
    with pytest.raises(Problem, match="keep=True"):
        write_supplement(ll.diagnose_roles(ll.cases, keep=False), tmp_path / "x.zip")
    with pytest.raises(Problem, match=r"'\.\./x' is no name"):
        write_supplement(found, tmp_path / "x.zip", tables={"../x": found.tally()})


def zipped_json(manifest: dict) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
    return stream.getvalue()
