"""Handlers: what every answer over HTTP has in common, and how one waits for news."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Mapping
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlsplit

from tornado import web

from leadership_lib.core.errors import Problem
from leadership_lib.workshop import pages
from leadership_lib.workshop.rounds import Refused
from leadership_lib.workshop.service import Service

#: Seconds between two looks for news: one question to the store, however many people wait.
LOOK = 0.2

#: How long a question waits for news at most; some proxies cut what is silent for 30 s.
LONGEST_WAIT = 25.0

#: How many people of one table a device remembers.
SEATS = 12

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class _News:
    """A count that was seen, who waits for another, and what wakes them."""

    def __init__(self, seen: int) -> None:
        self.seen, self.waiting, self.event = seen, 0, asyncio.Event()


class Watch:
    """Tells those who wait that there is news; the same with one server or several on one store."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._news: dict[tuple[str, str], _News] = {}
        self._task: asyncio.Task[None] | None = None

    async def beyond(self, code: str, what: str, after: int, wait: float) -> int:
        """Wait until a count has passed what the asker knows, or the time is over; returns the count."""
        # min() first: what is not a number then waits no longer than anything else.
        until = time.monotonic() + min(LONGEST_WAIT, wait)
        while (now := self._service.count(code, what)) <= after and (left := until - time.monotonic()) > 0:
            news = self._news.setdefault((code, what), _News(now))
            if not self._task or self._task.done():
                self._task = asyncio.create_task(self._look())
            news.waiting += 1
            try:
                await asyncio.wait_for(news.event.wait(), left)
            except TimeoutError:
                break
            finally:
                news.waiting -= 1
        return now

    async def _look(self) -> None:
        while self._news:
            await asyncio.sleep(LOOK)
            for (code, what), news in list(self._news.items()):
                try:
                    now = self._service.count(code, what)
                except Refused:  # purged: whoever waits is told so when it looks again
                    now = -1
                if now != news.seen or not news.waiting:
                    del self._news[code, what]
                    news.event.set()


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

    def prepare(self) -> Awaitable[None] | None:
        """Refuse what another site makes a browser send: browsers say which site a request comes from."""
        came = self.request.headers.get("Origin")
        foreign = came is not None and urlsplit(came).netloc != self.request.host
        if self.request.method == "POST" and (foreign or self.request.headers.get("Sec-Fetch-Site") == "cross-site"):
            raise Refused(403, "elsewhere")
        return None

    @property
    def scripted(self) -> bool:
        """Whether a script is asking, and not a form."""
        heads = self.request.headers
        return "json" in heads.get("Content-Type", "") + heads.get("Accept", "")

    def body(self) -> Mapping[str, Any]:
        """Return what was sent, as a script or a form sends it."""
        try:
            if "json" not in self.request.headers.get("Content-Type", ""):
                return {name: values[-1].decode() for name, values in self.request.body_arguments.items()}
            given = json.loads(self.request.body)
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            raise Refused(400, "object")
        return given

    def patience(self) -> tuple[int, float]:
        """Return what the asker knows already, and how many seconds to wait for news."""
        try:
            return int(self.get_argument("after", "-1")), float(self.get_argument("wait", "0"))
        except ValueError:
            raise Refused(400, "number", what="after") from None

    def token(self, code: str) -> str:
        """Return the person's secret, empty where there is none."""
        return self.get_cookie(f"w_{code}", "") or ""

    def person(self, code: str) -> str:
        """Return as what the person takes part."""
        if (group := self.service.group(code, self.token(code))) is None:
            raise Refused(403, "join")
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
        says = pages.words().says["fault" if status_code >= 500 else "unread"]
        if isinstance(fault, Problem):
            says = str(fault)
            self.set_status(fault.status if isinstance(fault, Refused) else 400)
        self.finish({"kept": False, "says": says} if self.scripted else pages.door(self.root, says))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Keep what is our fault in the log, without the address of whoever asked."""
        if not isinstance(value, (Problem, web.HTTPError)):
            logging.getLogger(__name__).error("a request failed", exc_info=(typ, value, tb))


def round_in(given: Mapping[str, Any]) -> int:
    """Return which round something belongs to."""
    number = str(given.get("round", ""))
    if not (number.isascii() and number.isdigit() and len(number) < 4):
        raise Refused(400, "round")
    return int(number)


async def kept(future: Future[Any]) -> Any:
    """Wait until a change is on the disk."""
    return await asyncio.wrap_future(future)
