"""The same store in a real Postgres, which the test starts: several servers, one of them killed."""

import json
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest
from workshops import GROUPS, ITEMS, Served, free_port

from leadership_lib.workshop import state

BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)


def owner() -> dict:
    """Return as whom Postgres is run, which refuses to be anyone who may do everything."""
    if os.getuid():
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("left out: no user for Postgres here (Debian: apt-get install postgresql)")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@pytest.fixture(scope="module")
def database():
    """An empty database of its own, stopped and deleted afterwards."""
    if BIN is None:
        pytest.skip("left out: no Postgres here (Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="left out: psycopg is missing (pip install 'psycopg[binary]')")
    who, place, port = owner(), Path(tempfile.mkdtemp(prefix="pg")), free_port()
    try:
        if who:
            os.chown(place, who["user"], who["group"])
        quiet = {"cwd": place, "check": True, "capture_output": True, "timeout": 120, **who}
        subprocess.run(
            [BIN, "-D", place / "data", "-U", "workshop", "-A", "trust", "-E", "UTF8", "--no-sync"], **quiet
        )
        options = f"-p {port} -k {place} -c listen_addresses=127.0.0.1 -c max_connections=40"
        control = [BIN.with_name("pg_ctl"), "-D", place / "data", "-w"]
        subprocess.run([*control, "-l", place / "log", "-o", options, "start"], **quiet | {"capture_output": False})
        yield f"postgresql://workshop@127.0.0.1:{port}/postgres", control, quiet
        subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def test_two_servers_and_one_database(database, tmp_path):
    one = Served(tmp_path / "one", "--database", database[0])
    two = Served(tmp_path / "two", "--database", database[0])
    try:
        two.code, two.secret = one.code, one.secret
        cookies = one.fill(6) + two.fill(6)
        assert one.lead("board")[1]["answered"] == 12
        told = []
        waiting = threading.Thread(target=lambda: told.append(two.state(after=1, wait=20)))
        waiting.start()
        one.kill()
        assert two.send(cookies[0], 10, sent="b")[0] == 200
        assert two.lead("reveal", {})[0] == 200
        waiting.join(30)
        assert told[0]["phase"] == "revealed"
        assert two.state()["shown"][0]["n"] == 12
        one.start()
        assert one.state()["shown"] == two.state()["shown"]
        assert one.lead("text", {"text": [["Purpose", "\x00 \ud800"]]})[0] == 200
        assert "Read the role" in two.page(cookies[0])
        assert one.lead("vote/ask", {"options": ["a", "b"]})[0] == 200
        for place, cookie in enumerate(cookies):
            served = two if place % 2 else one
            assert served.ask("POST", f"/w/{one.code}/vote", {"dot1": "1"}, Cookie=cookie)[0] == 200
        assert two.lead("vote/show", {})[0] == 200
        assert one.state()["polls"]["vote"]["result"] == {"n": 12, "dots": [0, 12]}
        sheet = dict.fromkeys(ITEMS, 4) | {"sheet": "7", "group": GROUPS[0], "round": 1}
        assert one.lead("paper", sheet | {"sheet": "\x007"})[0] in (200, 400)
        assert one.lead("purge", {"code": one.code})[0] == 200
        assert two.ask("GET", f"/w/{one.code}/state")[0] == 404
    finally:
        for served in (one, two):
            if served.process.poll() is None:
                served.kill()


def test_the_database_is_started_again_in_the_middle(database, tmp_path):
    address, control, quiet = database
    served = Served(tmp_path / "three", "--database", address)
    try:
        cookies = served.fill(6)
        subprocess.run([*control, "-m", "immediate", "restart"], **quiet | {"capture_output": False})
        statuses = [served.send(cookies[0], 9, sent=f"b{i}")[0] for i in range(3)]
        assert statuses[-1] == 200  # whoever insists, as the page does, is kept
        mine = served.ask("GET", f"/w/{served.code}/mine", Cookie=cookies[1], Accept="application/json")[1]
        assert json.loads(mine)["answers"][0]["values"]["purpose"] == 1
        assert state.read(state.SERVER, served.folder)
    finally:
        served.kill()
