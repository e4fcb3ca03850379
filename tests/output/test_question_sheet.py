"""The page of questions: whoever asks, at most ten, with what is said, why, a good answer, and room to write."""

import pytest
from hypothesis import given, settings
from renderings import HOSTILE, RENDER, everywhere, same
from strategies import roles

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.output.documents.content import Content, Table
from leadership_lib.output.documents.lines import said
from leadership_lib.output.documents.question_sheet import question_sheet

ASKERS = ("applicant", "holder", "board")


def rows(content: Content) -> list[list[list[str]]]:
    (table,) = [block for block in content.blocks if isinstance(block, Table)]
    return [[[said(line) for line in cell] for cell in row] for row in table.rows]


@pytest.mark.parametrize("asker", ASKERS)
def test_of_a_title_alone_ten_questions_are_asked_each_with_why_and_a_good_answer(asker):
    content, asked = (
        question_sheet(Role(title="Clinical Lead"), asker),
        ll.questions(Role(title="Clinical Lead"), asker),
    )
    assert content.title.endswith(": Clinical Lead")
    assert len(rows(content)) == len(asked) == 10
    for question, (title, known, room) in zip(asked, rows(content), strict=True):
        assert title == [question.title]
        assert known == [f"Why: {question.why}", f"A good answer: {question.good}"]
        assert room == []


def test_each_asker_has_a_title_and_words_of_their_own():
    sheets = [question_sheet(Role(), asker) for asker in ASKERS]
    assert len({sheet.title for sheet in sheets}) == 3
    assert len({str(rows(sheet)) for sheet in sheets}) == 3


def test_what_the_description_already_says_stands_with_the_question():
    role = Role().with_(
        {
            "capacity.hours_paid": 8,
            "appointment.peers_have_a_say": False,
            "accountability.lines": [{"to": "Clinical Chair", "answers_for": "the role"}],
            "purpose.for_peers": "TBC",
        }
    )
    known = {title[0]: lines[0] for title, lines, _ in rows(question_sheet(role, "applicant"))}
    asked = {one.id: known[one.title] for one in ll.questions(role)}
    assert asked["time"] == "It says: 8 hours a week."
    assert asked["lines"] == "It says: Clinical Chair for the role."
    assert asked["voice"] == "It says: “TBC”"
    assert asked["money"].startswith("Why: ")


def test_facts_that_do_not_go_together_are_asked_first_with_what_they_say():
    role = Role().with_({"capacity.hours_paid": 8, "capacity.hours_expected": 14})
    title, known, _ = rows(question_sheet(role))[0]
    assert title == ["Which work is to be left out, or who pays for the rest?"]
    assert known[0] == "It says: 8 hours a week are paid for work that takes 14."


def test_a_role_that_leaves_nothing_open_is_told_so():
    assert len(ll.questions(Role().with_(ANSWERED))) == 0
    content = question_sheet(Role().with_(ANSWERED))
    assert content.texts[1] == "The description answers everything asked here."
    same(content)


#: Every fact that a question asks for, stated.
ANSWERED = {
    "capacity.hours_paid": 8,
    "capacity.hours_expected": 8,
    "capacity.hours_to_zoom_out": 1,
    "capacity.protected": "Thursday mornings",
    "capacity.backfill": "found and funded",
    "capacity.support": ["An administrator"],
    "reward.pay.amount": 90,
    "reward.against_clinical_work": "the same",
    "influence.decision_rights": [{"what": "the fund", "extent": "decides"}],
    "influence.means": ["Paid time to meet"],
    "influence.partner_manager": "The locality manager",
    "influence.partnership": "equal",
    "accountability.lines": [{"to": "Clinical Chair"}],
    "accountability.excludes_clinical_practice": True,
    "accountability.manages": [],
    "accountability.conflict_policy": "Declare and leave",
    "purpose.for_peers": "Their voice",
    "purpose.for_organisation": "Their plan",
    "purpose.without_it": "No rota",
    "appointment.peers_have_a_say": True,
    "appointment.length_months": 24,
    "appointment.review": "Each March",
    "appointment.way_back": "Sessions are kept",
    "appointment.funded_by": "Core budget",
    "appointment.funded_until": "none",
    "tensions.representative_executive.said_openly": True,
    "tensions.interest_credibility.staying_clear_of_interests": ["A register"],
    "objectives": [{"text": "One rota for nine practices", "by": "In twelve months"}],
    "scope.boundaries": ["Complaints"],
    "development.before": ["A handover"],
    "development.during": ["A mentor"],
}


@settings(max_examples=20)
@given(roles())
def test_any_role_gives_a_page_that_says_the_same_in_every_format(role):
    same(question_sheet(role))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_text_comes_out_as_text_and_is_cut(text):
    content = question_sheet(everywhere(text))
    same(content)
    assert max(map(len, content.texts)) < 700


@pytest.mark.parametrize("kind", ["docx", "html", "md"])
def test_it_is_written_from_whatever_a_role_is_read_from(kind, tmp_path):
    case = ll.cases["place_lead"]
    one = ll.write_questions(case, tmp_path / f"case.{kind}", for_="board")
    other = ll.documents.write_questions(case.as_found, tmp_path / f"role.{kind}", "board")
    assert one.read_bytes() == other.read_bytes() == RENDER[kind](question_sheet(case.as_found, "board"))


def test_another_asker_or_no_role_is_refused(tmp_path):
    with pytest.raises(Problem, match="applicant"):
        ll.write_questions(Role(), tmp_path / "q.md", for_="somebody")
    with pytest.raises(Problem):
        ll.write_questions(5, tmp_path / "q.md")
    assert list(tmp_path.iterdir()) == []
