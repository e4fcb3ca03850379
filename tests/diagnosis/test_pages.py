"""What a person sees of findings, diagnoses and comparisons: every row under its name, and nothing twice."""

import html
import re

from best_role import BEST
from page_tables import rows, summaries

import leadership_lib as ll
from leadership_lib import Role

HOURS = {"capacity.hours_paid": 9, "capacity.hours_expected": 20}
HEAD = ["question (and where it comes from)", "answer", "what to try"]


def test_a_finding_is_a_table_with_a_row_for_everything_it_rests_on():
    finding = ll.checks["fairness.funded_hours"].ask(Role().with_(HOURS))
    check, paper = finding.check, [ll.propositions[p] for p in ("P20", "P32", "P39")]
    page = finding._repr_html_()
    assert f"<caption>{check.question}</caption>" in page
    assert rows(page) == [
        ["", "fairness.funded_hours"],
        ["answer", "<b>not met</b>"],
        ["reason", "9 hours a week are paid for work that takes 20 (45%)."],
        ["the role's own words", "<ul><li>Hours paid: 9</li><li>Hours it really takes: 20</li></ul>"],
        ["what the check looks for", check.looks_for],
        ["why it matters", check.why],
        ["where it can mislead", check.misleads],
        ["an example", check.example],
        ["an example of the contrary", check.bad_example],
        ["what is the paper's, and what is ours", check.basis],
        ["what to try", check.advice],
        ["the paper", "<ul>" + "".join(f"<li>{proposition}</li>" for proposition in paper) + "</ul>"],
    ]


def test_a_finding_is_a_row_with_its_words():
    finding = ll.checks["fairness.funded_hours"].ask(Role().with_(HOURS))
    assert finding.row() == {
        "id": "fairness.funded_hours",
        "question": "Do the paid hours cover the hours it really takes?",
        "answer": "not met",
        "judgement": None,
        "because": None,
        "reason": "9 hours a week are paid for work that takes 20 (45%).",
        "evidence": ("Hours paid: 9", "Hours it really takes: 20"),
        "advice": finding.check.advice,
        "propositions": ("P20", "P32", "P39"),
    }
    assert repr(finding).splitlines() == [finding.title, f"  {finding.reason}", f"  {finding.advice}"]


def test_a_diagnosis_has_a_folded_table_for_each_answer_that_there_is():
    found = ll.diagnose(Role().with_({"capacity.backfill": "none"}))
    page = found._repr_html_()
    assert "<h3>Diagnosis: a role without a title</h3>" in page
    assert f"<p>{html.escape(found.summary)}</p>" in page
    assert summaries(page) == [(True, "Not met: 1"), (False, "the role's own words (1)"), (False, "Not stated: 38")]
    assert page.count("<caption>Not met: 1</caption>") == page.count("<caption>Not stated: 38</caption>") == 1
    said = rows(page)
    words = (
        "<details><summary>the role's own words (1)</summary><ul><li>Cover in the practice: none</li></ul></details>"
    )
    assert said[:2] == [
        HEAD,
        [
            'Is the clinical work covered meanwhile?<div class="unstated">P20, P16</div>',
            f"There is no cover.{words}",
            "Find the person first, then agree the money.",
        ],
    ]
    assert said[2] == HEAD
    assert said[3] == [
        'Does the role serve something higher than the organisation?<div class="unstated">P33</div>',
        "The role does not say what it serves beyond the organisation.",
        "Ask first: What does the role serve that is larger than the organisation?",
    ]
    assert len(said) == 2 + 39


def test_findings_and_what_stays_open_are_tables_too():
    found = ll.diagnose(Role())
    assert rows(found.findings._repr_html_())[0] == ["answer", "question", "reason", "key"]
    assert repr(found.findings).splitlines()[0] == "39 findings"
    assert rows(found.residual._repr_html_())[0] == ["title", "stays open", "develop", "executives", "key"]
    assert repr(found.residual).splitlines()[0] == "9 things that design leaves open"


def test_a_diagnosis_names_the_role():
    named, nameless = (ll.diagnose(Role(title=title)) for title in ("Adviser", None))
    assert repr(named).splitlines()[0] == "Diagnosis of Adviser"
    assert repr(nameless).splitlines()[0] == "Diagnosis of a role without a title"
    assert repr(nameless).splitlines()[2:] == [
        "  Purpose: 0 to 3 of 3 checks",
        "  Influence: 0 to 10 of 10 checks",
        "  Clarity: 0 to 8 of 8 checks",
        "  Autonomy: 0 to 6 of 6 checks",
        "  Fairness: 0 to 6 of 6 checks",
    ]
    assert "<h3>Diagnosis: Adviser</h3>" in named._repr_html_()


def test_alignment_says_which_sides_fall_short():
    """Of the checks, 15 bear on expectation, 12 on capacity and 8 on dexterity: 9 of 12 are as much as 6 of 8."""
    assert repr(ll.diagnose(Role()).alignment) == (
        "expectation 0 to 15 of 15, capacity 0 to 12 of 12, dexterity 0 to 8 of 8; nothing known falls short"
    )
    three = {"capacity.backfill": "none", "capacity.support": [], "scope.without_asking": []}
    two = {
        "appointment.how": "selected",
        "appointment.selected_for": ["availability"],
        "development.before": [],
        "development.during": [],
    }
    found = ll.diagnose(Role().with_({**BEST, **three, **two}))
    assert found.alignment.falls_short == ("capacity", "dexterity")
    assert repr(found.alignment) == (
        "expectation 15 of 15, capacity 9 of 12, dexterity 6 of 8; furthest behind: capacity and dexterity"
    )


def test_a_comparison_has_what_changed_what_moved_and_what_is_open(best):
    after = best.with_({"capacity.backfill": None, "organisation": "Another network", "scope.boundaries": []})
    comparison = ll.compare(best, after)
    page = comparison._repr_html_()
    assert f"<p>{comparison.summary}</p>" in page
    assert summaries(page) == [
        (True, "Facts that changed: 3"),
        (True, "Findings that moved: 2"),
        (False, "Still open: 2"),
    ]
    assert re.findall("<caption>(.*?)</caption>", page) == ["Facts that changed: 3", "Findings that moved: 2"]
    boundaries, backfill = (comparison.after.findings[c] for c in ("clarity.boundaries", "fairness.backfill"))
    unstated = '<span class="unstated">not stated</span>'
    assert rows(page) == [
        ["fact", "before", "after"],
        ["Organisation", "<span>Marl Valley network</span>", "<span>Another network</span>"],
        ["Boundaries", "<ul><li>Does not assess clinicians</li></ul>", "<span>none</span>"],
        ["Cover in the practice", "<span>found and funded</span>", unstated],
        ["question", "before", "after", "change", "reason now", "because of"],
        [boundaries.question, "met", "not met", "worse", boundaries.reason, "Boundaries"],
        [backfill.question, "met", "not stated", "less clear", backfill.reason, "Cover in the practice"],
    ]
    assert f"<ul><li>{boundaries.title}</li><li>{backfill.title}</li></ul>" in page
    assert repr(comparison).splitlines()[0] == "3 facts changed, 2 findings moved, 2 for the worse"


def test_tables_stand_open_while_they_are_short(best, empty):
    """Up to three rows are read at a glance; with none there is nothing to unfold, and with more the page is long."""
    nothing = ll.compare(best, best)._repr_html_()
    assert [opened for opened, _ in summaries(nothing)] == [False, False, False]
    one = ll.compare(best, best.with_({"capacity.backfill": "none"}))._repr_html_()
    assert [opened for opened, _ in summaries(one)] == [True, True, False]
    last = {"capacity.backfill": "none", "scope.boundaries": [], "purpose.higher": "none"}
    three = ll.compare(best, best.with_(last))._repr_html_()
    assert [opened for opened, _ in summaries(three)] == [True, True, False]
    four = best.with_(
        {"organisation": "x", "title": "Clinical Lead", "appointment.review": "x", "scope.boundaries": []}
    )
    assert summaries(ll.compare(best, four)._repr_html_())[:2] == [
        (False, "Facts that changed: 4"),
        (True, "Findings that moved: 1"),
    ]
    assert summaries(ll.compare(empty, best)._repr_html_())[1] == (False, f"Findings that moved: {len(ll.checks)}")


def test_one_is_said_in_the_singular(best):
    comparison = ll.compare(best, best.with_({"capacity.backfill": "none"}))
    assert repr(comparison).splitlines()[0] == "1 fact changed, 1 finding moved, 1 for the worse"


def test_a_summary_names_three_facts_and_counts_the_others(empty):
    """Four facts move a check of Autonomy each; a fifth is Fairness's own."""
    four = {
        "scope.without_asking": ["plan", "deliver", "evaluate"],
        "scope.prescribed_tasks": [],
        "capacity.hours_to_zoom_out": 2,
        "capacity.support": ["An administrator"],
    }
    summary = ll.compare(empty, empty.with_(four)).summary
    facts = [ll.facts[path].title.lower() for path in four]
    assert re.search(f"Autonomy rose because of {', '.join(facts[:3])} and 1 more", summary)
    del four["capacity.support"]
    assert ll.compare(empty, empty.with_(four)).summary.endswith(f"because of {', '.join(facts[:3])}.")


def test_a_shift_says_what_moved_and_because_of_which_facts(empty):
    before = empty.with_(capacity={"hours_paid": 12, "hours_expected": 24})
    moved = ll.compare(before, before.with_(capacity={"hours_paid": 16, "hours_expected": 20})).moved
    shift = next(shift for shift in moved if shift.check.id == "fairness.funded_hours")
    assert repr(shift) == "fairness.funded_hours: not met -> partly, because of Hours paid, Hours it really takes"


def test_a_change_says_what_it_was_and_is(empty):
    (change,) = ll.compare(empty, empty.with_({"capacity.hours_paid": 12})).changes
    assert repr(change) == "Hours paid: not stated -> 12"


def test_what_only_becomes_clearer_is_said_so(empty):
    """One of six to *not met* and back: neither bound of the feature moves in sum, so no feature is said to have."""
    comparison = ll.compare(empty, empty.with_({"accountability.lines": [{"to_whom": "a mixed board"}]}))
    assert comparison.summary == (
        "Clearer because of lines of accountability: Does the lead answer to a clinician who leads? Partly."
    )
