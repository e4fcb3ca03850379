"""How a workshop's server stands up to a room: everyone joins at once, answers at once, and waits for the reveal.

Over loopback, with the people in this process: on a machine of two processors both sides share them, so latencies are
upper bounds. Each person loads what a phone loads (door, form, style, script), sends one answer, and waits as the
page's script does. What was acknowledged is then looked up in the file.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from leadership_lib.workshop import instrument, state
from leadership_lib.workshop.calls import ask
from leadership_lib.workshop.people import digest

GROUPS = ("GP", "Nurse", "Manager")
ITEMS = instrument.load().ids
#: Seconds until a person counts as lost.
PATIENCE = 120


class Line:
    """One connection, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self.port, self.reader, self.writer = port, None, None

    async def ask(self, method: str, path: str, body: bytes = b"", **head: str) -> tuple[int, dict[str, str], bytes]:
        """Ask; returns the status, the headers and the body."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in head.items()]
        self.writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
        first, *rest = (await self.reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        told = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        text = b""
        if told.get("transfer-encoding") == "chunked":
            while size := int(await self.reader.readline(), 16):
                text += (await self.reader.readexactly(size + 2))[:-2]
            await self.reader.readline()
        else:
            text = await self.reader.readexactly(int(told.get("content-length", 0)))
        return int(first.split()[1]), told, text


class Room:
    """Everyone in one workshop, and what was measured."""

    def __init__(self, port: int, code: str, secret: str, people: int) -> None:
        self.port, self.code, self.people, self.lead = port, code, people, {"Authorization": f"Bearer {secret}"}
        self.joined, self.kept, self.boarded, self.seen = [], [], [], []
        self.told: dict[str, dict] = {}
        self.sent_at: dict[int, float] = {}
        self.revealed_at = 0.0
        self.answer_now, self.over = asyncio.Event(), asyncio.Event()

    async def person(self, number: int) -> None:
        """Join, load what a phone loads, answer when all do, and wait for the reveal."""
        line, base = Line(self.port), f"/w/{self.code}"
        began = time.monotonic()
        await line.ask("GET", f"/j/{self.code}")
        form, kind = f"group={GROUPS[number % 3]}".encode(), "application/x-www-form-urlencoded"
        status, told, _ = await line.ask("POST", f"/j/{self.code}", form, Content_Type=kind)
        assert status == 303, status
        cookie = told["set-cookie"].split(";")[0]
        status, _, _ = await line.ask("GET", base, Cookie=cookie, Accept_Encoding="gzip")
        assert status == 200, status
        for name in ("css", "js"):
            await line.ask("GET", f"/static/page.{name}", Accept_Encoding="gzip")
        self.joined.append(time.monotonic() - began)
        waiting = asyncio.create_task(self.wait())
        await self.answer_now.wait()
        values = {item: random.choice([*range(11), "unsure"]) for item in ITEMS}
        body = json.dumps(values | {"round": 1, "why": f"sentence {number}", "sent": str(number)}).encode()
        began = time.monotonic()
        status, _, text = await line.ask(
            "POST", f"{base}/answer", body, Cookie=cookie, Content_Type="application/json"
        )
        said = json.loads(text)
        assert status == 200, said
        self.kept.append(time.monotonic() - began)
        self.sent_at[said["version"]] = began
        self.told[cookie.split("=")[1]] = {k: None if v == "unsure" else v for k, v in values.items()}
        await waiting

    async def wait(self) -> None:
        """Wait as the page's script does."""
        line = Line(self.port)
        while True:
            _, _, text = await line.ask("GET", f"/w/{self.code}/state?after=1&wait=25")
            if json.loads(text).get("phase") == "revealed":
                self.seen.append(time.monotonic() - self.revealed_at)
                return

    async def board(self) -> None:
        """Follow the counts as the big screen does."""
        line, version = Line(self.port), -1
        while not self.over.is_set():
            path = f"/lead/{self.code}/board?after={version}&wait=1"
            version = json.loads((await line.ask("GET", path, **self.lead))[2])["version"]
            now = time.monotonic()
            for sent in [sent for sent in self.sent_at if sent <= version]:
                self.boarded.append(now - self.sent_at.pop(sent))

    async def run(self) -> None:
        """Let everyone in at once, answer at once, and reveal."""
        board, line = asyncio.create_task(self.board()), Line(self.port)
        people = [asyncio.create_task(self.person(number)) for number in range(self.people)]
        await self.until(lambda: len(self.joined) == self.people, people)
        await asyncio.sleep(0.5)
        self.answer_now.set()
        await self.until(lambda: len(self.kept) == self.people, people)
        await self.until(lambda: len(self.boarded) == self.people, people)
        self.revealed_at = time.monotonic()
        await line.ask("POST", f"/lead/{self.code}/reveal", b"{}", **self.lead)
        await asyncio.wait_for(asyncio.gather(*people), PATIENCE)
        self.over.set()
        await board

    async def until(self, reached, people) -> None:
        """Wait until something is reached, or someone failed."""
        end = time.monotonic() + PATIENCE
        while not reached() and time.monotonic() < end:
            for fault in (one.exception() for one in people if one.done()):
                if fault:
                    raise fault
            await asyncio.sleep(0.05)


def measured(people: int) -> str:
    """Serve one workshop, let the people in, and return a line of a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "leadership_lib.workshop", "serve", "--folder", name, "--port", "0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE)
        try:
            assert server.stdout.readline() == b"ready\n"
            known = state.read(state.SERVER, folder)
            root = f"http://127.0.0.1:{known['port']}"
            given = {"role": "Bench", "groups": GROUPS, "instrument": instrument.load().to_dict()}
            made = ask(f"{root}/make", given, {"Authorization": f"Bearer {known['secret']}"}).json
            ask(f"{root}/lead/{made['code']}/open", {}, {"Authorization": f"Bearer {made['secret']}"})
            room = Room(known["port"], made["code"], made["secret"], people)
            asyncio.run(room.run())
            seen = psutil.Process(server.pid)
            memory, spent = seen.memory_info().rss / 1e6, sum(seen.cpu_times()[:2])
            file = sqlite3.connect(folder / "workshops.sqlite")
            rows = dict(file.execute('SELECT person, "values" FROM answer'))
            file.close()
            lost = sum(json.loads(rows.get(digest(token), "null")) != values for token, values in room.told.items())
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
            server.stdout.close()
    figures = [pair(times) for times in (room.joined, room.kept, room.boarded, room.seen)]
    return f"| {people:,} | {' | '.join(figures)} | {memory:.0f} | {spent:.1f} | {lost + people - len(room.told)} |"


def pair(times: list[float]) -> str:
    """Return the median and the 95th percentile in milliseconds."""
    ordered = sorted(times) or [float("nan")]
    return " / ".join(f"{1000 * ordered[min(len(ordered) - 1, int(q * len(ordered)))]:,.0f}" for q in (0.5, 0.95))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="*", default=[40, 300, 1000])
    print(
        f"All at once; p50 / p95 in ms; load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."
    )
    columns = ("people", "joined", "kept", "on the board", "reveal seen", "MB", "CPU s", "lost")
    print(f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}", sep="\n")
    for count in parser.parse_args().people:
        print(measured(count), flush=True)
