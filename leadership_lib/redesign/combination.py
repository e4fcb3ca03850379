"""A combination: some moves made together, what they cost, what they close and what stays open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from leadership_lib.core.collection import Collection
from leadership_lib.core.html import listing, tag, wrap
from leadership_lib.core.text import counted
from leadership_lib.diagnosis.bounds import Residual
from leadership_lib.diagnosis.checks import Answer
from leadership_lib.diagnosis.checks.verdict import closes, improves, is_wanting, is_worse
from leadership_lib.diagnosis.comparison import Comparison, compare
from leadership_lib.redesign.cost import Cost
from leadership_lib.redesign.moves import Moves
from leadership_lib.role.role import Role


@dataclass(frozen=True)
class Combination:
    """Some moves made together: what they cost, what they close and what stays open."""

    moves: Moves = field(repr=False)
    before: Mapping[str, Answer] = field(repr=False)
    after: Mapping[str, Answer] = field(repr=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the moves."""
        return self.moves.ids

    @cached_property
    def cost(self) -> Cost:
        """What they cost, each reckoned on the role as found."""
        return Cost.from_several(move.cost for move in self.moves)

    @property
    def closes(self) -> tuple[str, ...]:
        """Ids of the checks that were known to be wanting and are met after them, or no longer arise."""
        return self._where(closes)

    @property
    def improves(self) -> tuple[str, ...]:
        """Ids of the checks that were not met and are partly met after them, or left for a person to judge."""
        return self._where(improves)

    @property
    def worsens(self) -> tuple[str, ...]:
        """Ids of the checks that are worse after them, or can no longer be answered."""
        return self._where(is_worse)

    @property
    def still_open(self) -> tuple[str, ...]:
        """Ids of the checks that are known to be wanting after them."""
        return self._where(lambda before, after: is_wanting(after))

    def _where(self, which: Callable[[Answer, Answer], bool]) -> tuple[str, ...]:
        return tuple(check for check, after in self.after.items() if which(self.before[check], after))

    @cached_property
    def role(self) -> Role:
        """The role with the moves made."""
        return self.moves.apply(*self.ids)

    @cached_property
    def comparison(self) -> Comparison:
        """The role as found and with the moves made, diagnosed."""
        return compare(self.moves.role, self.role)

    @property
    def residual(self) -> Collection[Residual]:
        """What design leaves open even then, as a development plan; never empty (P51)."""
        return self.comparison.after.residual

    def __repr__(self) -> str:
        changes = counted(len(self.ids), "change")
        lines = [f"{changes}: {self.cost}; closes {len(self.closes)} of {self.open} findings"]
        lines += [f"  {move.title}" for move in self.moves]
        lines += [f"  makes worse: {', '.join(self.worsens)}"] if self.worsens else []
        return "\n".join(lines)

    @property
    def open(self) -> int:
        """How many findings are known to be wanting in the role as found."""
        return sum(map(is_wanting, self.before.values()))

    def _repr_html_(self) -> str:
        return wrap(tag("p", repr(self).splitlines()[0]), listing(self.moves))
