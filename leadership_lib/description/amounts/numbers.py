"""Numbers in figures or in words, with a half where they have one."""

import re
from typing import Final

FLAGS: Final = re.IGNORECASE | re.ASCII
_STEMS: Final = ("thir", "for", "fif", "six", "seven", "eigh", "nine")
_ONES: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS: Final = ["ten", "eleven", "twelve", *(f"{stem.replace('for', 'four')}teen" for stem in _STEMS)]
_TENS: Final = ["twenty", *(f"{stem}ty" for stem in _STEMS)]
_WORDS: Final = {
    **{word: float(n) for n, word in enumerate([*_ONES, *_TEENS], 1)},
    **{word: 10.0 * n for n, word in enumerate(_TENS, 2)},
    **dict.fromkeys(["½", "half", "half a", "half-a", "half of a", "a half", "one half"], 0.5),
    **dict.fromkeys(["a", "an"], 1.0),
}

#: A number in figures or words, with a half where it has one.
NUMBER: Final = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,4}(?:\.\d{1,2})?½?|\.\d{1,2}|½|half of a\b|half(?:-| )a\b|a half\b|half\b|"
    rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?\b|(?:{'|'.join([*_TEENS, *_ONES])})\b|an?\b)"
    r"(?: and a half\b| ½)?"
)


def number(words: str) -> float | None:
    """Return a number written in figures or in words; None where it is none."""
    text = " ".join(words.strip().lower().replace(",", "").split())
    whole = re.sub(r" and a half$| ?½$", "", text)
    half = 0.5 if whole != text else 0.0
    tens, _, ones = whole.partition("-")
    if not whole:
        return half or None
    if whole in _WORDS:
        return _WORDS[whole] + half
    if tens in _TENS and ones in _ONES:
        return _WORDS[tens] + _WORDS[ones] + half
    return float(whole) + half if re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,4})?|\.[0-9]{1,4}", whole) else None
