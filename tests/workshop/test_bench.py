"""Where no server can run, a rehearsal runs in memory, and shows what a server's would."""

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.workshop import client

GROUPS = ("GP", "Nurse", "Manager")


def made(**more):
    return ll.Workshop("locality_clinical_lead", GROUPS, rehearsal=True, address="127.0.0.1", expected=40, **more)


@pytest.fixture
def alone(monkeypatch):
    """Workshops as they are in a browser."""
    monkeypatch.setattr(client, "IN_BROWSER", True)
    return made()


def two_rounds(workshop):
    workshop.open()
    counts = [workshop.rehearse(40)]
    workshop.reveal()
    first = workshop.rows()
    workshop.next()
    counts.append(workshop.rehearse())
    workshop.reveal()
    return counts, first, workshop.rows()


def test_it_shows_what_a_server_would_show(alone, monkeypatch):
    monkeypatch.setattr(client, "IN_BROWSER", False)
    served = made()
    assert not served.alone
    assert two_rounds(alone) == two_rounds(served)
    assert {**alone.board(), "shown": []}.keys() == served.board().keys()
    assert sorted(alone.sentences(1)) == sorted(served.sentences(1))


def test_it_says_that_nobody_can_join_and_runs_from_door_to_record_and_purge(alone, tmp_path):
    assert alone.alone
    assert "no one can join here" in repr(alone)
    assert "no one can join here" in alone._repr_html_()
    alone.close_door()
    assert alone.board()["door"] is False
    with pytest.raises(Problem, match="not yet open cannot reveal"):
        alone.reveal()
    two_rounds(alone)
    alone.release(alone.sentences()[:2])
    assert len(alone.board()["words"]) == 2
    alone.close()
    assert "This was a rehearsal" in alone.write_record(tmp_path / "record.md").read_text("utf-8")
    with pytest.raises(Problem, match="needs a server"):
        alone.type_in(1, "GP", {})
    alone.purge(alone.code)
    assert alone.rows() == ()
    assert alone.board()["joined"] == 0


def test_nothing_is_shown_of_too_few_and_a_real_workshop_is_refused(alone, monkeypatch):
    alone.open()
    alone.rehearse(4)
    with pytest.raises(Problem, match="fewer than 5"):
        alone.reveal()
    with pytest.raises(Problem, match="which a browser cannot be"):
        ll.Workshop("locality_clinical_lead")
