"""Rules: each says of its own examples what it promises, by itself and through the whole reader, in bounded time."""

import re
import time

import pytest

from leadership_lib.core.faults import RecordError
from leadership_lib.description import rules
from leadership_lib.description.rule_review import review
from leadership_lib.description.rules import Rule
from leadership_lib.description.units import LONGEST, units

RULES = list(rules.load())
EXAMPLES = [unit for rule in RULES for text in (*rule.matches, *rule.leaves) for unit in units(text)]

GOOD = {
    "id": "hours",
    "fact": "capacity.time",
    "sure": "sure",
    "under": ["hours"],
    "take": "time",
    "matches": ["Hours: 8 a week", "Hours: 4 a week", "Hours: 6 a week"],
    "leaves": ["Hours", "Days", "Weeks"],
}


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_finds_what_it_says_it_matches_and_leaves_what_it_says_it_leaves(rule):
    assert [f"{rule.id}.{fault}" for fault in review(rule)] == []


def test_an_example_that_does_not_hold_is_named_with_what_was_found():
    rule = Rule.from_dict(GOOD | {"matches": ["Hours: 8 a week", "Hours: 4 a week", "Nothing"]})
    assert [str(fault) for fault in review(rule)] == ["matches[3]: found 'Nothing'; the rule does not find it"]
    (fault,) = review(Rule.from_dict(GOOD | {"leaves": ["Hours", "Days", "Hours: 8 a week"]}))
    assert fault.key == "leaves[3]"
    assert "it is read as stating" in str(fault)


def test_there_are_few_enough_to_load_quickly():
    assert 60 < len(RULES) < 250


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_the_gate_lets_everything_through_that_the_pattern_finds(rule):
    for unit in EXAMPLES:
        for gate, pattern in rule._any:
            if gate and pattern.search(unit.text):
                assert any(letters in unit.text.lower() for letters in gate), (rule.id, unit.text)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_long_hostile_text_is_read_in_bounded_time(rule):
    hostile = [text[:200] * (LONGEST // max(1, len(text[:200])) + 1) for text in rule.matches]
    hostile += [" ".join(re.findall(r"\w+", text)[:3]) + " a" * LONGEST for text in rule.matches]
    start = time.process_time()
    for text in hostile:
        for unit in units(text[:LONGEST]):
            for pattern in (*(one for _, one in rule._any), rule._under, rule._unless):
                if pattern:
                    pattern.search(unit.text)
    # 400,000 characters are about 570 units of the longest. Beside other work a processor takes several times as long;
    # a pattern that goes wrong takes seconds.
    assert (time.process_time() - start) / len(hostile) < 0.1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"fact": "capacity.hour"}, "did you mean"),
        ({"any": [r"(\w+)+"]}, "quantifiers with an end"),
        ({"any": ["(unclosed"]}, "a regular expression"),
        ({"any": ["{NOBODY} works"]}, "{NOBODY} is no list of words.toml"),
        ({"matches": ["one"]}, "three sentences at least"),
        ({"sections": ["nowhere"]}, "there are apply"),
        ({"under": [], "any": []}, "a pattern, or a label"),
    ],
)
def test_a_faulty_rule_is_named_with_its_key_and_the_reason(change, says):
    assert Rule.from_dict(GOOD).sure == "sure"
    with pytest.raises(RecordError, match=re.escape(says)):
        Rule.from_dict({**GOOD, **change})
