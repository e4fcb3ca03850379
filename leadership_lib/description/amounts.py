"""Amounts: time, pay and length of term as a description writes them, read into numbers with a unit.

"Two sessions a week", "0.2 WTE", "one day a month", "£85 per hour", "until 31 March 2025": numbers in figures or in words,
single or as a range. A range counts as its lower end where it is time and as its middle where it is pay, as the facts say.
"""

from __future__ import annotations

import re
from typing import Any, Final

_ONES: Final = dict(
    zip("one two three four five six seven eight nine ten eleven twelve".split(), range(1, 13), strict=True)
)
_WORDS: Final = {
    **_ONES,
    "a": 1,
    "an": 1,
    "half": 0.5,
    "half a": 0.5,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "twenty-four": 24,
    "thirty": 30,
    "thirty-six": 36,
}

#: A number in figures or words, with a half where it has one.
NUMBER: Final = (
    r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,4}(?:\.\d{1,2})?½?|½|twenty-four|thirty-six|thirty|twenty|eighteen|fifteen|half a|half|"
    + "|".join(_ONES)
    + r"|an?\b)(?: and a half| ½)?"
)
_RANGE: Final = rf"(?P<low>{NUMBER})(?:\s?(?:-|to|or|and)\s?(?P<high>{NUMBER}))?"
_UNITS: Final = {
    "sessions": r"sessions?",
    "programmed activities": r"PAs?\b|programmed activit(?:y|ies)",
    "hours": r"hours?|hrs?\b",
    "half days": r"half[- ]days?",
    "days": r"days?",
    "whole-time equivalent": r"W\.?T\.?E\b\.?|F\.?T\.?E\b\.?|whole[- ]time(?: equivalents?)?|full[- ]time equivalents?",
}
_UNIT: Final = "|".join(
    f"(?P<{name.replace(' ', '_').replace('-', '_')}>{pattern})" for name, pattern in _UNITS.items()
)
_PER: Final = (
    r"(?:(?:per|a|an|each|every|in (?:the|each|any)|/)\s?(?P<per>week|wk|working week|calendar month|month|mth|quarter|year|annum|fortnight)\b"
    r"|(?P<adverb>weekly|monthly|quarterly|fortnightly|annually|p\.?\s?w\b\.?|p\.?\s?m\b\.?|p\.?\s?a\b\.?))"
)
_SPANS: Final = {"wk": "week", "working week": "week", "calendar month": "month", "mth": "month", "annum": "year"}
_ADVERBS: Final = {
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "fortnightly": "fortnight",
    "annually": "year",
    "pw": "week",
    "pm": "month",
    "pa": "year",
}

#: Time with its unit, and the span in which it falls where that is said.
TIME: Final = re.compile(
    rf"(?<![\w.£$€]){_RANGE}\s?(?:x\s?)?(?:(?:clinical|leadership|management|paid|protected|dedicated|funded|four-hour|4-hour|4 hour|contracted|notional|full)\s){{0,2}}(?:{_UNIT})"
    rf"(?:\s?\([^()]{{0,60}}\))?(?:[\s,]{{1,2}}(?:of (?:work|time|your time|protected time)|protected|in total|on average)\b)?(?:[\s,]{{0,2}}{_PER})?",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"(?:up to |approx\.? |approximately |about |c\. ?)?{_RANGE}(?:\s?{_PER}|(?=\W*$|\s?[(;,.]))", re.IGNORECASE
)


def number(words: str) -> float | None:
    """Return a number written in figures or in words; None where it is none."""
    text = words.strip().lower().replace(",", "")
    half = 0.0
    for tail in (" and a half", " ½", "½"):
        if text.endswith(tail):
            text, half = text[: -len(tail)].strip(), 0.5
    if not text:
        return half or None
    if text in _WORDS:
        return _WORDS[text] + half
    try:
        return float(text) + half
    except ValueError:
        return None


def time(text: str, under: str = "") -> dict[str, Any] | None:
    """Return time as facts of ``capacity.time``: `amount`, `unit`, and `per` where the words say it.

    Parameters
    ----------
    text
        Words that state it, such as "2 sessions a week".
    under
        The label beside them, which may hold the unit or the span: "Sessions: 2 per week", "Hours per week: 8".
    """
    named = re.search(_UNIT, under, re.IGNORECASE)
    if named and (found := _BARE.match(text)):
        unit = _unit(named)
        if made := _time(found["low"], unit, _span(found) or _label_span(under)):
            return made
    best = None
    for found in TIME.finditer(text):
        unit = _unit(found)
        made = _time(
            found["low"], unit, _span(found) or (_label_span(under) if unit != "whole-time equivalent" else None)
        )
        if made and ("per" in made or made["unit"] == "whole-time equivalent"):
            return made
        best = best or made
    return best


def _unit(found: re.Match[str]) -> str:
    return next(name for name in _UNITS if found[name.replace(" ", "_").replace("-", "_")])


def _span(found: re.Match[str]) -> str | None:
    if found["per"]:
        return _SPANS.get(found["per"].lower(), found["per"].lower())
    return _ADVERBS[re.sub(r"[.\s]", "", found["adverb"].lower())] if found["adverb"] else None


def _label_span(under: str) -> str | None:
    found = re.search(_PER, under, re.IGNORECASE)
    return _span(found) if found else None


def _time(low: str, unit: str, per: str | None) -> dict[str, Any] | None:
    amount = number(low)
    if not amount:
        return None
    if unit == "half days":
        amount, unit = amount / 2, "days"
    if per == "fortnight":
        amount, per = amount / 2, "week"
    if unit == "whole-time equivalent":
        return {"amount": amount, "unit": unit} if amount <= 1 else None
    return {"amount": amount, "unit": unit, **({"per": per} if per else {})}


_SUM: Final = r"£\s?(?P<{}>\d{{1,3}}(?:,\s?\d{{3}})+(?:\.\d\d)?|\d{{1,7}}(?:\.\d{{1,2}})?)\s?(?P<{}k>k\b)?"
#: A sum of pounds or a range of them, and for what it is paid.
PAY: Final = re.compile(
    _SUM.format("low", "low")
    + rf"(?:\s?(?:-|to|and)\s?{_SUM.format('high', 'high')})?"
    + r"(?:,?\s(?:gross|inc(?:l|luding)?\b[^.;,£]{0,40}|pro rata|plus [^.;,£]{0,40}|before on-costs)){0,2}[\s,(]{0,3}"
    r"(?:(?:per|a|an|for each|for every|each|/|paid)\s?(?P<per>4[- ]hour session|weekly session|clinical session|hour|hr\b|session|PA\b|programmed activity|day|month|annum|year|sessional)"
    r"|(?P<adverb>p\.?\s?a\b\.?|p\.?\s?h\b\.?|p\.?\s?m\b\.?|annually|monthly|hourly))?"
    r"(?P<weekly>,?\s(?:for each|per|for every|a) (?:weekly )?session(?: (?:per|a) week| worked weekly)?)?",
    re.IGNORECASE,
)
_PAID_PER: Final = {
    "4-hour session": "session", "4 hour session": "session", "clinical session": "session", "weekly session": "weekly session a year", "hr": "hour", "pa": "programmed activity", "annum": "year", "sessional": "session",
    "annually": "year", "monthly": "month", "hourly": "hour",
}  # fmt: skip
_PAID_ADVERBS: Final = {
    "pa": "year",
    "ph": "hour",
    "pm": "month",
    **{name: _PAID_PER[name] for name in ("annually", "monthly", "hourly")},
}


def pay(text: str, under: str = "") -> dict[str, Any] | None:
    """Return pay as facts of ``reward.pay``: `amount` and `per`, or the words of the `band` where no sum is named.

    Parameters
    ----------
    text
        Words that state it, such as "£85 per hour" or "Band 8a".
    under
        The label beside them: "Hourly rate: £85".
    """
    for found in PAY.finditer(text):
        low, high = (
            float(re.sub(r"[,\s]", "", found[name])) * (1000 if found[f"{name}k"] else 1) if found[name] else None
            for name in ("low", "high")
        )
        if low is None or text[found.end() : found.end() + 8].lower().lstrip().startswith(("m", "bn", "billion")):
            continue
        amount = low if high is None else (low + high) / 2
        per = _paid_per(found) or _paid_per_label(under) or ("year" if amount >= 5000 else None)
        return {"amount": amount, **({"per": per} if per else {})}
    return None


def _paid_per(found: re.Match[str]) -> str | None:
    if found["weekly"] and (found["per"] or found["adverb"] or "").lower() in ("annum", "year", "pa", "p.a.", "p.a"):
        return "weekly session a year"
    if found["per"]:
        word = found["per"].lower()
        return _PAID_PER.get(word, word)
    if found["adverb"]:
        return _PAID_ADVERBS[re.sub(r"[.\s]", "", found["adverb"].lower())]
    return None


def _paid_per_label(under: str) -> str | None:
    found = re.search(r"\b(hour|session|day|month|year|annum)", under, re.IGNORECASE)
    return _PAID_PER.get(found[1].lower(), found[1].lower()) if found else None


_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE: Final = r"(?:(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)? )?(?P<{0}month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<{0}year>20\d\d)"
#: A span of months or years, or from one date to another.
TERM: Final = re.compile(
    rf"(?<![\w.£-])(?P<low>{NUMBER})(?:\s?(?:-|to|or)\s?(?P<high>{NUMBER}))?[\s-](?P<unit>months?|mths?\b|years?|yrs?\b)"
    rf"|{_DATE.format('a')}.{{0,40}}?\b(?:to|until|till|-)\s(?:the end of )?{_DATE.format('b')}",
    re.IGNORECASE,
)


def months(text: str, under: str = "") -> float | None:
    """Return the months of a term: "2 years", "18 months", "1 October 2023 to 31 March 2025"; None where none is said."""
    found = TERM.search(text)
    if not found:
        return None
    if found["unit"]:
        count = number(found["low"])
        return count * 12 if count and found["unit"].lower().startswith("y") else count
    begin, end = (12 * int(found[f"{side}year"]) + _MONTHS.index(found[f"{side}month"].lower()) for side in "ab")
    # A term that ends on the last day of a month holds that month too.
    return (
        float(end - begin + (int(found["bday"] or 31) >= 28 and int(found["aday"] or 1) < 28))
        if end > begin
        else None
    )
