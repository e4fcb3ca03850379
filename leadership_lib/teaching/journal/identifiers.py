"""Identifiers: what in a text could tell who a patient is; it asks about them and alters nothing.

Only shapes are looked for. A name, a rare illness or a small village has none, so a text without a suspicion can
still tell who somebody is.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from leadership_lib.core.records import Several

#: At which ages a whole date, with no word about birth near it, may be somebody's birth; later dates are mostly
#: those of meetings and contracts.
YOUNGEST, OLDEST = 16, 115
#: How many characters before and after a date a word about birth is looked for.
BEFORE, AFTER = 40, 20

_FLAGS = re.IGNORECASE | re.ASCII
#: Blanks and hyphens of other kinds, each read as the plain one, so that every place in the text stays its place.
_EVEN = str.maketrans(
    dict.fromkeys("\t\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011\u2012\u2013", "-")
)

# Looks ahead, so that figures in front of a number do not hide it.
_NUMBER = re.compile(r"(?<![0-9])(?=([0-9](?:[ -]{0,2}[0-9]){9})(?![0-9]))")

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})(?![0-9])"
_DATES = tuple(
    re.compile(rf"(?<![0-9a-z]){written}", _FLAGS)
    for written in (
        rf"(?P<day>[0-9]{{1,2}})(?P<mark> ?[/.-] ?)(?P<month>[0-9]{{1,2}})(?P=mark){_YEAR}",
        r"(?P<year>[0-9]{4})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9])",
        rf"{_DAY}[ .-]{{1,2}}(?:of )?{_MONTH}(?:[ ,-]{{1,2}}{_YEAR})?",
        rf"{_MONTH} {_DAY}(?![0-9a-z])(?:,? {_YEAR})?",
    )
)
_BIRTH = re.compile(r"(?<![a-z])(?:born|birth(?:day|date)?|d\.? ?o\.? ?b)(?![a-z])", _FLAGS)

# First letters and places as postcodes have them; the second half is a figure and two letters.
_POSTCODE = re.compile(
    r"(?<![0-9a-z])(?:GIR ?0AA|"
    r"(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]|"
    r"[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])"
    r" {0,2}[0-9][ABD-HJLNP-UW-Z]{2})(?![0-9a-z])",
    _FLAGS,
)

# Ten or eleven figures from 0, or as many after +44 less that 0; what begins with 04 or 06 is no number in use.
_PHONE = re.compile(
    r"(?:(?<![0-9+])(?:\+|00) ?44[ .-]{0,2}(?:\(0\) ?)?|(?<![0-9])(?:\((?=0[0-9]{2,4}\)))?0)"
    r"[1235789](?:[ .()-]{0,2}[0-9]){8,9}(?![0-9])"
)

# What stands before the sign is looked at from its beginning only: then a long text takes no time.
_BEFORE_AT, _AFTER_AT = r"[^\s@<>()\[\]\\,;:\"“”]", r"[^\s@<>()\[\]\\,;:\"“”./!?]"
_EMAIL = re.compile(rf"(?<!{_BEFORE_AT}){_BEFORE_AT}+@{_AFTER_AT}+(?:\.{_AFTER_AT}+)+")

CALLED = {
    "NHS number": "an NHS number",
    "date of birth": "a date of birth",
    "postcode": "a postcode",
    "phone number": "a phone number",
    "e-mail address": "an e-mail address",
}

Kind = Literal["NHS number", "date of birth", "postcode", "phone number", "e-mail address"]

#: From where to where, what it looks like, and why.
_Place = tuple[int, int, Kind, str]


class Suspicion(NamedTuple):
    """Something in a text that could tell who a patient is.

    Attributes
    ----------
    kind : str
        What it looks like.
    words : str
        The words as the text has them, beginning at ``start``.
    why : str
        What makes it look like that; the words are not repeated there.
    """

    kind: Kind
    words: str
    start: int
    why: str

    def __str__(self) -> str:
        return f"“{self.words}” looks like {CALLED[self.kind]}: {self.why}. Could it identify someone?"


def find(text: str, today: date | None = None) -> tuple[Suspicion, ...]:
    """Find what could tell who a patient is; the text stays as it is, and what to do is for the reader to say.

    Parameters
    ----------
    text
        Any text.
    today
        The day from which ages are counted; today where none is given.

    Returns
    -------
    tuple of Suspicion
        In the order of the text; empty where nothing has the shape of an NHS number, a date of birth, a postcode, a
        phone number of the United Kingdom or an e-mail address.

    Examples
    --------
    >>> [suspicion.kind for suspicion in find("Born on 3 March 1952; 943 476 5919.")]
    ['date of birth', 'NHS number']
    """
    even = text.translate(_EVEN)
    places = [*_numbers(even), *_births(even, today or date.today()), *_shapes(even)]
    places += _phones(even, places)
    return Several(Suspicion(kind, text[start:end], start, why) for start, end, kind, why in sorted(places))


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten figures have the check figure of an NHS number (Modulus 11).

    Parameters
    ----------
    digits
        Ten figures and nothing else.
    """
    *first, last = map(int, digits)
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), first, strict=True)) % 11
    # 11 stands for 0; 10 is no figure, so no number has it.
    return last == (0 if check == 11 else check)


def _numbers(text: str) -> Iterator[_Place]:
    last = 0
    for found in _NUMBER.finditer(text):
        start, end = found.span(1)
        if start >= last and is_nhs_number(re.sub("[^0-9]", "", found[1])):
            last = end
            yield start, end, "NHS number", "it has ten figures, and the last is the check figure of the others"


def _births(text: str, today: date) -> Iterator[_Place]:
    last = 0
    dates = (found for written in _DATES for found in written.finditer(text))
    # Where two ways to read a date meet, the one that begins first counts, then the longer one.
    for found in sorted(dates, key=lambda found: (found.start(), -found.end())):
        start, end = found.span()
        if start >= last and (why := _born(found, today)):
            last = end
            yield start, end, "date of birth", why


def _born(found: re.Match[str], today: date) -> str | None:
    """Say why a date may be one of birth; None where it is no date, or nothing speaks for that."""
    day, month, year = int(found["day"]), _month(found["month"]), found["year"]
    # Either of two figures may be the month.
    if not (1 <= min(day, month) <= 12 and max(day, month) <= 31):
        return None
    start, end = found.span()
    text = found.string
    if near := _BIRTH.search(text, max(0, start - BEFORE), start) or _BIRTH.search(text, end, end + AFTER):
        return f"a date stands near “{near.group()}”"
    if year and len(year) == 4 and YOUNGEST <= today.year - int(year) <= OLDEST:
        return "it is a whole date, and someone born in that year may be living"
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _shapes(text: str) -> Iterator[_Place]:
    for found in _POSTCODE.finditer(text):
        yield *found.span(), "postcode", "it has the shape of a whole postcode, which few homes share"
    for found in _EMAIL.finditer(text):
        yield *found.span(), "e-mail address", "it has the shape of one, and most belong to one person"


def _phones(text: str, others: list[_Place]) -> Iterator[_Place]:
    """Find phone numbers; figures that are something else already are asked about once."""
    taken = bytearray(len(text))
    for start, end, *_ in others:
        taken[start:end] = b"x" * (end - start)
    for found in _PHONE.finditer(text):
        start, end = found.span()
        if not any(taken[start:end]):
            yield start, end, "phone number", "it has the figures of a phone number in the United Kingdom"
