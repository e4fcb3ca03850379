"""A role: a structured description of one job, in which every fact can be *not stated*.

``None`` means not stated, which is not the same as no: text ``"none"``, an empty list, ``0`` and ``False`` all say
that there is none. Words that only hold a fact's place ("TBC", "see advert") count as not stated and are kept in
`Role.unfilled`. What each fact means stands in ``data/framework/facts.toml``, under the same path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, TypeVar, get_args, get_origin

from leadership_lib.core.errors import UnknownKeyError, near_misses
from leadership_lib.core.html import Markup, folded, listing, table, tag, wrap
from leadership_lib.core.records import Between, Record, field_kinds, optional
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import LayerId
from leadership_lib.role.parts import (
    Accountability,
    Appointment,
    Capacity,
    DecisionRight,
    Development,
    Influence,
    Judgement,
    Line,
    Objective,
    Part,
    Purpose,
    Reward,
    Scope,
    Tensions,
)

#: The layer of a role whose body is not in the list; then the role says how many steps up from a practice it stands.
OTHER_LAYER = "other"

#: The word that states, in a text fact, that there is none.
NONE = "none"

T = TypeVar("T")

#: Under which attribute a role keeps what was worked out of it.
KEPT = "_kept"


def kept_as(work: Callable[..., Any]) -> str:
    """Return the name under which a role keeps what a function makes of it: unlike a function, it can be pickled."""
    return f"{work.__module__}.{work.__qualname__}"


class Role(Part):
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
    rung: Annotated[int, Between(1, 10, "steps up from a practice (1)")] | None = None
    complete: bool | None = None
    duties: tuple[str, ...] | None = None
    other_words: tuple[str, ...] | None = None
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
    judgements: tuple[Judgement, ...] | None = None

    def judge(self, check: str, answer: str, because: str) -> Role:
        """Return the role with a person's answer to a check, beside the machine's; one check, one judgement.

        Parameters
        ----------
        check
            The id of the check, such as ``clarity.concrete``.
        answer
            ``met``, ``partly``, ``not met``, ``not stated`` or ``does not apply``.
        because
            Why, in a sentence.

        Raises
        ------
        RoleError
            There is no such check or answer, or no reason.

        Examples
        --------
        >>> import leadership_lib as ll
        >>> role = ll.load_role("place_lead").judge("clarity.concrete", "met", because="Done or not.")
        >>> ll.diagnose(role).findings["clarity.concrete"].judgement.answer
        'met'
        """
        made = Judgement.from_dict({"check": check, "answer": answer, "because": because})
        return self.with_(judgements=[*(one for one in self.judgements or () if one.check != check), made])

    def judgement(self, check: str) -> Judgement | None:
        """Return what a person has answered to a check; None where no one has."""
        return next((one for one in self.judgements or () if one.check == check), None)

    def __getitem__(self, path: str) -> Any:
        """Return the fact at a path such as ``capacity.hours_paid``; None where it is not stated."""
        getter = _getters().get(path) if isinstance(path, str) else None
        if getter is None:
            raise UnknownKeyError(f"{path!r} is not a fact of a role: {near_misses(path, fact_paths())}")
        return getter(self)

    def leaves_open(self, path: str) -> bool:
        """Tell whether a fact is open: not stated, and not to be worked out from others, as paid hours from time."""
        if path == "capacity.hours_paid" or path.startswith("capacity.time."):
            return self.capacity.paid is None
        return self[path] is None

    def keeps(self, work: Callable[[Role], T]) -> T:
        """Return what a function makes of the role: worked out once, since a role never changes.

        Parameters
        ----------
        work
            A function of a module that asks nothing but the role.
        """
        known: dict[str, T] = vars(self).setdefault(KEPT, {})
        if (name := kept_as(work)) not in known:
            known[name] = work(self)
        return known[name]

    @property
    def steps_up(self) -> int | None:
        """How many steps up from a practice the role stands; None where its layer is not stated."""
        if self.layer == OTHER_LAYER:
            return self.rung
        return None if self.layer is None else concepts.load("layers")[self.layer].rung

    def stated(self) -> dict[str, Any]:
        """Return the facts that are stated, by path, in order."""
        return {path: value for path in fact_paths() if (value := self[path]) is not None}

    def __repr__(self) -> str:
        return f"Role({self.title or 'title not stated'!r}: {len(self.stated())} of {len(fact_paths())} facts stated)"

    def _repr_html_(self) -> str:
        groups: dict[str, list[list[object]]] = {group: [] for group in concepts.tasks().ids}
        for fact in concepts.load("facts"):
            groups[fact.group].append([fact.title, as_read(self[fact.id])])
        stated = f"{len(self.stated())} of {len(fact_paths())} facts are stated."
        parts = [folded(group, table(["fact", "what the role says"], rows, group)) for group, rows in groups.items()]
        return wrap(tag("h3", self.title or "A role without a title"), tag("p", stated), *parts)


@cache
def fact_paths() -> tuple[str, ...]:
    """Return the path of every fact a role can state, in order."""
    return tuple(path for path in _paths(Role, "") if path != "judgements")


@cache
def _getters() -> dict[str, Callable[[Role], Any]]:
    return {path: attrgetter(path) for path in fact_paths()}


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


def holds_words(kind: Any) -> bool:
    """Tell whether a fact of a type holds words as the description has them, by itself, in a list or in its parts."""
    if get_origin(kind) is tuple:
        inner = optional(get_args(kind)[0])[0]
        return inner is str or (isinstance(inner, type) and issubclass(inner, Record))
    return kind is str


#: How a text may begin that says "none".
_BEGINS = frozenset(NONE[0] + NONE[0].upper() + " .!\n")


def says_none(value: Any) -> bool:
    """Return whether a stated fact says that there is none: the word, with a full stop or not, or an empty list."""
    if isinstance(value, str):
        # Most texts are told from the word by their first letters.
        return value[:1] in _BEGINS and value.strip(" .!\n").lower() == NONE
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
        case Line():
            named = [value.to or value.to_whom or "someone not stated"]
            named += [f"({value.to_whom})"] if value.to and value.to_whom else []
            return " ".join(named + ([f"for {value.answers_for}"] if value.answers_for else []))
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
