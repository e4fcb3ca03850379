"""Gates: where letters stand without which a pattern finds nothing, so that most patterns are never tried."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from leadership_lib.description.units import Unit


class Gates:
    """Where in a document letters stand without which a pattern finds nothing; each are looked for once."""

    def __init__(self, units: Sequence[Unit]):
        plain = [unit.text.lower() for unit in units]
        self._whole = "\n".join(plain)
        # The units are one text with a line break after each.
        self._ends = list(accumulate(len(text) + 1 for text in plain))
        self._known: dict[str, set[int]] = {}

    def places(self, letters: frozenset[str]) -> Iterable[int]:
        """Return the places of the units in which one of the letters stands; of all units where there are none."""
        if not letters:
            return range(len(self._ends))
        return set().union(*map(self._of, letters))

    def _of(self, letters: str) -> set[int]:
        if letters not in self._known:
            found, at = set(), self._whole.find(letters)
            while at >= 0:
                place = bisect_right(self._ends, at)
                found.add(place)
                at = self._whole.find(letters, self._ends[place])
            self._known[letters] = found
        return self._known[letters]
