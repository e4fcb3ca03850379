"""Term: "18 months", "two years", "1 April 2024 to 31 March 2026"."""

from __future__ import annotations

import re
from typing import Final

from leadership_lib.description.amounts.numbers import FLAGS, NUMBER, number

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE: Final = (
    r"(?:(?:(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<{0}month>"
    + "|".join(_MONTHS)
    + r")[a-z]{{0,6}}\.?,?(?: (?P<{0}year>20\d\d)){1}"
    r"|(?P<{0}d>\d{{1,2}})[/.](?P<{0}m>\d{{1,2}})[/.](?P<{0}y>(?:20)?\d\d)\b)"
)
_LONG: Final = r"(?P<unit>months?\b|mths?\b|years?\b|yrs?\b)"
#: A span of months or years, or from one date to another.
TERM: Final = re.compile(
    rf"(?<![\w.,£+/])(?P<low>{NUMBER})(?:\s?\(\w[^()]{{0,12}}\))?(?:\s?\+\s?\d)?(?:\s?(?:-|–|to|or|and|/)\s?"
    rf"(?P<high>{NUMBER}))?(?:\s|-)?(?:calendar |full )?{_LONG}"
    rf"|{_DATE.format('a', '?')}(?:\s?\([^()]{{0,60}}\))?[\s,]{{0,2}}(?:and (?:continues?|runs?|ends?|ending"
    rf"|expir\w{{1,3}}|will (?:continue|end|run)) )?(?:to|until|till|up to|through to|and ends? on|on|-|–)\s"
    rf"(?:the )?(?:end (?:of )?)?(?:\w{{3,9}}day,? )?{_DATE.format('b', '')}",
    FLAGS,
)
#: The same with other words between: "from 1 May 2024 there be a lead, until 30 April 2026".
_APART: Final = re.compile(
    rf"\b(?:from|(?:begin|start|commence)(?:s|ning|ing)?(?: on)?) {_DATE.format('a', '?')}[^.;]{{0,120}}?"
    r"\b(?:until|till|to|(?:end|finish|expire)(?:s|es|ing)?(?: on)?)\s(?:the )?(?:end (?:of )?)?"
    + _DATE.format("b", ""),
    FLAGS,
)
#: "For a year" is a term, and "a year" by itself is not.
_A_YEAR: Final = re.compile(r"\b(?:for|of|lasts?|initially)\s(?:half )?$", FLAGS)
_NOT_TERM_BEFORE: Final = re.compile(
    r"(?:\b(?:within|after|every|each|last|past|next|previous|first|any|per|in|at|further|another|more than|over"
    r"|additional(?: period of)?|exceed(?:ing)?|least|minimum(?: of)?|maximum|before|following|(?:by )?giving|on"
    r"|(?:notice|probation(?:ary)?)(?: period)?(?: of| is|:)?|review(?:ed)?(?: (?:at|every|after))?"
    r"|(?:exten(?:d(?:ed|able)?|sion)|renew(?:able|ed)?)(?: (?:by|for|to|of|every))?(?: up to| a further)?"
    r"|rotat\w{1,4} every|under|other|second|third|times|once|twice|served|(?:not less )?than|not less|aged?)|\+)"
    r"\s*(?:a )?[(\s]{0,2}$",
    FLAGS,
)
_NOT_TERM_AFTER: Final = re.compile(
    r"(?:'s?)?\s?(?:(?:of|written|in writing|prior|advance|full|relevant|recent|clinical|the|an?|as)\s"
    r"|in (?:total|all|aggregate)\b|working )*(?:notice|probation|review|experience|qualifi(?:cation|ed)"
    r"|regist(?:ration|ered)|cct\b|old\b|ago\b|age\b|training|post[- ]|in (?:total|all|aggregate|general practice"
    r"|practice)|after|before|extension|break|appraisal|working\b|later\b|end\b|worked|service\b|salary"
    r"|plan\b|strategy|one\b|mark\b|point\b|check)",
    FLAGS,
)


def months(text: str, under: str = "") -> float | None:
    """Return the months of a term: "2 years", "18 months", "1 October 2023 to 31 March 2025"; None for none.

    Parameters
    ----------
    text
        Words that state it.
    under
        The label beside them; where it holds the unit, the number alone is enough ("Term (years): 3").
    """
    unit = re.search(rf"(?:\(|\bin ){_LONG}", under, FLAGS)
    if unit and (bare := re.match(rf"(?P<low>{NUMBER})(?=\W*$|\s?[(;,.])", text, FLAGS)):
        return _of_months(number(bare["low"]), unit["unit"])
    for found in TERM.finditer(text):
        before = text[max(0, found.start() - 60) : found.start()]
        if found["unit"] is None:
            made = _between(found)
        else:
            article = found["low"].lower() in ("a", "an", "half") and not _A_YEAR.search(before)
            others = _NOT_TERM_BEFORE.search(before) or _NOT_TERM_AFTER.match(text, found.end())
            made = None if article or others else _of_months(number(found["low"]), found["unit"])
        if made:
            return made
    apart = _APART.search(text)
    return _between(apart) if apart else None


def _of_months(count: float | None, unit: str) -> float | None:
    made = count * 12 if count and unit.lower().startswith("y") else count
    return made if made and made <= 240 else None


def _between(found: re.Match[str]) -> float | None:
    """Return the months from one date to another; one that ends on the last day of a month holds that month too."""
    begin, end = (_date(found, side) for side in "ab")
    if begin is None or end is None:
        return None
    (year, month, day), (last_year, last_month, last_day) = begin, end
    year = year or last_year - ((month, day) >= (last_month, last_day))
    span = 12 * (last_year - year) + last_month - month + round((last_day + 1 - day) / 31)
    return float(span) if 0 < span <= 240 else None


def _date(found: re.Match[str], side: str) -> tuple[int, int, int] | None:
    """Return the year (0 where it is not said), month and day of one of two dates."""
    if found[f"{side}month"]:
        day = int(found[f"{side}day"] or (1 if side == "a" else 31))
        return int(found[f"{side}year"] or 0), _MONTHS.index(found[f"{side}month"].lower()) + 1, day
    month = int(found[f"{side}m"])
    return (2000 + int(found[f"{side}y"]) % 100, month, int(found[f"{side}d"])) if 1 <= month <= 12 else None
