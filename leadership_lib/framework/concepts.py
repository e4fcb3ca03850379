"""What the paper says, and the few things around it: propositions, gaps, paradoxes, features, layers, facts, sources.

Everything here is text and order, read from ``data/framework/``; nothing is judged. The paper is R. Greene,
*The Clinical Leadership Challenge in Primary Care* (about 2017), paraphrased and cited by section and paragraph.
"""

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Annotated, Any, Literal

from leadership_lib.core.collection import Collection
from leadership_lib.core.folders import data_folder
from leadership_lib.core.html import Markup, html, listing, tag, wrap
from leadership_lib.core.records import Between, OneOf, Record, parse_toml

PropositionId = Annotated[str, OneOf(lambda: load("propositions").ids)]
GapId = Annotated[str, OneOf(lambda: load("gaps").ids)]
ParadoxId = Annotated[str, OneOf(lambda: load("paradoxes").ids)]
FeatureId = Annotated[str, OneOf(lambda: load("features").ids)]
LayerId = Annotated[str, OneOf(lambda: load("layers").ids, lambda key: load("layers")[key].with_era, "id of a layer")]
SourceId = Annotated[str, OneOf(lambda: load("sources").ids, home="data/framework/sources.toml")]

Group = Annotated[str, OneOf(lambda: tasks().ids)]

#: How sure a fact is: seen in the cited page; seen in trade press or a copy; arithmetic on figures that were seen.
Confidence = Literal["seen", "seen_second_hand", "derived"]


class Proposition(Record, what="a proposition"):
    """One thing the paper says, in our words.

    Attributes
    ----------
    id : str
        ``P01`` to ``P64``.
    section, paragraph : int
        Where it stands; paragraphs are counted from 1 in each section.
    title : str
        The proposition in short.
    kind : str
        Which part it plays: most of all, whether it *evaluates a role* and so needs a check.
    """

    id: str
    section: Annotated[int, Between(1, 7, "(the paper has 7 sections)")]
    paragraph: Annotated[int, Between(1, 40, "")]
    title: str
    kind: Literal["context", "aim", "scope", "gap", "paradox", "feature", "case", "limit", "evaluates a role"]

    @property
    def where(self) -> str:
        """Where the paper says it."""
        return f"section {self.section}, paragraph {self.paragraph}"

    def __str__(self) -> str:
        return f"{self.id} ({self.where}): {self.title}"


class Premise(Record, what="a premise"):
    """What the paper takes as given, what it aims at and where it stops."""

    id: str
    title: str
    text: str
    propositions: tuple[PropositionId, ...]


class Gap(Record, what="a gap"):
    """One of the five gaps in the wider system that a great job has to bridge (section 2).

    Attributes
    ----------
    banks : tuple of str
        The two sides of the gap.
    stays_open : str
        What no role design closes (P51), and ``develop``, what the lead can do about that.
    executives : str
        What those who run the organisation can do about it: the gap is the system's, not the lead's.
    """

    id: str
    title: str
    banks: tuple[str, ...]
    text: str
    signs: tuple[str, ...]
    stays_open: str
    develop: str
    executives: str
    propositions: tuple[PropositionId, ...]


class Paradox(Record, what="a paradox"):
    """One of the four paradoxes drawn from the paper: two poles that need each other, to be held and not solved.

    The paper speaks of the tensions in sections 2 and 3; the poles and their names are ours.
    """

    id: str
    title: str
    poles: tuple[str, ...]
    text: str
    false_fix: str
    stays_open: str
    develop: str
    propositions: tuple[PropositionId, ...]

    def _repr_html_(self) -> str:
        told = {
            "One pole": self.poles[0],
            "The other": self.poles[1],
            "A false fix": self.false_fix,
            "What stays open": self.stays_open,
            "How to live with it": self.develop,
            "The paper": ", ".join(self.propositions),
        }
        items = (Markup(tag("b", f"{name}: ") + html(text)) for name, text in told.items())
        return wrap(tag("h4", self.title), tag("p", self.text), listing(items))


class Feature(Record, what="a feature"):
    """One of the five features of a great job (section 4)."""

    id: str
    title: str
    text: str
    propositions: tuple[PropositionId, ...]


class Population(Record, what="a population"):
    """How many people a layer serves; ``low`` and ``high`` where a range is given, ``typical`` where a mean is."""

    year: Annotated[int, Between(2000, 2100, "")]
    typical: Annotated[int, Between(1, 70_000_000, "people")] | None = None
    low: Annotated[int, Between(1, 70_000_000, "people")] | None = None
    high: Annotated[int, Between(1, 70_000_000, "people")] | None = None
    sources: tuple[SourceId, ...]
    confidence: Confidence


class Layer(Record, what="a layer"):
    """One layer of organisation between a practice and the widest footprint (P24 to P26).

    Attributes
    ----------
    rung : int
        How many steps up from a practice (1) it stands in its own time.
    era : str
        ``2017``, the paper's six, or ``2026``, today's counterparts.
    nation : str
        The paper's layers, and their counterparts, are England's.
    since, until : str or None
        When the body began and ended, as a year or date; None where it is still there or none is known.
    language : str
        What people at this layer talk about.
    today : tuple of str
        For a layer of 2017, the ids of what took its place.
    """

    id: str
    title: str
    era: Literal["2017", "2026"]
    nation: Literal["England", "Scotland", "Wales", "Northern Ireland", "any"] = "England"
    rung: Annotated[int, Between(1, 10, "")]
    text: str
    language: str
    since: str | None = None
    until: str | None = None
    status: str
    populations: tuple[Population, ...] = ()
    today: tuple[str, ...] = ()
    sources: tuple[SourceId, ...]
    caution: str | None = None
    propositions: tuple[PropositionId, ...] = ()

    @property
    def with_era(self) -> str:
        """The title and the era: some bodies are called the same in both."""
        return f"{self.title} ({self.era})"


class Count(Record, what="a count"):
    """How many of a body there were at a date, as published.

    Attributes
    ----------
    title : str
        What was counted; ``body`` is what it belongs to, and ``layer`` the layer on which that stands.
    series : str
        Who counted: only figures of one series make a trend.
    date : str
        As the source gives it, such as ``2017-spring``; ``year`` is where to draw it.
    """

    id: str
    title: str
    body: str
    layer: LayerId
    series: str
    date: str
    year: Annotated[float, Between(2000, 2100, "")]
    count: Annotated[int, Between(1, 1_000_000, "")]
    sources: tuple[SourceId, ...]
    confidence: Confidence
    caution: str | None = None


class Task(Record, what="a task"):
    """A group of facts in which people think of a role, and the question that guides them through it."""

    id: str
    title: str
    guide: str


class Fact(Record, what="a fact about a role"):
    """One fact that a role can state: its label, the question that asks for it, what it means and why it counts.

    The ``id`` is the path in a role, such as ``capacity.hours_paid``. A fact that is a list of things with facts of
    their own says what each is called and, in ``parts``, the question for each of its facts. Facts about one thing,
    such as one of the tensions, have it as their ``topic``. A dozen are ``first``: with them a first pass is done.
    """

    id: str
    title: str
    topic: str | None = None
    question: str
    meaning: str
    unit: str | None = None
    each: str | None = None
    can_be_none: bool = True
    parts: Mapping[str, str] = field(default_factory=dict)
    group: Group
    first: bool = False
    propositions: tuple[PropositionId, ...]


class Update(Record, what="what may have changed"):
    """What to look up about a body before resting on what is said of it here.

    Attributes
    ----------
    layers : tuple of str
        The layers it bears on.
    last_seen : str
        When the newest source was, and what stood in it.
    """

    id: str
    title: str
    layers: tuple[LayerId, ...]
    look_up: tuple[str, ...]
    last_seen: str
    sources: tuple[SourceId, ...]


class Source(Record, what="a source"):
    """Where a fact comes from."""

    id: str
    title: str
    publisher: str
    year: Annotated[int, Between(1900, 2100, "")] | None = None
    url: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        parts = (self.publisher, self.title, self.year, self.url)
        return f"[{self.id}] {', '.join(str(part) for part in parts if part)}"


#: The record of each collection, and what its table shows, in the order in which a reader meets them.
_RECORDS: dict[str, tuple[type[Record], tuple[str, ...]]] = {
    "propositions": (Proposition, ("id", "where", "title", "kind")),
    "premises": (Premise, ("title", "text")),
    "gaps": (Gap, ("title", "banks", "text", "executives")),
    "paradoxes": (Paradox, ("title", "poles", "text")),
    "features": (Feature, ("title", "text")),
    "layers": (Layer, ("era", "rung", "title", "text", "language")),
    "counts": (Count, ("title", "date", "count", "series", "sources", "caution")),
    "facts": (Fact, ("id", "question", "meaning", "group")),
    "sources": (Source, ("id", "publisher", "title", "url")),
    "updates": (Update, ("title", "look_up", "last_seen")),
}

#: The names of the collections, in that order.
COLLECTIONS = tuple(_RECORDS)


@cache
def load(name: str) -> Collection[Any]:
    """Read one collection of ``data/framework/``, once.

    Parameters
    ----------
    name
        One of `COLLECTIONS`.
    """
    return Collection.from_toml(f"framework/{name}.toml", *_RECORDS[name])


@cache
def tasks() -> Collection[Task]:
    """Read the tasks in which facts are asked for, once, in the order in which people think of them."""
    return Collection.from_toml("framework/tasks.toml", Task, ("title", "guide"))


@cache
def check_ids() -> tuple[str, ...]:
    """Return the ids of the checks, whose words stand in ``data/framework/checks.toml``."""
    return tuple(parse_toml((data_folder() / "framework" / "checks.toml").read_text("utf-8"), Record))
