"""Seats: what a participant's browser may ask."""

import json

from leadership_lib.workshop import pages
from leadership_lib.workshop.handlers import Base, kept, round_in
from leadership_lib.workshop.people import LETTERS, TOLD, digest
from leadership_lib.workshop.polls import Kind, load, open_now
from leadership_lib.workshop.rounds import Refused


class Door(Base):
    """The code, typed."""

    def get(self) -> None:
        """Ask for it, or go on to it."""
        code = "".join(letter for letter in self.get_argument("code", "").lower() if letter in LETTERS)
        if not self.get_argument("code", ""):
            self.finish(pages.door(self.root))
            return
        if len(code) != 6:
            raise Refused(404, "letters")
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
            token, joined = self.service.join(code, str(self.body().get("group", "")))
            await kept(joined)
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
        token = self.service.back(code, self.seats(code), typed) if len(typed) == TOLD else None
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
        kind = open_now(state["polls"])
        poll = (kind, self.service.ballots.own(code, token, kind)) if kind else None
        text = self.service.description(code)
        self.finish(pages.seat(self.root, found, asked, group, mine, state, token[-TOLD:], mark, text, poll))


class Answer(Base):
    """An answer, acknowledged once it is on the disk."""

    async def post(self, code: str) -> None:
        """Keep it."""
        given = self.body()
        sent = str(given.get("sent", ""))
        done = await kept(self.service.answer(code, self.token(code), round_in(given), given, sent))
        if not self.scripted:
            self.redirect(f"{self.root}/w/{code}", status=303)
            return
        self.finish(done | {"says": pages.words().says["late" if done["late"] else "kept"]})


class Ballot(Base):
    """What someone says to a poll."""

    async def post(self, code: str, kind: Kind) -> None:
        """Keep it."""
        done = await kept(self.service.ballots.keep(code, self.token(code), kind, self.body()))
        if self.scripted:
            self.finish(done | {"says": getattr(load(), kind)["kept"]})
        else:
            self.redirect(f"{self.root}/w/{code}", status=303)


class State(Base):
    """What everyone may know; answered when there is news."""

    async def get(self, code: str) -> None:
        """Wait for news."""
        after, wait = self.patience()
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
        await kept(self.service.tried(code))
        self.finish(pages.tried(self.root))
