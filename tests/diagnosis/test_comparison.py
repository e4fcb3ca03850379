"""A comparison: what changed, which findings moved and because of which fact, and what got worse."""

import re

import pytest
from best_role import BEST
from examples import EXAMPLES, VISIT, line, lines
from hypothesis import given
from strategies import facts, roles

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.role.role import fact_paths


def test_nothing_changed(best):
    same = ll.compare(best, Role.from_toml(best.to_toml()))
    assert same.changes == same.moved == same.got_worse == same.still_open == ()
    assert same.summary == "Nothing changed."
    assert len(same.to_frame()) == 0
    assert "Nothing changed." in repr(same)
    assert "Nothing changed." in same._repr_html_()


def test_a_change_that_moves_no_finding(best):
    comparison = ll.compare(best, best.with_(organisation="Another network"))
    assert [str(change) for change in comparison.changes] == ["Organisation: Marl Valley network -> Another network"]
    assert comparison.moved == ()
    assert comparison.summary == "No finding moved."


def test_one_change_and_the_finding_that_it_moved(empty):
    comparison = ll.compare(empty, empty.with_({"capacity.backfill": "found and funded"}))
    assert [(c.fact, c.before, c.after) for c in comparison.changes] == [
        ("capacity.backfill", None, "found and funded")
    ]
    (shift,) = comparison.moved
    assert shift.check.id == "fairness.backfill"
    assert (shift.before, shift.after, shift.direction) == ("not stated", "met", "better")
    assert shift.because == ("capacity.backfill",)
    assert "Cover in the practice" in str(shift)
    assert comparison.summary == "Fairness rose because of cover in the practice."


def test_every_feature_that_moved_is_named_in_its_order(empty):
    both = {"capacity.backfill": "found and funded", "purpose.higher": "People here, and their care"}
    there, back = ll.compare(empty, empty.with_(both)), ll.compare(empty.with_(both), empty)
    assert there.summary == "Purpose rose because of higher purpose; Fairness rose because of cover in the practice."
    held = ll.compare(empty, empty.with_({**both, "development.before": ["A handover"]}))
    assert held.summary.endswith("; The hold on tensions rose because of preparation.")
    assert back.summary == "Purpose fell because of higher purpose; Fairness fell because of cover in the practice."


@pytest.mark.parametrize("check", ll.checks.ids)
def test_a_finding_moves_because_of_facts_that_changed_and_that_its_check_reads(check, empty):
    for name, stated in EXAMPLES[check].items():
        comparison = ll.compare(empty, empty.with_(stated))
        for shift in comparison.moved:
            assert shift.because, name
            assert set(shift.because) <= set(stated), name
            assert set(shift.because) <= set(shift.check.reads) or not set(stated) & set(shift.check.reads), name


def of_hours(comparison):
    """Return what became of the paid hours; that they leave each result an hour is another check's."""
    return next(shift for shift in comparison.moved if shift.check.id == "fairness.funded_hours")


def test_of_two_changes_only_the_one_that_matters_is_named(empty):
    """8 of 20 hours are 40 per cent; 16 of 19 are 84 and 16 of 20 are 80, but 8 of 19 are only 42."""
    before = empty.with_(capacity={"hours_paid": 8, "hours_expected": 20})
    after = before.with_(capacity={"hours_paid": 16, "hours_expected": 19})
    comparison = ll.compare(before, after)
    assert len(comparison.changes) == 2
    shift = of_hours(comparison)
    assert (shift.before, shift.after) == ("not met", "partly")
    assert shift.because == ("capacity.hours_paid",)


def test_two_changes_that_are_both_needed_are_both_named(empty):
    """12 of 24 hours are half; 16 of 24 and 12 of 20 still fall short of three quarters, 16 of 20 do not."""
    before = empty.with_(capacity={"hours_paid": 12, "hours_expected": 24})
    after = before.with_(capacity={"hours_paid": 16, "hours_expected": 20})
    shift = of_hours(ll.compare(before, after))
    assert shift.because == ("capacity.hours_paid", "capacity.hours_expected")


def test_two_changes_of_which_either_would_do_are_both_named(empty):
    """10 of 20 hours are half; 20 of 20 and 10 of 10 both cover it."""
    before = empty.with_(capacity={"hours_paid": 10, "hours_expected": 20})
    after = before.with_(capacity={"hours_paid": 20, "hours_expected": 10})
    shift = of_hours(ll.compare(before, after))
    assert (shift.before, shift.after) == ("not met", "met")
    assert shift.because == ("capacity.hours_paid", "capacity.hours_expected")


def test_changes_elsewhere_are_not_blamed(best):
    after = best.with_({"capacity.backfill": "none", "organisation": "Another", "purpose.higher": "People here"})
    comparison = ll.compare(best, after)
    assert len(comparison.changes) == 3
    assert [(shift.check.id, shift.because) for shift in comparison.moved] == [
        ("fairness.backfill", ("capacity.backfill",))
    ]


def test_what_got_worse_and_what_can_no_longer_be_told(best):
    after = best.with_({"capacity.backfill": "money only", "purpose.without_it": None})
    comparison = ll.compare(best, after)
    assert [(s.check.id, s.direction) for s in comparison.got_worse] == [
        ("purpose.necessity", "less clear"),
        ("fairness.backfill", "worse"),
    ]
    assert comparison.still_open == ("purpose.necessity", "fairness.backfill")
    assert "Purpose fell because of" in comparison.summary
    assert "Fairness fell because of cover in the practice" in comparison.summary


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("none", "money only", "better"),
        ("none", "found and funded", "better"),
        ("money only", "found and funded", "better"),
        ("found and funded", "money only", "worse"),
        ("money only", "none", "worse"),
        (None, "none", "clearer"),
        (None, "money only", "better"),
        (None, "found and funded", "better"),
        ("none", None, "less clear"),
        ("found and funded", None, "less clear"),
    ],
)
def test_which_way_a_finding_moved(empty, before, after, direction):
    path = "capacity.backfill"
    (shift,) = ll.compare(empty.with_({path: before}), empty.with_({path: after})).moved
    assert shift.direction == direction


def test_to_learn_that_something_is_short_is_clearer_and_not_worse(empty):
    comparison = ll.compare(empty, empty.with_({"capacity.backfill": "none"}))
    (shift,) = comparison.moved
    assert shift.direction == "clearer"
    assert comparison.got_worse == ()


def test_still_open_is_everything_not_met_afterwards(best, empty):
    assert ll.compare(best, empty).still_open == ll.checks.ids
    assert ll.compare(empty, best).still_open == ()


def test_a_feature_that_neither_rose_nor_fell_is_not_said_to_have(empty):
    """One check of ten goes from not stated to partly: the lower bound gains half a check and the upper loses it."""
    comparison = ll.compare(empty, empty.with_(lines(line("a mixed board"))))
    assert [(s.check.id, s.before, s.after) for s in comparison.moved] == [
        ("influence.answers_to_clinician", "not stated", "partly")
    ]
    assert "rose" not in comparison.summary
    assert "fell" not in comparison.summary


def test_a_frame_has_a_row_for_every_finding_that_moved(best, empty):
    frame = ll.compare(empty, best).to_frame()
    assert list(frame.index) == list(ll.checks.ids)
    assert frame.index.name == "check"
    assert list(frame.columns) == ["question", "before", "after", "direction", "because"]
    assert set(frame["direction"]) == {"better"}
    assert frame.loc["fairness.funded_hours", "because"] == ("capacity.hours_expected",)


def test_roles_and_diagnoses_are_compared_alike(best, empty):
    diagnosed = ll.compare(ll.diagnose(empty), ll.diagnose(best))
    assert repr(diagnosed) == repr(ll.compare(empty, best)) == repr(ll.compare(empty, ll.diagnose(best)))


OPPOSITE = {
    "better": {"worse", "less clear"},
    "worse": {"better"},
    "clearer": {"less clear"},
    "less clear": {"better", "clearer", "less clear"},
    "now asked": {"no longer asked"},
    "no longer asked": {"now asked"},
}


@pytest.mark.slow
@given(before=roles(), change=facts())
def test_the_other_way_round_better_is_worse(before, change):
    after = before.with_(change)
    there, back = ll.compare(before, after), ll.compare(after, before)
    assert [(c.fact, c.before, c.after) for c in there.changes] == [(c.fact, c.after, c.before) for c in back.changes]
    assert [(s.check.id, s.before, s.after) for s in there.moved] == [
        (s.check.id, s.after, s.before) for s in back.moved
    ]
    for forth, returned in zip(there.moved, back.moved, strict=True):
        assert returned.direction in OPPOSITE[forth.direction]
        assert forth.because
        assert set(forth.because) <= {c.fact for c in there.changes}
    assert [c.fact for c in there.changes] == [path for path in fact_paths() if before[path] != after[path]]
    assert there.summary
    assert repr(there)


def test_html_escapes_what_a_person_typed(best):
    hostile = "<script>alert('x')</script>"
    after = best.with_(
        title=f"{hostile} Director",
        purpose={"higher": hostile},
        objectives=[{"text": hostile}, VISIT],
        scope={"boundaries": [hostile]},
    )
    for page in (ll.compare(best, after)._repr_html_(), ll.compare(after, best)._repr_html_()):
        assert "<script>" not in page
        assert "&lt;script&gt;" in page


def test_repr_counts_what_it_shows(best):
    said = repr(ll.compare(best, best.with_({"capacity.backfill": "none", "organisation": "Another"})))
    assert re.findall(r"\d+", said.splitlines()[0]) == ["2", "1", "1"]
    assert "0x" not in said


def test_all_facts_at_once(best, empty):
    comparison = ll.compare(empty, best)
    assert [change.fact for change in comparison.changes] == list(fact_paths())
    assert {change.fact for change in comparison.changes} == set(BEST)
    assert {shift.direction for shift in comparison.moved} == {"better"}


def test_a_fact_that_only_settles_what_an_answer_may_become_is_named():
    """The two purposes are stated already; stating how the tension is handled moves no answer of Purpose, only a bound."""
    before = ll.load_role("locality_clinical_lead").with_(
        purpose={"for_peers": "a channel", "for_organisation": "a focus"}
    )
    after = before.with_({"tensions.representative_executive.approach": "hold both"})
    comparison = ll.compare(before, after)
    assert "because of ;" not in comparison.summary
    assert "because of ." not in comparison.summary
    assert comparison.summary == "Purpose rose because of voice of peers and executive: approach."
