"""What learners read is spelt as we spell, and has none of the turns of phrase that we do not write."""

import json
import re

import prose
import pytest


def test_no_text_has_a_banned_turn():
    assert prose.found(list(prose.lines())) == []


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("Ask somebody who has done it.", "someone"),
        ("Nobody applies.", "no one"),
        ("A fund of 40,000 pounds a year", "£"),
        ("Are the demands owned up to?", "acknowledged"),
        ("Send an e-mail.", "email"),
    ],
)
def test_a_banned_turn_is_named_with_its_place_and_what_to_write(said, instead):
    (fault,) = prose.found([("data/a.toml", 7, said)])
    assert fault.startswith("data/a.toml:7: ")
    assert instead in fault


@pytest.mark.parametrize(
    "said", ["Someone who has done it", "nobody = 'a key of a table'", "A fund of £40,000 a year"]
)
def test_what_we_do_write_is_left_alone(said):
    assert prose.found([("data/a.toml", 7, said)]) == []


def test_of_a_notebook_only_what_people_wrote_is_looked_at(tmp_path):
    (tmp_path / "notebooks").mkdir()
    cells = [{"source": ["Ask someone.\n", "Then write."], "outputs": [{"text": ["somebody"]}]}]
    (tmp_path / "notebooks" / "a.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")
    assert [line for _, _, line in prose.lines(tmp_path)] == ["Ask someone.", "Then write."]


def test_every_notebook_for_learners_ends_with_what_comes_next_and_begins_with_a_scene(root):
    for name in ("00_start", "01_", "02_", "03_", "04_", "05_", "06_", "10_", "11_", "20_", "21_"):
        (path,) = (root / "notebooks").glob(f"{name}*.ipynb")
        cells = ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]
        assert any("**Next:**" in cell for cell in cells), path.name
        assert re.search(r"^\*[A-Z“].{60,}", cells[0].replace("\n", " ").replace("  ", "\n"), re.MULTILINE), path.name
