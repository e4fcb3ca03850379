"""What coders are told: every reason a check can give goes with a code, and with no answer that it is not given for."""

import re

from hypothesis import example, given
from strategies import roles

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.research.coding.codebook import content as codebook
from leadership_lib.research.coding.guidance import CODES, told
from leadership_lib.research.coding.guidance import load as load_guidance

KNOWN = {each.code: each for each in load_guidance().codes}


def agrees(finding):
    """Tell whether the reason of a finding goes with its answer in the codebook."""
    return KNOWN[finding.answer].goes_with(finding.check, finding.verdict.because)


@given(roles())
@example(Role().with_(objectives=[{"text": "Visits", "by": "soon", "milestones": []}]))
@example(Role().with_(objectives=[{"text": "Visits", "by": "soon", "milestones": ["x"]}]))
def test_every_answer_of_any_role_has_a_code_that_its_reason_goes_with(role):
    for finding in ll.diagnose(role).findings:
        assert agrees(finding), (finding.id, finding.answer, finding.verdict.because)


def test_every_answer_of_every_case_has_a_code_that_its_reason_goes_with():
    for case in ll.cases:
        for role in (case.as_found, case.redesigned):
            for finding in ll.diagnose(role).findings:
                assert agrees(finding), (finding.id, finding.answer, finding.verdict.because)


def test_the_codebook_names_every_reason_there_is_and_no_other():
    assert tuple(KNOWN) == CODES
    for one in ll.checks:
        for name in one.reasons:
            assert any(code.goes_with(one, name) for code in KNOWN.values()), (one.id, name)
    for code in KNOWN.values():
        for name in code.reasons:
            assert any(name in one.reasons for one in ll.checks), (code.code, name)
        for name, ids in code.reasons_of.items():
            assert name not in code.reasons
            assert all(name in ll.checks[key].reasons for key in ids), (code.code, name)


def test_under_each_question_stands_every_reason_of_it_and_what_a_code_says_where_there_is_none():
    for one in ll.checks:
        said = {sentence for code in CODES for sentence in told(one, code)}
        reasons = {re.sub(r"\{[^}]*\}", "…", sentence) for sentence in one.reasons.values()}
        assert reasons <= said <= reasons | {code.says for code in KNOWN.values()}
    assert told(ll.checks["purpose.necessity"], "does not apply") == [KNOWN["does not apply"].says]


def test_the_codebook_has_the_rules_and_how_a_careful_reader_answers_once():
    page = codebook().texts
    guidance = load_guidance()
    assert len(guidance.reading) == 7
    for text in (*guidance.rules, *guidance.reading, guidance.about_reasons, guidance.caution):
        assert page.count(text) == 1
    for code in KNOWN.values():
        assert code.says in page
    frame = ll.research.Codebook().to_frame().set_index("check")
    assert frame.loc["purpose.both_clients", "code_not_met"].count(" / ") == 2
    assert frame.loc["influence.reach", "code_does_not_apply"] == ll.checks["influence.reach"].reasons["own_hands"]
