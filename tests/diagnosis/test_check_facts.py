"""A check looks at the facts it names: at no other, and at each of them."""

from typing import Any

import pytest
from examples import BEST, EXAMPLES, answer_of
from hypothesis import given
from strategies import roles

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.core.records import Record

CHECKS = list(ll.checks.ids)
EVERY_EXAMPLE = [(check, name) for check, examples in EXAMPLES.items() for name in examples]

#: Who it is by name decides nothing, and stands beside the answer as the role's own words.
ONLY_SHOWN = {"influence.answers_to_clinician": {"accountability.to"}}


class Traced:
    """A part of a role that notes which facts are looked at."""

    def __init__(self, part: Record, seen: set[str], path: str = ""):
        self._part, self._seen, self._path = part, seen, path

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._part, name)
        if isinstance(value, Record):
            return Traced(value, self._seen, f"{self._path}{name}.")
        self._seen.add(f"{self._path}{name}")
        return value


def looked_at(check: str) -> set[str]:
    """Give every fact that the judgement of a check looks at, in any of its examples and in none."""
    seen: set[str] = set()
    for facts in ({}, BEST, *EXAMPLES[check].values()):
        ll.checks[check].ask(Traced(Role().with_(facts), seen))
    return seen


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_names_exactly_the_facts_that_it_looks_at(check):
    assert looked_at(check) == set(ll.checks[check].reads) - ONLY_SHOWN.get(check, set())


@pytest.mark.parametrize("check", CHECKS)
def test_every_fact_a_check_names_can_change_its_verdict(check):
    it = ll.checks[check]
    values = {
        path: [None, *(facts[path] for facts in EXAMPLES[check].values() if path in facts)] for path in it.reads
    }
    for path in set(it.reads) - ONLY_SHOWN.get(check, set()):
        assert any(
            it.ask(role.with_({path: value})).verdict != it.ask(role).verdict
            for role in map(Role().with_, EXAMPLES[check].values())
            for value in values[path]
        ), path


@pytest.mark.slow
@given(role=roles(), other=roles())
def test_a_check_looks_only_at_the_facts_it_names(role, other):
    for check in ll.checks:
        mixed = other.with_({path: role[path] for path in check.reads})
        assert check.ask(mixed).verdict == check.ask(role).verdict, check.id


@pytest.mark.parametrize(("check", "name"), EVERY_EXAMPLE)
def test_an_example_keeps_its_answer_whatever_else_the_role_says(check, name):
    reads = dict.fromkeys(ll.checks[check].reads) | EXAMPLES[check][name]
    for role in (
        ll.cases["locality_clinical_lead"].as_found,
        ll.cases["pcn_clinical_director"].as_found,
        Role().with_(BEST),
    ):
        assert ll.checks[check].ask(role.with_(reads)).answer == answer_of(name)
