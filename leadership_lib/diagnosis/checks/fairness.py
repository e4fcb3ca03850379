"""Fairness: hours paid against hours needed, pay in both directions, cover, and everything that is not pay."""

import re

from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import for_managers, in_words, quoted, said
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import Verdict, by_words, choice, graded, there_is, together, verdict
from leadership_lib.diagnosis.checks.wording import dated
from leadership_lib.framework.words import phrases
from leadership_lib.role.role import Role, real, says_none

#: Below this share of the hours it takes, paid time is plainly short; above, nearly enough.
NEARLY = 0.75


#: The facts that tell how many hours a week are paid.
PAID = ("capacity.hours_paid", "capacity.time.amount", "capacity.time.unit", "capacity.time.per")


@judges("fairness.funded_hours", *PAID, "capacity.hours_expected", "capacity.protected")
def funded_hours(role: Role) -> Verdict:
    paid, needed = role.capacity.paid, role.capacity.hours_expected
    if paid is not None and needed is not None:
        answer = graded(paid >= needed, paid >= NEARLY * needed)
        return verdict(answer, paid=paid, needed=needed, share=paid / needed if needed else 1)
    told = time_in_words(role)
    if told.because not in ("counted_out", "kept") and (unpaid := said(role, "time_unpaid")):
        return by_words("not met", "unpaid", unpaid)
    extra = said(role, "extra_time_paid")
    return by_words("partly", "extra", extra) if extra and told.because != "counted_out" else told


def time_in_words(role: Role) -> Verdict:
    """Answer by what is said of the time for the work: counted out, kept for it, or weighed against it."""
    if counted := said(role, "all_time_counted"):
        return by_words("met", "counted_out", counted, plain=True)
    kept = () if says_none(role.capacity.protected) else quoted(role, ["capacity.protected"])
    found = (*kept, *said(role, "time_weighed"))
    return by_words("partly", "kept" if kept else "weighed", found) if found else verdict("not stated")


#: From how many hours a week a post is the holder's main work, from which no one releases them.
WHOLE_TIME = 30


@judges("fairness.backfill", "capacity.backfill", "appointment.contract", *PAID)
def backfill(role: Role) -> Verdict:
    if role.capacity.backfill is not None:
        return verdict(choice(role.capacity.backfill, "found and funded", "money only"))
    told = in_words(role, ("cover_refused", "not met", "refused"), ("cover_promised", "partly", "promised"))
    if told.quotes:
        return told
    if for_managers(role):
        return verdict("does not apply", "manager")
    if (role.capacity.paid or 0) >= WHOLE_TIME:
        return verdict("does not apply", "whole_time")
    if own := said(role, "one_post", "appointment.contract"):
        return verdict("does not apply", quotes=own)
    return verdict("not stated")


@judges("fairness.against_clinical_work", "reward.against_clinical_work")
def against_clinical_work(role: Role) -> Verdict:
    pay = role.reward.against_clinical_work
    if for_managers(role):
        return verdict("does not apply")
    if pay is None:
        found, on_top = said(role, "pay_as_clinical"), said(role, "pay_on_top")
        if found and on_top:
            return by_words("met", "on_top", {*found, *on_top}, plain=True)
        return by_words("partly", "in_words", found) if found else verdict("not stated")
    # Parity is what the paper finds, as a sign of what leading is thought to be worth (P20): no more than half.
    return verdict(graded(pay == "more", pay == "the same"), pay=pay)


@judges("fairness.against_managers", "reward.against_managers", "reward.grows_with_accountability")
def against_managers(role: Role) -> Verdict:
    pay, grows = role.reward.against_managers, role.reward.grows_with_accountability
    if pay is None and grows is None:
        return verdict("not stated")
    if pay in ("the same", "more"):
        if grows is False:
            return verdict("partly", "level_for_now", pay=pay)
        return verdict("met", at_least="partly" if grows is None else None, pay=pay)
    if grows:
        return verdict("partly") if pay else verdict("partly", "grows_only", at_most="met")
    if pay is None:
        return verdict("not met", "flat", at_most="partly")
    return verdict("not met") if grows is False else verdict("not met", "below", at_most="partly")


@judges("fairness.not_money", "reward.not_money")
def not_money(role: Role) -> Verdict:
    named = role.reward.not_money
    if named is not None:
        rewards = tuple(text for text in real(named) if not phrases("part_of_pay").found_in(text))
        quotes = quoted(role, ["reward.not_money"])
        if rewards or not real(named):
            return verdict(graded(len(rewards) > 1, rewards), count=len(rewards), quotes=quotes)
        if not said(role, "more_than_pay"):
            return verdict("not stated", "part_of_pay", quotes=quotes)
    return in_words(role, ("more_than_pay", "partly", "in_words"))


@judges("fairness.demands_recognised", "reward.demands", "reward.recognition")
def demands_recognised(role: Role) -> Verdict:
    demands = role.reward.demands
    # When meetings are, and how far to travel, is no demand that anyone has owned up to.
    if demands and all(map(_only_when_and_where, demands)):
        demands = None
    parts = [there_is(demands), there_is(role.reward.recognition)]
    if any(part != "not stated" for part in parts):
        return verdict(together(parts), quotes=quoted(role, ["reward.demands", "reward.recognition"]))
    return in_words(role, *((topic, "partly", "in_words") for topic in ("demands", "recognised", "time_weighed")))


def _only_when_and_where(text: str) -> bool:
    owned_up = speaks_of("demands", text) or speaks_of("time_weighed", text)
    return not owned_up and (dated(text) or bool(_WHERE.search(text)))


_WHERE = re.compile(r"(?i)\b(?:travel\w*|(?:other|all|several|both) sites|on[- ]call|core hours|evenings|weekends)\b")
