"""The door on one machine: ``python -m leadership_lib.workshop``, or ``make workshop``."""

import argparse
import asyncio
import secrets
import signal
import socket
import sys
from pathlib import Path

from tornado.netutil import bind_sockets

from leadership_lib.core.folders import make_folder
from leadership_lib.workshop import state
from leadership_lib.workshop.service import Service
from leadership_lib.workshop.stores import opened
from leadership_lib.workshop.web import application, holder_of, listening

#: Where to look for a port that is free, when none was used before.
PORTS = range(8810, 8830)


def _bound(address: str, ports: list[int]) -> tuple[list[socket.socket], int]:
    for port in ports:
        try:
            sockets = bind_sockets(port, address, family=socket.AF_INET, backlog=2048)
            return sockets, sockets[0].getsockname()[1]
        except OSError:
            continue
    sys.exit(f"No port is free at {address} (tried {ports[0]} to {ports[-1]}). Is the workshop running already?")


async def serve(wanted: argparse.Namespace) -> None:
    """Serve until told to stop."""
    place = make_folder(Path(wanted.folder) if wanted.folder else state.folder())
    before = state.read(state.SERVER, place)
    # The port of before first: it stands in the codes that people have scanned.
    ports = [wanted.port] if wanted.port is not None else list(dict.fromkeys([before.get("port", PORTS[0]), *PORTS]))
    sockets, port = _bound(wanted.address, ports)
    store = opened(wanted.database or place / "workshops.sqlite")
    secret = before.get("secret") or secrets.token_urlsafe(24)
    state.keep(state.SERVER, {"port": port, "address": wanted.address, "secret": secret}, place)
    stop = asyncio.Event()
    server = listening(
        application(Service(store), holder_of(secret), wanted.root.rstrip("/"), wanted.secure, stop.set)
    )
    server.add_sockets(sockets)
    await until_told(stop)
    server.stop()
    store.close()


async def until_told(stop: asyncio.Event) -> None:
    """Say that the server is ready, and wait until it is to stop."""
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(sign, stop.set)
        except NotImplementedError:  # Windows: Ctrl+C ends it in its own way
            signal.signal(sign, lambda *_: loop.call_soon_threadsafe(stop.set))
    print("ready", flush=True)
    await stop.wait()


def main() -> None:
    """Read the command line; without ``serve``, lead a workshop from the terminal."""
    parser = argparse.ArgumentParser(prog="python -m leadership_lib.workshop", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="serve workshops until stopped")
    serving.add_argument("--folder", help="where the state is kept; by default the folder of your work")
    serving.add_argument("--database", help="another file, or postgresql://...")
    serving.add_argument("--address", default="127.0.0.1", help="0.0.0.0 lets phones of the room in")
    serving.add_argument("--port", type=int)
    serving.add_argument("--root", default="", help="where it stands behind a proxy, such as /workshop")
    serving.add_argument("--secure", action="store_true", help="people reach it by https")
    leading = commands.add_parser("lead", help="lead a workshop from this terminal")
    leading.add_argument("role", help="a case's id, a role's file, or a title of two words or more")
    leading.add_argument("--groups", default="GP,Nurse,Manager", help="separated by commas")
    leading.add_argument("--expected", type=int)
    leading.add_argument("--smallest", type=int, default=5)
    leading.add_argument("--rehearsal", action="store_true")
    wanted = parser.parse_args()
    if wanted.command == "serve":
        asyncio.run(serve(wanted))
    else:
        from leadership_lib.workshop.console import lead

        lead(wanted)


if __name__ == "__main__":
    main()
