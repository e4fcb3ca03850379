"""What would help most: advice on a role for the studio's board, and moves to try on it.

All moves are searched together, exactly. Weighed against findings closed are hours and money; whose yes a move needs
is said beside it. To weigh every agreement too takes several times as long, and `frontier` does it.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from leadership_lib.core.errors import Problem
from leadership_lib.core.html import Markup, block, folded, html, listing, table, tag
from leadership_lib.diagnosis.comparison import Comparison
from leadership_lib.redesign.advice import FEW, number
from leadership_lib.redesign.frontier import Frontier, Point, frontier
from leadership_lib.redesign.move import Move
from leadership_lib.redesign.moves import Moves, moves
from leadership_lib.role.role import Role

#: What someone may be able to spare who has no money: a working week.
HOURS = 40

#: How texts are marked that someone has to agree to; the moves write it.
MARK = "to be agreed"

TO_TRY = " To see what a move does, choose it beside Try it. The button that led here leads back."


class HelpMost:
    """What would help a role most.

    Parameters
    ----------
    role
        The role as it is now.

    Attributes
    ----------
    frontier : Frontier
        All moves that the findings suggest, weighed by hours and money.
    moves : Moves
        All moves that were weighed.
    said : str
        The first sentence of the advice.

    Raises
    ------
    Problem
        There are more moves than can be searched.
    """

    def __init__(self, role: Role):
        self.role = role
        self.frontier: Frontier = frontier(role, costs=("hours", "pounds"))
        self.moves: Moves = self.frontier.moves
        self.said: str = self.frontier.advice[0]

    @cached_property
    def points(self) -> dict[str, Point]:
        """A few best points, by what each is best at; without those that close nothing or are the same again."""
        found = {
            f"The best {number(FEW, 'change')} without money": self._best(changes=FEW),
            f"The best without money in {HOURS} hours": self._best(hours=HOURS),
            "The best without money": self._best(),
            "The cheapest that closes something": next((p for p in self.frontier.ladder if p.closed), None),
        }
        kept: dict[tuple[str, ...], tuple[str, Point]] = {}
        for best_at, point in found.items():
            if point and point.closed:
                kept.setdefault(point.moves, (best_at, point))
        return dict(kept.values())

    def _best(self, **limits: float) -> Point:
        return self.frontier.within(pounds=0, **limits).ladder[-1]

    @property
    def titles(self) -> list[str]:
        """The moves that can be tried, those of the points first."""
        of_points = (move for point in self.points.values() for move in point.first.moves)
        return list(dict.fromkeys(move.title for move in (*of_points, *self.moves) if move.change(self.role)))

    def board(self) -> Markup:
        """Draw the advice, the points, and what each move is assumed to cost."""
        of, points = len(self.frontier.open), self.points
        head = ["the way", "closes", "changes", "hours", "pounds"]
        rows = (
            [best_at, str(p.closed), str(len(p.moves)), f"{p.cost.hours:g}", f"{p.cost.pounds:,.0f}"]
            for best_at, p in points.items()
        )
        parts = [folded(f"{best_at}: what to change", _costs(p.first.moves)) for best_at, p in points.items()]
        return block(
            tag("p", tag("b", "What would help most?"), TO_TRY if self.titles else "", class_="note"),
            listing(self.frontier.advice),
            *([table(head, rows, f"A few of the best ways; {of} findings are open")] if points else []),
            *parts,
            *([folded("All moves, and what each costs", _costs(self.moves))] if self.moves else []),
            *([tag("p", self._weighed(), class_="unstated")] if self.moves else []),
        )

    def _weighed(self) -> str:
        count = len(self.moves)
        what = "the only move there is" if count == 1 else f"all combinations of {count} moves"
        return f"Weighed: {what}, by hours and money in the first year. Whose yes a move needs is said, not weighed."


def _costs(some: Iterable[Move]) -> Markup:
    head = ["change", "hours", "pounds", "whose yes"]
    rows = ([_named(m), f"{m.cost.hours:g}", f"{m.cost.pounds:,.0f}", _yes(m)] for m in some)
    return table(head, rows, "What each is assumed to cost")


def _yes(move: Move) -> str:
    return ", ".join(move.cost.agreement) or "nobody's"


def _named(move: Move) -> Markup:
    sources = "".join(f" [{source}]" for source in move.sources)
    said = [f"Assumption: {move.assumed}{sources}"]
    said += [f"Where it can mislead: {move.caution}"] if move.caution else []
    return Markup(html(move.title) + "".join(tag("div", text, class_="unstated") for text in said))


def to_try(role: Role, before: Sequence[str]) -> list[str]:
    """Return the moves that can be tried on a role, in the order in which they stood before, then new ones."""
    can = {move.title: None for move in moves(role) if move.change(role)}
    return [title for title in before if title in can] + [title for title in can if title not in before]


def tried(role: Role, title: str) -> Role:
    """Return a role with one move made.

    Raises
    ------
    Problem
        There is no such move for this role, or it changes nothing, or it requires another one.
    """
    offered = moves(role)
    move = next((move for move in offered if move.title == title), None)
    if move is None or not move.change(role):
        raise Problem(f"{title!r} has nothing to change in this role as it is now.")
    return offered.apply(move.id)


def notice(title: str, done: Comparison) -> str:
    """Say what a move that was tried did, and that what it wrote is a suggestion."""
    changed = ", ".join(change.title for change in done.changes)
    did = done.summary if done.moved else f"No finding moved; it changed: {changed}."
    marked = any(str(change.after).count(MARK) > str(change.before).count(MARK) for change in done.changes)
    mine = f"What it wrote is a suggestion, marked ({MARK}): put your own in its place."
    wrote = mine if marked else "That is a suggestion: nothing is agreed yet."
    return f"Tried: {title}. {did} {wrote} The board counts it as if it were agreed and true. Undo takes it back."
