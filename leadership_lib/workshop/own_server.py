"""Own server: the one on this machine, a process of its own; found, started and stopped for the facilitator."""

import subprocess
import sys

from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import make_folder
from leadership_lib.workshop import state
from leadership_lib.workshop.calls import ask

#: This machine's own address, which lets in no one else; and the one that lets in whoever reaches the machine.
ALONE, ANYONE = "127.0.0.1", "0.0.0.0"

#: The servers that were started here; each goes on without this process.
started: list[subprocess.Popen[str]] = []


def alive() -> bool:
    """Tell whether it answers."""
    known = state.read(state.SERVER)
    if not known:
        return False
    try:
        ask(f"{_root()}/alive", None, right(), 5)
    except Problem:
        return False
    return True


def answers_at(root: str) -> bool:
    """Tell whether it answers, and at this address."""
    return alive() and root == _root()


def right() -> dict[str, str]:
    """Return the header with which it lets one make workshops and stop it."""
    return {"Authorization": f"Bearer {state.read(state.SERVER)['secret']}"}


def serve(bind: str | None = None) -> str:
    """Find it, or start it; returns its address.

    Parameters
    ----------
    bind
        Whom it lets in, `ALONE` or `ANYONE`; by default as it was before.
    """
    before = str(state.read(state.SERVER).get("address", ANYONE))
    bind = bind or before
    if alive():
        if bind != before == ALONE:
            stop = "from leadership_lib.workshop.own_server import stop_server; stop_server()"
            raise Problem(f"The server that is running lets in this machine only. Stop it first:  {stop}")
        return _root()
    place = make_folder(state.folder().resolve())
    command = [sys.executable, "-m", "leadership_lib.workshop", "serve", "--folder", str(place), "--address", bind]
    log = place / "server.log"
    with log.open("w") as said:
        # A session of its own: neither the notebook's kernel nor Ctrl+C takes it along.
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True, start_new_session=True
        )
    started.append(process)
    if process.stdout and process.stdout.readline().strip() != "ready":
        raise Problem(f"The workshop's server did not start. {log.read_text('utf-8', 'replace').strip()[-500:]}")
    return _root()


def stop_server() -> None:
    """Stop it; what is kept stays, and the next call of a workshop starts it again."""
    if alive():
        ask(f"{_root()}/stop", {}, right())
    for process in started:
        process.terminate()  # where two windows each started one, only the last hears that it is to stop
        process.wait(30)
        if process.stdout:
            process.stdout.close()
    started.clear()


def _root() -> str:
    return f"http://{ALONE}:{state.read(state.SERVER)['port']}"
