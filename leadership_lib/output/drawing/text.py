"""Text in a picture: what a picture can hold, how wide it runs, and where to break it."""

import re
from collections.abc import Iterator
from functools import cache

from leadership_lib.core.text import fit

#: From base line to base line, in sizes of the letters.
LEADING = 1.35

# Widths of characters in ems, on the safe side for DejaVu Sans and Verdana.
_WIDTHS = {0.37: " \xa0',.ijl|", 0.42: "!():;/\\[]-frtIJ", 0.62: "aceksvxyz", 1.1: "#%+<=>@MW^m~"}
_EM = {char: width for width, chars in _WIDTHS.items() for char in chars}
_BOLD = 1.18
_BLANKS = re.compile("[ \t-\r]+")
_BREAK = re.compile(r"(?<= )|(?<=\w-)(?=\w)")


def clean(text: object) -> str:
    """Put text on one line, with a replacement sign for every character that a picture cannot hold."""
    return fit(_BLANKS.sub(" ", str(text)).strip(" "))


@cache
def _em(char: str) -> float:
    if char > "\u017f" and not "\u2010" <= char <= "\u2030":
        return 1.6
    return _EM.get(char, 1.1 if char > "~" else 0.82 if char.isupper() or char in "&w" else 0.65)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Estimate how wide text runs, rather too wide than too narrow."""
    return sum(map(_em, text)) * size * (_BOLD if bold else 1)


def wrapped(text: object, size: float, width: float, bold: bool = False) -> tuple[str, ...]:
    """Split text into lines that fit a width, at spaces and hyphens; a word that is too long is broken."""
    lines = [""]
    for word in _BREAK.split(clean(text)):
        if text_width((lines[-1] + word).rstrip(" "), size, bold) <= width:
            lines[-1] += word
        else:
            lines += _pieces(word, size, width, bold)
    return tuple(line.rstrip(" ") for line in lines if line)


def _pieces(word: str, size: float, width: float, bold: bool) -> Iterator[str]:
    piece, run = "", 0.0
    for char in word:
        step = text_width(char, size, bold)
        if piece and char != " " and run + step > width:
            yield piece
            piece, run = "", 0.0
        piece, run = piece + char, run + step
    yield piece


def text_height(text: object, size: float, width: float, bold: bool = False) -> float:
    """Compute how high `Sheet.write` will be."""
    return len(wrapped(text, size, width, bold)) * size * LEADING
