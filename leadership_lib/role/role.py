"""A role: a structured description of one job, in which every fact can be *not stated*.

``None`` means not stated, which is not the same as no: text ``"none"``, an empty list, ``0`` and ``False`` all say
that there is none. What each fact means stands in ``data/framework/facts.toml``, under the same path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import cache
from typing import Annotated, Any, Literal

from leadership_lib.core.errors import UnknownKeyError, near_misses
from leadership_lib.core.html import Markup, folded, listing, table, tag, wrap
from leadership_lib.core.records import Between, Record, RecordError, field_kinds, optional
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import LayerId

Hours = Annotated[float, Between(0, 100, "hours a week")]
Comparison = Literal["less", "the same", "more"]

#: The word that states, in a text fact, that there is none.
NONE = "none"


class RoleError(RecordError):
    """Facts that do not make a role."""


class _Part(Record, what="a role", error=RoleError):
    """A part of a role, and the whole."""


class Purpose(_Part):
    """What the role is for, seen by each of its two clients (P33, P40, P42)."""

    higher: str | None = None
    for_peers: str | None = None
    for_organisation: str | None = None
    without_it: str | None = None


class Appointment(_Part):
    """How the holder comes to the role, and leaves it (P03, P16, P17)."""

    selected_for: tuple[Literal["special interest", "availability", "leadership", "trust of peers"], ...] | None = (
        None
    )
    peers_have_a_say: bool | None = None
    length_months: Annotated[float, Between(0, 240, "months")] | None = None
    review: str | None = None
    way_back: str | None = None
    given_up: tuple[str, ...] | None = None


class Accountability(_Part):
    """Who the lead answers to, and for what (P48 to P50)."""

    to: str | None = None
    to_whom: Literal["a clinical leader", "a mixed board", "a manager", "nobody"] | None = None
    for_what: Literal["the role", "the role and clinical practice", "other people's practice"] | None = None
    excludes_clinical_practice: bool | None = None
    manages_peers: bool | None = None


class DecisionRight(_Part):
    """Something the lead may decide, alone or with others, and its limit (P45)."""

    what: str | None = None
    over: Literal["people", "services", "resources", "plans"] | None = None
    extent: Literal["decides", "decides with others", "recommends", "is consulted"] | None = None
    limit: str | None = None


class Influence(_Part):
    """By what means the lead reaches people they cannot direct (P15, P16, P18, P19)."""

    decision_rights: tuple[DecisionRight, ...] | None = None
    means: tuple[str, ...] | None = None
    partner_manager: str | None = None
    partnership: Literal["equal", "manager leads", "clinician leads"] | None = None
    works_across: tuple[LayerId, ...] | None = None
    translator: str | None = None


class Objective(_Part):
    """One result the role is for: what, how anyone will know, by when, at which layer, with whom (P12, P41)."""

    text: str | None = None
    measure: str | None = None
    by: str | None = None
    milestones: tuple[str, ...] | None = None
    layer: LayerId | None = None
    depends_on: tuple[Literal["the lead", "the team", "peers", "managers", "other bodies"], ...] | None = None
    shared_with: tuple[str, ...] | None = None
    hours: Hours | None = None


class Scope(_Part):
    """Where the role ends, what is laid down and what is left to the lead (P36, P38, P39, P44)."""

    boundaries: tuple[str, ...] | None = None
    prescribed_tasks: tuple[str, ...] | None = None
    latitude: tuple[Literal["plan", "deliver", "evaluate"], ...] | None = None


class Capacity(_Part):
    """Time and help (P13, P16, P20, P32)."""

    hours_paid: Hours | None = None
    hours_expected: Hours | None = None
    hours_to_zoom_out: Hours | None = None
    backfill: Literal["found and funded", "money only", "none"] | None = None
    keeps_clinical_work: bool | None = None
    support: tuple[str, ...] | None = None


class Reward(_Part):
    """Pay in both directions, and everything that is not pay (P20 to P23)."""

    against_clinical_work: Comparison | None = None
    against_managers: Comparison | None = None
    grows_with_accountability: bool | None = None
    not_money: tuple[str, ...] | None = None
    demands: tuple[str, ...] | None = None
    recognition: str | None = None


class Development(_Part):
    """How the holder is prepared for the role and goes on learning in it (P31)."""

    before: tuple[str, ...] | None = None
    during: tuple[str, ...] | None = None


class Tension(_Part):
    """How one paradox is handled; the poles are named, in order, in the framework's paradox (P27 to P31)."""

    named: bool | None = None
    approach: Literal["hold both", "split the roles", "choose one pole", "avoid"] | None = None
    first_pole_steps: tuple[str, ...] | None = None
    second_pole_steps: tuple[str, ...] | None = None
    warnings: tuple[str, ...] | None = None


class Tensions(_Part):
    """The four paradoxes of section 3, each under its id."""

    professional_autonomy: Tension = Tension()
    representative_executive: Tension = Tension()
    interest_credibility: Tension = Tension()
    cross_profession_trust: Tension = Tension()


class Role(_Part):
    """A structured description of one job; immutable, so a change makes a new role.

    Change one with `with_` or with `dataclasses.replace`. Every fact may be None: not stated.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> role = ll.load_role("locality_clinical_lead")
    >>> role.with_(capacity={"hours_paid": 16}).capacity.hours_paid
    16
    """

    title: str | None = None
    organisation: str | None = None
    layer: LayerId | None = None
    purpose: Purpose = Purpose()
    appointment: Appointment = Appointment()
    accountability: Accountability = Accountability()
    influence: Influence = Influence()
    objectives: tuple[Objective, ...] | None = None
    scope: Scope = Scope()
    capacity: Capacity = Capacity()
    reward: Reward = Reward()
    development: Development = Development()
    tensions: Tensions = field(default_factory=Tensions)

    def __getitem__(self, path: str) -> Any:
        """Return the fact at a path such as ``capacity.hours_paid``; None where it is not stated."""
        if path not in fact_paths():
            raise UnknownKeyError(f"{path!r} is not a fact of a role: {near_misses(path, fact_paths())}")
        value: Any = self
        for name in path.split("."):
            value = getattr(value, name)
        return value

    def stated(self) -> dict[str, Any]:
        """Return the facts that are stated, by path, in order."""
        return {path: value for path in fact_paths() if (value := self[path]) is not None}

    def __repr__(self) -> str:
        return f"Role({self.title or 'title not stated'!r}: {len(self.stated())} of {len(fact_paths())} facts stated)"

    def _repr_html_(self) -> str:
        groups: dict[str, list[list[object]]] = {group: [] for group in concepts.GROUPS}
        for fact in concepts.load("facts"):
            groups[fact.group].append([fact.title, as_read(self[fact.id])])
        stated = f"{len(self.stated())} of {len(fact_paths())} facts are stated."
        parts = [folded(group, table(["fact", "what the role says"], rows, group)) for group, rows in groups.items()]
        return wrap(tag("h3", self.title or "A role without a title"), tag("p", stated), *parts)


@cache
def fact_paths() -> tuple[str, ...]:
    """Return the path of every fact a role can state, in order."""
    return tuple(_paths(Role, ""))


def _paths(cls: type[Record], prefix: str) -> Iterator[str]:
    for name, kind in field_kinds(cls).items():
        if isinstance(kind, type) and issubclass(kind, Record):
            yield from _paths(kind, f"{prefix}{name}.")
        else:
            yield prefix + name


def fact_kind(path: str) -> Any:
    """Return the type of the fact at a path, without the None that every fact allows."""
    kind: Any = Role
    for name in path.split("."):
        kind = field_kinds(kind)[name]
    return optional(kind)[0]


def says_none(value: Any) -> bool:
    """Return whether a stated fact says that there is none: the word, with a full stop or not, or an empty list."""
    if isinstance(value, str):
        return value.strip(" .!\n").lower() == NONE
    if isinstance(value, tuple):
        return all(isinstance(item, str) and says_none(item) for item in value)
    return value is not None and not value


def real(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a list really names, without a "none" among it."""
    return tuple(item for item in items if not says_none(item))


def as_read(value: Any) -> Markup:
    """Return a fact as a person reads it on a page."""
    if value is None:
        return tag("span", "not stated", class_="unstated")
    return listing(map(words, value)) if isinstance(value, tuple) and value else tag("span", words(value))


def words(value: Any) -> str:
    """Return a fact in plain words, on one line."""
    return " ".join(_worded(value).split())


def _worded(value: Any) -> str:
    match value:
        case None:
            return "not stated"
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:g}"
        case Objective():
            parts = [value.text or "an objective without words"]
            parts += [f"measure: {value.measure}"] if value.measure else []
            parts += [f"by {value.by}"] if value.by else []
            return "; ".join(parts)
        case DecisionRight():
            return f"{value.extent + ': ' if value.extent else ''}{value.what or 'something not stated'}" + (
                f" ({value.limit})" if value.limit else ""
            )
        case tuple():
            return "; ".join(map(words, value)) or "none"
    return str(value)
