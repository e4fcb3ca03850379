"""Many roles: what fails together, what is bought with what, what a redesign moved, and how far a claim holds."""

from typing import TYPE_CHECKING, Any, NamedTuple

from leadership_lib.core.errors import whole
from leadership_lib.core.text import counted
from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet, Sign
from leadership_lib.output.figures.frame import WIDTH, begin, check_made, end
from leadership_lib.output.figures.interval_rows import LESS, MORE, OTHER, SURE, Mark, Span, draw

if TYPE_CHECKING:
    import pandas as pd

_NONE = float("nan")
_INTERVAL = "The line is the interval: how much these roles leave open."


class _Shown(NamedTuple):
    """One span as it is drawn, as it is told, and as lines of the table."""

    span: Span
    told: str
    lines: tuple[tuple[Any, ...], ...]


def fails_together(pairs: "pd.DataFrame", most: int = 10, *, width: float = WIDTH) -> Drawing:
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
    check_made(pairs, "itertuples", "Portfolio.fails_together")
    some = _some(pairs[pairs["both"] > 0], most)
    questions = {one.id: one.question for one in checks.load()}
    about = f"the {len(some)} pairs of {len(pairs)} that do so most surely" if len(some) else "no two fail together"
    sheet = begin(width, "Checks that fail together", about)
    shown = []
    for row in some.itertuples(index=False):
        label = f"{row.both} of {counted(row.either, 'role')}"
        mark = Mark(SURE, row.together, row.low, row.high, label)
        shared = f" (both read: {row.shared_facts})" if row.shared_facts else ""
        pair, share = f"{questions[row.first]} / {questions[row.second]}{shared}", mark.interval(".0%")
        told = f"{pair}: of {row.either} that fail either, {row.both} fail both ({share})."
        line = (row.first, row.second, row.either, row.both, share, row.shared_facts)
        shown.append(_Shown(Span(pair, (mark,)), told, (line,)))
    ends = "none of those that fail either fails both", "all do"
    head = ("first", "second", "fail either", "fail both", "interval of the share", "facts that both read")
    return _end(sheet, shown, head, (0, 1), ends, (SURE, "share of roles that fail both, of those that fail either"))


def trade_offs(pairs: "pd.DataFrame", *, width: float = WIDTH) -> Drawing:
    """Draw for every two features whether roles that are better in one are better or worse in the other.

    Parameters
    ----------
    pairs
        From `Portfolio.trade_offs`.
    width
        Of the picture, in points.
    """
    check_made(pairs, "itertuples", "Portfolio.trade_offs")
    titles = concepts.load("features").titles
    about = f"every two of {int(pairs['roles'].iloc[0]):,} roles, in every two features"
    sheet = begin(width, "Which features trade off", about)
    shown = []
    for row in pairs.itertuples(index=False):
        decided = f"{row.same} alike, {row.opposite} opposite" if row.same + row.opposite else "no two decided"
        sure = Mark(SURE, row.balance, row.low, row.high, decided)
        by_middles = Mark(OTHER, row.middle, row.middle_low, row.middle_high, "")
        balance, ends, middle, middles = (
            said for mark in (sure, by_middles) for said in (mark.number("+.2f"), mark.interval("+.2f"))
        )
        by_middles = by_middles._replace(label="" if middle == "none" else middle)
        pair = (titles[row.first], titles[row.second])
        span = Span(" and ".join(pair), (sure, by_middles))
        told = (
            f"{span.title}: of {row.pairs} pairs of roles {row.same} alike and {row.opposite} opposite, balance "
            f"{balance} ({ends}); by the middles of the bounds {middle} ({middles})."
        )
        line = (*pair, row.same, row.opposite, row.pairs, balance, ends, middle, middles)
        shown.append(_Shown(span, told, (line,)))
    extremes = "-1: better in one, worse in the other", "1: better in both"
    head = ("first", "second", "alike", "opposite", "of pairs", "balance", "interval")
    signs = (SURE, "as far as the bounds decide"), (OTHER, "by the middles of the bounds, which claims more")
    return _end(sheet, shown, (*head, "by the middles", "its interval"), (-1, 1), extremes, *signs)


def before_after(moved: Any, *, width: float = WIDTH) -> Drawing:
    """Draw how far each feature moved, on average over roles.

    Parameters
    ----------
    moved
        From `Portfolio.before_after`.
    width
        Of the picture, in points.
    """
    check_made(moved, "features", "Portfolio.before_after")
    titles = concepts.load("features").titles
    sheet = begin(width, "Before and after", repr(moved))
    shown = []
    for row in moved.features.to_dict("records"):
        name, marks, told, lines = titles[row["feature"]], [], [], []
        for bound, sign in (("lower", SURE), ("upper", OTHER)):
            mean, low, high, *ends = (row[f"{bound}_{part}"] for part in ("change", "low", "high", "before", "after"))
            mark = Mark(sign, mean, low, high, "{:.0%} to {:.0%}".format(*ends))
            change, interval = mark.number("+.0%"), mark.interval("+.0%")
            marks.append(mark)
            told.append(f"{bound} bound from {mark.label}, change {change} ({interval})")
            lines.append((name, bound, mark.label, change, interval))
        shown.append(_Shown(Span(name, tuple(marks)), f"{name}: {'; '.join(told)}.", tuple(lines)))
    head = ("feature", "bound", "before to after", "mean change", "interval")
    signs = (SURE, "mean change of the lower bound"), (OTHER, "of the upper bound")
    return _end(sheet, shown, head, (-1, 1), ("all checks lost", "all checks won"), *signs)


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
    check_made(found, "claims", "ll.sensitivity")
    some = _some(found.claims, most)
    about = f"{len(some)} of {len(found.claims)} claims over {found.draws:,} weightings of the checks"
    sheet = begin(width, "How far does it hold?", about)
    spans, lines = [], []
    for row in some.itertuples(index=False):
        claim, holds = f"{row.about}: {row.claim}" if row.about else row.claim, found.percent(row.holds)
        also = ((LESS, row.as_not_met), (MORE, row.as_met))
        spans.append(Span(claim, (Mark(SURE, row.holds, _NONE, _NONE, holds, also),)))
        lines.append((claim, holds, *(found.percent(value) for _, value in also)))
    draw(sheet, spans, (0, 1), ("holds in no weighting", "holds in all"), middle=0.5)
    unstated = "what is not stated counts as"
    sheet.legend((SURE, "holds, of all weightings"), (LESS, f"{unstated} not met"), (MORE, f"{unstated} met"))
    head = ("claim", "holds in", "not stated as not met", "not stated as met")
    return end(sheet, found.sentences[: len(some)], head, lines)


def _some(frame: "pd.DataFrame", most: int) -> "pd.DataFrame":
    return frame.head(whole("most", most, 1, "how many are drawn"))


def _end(
    sheet: Sheet,
    shown: list[_Shown],
    head: tuple[str, ...],
    scale: tuple[float, float],
    ends: tuple[str, str],
    *signs: Sign,
) -> Drawing:
    """Draw the spans with a line at nought, explain the signs and the intervals, and finish the picture."""
    draw(sheet, [one.span for one in shown], scale, ends, middle=0 if scale[0] < 0 else None)
    sheet.legend(*signs)
    sheet.say(_INTERVAL, 11)
    told, lines = [one.told for one in shown], [line for one in shown for line in one.lines]
    return end(sheet, [_INTERVAL, *told], head, lines)
