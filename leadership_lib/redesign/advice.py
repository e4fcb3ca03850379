"""Advice: what a frontier comes to, in plain sentences, with what stays open (P51)."""

from collections.abc import Iterable, Iterator, Sequence

from leadership_lib.diagnosis import checks
from leadership_lib.redesign.combination import Combination
from leadership_lib.redesign.cost import Cost
from leadership_lib.redesign.move import Move

#: How many changes are a few.
FEW = 3

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number(count: int, thing: str = "") -> str:
    """Return a number in words where it is small, with what it counts."""
    said = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{said} {thing}{'s' * (count != 1)}" if thing else said


def advise(
    wanting: Sequence[str],
    unknown: int,
    ask: Sequence[str],
    moves: Sequence[Move],
    post: Cost | None,
    few: Combination | None,
    free: Combination | None,
    most: Combination | None,
) -> Iterator[str]:
    """Yield the sentences.

    Parameters
    ----------
    wanting
        Ids of the checks that are known to be wanting in the role as found.
    unknown, ask
        How many checks the role leaves open, and the questions to ask first.
    moves
        All that may be made.
    post
        What the post itself takes in a year; None where its hours are not stated.
    few, free, most
        What closes most with a few changes and no money, without money, and at all; None where nothing keeps to the
        limits.
    """
    if not wanting:
        if unknown:
            yield _asking(wanting, unknown, ask)
        else:
            yield "Every finding is met as it stands; what remains is a matter for development, not for design (P51)."
        return
    if most is None:
        yield "No combination of these moves keeps to the limits."
    elif most.closes:
        yield from _mended(wanting, moves, post, few, free, most)
    else:
        one = len(wanting) == 1
        short = f"{number(len(wanting), 'finding')} that {'falls' if one else 'fall'} short"
        yield f"Within these limits no move closes {'the' if one else 'any of the'} {short}."
        yield from _left(wanting)
    made = most.ids if most else ()
    if judged := [_lower(move.title) for move in moves if move.leaves_to_judge and move.id not in made]:
        yield f"Not counted, because someone has to judge the result: {'; '.join(judged)}."
    if unknown:
        yield _asking(wanting, unknown, ask)
    if most is None or not most.closes:
        return
    plan = "; ".join(_lower(item.title) for item in list(most.residual)[:FEW])
    left = _capital(number(len(most.residual)))
    yield f"Design cannot close everything. {left} things are left for development (P51): {plan}; and more."
    yield (
        "A finding counts as closed once what is marked 'to be agreed' has been agreed and is true. Costs are "
        "assumptions; put in your own."
    )


def _asking(wanting: Sequence[str], unknown: int, ask: Sequence[str]) -> str:
    """Say how many answers fall short and how many questions are open, and which of these to ask first."""
    short = f"{number(len(wanting), 'answer')} {'falls' if len(wanting) == 1 else 'fall'} short"
    left = f"{number(unknown, 'question')} {'is' if unknown == 1 else 'are'} open"
    return _capital(f"{short}, and {left}. Ask first: {' '.join(ask)}")


def _mended(
    wanting: Sequence[str],
    moves: Sequence[Move],
    post: Cost | None,
    few: Combination | None,
    free: Combination | None,
    most: Combination,
) -> Iterator[str]:
    """Say what a few changes close, what more of them close without money, what needs money, and what stays open."""
    known: set[str] = set()
    if few and few.closes:
        yield _opening(few, len(wanting))
        if cautions := [move.caution for move in few.moves if move.caution]:
            yield f"Where that can mislead: {' '.join(cautions)}"
        known = set(few.closes)
    if free and len(free.closes) > len(known):
        paid = f" The post itself is paid for {post.hours:g} hours." if post and free.cost.hours > post.hours else ""
        yield (
            f"Without money, {number(len(free.ids), 'change')} can close {number(len(free.closes))} of them, for "
            f"{free.cost.hours:g} hours of people's work in the first year and {free.cost.consent}.{paid}"
        )
        known = set(free.closes)
    if len(most.closes) > len(known):
        more = [check for check in most.closes if check not in known]
        paying = [move for move in most.moves if move.cost.pounds]
        items = "; ".join(f"{_lower(move.title)} (£{move.cost.pounds:,.0f})" for move in paying)
        sum_ = f"£{most.cost.pounds:,.0f} in the first year: {items}"
        these = f"the other {number(len(more))}" if known else number(len(more), "finding")
        yield _capital(f"{these} {'needs' if len(more) == 1 else 'need'} money, {sum_}.")
    known |= set(most.closes)
    yield from _left([check for check in wanting if check not in known])
    yield from _beware(moves, most)


def _opening(few: Combination, total: int) -> str:
    money = "which costs no money," if len(few.ids) == 1 else "none of which costs money,"
    verb = "closes" if len(few.ids) == 1 else "close"
    titles = "; ".join(_lower(move.title) for move in few.moves)
    hours = f"{few.cost.hours:g} hour{'s' * (few.cost.hours != 1)}"
    said = f"{number(len(few.ids), 'change')}, {money} {verb} {number(len(few.closes))} of {number(total, 'finding')}"
    return f"{_capital(said)}: {titles} ({hours}; {few.cost.consent})."


def _questions(ids: Iterable[str]) -> list[str]:
    return [checks.load()[check].question for check in ids]


def _left(ids: Iterable[str]) -> Iterator[str]:
    if questions := _questions(ids):
        stay = "stays" if len(questions) == 1 else "stay"
        said = f"{number(len(questions), 'finding')} {stay} open whatever you change within these limits:"
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
