"""Purpose: what the role serves, for whom, and what would be missing without it."""

from leadership_lib.diagnosis.checks.base import judges, judges_facts
from leadership_lib.diagnosis.checks.verdict import Verdict, there_is, together, verdict
from leadership_lib.role.role import Role

judges_facts("purpose.higher", "purpose.higher")


@judges(
    "purpose.both_clients",
    "purpose.for_peers",
    "purpose.for_organisation",
    "tensions.representative_executive.approach",
)
def both_clients(role: Role) -> Verdict:
    approach = role.tensions.representative_executive.approach
    if approach == "split the roles":
        return verdict("not met", "split")
    halves = [there_is(role.purpose.for_peers), there_is(role.purpose.for_organisation)]
    # Each half draws its worth from the other (P28), so a role that says it has only one holds neither.
    if "not met" in halves:
        return verdict("not met", None if halves == ["not met"] * 2 else "one_half")
    # Until all is stated, a split, or a half that is none, may yet come to light.
    settled = approach is not None and "not stated" not in halves
    return verdict(together(halves), at_least=None if settled else "not met")


judges_facts("purpose.necessity", "purpose.without_it")
