"""Rules: by which words, under which headings, a unit states a fact. They are data, and this module compiles them.

A rule is a table in ``data/description/``: which fact, in which kinds of unit and sections, under which labels, by
which patterns and unless by which others, and how the fact is filled. Each has sentences that it matches and others
that it leaves.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from leadership_lib.core.collection import Collection, one_record
from leadership_lib.core.faults import Code, Fault
from leadership_lib.core.folders import data_folder
from leadership_lib.core.records import OneOf, Record, optional
from leadership_lib.description import amounts
from leadership_lib.description.gates import Gates
from leadership_lib.description.sections import SectionId, sections
from leadership_lib.description.sections import pattern as in_language
from leadership_lib.description.units import LONGEST, Kind, Unit
from leadership_lib.framework import concepts
from leadership_lib.role.role import fact_kind, fact_paths, holds_words

Sure = Literal["sure", "likely", "maybe"]

#: Facts that are read as one: an amount is nothing without its unit.
TOGETHER: Final = {"capacity.time": "time", "reward.pay": "pay"}

#: Text facts of which a role has one.
NAMES: Final = {"title", "organisation", "appointment.employer"}

#: What someone has or is given: words right behind a denial state none of it.
_HAD: Final = {
    "accountability.manages",
    "capacity.backfill",
    "capacity.protected",
    "capacity.support",
    "development.before",
    "development.during",
    "influence.means",
    "influence.partner_manager",
    "reward.not_money",
    "scope.staff",
}

#: Files of ``data/description/`` that hold no rules.
_NO_RULES: Final = {"sections", "labels", "language", "words", "assistant"}


@cache
def _skipped() -> tuple[str, ...]:
    return tuple(one.id for one in sections() if one.skipped)


@cache
def readable() -> tuple[str, ...]:
    """Return the facts that a rule can fill: those of a role, with time and pay as one each."""
    paths = (next((whole for whole in TOGETHER if path.startswith(f"{whole}.")), path) for path in fact_paths())
    return tuple(dict.fromkeys(path for path in paths if path != "complete"))


class Rule(Record, what="a rule"):
    """One way in which a description states a fact.

    Attributes
    ----------
    id, fact : str
        Its name, and the path of the fact.
    sure : str
        ``sure``, ``likely``, or ``maybe``, which is shown as a question.
    kinds, sections, not_in : tuple of str
        The kinds of unit it looks in; the only sections, where it names some; the sections it leaves alone.
    under : tuple of str
        Patterns of the whole label or heading over the unit.
    any, unless : tuple of str
        Patterns of which one has to be found, and of which none may; ``{NAME}`` is a list of ``words.toml``.
    opening : bool
        Only among the first units of a document.
    of_employer : bool
        Also in sentences that are about the employer, such as "We pay ...".
    otherwise : bool
        Only in a document in which no rule without it finds the fact; ``unless`` then counts only close to the words.
    take : str
        What of the words fills the fact: the group ``value`` of the pattern or all that it matched (``words``), the
        whole unit, a plain ``yes``, or the amount in them (``time``, ``hours`` a week, ``pay``, ``months``); ``pay or
        band`` takes the words for a band where no sum is named.
    says : str or None
        The choice that the words stand for, where the fact is one.
    parts : mapping
        Further facts of the thing listed, such as the `extent` of a decision right.
    matches, leaves : tuple of str
        Sentences, with their heading where it counts, that state the fact and that do not; three of each at least.
    """

    id: str
    fact: Annotated[str, OneOf(readable)]
    sure: Sure
    kinds: tuple[Kind, ...] = ("value", "bullet", "sentence")
    sections: tuple[SectionId, ...] = ()
    not_in: tuple[SectionId, ...] = field(default_factory=lambda: _skipped())
    under: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    opening: bool = False
    of_employer: bool = False
    otherwise: bool = False
    take: Literal["words", "unit", "yes", "time", "hours", "pay", "pay or band", "months"] = "words"
    says: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    matches: tuple[str, ...]
    leaves: tuple[str, ...]

    def _check(self) -> Iterator[Fault]:
        for name in ("matches", "leaves"):
            if len(getattr(self, name)) < 3:
                yield Fault((name,), Code.RULE, len(getattr(self, name)), "three sentences at least")
        if not self.under and not self.any and not self.sections:
            yield Fault(("any",), Code.RULE, self.any, "a pattern, or a label, or a section by which it is known")
        if (fault := self._unfitting()) is not None:
            yield Fault(("take",), Code.RULE, self.says or self.take, fault)
        for name in ("under", "any", "unless"):
            for pattern in getattr(self, name):
                if fault := _faulty(pattern):
                    yield Fault((name,), Code.RULE, pattern, fault)

    def _unfitting(self) -> str | None:
        """Return what fills such a fact, where what this rule takes does not; None where it does."""
        if self.fact in TOGETHER:
            needs = TOGETHER[self.fact]
            return None if self.take.startswith(needs) else f"{self.fact} is filled by take = {needs!r}"
        kind = fact_kind(self.fact)
        item = optional(get_args(kind)[0])[0] if get_origin(kind) is tuple else kind
        if self.fact == "appointment.length_months":
            return None if self.take == "months" else "a term is filled by take = 'months'"
        if item is bool:
            return None if self.take == "yes" else "a yes or no is filled by take = 'yes'"
        if holds_words(kind):
            return None if self.take in ("words", "unit") else "text is filled by take = 'words' or 'unit'"
        if getattr(item, "__origin__", None) is float:
            return None if self.take == "hours" else "hours a week are filled by take = 'hours'"
        allowed = get_args(item) if get_origin(item) is Literal else concepts.load("layers").ids
        return None if self.says in allowed else f"says = one of {', '.join(map(str, allowed))}"

    @cached_property
    def _under(self) -> re.Pattern[str] | None:
        return _compiled(*self.under)

    @cached_property
    def _any(self) -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
        """Its patterns, each with letters of which one stands in every text that it finds something in.

        No letters where none are known.
        """
        return tuple((_literals(_parsed(_filled(one))), _compiled(one) or _ALL) for one in self.any)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return _compiled(*self.unless)

    def found_in(self, units: Sequence[Unit], gates: Gates) -> Iterator[tuple[Unit, re.Match[str]]]:
        """Yield the units of a document that state the fact by this rule, each with where it does.

        Parameters
        ----------
        units
            The units, in their order.
        gates
            Where in them letters stand.
        """
        first: dict[int, re.Match[str]] = {}
        looks: dict[int, bool] = {}
        for letters, pattern in self._any or ((frozenset(), _ALL),):
            for place in gates.places(letters):
                if place not in looks:
                    looks[place] = self._looks_in(units[place], place)
                found = pattern.search(units[place].text) if looks[place] else None
                if found and (place not in first or found.start() < first[place].start()):
                    first[place] = found
        for place, found in sorted(first.items()):
            if self._goes_on(units, place, first) or self._is_denied(units[place], found):
                continue
            near = NEAR if self.otherwise else LONGEST
            around = units[place].text[max(0, found.start() - near) : found.end() + near]
            if not (self._unless and self._unless.search(around)):
                yield units[place], found

    def _goes_on(self, units: Sequence[Unit], place: int, found: Container[int]) -> bool:
        """Tell whether a name stands beside its label above already: what goes on below it is something else."""
        by_label = self.fact in NAMES and bool(self.under)
        return by_label and place - 1 in found and units[place - 1].under == units[place].under

    def _is_denied(self, unit: Unit, found: re.Match[str]) -> bool:
        """Tell whether the words right before say that there is none."""
        before = unit.text[max(0, found.start() - NEAR) : found.start()]
        return self.fact in _HAD and in_language("denied", r"\b{} ?$", re.IGNORECASE).search(before) is not None

    def _looks_in(self, unit: Unit, place: int) -> bool:
        """Tell whether it looks in a unit at its place among those of a document, from 0."""
        if unit.kind not in self.kinds or unit.section in self.not_in or (self.opening and place >= OPENING):
            return False
        if (self.sections and unit.section not in self.sections) or (
            unit.about == "employer" and not self.of_employer
        ):
            return False
        return not self._under or self._under.fullmatch(unit.under) is not None


#: So many characters on each side are close to words.
NEAR: Final = 60

#: So many units are the opening of a document.
OPENING: Final = 12

_ALL: Final = re.compile(r".+", re.DOTALL)


@cache
def _words() -> dict[str, str]:
    """Return the lists of ``words.toml`` as alternatives, and the patterns of amounts."""
    lists = one_record("description/words.toml", _Words).lists
    named = {name: "|".join(words) for name, words in lists.items()}
    # A list may name one that stands further down, and every list the numbers.
    return {**{name: f"(?:{either})" for name, either in named.items()}, "NUMBER": amounts.NUMBER}


class _Words(Record, what="lists of words"):
    lists: Mapping[str, tuple[str, ...]]


def _filled(pattern: str) -> str:
    """Return a pattern with its lists of words put in, and every space as white space of whatever width."""
    for name, either in _words().items():
        pattern = pattern.replace("{" + name + "}", either)
    return pattern.replace(" ", r"\s{1,6}")


def _compiled(*patterns: str) -> re.Pattern[str] | None:
    """Return a pattern of which any may stand; None of none."""
    either = "|".join(f"(?:{_filled(one)})" for one in patterns)
    return re.compile(either, re.IGNORECASE) if patterns else None


def _faulty(pattern: str) -> str | None:
    """Return what is wrong with a pattern; None where nothing is. A text of any length is read in bounded time."""
    if left := re.search(r"\{[A-Z_]+\}", _filled(pattern)):
        return f"{left.group()} is no list of words.toml"
    try:
        re.compile(_filled(pattern), re.IGNORECASE)
        tree = _parsed(_filled(pattern))
    except re.error as error:
        return f"a regular expression ({error})"
    return "quantifiers with an end, such as {0,40}, and none inside another" if _unbounded(tree) else None


def _parsed(pattern: str) -> Any:
    return re._parser.parse(pattern, re.IGNORECASE)  # type: ignore[attr-defined]


def _unbounded(tree: Any, inside: bool = False) -> bool:
    """Tell whether a quantifier has no end, or a wide one stands inside another."""
    for name, value in tree:
        kind = str(name)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            _, most, body = value
            wide = most > 12
            if most > 200 or (inside and wide) or _unbounded(body, inside or wide):
                return True
        inner = (
            value[1]
            if kind == "BRANCH"
            else [value[-1]]
            if kind in ("SUBPATTERN", "ASSERT", "ASSERT_NOT")
            else [value]
            if kind == "ATOMIC_GROUP"
            else []
        )
        if any(_unbounded(one, inside) for one in inner):
            return True
    return False


def _literals(tree: Any) -> frozenset[str]:
    """Return strings of three letters or more, one of which every match of a pattern holds; or none."""
    options: list[frozenset[str]] = []
    run = ""
    for name, value in [*tree, (None, None)]:
        kind = str(name)
        if kind == "LITERAL":
            run += chr(value).lower()
            continue
        if len(run) >= 3:
            options.append(frozenset({run}))
        run = ""
        if kind == "SUBPATTERN":
            options.append(_literals(value[-1]))
        elif kind in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
            options.append(_literals(value[2]))
        elif kind == "BRANCH":
            each = [_literals(one) for one in value[1]]
            options.append(frozenset().union(*each) if all(each) else frozenset())
    return max((one for one in options if one), key=lambda one: min(map(len, one)), default=frozenset())


def files() -> list[str]:
    """Return the names of the files of rules in ``data/description/``, in order."""
    return sorted(path.name for path in (data_folder() / "description").glob("*.toml") if path.stem not in _NO_RULES)


@cache
def load() -> Collection[Rule]:
    """Read every file of rules in ``data/description/``, once; those that hold only otherwise come last."""
    read = [Collection.from_toml(f"description/{name}", Rule, ("fact", "sure", "matches")) for name in files()]
    ordered = sorted((rule for each in read for rule in each), key=lambda rule: rule.otherwise)
    return Collection("rules", ordered, ("fact", "sure", "matches"))
