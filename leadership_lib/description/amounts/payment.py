"""Payment: "£85 per hour", "£11,900 a year for each weekly session"."""

from __future__ import annotations

import re
from typing import Any, Final

from leadership_lib.description.amounts.numbers import FLAGS

_SUM: Final = (
    r"£\s?(?P<{0}>\d{{1,3}}(?:,\s?\d{{3}}){{1,2}}(?!\d)(?:\.\d\d)?|\d{{1,7}}(?:\.\d{{1,2}})?)(?!\d)\s?(?P<{0}k>k\b)?"
)
#: A sum of pounds or a range of them.
PAY: Final = re.compile(
    rf"{_SUM.format('low')}(?:,?\s?(?:per annum|p\.?a\.?|a year|per hour|per session))?"
    rf"(?:\s?(?:-|–|to|and|up to|rising to)\s?(?:up to )?{_SUM.format('high').replace('£', '£?', 1)})?",
    FLAGS,
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
    FLAGS,
)
_RATES: Final = (
    r"\b(?:(?P<hour>hourly|(?:per )?hour)|(?P<session>sessional|(?:per )?session)|(?P<day>daily|(?:per )?day)"
    r"|(?P<month>month)|(?P<year>annual|yearly|(?:per )?annum|(?:a )?year))"
)
_PAID_BEFORE: Final = re.compile(
    rf"{_RATES}\b(?:\s(?:rate|fee|payment|salary|pay|allowance|remuneration|of|is|at|will|be|currently|honorarium))"
    r"{0,4}\W{0,4}$",
    FLAGS,
)
_KINDS: Final = {"sessional": "session", "activity": "programmed activity", "hourly": "hour", "monthly": "month",
                 "yearly": "year"}  # fmt: skip
_NOT_PAY_AFTER: Final = re.compile(
    r"\s?(?:mn?\b|million|bn\b|billion|(?:per|an?|/)\s?(?:head|patient|registered|weighted|practice\b|person"
    r"|population|mile|vehicle|place\b|scheme|course|item|neighbourhood)"
    r"|(?:,?\s?(?:a year|per annum|p\.?a\.?|each|per year))?\s?(?:towards|for (?:courses?|study|training|cpd"
    r"|relocation|travel|expenses)|of (?:savings|budget|funding)|relocation|golden|(?:in )?vouchers?|budget"
    r"|fund\b|turnover|programme|study budget))",
    FLAGS,
)
_NOT_PAY_BEFORE: Final = re.compile(
    r"\b(?:budgets?|turnover|turns over|savings?|spend(?:ing)?|expenditure|worth|mileage|expenses|courses?"
    r"|relocation|vouchers?|exceed(?:s|ing)?|limit|locums?|backfill|fund|grants?|bonus|hello|training|study"
    r"|commit|authorise|approve|income|indemnity)"
    r"(?:\s(?:of|is|are|at|up|to|about|around|some|approx\.?|approximately|from|for|was|rate|currently|allowance"
    r"|additional|an?|the)){0,5}[\s(:~]{0,3}$",
    FLAGS,
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
        by_label = re.search(_RATES, under, FLAGS)
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
