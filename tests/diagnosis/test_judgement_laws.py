"""What holds of every role: vague words, empty entries and placeholders earn nothing, and a fact learned stays within bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import roles

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.diagnosis.checks.verdict import WORTH
from leadership_lib.role.role import fact_kind, fact_paths

VERBS = (
    "Drive",
    "Champion",
    "Foster",
    "Promote",
    "Support",
    "Facilitate",
    "Embed",
    "Enhance",
    "Ensure",
    "Lead",
    "Oversee",
)
NOUNS = (
    "transformation",
    "engagement",
    "excellence",
    "innovation",
    "partnership working",
    "quality",
    "strategic direction",
)


def vague() -> st.SearchStrategy[str]:
    """A duty or a result made of abstract words alone."""
    both = st.tuples(st.sampled_from(VERBS), st.sampled_from(NOUNS), st.sampled_from(NOUNS))
    return both.map(lambda words: "{} {} and {}".format(*words))


def answers(role: Role) -> dict[str, str]:
    return {finding.id: finding.answer for finding in ll.diagnose(role).findings}


def better(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the checks that an addition made better: met by half or in full, and more than it was."""
    return [check for check in before if WORTH.get(after[check], 0) > WORTH.get(before[check], 0)]


@pytest.mark.slow
@given(role=roles(), words=st.lists(vague(), min_size=1, max_size=4))
def test_more_vague_duties_make_nothing_better(role, words):
    more = role.with_(duties=[*(role.duties or ()), *words])
    assert better(answers(role), answers(more)) == []


@pytest.mark.slow
@given(role=roles(), words=vague())
def test_one_more_vague_result_makes_nothing_better(role, words):
    # A role that says that it has no results has one now, which is not the same as one more.
    if role.objectives == ():
        role = role.with_(objectives=None)
    more = role.with_(objectives=[*(role.objectives or ()), {"text": words}])
    assert better(answers(role), answers(more)) == []


PLACEHOLDERS = ("TBC", "to be agreed", "n/a", "?", "see advert", "-", "…", "to be confirmed by the board")

LISTS = [path for path in fact_paths() if fact_kind(path) == tuple[str, ...]]
TEXTS = [path for path in fact_paths() if fact_kind(path) is str]


@pytest.mark.slow
@given(role=roles(), path=st.sampled_from(LISTS), words=st.sampled_from(PLACEHOLDERS))
def test_an_empty_entry_moves_nothing(role, path, words):
    if not role[path]:
        role = role.with_({path: None})
    more = role.with_({path: [*(role[path] or ()), words]})
    assert more[path] == role[path]
    assert more.unfilled[path] == words
    assert [f.verdict for f in ll.diagnose(more).findings] == [f.verdict for f in ll.diagnose(role).findings]


@pytest.mark.slow
@given(role=roles(), path=st.sampled_from(TEXTS), words=st.sampled_from(PLACEHOLDERS))
def test_a_placeholder_equals_leaving_out(role, path, words):
    with_words, without = role.with_({path: words}), role.with_({path: None})
    assert with_words[path] is None
    assert [f.verdict for f in ll.diagnose(with_words).findings] == [f.verdict for f in ll.diagnose(without).findings]


@pytest.mark.slow
@settings(max_examples=100)
@given(role=roles())
def test_an_answer_lies_within_its_own_bounds(role):
    for finding in ll.diagnose(role).findings:
        outcome = finding.verdict.outcome
        if outcome.answer in WORTH:
            assert WORTH[outcome.at_least] <= WORTH[outcome.answer] <= WORTH[outcome.at_most], finding.id
