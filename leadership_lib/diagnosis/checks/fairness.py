"""Fairness: hours paid against hours needed, pay in both directions, cover, and everything that is not pay."""

from leadership_lib.diagnosis.checks.base import judges, judges_facts, judges_stated
from leadership_lib.diagnosis.checks.verdict import Verdict, choice, graded, verdict
from leadership_lib.role.role import Role, real

#: Below this share of the hours it takes, paid time is plainly short; above, nearly enough.
NEARLY = 0.75


@judges_stated("fairness.funded_hours", "capacity.hours_paid", "capacity.hours_expected")
def funded_hours(paid: float, needed: float) -> Verdict:
    answer = graded(paid >= needed, paid >= NEARLY * needed)
    return verdict(answer, paid=paid, needed=needed, share=paid / needed if needed else 1)


judges_facts(
    "fairness.backfill", "capacity.backfill", answer=lambda found: choice(found, "found and funded", "money only")
)


@judges_stated("fairness.against_clinical_work", "reward.against_clinical_work")
def against_clinical_work(pay: str) -> Verdict:
    return verdict("not met" if pay == "less" else "met", pay=pay)


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


@judges_stated("fairness.not_money", "reward.not_money")
def not_money(named: tuple[str, ...]) -> Verdict:
    rewards = real(named)
    return verdict(graded(len(rewards) > 1, rewards), count=len(rewards))


judges_facts("fairness.demands_recognised", "reward.demands", "reward.recognition")
