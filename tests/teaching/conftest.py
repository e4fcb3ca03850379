"""A journal of a learner, in a folder of its own."""

from pathlib import Path

import pytest
from journals import ACTIVITIES, clock

from leadership_lib.teaching.journal.journal import Journal


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "folder" / "journal.toml"


@pytest.fixture
def journal(path) -> Journal:
    return Journal(path, clock=clock(), activities=ACTIVITIES)
