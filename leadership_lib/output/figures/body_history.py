"""Lanes: each body that was counted, when it existed and how many there were; nothing is drawn here."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Count, Layer

#: What the picture spans.
FIRST, LAST = 2012, 2027
#: Where what was seen ends: no source here is newer.
NEWEST, NEWEST_SAID = 2026.42, "June 2026"
_MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_DATE = re.compile(rf"(\d{{1,2}} )?(?:({'|'.join(_MONTHS)}) )?(\d{{4}})")


@dataclass(frozen=True)
class Lane:
    """One body: the layer on which it stands, and its counts in order of time."""

    body: str
    layer: Layer
    counts: tuple[Count, ...]

    @classmethod
    def every(cls) -> Iterator[Self]:
        """Build a lane for each body that was counted, in the order of the file."""
        counts = sorted(concepts.load("counts"), key=lambda count: count.year)
        for body in dict.fromkeys(count.body for count in concepts.load("counts")):
            own = tuple(count for count in counts if count.body == body)
            yield cls(body, concepts.load("layers")[own[-1].layer], own)

    @property
    def existed(self) -> str:
        """When the body existed, as its layer has it; nothing where it was always there."""
        since, until = self.layer.since, self.layer.until
        if since and until:
            return f"{since} to {until}"
        started = since if not since or since.startswith("by ") else f"since {since}"
        return started or (f"until {until}" if until else "")

    @property
    def span(self) -> tuple[float, float, float, float]:
        """When the body may have begun, had begun for certain, was certainly there last, and may have ended."""
        first, last = self.counts[0].year, self.counts[-1].year
        since, until = year_of(self.layer.since), year_of(self.layer.until)
        begins = since or first
        # Of a start that no source gives, only the first count is certain.
        earliest = min(first, begins) if since else first - 0.6
        if until or not self.layer.today:
            return earliest, begins, until or LAST, until or LAST
        # What turned into another layer, with no day on which it ended, was gone when that one was there.
        heirs = (year_of(concepts.load("layers")[key].since) for key in self.layer.today)
        return earliest, begins, last, min(filter(None, heirs), default=last)

    @property
    def caution(self) -> str:
        """What may be out of date: the caution of the newest count of a body of today."""
        return (self.counts[-1].caution or "") if self.layer.era == "2026" else ""

    @property
    def series(self) -> tuple[str, ...]:
        """Who counted, the longest series first."""
        return tuple(name for name, _ in Counter(count.series for count in self.counts).most_common())

    @property
    def told(self) -> str:
        """Every count in a sentence."""
        figures = (f"{count.count:,} ({said(count.date)}, {count.series})" for count in self.counts)
        return f"{self.body}{self.existed and f', {self.existed}'}: {'; '.join(figures)}."

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Build a row of the table for each count."""
        for c in self.counts:
            kind, sources = c.confidence.replace("_", " "), ", ".join(c.sources)
            counted = (c.title, said(c.date), c.count, c.series)
            yield self.body, self.existed, *counted, kind, sources, c.caution or ""


def year_of(date: str | None) -> float | None:
    """Compute where a date in words, such as ``1 April 2013``, lies among the years; None where there is no date."""
    found = _DATE.search(date or "")
    if not found:
        return None
    day, month, year = found.groups()
    # Without a day the middle of the month, without a month the middle of the year.
    days = (int(day) - 1) / 30 if day else 0.5
    return int(year) + ((_MONTHS.index(month) + days) / 12 if month else 0.5)


def said(date: str) -> str:
    """Say a date of a count in words: ``2013-04`` is April 2013, ``2020-21`` the year 2020/21."""
    year, _, rest = date.partition("-")
    if not rest:
        return year
    if rest.isalpha():
        return f"{rest} {year}"
    month, _, day = rest.partition("-")
    if int(month) > 12:
        return f"{year}/{month}"
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if day else f"{_MONTHS[int(month) - 1]} {year}"
