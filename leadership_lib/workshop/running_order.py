"""Running order: a workshop minute by minute, with what to say, what people will say and what goes wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated

from leadership_lib.core.collection import Collection, one_record
from leadership_lib.core.errors import Problem, whole
from leadership_lib.core.faults import Code, Fault
from leadership_lib.core.folders import data_folder
from leadership_lib.core.html import Markup, html, listing, table, tag, wrap
from leadership_lib.core.records import Between, Record

#: From how many people on the minutes of the larger room are taken; fewer can answer, talk and report sooner.
LARGE = 20


class Step(Record, what="a step of a workshop"):
    """One step: what to do and to say, what people will say and what goes wrong, each with an answer, and plan B."""

    id: str
    title: str
    do: str
    say: str
    plan_b: str
    hear: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


class Minutes(Record, what="the minutes of a step"):
    """How long a step takes with twelve and with forty people."""

    step: str
    twelve: Annotated[int, Between(1, 120, "minutes")]
    forty: Annotated[int, Between(1, 120, "minutes")]


class Plan(Record, what="a running order"):
    """The steps of a workshop of some length."""

    title: str
    minutes: Annotated[int, Between(10, 480, "minutes")]
    about: str
    steps: tuple[Minutes, ...]

    def _check(self) -> Iterable[Fault]:
        for place, one in enumerate(self.steps):
            if one.step not in steps():
                yield Fault(("steps", place, "step"), Code.RULE, one.step, f"allowed are {', '.join(steps().ids)}")
        for size in ("twelve", "forty"):
            if (total := sum(getattr(one, size) for one in self.steps)) != self.minutes:
                yield Fault(("minutes",), Code.RULE, self.minutes, f"the steps with {size} people take {total}")


class Kit(Record, what="the facilitator's kit"):
    """What a facilitator needs around the running order."""

    day_before: tuple[str, ...]
    small: str
    holder: str
    after: str
    variants: str
    head: Mapping[str, str]


@cache
def steps() -> Collection[Step]:
    """Read the steps, once."""
    return Collection.from_toml("workshop/steps.toml", Step, ("title", "do", "say", "plan_b"))


@cache
def kit() -> Kit:
    """Read the kit, once."""
    return one_record("workshop/kit.toml", Kit)


@cache
def plans() -> Mapping[int, Plan]:
    """Read the plans, by their minutes, the shortest first."""
    names = (path.name for path in (data_folder() / "workshop" / "running_orders").glob("*.toml"))
    found = [one_record(f"workshop/running_orders/{name}", Plan) for name in names]
    return {plan.minutes: plan for plan in sorted(found, key=lambda plan: plan.minutes)}


@dataclass(frozen=True, repr=False)
class RunningOrder:
    """A running order for a room of some size.

    Attributes
    ----------
    plan : Plan
        The steps and their minutes.
    people : int
        How many are expected.
    """

    plan: Plan
    people: int

    @property
    def lines(self) -> tuple[tuple[int, int, Step], ...]:
        """From which minute to which each step goes."""
        made, start = [], 0
        for one in self.plan.steps:
            end = start + (one.forty if self.people >= LARGE else one.twelve)
            made.append((start, end, steps()[one.step]))
            start = end
        return tuple(made)

    def __repr__(self) -> str:
        head = kit().head["caption"].format(title=self.plan.title, people=self.people)
        return "\n".join([head, *(f"{start} to {end}: {step.title}" for start, end, step in self.lines)])

    def _repr_html_(self) -> str:
        said = kit().head
        rows = (
            [f"{start} to {end}", tag("b", step.title), Markup("".join(_told(step)))]
            for start, end, step in self.lines
        )
        caption = said["caption"].format(title=self.plan.title, people=self.people)
        notes = [
            tag("p", text) for text in (self.plan.about, said["note"], *([kit().small] if self.people < 8 else []))
        ]
        return wrap(*notes, table([said["from_to"], said["step"], said["do"]], rows, caption))


def _told(step: Step) -> Iterator[Markup]:
    said = kit().head
    yield tag("p", step.do)
    yield tag("p", tag("b", f"{said['say']}: "), f"“{step.say}”")
    for title, pairs in ((said["hear"], step.hear), (said["wrong"], step.wrong)):
        if pairs:
            lines = (Markup(f"{tag('i', first)} {html(then)}") for first, then in pairs.items())
            yield tag("p", tag("b", title))
            yield listing(lines)
    yield tag("p", tag("b", f"{said['plan_b']}: "), step.plan_b)


def running_order(minutes: int = 60, people: int = 40) -> RunningOrder:
    """Return the running order of a workshop.

    Parameters
    ----------
    minutes
        How long it may take: 60, 90 or 210.
    people
        How many are expected; from 20 on the minutes are those of a large room.

    Raises
    ------
    Problem
        There is none of that length.

    Examples
    --------
    >>> running_order(60, 12).lines[0][:2]
    (0, 4)
    """
    whole("people", people, 1, "how many are expected")
    if minutes not in plans():
        raise Problem(f"There is no running order of {minutes!r} minutes; there are {', '.join(map(str, plans()))}.")
    return RunningOrder(plans()[minutes], people)


class Checklist:
    """The day before, and what else to think of; it shows itself."""

    def __repr__(self) -> str:
        return "\n".join([kit().head["checklist"], *(f"[ ] {line}" for line in kit().day_before)])

    def _repr_html_(self) -> str:
        boxes = listing(f"☐ {line}" for line in kit().day_before)
        return wrap(tag("h3", kit().head["checklist"]), boxes)
