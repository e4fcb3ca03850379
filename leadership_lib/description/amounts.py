"""Amounts: time, pay and length of term as a description writes them, read into numbers with a unit.

"Two sessions a week", "0.2 WTE", "one day a month", "£85 per hour", "1 April 2024 to 31 March 2026": numbers in
figures or in words, single or as a range. A range counts as its lower end where it is time and as its middle where
it is pay, as the facts say. A number that the words beside it give to something else (notice, leave, a meeting, a
budget) is passed over.
"""

from __future__ import annotations

import re
from typing import Any, Final

_FLAGS: Final = re.IGNORECASE | re.ASCII
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
_RANGE: Final = (
    rf"(?P<low>{NUMBER})(?:\s?\(\w[^()]{{0,30}}\))?"
    rf"(?:\s?(?P<sep>-|–|/|to|or|and|rising to)\s?(?:up to )?(?P<high>{NUMBER}))?"
)
#: By the group of the pattern: the unit as a role file has it, and the words for it.
_UNITS: Final = {
    "sessions": ("sessions", r"sess(?:ion)?s?\b"),
    "activities": ("programmed activities", r"(?-i:PA(?:'?s)?\b|P\.A\.s)|programmed activit(?:y|ies)\b"),
    "hours": ("hours", r"hours?\b|hrs?\b|h\b(?=\s?(?:/|p\.?w|per\b))"),
    "halves": ("half days", r"half[- ]days?\b"),
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
    r"|(?P<adverb>weekly|monthly|quarterly|fortnightly|annually|yearly|pcm\b|p\.?\s?w\b\.?|p\.?\s?m\b\.?(?!\s?-)"
    r"|p\.?\s?a\b\.?))"
)
_SPANS: Final = {
    "wk": "week", "w": "week", "mth": "month", "m": "month", "annum": "year", "yr": "year", "weekly": "week",
    "monthly": "month", "quarterly": "quarter", "fortnightly": "fortnight", "annually": "year", "yearly": "year",
    "pw": "week", "pm": "month", "pcm": "month", "pa": "year",
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
    _FLAGS,
)
#: The same with the unit first: "WTE: 0.4", "WTE of 0.6".
_PART: Final = re.compile(
    r"\b(?:W\.?T\.?E|F\.?T\.?E)\b\.?\s?(?:[:=(]|of|is)?\s?(?P<part>0?\.\d{1,2}|1\.00?|1(?![\d.]))(?!\d)", _FLAGS
)
_BARE: Final = re.compile(
    r"(?:an? )?(?:up to |approx\.? |approximately |about |around |average of |minimum of |circa |ca?\.? ?|between "
    rf"|from |~ ?)?{_RANGE}(?![.,]\d)(?:\s?\([^()]{{0,60}}\))?(?:[\s,]{{0,2}}{_PER}|(?=\W*$|\s?[(;,./|]))",
    _FLAGS,
)
# What the words before or after a number give it to: not time of the role.
_OTHERS_BEFORE: Final = re.compile(
    r"\b(?:within|last|past|next|previous|preceding|first|coming|notice(?: period)?(?: of| is|:)?|leave(?: of| is|:)?"
    r"|open(?:ing)?(?: hours)?(?: for|:)?|after|before|lasts?(?: for)?|meet(?:s|ings?)?(?: for| lasts?)?|on-call"
    r"(?: of)?|development|experience of|excluding|sessions?(?: is| are| being| of|,? =| equals?| lasts?| equates? to"
    r"| will be| at)?(?: (?:taken|defined|counted|deemed|regarded|classed|reckoned)(?: as| to be| at)?| equal to"
    r"| equivalent to| usually| normally| approximately| about)?(?: one)?)"
    r"\s*(?:a minimum of |at least |up to |about )?[\s(:=]*$",
    _FLAGS,
)
_OTHERS_AFTER: Final = re.compile(
    r"\s(?:lasts?|equals?|equates|being|=|is (?:equal|taken|defined|counted|reckoned|[\w.]{1,12} hours?))\b"
    r"|(?:'s?)?[\s,]{0,3}(?:(?:of|for|paid|unpaid|written|in writing|prior|advance|annual|study|professional|pro rata"
    r"|as|maternity) )*\b(?:notice|leave|holidays?|experience|post-|qualified|ago\b|old\b|cpd\b|study\b|training\b"
    r"|development(?! role)|coaching|induction|handover|receipt|(?<=of )(?:the|any) (?:meeting|request|change|event)"
    r"|per session|(?:a|each|every|to a|to the|per) (?:day\b|session|patient|meeting|visit|surgery)"
    r"|before\b|prior to|after\b|travel|supervision|mentoring)",
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


def time(text: str, under: str = "") -> dict[str, Any] | None:
    """Return time as facts of ``capacity.time``: `amount`, `unit`, and `per` where the words say it.

    Parameters
    ----------
    text
        Words that state it, such as "2 sessions a week".
    under
        The label beside them, which may hold the unit or the span: "Sessions: 2 per week", "Hours per week: 8".
    """
    beside = re.search(_PER, under, _FLAGS)
    span = _span(beside) if beside else None
    named = re.search(rf"\b(?:{_UNIT})", under, _FLAGS)
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
    by_label = re.search(r"\b(?:hours|time|pattern|basis|wte)\b", under, _FLAGS)
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


_SUM: Final = (
    r"£\s?(?P<{0}>\d{{1,3}}(?:,\s?\d{{3}}){{1,2}}(?!\d)(?:\.\d\d)?|\d{{1,7}}(?:\.\d{{1,2}})?)(?!\d)\s?(?P<{0}k>k\b)?"
)
#: A sum of pounds or a range of them.
PAY: Final = re.compile(
    rf"{_SUM.format('low')}(?:,?\s?(?:per annum|p\.?a\.?|a year|per hour|per session))?"
    rf"(?:\s?(?:-|–|to|and|up to|rising to)\s?(?:up to )?{_SUM.format('high').replace('£', '£?', 1)})?",
    _FLAGS,
)
#: For what a sum is paid, in the words after it.
_PAID: Final = re.compile(
    r"(?:\b(?:per|an?|each|every|for (?:each|every|a|one)|paid)\s|/\s?)"
    r"(?:(?:weekly|clinical|leadership|standard|single|notional|full|calendar|half[- ]day"
    r"|(?:4|four|3\.5|3\.75)[- ]?(?:hours?|hrs?))\s){0,2}"
    r"(?:(?P<session>sess(?:ion)?\b)|(?P<activity>(?-i:PA)\b|programmed activity\b)|(?P<hour>hour\b|hr\b|h\b)"
    r"|(?P<day>day\b)|(?P<month>month\b)|(?P<year>year\b|annum\b|yr\b))"
    r"|\b(?:(?P<sessional>sessional(?:ly)?\b)|(?P<hourly>p\.?\s?h\b\.?|hourly\b)|(?P<monthly>pcm\b"
    r"|monthly\b(?! (?:in arrears|claim|on|by)))"
    r"|(?P<yearly>(?-i:p\.?\s?a\b\.?|PA\b(?=\W|$))|annually\b|annual\b|pro[ -]rata\b))",
    _FLAGS,
)
_RATES: Final = (
    r"\b(?:(?P<hour>hourly|(?:per )?hour)|(?P<session>sessional|(?:per )?session)|(?P<day>daily|(?:per )?day)"
    r"|(?P<month>month)|(?P<year>annual|yearly|(?:per )?annum|(?:a )?year))"
)
_PAID_BEFORE: Final = re.compile(
    rf"{_RATES}\b(?:\s(?:rate|fee|payment|salary|pay|allowance|remuneration|of|is|at|will|be|currently|honorarium))"
    r"{0,4}\W{0,4}$",
    _FLAGS,
)
_KINDS: Final = {"sessional": "session", "activity": "programmed activity", "hourly": "hour", "monthly": "month",
                 "yearly": "year"}  # fmt: skip
_NOT_PAY_AFTER: Final = re.compile(
    r"\s?(?:mn?\b|million|bn\b|billion|(?:per|an?|/)\s?(?:head|patient|registered|weighted|practice\b|person"
    r"|population|mile|vehicle|place\b|scheme|course|item|neighbourhood)"
    r"|(?:,?\s?(?:a year|per annum|p\.?a\.?|each|per year))?\s?(?:towards|for (?:courses?|study|training|cpd"
    r"|relocation|travel|expenses)|of (?:savings|budget|funding)|relocation|golden|(?:in )?vouchers?|budget"
    r"|fund\b|turnover|programme|study budget))",
    _FLAGS,
)
_NOT_PAY_BEFORE: Final = re.compile(
    r"\b(?:budgets?|turnover|turns over|savings?|spend(?:ing)?|expenditure|worth|mileage|expenses|courses?"
    r"|relocation|vouchers?|exceed(?:s|ing)?|limit|locums?|backfill|fund|grants?|bonus|hello|training|study"
    r"|commit|authorise|approve|income|indemnity)"
    r"(?:\s(?:of|is|are|at|up|to|about|around|some|approx\.?|approximately|from|for|was|rate|currently|allowance"
    r"|additional|an?|the)){0,5}[\s(:~]{0,3}$",
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
        before = text[max(0, found.start() - 60) : found.start()]
        if _NOT_PAY_AFTER.match(text, found.end()) or _NOT_PAY_BEFORE.search(before):
            continue
        low, high = (
            float(re.sub(r"[,\s]", "", found[name] or "0")) * (1000 if found[f"{name}k"] else 1)
            for name in ("low", "high")
        )
        # "£45-50k" is of thousands at both ends; "£300 to 4 practices" is no range.
        if found["highk"] and not found["lowk"] and low < 1000:
            low *= 1000
        amount = (low + high) / 2 if low <= high <= 4 * low else low
        if not 0 < amount <= 10_000_000:
            continue
        by_label = re.search(_RATES, under, _FLAGS)
        per = _paid_per(text, found, amount) or (by_label.lastgroup if by_label else None)
        if per == "session" and amount >= 3000:
            per = "weekly session a year"
        per = per or ("year" if amount >= 5000 else None)
        return {"amount": amount, **({"per": per} if per else {})}
    return None


def _paid_per(text: str, found: re.Match[str], amount: float) -> str | None:
    """Return for what a sum is paid: by the words that follow it, or those just before."""
    begin = max(found.end(name) for name in ("low", "lowk", "high", "highk"))
    begin = found.end("high") if found["high"] else begin
    tail = re.split(r"[.;](?=\s|$)|£", text[begin : begin + 90], maxsplit=1)[0]
    kinds = [one.lastgroup or "" for one in _PAID.finditer(tail) if one.start() <= 60]
    kinds = [_KINDS.get(kind, kind) for kind in kinds]
    if not kinds:
        before = _PAID_BEFORE.search(text[max(0, found.start() - 60) : found.start()])
        return before.lastgroup if before else None
    if {"session", "programmed activity"} & set(kinds) and ("year" in kinds or amount >= 3000) and amount >= 1000:
        return "weekly session a year"
    return kinds[0]


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
    _FLAGS,
)
#: "For a year" is a term, and "a year" by itself is not.
_A_YEAR: Final = re.compile(r"\b(?:for|of|lasts?|initially)\s(?:half )?$", _FLAGS)
_NOT_TERM_BEFORE: Final = re.compile(
    r"(?:\b(?:within|after|every|each|last|past|next|previous|first|any|per|in|at|further|another|more than|over"
    r"|additional(?: period of)?|exceed(?:ing)?|least|minimum(?: of)?|maximum|before|following|(?:by )?giving|on"
    r"|(?:notice|probation(?:ary)?)(?: period)?(?: of| is|:)?|review(?:ed)?(?: (?:at|every|after))?"
    r"|(?:exten(?:d(?:ed|able)?|sion)|renew(?:able|ed)?)(?: (?:by|for|to|of|every))?(?: up to| a further)?"
    r"|rotat\w{1,4} every|under|other|second|third|times|once|twice|served|(?:not less )?than|not less|aged?)|\+)"
    r"\s*(?:a )?[(\s]{0,2}$",
    _FLAGS,
)
_NOT_TERM_AFTER: Final = re.compile(
    r"(?:'s?)?\s?(?:(?:of|written|in writing|prior|advance|full|relevant|recent|clinical|the|an?|as)\s"
    r"|in (?:total|all|aggregate)\b|working )*(?:notice|probation|review|experience|qualifi(?:cation|ed)"
    r"|regist(?:ration|ered)|cct\b|old\b|ago\b|age\b|training|post[- ]|in (?:total|all|aggregate|general practice"
    r"|practice)|after|before|extension|break|appraisal|working\b|later\b|end\b|worked|service\b|salary"
    r"|plan\b|strategy|one\b|mark\b|point\b|check)",
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
        before = text[max(0, found.start() - 60) : found.start()]
        if found["unit"] is None:
            made = _between(found)
        else:
            article = found["low"].lower() in ("a", "an", "half") and not _A_YEAR.search(before)
            others = _NOT_TERM_BEFORE.search(before) or _NOT_TERM_AFTER.match(text, found.end())
            made = None if article or others else _of_months(number(found["low"]), found["unit"])
        if made:
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
