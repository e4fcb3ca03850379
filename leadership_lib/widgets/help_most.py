"""What would help most: advice on a role for the studio's board, and moves to try on it.

All moves are searched together, exactly. Weighed against findings closed are hours and money; whose yes a move needs
is said beside it. To weigh every agreement too takes several times as long, and `frontier` does it.
"""

from collections.abc import Iterator
from functools import cached_property

from leadership_lib.core.errors import Problem
from leadership_lib.core.html import Markup, block, folded, listing, table, tag
from leadership_lib.core.text import joined
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

#: How many moves stand as cards; the others are folded below.
CARDS = 5


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
        """Draw the moves as cards, those that help most first, then ways to combine them."""
        can = {move.title: move for move in self.moves}
        cards = [_card(can[title]) for title in self.titles]
        if not cards:
            return block(*self._combined())
        rest = cards[CARDS:]
        more = folded(f"More changes: {len(rest)}", tag("ul", *rest, class_="cards")) if rest else ""
        return block(
            tag("p", tag("b", "What would help most, one change at a time"), class_="note"),
            tag("ul", *cards[:CARDS], class_="cards"),
            more,
            folded("How they add up, and what stays open", *self._combined()),
        )

    def _combined(self) -> Iterator[Markup]:
        yield listing(self.frontier.advice)
        if not self.moves:
            return
        head = ["the way", "closes", "changes", "hours", "£"]
        rows = (
            [best_at, str(p.closed), str(len(p.moves)), f"{p.cost.hours:g}", f"{p.cost.pounds:,.0f}"]
            for best_at, p in self.points.items()
        )
        if self.points:
            yield table(head, rows, f"A few of the best ways; {len(self.frontier.open)} findings are open")
        yield tag("p", self._weighed(), class_="unstated")

    def _weighed(self) -> str:
        count = len(self.moves)
        what = "the only move there is" if count == 1 else f"all combinations of {count} moves"
        return f"Weighed: {what}, by hours and money in the first year. Who has to agree is shown, not weighed."


def _card(move: Move) -> Markup:
    """Draw what a move changes, how long it takes, who has to agree, and the button that tries it."""
    hours = "an hour" if move.cost.hours == 1 else f"{move.cost.hours:g} hours"
    money = f", £{move.cost.pounds:,.0f}" if move.cost.pounds else ", no money"
    agree = f"Must agree: {joined(move.cost.agreement)}." if move.cost.agreement else "No one else has to agree."
    sources = "".join(f" [{source}]" for source in move.sources)
    more = [tag("p", move.why), tag("p", f"How that was worked out: {move.assumed}{sources}")]
    more += [tag("p", f"Where it can mislead: {move.caution}")] if move.caution else []
    name = tag("span", f": {move.title}", class_="unseen")
    return tag(
        "li",
        tag("b", move.title),
        tag("p", f"About {hours} in the first year{money}. {agree}"),
        tag("button", "Try it", name, type="button", data_action="try", data_argument=move.title),
        tag("details", tag("summary", "Why, and what it rests on", name), *more, data_key=f"move.{move.id}"),
        class_="card",
    )


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
    return f"Tried: {title}. {did} {wrote} Undo takes it back."
