"""A facilitator's notes have what participants do not see; a role card has a person and no answer."""

from html import escape

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem


@pytest.mark.parametrize("case", list(ll.cases), ids=lambda case: case.id)
def test_the_notes_have_the_answers_and_the_cards_have_none(case, tmp_path):
    notes = ll.write_case_notes(case, tmp_path / "notes.html").read_text("utf-8")
    cards = ll.write_role_cards(case.id, tmp_path / "cards.html").read_text("utf-8")
    role = ll.write_role(case, tmp_path / "role.html").read_text("utf-8")
    findings = ll.diagnose(case.as_found).findings
    for text in (*case.facilitator.notes, *case.unsaid, *case.limits, *(step.title for step in case.redesign)):
        assert escape(text) in notes
        assert escape(text) not in cards + role
    for look in case.looks:
        assert escape(look.ask) in notes
        assert f"{findings[look.check].answer}: " in notes
    for person in case.people:
        assert escape(person.name) in cards
        assert escape(person.view) in cards
    assert escape(case.fiction) in cards


def test_the_papers_are_those_of_a_case(tmp_path):
    with pytest.raises(Problem, match="did you mean 'pcn_lead_nurse'"):
        ll.write_case_notes("pcn_lead_nurs", tmp_path / "x.docx")
    with pytest.raises(Problem, match="need a case or its id"):
        ll.write_role_cards(ll.Role(title="Lead"), tmp_path / "x.docx")
