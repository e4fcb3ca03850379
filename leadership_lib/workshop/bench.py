"""Bench: a rehearsal in memory, by the same rules, where no server can run, as in a browser.

Nobody can join: only invented people take part, and all is gone when Python stops.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.workshop import rehearsal
from leadership_lib.workshop.instrument import Instrument
from leadership_lib.workshop.suppression import publish, renewed, settle

#: The phases in which each move may be made, and the one it leads to.
_MOVES = {
    "open": (("lobby",), "open"),
    "reveal": (("open",), "revealed"),
    "next": (("revealed",), "open"),
    "close": (("lobby", "revealed"), "closed"),
}


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
        Problem
            It cannot be done now, or only on a server.
        """
        what = path.partition("?")[0]
        if what == "board":
            return {**self._board, "shown": list(self._board["shown"])}
        if what == "words" and body is None:
            return {"sentences": [{"round": n, "text": text} for n, texts in self._said.items() for text in texts]}
        self._board["version"] += 1
        if what in _MOVES:
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
            raise Problem("This needs a server. Open the collection on a computer.")
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
        before, phase = _MOVES[move]
        if self._board["phase"] not in before:
            raise Problem(f"The workshop is {self._board['phase']}; {move} is not possible now.")
        if move == "reveal":
            self._reveal()
        if move == "next":
            self._board |= {"round": self._board["round"] + 1, "answered": 0}
        self._board |= {"phase": phase}
        return {"phase": phase, "round": self._board["round"]}

    def _reveal(self) -> None:
        smallest, number = self._board["smallest"], self._board["round"]
        groups = {person: self._people[person] for person in self._answers}
        blocks = settle(groups, self._blocks or None, smallest)
        values, taken, again = renewed(self._answers, blocks, self._taken, number, smallest)
        if not blocks:
            raise Problem(f"Nothing can be shown yet: fewer than {smallest} have answered.")
        if not again:
            raise Problem(f"Nothing new can be shown yet: in each group fewer than {smallest} have answered again.")
        self._blocks, self._taken = blocks, taken
        shown = publish(values, blocks, self._asked.ids, smallest)
        self._board["shown"] = [*self._board["shown"], {"round": number, "again": again, **shown}]
        random.Random(number).shuffle(self._said[number])
