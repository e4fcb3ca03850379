"""Advice: what a frontier comes to, in plain sentences, with what stays open (P51)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from leadership_lib.diagnosis import checks
from leadership_lib.redesign.combination import Combination
from leadership_lib.redesign.move import Move

#: How many changes are a few.
FEW = 3

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number(count: int, thing: str = "") -> str:
    """Return a number in words where it is small, with what it counts."""
    said = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{said} {thing}{'s' * (count != 1)}" if thing else said


def advise(
    open_ids: Sequence[str],
    moves: Iterable[Move],
    few: Combination | None,
    free: Combination | None,
    most: Combination | None,
) -> Iterator[str]:
    """Yield the sentences.

    Parameters
    ----------
    open_ids
        Ids of the checks that are not met in the role as found.
    moves
        All that may be made.
    few, free, most
        What closes most with a few changes and no money, without money, and at all; None where nothing keeps to the
        limits.
    """
    total = len(open_ids)
    if most is None:
        yield "No combination of these moves keeps to the limits."
        return
    if not total:
        yield "Every finding is met as it stands; what is left is a matter for development, not for design (P51)."
        return
    if not most.closes:
        yield f"Within these limits no move closes any of the {number(total, 'open finding')}."
        yield from _left(open_ids)
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
            f"{free.cost.hours:g} hours of people's work in the first year and {free.cost.consent}."
        )
        known = set(free.closes)
    if len(most.closes) > len(known):
        more = [check for check in most.closes if check not in known]
        paid = [move for move in most.moves if move.cost.pounds]
        items = "; ".join(f"{_lower(move.title)} ({move.cost.pounds:,.0f})" for move in paid)
        sum_ = f"{most.cost.pounds:,.0f} pounds in the first year: {items}"
        these = f"the other {number(len(more))}" if known else number(len(more), "finding")
        yield _capital(f"{these} {'needs' if len(more) == 1 else 'need'} money, {sum_}.")
    known |= set(most.closes)
    yield from _left([check for check in open_ids if check not in known])
    yield from _beware(moves, most)
    plan = "; ".join(_lower(item.title) for item in list(most.residual)[:3])
    yield (
        f"What no design closes is a matter for development (P51), in {number(len(most.residual))} parts: "
        f"{plan}; and more."
    )
    yield (
        "A finding counts as closed once what is marked 'to be agreed' has been agreed and is true. Costs are "
        "assumptions; put in your own."
    )


def _opening(few: Combination, total: int) -> str:
    money = "which costs no money," if len(few.ids) == 1 else "none of which costs money,"
    verb = "closes" if len(few.ids) == 1 else "close"
    titles = "; ".join(_lower(move.title) for move in few.moves)
    said = f"{number(len(few.ids), 'change')}, {money} {verb} {number(len(few.closes))} of {number(total, 'finding')}"
    return f"{_capital(said)}: {titles} ({few.cost.hours:g} hours; {few.cost.consent})."


def _questions(ids: Iterable[str]) -> list[str]:
    return [checks.load()[check].question for check in ids]


def _left(ids: Iterable[str]) -> Iterator[str]:
    if questions := _questions(ids):
        stay = "stays" if len(questions) == 1 else "stay"
        said = f"{number(len(questions), 'finding')} {stay} open whichever of these moves are made within the limits:"
        more = f" And {number(len(questions) - FEW)} more." if len(questions) > FEW else ""
        yield _capital(f"{said} {' '.join(questions[:FEW])}{more}")


def _beware(moves: Iterable[Move], most: Combination) -> Iterator[str]:
    for move in moves:
        if move.worsens:
            mended = move.id in most.ids and not set(move.worsens) & set(most.worsens)
            worse = f"Beware: by itself {move.title!r} makes this worse: {' '.join(_questions(move.worsens))}"
            yield worse + (" Together with the other changes it does not." if mended else "")
    if most.worsens:
        yield f"The combination that closes most makes this worse: {' '.join(_questions(most.worsens))}"


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
