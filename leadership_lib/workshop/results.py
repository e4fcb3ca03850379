"""Results: what the room was shown of a round, row by row: the figures, what they come to, and what to ask next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from leadership_lib.diagnosis.diagnosis import Diagnosis
from leadership_lib.output.figures.room_words import screen
from leadership_lib.workshop.agreement import Agreement, agreement
from leadership_lib.workshop.instrument import Instrument, Item

#: The range of 0 to 10 in which the checks of a feature or gap lie: met for certain, and met at best.
Found = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Row:
    """One item of one round, as the room was shown it.

    Attributes
    ----------
    item : Item
        What was asked.
    counts : tuple of int or None
        How many gave each number from 0 to 10; None where too few did.
    unsure : int
        How many are not sure.
    blocks : tuple
        The groups that are shown apart, each with its counts: low, middle, high, not sure.
    agreement : Agreement or None
        What the numbers come to.
    before : tuple of int or None
        The counts of the round before.
    found : tuple of float or None
        The range in which the role's checks lie, on the same scale; None where the checks say nothing.
    """

    item: Item
    counts: tuple[int, ...] | None
    unsure: int
    blocks: tuple[tuple[str, tuple[int, ...]], ...]
    agreement: Agreement | None
    before: tuple[int, ...] | None
    found: tuple[float, float] | None
    ask: str

    @property
    def felt(self) -> Literal["better", "worse", "as written"] | None:
        """How the room's median stands to what the checks found in the text."""
        if not self.found or not self.agreement:
            return None
        low, high = self.found
        return "better" if self.agreement.median > high else "worse" if self.agreement.median < low else "as written"


def found_in(diagnosis: Diagnosis) -> Found:
    """Return where the checks of each feature and gap lie, on the scale of the ratings."""
    parts = {**diagnosis.profile, **diagnosis.bridges}
    return {key: (10 * one.lower, 10 * one.upper) for key, one in parts.items() if one.total}


def rows(
    asked: Instrument, shown: Sequence[Mapping[str, Any]], number: int | None = None, found: Found | None = None
) -> tuple[Row, ...]:
    """Return every row of a round that was revealed.

    Parameters
    ----------
    asked
        What was asked.
    shown
        The releases, as the board has them.
    number
        Which round; by default the last.
    found
        As `found_in` returns it.
    """
    rounds = {one["round"]: one for one in shown}
    if not rounds or (number is not None and number not in rounds):
        return ()
    this = rounds[max(rounds) if number is None else number]
    before = rounds.get(this["round"] - 1, {}).get("items", {})
    labels = [label for label, _ in this["blocks"]]
    made = []
    for item in asked.items:
        one = this["items"][item.id]
        counts, earlier = one["counts"], before.get(item.id, {}).get("counts")
        judged = agreement(counts) if counts else None
        range_ = (found or {}).get(item.id)
        blocks = zip(labels, map(tuple, one["blocks"]), strict=True) if one["blocks"] else ()
        row = Row(
            item,
            tuple(counts) if counts else None,
            one["unsure"],
            tuple(blocks),
            judged,
            tuple(earlier) if earlier else None,
            range_,
            "",
        )
        text = asked.next[_pattern(row)].format(title=item.title, low=item.low, high=item.high)
        made.append(Row(**{**vars(row), "ask": text}))
    return tuple(made)


def over_rounds(
    asked: Instrument, shown: Sequence[Mapping[str, Any]], id: str, found: Found | None = None
) -> tuple[Row, ...]:
    """Return one item in every round that was revealed, each titled with its round, to be drawn below one another.

    Parameters
    ----------
    asked, shown, found
        As `rows` has them.
    id
        The item's.
    """
    made = []
    for one in shown:
        title = screen()["about"].format(round=one["round"], n=one["n"])
        some = (row for row in rows(asked, shown, one["round"], found) if row.item.id == id)
        made += [replace(row, item=replace(row.item, title=title), before=None) for row in some]
    return tuple(made)


def _pattern(row: Row) -> str:
    """Name the pattern that says most, for the next question."""
    judged = row.agreement
    if judged is None:
        return "withheld"
    if 3 * row.unsure >= judged.n + row.unsure:
        return "unsure"
    if judged.verdict != "agrees":
        return judged.verdict
    if row.item.kind == "tension":
        return "between" if judged.third == 1 else "one_pole"
    if row.felt in ("better", "worse"):
        return f"felt_{row.felt}"
    return ("agrees_low", "agrees_middle", "agrees_high")[judged.third]
