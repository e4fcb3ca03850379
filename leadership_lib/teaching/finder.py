"""Finder: the cases nearest to a post, by nation, by how near to practice it is, by who pays, and by its time."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, get_args

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record
from leadership_lib.framework import concepts
from leadership_lib.teaching import case
from leadership_lib.teaching.case import Case, Era, Payer

#: The nations, and how near to practice a post can be, outwards.
Nation = Literal["England", "Scotland", "Wales", "Northern Ireland"]
Reach = Literal["practices", "place", "board"]

#: The rung of a group of practices; what stands no higher is near to practice.
GROUP = 2


class Question(Record, what="a question of the finder"):
    """What the finder asks, what a card calls it, and how a card says each answer."""

    asks: str
    name: str
    says: str
    choices: Mapping[str, str]


class FinderWords(Record, what="the words of the finder"):
    """The words of the finder, and from which rung on a body of each nation is a board."""

    title: str
    board: str
    help: str
    clear: str
    first: str
    nearest: str
    heard: str
    minutes: str
    fits: str
    differs: str
    every: str
    boards: Mapping[str, int]
    questions: Mapping[str, Question]


class Standing(Record, what="where a post stands"):
    """Where a post stands, a case's or one that somebody asks for; what is left open is None.

    Attributes
    ----------
    nation : str or None
        One of the four nations; None for a body that is not of one of them.
    reach : str or None
        Of what the post is: of ``practices`` (one, or a group), a ``place`` or a ``board``.
    paid_by : str or None
        Who pays, as a case has it.
    era : str or None
        ``2017`` or ``2026``, as a case has it.
    """

    nation: Nation | None = None
    reach: Reach | None = None
    paid_by: Payer | None = None
    era: Era | None = None

    @classmethod
    def of(cls, it: Case) -> "Standing":
        """Return where the post of a case stands."""
        role, steps = it.as_found, it.as_found.steps_up
        nation = concepts.load("layers")[role.layer].nation if role.layer else "any"
        reach: Reach | None = None
        if steps is not None:
            reach = "practices" if steps <= GROUP else "place" if steps < words().boards[nation] else "board"
        found = {"nation": nation, "reach": reach, "paid_by": it.paid_by, "era": it.era}
        return cls.from_dict({name: value for name, value in found.items() if value != "any"})

    def __str__(self) -> str:
        told = ((words().questions[name], value) for name, value in self.to_dict().items())
        return "; ".join(asked.says.format(asked.choices[value]) for asked, value in told)

    def differs(self, asked: "Standing") -> tuple[str, ...]:
        """Return in what this is not as it is asked for; what is left open there differs in nothing."""
        return tuple(name for name, value in asked.to_dict().items() if getattr(self, name) != value)


def nearest(asked: Standing) -> tuple[Case, ...]:
    """Return every case, the nearest first: the one that differs in the fewest of the answers given.

    Of those that differ in as many, one of the nation asked for comes first; then the one fewer steps away along
    practices, place and board; then one that is paid as asked; then one of the time asked for. Whatever is then still
    alike comes today's first, in the order of the layers in ``layers.toml``, and last in that of the cases.
    """
    layers, reaches = concepts.load("layers").ids, get_args(Reach)

    def distance(it: Case) -> tuple[Any, ...]:
        standing, layer = Standing.of(it), it.as_found.layer
        differs = standing.differs(asked)
        known = standing.reach and asked.reach
        steps = abs(reaches.index(asked.reach) - reaches.index(standing.reach)) if known else len(reaches)
        in_turn = ("nation" in differs, steps, "paid_by" in differs, "era" in differs)
        return len(differs), *in_turn, it.era == "2017", layers.index(layer) if layer else len(layers)

    return tuple(sorted(case.load(), key=distance))


@cache
def words() -> FinderWords:
    """Read the words of the finder, once."""
    return one_record("framework/finder.toml", FinderWords)
