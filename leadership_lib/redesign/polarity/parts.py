"""What a grid is made of: two poles, each with the same parts, and what stands around them."""

from dataclasses import field

from leadership_lib.core.faults import RecordError
from leadership_lib.core.records import Record, field_kinds
from leadership_lib.framework.concepts import ParadoxId
from leadership_lib.role.role import words

#: The two poles, in order, and what each is called where it has no name.
POLES = {"first": "First pole", "second": "Second pole"}


class PolarityError(RecordError):
    """Facts that do not make a polarity grid."""


class PartRecord(Record, what="a polarity grid", error=PolarityError):
    """Any part of a grid, and the words about one."""


class Pole(PartRecord):
    """One of two good things that need each other.

    Attributes
    ----------
    name : str or None
        A name that those who value it would use.
    gains, losses : tuple of str or None
        What is gained while it is served, and what is lost when it is overdone.
    steps : tuple of str or None
        What is done to get the gains.
    warnings : tuple of str or None
        What shows early that it is overdone.
    noticed_by : str or None
        Who looks at the warnings.
    """

    name: str | None = None
    gains: tuple[str, ...] | None = None
    losses: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    warnings: tuple[str, ...] | None = None
    noticed_by: str | None = None


#: The parts of a pole below its name, in order.
PARTS = tuple(field_kinds(Pole))[1:]


class GridParts(PartRecord):
    """All parts of a grid, in the order in which they are written; every one may be None: not stated."""

    paradox: ParadoxId | None = None
    title: str | None = None
    greater_purpose: str | None = None
    first: Pole = field(default_factory=Pole)
    second: Pole = field(default_factory=Pole)
    deeper_fear: str | None = None
    other_warnings: tuple[str, ...] | None = None

    @property
    def poles(self) -> tuple[Pole, Pole]:
        """The first pole and the second."""
        return self.first, self.second

    @property
    def names(self) -> tuple[str, str]:
        """What the poles are called, on one line each; *First pole* and *Second pole* where they have no name."""
        return words(self.first.name or POLES["first"]), words(self.second.name or POLES["second"])
