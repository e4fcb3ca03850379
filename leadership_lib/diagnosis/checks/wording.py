"""Wording: whether words name something that can be counted, dated, or found done or not done."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from leadership_lib.diagnosis.checks.verdict import Answer
from leadership_lib.framework.words import phrases
from leadership_lib.role.role import says_none

#: Of how many texts it is kept what was found in them: as many as a few hundred roles have.
KEPT: Final = 20_000

_NUMBERS: Final = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred"
    "|half|twice"
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR: Final = r"20\d\d(?:\s*[/-]\s*\d\d(?:\d\d)?)?"
_SPAN: Final = rf"(?:\d+|{_NUMBERS}|an?|each|every|the\ end\ of(?:\ the)?)"

#: A date or a span of time: a month by name, a year, a day of the week, a number of weeks, a rhythm.
_DATED = re.compile(
    rf"""(?ix)\b(?:
    {_MONTH}\b
    | (?:by|in|end\ of|until|before|from|\d+|next|this|last)\s+may\b | may\s+{_YEAR} | {_YEAR}\b
    | (?:mon|tues|wednes|thurs|fri|satur|sun)days? | (?:spring|summer|autumn|winter|easter|christmas)
    | half[ -]term | bonfire\ night | burns\ night | new\ year
    | {_SPAN}\s+(?:working\s+|calendar\s+|financial\s+|more\s+)?(?:day|week|fortnight|month|quarter|term|year)s?\b
    | (?:daily|weekly|fortnightly|monthly|quarterly|yearly|annual|annually|six-monthly|bi-monthly|termly)\b
    | (?:year|month|quarter|week)[\ -]end | q[1-4]\b
    | (?:this|next|last|first|second)\s+(?:week|month|quarter|year)\b
    | \d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d | (?!24/7)[0-3]?\d/[01]?\d\s*$ | today | tomorrow )"""
)

#: Words that sound like a span of time and name none.
_UNDATED = re.compile(r"(?i)\b(?:one day|some day|someday|day[ -]to[ -]day|in due course|every day)\b")


@lru_cache(KEPT)
def dated(text: str | None) -> bool:
    """Tell whether a text names a date or a span of time."""
    return text is not None and bool(_DATED.search(_UNDATED.sub(" ", text)))


@lru_cache(KEPT)
def countable(measure: str | None) -> bool:
    """Tell whether a measure names something that can be counted; a year alone cannot."""
    if measure is None or says_none(measure):
        return False
    without_dates = re.sub(rf"\b{_YEAR}\b", " ", measure)
    if any(c.isdigit() for c in without_dates) or phrases("countable").found_in(without_dates):
        return True
    # What is signed or published is there or not; a strategy agreed is neither more nor less than before.
    found_done = phrases("done_or_not").found_in(measure)
    return bool(found_done) and bool(phrases("products").found_in(measure))


#: A proper name inside a sentence, or an abbreviation that is not of the general kind.
_NAME = re.compile(r"(?<=[a-z,;:(] )(?:[A-Z][a-z]+(?: [A-Z][a-z]+)*|[A-Z]{2,}[A-Za-z]*)\b")


@lru_cache(KEPT)
def speaks_for(text: str) -> tuple[str, ...]:
    """Return the words of a result that can be found done or not: a count, a date, a product, a place, a name."""
    bare = _without_bodies(text)
    plain = _NUMBERED.sub(" ", bare)
    found = [phrases(name).found_in(bare) for name in ("quantified", "products")]
    found += [match.group() for match in (_DATED.search(bare), _FIGURE.search(plain)) if match]
    named = (match.group() for match in _NAME.finditer(plain))
    found += [name for name in named if not phrases("general_names").found_in(name)][:1]
    return tuple(dict.fromkeys(filter(None, found)))


_FIGURE = re.compile(r"(?i)(?<![\w.])(?:£?\d[\d,.]*%?|" + _NUMBERS + r")(?!\w)")


@lru_cache(KEPT)
def speaks_against(text: str) -> tuple[str, ...]:
    """Return the abstract words of a text: verbs and nouns that can mean anything."""
    return tuple(dict.fromkeys(word.lower() for word in phrases("vague").all_in(_without_bodies(text))))


def _without_bodies(text: str) -> str:
    """Return a text without the names of bodies, in which such a word says nothing."""
    bodies = phrases("bodies")
    while name := bodies.found_in(text):
        text = text.replace(name, " ")
    return text


def concrete(text: str) -> Answer:
    """Answer whether a result, or a duty, can be found done or not done.

    Met where its words name something to find and little else; partly where a single such word stands among abstract
    ones; not met where all is abstract; and for a person to judge where neither kind of word is there.
    """
    good, bad = speaks_for(text), speaks_against(text)
    if not good:
        return "not met" if bad else "for you to judge"
    return "partly" if len(good) == 1 and len(bad) > ABSTRACT else "met"


#: How many abstract words one word that can be found done or not outweighs.
ABSTRACT: Final = 2


# Asked for each topic of each text, at each key press in a form.
@lru_cache(maxsize=4096)
@lru_cache(KEPT)
def generic(text: str) -> bool:
    """Tell whether a text is abstract from end to end, so that it speaks for nothing."""
    rest = phrases("filler").removed_from(phrases("vague").removed_from(_without_bodies(text)))
    return not speaks_for(text) and not re.search(r"[a-z]{3,}", rest.lower())


@lru_cache(KEPT)
def fixed_date(text: str | None) -> bool:
    """Tell whether a text names a day by which something is due, and not only how often it happens."""
    return text is not None and bool(_FIXED.search(text))


_FIXED = re.compile(
    rf"""(?ix)
    \b(?:by|before|until|from|in|next|end)\s+(?:of\ )?(?:the\ )?(?:end\ (?:of\ )?)?(?:early\ |late\ |mid-?)?
       (?:\d{{1,2}}\s+)?(?:{_MONTH}|may|{_YEAR}|spring|summer|autumn|winter)\b
    | \b\d{{1,2}}\s+(?:{_MONTH}|may)\b
    | \bwithin\s+{_SPAN}\s+(?:week|month|year)s?\b
    | \beach\s+(?:{_MONTH}|may)\b"""
)


@lru_cache(KEPT)
def recurring(text: str) -> bool:
    """Tell whether a text names a rhythm shorter than a year."""
    return bool(_RHYTHM.search(text))


_RHYTHM = re.compile(
    r"""(?ix)\b(?:
    (?:daily|weekly|fortnightly|monthly|bi-?monthly|quarterly|termly|six-monthly|three-monthly)
    | (?:a|an|each|every|per)\s+(?:\w+\s+)?(?:week|fortnight|month|quarter|term|meeting)
    | every\s+(?:two|three|six|\d)\s+(?:weeks|months) )\b"""
)


#: Figures that say neither how much nor how many: a year, a band, a tier, the five years of a plan.
_NUMBERED = re.compile(
    rf"(?i)\b(?:{_YEAR}|(?:tier|level|band|section|stage|phase|year|type|appendix|schedule)\s+\d\w*|\w+[- ]year)\b"
)


@lru_cache(KEPT)
def figure(text: str) -> bool:
    """Tell whether a text says how much or how many; a year alone does not."""
    return bool(_FIGURE.search(_NUMBERED.sub(" ", text)) or phrases("quantified").found_in(text))
