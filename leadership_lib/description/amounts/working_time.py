"""Working time: "two sessions a week", "0.2 WTE", "one day a month"."""

from __future__ import annotations

import re
from typing import Any, Final

from leadership_lib.description.amounts.numbers import FLAGS, NUMBER, number

_RANGE: Final = (
    rf"(?P<low>{NUMBER})(?:\s?\(\w[^()]{{0,30}}\))?"
    rf"(?:\s?(?P<sep>-|–|/|to|or|and|rising to)\s?(?:up to )?(?P<high>{NUMBER}))?"
)
#: By the group of the pattern: the unit as a role file has it, and the words for it.
_UNITS: Final = {
    "sessions": ("sessions", r"sess(?:ion)?s?\b"),
    "activities": ("programmed activities", r"(?-i:PA(?:'?s)?\b|P\.A\.s)|programmed activit(?:y|ies)\b"),
    "hours": ("hours", r"hours?\b|hrs?\b|h\b(?=\s?(?:/|p\.?w|per\b))"),
    "halves": ("half days", r"half[- ]days?\b|mornings?\b|afternoons?\b"),
    "days": ("days", r"days?\b"),
    "part": (
        "whole-time equivalent",
        r"W\.?T\.?E\b\.?|F\.?T\.?E\b\.?|equivalent full[- ]time\b"
        r"|(?:of (?:a |an )?)?(?:whole|full)[- ]time\b(?: equivalents?\b| post\b| hours\b)?",
    ),
}
_UNIT: Final = "|".join(f"(?P<{name}>{pattern})" for name, (_, pattern) in _UNITS.items())
_PER: Final = (
    r"(?:(?:(?:per|an?|each|every|any|(?:in|of|over|during|across|within) (?:the|an?|each|every|any|any one"
    r"|the course of (?:a|the)))\s|/\s?|per\s?|p/)"
    r"(?P<per>(?:(?:working|calendar|contract|financial) )?(?:week|month|year)|wk|w\b|mth|m\b|quarter|yr|annum"
    r"|fortnight)\b|(?P<other>every (?:other|second|two|2) weeks?|alternate weeks|every fortnight)\b"
    r"|(?P<adverb>most weeks|weekly|monthly|quarterly|fortnightly|annually|yearly|pcm\b|p\.?\s?w\b\.?"
    r"|p\.?\s?m\b\.?(?!\s?-)|p\.?\s?a\b\.?))"
)
_SPANS: Final = {
    "wk": "week", "w": "week", "mth": "month", "m": "month", "annum": "year", "yr": "year", "weekly": "week",
    "monthly": "month", "quarterly": "quarter", "fortnightly": "fortnight", "annually": "year", "yearly": "year",
    "mostweeks": "week", "pw": "week", "pm": "month", "pcm": "month", "pa": "year",
}  # fmt: skip

#: Time with its unit, and the span in which it falls where that is said.
TIME: Final = re.compile(
    rf"(?<![\w.,£$€/+]){_RANGE}[\s-]?(?P<percent>%\s?)?(?:[x×]\s?)?(?P<before>(?:weekly|monthly|fortnightly)\s)?"
    r"(?:(?:clinical|leadership|management|managerial|paid|protected|dedicated|funded|contracted|notional|full"
    r"|standard|additional|remunerated|half-day|(?:\d(?:\.\d{1,2})?|four)[- ]?(?:hour|hr))\s){0,2}"
    rf"(?:{_UNIT})(?:\s?\([^()]{{0,60}}\))?"
    r"(?:[\s,]{1,2}(?:of (?:work|time|your time|protected time|leadership time|input)|protected|paid|in total"
    r"|on average|averaged|only|annualised|for (?:the|this) (?:role|post|work)"
    r"|(?:is|are|will be) (?:available|paid|funded|allocated|required))\b){0,2}"
    rf"(?:[\s,(]{{0,2}}{_PER})?",
    FLAGS,
)
#: The same with the unit first: "WTE: 0.4", "WTE of 0.6".
_PART: Final = re.compile(
    r"\b(?:W\.?T\.?E|F\.?T\.?E)\b\.?\s?(?:[:=(]|of|is)?\s?(?P<part>0?\.\d{1,2}|1\.00?|1(?![\d.]))(?!\d)", FLAGS
)
_BARE: Final = re.compile(
    r"(?:an? )?(?:up to |approx\.? |approximately |about |around |average of |minimum of |circa |ca?\.? ?|between "
    rf"|from |~ ?)?{_RANGE}(?![.,]\d)(?:\s?\([^()]{{0,60}}\))?(?:[\s,]{{0,2}}{_PER}|(?=\W*$|\s?[(;,./|]))",
    FLAGS,
)
#: "A day and a half": the unit before the half.
_AND_A_HALF: Final = re.compile(rf"\b(?P<whole>{NUMBER}) (?P<unit>session|hour|day)s? and a half\b", FLAGS)
# What the words before or after a number give it to: not time of the role.
_OTHERS_BEFORE: Final = re.compile(
    r"\b(?:within|last|past|next|previous|preceding|first|coming|notice(?: period)?(?: of| is|:)?|leave(?: of| is|:)?"
    r"|open(?:ing)?(?: hours)?(?: for|:)?|after|before|lasts?(?: for)?|meet(?:s|ings?)?(?: for| lasts?)?|on-call"
    r"(?: of)?|development|experience of|excluding|sessions?(?: is| are| being| of|,? =| equals?| lasts?| equates? to"
    r"| will be| at)?(?: (?:taken|defined|counted|deemed|regarded|classed|reckoned)(?: as| to be| at)?| equal to"
    r"| equivalent to| usually| normally| approximately| about)?(?: one)?)"
    r"\s*(?:a minimum of |at least |up to |about )?[\s(:=]*$",
    FLAGS,
)
_OTHERS_AFTER: Final = re.compile(
    r"\s(?:lasts?|equals?|equates|being|=|is (?:equal|taken|defined|counted|reckoned|[\w.]{1,12} hours?))\b"
    r"|(?:'s?)?[\s,]{0,3}(?:(?:of|for|paid|unpaid|written|in writing|prior|advance|annual|study|professional|pro rata"
    r"|as|maternity) )*\b(?:notice|leave|holidays?|experience|post-|qualified|ago\b|old\b|cpd\b|study\b|training\b"
    r"|development(?! role)|coaching|induction|handover|receipt|(?<=of )(?:the|any) (?:meeting|request|change|event)"
    r"|per session|(?:a|each|every|to a|to the|per) (?:day\b|session|patient|meeting|visit|surgery)"
    r"|before\b|prior to|after\b|travel|supervision|mentoring)",
    FLAGS,
)
_FULL_TIME: Final = re.compile(
    r"(?:permanent,? )?(?:full|whole)[- ]?time\b(?!.{0,40}\bpart)(?!\s?equivalent).{0,60}", FLAGS
)
#: More than this in a week is no time of one person: it is opening hours, or a team's.
_MOST: Final = {"hours": 60.0, "sessions": 14.0, "programmed activities": 14.0, "days": 5.5}


def time(text: str, under: str = "") -> dict[str, Any] | None:
    """Return time as facts of ``capacity.time``: `amount`, `unit`, and `per` where the words say it.

    Parameters
    ----------
    text
        Words that state it, such as "2 sessions a week".
    under
        The label beside them, which may hold the unit or the span: "Sessions: 2 per week", "Hours per week: 8".
    """
    text = _AND_A_HALF.sub(r"\g<whole> and a half \g<unit>s", text)
    beside = re.search(_PER, under, FLAGS)
    span = _span(beside) if beside else None
    named = re.search(rf"\b(?:{_UNIT})", under, FLAGS)
    bare = _BARE.match(text) if named else None
    best = None
    if named and bare and not _OTHERS_AFTER.match(text, bare.end()):
        best = _time(_low(bare, named.group()), _unit(named), _span(bare) or span)
    if best:
        return best
    for found in TIME.finditer(text):
        if _is_others(text, found):
            continue
        amount = _low(found, found[_unit(found)])
        if found["percent"]:
            amount = amount / 100 if amount and found["part"] else None
        before = _SPANS[found["before"].strip().lower()] if found["before"] else None
        made = _time(amount, _unit(found), _span(found) or before or span)
        if made and ("per" in made or found["part"]):
            return made
        best = best or made
    if part := _PART.search(text):
        return _time(number(part["part"]), "part", None)
    by_label = re.search(r"\b(?:hours|time|pattern|basis|wte)\b", under, FLAGS)
    if best is None and by_label and _FULL_TIME.fullmatch(text.strip()):
        return {"amount": 1.0, "unit": "whole-time equivalent"}
    return best


def _is_others(text: str, found: re.Match[str]) -> bool:
    """Tell whether the words around a time give it to something else than the role."""
    spanned = found["per"] or found["adverb"]
    article = found["low"].lower() in ("a", "an") and not found["high"]
    if article and (found["part"] or found["activities"] or not (spanned or found["other"] or found["before"])):
        return True
    if _OTHERS_BEFORE.search(text[max(0, found.start() - 60) : found.start()]):
        return True
    # "8 hours, a day of them in the office": a comma ends what the number belongs to.
    after = _OTHERS_AFTER.match(text, found.end())
    return bool(after) and not (text[found.end() : found.end() + 1] == "," and spanned)


def _low(found: re.Match[str], unit: str) -> float | None:
    """Return the lower end of a range; "1/2 day" is half of one, and "1/2 sessions" one or two."""
    halved = found["sep"] == "/" and (found["low"], found["high"]) == ("1", "2") and not unit.lower().endswith("s")
    return 0.5 if halved else number(found["low"])


def _unit(found: re.Match[str]) -> str:
    return next(name for name in _UNITS if found[name])


def _span(found: re.Match[str]) -> str | None:
    if found["other"]:
        return "fortnight"
    last = re.sub(r"[.\s]", "", (found["per"] or found["adverb"] or "").lower().removeprefix("working "))
    last = re.sub("^(?:calendar|contract|financial)", "", last)
    return _SPANS.get(last, last) or None


def _time(amount: float | None, name: str, per: str | None) -> dict[str, Any] | None:
    """Return an amount in the unit of a group of the pattern; half days as days, and a fortnight by the week."""
    unit = _UNITS[name][0]
    if not amount or (name == "part" and amount > 1):
        return None
    if name == "part":
        return {"amount": amount, "unit": unit}
    if name == "halves":
        amount, unit = amount / 2, "days"
    if per == "fortnight":
        amount, per = amount / 2, "week"
    if (per == "week" and amount > _MOST[unit]) or amount > 2000:
        return None
    return {"amount": amount, "unit": unit, **({"per": per} if per else {})}
