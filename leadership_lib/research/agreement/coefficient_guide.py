"""When: which coefficient is the right one, as a table read from ``data/framework/coefficients.toml``."""

from functools import cache
from typing import Annotated, Literal

from leadership_lib.core.collection import Collection
from leadership_lib.core.records import OneOf, Record
from leadership_lib.research.agreement.benchmark import SCALES

#: The id of a scale of words.
ScaleId = Annotated[str, OneOf(lambda: SCALES.ids)]


class Coefficient(Record, what="a coefficient of agreement"):
    """One coefficient of agreement: when it is the right one, when it is not, and where it comes from.

    Attributes
    ----------
    call : str
        The function that gives it.
    right, wrong : str
        When to take it, and when another.
    levels : tuple of str
        What the codes may be.
    coders : str
        How many.
    missing : bool
        Whether it uses units that some coders left out; otherwise they are dropped, and it says so.
    interval : str
        How its interval is found.
    scale : str or None
        The scale of words it is usually read on; None where there is none.
    sentence, negative : str
        What a value says in plain words; what one below 0 says, where that is something else.
    citation : str
        Where it comes from.
    """

    id: str
    title: str
    call: str
    right: str
    wrong: str
    levels: tuple[Literal["nominal", "ordinal", "interval", "ratio"], ...]
    coders: Literal["two", "two or more", "a panel"]
    missing: bool
    interval: str
    scale: ScaleId | None = None
    sentence: str
    negative: str | None = None
    citation: str


@cache
def load() -> Collection[Coefficient]:
    """Return every coefficient, with when it is right and when it is not."""
    show = ("title", "right", "wrong", "levels", "missing")
    return Collection.from_toml("framework/coefficients.toml", Coefficient, show)
