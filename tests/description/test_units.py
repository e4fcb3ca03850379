"""Units: questions as headings, labels in other words, and sentences that go on overleaf."""

import pytest

from leadership_lib.description.reading import read_text
from leadership_lib.description.sections import plain_label
from leadership_lib.description.units import units

ASKED = """Practice Learning Lead

How many hours would I get?
It is three hours a week, most of them on a Wednesday.

Q. Who do I answer to?
A. You report to the Head of Education.

And how long for?
Two years.

What would I be doing?
- visit each practice twice a year
- run the summer school

The hub opened in 2019 and has seen many changes since.
"""


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Who would I report to?", "Reports to"),
        ("Q3. Who is my manager?", "Reports to"),
        ("How much time does it take?", "Time"),
        ("What does it pay?", "Pay"),
        ("Whose payroll am I on? Who is my manager?", "Employer and contract"),
        ("HOW LONG WOULD IT LAST?", "Term"),
        ("What can the Clinical Director decide?", "What you can decide"),
        ("What you will not be asked to do", "Not part of the role"),
        ("What if my own practice benefits?", "Conflicts of interest"),
        ("Who sees my patients?", "Backfill"),
        ("What is the hard part?", "Challenges"),
        ("What is not settled", "What is not settled"),
        ("How will the lead be chosen?", "Method of appointment"),
        ("What are the main duties?", "Main duties"),
        ("Is training provided?", "Training"),
        ("How will my practice be compensated?", "Backfill"),
        ("What am I not expected to do?", "Not part of the role"),
        ("Contract type", "Contract type"),
        ("What they can do without asking", "What they can do without asking"),
    ],
)
def test_a_heading_in_other_words_stands_for_its_plain_label(heading, label):
    assert plain_label(heading) == label


def test_a_question_on_its_own_line_is_the_heading_of_its_answer():
    reading = read_text(ASKED)
    assert reading.proposals["capacity.time"].value == {"amount": 3, "unit": "hours", "per": "week"}
    assert reading.proposals["appointment.length_months"].value == 24
    assert reading.proposals["accountability.lines"].evidence[0].value["to"] == "Head of Education"
    under = {unit.text: unit.under for unit in units(ASKED) if unit.kind != "heading"}
    assert under["You report to the Head of Education."] == "Reports to"
    assert under["run the summer school"] == "Main duties"


def test_full_lines_after_the_list_that_answers_a_question_are_no_part_of_it():
    [last] = [unit for unit in units(ASKED) if unit.text.startswith("The hub opened")]
    assert (last.under, last.section) == ("", "")


@pytest.mark.parametrize("line", ["Do you want to make a difference?", "Are you a nurse who likes people?"])
def test_a_question_to_the_reader_is_no_heading(line):
    assert [unit.kind for unit in units(f"Hours: 8 a week\n\n{line}\nThen ring us.")][1] == "sentence"


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("Sessions. Three per week, worked flexibly.", "Sessions", "Three per week, worked flexibly."),
        ("Pay.\t£90 an hour", "Pay", "£90 an hour"),
        ("Training. A day a month.", "Training", "A day a month."),
    ],
)
def test_a_full_stop_can_close_a_label(text, label, value):
    [unit] = units(f"Lead Nurse\n\n{text}")[1:]
    assert (unit.kind, unit.under, unit.text) == ("value", label, value)


#: How documents set a label and what stands beside or below it.
LAYOUTS = {
    "colon": "{}: {}\n",
    "tight colon": "{}:{}\n",
    "tab": "{}\t{}\n",
    "dash": "{} - {}\n",
    "dots": "{} ........ {}\n",
    "stroke": "{} | {}\n",
    "bold": "**{}** {}\n",
    "full stop": "{}. {}.\n\n",
    "symbol": "\U0001f4cd {}: {}\n",
    "numbered": "3.1 {}: {}\n",
    "below": "{}\n{}\n",
    "below in a table": "{}\n{}\n\n",
    "an empty line below": "{}\n\n{}\n\n",
    "an empty line below a colon": "{}:\n\n{}\n\n",
    "all on one line": "{}: {} | ",
    "all in one sentence": "{}: {}; ",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_label_is_known_however_its_value_is_set(layout):
    rows = (
        ("Job title", "Nurse Lead for Stroke"),
        ("Reports to", "Director of Nursing"),
        ("Hours", "6 hours per week"),
        ("Term", "Two years"),
        ("Contract", "Secondment, fixed term"),
    )
    reading = read_text("ROLE OUTLINE\n\n" + "".join(layout.format(*row) for row in rows))
    found = {one.fact: one.value for one in reading.proposals}
    assert found["title"] == "Nurse Lead for Stroke"
    assert found["accountability.lines"][0]["to"] == "Director of Nursing"
    assert found["capacity.time"] == {"amount": 6, "unit": "hours", "per": "week"}
    assert found["appointment.length_months"] == 24
    assert found["appointment.contract"] == "Secondment, fixed term"


@pytest.mark.parametrize(
    "line", ["Clinical Governance Lead - West", "Training Lead - job outline", "Welcome ..... 2"]
)
def test_the_name_of_a_post_and_a_line_of_contents_are_no_label(line):
    assert all(unit.kind != "value" for unit in units(f"{line}\n\nThe network has nine practices."))


@pytest.mark.parametrize("text", ["Ring me. Four of us are in on Mondays.", "Nurses meet. They drink tea."])
def test_a_short_sentence_is_no_label(text):
    assert {unit.kind for unit in units(f"Lead Nurse\n\n{text}")[1:]} == {"sentence"}


@pytest.mark.parametrize(
    "foot",
    ["Page 3 of 7", "Tarn Trust: Lead Nurse JD v0.3 DRAFT", "- 4 -", "TT/App C/p2\n\nTarn Trust"],
)
def test_a_sentence_goes_on_overleaf(foot):
    text = f"The post holder visits each of the nine practices in the spring and\n\n{foot}\n\nagain in the autumn."
    [unit] = units(text)
    assert unit.text.split()[-5:] == ["and", "again", "in", "the", "autumn."]
    assert "Tarn" not in unit.text
    assert text[unit.start : unit.end].endswith("autumn.")


@pytest.mark.parametrize("between", ["", "Duties\n\n", "2. Visit the practices\n\n", "A second sentence.\n\n"])
def test_a_list_without_marks_is_not_taken_for_a_sentence_overleaf(between):
    text = f"The lead sees to all that follows here and to whatever else turns up\n\n{between}visits to the practices"
    assert len(units(text)) > 1
