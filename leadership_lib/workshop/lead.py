"""Lead: what only the facilitator may ask, and whoever may make workshops."""

import asyncio

from leadership_lib.core.errors import Problem
from leadership_lib.workshop.handlers import Base, kept
from leadership_lib.workshop.instrument import Instrument
from leadership_lib.workshop.service import Refused


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
        self.finish(await kept(self.service.move(code, move)))


class SetDoor(Lead):
    """The door to newcomers."""

    async def post(self, code: str) -> None:
        """Open or close it."""
        given = self.body()
        if not isinstance(open_ := given.get("open", True), bool):
            raise Refused(400, "the door is open or not")
        self.finish(await kept(self.service.set_door(code, open_, given.get("expected"))))


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
        self.finish(await kept(self.service.release_words(code, int(given["round"]), list(given["texts"]))))


class Paper(Lead):
    """A sheet, typed in."""

    async def post(self, code: str) -> None:
        """Keep it."""
        given = self.body()
        sheet, group, number = (str(given.get(name, "")) for name in ("sheet", "group", "round"))
        self.finish(await kept(self.service.paper(code, sheet, group, int(number), given)))


class Purge(Lead):
    """The end: nothing is left."""

    async def post(self, code: str) -> None:
        """Delete, and leave nothing in the file."""
        if self.body().get("code") != code:
            raise Refused(400, "to delete a workshop, its code has to be sent again")
        done = await kept(self.service.purge(code))
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
        code, secret, made = self.service.make(given["role"], given["groups"], asked, **more)
        await kept(made)
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
