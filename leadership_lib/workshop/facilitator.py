"""Facilitator: makes a workshop, or takes it up again, and asks its server; the secret is shown nowhere."""

import contextlib
import os
from collections.abc import Mapping
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import slug
from leadership_lib.workshop import own_server, state
from leadership_lib.workshop.calls import Unreachable, ask
from leadership_lib.workshop.instrument import Instrument

#: Names a server of workshops elsewhere, such as a Hub's service; without it one is started on this machine.
ELSEWHERE = "LEADERSHIP_WORKSHOP"

#: Names the key with which such a server lets one make workshops; on a Hub one's own token does.
KEY = "LEADERSHIP_WORKSHOP_KEY"


class Facilitator:
    """The facilitator of one workshop: its code, its secret, and where that counts.

    Parameters
    ----------
    name
        Under which the rest is kept on this machine.
    kept
        The server's address (`root`), `code` and `secret`, and whether the server is this machine's `own`.
    """

    def __init__(self, name: str, kept: Mapping[str, Any]) -> None:
        self.name, self.root, self.code, self.own = name, kept["root"], kept["code"], kept["own"]
        self._secret = kept["secret"]

    def ask(self, path: str, body: Mapping[str, Any] | None = None, wait: float = 35) -> dict[str, Any]:
        """Ask, once more where this machine's own server had stopped and is started again."""
        try:
            return self._sent(path, body, wait)
        except Problem as error:
            if not self.own or not state.read(self.name):  # deleted: no server is started for what is no more
                raise
            # Where it stopped, another folder's server may have its port by now, and refuses what is not its own.
            if not isinstance(error, Unreachable) and own_server.answers_at(self.root):
                raise
            self.root = own_server.serve()  # another port, where the one of before is taken by now
            return self._sent(path, body, wait)

    def _sent(self, path: str, body: Mapping[str, Any] | None, wait: float) -> dict[str, Any]:
        head = {"Authorization": f"Bearer {self._secret}"}
        return ask(f"{self.root}/lead/{self.code}/{path}", body, head, wait).json


def elsewhere(at: str | None) -> str | None:
    """Return the address of the server elsewhere that was named, if one was."""
    at = at or os.environ.get(ELSEWHERE)
    if at and not at.startswith(("https://", "http://")):
        raise Problem(f"at is {at!r}; begin it with https://.")
    return at and at.rstrip("/")


def named(wanted: Mapping[str, Any], at: str | None) -> str:
    """Return the name under which a workshop is kept on this machine."""
    kind = ", a rehearsal" if wanted["rehearsal"] else ""
    where = f" at {at}" if at else ""
    return slug(f"{wanted['role']}: {', '.join(wanted['groups'])}{kind} ({wanted['smallest']}){where}")


def taken_up(name: str, bind: str) -> tuple[Facilitator, Instrument] | None:
    """Take a workshop up again, with what is asked in it; None where there is none, or it is no more."""
    if not (known := state.read(name)):
        return None
    # This machine's own server may have another port by now.
    lead = Facilitator(name, known | {"root": own_server.serve(bind)} if known["own"] else known)
    try:
        return lead, Instrument.from_dict(lead.ask("asked"))
    except Unreachable:
        raise
    except Problem:
        return None


def made(
    name: str, wanted: Mapping[str, Any], asked: Instrument, at: str | None, bind: str, again: bool
) -> Facilitator:
    """Make a workshop.

    Parameters
    ----------
    name
        Under which it is kept.
    wanted
        Role, groups and what else the server is told.
    asked
        What is asked in it.
    at, bind
        The server elsewhere; or whom this machine's own lets in.
    again
        Whether it takes the place of one of before: a rehearsal is deleted then, and a workshop keeps its secret.
    """
    root = at or own_server.serve(bind)
    key, token = os.environ.get(KEY), os.environ.get("JUPYTERHUB_API_TOKEN", "")
    right = {"Authorization": f"Bearer {key}" if key else f"token {token}"} if at else own_server.right()
    reply = ask(f"{root}/make", {**wanted, "instrument": asked.to_dict()}, right).json
    kept, former = {"root": root, "own": not at, "role": wanted["role"], **reply}, state.read(name) if again else {}
    if former and not wanted["rehearsal"]:
        state.keep(f"{name}_{former['code']}", former)  # its only secret: without it nobody could delete it
    state.keep(name, kept)
    if former and wanted["rehearsal"]:
        with contextlib.suppress(Problem):  # deleted already
            Facilitator(name, former | {"root": root, "own": False}).ask("purge", {"code": former["code"]}, 90)
    return Facilitator(name, kept)
