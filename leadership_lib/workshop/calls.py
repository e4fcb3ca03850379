"""Calls: how the facilitator's side asks a workshop's server, with the standard library alone."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leadership_lib.core.errors import Problem


class Unreachable(Problem):
    """No server answers; it may have been stopped, or the network is not there."""


@dataclass(frozen=True)
class Reply:
    """What a server answered: its JSON, if any, and the cookie it set."""

    json: dict[str, Any]
    cookie: str


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: a device's cookie stands in the first answer."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)
# A proxy that the environment names does not reach this machine's own server.
_OWN = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))


def ask(
    address: str,
    body: bytes | Mapping[str, Any] | None = None,
    head: Mapping[str, str] | None = None,
    wait: float = 35,
) -> Reply:
    """Ask a server.

    Parameters
    ----------
    address
        Where.
    body
        A form's bytes, or what is sent as JSON; without one it is a GET.
    head
        Headers beside the usual.
    wait
        Seconds until it counts as gone.

    Raises
    ------
    Unreachable
        Nothing answers, or the answer is an error of a proxy or of the server itself (500 and above).
    Problem
        The server refuses; the message is the server's.
    """
    data = body if isinstance(body, bytes) or body is None else json.dumps(dict(body)).encode()
    sent = {
        "Accept": "application/json",
        **({} if isinstance(body, bytes | None) else {"Content-Type": "application/json"}),
    }
    request = urllib.request.Request(address, data, {**sent, **(head or {})})
    own = request.host.rpartition(":")[0] in ("127.0.0.1", "localhost")
    try:
        with (_OWN if own else _OPENER).open(request, timeout=wait) as reply:
            return _read(reply)
    except urllib.error.HTTPError as error:
        if error.code in (302, 303):
            return _read(error)
        if error.code >= 500:  # a proxy before a server that starts again, or the server's own fault: not its word
            raise Unreachable(_silent(address, error.code)) from None
        raise Problem(_words(error)) from None
    except (OSError, http.client.HTTPException) as error:
        raise Unreachable(_silent(address, error)) from None


def _silent(address: str, why: object) -> str:
    return f"No workshop answers at {address.partition('/lead/')[0]}: {why}"


def _read(reply: Any) -> Reply:
    text, cookie = reply.read(), (reply.headers.get("Set-Cookie") or "").partition(";")[0]
    kind = reply.headers.get("Content-Type") or ""
    found = json.loads(text) if "json" in kind else {}
    return Reply(found if isinstance(found, dict) else {}, cookie)


def _words(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read())["says"])
    except (ValueError, KeyError, TypeError):
        return f"The server answers {error.code}. Is this the address of a workshop?"
