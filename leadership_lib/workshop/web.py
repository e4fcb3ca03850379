"""Web: the service over HTTP. The same routes stand alone and behind a JupyterHub; the log names no one."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from tornado import web
from tornado.httpserver import HTTPServer

from leadership_lib.workshop import lead, pages, seats
from leadership_lib.workshop.handlers import Base, Watch
from leadership_lib.workshop.people import LETTERS
from leadership_lib.workshop.polls import KINDS
from leadership_lib.workshop.rounds import Refused
from leadership_lib.workshop.service import Service

#: Bytes that a request may have.
LARGEST = 16_384

#: Lets someone make a workshop: is handed what stands in the Authorization header.
MayMake = Callable[[str], Awaitable[bool]]


class Static(web.StaticFileHandler):
    """Two files that a browser keeps for a year: their address changes with them."""

    def set_extra_headers(self, path: str) -> None:
        """Let a browser keep them."""
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")


class Nothing(Base):
    """Whatever else is asked for."""

    def prepare(self) -> Awaitable[None] | None:
        """Say that there is nothing."""
        raise Refused(404, "nothing")


_CODE = rf"([{LETTERS}]{{6}})"
_KIND = f"({'|'.join(KINDS)})"


def application(
    service: Service,
    may_make: MayMake,
    root: str = "",
    secure: bool = False,
    stop: Callable[[], None] | None = None,
) -> web.Application:
    """Return all routes.

    Parameters
    ----------
    service
        The workshops.
    may_make
        Tells from the Authorization header whether someone may make a workshop.
    root
        Where the workshop stands on its server, such as ``/services/workshop``.
    secure
        Whether people reach it by https, so that cookies are sent over nothing else.
    stop
        Stops the server, where whoever started it may.
    """
    shared = {"service": service, "watch": Watch(service), "root": root, "secure": secure}
    routes: dict[str, type[Base]] = {
        "/": seats.Door,
        f"/j/{_CODE}": seats.Join,
        f"/j/{_CODE}/back": seats.Back,
        f"/t/{_CODE}": seats.Try,
        f"/w/{_CODE}": seats.Seat,
        f"/w/{_CODE}/answer": seats.Answer,
        f"/w/{_CODE}/next": seats.Next,
        f"/w/{_CODE}/{_KIND}": seats.Ballot,
        f"/w/{_CODE}/state": seats.State,
        f"/w/{_CODE}/mine": seats.Mine,
        f"/lead/{_CODE}/board": lead.Board,
        f"/lead/{_CODE}/asked": lead.Asked,
        f"/lead/{_CODE}/words": lead.Words,
        f"/lead/{_CODE}/door": lead.SetDoor,
        f"/lead/{_CODE}/paper": lead.Paper,
        f"/lead/{_CODE}/purge": lead.Purge,
        f"/lead/{_CODE}/text": lead.Describe,
        f"/lead/{_CODE}/changes": lead.Changes,
        f"/lead/{_CODE}/{_KIND}/(ask|show)": lead.Poll,
        f"/lead/{_CODE}/{_KIND}/paper": lead.PaperBallot,
        f"/lead/{_CODE}/(open|reveal|next|close)": lead.Move,
    }
    made: list[Any] = [(root + path, handler, shared) for path, handler in routes.items()]
    made.append((f"{root}/make", lead.Make, shared))
    if stop:
        made.append((f"{root}/(alive|stop)", lead.Server, shared))
    made.append((rf"{root}/static/(page\.(?:css|js))", Static, {"path": str(pages.STATIC)}))
    return web.Application(
        made,
        compress_response=True,
        log_function=lambda _: None,
        may_make=may_make,
        stop=stop,
        default_handler_class=Nothing,
        default_handler_args=shared,
    )


def holder_of(secret: str) -> MayMake:
    """Let whoever has this secret make workshops."""

    async def may(given: str) -> bool:
        return secrets.compare_digest(given.removeprefix("Bearer ").encode(), secret.encode())

    return may


def listening(app: web.Application) -> HTTPServer:
    """Return a server that keeps requests small and the log without addresses."""
    for name in ("tornado.general", "tornado.access"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return HTTPServer(app, max_buffer_size=4 * LARGEST, max_body_size=LARGEST, idle_connection_timeout=75)
