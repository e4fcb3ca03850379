"""Identifiers: what in a text could tell who a patient is; it asks about them and alters nothing.

Only shapes are looked for. A name, a rare illness or a small village has none, so a text in which nothing is found
can still identify someone.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from leadership_lib.core.records import Several

#: At which ages a whole date, with no word about birth near it, may be someone's birth; later dates are mostly
#: those of meetings and contracts.
YOUNGEST, OLDEST = 16, 115
#: How many characters before and after a date a word about birth is looked for.
BEFORE, AFTER = 40, 20

#: The same for a date that is a run of figures, or lacks its day: it counts only beside the word.
BESIDE = 16

_FLAGS = re.IGNORECASE | re.ASCII


class _Plain(dict[int, str]):
    """Figures, letters, blanks and hyphens of other kinds, each read as the plain one; all keep their places."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        match unicodedata.category(sign):
            case "Nd":
                plain = str(unicodedata.decimal(sign))
            case "Pd":
                plain = "-"
            case "Zs":
                plain = " "
            case _:
                # Those of double width, which some keyboards write.
                plain = unicodedata.normalize("NFKC", sign) if 0xFF01 <= code <= 0xFF5E else sign
        return self.setdefault(code, plain)


_PLAIN = _Plain({9: " "})

#: What people put between the parts of a number; a line may end there, once.
_MARK = r" {0,2}(?:[-./_·|)]|\r?\n)? {0,2}"

# Looks ahead, so that figures in front of a number do not hide it. With marks that stand in other figures too, only
# the parts that people know it by count.
_PARTED = rf"(?![0-9]{{3}}\s*\n[^\n]*\n)[0-9]{{3}}{_MARK}[0-9]{{3}}{_MARK}[0-9]{{4}}"
_TEN = rf"(?:[0-9](?:[ -]{{0,3}}[0-9]){{9}}|{_PARTED})(?![0-9])"
_NUMBER = re.compile(rf"(?<![0-9])(?=({_TEN}))")
_CALLED_NUMBER = re.compile(rf"(?<![a-z])nhs {{0,2}}(?:number|num|nr|no|#)[ .:=#-]{{0,4}}({_TEN})", _FLAGS)
# The last figure of a book's number is worked out in the same way.
_BOOK = re.compile(r"isbn[ :-]{0,3}(?:10[ :]{1,2})?$", _FLAGS)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})(?![0-9])"
_FIGURES = rf"(?P<day>[0-9]{{1,2}})(?P<mark> ?[/.|\\_-] ?)(?P<month>[0-9]{{1,2}})(?P=mark){_YEAR}"
_TWO = r"[0-9]{2})"


def _patterns(*written: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![0-9a-z]){one}", _FLAGS) for one in written)


_DATES = _patterns(
    _FIGURES,
    r"(?P<year>[0-9]{4})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9])",
    rf"{_DAY}[ ./-]{{0,2}}(?:of )?{_MONTH}(?:[ ,/-]{{0,2}}{_YEAR})?",
    rf"{_MONTH} {_DAY}(?![0-9a-z])(?:,? {_YEAR})?",
)
_DATES_BESIDE = _patterns(
    rf"(?P<day>[0-9]{{1,2}}) {{1,2}}(?P<month>[0-9]{{1,2}}) {{1,2}}{_YEAR}",
    rf"(?P<day>{_TWO}(?P<month>{_TWO}(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9])",
    rf"(?P<year>[0-9]{{4}})(?P<month>{_TWO}(?P<day>{_TWO}(?![0-9])",
    rf"{_MONTH} (?P<year>[0-9]{{4}})(?![0-9])",
    rf"(?P<year>[0-9]{{4}}) {_MONTH} {_DAY}(?![0-9a-z])",
)
_BIRTH = re.compile(
    r"(?<![a-z])(?:born|birth(?:day|date)?|d[ ./-]{0,2}o[ ./-]{0,2}b|turn(?:s|ed|ing) [0-9]{2} on|b\.?(?= ?[0-9]))"
    r"(?![a-z])",
    _FLAGS,
)
# What is no person is born too.
_THING = re.compile(
    r"(?<![a-z])(?:nhs|health service|network|pcn|ccg|icb|practice|federation|service|trust|team|post|role|idea)s?"
    r" (?:was |were )?born(?![a-z])",
    _FLAGS,
)
# Dates with the month as a word are mostly those of events, unless a person is spoken of.
_PERSON = re.compile(
    r"(?<![a-z])(?:patient|pt|mrs?|ms|miss|lady|gentleman|(?:wo)?man|boy|girl|mother|father|wife|husband|son|daughter|"
    r"aged?|s?he|his|her)(?![a-z])",
    _FLAGS,
)

# First letters and places as postcodes have them; the second half is a figure and two letters. A letter O may stand
# for its figure, but written small it would be a word, as "2nd" and "2hr" are.
_POSTCODE = re.compile(
    r"(?<![0-9a-z])(?:GIR ?0AA|"
    r"(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]|"
    r"[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY])"
    r"(?: {0,2}| ?[-.] ?| ?\r?\n ?)(?![0-9](?-i:st|nd|rd|th|hr|yr|ft)(?![a-z]))(?:[0-9]|(?-i:O))[ABD-HJLNP-UW-Z]{2})"
    r"(?![0-9a-z])",
    _FLAGS,
)

# Ten or eleven figures from 0, or as many after +44 less that 0. None of a person begins with 03, 04, 06, 08 or 09.
_PHONE = re.compile(
    rf"(?:(?<![0-9+])(?:(?:\+|00) ?44|\((?:\+|00) ?44\)|44(?= ?7)){_MARK}(?:\(0\) ?)?"
    r"|(?<![0-9a-z])(?:\((?=0[0-9]{2,4}\)))?[0O])"
    rf"[1257](?:{_MARK}[(]?[0-9]){{8,9}}(?![0-9])"
    rf"|(?<![0-9+])\+(?!44)[1-9](?:{_MARK}[0-9]){{9,13}}(?![0-9])",
)
_DATE_FIRST = re.compile(_FIGURES, _FLAGS)

# What stands before the sign is looked at from its beginning only: then a long text takes no time.
_BEFORE_AT, _AFTER_AT = r"[^\s@<>()\[\]\\,;:\"“”]", r"[^\s@<>()\[\]\\,;:\"“”./!?]"
_EMAIL = re.compile(rf"(?<!{_BEFORE_AT}){_BEFORE_AT}+@{_AFTER_AT}+(?:\.{_AFTER_AT}+)+")
# Written so that programs do not find it; what may stand before it is short, so that a long text takes no time.
_EMAIL_IN_WORDS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?[(\[{] ?at ?[)\]}] ?[\w-]{1,64}(?: ?(?:\.|[(\[{] ?dot ?[)\]}]) ?[\w-]{1,64})+", re.I
)

_INSURANCE = re.compile(r"(?<![0-9a-z])[a-z]{2}(?:[ -]?[0-9]{2}){3}[ -]?[a-d](?![0-9a-z])", _FLAGS)
_RECORD = re.compile(
    r"(?<![a-z])(?:(?:hosp(?:ital|\.)|patient|emis|systmone) (?:number|no\.?|id|ref\.?)|mrn)[ :#=]{1,3}"
    r"([a-z]{0,3}[0-9][a-z0-9/-]{3,14})(?![a-z0-9])",
    _FLAGS,
)

CALLED = {
    "NHS number": "an NHS number",
    "date of birth": "a date of birth",
    "postcode": "a postcode",
    "phone number": "a phone number",
    "e-mail address": "an e-mail address",
    "National Insurance number": "a National Insurance number",
    "record number": "the number of a record",
}

#: What is asked about each.
COULD_IT = "Could it identify someone?"

#: From where to where, what it looks like, and why.
_Place = tuple[int, int, str, str]


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

    kind: str
    words: str
    start: int
    why: str

    def __str__(self) -> str:
        return f"“{self.words}” looks like {CALLED[self.kind]}: {self.why}. {COULD_IT}"


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
        In the order of the text; empty where nothing has the shape of one of the kinds in `CALLED`.

    Examples
    --------
    >>> [suspicion.kind for suspicion in find("Born on 3 March 1952; 943 476 5919.")]
    ['date of birth', 'NHS number']
    """
    plain = text.translate(_PLAIN)
    places = [*_numbers(plain), *_births(plain, today or date.today()), *_shapes(plain)]
    places += _phones(plain, places)
    return Several(Suspicion(kind, text[start:end], start, why) for start, end, kind, why in sorted(places))


def ask(found: Iterable[Suspicion]) -> str:
    """Ask about some in few words, for whoever is writing."""
    seen = "; ".join(f"“{one.words}” looks like {CALLED[one.kind]}" for one in found)
    return f"{seen}. {COULD_IT}"


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
    called = {found.span(1): True for found in _CALLED_NUMBER.finditer(text)}
    last = 0
    for start, end in sorted({**called, **{found.span(1): False for found in _NUMBER.finditer(text)}}):
        right = is_nhs_number(re.sub("[^0-9]", "", text[start:end])) and not _BOOK.search(
            text, max(0, start - 12), start
        )
        if start >= last and (right or (start, end) in called):
            last = end
            check = "the last is the check figure of the others"
            yield start, end, "NHS number", f"it has ten figures, and {check if right else 'is called one'}"


def _births(text: str, today: date) -> Iterator[_Place]:
    last = 0
    # A line may end within a date.
    text = text.replace("\n", " ").replace("\r", " ")
    dates = [
        (found, beside)
        for beside, all_ in ((0, _DATES), (BESIDE, _DATES_BESIDE))
        for w in all_
        for found in w.finditer(text)
    ]
    # Where two ways to read a date meet, the one that begins first counts, then the longer one.
    for found, beside in sorted(dates, key=lambda one: (one[0].start(), -one[0].end())):
        start, end = found.span()
        if start >= last and (why := _born(found, today, beside)):
            last = end
            yield start, end, "date of birth", why


def _born(found: re.Match[str], today: date, beside: int) -> str | None:
    """Say why a date may be one of birth; None where it is no date, or nothing speaks for that."""
    parts, (start, end), text = found.groupdict(), found.span(), found.string
    day, month, year = int(parts.get("day") or 1), _month(found["month"]), found["year"]
    # Either of two figures may be the month.
    if not (1 <= min(day, month) <= 12 and max(day, month) <= 31):
        return None
    whole = int(year) if year and len(year) == 4 else None
    before = max(0, start - (beside or BEFORE))
    near = _BIRTH.search(text, before, end) or _BIRTH.search(text, end, end + (beside or AFTER))
    if near and not _THING.search(text, max(0, start - BEFORE), end):
        return f"a date stands near “{near.group()}”"
    if beside or near or not whole or not YOUNGEST <= today.year - whole <= OLDEST:
        return None
    if not (found["month"].isdigit() or _PERSON.search(text, before, start)):
        return None
    return "it is a whole date, and someone born in that year may be living"


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1


def _shapes(text: str) -> Iterator[_Place]:
    for found in _POSTCODE.finditer(text):
        yield *found.span(), "postcode", "it has the shape of a whole postcode, which few homes share"
    for written in (_EMAIL, _EMAIL_IN_WORDS):
        for found in written.finditer(text):
            yield *found.span(), "e-mail address", "it has the shape of one, and most belong to one person"
    for found in _INSURANCE.finditer(text):
        yield *found.span(), "National Insurance number", "it has two letters, six figures and a letter"
    for found in _RECORD.finditer(text):
        yield *found.span(1), "record number", "it follows a name for one"


def _phones(text: str, others: list[_Place]) -> Iterator[_Place]:
    """Find phone numbers; figures that are something else already are asked about once."""
    taken = bytearray(len(text))
    for start, end, *_ in others:
        taken[start:end] = b"x" * (end - start)
    for found in _PHONE.finditer(text):
        start, end = found.span()
        if not any(taken[start:end]) and not _DATE_FIRST.match(text, start):
            yield start, end, "phone number", "it has the figures of a phone number"
