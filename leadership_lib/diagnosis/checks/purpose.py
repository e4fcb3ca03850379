"""Purpose: what the role serves, for whom, and what would be missing without it."""

from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.evidence import in_words, kept, leads_no_peers, quoted, said, said_in
from leadership_lib.diagnosis.checks.titles import rights_named
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import Answer, Verdict, by_words, graded, there_is, together, verdict
from leadership_lib.diagnosis.checks.wording import speaks_against, speaks_for
from leadership_lib.framework.words import phrases
from leadership_lib.role.role import Role, says_none

#: How many duties show what a role is for, so that what none of them mentions can be said to be missing.
SHOWN = 5


@judges("purpose.higher", "purpose.higher", "scope.population", "duties")
def higher(role: Role) -> Verdict:
    own = role.purpose.higher
    if says_none(own):
        return verdict("not met")
    if own is not None:
        quotes, served = quoted(role, ["purpose.higher"]), speaks_of("people_served", own)
        if served and len(speaks_against(own)) > 1 and not speaks_for(own):
            return verdict("partly", "anyones", quotes=quotes)
        return verdict(graded(served, own), quotes=quotes)
    in_passing = said(role, "people_served")
    in_passing = in_passing or said_in(role, "people_served", "scope.population")
    if in_passing:
        return by_words("partly", "in_passing", in_passing)
    if len(role.duties or ()) >= SHOWN:
        return verdict("not met", "not_shown", at_most="met")
    return verdict("not stated")


CLIENTS = ("purpose.for_peers", "purpose.for_organisation")


@judges("purpose.both_clients", *CLIENTS, "tensions.representative_executive.approach", "organisation", "title")
def both_clients(role: Role) -> Verdict:
    approach = role.tensions.representative_executive.approach
    if approach == "split the roles":
        return verdict("not met", "split")
    if of_the_peers(role):
        return verdict("does not apply", organisation=role.organisation)
    if leads_no_peers(role):
        return verdict("does not apply", "manager")
    halves = [there_is(role.purpose.for_peers), there_is(role.purpose.for_organisation)]
    # Each half draws its worth from the other (P28), so a role that says it has only one holds neither.
    if "not met" in halves:
        return verdict("not met", None if halves == ["not met"] * 2 else "one_half")
    # Until all is stated, a split, or a half that is none, may yet come to light.
    settled = approach is not None and "not stated" not in halves
    least: Answer | None = None if settled else "not met"
    peers, organisation = said(role, "voice_of_peers"), said(role, "purpose_of_organisation")
    # Whoever writes a description says what they want in its duties; what peers get has to be said.
    wanted = [quote for quote in organisation if quote.fact.startswith(_WORK)]
    if halves == ["met", "not stated"] and wanted:
        return by_words("met", "in_its_duties", (*quoted(role, CLIENTS)[:1], wanted[0]))
    if "met" in halves:
        return verdict(together(halves), at_least=least, quotes=quoted(role, CLIENTS))
    if found := (*peers[:1], *organisation[:1]):
        return by_words("partly", "both_in_passing" if peers and organisation else None, found)
    return verdict("not stated")


#: The facts in which a body says what it wants done.
_WORK = ("duties", "objectives", "scope.prescribed_tasks", "purpose.", "other_words")


@kept
def of_the_peers(role: Role) -> bool:
    """Tell whether the body, or else the title, names one that is the peers' own: one client and not two."""
    body = role.organisation or role.title
    return bool(body and phrases("bodies_of_peers").found_in(body))


@judges("purpose.necessity", "purpose.without_it", "influence.decision_rights")
def necessity(role: Role) -> Verdict:
    answer = there_is(role.purpose.without_it)
    if answer != "not stated":
        return verdict(answer, quotes=quoted(role, ["purpose.without_it"]))
    told = in_words(role, ("required_post", "met", "required", True), ("would_be_missing", "partly", None))
    # What only this post decides would stay undecided.
    own = rights_named([right for right in role.influence.decision_rights or () if right.extent == "decides"])
    return told if told.quotes or not own else by_words("partly", "undecided", own)
