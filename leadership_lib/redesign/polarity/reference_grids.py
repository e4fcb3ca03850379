"""What is known of polarities: the paper's four, what the parts are called, what a review says, four questions."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from leadership_lib.core.collection import one_record
from leadership_lib.core.errors import UnknownKeyError, near_misses
from leadership_lib.framework.concepts import PropositionId, SourceId
from leadership_lib.framework.words import Phrases
from leadership_lib.redesign.polarity.parts import PartRecord, Pole


class PartWords(PartRecord):
    """What a part of a grid is called, and the question that asks for it."""

    title: str
    question: str


class RemarkWords(PartRecord):
    """What a review says of one kind of thing, and what to try."""

    text: str
    advice: str


class Question(PartRecord):
    """One of the four questions, and what a no and a doubt tell; a no may settle that it is a problem."""

    title: str
    settles: bool
    no: str
    unsure: str


class FalseFixWords(PartRecord):
    """A way out that is known to fail, and the poles on which it leans, each by itself."""

    title: str
    leans_on: tuple[Literal["first", "second"], ...]


class ReferenceGrid(PartRecord):
    """What the paper says about one paradox, by the propositions that say it, and the known ways out that fail."""

    propositions: tuple[PropositionId, ...]
    greater_purpose: str | None = None
    first: Pole
    second: Pole
    false_fixes: Mapping[str, FalseFixWords]


class PolarityWords(PartRecord, what="the words about polarities"):
    """Everything in ``data/framework/polarities.toml``."""

    sources: tuple[SourceId, ...]
    loaded: tuple[str, ...]
    abandons: tuple[str, ...]
    polarity: str
    parts: Mapping[str, PartWords]
    grids: Mapping[str, ReferenceGrid]
    remarks: Mapping[str, RemarkWords]
    questions: Mapping[str, Question]


@cache
def load() -> PolarityWords:
    """Read the words about polarities, once."""
    return one_record("framework/polarities.toml", PolarityWords)


@cache
def phrases(name: str) -> Phrases:
    """Return one of the two word lists, ready to look for."""
    return Phrases(getattr(load(), name))


def label(part: str) -> str:
    """Return what a part of a grid is called."""
    parts = load().parts
    if part not in tuple(parts):
        raise UnknownKeyError(f"{part!r} is not a part of a grid: {near_misses(part, parts)}")
    return parts[part].title
