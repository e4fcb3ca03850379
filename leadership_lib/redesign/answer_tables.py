"""Answers: what each check answers after each combination of the moves that can touch what it looks at.

A check looks at few facts, and few moves change them. So its answer after any combination of all moves is its answer
after those few: a table of at most some hundred answers a check, each found by making the moves and asking the check.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from leadership_lib.diagnosis.checks import Answer, Check
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.diagnosis.checks.verdict import closes, is_worse
from leadership_lib.redesign.changes.atoms import atoms_of
from leadership_lib.redesign.move import Move
from leadership_lib.role.role import Role, fact_paths


class AnswerTable(NamedTuple):
    """What one check answers.

    Attributes
    ----------
    check : str
        Its id.
    moves : tuple of int
        The places of the moves that matter to it.
    answers : tuple of str
        The answer after each combination of them: the first move is the bit of least weight. The first answer is that
        of the role as found.
    """

    check: str
    moves: tuple[int, ...]
    answers: tuple[Answer, ...]

    @property
    def closed(self) -> list[bool]:
        """Whether the finding is closed: met, and known to be wanting before."""
        return [closes(self.answers[0], answer) for answer in self.answers]

    @property
    def worse(self) -> list[bool]:
        """Whether the finding is worse than before, or can no longer be answered."""
        return [is_worse(self.answers[0], answer) for answer in self.answers]

    def after(self, combination: int) -> Answer:
        """Return the answer after a combination of all moves, as bits."""
        return self.answers[sum((combination >> move & 1) << place for place, move in enumerate(self.moves))]


def tables(role: Role, moves: Sequence[Move]) -> list[AnswerTable]:
    """Return the answers of every check after every combination of the moves that matter to it."""
    base = {path: role[path] for path in fact_paths()}
    states: dict[tuple[int, ...], _States] = {}
    found = []
    for check in checks():
        matter = _matter(check, moves)
        if matter not in states:
            states[matter] = _States(role, base, [moves[place] for place in matter])
        found.append(AnswerTable(check.id, matter, states[matter].answers(check)))
    return found


def _matter(check: Check, moves: Sequence[Move]) -> tuple[int, ...]:
    """Return the places of the moves that change what a check looks at, or what such a move looks at in its turn."""
    looked = {len(moves): atoms_of(check)}
    for place in range(len(moves) - 1, -1, -1):
        # Only what is made later can see what a move has changed.
        if any(moves[place].changer.writes & atoms for atoms in looked.values()):
            looked[place] = moves[place].changer.reads
    return tuple(sorted(looked)[:-1])


class _States:
    """What the facts are after each combination of a few moves; equal facts are kept once."""

    def __init__(self, role: Role, base: dict[str, Any], moves: Sequence[Move]):
        changed = frozenset().union(*(move.changer.writes for move in moves))
        written = {"objectives" if atom.startswith("objectives") else atom for atom in changed}
        self._role, self._paths = role, sorted(written)
        self._facts = [tuple(base[path] for path in self._paths)]
        self._known = {self._facts[0]: 0}
        self._after = [0]
        self._roles: dict[int, Role] = {}
        for move in moves:
            made = {state: self._make(move, base, state) for state in set(self._after)}
            self._after += [made[state] for state in self._after]

    def _make(self, move: Move, base: dict[str, Any], state: int) -> int:
        now = dict(zip(self._paths, self._facts[state], strict=True))
        changed = move.change({**base, **now})
        if not changed:
            return state
        facts = tuple({**now, **changed}[path] for path in self._paths)
        if facts not in self._known:
            self._known[facts] = len(self._facts)
            self._facts.append(facts)
        return self._known[facts]

    def answers(self, check: Check) -> tuple[Answer, ...]:
        """Ask a check after every combination; roles in which it sees the same are asked once."""
        seen = [place for place, path in enumerate(self._paths) if path in check.reads]
        known: dict[tuple[Any, ...], Answer] = {}
        answers: dict[int, Answer] = {}
        for state in set(self._after):
            facts = tuple(self._facts[state][place] for place in seen)
            if facts not in known:
                known[facts] = check.answer(self._built(state))
            answers[state] = known[facts]
        return tuple(answers[state] for state in self._after)

    def _built(self, state: int) -> Role:
        if state not in self._roles:
            self._roles[state] = self._role.with_(dict(zip(self._paths, self._facts[state], strict=True)))
        return self._roles[state]
