"""A case on paper: part A gives nothing away, and part B says what became of it."""

import pytest

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.output.documents.lines import said
from leadership_lib.teaching.case_papers import case_paper


def text_of(case, part):
    return "\n".join(said(line) for block in case_paper(case, part).blocks for line in block.lines())


@pytest.mark.parametrize("which", ll.cases.ids)
def test_part_a_has_the_people_and_the_questions_and_does_not_say_how_it_ends(which):
    case = ll.cases[which]
    text = text_of(case, "A")
    assert case.setting in text
    assert case.question in text
    assert all(person.view in text for person in case.people)
    assert case.outcome.text not in text
    assert all(step.reason not in text for step in case.redesign)


@pytest.mark.parametrize("which", ll.cases.ids)
def test_part_b_has_both_answers_what_became_of_them_and_what_came_later(which):
    case = ll.cases[which]
    text = text_of(case, "B")
    assert case.outcome.text in text
    assert all(step.reason in text for step in (*case.redesign, *case.second))
    assert not case.later or all(question in text for question in case.later.questions)
    assert "The same people wrote" in text


def test_a_case_is_written_by_its_id_and_a_part_that_is_none_is_told(tmp_path):
    path = ll.write_case("locum_lead", tmp_path / "b.md", part="B")
    assert "given up" in path.read_text("utf-8")
    with pytest.raises(Problem, match="'C' is no part of a case"):
        ll.write_case("locum_lead", tmp_path / "c.md", part="C")
