"""What coders are told: every reason a check can give goes with a code."""

import re

import pytest
from examples import EXAMPLES, answer_of, reason_of
from hypothesis import example, given
from strategies import roles

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.research.coding.codebook import content as codebook
from leadership_lib.research.coding.guidance import CODES, codes, told
from leadership_lib.research.coding.guidance import load as load_guidance

REASONS = {each.code: set(each.reasons) for each in load_guidance().codes}


@pytest.mark.parametrize("check", ll.checks.ids)
def test_a_question_offers_the_answers_that_occur_and_no_other(check):
    one = ll.checks[check]
    occur = {answer_of(name) for name in EXAMPLES[check]} | {"not stated"}
    assert codes(one) == tuple(code for code in CODES if code in occur)
    # Each example is asked, so that what is said to occur does.
    for name, facts in EXAMPLES[check].items():
        verdict = one.ask(Role().with_(facts)).verdict
        assert (verdict.outcome.answer, verdict.because) == (answer_of(name), reason_of(name))
        assert verdict.because in REASONS[verdict.outcome.answer]


@given(roles())
@example(Role().with_(objectives=[{"text": "Visits", "by": "soon", "milestones": []}]))
@example(Role().with_(objectives=[{"text": "Visits", "by": "soon", "milestones": ["x"]}]))
def test_every_answer_of_any_role_has_a_code_that_its_reason_goes_with(role):
    for finding in ll.diagnose(role).findings:
        assert finding.answer in codes(finding.check)
        assert finding.verdict.because in REASONS[finding.answer]


def test_the_codebook_names_every_reason_there_is_and_no_other():
    there = {name for one in ll.checks for name in one.reasons}
    assert set().union(*REASONS.values()) == there
    assert tuple(REASONS) == CODES
    for one in ll.checks:
        said = [sentence for code in codes(one) for sentence in told(one, code)]
        assert set(said) == {re.sub(r"\{[^}]*\}", "…", sentence) for sentence in one.reasons.values()}
    assert told(ll.checks["clarity.translation"], "partly") == []


def test_the_codebook_has_the_rules_and_every_reason_under_its_code():
    page = codebook().texts
    guidance = load_guidance()
    for text in (*guidance.rules, guidance.about_reasons, guidance.caution, *(each.says for each in guidance.codes)):
        assert page.count(text) == 1
    assert not any("other reasons" in text for text in page)
    frame = ll.research.Codebook().to_frame().set_index("check")
    assert frame.loc["purpose.both_clients", "code_not_met"].count(" / ") == 2
    assert frame.loc["clarity.translation", "codes"] == "met | not met | not stated"
    assert frame.loc["clarity.translation", "code_partly"] == ""
