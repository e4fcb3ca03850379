"""A polarity grid: read, changed, carried into a role, shown; what it leaves out is *not stated*."""

from dataclasses import replace
from typing import Any, Self

from leadership_lib.core.collection import Collection
from leadership_lib.core.html import Markup, folded, table, tag, wrap
from leadership_lib.core.records import field_kinds
from leadership_lib.diagnosis.checks.verdict import missing
from leadership_lib.framework import concepts
from leadership_lib.redesign.polarity.parts import PARTS, GridParts, Pole
from leadership_lib.redesign.polarity.reference_grids import label, load
from leadership_lib.redesign.polarity.review import Remark, remarks
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.parts import Tensions
from leadership_lib.role.role import Role, as_read, words

UNTITLED = "A polarity without a title"


class PolarityGrid(GridParts):
    """Two poles with what each gains and loses; immutable, and every part may be None: not stated.

    Attributes
    ----------
    paradox : str or None
        The id of the paradox that it is a grid of, so that a file tells which one it has.
    title : str or None
        What the tension is called.
    greater_purpose, deeper_fear : str or None
        What people at both poles want, and what they dread.
    first, second : Pole
        The poles; for a paradox in the order in which a role says what is done for each.
    other_warnings : tuple of str or None
        Early warnings that no one has tied to one of the poles yet, as a role states them.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> grid = ll.PolarityGrid.from_paradox("interest_credibility")
    >>> grid.second.losses
    - Without clinical work, the credibility that influences peers is at risk
    >>> grid.with_({"first.steps": ["Two clinical sessions a week"]}).first.steps
    - Two clinical sessions a week
    """

    @classmethod
    def from_paradox(cls, paradox_id: str) -> Self:
        """Make the grid of one of the four paradoxes, filled in as far as the paper goes.

        Raises
        ------
        UnknownKeyError
            There is no such paradox; names the nearest ones.
        """
        paradox = concepts.load("paradoxes")[paradox_id]
        known = load().grids[paradox.id]
        return cls(
            paradox=paradox.id,
            title=paradox.title,
            greater_purpose=known.greater_purpose,
            first=replace(known.first, name=paradox.poles[0]),
            second=replace(known.second, name=paradox.poles[1]),
        )

    @classmethod
    def from_role(cls, role: RoleSource, paradox_id: str) -> Self:
        """Make the grid of a paradox as far as a role states it.

        A role does not say of which pole its warnings warn, so they become `other_warnings`.
        """
        paradox = concepts.load("paradoxes")[paradox_id]
        tension = getattr(load_role(role).tensions, paradox.id)
        return cls(
            paradox=paradox.id,
            title=paradox.title,
            first=Pole(name=paradox.poles[0], steps=tension.done[0]),
            second=Pole(name=paradox.poles[1], steps=tension.done[1]),
            other_warnings=tension.warnings,
        )

    def into(self, role: RoleSource, paradox_id: str) -> Role:
        """Return a role that names this tension, holds both poles, and has the grid's steps and warnings.

        What the grid does not state stays as the role has it.

        Parameters
        ----------
        role
            The role, or whatever `load_role` reads it from.
        paradox_id
            Which of its four tensions this is; its poles are in the same order as those of the grid.
        """
        paradox = concepts.load("paradoxes")[paradox_id]
        poles = getattr(Tensions(), paradox.id).POLES
        known = (self.first.warnings, self.second.warnings, self.other_warnings)
        carried = {
            "said_openly": True,
            "approach": "hold both",
            **dict(zip(poles, (self.first.steps, self.second.steps), strict=True)),
            "warnings": None if known == (None, None, None) else sum((each or () for each in known), ()),
        }
        stated = {name: value for name, value in carried.items() if value is not None}
        return load_role(role).with_({f"tensions.{paradox.id}": stated})

    @property
    def complete(self) -> bool:
        """Whether every part is filled in; how well, a review asks."""
        of_poles = (getattr(pole, key) for pole in self.poles for key in field_kinds(Pole))
        return not any(map(missing, (self.greater_purpose, self.deeper_fear, *of_poles)))

    def review(self) -> Collection[Remark]:
        """Point out what is missing, what takes sides, what no one can measure and what gives up a pole."""
        return Collection("points to settle", remarks(self), ("where", "text", "advice"))

    def __repr__(self) -> str:
        lines = [words(self.title or UNTITLED), *_lines("greater_purpose", self.greater_purpose)]
        for pole, name in zip(self.poles, self.names, strict=True):
            lines += ["", name, *(f"  {line}" for key in PARTS for line in _lines(key, getattr(pole, key)))]
        lines += ["", *_lines("deeper_fear", self.deeper_fear)]
        if self.other_warnings is not None:
            lines += _lines("other_warnings", self.other_warnings)
        return "\n".join([*lines, "", f"{_counted(len(self.review()))}."])

    def _repr_html_(self) -> str:
        points = [(remark.where, remark.text, remark.advice) for remark in self.review()]
        rows = [[label(key), *(as_read(getattr(pole, key)) for pole in self.poles)] for key in PARTS]
        return wrap(
            tag("h3", words(self.title or UNTITLED)),
            _around("greater_purpose", self.greater_purpose),
            table(["part", *self.names], rows, "Two poles, both needed"),
            _around("deeper_fear", self.deeper_fear),
            Markup() if self.other_warnings is None else _around("other_warnings", self.other_warnings),
            folded(_counted(len(points)), table(["where", "what", "what to try"], points, "Points to settle"))
            if points
            else tag("p", f"{_counted(0)}."),
        )


def _lines(key: str, value: Any) -> list[str]:
    """Write a part in plain lines, each item of a list on its own."""
    if isinstance(value, tuple) and value:
        return [f"{label(key)}:", *(f"  - {words(item)}" for item in value)]
    return [f"{label(key)}: {words(value)}"]


def _around(key: str, value: Any) -> Markup:
    # A list may not stand inside a paragraph.
    return tag("div", tag("b", f"{label(key)}:"), " ", as_read(value))


def _counted(number: int) -> str:
    return {0: "Nothing to settle", 1: "1 point to settle"}.get(number, f"{number} points to settle")
