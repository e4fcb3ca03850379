"""Lead: what only the facilitator may ask, and whoever may make workshops."""

import asyncio
from collections.abc import Awaitable

from leadership_lib.workshop.handlers import Base, kept, round_in
from leadership_lib.workshop.instrument import Instrument
from leadership_lib.workshop.polls import Kind
from leadership_lib.workshop.rounds import Refused


class Lead(Base):
    """What only the facilitator may do."""

    def prepare(self) -> Awaitable[None] | None:
        """Ask for the secret."""
        super().prepare()
        secret = self.request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not self.service.leads(self.path_args[0], secret):
            raise Refused(403, "facilitator")
        return None


class Board(Lead):
    """The board's figures; answered when there is news."""

    async def get(self, code: str) -> None:
        """Wait for news."""
        await self.watch.beyond(code, "version", *self.patience())
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
            raise Refused(400, "open")
        self.finish(await kept(self.service.set_door(code, open_, given.get("expected"))))


class Words(Lead):
    """The sentences: to read, and to show."""

    def get(self, code: str) -> None:
        """Return those of revealed rounds."""
        self.finish({"sentences": self.service.sentences(code)})

    async def post(self, code: str) -> None:
        """Show some to everyone."""
        given = self.body()
        if not isinstance(texts := given.get("texts"), list):
            raise Refused(400, "list", what="texts")
        self.finish(await kept(self.service.release_words(code, round_in(given), texts)))


class Paper(Lead):
    """A sheet, typed in."""

    async def post(self, code: str) -> None:
        """Keep it."""
        given = self.body()
        sheet, group = (str(given.get(name, "")) for name in ("sheet", "group"))
        self.finish(await kept(self.service.paper(code, sheet, group, round_in(given), given)))


class PaperBallot(Lead):
    """What a sheet says to a poll, typed in."""

    async def post(self, code: str, kind: Kind) -> None:
        """Keep it."""
        given = self.body()
        self.finish(await kept(self.service.ballots.keep_sheet(code, str(given.get("sheet", "")), kind, given)))


class Describe(Lead):
    """The role's text."""

    async def post(self, code: str) -> None:
        """Keep it for people to read."""
        await kept(self.service.describe(code, self.body().get("text")))
        self.finish({"kept": True})


class Poll(Lead):
    """What the room is asked beside its rounds."""

    async def post(self, code: str, kind: Kind, what: str) -> None:
        """Ask it, or show what was said."""
        if what == "ask":
            self.finish(await kept(self.service.ballots.open(code, kind, self.body().get("options"))))
        else:
            self.finish(await kept(self.service.ballots.show(code, kind)))


class Changes(Lead):
    """The changes that tables have handed in."""

    def get(self, code: str) -> None:
        """Return them."""
        self.finish({"changes": self.service.ballots.changes(code)})


class Purge(Lead):
    """The end: nothing is left."""

    async def post(self, code: str) -> None:
        """Delete, and leave nothing in the file."""
        if self.body().get("code") != code:
            raise Refused(400, "purge")
        done = await kept(self.service.purge(code))
        self.finish(done | {"scrubbed": await asyncio.to_thread(self.service.store.scrub)})


class Owned(Base):
    """What only whoever may make workshops may ask."""

    async def prepare(self) -> None:
        """Ask for the right to."""
        super().prepare()
        if not await self.settings["may_make"](self.request.headers.get("Authorization", "")):
            raise Refused(403, "makers")


class Make(Owned):
    """A new workshop."""

    async def post(self) -> None:
        """Make it, and tell its code and its secret."""
        given = self.body()
        asked = Instrument.from_dict(given.get("instrument", {}))
        more = {name: given[name] for name in ("smallest", "rehearsal", "expected") if name in given}
        if not isinstance(groups := given.get("groups"), list):
            raise Refused(400, "list", what="groups")
        code, secret, made = self.service.make(given.get("role", ""), groups, asked, **more)
        await kept(made)
        self.finish({"code": code, "secret": secret})


class Server(Owned):
    """The server itself."""

    def get(self, _: str) -> None:
        """Say that it is there."""
        self.finish({"alive": True})

    def post(self, what: str) -> None:
        """Stop, once this is answered."""
        self.finish({"alive": what != "stop"})
        if what == "stop":
            asyncio.get_running_loop().call_later(0.1, self.settings["stop"])
