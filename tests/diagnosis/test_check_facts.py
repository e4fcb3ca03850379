"""A check looks at the facts it names: at no other, and at each of them. Words of the description it may look for in all."""

from typing import Any

import pytest
from best_role import BEST
from examples import EXAMPLES, OF_CLINICIANS, POLES, answer_of
from examples_in_words import ABSTRACT, IN_WORDS, says
from hypothesis import given
from strategies import roles

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.checks import evidence
from leadership_lib.role.role import KEPT, fact_paths, kept_as

CHECKS = list(ll.checks.ids)
EVERY_EXAMPLE = [(check, name) for check, examples in EXAMPLES.items() for name in examples]

VISITS = {"text": "A weekly round in every care home", "depends_on": ["the team"], "hours": 4, "layer": "stp"}
TEAM = {"objectives": [VISITS], "influence.means": []}
HALF_TIME = {"capacity.time.amount": 0.5, "capacity.time.unit": "whole-time equivalent", "capacity.time.per": "week"}
SESSIONS = {"capacity.time.amount": 2, "capacity.time.unit": "sessions", "capacity.time.per": "week"}
ELSEWHERE = {"layer": "other", "rung": 2, "influence.works_across": ["stp"], "objectives": [VISITS]}

#: More roles in which a fact that a check names tells, by the check.
ALSO: dict[str, list[dict]] = {
    "purpose.both_clients": [{"title": "LMC Medical Secretary"}],
    "influence.truer_title": [
        {"title": "Clinical Director", "organisation": "Marl PCN", "influence.decision_rights": []},
        {"title": "Clinical Director", "layer": "pcn", "influence.decision_rights": []},
    ],
    "influence.not_a_boss": [
        {"accountability.manages": [], "complete": True, **says("Works with practices as peers")}
    ],
    "influence.reach": [
        TEAM | {"influence.decision_rights": [{"what": "the rota", "over": "people", "extent": "decides"}]}
    ],
    "influence.shared_measures": [
        TEAM | {"influence.decision_rights": [{"what": "the rota", "over": "people", "extent": "decides"}]}
    ],
    "influence.credibility": [{"capacity.keeps_clinical_work": True, "appointment.how": "elected"}],
    "clarity.measurable": [{"duties": ABSTRACT, "scope.prescribed_tasks": ["Report by June on four clinics"]}],
    "clarity.milestones": [
        {"duties": ABSTRACT, "scope.prescribed_tasks": ["Report by June on four clinics"]},
        {"objectives": [{**VISITS, "by": "March 2027"}], "appointment.review": "At six months"},
    ],
    "clarity.own_layer": [ELSEWHERE],
    "clarity.translation": [{"layer": "other", "rung": 6, "influence.works_across": ["stp"]}],
    "clarity.achievable": [HALF_TIME | TEAM, SESSIONS | TEAM],
    "fairness.backfill": [{"capacity.time.amount": 5, "capacity.time.unit": "days", "capacity.time.per": "week"}],
    "fairness.funded_hours": [
        HALF_TIME | {"capacity.hours_expected": 12},
        SESSIONS | {"capacity.hours_expected": 12},
    ],
    "autonomy.not_prescribed": [
        {"scope.prescribed_tasks": ["Report"], where: ["Sends a monthly return on the agreed template"]}
        for where in ("duties", "other_words")
    ],
    "autonomy.way_back": [{"appointment.contract": "Three months' notice on either side"}],
    "tensions.representative_executive": [{"organisation": "Marlshire Local Medical Committee"}],
    "tensions.interest_credibility": [{"title": "Lead Nurse"}],
    "tensions.cross_profession_trust": [
        {path: "All professions in the valley, around the patient"}
        for path in ("title", "purpose.higher", "purpose.for_peers", "purpose.for_organisation")
    ],
}

TIME = ("capacity.time.amount", "capacity.time.unit", "capacity.time.per")

#: What is worked out from several facts.
WORKED_OUT = {
    "steps_up": ("layer", "rung"),
    "capacity.paid": ("capacity.hours_paid", *TIME),
    **{
        f"tensions.{paradox}.done": tuple(f"tensions.{paradox}.{name}" for name in names)
        for paradox, names in POLES.items()
    },
}


#: What tells whether a post is a clinician's: every check that asks of clinicians alone looks at it.
WHO = {"title", "appointment.profession", "appointment.eligibility"}


def without_words(role: Role) -> Role:
    """Return a role in which no check finds words: only what its facts come to is left."""
    vars(role)[KEPT] = {kept_as(evidence.spoken): evidence.Spoken(())}
    return role


class Traced:
    """A part of a role that notes which facts are looked at."""

    def __init__(self, part: Record, seen: set[str], path: str = ""):
        self._part, self._seen, self._path = part, seen, path

    def __getitem__(self, path: str) -> Any:
        self._seen.add(path)
        return self._part[path]

    def keeps(self, work: Any) -> Any:
        # What stands where is found once a role, without noting that all was read; anything else is looked up anew.
        return self._part.keeps(work) if work.__name__ == "spoken" else work(self)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._part, name)
        if isinstance(value, Record):
            return Traced(value, self._seen, f"{self._path}{name}.")
        self._seen.update(WORKED_OUT.get(f"{self._path}{name}", [f"{self._path}{name}"]))
        return value


def looked_at(check: str) -> set[str]:
    """Return every fact that the judgement of a check looks at, in any of its examples and in none."""
    seen: set[str] = set()
    for facts in ({}, BEST, *given_examples(check)):
        role = Role().with_(facts)
        traced = Traced(role, seen)
        ll.checks[check].ask(traced)
    return seen & set(fact_paths())


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_names_exactly_the_facts_that_it_looks_at(check):
    reads = set(ll.checks[check].reads)
    assert reads <= looked_at(check)
    # Whether the post is a clinician's at all is asked first, and moves no check that is put to every post.
    assert looked_at(check) <= reads | (WHO if check in OF_CLINICIANS else set())


def given_examples(check: str) -> list[dict]:
    """Return what is stated in the examples of a check."""
    return [*EXAMPLES[check].values(), *IN_WORDS.get(check, {}).values(), *ALSO.get(check, [])]


def tried(check: str) -> dict[str, list]:
    """Return values to try for each fact that a check names: those of its examples, and of the best role."""
    examples = [*given_examples(check), BEST]
    return {path: [None, *(facts[path] for facts in examples if path in facts)] for path in ll.checks[check].reads}


@pytest.mark.parametrize("check", CHECKS)
def test_every_fact_a_check_names_can_change_its_verdict(check):
    it, values = ll.checks[check], tried(check)
    beside = [{}, *given_examples(check)]
    for path in it.reads:
        assert any(
            it.ask(role.with_({path: value})).verdict != it.ask(role).verdict
            for role in map(Role().with_, beside)
            for value in values[path]
        ), path


@pytest.mark.slow
@given(role=roles(), other=roles())
def test_a_check_looks_only_at_the_facts_it_names(role, other):
    for check in ll.checks:
        mixed = without_words(other.with_({path: role[path] for path in (*check.reads, *WHO)}))
        assert check.ask(mixed).verdict == check.ask(without_words(role)).verdict, check.id


@pytest.mark.parametrize(("check", "name"), EVERY_EXAMPLE)
def test_an_example_keeps_its_answer_whatever_else_is_stated(check, name):
    reads = dict.fromkeys((*ll.checks[check].reads, *WHO)) | EXAMPLES[check][name]
    for role in (
        ll.cases["locality_clinical_lead"].as_found,
        ll.cases["pcn_clinical_director"].as_found,
        Role().with_(BEST),
    ):
        assert ll.checks[check].ask(without_words(role.with_(reads))).answer == answer_of(name)
