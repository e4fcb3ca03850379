"""Proposal: what the evidence for one fact comes to, in one document or several; at odds, none is chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final, get_origin

from leadership_lib.description.evidence import Evidence
from leadership_lib.description.rules import NAMES, TOGETHER, Sure
from leadership_lib.framework import concepts
from leadership_lib.role.parts import Time
from leadership_lib.role.role import fact_kind

RULE: Final = "a rule"

#: How sure, from the surest down.
ORDER: Final = {"sure": 0, "likely": 1, "maybe": 2}

#: So many values at odds are looked at.
MOST_ODDS: Final = 40


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a reading proposes for one fact.

    Attributes
    ----------
    fact : str
        Its path; ``capacity.time`` and ``reward.pay`` are one each.
    value : object
        As a role file has it; None where the words are at odds, or only hold its place.
    sure : str
        How sure, by the surest words.
    evidence : tuple of Evidence
        Every place that states it, those first that the value rests on.
    odds : tuple
        The values that the documents have, where they are at odds; none of them is chosen.
    found_by : str
        ``a rule`` or ``your assistant``.
    """

    fact: str
    value: Any
    sure: Sure
    evidence: tuple[Evidence, ...]
    odds: tuple[Any, ...] = ()
    found_by: str = RULE

    @property
    def id(self) -> str:
        """The path of the fact, by which the proposal is found."""
        return self.fact

    @property
    def title(self) -> str:
        """What the fact is called."""
        return title_of(self.fact)

    @property
    def settled_elsewhere(self) -> bool:
        """Whether the words point to another document, or to a later day, instead of stating the fact."""
        return self.value is None and not self.odds

    @property
    def standing(self) -> str:
        """How it stands: at odds, settled elsewhere, or how sure it is."""
        return "at odds" if self.odds else "settled elsewhere" if self.settled_elsewhere else self.sure

    def row(self) -> dict[str, Any]:
        """Return what its row of a table says."""
        first = self.evidence[0]
        return {
            "fact": self.fact,
            "title": self.title,
            "value": self.value if not self.odds else " / ".join(map(str, self.odds)),
            "sure": self.standing,
            "words": first.words,
            "found_by": self.found_by,
            "rule": first.by,
            "document": first.document,
            "start": first.start,
            "end": first.end,
        }


def title_of(fact: str) -> str:
    """Return what a fact, or time and pay as one, is called."""
    known = concepts.load("facts")
    return known[fact].title if fact in known else TOGETHER[fact].capitalize()


def proposal(fact: str, found: list[Evidence]) -> Proposal:
    """Return what evidence for one fact comes to.

    Parameters
    ----------
    fact
        Its path.
    found
        The evidence, in the order of the documents.
    """
    stated = [one for one in found if one.value is not None]
    if not stated:
        return Proposal(fact, None, found[0].sure, tuple(found))
    kind = fact_kind(fact)
    if get_origin(kind) is tuple:
        return _listed(fact, stated)
    best = min(ORDER[one.sure] for one in stated)
    surest = [one for one in stated if ORDER[one.sure] == best]
    # Sentences add to one another, as about a purpose; amounts, choices and names exclude one another.
    odds = [] if kind is str and fact not in NAMES else _different(surest)
    ordered = (*surest, *(one for one in found if one.value is None or ORDER[one.sure] != best))
    if len(odds) > 1:
        return Proposal(fact, None, surest[0].sure, ordered, tuple(odds))
    return Proposal(fact, _fullest(surest) if fact in TOGETHER else surest[0].value, surest[0].sure, ordered)


def consistent(made: dict[str, Proposal]) -> dict[str, Proposal]:
    """Return the proposals of one reading without what other facts of it rule out.

    A role does not work across to its own layer, and whom it answers to is no manager beside it.
    """
    across, layer = made.get("influence.works_across"), made.get("layer")
    if across and layer and layer.value in (across.value or ()):
        kept = tuple(one for one in across.evidence if one.value != layer.value)
        made = _without(made, "influence.works_across", kept)
    beside, lines = made.get("influence.partner_manager"), made.get("accountability.lines")
    if beside and lines:
        above = [one.value["to"] for one in lines.evidence if one.value]
        kept = tuple(one for one in beside.evidence if not any(_same(one.value, to) for to in above))
        made = _without(made, "influence.partner_manager", kept)
    return made


def _without(made: dict[str, Proposal], fact: str, kept: tuple[Evidence, ...]) -> dict[str, Proposal]:
    rest = {path: one for path, one in made.items() if path != fact}
    return {**rest, fact: proposal(fact, list(kept))} if kept else rest


def _listed(fact: str, stated: list[Evidence]) -> Proposal:
    """Return a list of what each place states, none twice, as sure as most of it."""
    certain = [one for one in stated if one.sure != "maybe"] or stated
    kept: dict[str, Evidence] = {}
    last: Evidence | None = None
    for one in sorted(certain, key=lambda one: (one.document, one.start)):
        overlaps = last is not None and last.document == one.document and one.start < last.end
        if repr(one.value) not in kept and not overlaps:
            kept[repr(one.value)] = last = one
    [(sure, _)] = Counter(one.sure for one in kept.values()).most_common(1)
    return Proposal(fact, [one.value for one in kept.values()], sure, tuple(kept.values()))


def _different(found: list[Evidence]) -> list[Any]:
    """Return the values that are at odds: no two that say the same, one of them in more words."""
    kept: list[Any] = []
    # What is said in the same way is the same, and whoever says more than so many things says nothing.
    for value in list({repr(one.value): one.value for one in found}.values())[:MOST_ODDS]:
        if not any(_same(value, other) for other in kept):
            kept.append(value)
    return kept


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        short, long = sorted((_folded(one), _folded(other)), key=len)
        return f" {short} " in f" {long} " or f" {short} " in f" {_abbreviated(long, short)} "
    if isinstance(one, dict) and isinstance(other, dict):
        hours = [Time(**each).hours_a_week for each in (one, other) if "unit" in each]
        if len(hours) == 2:
            return None in hours or abs(hours[0] - hours[1]) <= 1  # type: ignore[operator]
        return all(one[key] == other[key] for key in one.keys() & other.keys())
    return bool(one == other)


def _abbreviated(long: str, short: str) -> str:
    """Return a name in which words stand by their first letters where a shorter one has them so, such as CCG."""
    words, known = long.split(), [word for word in short.split() if 2 <= len(word) <= 6]
    for letters in known:
        for at in range(len(words) - len(letters) + 1):
            if "".join(word[0] for word in words[at : at + len(letters)]) == letters:
                words[at : at + len(letters)] = [letters]
                break
    return " ".join(words)


def _fullest(found: list[Evidence]) -> Any:
    return max(found, key=lambda one: len(one.value)).value


def _folded(text: str) -> str:
    return " ".join("".join(c for c in text.lower() if c.isalnum() or c.isspace()).split())
