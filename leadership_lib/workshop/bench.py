"""Bench: a rehearsal in memory by the same rules, for where no server can run, as in a browser.

Nobody can join: only invented people take part, and nothing is kept when Python stops.
"""

import random
from collections.abc import Mapping
from typing import Any

from leadership_lib.workshop import polls, rehearsal
from leadership_lib.workshop.instrument import Instrument
from leadership_lib.workshop.rounds import MOVES, Refused, moved, revealed


class Bench:
    """Answers what a workshop's server answers the facilitator, from memory.

    Parameters
    ----------
    wanted
        Role, groups and what else a server is told.
    asked
        What is asked in it.
    """

    own, root, code, name = True, "", "rehearsal", ""

    def __init__(self, wanted: Mapping[str, Any], asked: Instrument):
        self._told, self._asked = wanted, asked
        self._begin()

    def _begin(self, version: int = 0) -> None:
        state = {"phase": "lobby", "round": 1, "turn": 0, "version": version, "code": self.code}
        flags = {"door": True, "tried": True}
        self._board: dict[str, Any] = {**self._told, **state, **flags, "shown": [], "words": []}
        self._board |= {"joined": 0, "answered": 0, "polls": {}}
        self._ballots: dict[str, dict[int, Any]] = {}
        self._people: dict[int, str] = {}
        self._answers: dict[int, dict[int, dict[str, int | None]]] = {}
        self._said: dict[int, list[str]] = {}
        self._blocks: dict[int, str] = {}
        self._taken: dict[str, int] = {}

    def ask(self, path: str, body: Mapping[str, Any] | None = None, wait: float = 35) -> dict[str, Any]:
        """Answer as the server would.

        Raises
        ------
        Refused
            It cannot be done now, or only on a server.
        """
        what = path.partition("?")[0]
        if what == "board":
            asked = {kind: dict(one) for kind, one in self._board["polls"].items()}
            return {**self._board, "shown": list(self._board["shown"]), "polls": asked}
        if what == "changes":
            return {"changes": list(dict.fromkeys(self._ballots.get("change", {}).values()))}
        if what == "words" and body is None:
            return {"sentences": [{"round": n, "text": text} for n, texts in self._said.items() for text in texts]}
        self._board["version"] += 1
        if what in MOVES:
            return self._move(what)
        given = dict(body or {})
        kind, _, then = what.partition("/")
        if kind in polls.KINDS and then != "paper":
            self._poll(kind, then, given.get("options"))
        elif what == "door":
            told = given.get("expected") or self._board["expected"]
            self._board |= {"door": given["open"], "expected": told}
        elif what == "words":
            others = [one for one in self._board["words"] if one[0] != given["round"]]
            self._board["words"] = [*others, *([given["round"], text] for text in given["texts"])]
        elif what == "purge":
            self._begin(self._board["version"])
        else:
            raise Refused(409, "browser")
        return {"scrubbed": True}

    def _poll(self, kind: polls.Kind, then: str, options: Any) -> None:
        asked = self._board["polls"]
        if then == "ask":
            options = polls.options_of(kind, options)
            polls.may_be_asked(kind, self._board["phase"], asked)
            asked[kind] = {"open": True, "options": options, "result": None, "n": 0}
            if kind == "vote" and "change" in asked:
                asked["change"]["open"] = False
        else:
            said, options = self._ballots.get(kind, {}), polls.options_now(kind, asked)
            result = polls.result(kind, said, options, self._board["smallest"])
            asked[kind] |= {"result": result, "open": False}

    def rehearse(self, people: int, seed: int) -> int:
        """Let invented people answer what is open; returns how many did."""
        number = self._board["round"]
        if not self._people:
            self._people = dict(enumerate(rehearsal.invited(self._board["groups"], people, seed)))
        if self._board["phase"] != "open" and (kind := polls.open_now(self._board["polls"])):
            asked = self._board["polls"][kind]
            said = rehearsal.polled(kind, len(self._people), asked["options"], seed)
            self._ballots[kind] = {place: polls.read(kind, given, asked["options"]) for place, given in said}
            asked["n"] = len(self._ballots[kind])
            self._board["version"] += 1
            return int(asked["n"])
        texts = []
        for place, given in rehearsal.given(tuple(self._people.values()), self._asked, number, seed):
            self._answers.setdefault(place, {})[number], why = self._asked.read(given)
            texts.append(why)
        self._said[number] = sorted(set(texts))
        answered = len(texts)
        self._board |= {"joined": len(self._people), "answered": answered, "version": self._board["version"] + 1}
        return answered

    def _move(self, move: str) -> dict[str, Any]:
        phase, number = moved(self._board["phase"], self._board["round"], move)
        if move == "reveal":
            groups = {person: self._people[person] for person in self._answers}
            last = self._blocks or None, self._taken, self._asked.ids, self._board["smallest"]
            shown, self._blocks, self._taken = revealed(self._answers, groups, number, *last)
            self._board["shown"] = [*self._board["shown"], shown]
            random.Random(number).shuffle(self._said[number])
        if move == "next":
            self._board["answered"] = 0
        self._board |= {"phase": phase, "round": number}
        return {"phase": phase, "round": number}
