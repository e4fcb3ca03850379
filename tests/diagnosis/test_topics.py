"""Topics: what a text speaks of is found by an index of first words, and is what looking for every phrase finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership_lib.diagnosis.checks import topics
from leadership_lib.diagnosis.checks.wording import generic

PHRASES = [phrase.replace("*", ending) for one in topics.topics() for phrase in one.phrases for ending in ("", "ed")]


def looked_for(text):
    """Look for every phrase of every topic."""
    return frozenset(one.id for one in topics.topics() if topics._speaks_of(one.id, text) and not generic(text))


@pytest.mark.parametrize("topic", topics.topics().ids)
def test_every_phrase_is_found_by_its_first_word(topic):
    for phrase in topics.topics()[topic].phrases:
        for text in (phrase.replace("*", ""), f"Of the {phrase.replace('*', 'ing').upper()}, twice a year"):
            if topics._found(topic)[0].found_in(text):
                assert topic in topics._candidates(text), (topic, phrase, text)


@given(
    st.lists(st.sampled_from(PHRASES) | st.text(max_size=9), max_size=6), st.sampled_from([" ", ", ", " not ", "-"])
)
def test_the_index_leaves_nothing_out(pieces, between):
    text = between.join(pieces)
    assert topics.topics_in(text) == looked_for(text)
