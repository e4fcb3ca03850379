"""Advice: what a frontier comes to, in plain sentences, with what stays open (P51)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.redesign.combination import Combination
from leadership_lib.redesign.frontier import Frontier

#: How many changes are a few.
FEW = 3

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number(count: int, thing: str = "") -> str:
    """Give a number in words where it is small, with what it counts."""
    said = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{said} {thing}{'s' * (count != 1)}" if thing else said


def advise(frontier: Frontier) -> Iterator[str]:
    """Give the sentences."""
    total = len(frontier.open)
    if not len(frontier):
        yield "No combination of these moves keeps to the limits."
        return
    if not total:
        yield "Every finding is met as it stands; what is left is a matter for development, not for design (P51)."
        return
    few, free, most = _most(frontier, FEW, 0), _most(frontier, None, 0), _most(frontier, None, None)
    if most is None or not most.closes:
        yield f"Within these limits no move closes any of the {number(total, 'open finding')}."
        yield from _left(frontier, frontier.open)
        return
    known: set[str] = set()
    if few and few.closes:
        yield _opening(few, total)
        if cautions := [move.caution for move in few.moves if move.caution]:
            yield f"Where that can mislead: {' '.join(cautions)}"
        known = set(few.closes)
    if free and len(free.closes) > len(known):
        yield (
            f"Without money, {number(len(free.ids), 'change')} can close {number(len(free.closes))} of them, for "
            f"{free.cost.hours:g} hours of people's work in the first year and {_yes(free)}."
        )
        known = set(free.closes)
    if len(most.closes) > len(known):
        more = [check for check in most.closes if check not in known]
        paid = [move for move in most.moves if move.cost.pounds]
        items = "; ".join(f"{_lower(move.title)} ({move.cost.pounds:,.0f})" for move in paid)
        sum_ = f"{most.cost.pounds:,.0f} pounds in the first year: {items}"
        yield _capital(f"{_other(len(more), bool(known))} {'needs' if len(more) == 1 else 'need'} money, {sum_}.")
    known |= set(most.closes)
    yield from _left(frontier, [check for check in frontier.open if check not in known])
    yield from _beware(frontier, most)
    plan = "; ".join(item.title[0].lower() + item.title[1:] for item in list(most.residual)[:3])
    yield (
        f"What no design closes is a matter for development (P51), in {number(len(most.residual))} parts: "
        f"{plan}; and more."
    )
    yield (
        "A finding counts as closed once what is marked 'to be agreed' has been agreed and is true. Costs are "
        "assumptions; put in your own."
    )


def _most(frontier: Frontier, changes: int | None, pounds: float | None) -> Combination | None:
    """Give the combination that closes most with so many changes and so much money, then costs the least."""
    costs = ["hours", "pounds", "changes"] if changes is not None else ["hours", "pounds"]
    limits = {"changes": changes, "pounds": pounds}
    kept = {name: most for name, most in limits.items() if most is not None}
    for name, most in kept.items():
        mine = getattr(frontier.limits, name)
        kept[name] = most if mine is None else min(most, mine)
    found = frontier.narrowed(**kept, costs=costs)
    if not len(found):
        return None
    best = found[-1].closed
    # The points stand in order of findings closed, then of pounds, then of hours.
    return next(point.first for point in found if point.closed == best)


def _opening(few: Combination, total: int) -> str:
    money = "which costs no money," if len(few.ids) == 1 else "none of which costs money,"
    verb = "closes" if len(few.ids) == 1 else "close"
    titles = "; ".join(_lower(move.title) for move in few.moves)
    said = f"{number(len(few.ids), 'change')}, {money} {verb} {number(len(few.closes))} of {number(total, 'finding')}"
    return f"{_capital(said)}: {titles} ({few.cost.hours:g} hours; {_yes(few)})."


def _yes(some: Combination) -> str:
    return str(some.cost).rpartition(", no money, ")[2] if not some.cost.pounds else str(some.cost)


def _other(count: int, some: bool) -> str:
    if not some:
        return number(count, "finding")
    return "the other one" if count == 1 else f"the other {number(count)}"


def _left(frontier: Frontier, left: Iterable[str]) -> Iterator[str]:
    questions = [checks()[check].question for check in left]
    if questions:
        stay = "stays" if len(questions) == 1 else "stay"
        said = f"{number(len(questions), 'finding')} {stay} open whichever of these moves are made within the limits:"
        more = f" And {number(len(questions) - FEW)} more." if len(questions) > FEW else ""
        yield _capital(f"{said} {' '.join(questions[:FEW])}{more}")


def _beware(frontier: Frontier, most: Combination) -> Iterator[str]:
    for move in frontier.moves:
        if move.worsens:
            worse = " ".join(checks()[check].question for check in move.worsens)
            mended = move.id in most.ids and not set(move.worsens) & set(most.worsens)
            yield f"Beware: by itself {move.title!r} makes this worse: {worse}{MENDED if mended else ''}"
    if most.worsens:
        worse = " ".join(checks()[check].question for check in most.worsens)
        yield f"The combination that closes most makes this worse: {worse}"


MENDED = " Together with the other changes it does not."


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
