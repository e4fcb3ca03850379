"""What is only suggested is told from what a role says, text by text and part by part."""

import pytest
from hypothesis import given
from strategies import texts

from leadership_lib import Role
from leadership_lib.role.suggestions import agreed, is_suggested, suggested


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A mentor", "A mentor"),
        ("A mentor (to be agreed)", ""),
        ("To be agreed with the practices", ""),
        ("Number of ... (to be agreed)", ""),
        ("How it feels; number of ... (to be agreed)", "How it feels"),
        ("Visits are counted. The rest is to be agreed.", "Visits are counted."),
        ("First this (to be agreed); then that", "then that"),
    ],
)
def test_the_parts_that_are_only_suggested_are_left_out(text, left):
    assert agreed(text) == left
    assert is_suggested(text) == (text != left)


@given(texts())
def test_a_text_without_the_mark_is_as_it_was(text):
    assert is_suggested(text) or agreed(text) == text


def test_the_facts_that_are_suggested_are_named_in_order():
    role = Role(
        purpose={"higher": "Patients are seen in time"},
        objectives=[{"text": "Open a clinic"}, {"text": "Run it", "measure": "Number of ... (to be agreed)"}],
        capacity={"support": ["An analyst", "An administrator (to be agreed)"], "hours_paid": 4},
        accountability={"lines": [{"to": "The Clinical Chair (to be agreed)"}]},
    )
    assert suggested(role) == ("accountability.lines", "objectives", "capacity.support")
    assert suggested(Role(purpose={"higher": "Patients are seen in time"})) == ()
