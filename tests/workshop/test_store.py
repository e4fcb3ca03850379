"""The store: kept before it is said, one fault takes no one else's change along, and what was deleted is gone."""

import pytest

from leadership_lib.workshop import instrument
from leadership_lib.workshop.rounds import Refused
from leadership_lib.workshop.service import Service
from leadership_lib.workshop.store import Store


@pytest.fixture
def file(tmp_path):
    return tmp_path / "w.sqlite"


def bytes_of(file) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.glob("w.sqlite*"))


def test_a_fault_takes_no_one_elses_change_along(file):
    store = Store(file)
    service = Service(store)
    code, _, made = service.make("Lead", ["GP"], instrument.load())
    made.result(10)
    futures = []
    for number in range(30):
        _, kept = service.join(code, "GP" if number % 3 else "Nobody")
        futures.append(kept)
    faults = [kept.exception(10) for kept in futures]
    assert sum(isinstance(fault, Refused) for fault in faults) == 10
    assert store.read("SELECT count(*) AS n FROM person")[0]["n"] == 20
    store.close()


def test_what_was_deleted_is_gone_at_the_next_start_after_a_kill_in_between(file):
    """The file and its log are looked at byte by byte; so that the log is full, nothing is closed before."""
    store = Store(file)
    service = Service(store)
    code, _, made = service.make("A role with a telling title", ["GP"], instrument.load())
    made.result(10)
    service.move(code, "open").result(10)
    for number in range(40):
        token, joined = service.join(code, "GP")
        joined.result(10)
        service.answer(code, token, 1, {"why": f"a telling sentence {number}"}, "").result(10)
    assert b"a telling sentence 39" in bytes_of(file)
    service.purge(code).result(10)
    assert b"a telling sentence 39" in bytes_of(file)  # in the log, until the file is scrubbed
    another = Store(file)
    assert b"a telling" not in bytes_of(file)
    assert another.read("SELECT count(*) AS n FROM workshop")[0]["n"] == 0
    for one in (another, store):
        one.close()


def test_a_store_that_cannot_be_written_says_so_and_goes_on_when_it_can(file):
    store = Store(file)

    def fails(_):
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        store.write(fails).result(10)
    assert store.write(lambda db: db.rows("SELECT 1 AS n")).result(10) == [{"n": 1}]
    store.close()
