"""A sheet: what was decided is kept, resumed, merged with other windows' work, and taken back in steps."""

import descriptions
import pytest

from leadership_lib import Problem, Role
from leadership_lib.core import store
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.description import rules
from leadership_lib.description.reading import read_text
from leadership_lib.description.sheet import KeptSheet, Sheet
from leadership_lib.role.parts import RoleError
from leadership_lib.teaching.backup.belongings import delete

TIME = {"amount": 2, "unit": "sessions", "per": "week"}


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch):
    monkeypatch.setattr(rules, "load", lambda: descriptions.RULES)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "work" / "reader.reading.toml"


@pytest.fixture
def kept(path):
    kept = KeptSheet(path)
    kept.set(kept.value.add(read_text(descriptions.ADVERT, "Advert")))
    return kept


def test_a_decision_is_a_value_or_none_and_only_the_value_is_in_the_role():
    sheet = Sheet().decide({"title": "Lead", "reward.pay": None})
    assert sheet.decided == ("title", "reward.pay")
    assert sheet.role == Role(title="Lead")
    assert sheet.decide({"title": None}).role == Role()


def test_of_time_nothing_stays_that_the_new_words_do_not_say():
    sheet = (
        Sheet()
        .decide({"capacity.time": TIME})
        .decide({"capacity.time": {"amount": 0.2, "unit": "whole-time equivalent"}})
    )
    assert sheet.role.capacity.time.per is None
    assert sheet.role.capacity.paid == 7.5


@pytest.mark.parametrize(
    "facts", [{"capacity.time": {"amount": "many"}}, {"appointment.length_months": -1}, {"title": 3}]
)
def test_what_is_faulty_is_refused(facts):
    with pytest.raises(RoleError):
        Sheet().decide(facts)


@pytest.mark.parametrize("fact", ["titel", "capacity.time.amount", "complete", "judgements"])
def test_what_no_description_states_is_refused(fact):
    with pytest.raises(UnknownKeyError):
        Sheet().decide({fact: True})


def test_all_of_it_is_resumed(kept, path):
    kept.set(kept.value.decide({"title": "Lead", "capacity.time": TIME}))
    kept.set(kept.value.decide({"appointment.contract": "to be confirmed", "layer": None}))
    again = KeptSheet(path)
    assert again.value == kept.value
    assert again.value.role.unfilled == {"appointment.contract": "to be confirmed"}
    assert [one.text for one in again.value.reading.documents] == [descriptions.ADVERT]
    assert not again.can_undo


def test_steps_are_taken_back_on_disk_too(kept, path):
    kept.set(kept.value.decide({"title": "Lead"}))
    kept.set(kept.value.decide({"title": None, "reward.pay": {"band": "8a"}}))
    kept.set(kept.value)
    kept.undo()
    assert kept.value.role == KeptSheet(path).value.role == Role(title="Lead")
    kept.undo()
    kept.undo()
    kept.undo()
    assert kept.value == KeptSheet(path).value == Sheet()


def test_a_second_document_adds_proposals_and_odds_and_touches_no_decision(kept):
    kept.set(kept.value.decide({"capacity.time": {"amount": 9, "unit": "hours", "per": "week"}, "title": None}))
    before = kept.value
    kept.set(kept.value.add(read_text(descriptions.TERMS, "Terms")))
    assert (kept.value.role, kept.value.decided) == (before.role, before.decided)
    assert len(kept.value.reading.proposals["capacity.time"].odds) == 2
    assert "appointment.length_months" in kept.value.reading.proposals
    assert kept.value.add(read_text(descriptions.TERMS, "The same")) == kept.value


def test_two_windows_keep_both_works(kept, path):
    other = KeptSheet(path)
    kept.set(kept.value.decide({"title": "Lead"}))
    other.set(other.value.decide({"reward.pay": {"band": "8a"}}))
    assert other.value.decided == ("title", "reward.pay")
    kept.set(kept.value.add(read_text(descriptions.TERMS, "Terms")))
    other.set(other.value.decide({"reward.pay": None}))
    found = KeptSheet(path).value
    assert found.role == Role(title="Lead")
    assert [one.name for one in found.documents] == ["Advert", "Terms"]
    # What one window takes back while the other corrects it is as it was left last.
    other.set(other.value.decide({"title": "Chair"}))
    kept.undo()
    kept.undo()
    assert kept.problem is None
    assert KeptSheet(path).value.decided == ("reward.pay",)


def test_what_was_deleted_on_purpose_does_not_come_back_with_the_next_decision(kept, path):
    kept.set(kept.value.decide({"title": "Lead"}))
    assert delete([path]) == {}
    kept.set(kept.value.decide({"reward.pay": {"band": "8a"}}))
    assert KeptSheet(path).value == Sheet().decide({"reward.pay": {"band": "8a"}})


def test_a_full_disk_loses_nothing(kept, path, monkeypatch):
    def full(*_):
        raise Problem("No space left.")

    with monkeypatch.context() as patch:
        patch.setattr(store, "save", full)
        kept.set(kept.value.decide({"title": "Lead"}))
        assert "No space left" in kept.problem
        assert kept.value.role.title == "Lead"
    kept.set(kept.value.decide({"reward.pay": None}))
    assert kept.problem is None
    assert KeptSheet(path).value == kept.value


def test_a_file_that_cannot_be_read_is_named_and_left(kept, path):
    path.write_text("decided = ['nothing']\n")
    with pytest.raises(Problem, match=path.name):
        KeptSheet(path)
    assert path.read_text() == "decided = ['nothing']\n"
