"""Amounts: time, pay and length of term as a description writes them, read into numbers with a unit.

"Two sessions a week", "0.2 WTE", "one day a month", "£85 per hour", "1 April 2024 to 31 March 2026": numbers in
figures or in words, single or as a range. A range counts as its lower end where it is time and as its middle where
it is pay, as the facts say. A number that the words beside it give to something else (notice, leave, a meeting, a
budget) is passed over.
"""

from __future__ import annotations

import re
from typing import Any, Final

_ONES: Final = {
    word: float(n)
    for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)
}
_TEENS: Final = {
    word: float(n)
    for n, word in enumerate(
        [
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        10,
    )
}
_TENS: Final = {
    word: 10.0 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_HALVES: Final = {
    "½": 0.5,
    "half": 0.5,
    "half a": 0.5,
    "half-a": 0.5,
    "half of a": 0.5,
    "a half": 0.5,
    "one half": 0.5,
    "a": 1.0,
    "an": 1.0,
}

#: A number in figures or words, with a half where it has one.
NUMBER: Final = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,4}(?:\.\d{1,2})?½?|\.\d{1,2}|½|half of a\b|half[- ]a\b|a half\b|half\b|"
    rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?\b|(?:{'|'.join([*_TEENS, *_ONES])})\b"
    r"|an?\b)(?: and a half\b| ½)?"
).replace("[- ]", r"(?:-| )")
_RANGE: Final = (
    rf"(?P<low>{NUMBER})(?:\s?\(\w[^()]{{0,30}}\))?"
    rf"(?:\s?(?P<sep>-|–|/|to|or|and|rising to)\s?(?:up to )?(?P<high>{NUMBER}))?"
)
_UNITS: Final = {
    "sessions": r"sess(?:ion)?s?\b",
    "programmed activities": r"(?-i:PA(?:'?s)?\b|P\.A\.s)|programmed activit(?:y|ies)\b",
    "hours": r"hours?\b|hrs?\b|h\b(?=\s?(?:/|p\.?w|per\b))",
    "half days": r"half[- ]days?\b",
    "days": r"days?\b",
    "whole-time equivalent": (
        r"W\.?T\.?E\b\.?|F\.?T\.?E\b\.?|(?:of (?:a |an )?)?(?:whole|full)[- ]time\b(?: equivalents?\b| post\b"
        r"| hours\b)?|equivalent full[- ]time\b"
    ),
}
_UNIT: Final = "|".join(
    f"(?P<{name.replace(' ', '_').replace('-', '_')}>{pattern})" for name, pattern in _UNITS.items()
)
_PER: Final = (
    r"(?:(?:(?:per|a|an|each|every|any|(?:in|of|over|during|across|within) (?:the|a|an|each|every|any|any one"
    r"|the course of (?:a|the)))\s|/\s?|per\s?|p/)"
    r"(?P<per>week|wk|w\b|working week|calendar month|month|mth|m\b|quarter|year|yr|annum|fortnight|(?:contract"
    r"|financial|calendar) year)\b"
    r"|(?P<other>every (?:other|second|two|2) weeks?|alternate weeks|every fortnight)\b"
    r"|(?P<adverb>weekly|monthly|quarterly|fortnightly|annually|yearly|pcm\b|p\.?\s?w\b\.?|p\.?\s?m\b\.?(?!\s?-)"
    r"|p\.?\s?a\b\.?))"
)
_SPANS: Final = {
    "wk": "week", "w": "week", "working week": "week", "calendar month": "month", "mth": "month", "m": "month",
    "annum": "year",
    "yr": "year", "contract year": "year", "financial year": "year", "calendar year": "year",
}  # fmt: skip
_ADVERBS: Final = {
    "weekly": "week", "monthly": "month", "quarterly": "quarter", "fortnightly": "fortnight", "annually": "year",
    "yearly": "year",
    "pw": "week", "pm": "month", "pcm": "month", "pa": "year",
}  # fmt: skip
_FLAGS: Final = re.IGNORECASE | re.ASCII

#: Time with its unit, and the span in which it falls where that is said.
TIME: Final = re.compile(
    rf"(?<![\w.,£$€/+]){_RANGE}[\s-]?(?P<percent>%\s?)?(?:[x×]\s?)?(?P<before>(?:weekly|monthly"
    r"|fortnightly)\s)?(?P<kind>(?:(?:clinical|leadership|management|managerial|paid|protected|dedicated|"
    r"funded|contracted|notional|full|standard|additional|remunerated|four-hour|half-day|(?:\d(?:\.\d{1,2})?"
    r"|four)[- ]?(?:hour|hr))\s){0,2})"
    rf"(?:{_UNIT})"
    r"(?:\s?\([^()]{0,60}\))?(?:[\s,]{1,2}(?:of (?:work|time|your time|protected time|leadership time)|protected"
    r"|paid|in total|on average|averaged|of input|only|annualised|for (?:the|this) (?:role|post|work)|"
    r"(?:is|are|will be) (?:available|paid|funded|allocated|required))\b){0,2}"
    rf"(?:[\s,(]{{0,2}}{_PER})?",
    _FLAGS,
)
#: The same with the unit first: "WTE: 0.4", "WTE of 0.6".
_PART: Final = re.compile(
    r"\b(?:W\.?T\.?E|F\.?T\.?E)\b\.?\s?(?:[:=(]|of|is)?\s?(?P<part>0?\.\d{1,2}|1\.00?|1(?![\d.]))(?!\d)", _FLAGS
)
_BARE: Final = re.compile(
    r"(?:an? )?(?:up to |approx\.? |approximately |about |around |average of |minimum of |circa |ca?\.? ?"
    rf"|between |from |~ ?)?{_RANGE}(?:\s?\([^()]{{0,60}}\))?(?:[\s,]{{0,2}}{_PER}|(?=\W*$|\s?[(;,./|]))",
    _FLAGS,
)
# What the words before or after a number give it to: not time of the role.
_OTHERS_BEFORE: Final = re.compile(
    r"(?:\bwithin|\b(?:last|past|next|previous|preceding|first|coming)|\bnotice(?: period)?(?: of| is|:)?"
    r"|\bleave(?: of| is|:)?|\bopen(?:ing)?(?: hours)?(?: for|:)?|\bafter|\bbefore|\blasts?(?: for)?|"
    r"\bsessions?(?: is| are| being| of|,? =| equals?| lasts?| equates? to| will be| at)?(?: (?:taken|defined"
    r"|counted|deemed|regarded|classed|reckoned)(?: as| to be| at)?| equal to| equivalent to| usually| normally"
    r"| approximately| about)?(?: one)?|"
    r"\bmeet(?:s|ings?)?(?: for| lasts?)?|\bon-call(?: of)?|\bdevelopment|\bexperience of|\bexcluding"
    r"|\bless than(?= \d+ hours? per session))\s*(?:a minimum of |at least |up to |about )?[\s(:=]*$",
    _FLAGS,
)
_OTHERS_AFTER: Final = re.compile(
    r"(?:\s(?:lasts?|equals?|equates|being|=|is (?:equal|taken|defined|counted|reckoned|[\w.]{1,12} hours?))\b"
    r"|(?:'s?)?[\s,]{0,3}(?:of |for |paid |unpaid |written |in writing |prior |advance |annual |study "
    r"|professional |pro rata |as )*\b(?:notice|(?:annual |study |paid |maternity |professional )?leave"
    r"|holidays?|experience|post-|qualified|ago\b|old\b|cpd\b|study\b|training\b|"
    r"development(?! role)|coaching|induction|handover|of receipt|of (?:the|any) (?:meeting|request|change"
    r"|event)|per session|(?:a|each|every|to a|to the|per) (?:day\b|session|patient|meeting|visit|surgery)"
    r"|before\b|prior to|after\b|travel|supervision|mentoring))",
    _FLAGS,
)
_FULL_TIME: Final = re.compile(
    r"(?:permanent,? )?(?:full|whole)[- ]?time\b(?!.{0,40}\bpart)(?!\s?equivalent).{0,60}", _FLAGS
)
#: More than this in a week is no time of one person: it is opening hours, or a team's.
_MOST: Final = {"hours": 60.0, "sessions": 14.0, "programmed activities": 14.0, "days": 5.5}


def number(words: str) -> float | None:
    """Return a number written in figures or in words; None where it is none."""
    text = " ".join(words.strip().lower().replace(",", "").split())
    half = 0.0
    for tail in (" and a half", " ½", "½"):
        if text.endswith(tail):
            text, half = text[: -len(tail)].strip(), 0.5
    if not text:
        return half or None
    known = {**_ONES, **_TEENS, **_TENS, **_HALVES}
    tens, _, ones = text.partition("-")
    if text in known:
        return known[text] + half
    if tens in _TENS and ones in _ONES:
        return _TENS[tens] + _ONES[ones] + half
    return float(text) + half if re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,4})?|\.[0-9]{1,4}", text) else None


def time(text: str, under: str = "") -> dict[str, Any] | None:
    """Return time as facts of ``capacity.time``: `amount`, `unit`, and `per` where the words say it.

    Parameters
    ----------
    text
        Words that state it, such as "2 sessions a week".
    under
        The label beside them, which may hold the unit or the span: "Sessions: 2 per week", "Hours per week: 8".
    """
    named = re.search(rf"\b(?:{_UNIT})", under, _FLAGS)
    if named and (found := _BARE.match(text)) and not _OTHERS_AFTER.match(text, found.end()):
        unit = _unit(named)
        if made := _time(_low(found, named.group()), unit, _span(found) or _label_span(under)):
            return made
    best = None
    for found in TIME.finditer(text):
        unit = _unit(found)
        if _is_others(text, found, unit):
            continue
        amount = _low(found, text[: found.end(unit.replace(" ", "_").replace("-", "_"))])
        if found["percent"]:
            amount = amount / 100 if amount and unit == "whole-time equivalent" else None
        before = _ADVERBS[found["before"].strip().lower()] if found["before"] else None
        made = _time(
            amount, unit, _span(found) or before or (_label_span(under) if unit != "whole-time equivalent" else None)
        )
        if made and ("per" in made or made["unit"] == "whole-time equivalent"):
            return made
        best = best or made
    if part := _PART.search(text):
        return _time(number(part["part"]), "whole-time equivalent", None)
    if (
        best is None
        and re.search(r"\b(?:hours|time|pattern|basis|wte)\b", under, _FLAGS)
        and _FULL_TIME.fullmatch(text.strip())
    ):
        return {"amount": 1.0, "unit": "whole-time equivalent"}
    return best


def _is_others(text: str, found: re.Match[str], unit: str) -> bool:
    """Tell whether the words around a time give it to something else than the role."""
    article = found["low"].lower() in ("a", "an") and not found["high"]
    if article and (
        unit in ("programmed activities", "whole-time equivalent")
        or not (found["per"] or found["other"] or found["adverb"] or found["before"])
    ):
        return True
    before, end = text[max(0, found.start() - 60) : found.start()], found.end()
    if _OTHERS_BEFORE.search(before):
        return True
    # "8 hours, a day of them in the office": a comma ends what the number belongs to.
    after = _OTHERS_AFTER.match(text, end)
    return bool(after) and not (text[end : end + 1] == "," and (found["per"] or found["adverb"]))


def _low(found: re.Match[str], unit: str) -> float | None:
    """Return the lower end of a range; "1/2 day" is half of one, and "1/2 sessions" one or two."""
    if found["sep"] == "/" and (found["low"], found["high"]) == ("1", "2") and not unit.endswith("s"):
        return 0.5
    return number(found["low"])


def _unit(found: re.Match[str]) -> str:
    return next(name for name in _UNITS if found[name.replace(" ", "_").replace("-", "_")])


def _span(found: re.Match[str]) -> str | None:
    if found["per"]:
        span = " ".join(found["per"].lower().split())
        return _SPANS.get(span, span)
    if found["other"]:
        return "fortnight"
    return _ADVERBS[re.sub(r"[.\s]", "", found["adverb"].lower())] if found["adverb"] else None


def _label_span(under: str) -> str | None:
    found = re.search(_PER, under, _FLAGS)
    return _span(found) if found else None


def _time(amount: float | None, unit: str, per: str | None) -> dict[str, Any] | None:
    if not amount:
        return None
    if unit == "half days":
        amount, unit = amount / 2, "days"
    if per == "fortnight":
        amount, per = amount / 2, "week"
    if unit == "whole-time equivalent":
        return {"amount": amount, "unit": unit} if amount <= 1 else None
    if (per == "week" and amount > _MOST[unit]) or amount > 2000:
        return None
    return {"amount": amount, "unit": unit, **({"per": per} if per else {})}


_SUM: Final = (
    r"£\s?(?P<{0}>\d{{1,3}}(?:,\s?\d{{3}}){{1,2}}(?!\d)(?:\.\d\d)?|\d{{1,7}}(?:\.\d{{1,2}})?)(?!\d)\s?(?P<{0}k>k\b)?"
)
#: A sum of pounds or a range of them.
PAY: Final = re.compile(
    _SUM.format("low")
    + r"(?:,?\s?(?:per annum|p\.?a\.?|a year|per hour|per session))?"
    + rf"(?:\s?(?:-|–|to|and|up to|rising to)\s?(?:up to )?{_SUM.format('high').replace('£', '£?', 1)})?",
    _FLAGS,
)
_FOR: Final = (
    r"(?:\b(?:per|a|an|each|every|for (?:each|every|a|one)|paid)\s|/\s?)"
    r"(?:(?:weekly|clinical|leadership|standard|single|notional|full|"
    r"(?:4|four|3\.5|3\.75)[- ]?(?:hours?|hrs?)|half[- ]day)\s){0,2}"
)
#: For what a sum is paid, in the words after it.
_PAID: Final = re.compile(
    rf"{_FOR}(?:(?P<session>sess(?:ion)?\b)|(?P<activity>(?-i:PA)\b|programmed activity\b)|(?P<hour>hour\b|hr\b"
    r"|h\b)|(?P<day>day\b)|(?P<month>month\b|calendar month\b)|(?P<year>year\b|annum\b|yr\b))"
    r"|\b(?:(?P<sessional>sessional(?:ly)?\b)|(?P<hourly>p\.?\s?h\b\.?|hourly\b)|(?P<monthly>pcm\b"
    r"|monthly\b(?! (?:in arrears|claim|on|by)))|(?P<yearly>(?-i:p\.?\s?a\b\.?|PA\b(?=\W|$))|annually\b|annual\b"
    r"|pro[ -]rata\b))",
    _FLAGS,
)
_PAID_BEFORE: Final = re.compile(
    r"\b(?:(?P<hour>hourly|per hour)|(?P<session>sessional|session|per session)|(?P<day>daily|day|per day)"
    r"|(?P<year>annual|yearly|per annum|a year))\b(?:\s(?:rate|fee|payment|salary|pay|allowance|remuneration|of"
    r"|is|at|will|be|currently|honorarium)){0,4}\W{0,4}$",
    _FLAGS,
)
_KINDS: Final = {
    "session": "session", "sessional": "session", "activity": "programmed activity", "hour": "hour", "hourly": "hour",
    "day": "day",
    "month": "month", "monthly": "month", "year": "year", "yearly": "year",
}  # fmt: skip
_NOT_PAY_AFTER: Final = re.compile(
    r"\s?(?:m\b|mn\b|million|bn\b|billion|(?:per|a|an|/)\s?(?:head|patient|registered|weighted|practice\b|person"
    r"|population|mile|vehicle|place\b|scheme|course|item|neighbourhood)|"
    r"(?:,?\s?(?:a year|per annum|p\.?a\.?|each|per year))?\s?(?:towards|for (?:courses?|study|training|cpd"
    r"|relocation|travel|expenses)|of (?:savings|budget|funding)|relocation|golden|in vouchers|vouchers?|budget"
    r"|fund\b|turnover|programme|study budget))",
    _FLAGS,
)
_NOT_PAY_BEFORE: Final = re.compile(
    r"\b(?:budgets?|turnover|turns over|savings?|spend(?:ing)?|expenditure|worth|mileage|expenses|courses?"
    r"|relocation|vouchers?|exceed(?:s|ing)?|limit|locums?|backfill|fund|grants?|bonus|hello|training|study"
    r"|commit|authorise|approve|income|indemnity)"
    r"(?:\s(?:of|is|are|at|up|to|about|around|some|approx\.?|approximately|from|for|was|rate|currently|allowance"
    r"|additional|a|an|the)){0,5}[\s(:~]{0,3}$",
    _FLAGS,
)


def pay(text: str, under: str = "") -> dict[str, Any] | None:
    """Return pay as facts of ``reward.pay``: `amount` in pounds and `per`; None where no sum of pounds is named.

    Parameters
    ----------
    text
        Words that state it, such as "£85 per hour".
    under
        The label beside them: "Hourly rate: £85".
    """
    for found in PAY.finditer(text):
        if _NOT_PAY_AFTER.match(text, found.end()) or _NOT_PAY_BEFORE.search(
            text[max(0, found.start() - 60) : found.start()]
        ):
            continue
        low, high = (
            float(re.sub(r"[,\s]", "", found[name])) * (1000 if found[f"{name}k"] else 1) if found[name] else None
            for name in ("low", "high")
        )
        if not low:
            continue
        # "£45-50k" is of thousands at both ends; "£300 to 4 practices" is no range.
        if high is not None and found["highk"] and not found["lowk"] and low < 1000:
            low *= 1000
        amount = low if high is None or high < low or high > 4 * low else (low + high) / 2
        if amount > 10_000_000:
            continue
        per = _paid_per(text, found, amount) or _paid_per_label(under)
        if per == "session" and amount >= 3000:
            per = "weekly session a year"
        per = per or ("year" if amount >= 5000 else None)
        return {"amount": amount, **({"per": per} if per else {})}
    return None


def _paid_per(text: str, found: re.Match[str], amount: float) -> str | None:
    """Return for what a sum is paid: by the words that follow it, or those just before."""
    begin = found.end("high") if found["high"] else found.end("lowk") if found["lowk"] else found.end("low")
    tail = re.split(r"[.;](?=\s|$)|£", text[begin : begin + 90], maxsplit=1)[0]
    near = [one for one in _PAID.finditer(tail) if one.start() <= 60]
    kinds = [_KINDS[one.lastgroup or ""] for one in near]
    if not kinds:
        before = _PAID_BEFORE.search(text[max(0, found.start() - 60) : found.start()])
        return _KINDS[before.lastgroup or ""] if before else None
    if {"session", "programmed activity"} & set(kinds) and ("year" in kinds or amount >= 3000) and amount >= 1000:
        return "weekly session a year"
    return kinds[0]


def _paid_per_label(under: str) -> str | None:
    found = re.search(
        r"\b(?:(?P<hour>hour)|(?P<session>session)|(?P<day>day|daily)|(?P<month>month)|(?P<year>year|annum|annual))",
        under,
        _FLAGS,
    )
    return _KINDS[found.lastgroup or ""] if found else None


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE: Final = (
    r"(?:(?:(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<{0}month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec)[a-z]{{0,6}}\.?,?(?: (?P<{0}year>20\d\d)){1}"
    r"|(?P<{0}d>\d{{1,2}})[/.](?P<{0}m>\d{{1,2}})[/.](?P<{0}y>(?:20)?\d\d)\b)"
)
_LONG: Final = r"(?P<unit>months?\b|mths?\b|years?\b|yrs?\b)"
#: A span of months or years, or from one date to another.
TERM: Final = re.compile(
    rf"(?<![\w.,£+/])(?P<low>{NUMBER})(?:\s?\(\w[^()]{{0,12}}\))?(?:\s?\+\s?\d)?(?:\s?(?:-|–|to|or|and"
    rf"|/)\s?(?P<high>{NUMBER}))?(?:\s|-)?(?:calendar |full )?{_LONG}"
    rf"|{_DATE.format('a', '?')}(?:\s?\([^()]{{0,60}}\))?[\s,]{{0,2}}(?:and (?:continues?|runs?|ends?|ending"
    rf"|expir\w{{1,3}}|will (?:continue|end|run)) )?(?:to|until|till|up to|through to|and ends? on|on|-|–)\s"
    rf"(?:the )?(?:end (?:of )?)?(?:\w{{3,9}}day,? )?{_DATE.format('b', '')}",
    _FLAGS,
)
_NOT_TERM_BEFORE: Final = re.compile(
    r"(?:\b(?:within|after|every|each|last|past|next|previous|first|any|per|in|at|further|additional"
    r"|additional period of|another|more than|exceed(?:ing)?|over|under|least|minimum(?: of)?|maximum"
    r"|notice(?: period)?(?: of| is|:)?|"
    r"probation(?:ary)?(?: period)?(?: of| is|:)?|extend(?:ed|able)?(?: (?:by|for|to))?(?: up to| a further)?"
    r"|extension(?: of| by| for)?(?: up to| a further)?|renew(?:able|ed)?(?: (?:every|for))?(?: up to"
    r"| a further)?|review(?:ed)?(?: (?:at|every|after))?|"
    r"before|following|by giving|giving|on|not less than|not less|rotat\w{1,4} every|other|second|third|times"
    r"|once|twice|served|than|aged?)|\+)\s*(?:a )?[(\s]{0,2}$",
    _FLAGS,
)
_NOT_TERM_AFTER: Final = re.compile(
    r"(?:'s?)?\s?(?:of |written |in writing |prior |advance |full |relevant |recent |post[- ]|clinical "
    r"|in (?:total|all|aggregate)\b|working |the |a |an |as (?:a |an ))*(?:notice|probation|review|experience"
    r"|qualification|registration|qualified|registered|cct\b|old\b|ago\b|of age|training|post-|"
    r"in (?:total|all|aggregate|general practice|practice|a |post before)|after|before|extension|break|appraisal"
    r"|working\b|later\b|end\b|worked|service\b|salary|plan\b|strategy|one\b|mark\b|point\b|check)",
    _FLAGS,
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
    unit = re.search(rf"(?:\(|\bin ){_LONG}", under, _FLAGS)
    if unit and (bare := re.match(rf"(?P<low>{NUMBER})(?=\W*$|\s?[(;,.])", text, _FLAGS)):
        return _of_months(number(bare["low"]), unit["unit"])
    for found in TERM.finditer(text):
        if found["unit"] is None:
            if span := _between(found):
                return span
            continue
        before = text[max(0, found.start() - 60) : found.start()]
        if found["low"].lower() in ("a", "an", "half") and not re.search(
            r"\b(?:for|of|lasts?|initially)\s(?:half )?$", before, _FLAGS
        ):
            continue
        if _NOT_TERM_BEFORE.search(before) or _NOT_TERM_AFTER.match(text, found.end()):
            continue
        if made := _of_months(number(found["low"]), found["unit"]):
            return made
    return None


def _of_months(count: float | None, unit: str) -> float | None:
    made = count * 12 if count and unit.lower().startswith("y") else count
    return made if made and made <= 240 else None


def _between(found: re.Match[str]) -> float | None:
    """Return the months from one date to another; one that ends on the last day of a month holds that month too."""
    begin, end = (_date(found, side) for side in "ab")
    if begin is None or end is None:
        return None
    (year, month, day), (last_year, last_month, last_day) = begin, end
    if not year:
        year = last_year - ((month, day) >= (last_month, last_day))
    span = 12 * (last_year - year) + last_month - month + round((last_day + 1 - day) / 31)
    return float(span) if 0 < span <= 240 else None


def _date(found: re.Match[str], side: str) -> tuple[int, int, int] | None:
    """Return the year (0 where it is not said), month and day of one of two dates."""
    if found[f"{side}month"]:
        day = int(found[f"{side}day"] or (1 if side == "a" else 31))
        return int(found[f"{side}year"] or 0), _MONTHS.index(found[f"{side}month"].lower()) + 1, day
    month = int(found[f"{side}m"])
    return (2000 + int(found[f"{side}y"]) % 100, month, int(found[f"{side}d"])) if 1 <= month <= 12 else None
