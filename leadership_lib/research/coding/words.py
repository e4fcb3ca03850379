"""Words: what coders write, understood as far as it can be: columns, codes, and the ids of roles and checks."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from leadership_lib.core.errors import MOST_LISTED, did_you_mean, near_misses, nearest
from leadership_lib.research.coding.guidance import CODES, load
from leadership_lib.research.coding.sheet import BESIDE, COLUMNS, HEAD
from leadership_lib.research.tables.layout import MOST_COLUMNS
from leadership_lib.research.tables.unread import IGNORED

#: The columns that are read.
READ = tuple(load().columns)

#: Each name of a column that is read.
_COLUMNS = {other: name for name, others in load().columns.items() for other in (name, *others)}

#: How alike a heading has to be to a column that is missing, to be read as that column.
_ALIKE = 0.75

#: What codes are written as, themselves among it: capitals, blanks and signs do not matter.
_MEANT = {text: each.code for each in load().codes for text in (each.code, *each.written)}

ALLOWED = f"allowed are {', '.join(CODES)}, or nothing"


class Word(NamedTuple):
    """What a cell means, None where nothing can be made of it; and what is allowed, where it was not just that."""

    meant: str | None
    allowed: str | None = None


def plain(text: str) -> str:
    """Return a text without what people write differently: capitals, blanks and signs."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@cache
def code(text: str) -> Word:
    """Understand a code.

    Examples
    --------
    >>> code("NOT MET ").meant, code("n/s").meant, code("maybe").meant
    ('not met', 'not stated', None)
    """
    if text in CODES:
        return Word(text)
    if not text.strip():
        return Word(None)
    meant = _MEANT.get(plain(text))
    if meant:
        return Word(meant, ALLOWED)
    near = nearest(text, CODES)
    return Word(None, f"{ALLOWED}; {did_you_mean(near)}" if near else ALLOWED)


class Names:
    """Ids that cells may have, found whatever capitals, blanks and signs they are written with.

    Parameters
    ----------
    ids
        The ids.
    titles
        What each is called besides, in the same order.
    """

    def __init__(self, ids: Iterable[str], titles: Iterable[str] = ()):
        self.ids = tuple(ids)
        self._known = {text: Word(text) for text in self.ids}
        self._plain: dict[str, str] = {}
        for names in (self.ids, tuple(titles)):
            for key, name in zip(self.ids, names, strict=False):
                self._plain.setdefault(plain(name), key)

    def __call__(self, text: str) -> Word:
        """Understand a cell."""
        word = self._known.get(text)
        if word is None:
            meant = self._plain.get(plain(text)) if text.strip() else None
            said = near_misses(text, self.ids) if text.strip() else "none is named"
            word = self._known[text] = Word(meant, f"allowed is {meant}" if meant else said)
        return word


def _heading(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().lstrip("\ufeff").lower())


def knows(text: str) -> bool:
    """Tell whether a text is the name of a column that is read."""
    return _heading(text) in _COLUMNS


def columns(head: list[str]) -> tuple[dict[str, int], list[tuple[str, str, str]]]:
    """Find the columns that are read.

    Returns
    -------
    tuple
        The place of each column that was found; and of each odd heading the heading, what is allowed, what was done.
    """
    names = list(map(_heading, head[:MOST_COLUMNS]))
    silent = {*COLUMNS, *BESIDE, *(re.sub(r"\s+", "_", name) for name in HEAD)}
    found: dict[str, int] = {}
    odd: list[tuple[str, str, str]] = []
    if len(head) > MOST_COLUMNS:
        odd.append((f"{len(head):,} columns", f"allowed are {MOST_COLUMNS:,}", f"the rest {IGNORED}"))
    allowed = f"allowed are {', '.join(READ)}"
    left: list[int] = []
    for place, name in enumerate(names):
        meant = _COLUMNS.get(name)
        if meant and meant not in found:
            found[meant] = place
            if meant != name:
                odd.append((head[place], allowed, f"read as {meant}"))
        elif meant:
            odd.append((head[place], "each column stands once", "ignored; the first one counts"))
        elif name not in silent:
            left.append(place)
    for number, place in enumerate(left):
        missing = [name for name in READ if name not in found]
        near = get_close_matches(names[place], missing, n=1, cutoff=_ALIKE) if missing else []
        if near:
            found[near[0]] = place
            odd.append((head[place], f"did you mean {near[0]!r}?", f"read as {near[0]}"))
        elif names[place]:
            # To look for what was meant takes time, and nobody reads it a hundred times over.
            close = nearest(names[place], READ) if number < MOST_LISTED else []
            odd.append((head[place], did_you_mean(close) if close else allowed, "ignored"))
    return found, odd
