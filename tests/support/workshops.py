"""A workshop's server in a process of its own, and the people who come to it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.parse
from pathlib import Path

from leadership_lib.workshop import instrument, own_server, state
from leadership_lib.workshop.calls import ask

ROOT = Path(__file__).resolve().parents[2]
ITEMS = instrument.load().ids
GROUPS = ["GP", "Nurse", "Manager"]
FORM = "application/x-www-form-urlencoded"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_port() -> None:
    """Give the folder of work a port that no other test's server takes while its own server is gone."""
    state.keep(state.SERVER, {"port": free_port(), "address": own_server.ALONE, "secret": "of this test"})


class Served:
    """A server with one open workshop, and what people do with it."""

    def __init__(self, folder: Path, *options: str, **more):
        self.folder, self.port, self.options = folder, free_port(), options
        self.start()
        self.root = f"http://127.0.0.1:{self.port}"
        made = self.make(**more)
        self.code, self.secret = made["code"], made["secret"]
        self.lead("open", {})

    def start(self) -> None:
        command = [sys.executable, "-m", "leadership_lib.workshop", "serve", "--folder", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), *self.options],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))},
        )
        assert self.process.stdout.readline() == b"ready\n"

    def kill(self, sign: int = signal.SIGKILL) -> None:
        self.process.send_signal(sign)
        self.process.wait(20)
        self.process.stdout.close()

    def make(self, **more) -> dict:
        given = {"role": "Locality Clinical Lead", "groups": GROUPS, "instrument": instrument.load().to_dict()}
        right = {"Authorization": f"Bearer {state.read(state.SERVER, self.folder)['secret']}"}
        return ask(f"http://127.0.0.1:{self.port}/make", given | more, right).json

    def ask(self, method, path, body=None, **head):
        """Ask as a browser would; returns the status, the text and the headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        if isinstance(body, dict):
            body, head = json.dumps(body), {"Content-Type": "application/json"} | head
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in head.items()})
        reply = connection.getresponse()
        text = reply.read().decode("utf-8", "replace")
        connection.close()
        return reply.status, text, reply.headers

    def weigh(self, path, cookie, how) -> int:
        """Return how many bytes of a body come over the line."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        connection.request("GET", path, None, {"Cookie": cookie, "Accept-Encoding": how})
        size = len(connection.getresponse().read())
        connection.close()
        return size

    def join(self, group="GP") -> str:
        """Let someone in; returns the cookie."""
        form = urllib.parse.urlencode({"group": group})
        status, _, head = self.ask("POST", f"/j/{self.code}", form, Content_Type=FORM)
        assert status == 303
        return head["Set-Cookie"].split(";")[0]

    def send(self, cookie, value=5, number=1, sent="a", why="because"):
        """Send the same number for every item; returns the status and what was said."""
        body = dict.fromkeys(ITEMS, value) | {"why": why, "round": number, "sent": sent}
        status, text, _ = self.ask("POST", f"/w/{self.code}/answer", body, Cookie=cookie)
        return status, json.loads(text)

    def lead(self, path, body=None, secret=None):
        """Ask as the facilitator; returns the status and what was said."""
        method = "GET" if body is None else "POST"
        head = {"Authorization": f"Bearer {secret or self.secret}", "Accept": "application/json"}
        status, text, _ = self.ask(method, f"/lead/{self.code}/{path}", body, **head)
        return status, json.loads(text)

    def page(self, cookie, path="") -> str:
        return self.ask("GET", f"/w/{self.code}{path}", Cookie=cookie)[1]

    def state(self, after=-1, wait=0) -> dict:
        return json.loads(self.ask("GET", f"/w/{self.code}/state?after={after}&wait={wait}")[1])

    def fill(self, count=12, value=None) -> list[str]:
        """Let people of two groups join and answer; returns their cookies."""
        cookies = [self.join(GROUPS[i % 2]) for i in range(count)]
        for i, cookie in enumerate(cookies):
            assert self.send(cookie, i % 11 if value is None else value)[0] == 200
        return cookies

    def kept(self) -> bytes:
        """Return every byte of the store: the file, its log and its index."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("workshops.sqlite*")))
