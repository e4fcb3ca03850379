"""Bench: a rehearsal in memory by the same rules, for where no server can run, as in a browser.

Nobody can join: only invented people take part, and nothing is kept when Python stops.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from leadership_lib.workshop import rehearsal
from leadership_lib.workshop.instrument import Instrument
from leadership_lib.workshop.rounds import MOVES, Refused, moved, revealed


class Bench:
    """Answers what a workshop's server answers the facilitator, from memory.

    Parameters
    ----------
    role
        The role's title.
    groups, asked, smallest, expected
        As a workshop has them.
    """

    own, root, code, name = True, "", "rehearsal", ""

    def __init__(self, role: str, groups: Sequence[str], asked: Instrument, smallest: int, expected: int | None):
        self._asked = asked
        self._told = {"role": role, "groups": list(groups), "smallest": smallest, "expected": expected}
        self._begin()

    def _begin(self, version: int = 0) -> None:
        state = {"phase": "lobby", "round": 1, "turn": 0, "version": version, "code": self.code}
        flags = {"door": True, "tried": True, "rehearsal": True}
        self._board: dict[str, Any] = {**self._told, **state, **flags, "shown": [], "words": []}
        self._board |= {"joined": 0, "answered": 0}
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
            return {**self._board, "shown": list(self._board["shown"])}
        if what == "words" and body is None:
            return {"sentences": [{"round": n, "text": text} for n, texts in self._said.items() for text in texts]}
        self._board["version"] += 1
        if what in MOVES:
            return self._move(what)
        given = dict(body or {})
        if what == "door":
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

    def rehearse(self, people: int, seed: int) -> int:
        """Let invented people answer; returns how many did."""
        number = self._board["round"]
        if not self._people:
            self._people = dict(enumerate(rehearsal.invited(self._board["groups"], people, seed)))
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
