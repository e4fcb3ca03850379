"""Facts that are said together, in one line: time, pay, and a term whose end the contract may leave out."""

from collections.abc import Callable, Mapping

from leadership_lib.framework.words import Phrases
from leadership_lib.output.documents import wording
from leadership_lib.output.documents.lines import Line, Span, plain
from leadership_lib.output.documents.wording import in_words, key
from leadership_lib.role.role import Role

#: Up to how much of an hour a week two figures for the time may differ and still be the same.
_SAME = 0.05


def time(role: Role) -> Line | None:
    """Say the time as the description gives it, what that comes to in hours a week, and what is paid of it."""
    said, time, paid = wording.load().together.time, role.capacity.time, role.capacity.hours_paid
    written, hours = _written(role), time.hours_a_week
    if paid == 0:
        paid_for = said.unpaid
    elif paid is None or (hours is not None and abs(hours - paid) < _SAME):
        paid_for = None
    else:
        paid_for = (said.paid if written else said.paid_alone).format(written="{written}", hours=_hours(paid))
    if written and hours is not None and (time.unit, time.per) != ("hours", "week"):
        written = said.worked_out.format(written=written, hours=_hours(hours))
    if written and paid == 0:
        return plain(f"{written}; {paid_for}")
    if paid_for:
        return plain(paid_for.format(written=written))
    return plain(written) if written else None


def _written(role: Role) -> str | None:
    """Say the time in the description's own unit."""
    said, time = wording.load().together.time, role.capacity.time
    if time.unit is None:
        return None
    if time.amount is None:
        return said.unit_alone.format(unit=time.unit)
    written = _counted(said.units[time.unit], time.amount)
    return written if time.per is None else said.per[time.per].format(written=written)


def _hours(hours: float) -> str:
    """Say hours, and less than one of them in minutes."""
    said = wording.load().together.time
    if 0 < hours < 1:
        return _counted(said.minutes, round(hours * 60))
    return _counted(said.hours, round(hours, 1))


def _counted(words: Mapping[str, str], number: float) -> str:
    return words[key(number)].format(number=f"{number:g}")


def pay(role: Role) -> Line | None:
    """Say how much is paid, for what, and in which band."""
    said, pay = wording.load().together.pay, role.reward.pay
    parts = []
    if pay.amount == 0:
        parts.append(Span(said.unpaid))
    elif pay.amount is not None:
        amount = said.amount.format(amount=_money(pay.amount))
        parts.append(Span(said.per[pay.per].format(amount=amount) if pay.per else amount))
    elif pay.per:
        parts.append(Span(said.per_alone[pay.per]))
    if pay.band:
        parts = [Span(f"{part.text.rstrip('.')};") for part in parts] + [*in_words(pay.band)]
    return tuple(parts) or None


def _money(amount: float) -> str:
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def term(role: Role) -> Line | None:
    """Say the term; one without an end is permanent where the contract says so."""
    months, said = role.appointment.length_months, wording.load().together.term
    if months is None:
        return None
    if months == 0 and _permanent(role.appointment.contract or ""):
        return plain(said.permanent)
    saying = wording.load().saying("appointment.length_months")
    return saying.answer(months)[0] if saying else None


def _permanent(contract: str) -> bool:
    said = wording.load().together.term
    permanent, temporary = Phrases(said.permanent_words), Phrases(said.temporary_words)
    return bool(permanent.found_in(contract)) and not temporary.found_in(contract)


#: How each such line is said, by the fact that it stands under.
TOGETHER: Mapping[str, Callable[[Role], Line | None]] = {
    "capacity.time.amount": time,
    "reward.pay.amount": pay,
    "appointment.length_months": term,
}
