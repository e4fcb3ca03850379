"""Answers: what each check answers after each combination of the moves that can touch what it looks at.

A check looks at few facts and words, and few moves change them. So its answer after any combination of all moves is
its answer after those few: a table of at most some hundred answers a check, each found by making the moves and asking
the check. What it looks at is found by watching it (see `looks`).
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from leadership_lib.diagnosis.checks import Answer, Check
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.diagnosis.checks.evidence import Spoken, text_facts, words_in
from leadership_lib.diagnosis.checks.verdict import closes, is_worse
from leadership_lib.redesign.changes.atoms import PARTS, SOME
from leadership_lib.redesign.looks import Looks
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
    words = _words(base, moves)
    looks = Looks()
    states: dict[tuple[int, ...], _States] = {}
    found = []
    for check in checks():
        looks.clear()
        matter: tuple[int, ...] | None = None
        # Asked of the role as found, it shows some of what it looks at; after the moves that matter to that, more.
        wider: tuple[int, ...] = ()
        while wider != matter:
            matter = wider
            if matter not in states:
                states[matter] = _States(role, base, [moves[place] for place in matter], looks)
            answers = states[matter].answers(check)
            wider = _matter(looks, moves, words)
        found.append(_without_idle_moves(AnswerTable(check.id, matter, answers)))
    return found


def _without_idle_moves(table: AnswerTable) -> AnswerTable:
    """Return a table without the moves that make no difference to any answer, so that fewer moves meet."""
    moves, answers = list(table.moves), table.answers
    for place in range(len(moves) - 1, -1, -1):
        bit = 1 << place
        without = [n for n in range(len(answers)) if not n & bit]
        if all(answers[n] == answers[n | bit] for n in without):
            del moves[place]
            answers = tuple(answers[n] for n in without)
    return table._replace(moves=tuple(moves), answers=answers)


def _words(base: Mapping[str, Any], moves: Sequence[Move]) -> list[Spoken]:
    """Return, for each move, the words that it may take out of the role, or put in."""
    pool = {path: set(words_in(path, base[path])) for path in text_facts()}
    for move in moves:
        for path, value in move.change(base).items():
            if path in pool:
                pool[path] |= set(words_in(path, value))
    return [
        Spoken(tuple(quote for path in sorted(move.changer.paths & pool.keys()) for quote in pool[path]))
        if move.changer.rewords
        else Spoken(())
        for move in moves
    ]


def _matter(looks: Looks, moves: Sequence[Move], words: Sequence[Spoken]) -> tuple[int, ...]:
    """Return the places of the moves that change what was looked at, or what such a move looks at in its turn."""
    looked = {len(moves): frozenset(looks.atoms)}
    for place in range(len(moves) - 1, -1, -1):
        changer = moves[place].changer
        # Only what is made later can see what a move has changed.
        seen = any(changer.writes & atoms for atoms in looked.values())
        if seen or any(words[place][topic] for topic in looks.topics):
            looked[place] = changer.reads
    return tuple(sorted(looked)[:-1])


class _States:
    """What the facts are after each combination of a few moves; equal facts are kept once."""

    def __init__(self, role: Role, base: dict[str, Any], moves: Sequence[Move], looks: Looks):
        self._role, self._looks = role, looks
        self._paths = sorted(frozenset().union(*(move.changer.paths for move in moves)))
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
        """Ask a check after every combination; roles that are the same in all it looks at are asked once."""
        answers: dict[int, Answer] = {}
        known: dict[tuple[Any, ...], Answer] = {}
        size = -1
        for state in sorted(set(self._after)):
            if size != len(self._looks):
                known = {self._seen(asked): answer for asked, answer in answers.items()}
                size = len(self._looks)
            seen = self._seen(state)
            if seen not in known:
                known[seen] = check.answer(self._watched(state))
            answers[state] = known[seen]
        return tuple(answers[state] for state in self._after)

    def _seen(self, state: int) -> tuple[Any, ...]:
        """Return all that can be seen of a state by who looks where was looked."""
        seen: list[Any] = []
        for path, value in zip(self._paths, self._facts[state], strict=True):
            if path in self._looks.atoms:
                seen.append(value)
            elif path == "objectives" and SOME in self._looks.atoms:
                parts = [part for part in PARTS if f"{path}.{part}" in self._looks.atoms]
                seen.append(value and tuple(tuple(getattr(it, part) for part in parts) for it in value))
            if self._looks.topics and path in text_facts():
                seen.append(words_in(path, value))
        return tuple(seen)

    def _watched(self, state: int) -> Role:
        if state not in self._roles:
            role = self._role.with_(dict(zip(self._paths, self._facts[state], strict=True)))
            self._roles[state] = self._looks.watch(role)
        return self._roles[state]
