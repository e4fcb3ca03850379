"""Text: what neither a picture nor a document can hold, and several things in one sentence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

# What XML cannot hold or no one can see, and the marks that would turn the direction of the text around them.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def fit(text: str) -> str:
    """Put a replacement sign in the place of every character that a picture or a document cannot hold."""
    return _UNFIT.sub("\ufffd", text)


def joined(phrases: Sequence[str]) -> str:
    """Join phrases with commas, and the last one with *and*."""
    return " and ".join(filter(None, [", ".join(phrases[:-1]), *phrases[-1:]]))


def counted(count: int, thing: str) -> str:
    """Say how many there are of a thing; one of it is not called several."""
    return f"{count:,} {thing}{'s' * (count != 1)}"


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """Go through names, those that stood before with a number after them, so that none comes twice."""
    taken, seen = set[str](), Counter[str]()
    for name in names:
        own = name
        while own in taken:
            seen[name] += 1
            own = f"{name} ({seen[name] + 1})"
        taken.add(own)
        yield own


def cut(text: str, most: int) -> str:
    """Return as much of a text as there is room for, with dots where it goes on."""
    return text if len(text) <= most else f"{text[: most - 3]}..."


def short(text: str, letters: int = 90) -> str:
    """Return a text on one line, cut at a word where it is long."""
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= letters else f"{line[:letters].rsplit(' ', 1)[0]} ..."
