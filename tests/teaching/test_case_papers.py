"""A facilitator's notes have what participants do not see; a role card has a person and no answer."""

import json
import re
from html import escape

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.teaching.case import words
from leadership_lib.teaching.notebooks import of_case
from leadership_lib.workshop.running_order import plans


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


@pytest.mark.parametrize("case", list(ll.cases), ids=lambda case: case.id)
def test_the_page_of_a_participant_has_no_answer_that_is_not_folded(root, case):
    cells = json.loads((root / "notebooks" / f"{of_case(case).id}.ipynb").read_text("utf-8"))["cells"]
    outputs = [output["data"] for cell in cells for output in cell.get("outputs", ()) if "data" in output]
    shown = ["".join(data.get("text/html") or data["text/plain"]) for data in outputs]
    page, opened = "\n".join(shown), "\n".join(map(unfolded, shown))
    findings = ll.diagnose(case.as_found).findings
    assert escape(case.questions[0]) in opened
    for text in case.facilitator.notes:
        assert escape(text) not in page
    looked_at = (findings[look.check].reason for look in case.looks)
    for text in (*case.unsaid, *case.limits, *(step.reason for step in case.redesign), *looked_at, case.outcome.text):
        assert escape(text) in page
        assert escape(text) not in opened


def test_what_is_folded_within_something_folded_is_folded():
    assert unfolded("a<details open><details>b</details>c</details>d<details>e</details>") == "ad"


def test_the_notes_name_a_running_order_that_leaves_time_to_rate(tmp_path):
    """Forty-five minutes of conversation and fifteen of rating are an hour; sixty and fifteen are no longer one."""
    assert list(words().notes.orders) == list(plans())
    for case, minutes in (("lmc_officer", 60), ("place_lead", 90)):
        assert f"the running order of {minutes} minutes" in repr(ll.case_notes(case))
    assert ll.case_notes("place_lead")._repr_html_().count("<h2>For the facilitator: ") == 1


def test_the_papers_are_those_of_a_case(tmp_path):
    with pytest.raises(Problem, match="did you mean 'pcn_lead_nurse'"):
        ll.write_case_notes("pcn_lead_nurs", tmp_path / "x.docx")
    with pytest.raises(Problem, match="need a case or its id"):
        ll.write_role_cards(ll.Role(title="Lead"), tmp_path / "x.docx")


def unfolded(page: str) -> str:
    """Return what is seen of a page on which nothing has been opened."""
    depth, seen = 0, []
    for part in re.split(r"(<details[^>]*>|</details>)", page):
        if part.startswith("<details"):
            depth += 1
        elif part == "</details>":
            depth -= 1
        elif not depth:
            seen.append(part)
    return "".join(seen)
