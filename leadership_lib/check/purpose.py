"""Purpose: what the role serves, for whom, and what would be missing without it."""

from leadership_lib.check.base import Verdict, judges, there_is, together, verdict
from leadership_lib.role import Role


@judges("purpose.higher", "purpose.higher")
def higher(role: Role) -> Verdict:
    return verdict(there_is(role.purpose.higher))


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
    held = together(map(there_is, (role.purpose.for_peers, role.purpose.for_organisation)))
    # Until the approach is stated, a split may yet come to light.
    return verdict(held, at_least="not met" if approach is None else None)


@judges("purpose.necessity", "purpose.without_it")
def necessity(role: Role) -> Verdict:
    return verdict(there_is(role.purpose.without_it))
