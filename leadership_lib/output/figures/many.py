"""Many roles: what fails together, what is bought with what, what a redesign moved, and how far a claim holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from leadership_lib.core.errors import Problem
from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts
from leadership_lib.output.drawing import Drawing, Table
from leadership_lib.output.figures.bars import WIDTH, begin, end
from leadership_lib.output.figures.interval_rows import LESS, MORE, OTHER, SURE, Mark, Span, between, draw, there

if TYPE_CHECKING:
    import pandas as pd

NONE = float("nan")
_INTERVAL = "The line is the interval: what other roles of this kind could have given."


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    yield from frame.itertuples(index=False)


def _some(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    if not isinstance(most, int) or most < 1:
        raise Problem(f"most is {most!r}. Allowed is a whole number from 1: how many are drawn.")
    return frame.head(most)


def fails_together(pairs: pd.DataFrame, most: int = 10, *, width: float = WIDTH) -> Drawing:
    """Draw the pairs of checks that fail together most surely.

    Parameters
    ----------
    pairs
        From `Portfolio.fails_together`.
    most
        How many pairs.
    width
        Of the picture, in points.
    """
    some = _some(pairs[pairs["both"] > 0], most)
    questions = {one.id: one.question for one in checks.load()}
    title = "Checks that fail together"
    about = f"the {len(some)} pairs of {len(pairs)} that do so most surely" if len(some) else "no two fail together"
    sheet = begin(width, title, about)
    spans, told, lines = [], [], []
    for row in _rows(some):
        label = f"{row.both} of {row.either} {'role' if row.either == 1 else 'roles'}"
        shared = f" (both read: {row.shared_facts})" if row.shared_facts else ""
        pair = f"{questions[row.first]} / {questions[row.second]}{shared}"
        spans.append(Span(pair, (Mark(SURE, row.together, row.low, row.high, label),)))
        told.append(
            f"{pair}: of {row.either} that fail either, {row.both} fail both ({between(row.low, row.high, '.0%')})."
        )
        lines.append(
            (row.first, row.second, row.either, row.both, between(row.low, row.high, ".0%"), row.shared_facts)
        )
    draw(sheet, spans, (0, 1), ("none of those that fail either fails both", "all do"))
    sheet.legend((SURE, "share of roles that fail both, of those that fail either"))
    sheet.say(_INTERVAL, 11)
    head = ("first", "second", "fail either", "fail both", "interval of the share", "facts that both read")
    return end(sheet, title, about, [_INTERVAL, *told], Table(head, tuple(lines)))


def trade_offs(pairs: pd.DataFrame, *, width: float = WIDTH) -> Drawing:
    """Draw for every two features whether roles that are better in one are better or worse in the other.

    Parameters
    ----------
    pairs
        From `Portfolio.trade_offs`.
    width
        Of the picture, in points.
    """
    titles = {feature.id: feature.title for feature in concepts.load("features")}
    title = "Which features trade off"
    count = int(pairs["roles"].iloc[0])
    about = f"every two of {count:,} roles, in every two features"
    sheet = begin(width, title, about)
    spans, told, lines = [], [], []
    for row in _rows(pairs):
        pair = f"{titles[row.first]} and {titles[row.second]}"
        sure = f"{row.same} alike, {row.opposite} opposite" if row.same + row.opposite else "no two decided"
        marks = (
            Mark(SURE, row.balance, row.low, row.high, sure),
            Mark(
                OTHER, row.middle, row.middle_low, row.middle_high, f"{row.middle:+.2f}" if there(row.middle) else ""
            ),
        )
        spans.append(Span(pair, marks))
        balance = f"{row.balance:+.2f}" if there(row.balance) else "none"
        middle = f"{row.middle:+.2f}" if there(row.middle) else "none"
        ends, middles = between(row.low, row.high, "+.2f"), between(row.middle_low, row.middle_high, "+.2f")
        told.append(
            f"{pair}: of {row.pairs} pairs of roles {row.same} alike and {row.opposite} opposite, balance {balance} "
            f"({ends}); by the middles of the bounds {middle} ({middles})."
        )
        lines.append(
            (titles[row.first], titles[row.second], row.same, row.opposite, row.pairs, balance, ends, middle, middles)
        )
    draw(sheet, spans, (-1, 1), ("-1: better in one, worse in the other", "1: better in both"), middle=0)
    sheet.legend((SURE, "as far as the bounds decide"), (OTHER, "by the middles of the bounds, which claims more"))
    sheet.say(_INTERVAL, 11)
    head = (
        "first",
        "second",
        "alike",
        "opposite",
        "of pairs",
        "balance",
        "interval",
        "by the middles",
        "its interval",
    )
    return end(sheet, title, about, [_INTERVAL, *told], Table(head, tuple(lines)))


def before_after(moved: Any, *, width: float = WIDTH) -> Drawing:
    """Draw how far each feature moved, on average over roles.

    Parameters
    ----------
    moved
        From `Portfolio.before_after`.
    width
        Of the picture, in points.
    """
    titles = {feature.id: feature.title for feature in concepts.load("features")}
    title, about = "Before and after", repr(moved)
    sheet = begin(width, title, about)
    spans, told, lines = [], [], []
    for row in _rows(moved.features):
        name = titles[row.feature]
        marks = (
            Mark(
                SURE,
                row.lower_change,
                row.lower_low,
                row.lower_high,
                f"{row.lower_before:.0%} to {row.lower_after:.0%}",
            ),
            Mark(
                OTHER,
                row.upper_change,
                row.upper_low,
                row.upper_high,
                f"{row.upper_before:.0%} to {row.upper_after:.0%}",
            ),
        )
        spans.append(Span(name, marks))
        said = [
            f"{which} bound from {mark.label}, change {mark.value:+.0%} ({between(mark.low, mark.high, '+.0%')})"
            for which, mark in zip(("lower", "upper"), marks, strict=True)
        ]
        told.append(f"{name}: {'; '.join(said)}.")
        lines += [
            (name, which, mark.label, f"{mark.value:+.0%}", between(mark.low, mark.high, "+.0%"))
            for which, mark in zip(("lower", "upper"), marks, strict=True)
        ]
    draw(sheet, spans, (-1, 1), ("all checks lost", "all checks won"), middle=0)
    sheet.legend((SURE, "mean change of the lower bound"), (OTHER, "of the upper bound"))
    sheet.say(_INTERVAL, 11)
    head = ("feature", "bound", "before to after", "mean change", "interval")
    return end(sheet, title, about, [_INTERVAL, *told], Table(head, tuple(lines)))


def sensitivity(found: Any, most: int = 15, *, width: float = WIDTH) -> Drawing:
    """Draw in how many weightings each claim holds.

    Parameters
    ----------
    found
        From `leadership_lib.research.portfolio.sensitivity`.
    most
        How many claims.
    width
        Of the picture, in points.
    """
    some = _some(found.claims, most)
    title = "How far does it hold?"
    about = f"{len(some)} of {len(found.claims)} claims over {found.draws:,} weightings of the checks"
    sheet = begin(width, title, about)
    spans, lines = [], []
    for row in _rows(some):
        label = found.percent(row.holds)
        claim = f"{row.about}: {row.claim}" if row.about else row.claim
        spans.append(
            Span(claim, (Mark(SURE, row.holds, NONE, NONE, label, ((LESS, row.as_not_met), (MORE, row.as_met))),))
        )
        lines.append((claim, label, found.percent(row.as_not_met), found.percent(row.as_met)))
    draw(sheet, spans, (0, 1), ("holds in no weighting", "holds in all"), middle=0.5)
    unstated = "what is not stated counts as"
    sheet.legend((SURE, "holds, of all weightings"), (LESS, f"{unstated} not met"), (MORE, f"{unstated} met"))
    head = ("claim", "holds in", "not stated as not met", "not stated as met")
    return end(sheet, title, about, found.sentences[: len(some)], Table(head, tuple(lines)))
