"""Layers: whether results are the lead's own to fix and measure, and who carries words from one layer to another."""

from leadership_lib.diagnosis.checks import wording
from leadership_lib.diagnosis.checks.base import judges
from leadership_lib.diagnosis.checks.clarity import MOST, counts, few_results, of_objectives, results
from leadership_lib.diagnosis.checks.evidence import in_words, quoted, said, said_in
from leadership_lib.diagnosis.checks.topics import speaks_of
from leadership_lib.diagnosis.checks.verdict import Answer, Outcome, Verdict, by_words, there_is, verdict
from leadership_lib.framework import concepts
from leadership_lib.role.parts import Objective
from leadership_lib.role.role import Role


def rung(layer: str) -> int:
    """Return how many steps up from a practice a layer stands."""
    found: int = concepts.load("layers")[layer].rung
    return found


@judges("clarity.own_layer", "objectives", "layer", "rung", "duties")
def own_layer(role: Role) -> Verdict:
    own = role.steps_up

    def judge(objective: Objective) -> Answer | Outcome:
        if objective.layer is not None and own is not None:
            return "met" if rung(objective.layer) <= own else "not met"
        if not _measured(objective):
            return "not stated"
        # Where results have a measure or a day, one that is of no plan or contract made above is the lead's to fix.
        return Outcome("partly" if speaks_of("fixed_above", objective.text or "") else "met", "not met", "met")

    own_words = tuple(q for q in results(role) if not speaks_of("fixed_above", q.words))
    found = of_objectives(role, judge, own_words, MOST)
    unsaid = any(objective.layer is None for objective in role.objectives or ())
    far = own is None or own > NEAR
    if found.outcome.answer == "met" and unsaid and far and few_results(role):
        return by_words("partly", "few_results", found.quotes, **found.figures)
    if found.outcome.answer != "not stated":
        return found
    work = ("objectives", "duties")
    own_work, above = said_in(role, "own_level", *work), said_in(role, "fixed_above", *work)
    if own_work:
        return by_words("partly", "above" if above else "in_words", (*own_work[:1], *above[:1]))
    return verdict("not stated")


#: Up to how many steps from a practice a few results stand for all the work: those of a network or a cluster.
NEAR = 2


def _measured(objective: Objective) -> bool:
    return counts(objective.text) or wording.countable(objective.measure) or wording.fixed_date(objective.by)


@judges("clarity.translation", "influence.works_across", "layer", "rung", "influence.who_explains")
def translation(role: Role) -> Verdict:
    across, own = role.influence.works_across, role.steps_up
    explained = there_is(role.influence.who_explains)
    quotes = quoted(role, ["influence.who_explains"])
    if across is not None and own is not None:
        span = max((abs(rung(layer) - own) for layer in across), default=0)
        if span <= 1 and explained != "met" and not said(role, "translates"):
            return verdict("does not apply", at_least=None)
        if explained == "not met" or (explained == "met" and span > 1):
            return verdict(explained, span=span, quotes=quotes)
    if explained == "met":
        return verdict("met", "in_words", quotes=quotes)
    return in_words(role, ("translates", "partly", "carries"), ("spans_levels", "partly", "spans"))
