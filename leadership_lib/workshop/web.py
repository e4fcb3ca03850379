"""Web: the service over HTTP. The same handlers stand alone and behind a JupyterHub; the log names no one."""

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from tornado import web
from tornado.httpserver import HTTPServer

from leadership_lib.core.errors import Problem
from leadership_lib.workshop import pages
from leadership_lib.workshop.instrument import Instrument
from leadership_lib.workshop.service import LETTERS, TOLD, Refused, Service, digest

#: Seconds between two looks for news: one question to the store, however many people wait.
LOOK = 0.2

#: How long a question waits for news at most; some proxies cut what is silent for 30 s.
LONGEST_WAIT = 25.0

#: Bytes that a request may have.
LARGEST = 16_384

#: How many people of one table a device remembers.
SEATS = 12

#: What reading something odd raises.
_UNREADABLE = (ValueError, KeyError, TypeError, OverflowError, RecursionError, AttributeError)

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

#: Lets someone make a workshop: is handed what stands in the Authorization header.
MayMake = Callable[[str], Awaitable[bool]]


class Watch:
    """Tells those who wait that there is news; the same with one server or several on one store."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._news: dict[tuple[str, str], tuple[asyncio.Event, int]] = {}
        self._task: asyncio.Task[None] | None = None

    async def beyond(self, code: str, what: str, after: int, wait: float) -> int:
        """Wait until a count has passed what the asker knows, or the time is over; returns the count."""
        # min() first: what is not a number then waits no longer than anything else.
        until = time.monotonic() + min(LONGEST_WAIT, wait)
        while (now := self._service.count(code, what)) <= after and (left := until - time.monotonic()) > 0:
            event, _ = self._news.setdefault((code, what), (asyncio.Event(), now))
            if not self._task or self._task.done():
                self._task = asyncio.create_task(self._look())
            try:
                await asyncio.wait_for(event.wait(), left)
            except TimeoutError:
                break
        return now

    async def _look(self) -> None:
        while self._news:
            await asyncio.sleep(LOOK)
            for (code, what), (event, seen) in list(self._news.items()):
                try:
                    now = self._service.count(code, what)
                except Refused:  # purged: whoever waits is told so when it looks again
                    now = -1
                if now != seen:
                    del self._news[code, what]
                    event.set()


class Base(web.RequestHandler):
    """What every handler has: the service, and faults as words."""

    service: Service
    watch: Watch

    def initialize(self, service: Service, watch: Watch, root: str, secure: bool) -> None:
        """Take what all handlers share."""
        self.service, self.watch, self.root, self.secure = service, watch, root, secure

    def set_default_headers(self) -> None:
        """Let a browser load nothing from elsewhere, and keep nothing."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse what another site makes a browser send: browsers say which site a request comes from."""
        came = self.request.headers.get("Origin")
        foreign = came is not None and urlsplit(came).netloc != self.request.host
        if self.request.method == "POST" and (foreign or self.request.headers.get("Sec-Fetch-Site") == "cross-site"):
            raise Refused(403, "this request comes from another site")

    @property
    def scripted(self) -> bool:
        """Whether a script is asking, and not a form."""
        heads = self.request.headers
        return "json" in heads.get("Content-Type", "") + heads.get("Accept", "")

    def body(self) -> Mapping[str, Any]:
        """Return what was sent, as a script or a form sends it."""
        if "json" not in self.request.headers.get("Content-Type", ""):
            return {name: values[-1].decode() for name, values in self.request.body_arguments.items()}
        given = json.loads(self.request.body)
        if not isinstance(given, dict):
            raise Refused(400, "an object was expected")
        return given

    def token(self, code: str) -> str:
        """Return the person's secret, empty where there is none."""
        return self.get_cookie(f"w_{code}", "") or ""

    def person(self, code: str) -> str:
        """Return as what the person takes part."""
        if (group := self.service.group(code, self.token(code))) is None:
            raise Refused(403, "join first")
        return group

    def seats(self, code: str) -> list[str]:
        """Return what this device keeps of the people who handed it on: not enough to be one of them."""
        return [half for half in (self.get_cookie(f"h_{code}", "") or "").split(".") if half][-SEATS:]

    def give(self, name: str, value: str) -> None:
        """Give a cookie that no script and no other site can read."""
        self.set_cookie(
            name, value, path=self.root or "/", httponly=True, samesite="Lax", secure=self.secure, max_age=86_400
        )

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in words what is wrong."""
        fault = (kwargs.get("exc_info") or (None, None))[1]
        says = "Something went wrong here; what was kept is kept."
        if isinstance(fault, Refused):
            says = str(fault)
            self.set_status(fault.status)
        elif status_code == 404:
            says = "there is nothing here"
        elif isinstance(fault, _UNREADABLE) or status_code < 500:
            says = "this could not be read"
            self.set_status(400 if status_code >= 500 else status_code)
        self.finish({"kept": False, "says": says} if self.scripted else pages.door(self.root, says))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Keep what is our fault in the log, without the address of whoever asked."""
        if not isinstance(value, (Refused, web.HTTPError, *_UNREADABLE)):
            logging.getLogger(__name__).error("a request failed", exc_info=(typ, value, tb))


async def _kept(future: Any) -> Any:
    return await asyncio.wrap_future(future)


class Door(Base):
    """The code, typed."""

    def get(self) -> None:
        """Ask for it, or go on to it."""
        code = "".join(letter for letter in self.get_argument("code", "").lower() if letter in LETTERS)
        if not self.get_argument("code", ""):
            self.finish(pages.door(self.root))
            return
        if len(code) != 6:
            raise Refused(404, "a code has six letters, without vowels")
        self.service.of(code)
        self.redirect(f"{self.root}/j/{code}")


class Join(Base):
    """The address in the QR code."""

    def get(self, code: str) -> None:
        """Ask for the group."""
        if self.service.group(code, self.token(code)) is not None:
            self.redirect(f"{self.root}/w/{code}")
        else:
            self.finish(self.ask(code))

    def ask(self, code: str, says: str = "") -> str:
        """Return the page that asks."""
        found, asked = self.service.of(code)
        return pages.join(self.root, code, found, asked, json.loads(found["groups"]), bool(self.seats(code)), says)

    async def post(self, code: str) -> None:
        """Let a person in."""
        self.service.of(code)
        try:
            token, kept = self.service.join(code, str(self.body().get("group", "")))
            await _kept(kept)
        except Refused as refused:
            self.set_status(refused.status)
            self.finish({"says": str(refused)} if self.scripted else self.ask(code, str(refused)))
            return
        self.give(f"w_{code}", token)
        self.redirect(f"{self.root}/w/{code}", status=303)


class Back(Join):
    """Someone who handed the device on and has it again."""

    async def post(self, code: str) -> None:
        """Put the half that the device keeps together with the letters that only the person has."""
        typed = "".join(letter for letter in str(self.body().get("letters", "")).lower() if letter in LETTERS)
        found = [half + typed for half in self.seats(code) if len(typed) == TOLD]
        token = next((one for one in found if self.service.group(code, one) is not None), None)
        if token is None:
            self.set_status(403)
            self.finish(self.ask(code, pages.words().join["back_fault"]))
            return
        self.give(f"w_{code}", token)
        self.redirect(f"{self.root}/w/{code}", status=303)


class Next(Base):
    """One device for a table: the next person."""

    def post(self, code: str) -> None:
        """Keep a half of the person's secret in the device, and take the whole from it."""
        self.person(code)
        halves = [*self.seats(code), self.token(code)[:-TOLD]]
        self.give(f"h_{code}", ".".join(dict.fromkeys(halves)))
        self.clear_cookie(f"w_{code}", path=self.root or "/")
        self.redirect(f"{self.root}/j/{code}", status=303)


class Seat(Base):
    """A participant's page."""

    def get(self, code: str) -> None:
        """Show the form, or the room."""
        token = self.token(code)
        found, asked = self.service.of(code)
        if (group := self.service.group(code, token)) is None:
            self.redirect(f"{self.root}/j/{code}")
            return
        mine, state = self.service.mine(code, token), self.service.state(code)
        mark = digest(f"draft {token}").hex()[:8]
        self.finish(pages.seat(self.root, found, asked, group, mine, state, token[-TOLD:], mark))


class Answer(Base):
    """An answer, acknowledged once it is on the disk."""

    async def post(self, code: str) -> None:
        """Keep it."""
        given = self.body()
        number = str(given.get("round", ""))
        if not (number.isascii() and number.isdigit() and len(number) < 4):
            raise Refused(400, "which round is this an answer to?")
        sent = str(given.get("sent", ""))
        kept = await _kept(self.service.answer(code, self.token(code), int(number), given, sent))
        if not self.scripted:
            self.redirect(f"{self.root}/w/{code}", status=303)
            return
        self.finish(kept | {"says": pages.words().says["late" if kept["late"] else "kept"]})


class State(Base):
    """What everyone may know; answered when there is news."""

    async def get(self, code: str) -> None:
        """Wait for news."""
        after, wait = int(self.get_argument("after", "-1")), float(self.get_argument("wait", "0"))
        turn = await self.watch.beyond(code, "turn", after, wait)
        self.finish({"turn": turn} if turn <= after else self.service.state(code))


class Mine(Base):
    """Someone's own answers, to take away."""

    def get(self, code: str) -> None:
        """Return them as a page to keep."""
        self.person(code)
        found, asked = self.service.of(code)
        mine, shown = self.service.mine(code, self.token(code)), self.service.state(code)["shown"]
        if "json" in self.request.headers.get("Accept", ""):
            self.finish({"answers": mine})
            return
        self.set_header("Content-Disposition", 'attachment; filename="my_answers.html"')
        self.finish(pages.own_record(asked, found["role"], mine, shown))


class Try(Base):
    """The door test: a phone of the room reaches the workshop."""

    async def get(self, code: str) -> None:
        """Tell both sides."""
        await _kept(self.service.tried(code))
        self.finish(pages.tried(self.root))


class Lead(Base):
    """What only the facilitator may do."""

    def prepare(self) -> None:
        """Ask for the secret."""
        super().prepare()
        secret = self.request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not self.service.leads(self.path_args[0], secret):
            raise Refused(403, "this is for the facilitator")


class Board(Lead):
    """The board's figures; answered when there is news."""

    async def get(self, code: str) -> None:
        """Wait for news."""
        after, wait = int(self.get_argument("after", "-1")), float(self.get_argument("wait", "0"))
        await self.watch.beyond(code, "version", after, wait)
        self.finish(self.service.board(code))


class Asked(Lead):
    """What is asked in the workshop."""

    def get(self, code: str) -> None:
        """Return the questions, for whoever takes the workshop up again."""
        self.finish(self.service.of(code)[1].to_dict())


class Move(Lead):
    """Open, reveal, next, close."""

    async def post(self, code: str, move: str) -> None:
        """Make the move."""
        self.finish(await _kept(self.service.move(code, move)))


class SetDoor(Lead):
    """The door to newcomers."""

    async def post(self, code: str) -> None:
        """Open or close it."""
        given = self.body()
        if not isinstance(open_ := given.get("open", True), bool):
            raise Refused(400, "the door is open or not")
        self.finish(await _kept(self.service.set_door(code, open_, given.get("expected"))))


class Words(Lead):
    """The sentences: to read, and to show."""

    def get(self, code: str) -> None:
        """Return those of revealed rounds."""
        self.finish({"sentences": self.service.sentences(code)})

    async def post(self, code: str) -> None:
        """Show some to everyone."""
        given = self.body()
        if not isinstance(given["texts"], list):
            raise Refused(400, "a list of sentences was expected")
        self.finish(await _kept(self.service.release_words(code, int(given["round"]), list(given["texts"]))))


class Paper(Lead):
    """A sheet, typed in."""

    async def post(self, code: str) -> None:
        """Keep it."""
        given = self.body()
        sheet, group, number = (str(given.get(name, "")) for name in ("sheet", "group", "round"))
        self.finish(await _kept(self.service.paper(code, sheet, group, int(number), given)))


class Purge(Lead):
    """The end: nothing is left."""

    async def post(self, code: str) -> None:
        """Delete, and leave nothing in the file."""
        if self.body().get("code") != code:
            raise Refused(400, "to delete a workshop, its code has to be sent again")
        done = await _kept(self.service.purge(code))
        self.finish(done | {"scrubbed": await asyncio.to_thread(self.service.store.scrub)})


class Make(Base):
    """A new workshop, for whoever may make one."""

    async def post(self) -> None:
        """Make it, and tell its code and its secret."""
        if not await self.settings["may_make"](self.request.headers.get("Authorization", "")):
            raise Refused(403, "making a workshop needs the right to")
        given = self.body()
        try:
            asked = Instrument.from_dict(given["instrument"])
        except Problem as problem:
            raise Refused(400, str(problem)) from None
        more = {name: given[name] for name in ("smallest", "rehearsal", "expected") if name in given}
        if not isinstance(given["groups"], list):
            raise Refused(400, "a list of groups was expected")
        code, secret, kept = self.service.make(given["role"], given["groups"], asked, **more)
        await _kept(kept)
        self.finish({"code": code, "secret": secret})


class Server(Base):
    """The server itself, for whoever may make workshops on it."""

    async def _allowed(self) -> None:
        if not await self.settings["may_make"](self.request.headers.get("Authorization", "")):
            raise Refused(403, "this is for whoever started the server")

    async def get(self, _: str) -> None:
        """Say that it is there."""
        await self._allowed()
        self.finish({"alive": True})

    async def post(self, what: str) -> None:
        """Stop, once this is answered."""
        await self._allowed()
        self.finish({"alive": what != "stop"})
        if what == "stop":
            asyncio.get_running_loop().call_later(0.1, self.settings["stop"])


class Static(web.StaticFileHandler):
    """Two files that a browser keeps for a year: their address changes with them."""

    def set_extra_headers(self, path: str) -> None:
        """Let a browser keep them."""
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.clear_header("Server")


class Nothing(Base):
    """Whatever else is asked for."""

    def prepare(self) -> None:
        """Say that there is nothing."""
        raise Refused(404, "there is nothing here")


_CODE = rf"([{LETTERS}]{{6}})"


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
        "/": Door,
        f"/j/{_CODE}": Join,
        f"/j/{_CODE}/back": Back,
        f"/t/{_CODE}": Try,
        f"/w/{_CODE}": Seat,
        f"/w/{_CODE}/answer": Answer,
        f"/w/{_CODE}/next": Next,
        f"/w/{_CODE}/state": State,
        f"/w/{_CODE}/mine": Mine,
        f"/lead/{_CODE}/board": Board,
        f"/lead/{_CODE}/asked": Asked,
        f"/lead/{_CODE}/words": Words,
        f"/lead/{_CODE}/door": SetDoor,
        f"/lead/{_CODE}/paper": Paper,
        f"/lead/{_CODE}/purge": Purge,
        f"/lead/{_CODE}/(open|reveal|next|close)": Move,
    }
    made: list[Any] = [(root + path, handler, shared) for path, handler in routes.items()]
    made.append((f"{root}/make", Make, shared))
    if stop:
        made.append((f"{root}/(alive|stop)", Server, shared))
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
