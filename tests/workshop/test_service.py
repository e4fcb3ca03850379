"""What is revealed is what the rule allows, through the service and its store: random workshops, counted by hand."""

import asyncio
import json
import random

import attack
import pytest

from leadership_lib.workshop import instrument
from leadership_lib.workshop.people import digest
from leadership_lib.workshop.rounds import Refused
from leadership_lib.workshop.service import Service
from leadership_lib.workshop.store import Store

ITEMS = instrument.load().ids
GROUPS = ["GP", "Nurse", "Manager"]


@pytest.mark.parametrize("seed", range(12))
def test_a_release_is_a_table_over_blocks_and_never_changes(tmp_path, seed):
    dice = random.Random(seed)
    store = Store(tmp_path / "w.sqlite")
    service = Service(store)
    code, _, made = service.make("Lead", GROUPS, instrument.load(), 5 + seed % 3)
    made.result(10)
    service.move(code, "open").result(10)
    people, said, shown, released = {}, {}, [], []
    for number in (1, 2, 3):
        arrivals = [service.join(code, dice.choice(GROUPS)) for _ in range(dice.randint(2, 14))]
        for token, joined in arrivals:
            joined.result(10)
            people[token] = digest(token)
        for token, person in people.items():
            if dice.random() < 0.8:
                given = {item: dice.choice([*range(11), "unsure"]) for item in ITEMS}
                service.answer(code, token, number, given, f"{number}").result(10)
                said.setdefault(person, {})[number] = {
                    item: None if value == "unsure" else value for item, value in given.items()
                }
        try:
            service.move(code, "reveal").result(10)
        except Refused:
            break
        (row,) = store.read("SELECT body FROM release WHERE code = ? AND round = ?", code, number)
        body = json.loads(row["body"])
        settled = {bytes.fromhex(person): block for person, block in body["settled"].items()}
        assert set(settled) <= set(said)
        # A block shows what it was last taken over with: of each of its people the newest answer of until then.
        used = {p: max(given for given in said[p] if given <= body["taken"][settled[p]]) for p in settled}
        sizes = dict(body["shown"]["blocks"]) or {block: len(settled) for block in settled.values()}
        for whom in (settled, *([p for p in settled if settled[p] == block] for block in sizes)):
            shown.append((frozenset(whom), frozenset((p, used[p]) for p in whom)))
        for item, one in body["shown"]["items"].items():
            given = [said[person][used[person]][item] for person in settled]
            assert one["unsure"] == given.count(None)
            assert one["counts"] in (None, [given.count(v) for v in range(11)])
        released.append(body["shown"])
        # Whoever answers now is told, and counted nowhere.
        late, joined = service.join(code, "GP")
        joined.result(10)
        assert service.answer(code, late, number, {}, "").result(10)["late"] is True
        service.move(code, "next").result(10)
    assert service.state(code)["shown"] == released
    for tables in zip(*shown, strict=True):
        assert attack.support(tables, 5 + seed % 3) is None
    store.close()


def test_no_one_is_seen_to_move_alone(tmp_path):
    """Six of two groups; in round two five of one answer again, and one of the other."""
    store = Store(tmp_path / "w.sqlite")
    service = Service(store)
    code, _, made = service.make("Lead", GROUPS[:2], instrument.load())
    made.result(10)
    service.move(code, "open").result(10)
    people = [service.join(code, GROUPS[place % 2]) for place in range(12)]
    for token, joined in people:
        joined.result(10)
        service.answer(code, token, 1, dict.fromkeys(ITEMS, 2), "a").result(10)
    service.move(code, "reveal").result(10)
    service.move(code, "next").result(10)
    for token, _ in [people[0], *people[1:11:2]]:
        service.answer(code, token, 2, dict.fromkeys(ITEMS, 9), "b").result(10)
    service.move(code, "reveal").result(10)
    one, two = service.state(code)["shown"]
    gp, nurse = two["items"]["purpose"]["blocks"]
    assert gp == one["items"]["purpose"]["blocks"][0] == [6, 0, 0, 0]
    assert nurse == [1, 0, 5, 0]
    assert two["items"]["purpose"]["counts"] == [0, 0, 7, 0, 0, 0, 0, 0, 0, 5, 0]
    assert two["again"] == 5
    store.close()


def test_a_code_and_a_secret_are_of_one_workshop_alone(tmp_path):
    store = Store(tmp_path / "w.sqlite")
    service = Service(store)
    (one, secret, first), (two, _, second) = (service.make("Lead", GROUPS, instrument.load()) for _ in range(2))
    first.result(10)
    second.result(10)
    assert service.leads(one, secret)
    assert not service.leads(two, secret)
    assert not service.leads("zzzzzz", secret)
    token, joined = service.join(one, "GP")
    joined.result(10)
    assert service.group(one, token) == "GP"
    assert service.group(two, token) is None
    assert service.mine(two, token) == []
    store.close()


def test_a_fault_of_the_servers_own_is_no_fault_of_whoever_asks_and_is_logged(tmp_path, caplog):
    """An error in the code is told as such, with 500, and its traceback stands in the log without an address."""
    from tornado.httpclient import AsyncHTTPClient
    from tornado.testing import bind_unused_port

    from leadership_lib.workshop.web import application, holder_of, listening

    store = Store(tmp_path / "w.sqlite")
    service = Service(store)

    async def asked() -> tuple[int, str]:
        server = listening(application(service, holder_of("s")))
        socket, port = bind_unused_port()
        server.add_socket(socket)
        reply = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/j/bbbbbb", raise_error=False)
        server.stop()
        return reply.code, reply.body.decode()

    service.of = lambda code: {}["a key that is not there"]
    status, page = asyncio.run(asked())
    assert status == 500
    assert "Something went wrong here" in page
    assert "a key that is not there" not in page
    assert "KeyError" in caplog.text
    assert "127.0.0.1" not in caplog.text
    store.close()


async def _waited(service, code):
    from leadership_lib.workshop.handlers import Watch

    watch = Watch(service)
    await watch.beyond(code, "turn", 99, 0.05)
    async with asyncio.timeout(20):  # whoever went on looking would take longer
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})


def test_nobody_waits_so_nobody_looks_for_news(tmp_path):
    store = Store(tmp_path / "w.sqlite")
    service = Service(store)
    code, _, made = service.make("Lead", GROUPS, instrument.load())
    made.result(10)
    asyncio.run(_waited(service, code))
    store.close()
