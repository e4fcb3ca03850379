"""What a JupyterHub starts as its service: participants come without a login, who makes a workshop has one.

A facilitator's server on the Hub has a token (``JUPYTERHUB_API_TOKEN``); the Hub is asked whether it may use this
service. From then on the workshop's own secret counts, as everywhere else.
"""

import asyncio
import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterable
from urllib.parse import urlsplit

from leadership_lib.workshop.__main__ import until_told
from leadership_lib.workshop.service import Service
from leadership_lib.workshop.stores import opened
from leadership_lib.workshop.web import MayMake, application, listening


def user_of(hub: str) -> MayMake:
    """Let whoever the Hub lets use this service make workshops.

    Parameters
    ----------
    hub
        The address of the Hub's API.
    """
    name = os.environ.get("JUPYTERHUB_SERVICE_NAME", "workshop")
    needed = set(json.loads(os.environ.get("JUPYTERHUB_OAUTH_ACCESS_SCOPES", "[]")))
    needed |= {f"access:services!service={name}", "access:services"}

    def scopes(token: str) -> Iterable[str]:
        request = urllib.request.Request(f"{hub.rstrip('/')}/user", headers={"Authorization": f"token {token}"})
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return list(json.load(reply).get("scopes", ()))
        except (urllib.error.URLError, ValueError, OSError):
            return ()

    async def may(given: str) -> bool:
        token = given.removeprefix("token ").removeprefix("Bearer ").strip()
        fit = token.isascii() and token.isprintable() and bool(token)
        return fit and not needed.isdisjoint(await asyncio.to_thread(scopes, token))

    return may


async def main() -> None:
    """Serve where the Hub says."""
    where = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    root = os.environ["JUPYTERHUB_SERVICE_PREFIX"].rstrip("/")
    store = opened(os.environ["WORKSHOP_DATABASE"])
    may_make = user_of(os.environ["JUPYTERHUB_API_URL"])
    secure = os.environ.get("WORKSHOP_SECURE", "") == "1"
    server = listening(application(Service(store), may_make, root, secure))
    server.listen(where.port or 8810, where.hostname or "127.0.0.1")
    await until_told(asyncio.Event())
    server.stop()
    store.close()


if __name__ == "__main__":
    asyncio.run(main())
