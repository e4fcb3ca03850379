"""A reading: each proposal rests on words of the document, silence stays silence, and what differs is not chosen between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadership_lib as ll
from leadership_lib.core.errors import Problem, UnknownKeyError
from leadership_lib.description.evidence import Document, Evidence
from leadership_lib.description.layout import view
from leadership_lib.description.proposal import proposal
from leadership_lib.description.reading import read_description, read_text
from leadership_lib.description.units import units

ADVERT = """Locality Clinical Lead
Sessions: 2 per week

About us
We are a federation of nine practices. Our hub is open 70 hours per week, and our nurses work 30 hours a week each.
"""


def evidence(value, sure="sure", document=0, start=0):
    return Evidence(document, start, start + 5, "words", value, sure, "a-rule")


def test_a_number_of_somebody_elses_is_not_the_posts():
    found = read_text(ADVERT).proposals["capacity.time"]
    assert found.value == {"amount": 2, "unit": "sessions", "per": "week"}
    assert [one.words for one in found.evidence] == ["2 per week"]
    assert read_text(ADVERT).role().capacity.paid == 8


def test_words_that_put_it_off_are_settled_elsewhere_and_kept_with_the_role():
    reading = read_text("Job title: Clinical Lead\nHours: to be agreed")
    found = reading.proposals["capacity.time"]
    assert found.settled_elsewhere
    assert found.row()["sure"] == "settled elsewhere"
    assert reading.role().capacity.paid is None


def test_two_documents_at_odds_are_both_shown_and_none_is_chosen():
    reading = read_description("Job title: Lead\nSessions: 2 per week", "Job title: Lead\nSessions: 3 per week")
    found = reading.proposals["capacity.time"]
    assert found.value is None
    assert [one["amount"] for one in found.odds] == [2, 3]
    assert {one.document for one in found.evidence} == {0, 1}
    assert reading.role("all").capacity.paid is None


def test_two_ways_of_saying_the_same_time_are_not_at_odds():
    reading = read_description("Job title: Lead\nSessions: 2 per week", "Job title: Lead\nHours: 8 per week")
    assert reading.proposals["capacity.time"].value is not None


def test_a_surer_place_goes_before_a_less_sure_one_and_both_are_shown():
    found = proposal("capacity.backfill", [evidence("money only", "likely"), evidence("found and funded", "sure")])
    assert (found.value, found.sure, found.odds) == ("found and funded", "sure", ())
    assert len(found.evidence) == 2


def test_sentences_add_to_one_another_and_choices_exclude_one_another():
    assert proposal("purpose.higher", [evidence("for patients"), evidence("for all")]).value == "for patients"
    assert proposal("appointment.how", [evidence("elected"), evidence("selected")]).value is None
    assert proposal("development.during", [evidence("a coach"), evidence("a mentor", start=9)]).value == [
        "a coach",
        "a mentor",
    ]


def test_maybe_is_no_part_of_a_role_until_somebody_takes_it_by_name():
    document = Document("text", "words of it", ())
    reading = type(read_text("x y"))((document,), {"development.during": [evidence("a coach", "maybe")]})
    assert reading.role("all").development.during is None
    assert reading.role(["development.during"]).development.during == ("a coach",)


def test_a_fact_that_was_not_proposed_is_named_with_what_was_meant():
    with pytest.raises(UnknownKeyError, match=r"capacity\.time"):
        read_text(ADVERT).role(["capacity.tim"])
    with pytest.raises(Problem, match="'sure' ones"):
        read_text(ADVERT).role("some")


@pytest.mark.parametrize("source", [(), (3,), ("no/such/file.docx",)])
def test_what_is_no_document_is_refused_in_a_sentence(source):
    with pytest.raises(Problem, match=r"^[^\n]+$"):
        ll.read_description(*source)


WORDS = st.sampled_from(
    [
        "Sessions",
        ":",
        " ",
        "\n",
        "2",
        "per week",
        "•",
        "About us",
        "You will",
        "lead",
        "Essential",
        "\t",
        ".",
        "Pay",
        "£85",
        "an hour",
        "Title",
        "accountable to",
        "the",
        "Chair",
        "–",
        "“",
        "none",
    ]
)


@given(st.lists(WORDS, max_size=60).map("".join) | st.text(max_size=300))
def test_whatever_is_read_every_proposal_rests_on_words_at_their_place_and_says_no_none(text):
    reading = read_text(text)
    for found in reading.proposals:
        for one in found.evidence:
            assert one.words
            assert text[one.start : one.end] == one.words
        assert found.value not in ("none", [], 0, False)
    reading.role("all")
    reading.to_frame()
    assert "<script" not in reading._repr_html_()


@given(st.text(max_size=400))
def test_the_units_of_a_text_stand_in_order_at_their_places(text):
    assert len(view(text)) == len(text)
    last = 0
    for unit in units(text):
        assert last <= unit.start < unit.end <= len(text)
        assert len(unit.text) == unit.end - unit.start
        last = unit.start


@pytest.mark.parametrize(
    "text",
    ["Clinical Lead, £85.50 per hour", "Two sessions a week at 0.4 WTE", "Sessions: 2 per week\ud800", "a b.c d"],
)
def test_a_text_on_one_line_is_no_path(text):
    assert ll.read_description(text).documents[0].name == "the text"


@pytest.mark.parametrize("path", ["no such advert.docx", "a\0b", "nothing_here"])
def test_a_path_that_cannot_be_read_is_named_with_what_to_do(path):
    with pytest.raises(Problem, match=r"cannot be read .*: give the path"):
        ll.read_description(path)


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("Pay: £85 an hour. Term: 12 months\nYou lead the work of nine practices", ""),
        ("Hours: 8 a week\n• Term: 12 months\nYou lead the work of nine practices", ""),
        ("Main tasks: Chair the board\n\tVisit each practice twice a year", "Main tasks"),
    ],
)
def test_a_plain_line_below_a_filled_label_is_no_part_of_it_and_an_indented_one_is(text, under):
    assert units(text)[-1].under == under


def test_a_word_and_a_full_stop_before_a_clause_is_its_label():
    found = read_text("Terms\n\n4.1 Sessions. Three per week.\n4.2 Leave. Five weeks.").proposals
    assert found["capacity.time"].value == {"amount": 3, "unit": "sessions", "per": "week"}
    assert [one.words for one in found["capacity.time"].evidence] == ["Three per week"]


def test_a_numbered_clause_goes_on_in_its_next_line_however_wide_the_space_after_its_number():
    text = "4.   It is proposed that there be a lead nurse for one day a week,\non secondment, for two years."
    assert [one.text for one in units(text)] == [text[5:].replace("\n", " ")]


def test_what_counts_only_where_nothing_surer_is_said_gives_way_to_it():
    vague = "The trust will fund a day a week."
    assert read_text(vague).proposals["capacity.time"].value["amount"] == 1
    assert read_text(f"Sessions: 3 per week\n\n{vague}").proposals["capacity.time"].value["amount"] == 3


def test_a_question_with_its_answer_on_one_line_is_a_label():
    asked = "Who would I answer to? Moira Flett, Director of Nursing.\nHow long? Eighteen months, then we look again."
    reading = ll.read_description(asked)
    assert reading.proposals["accountability.lines"].value == [{"to": "Moira Flett, Director of Nursing"}]
    assert reading.proposals["appointment.length_months"].value == 18


def test_cells_below_one_another_are_labels_with_their_values():
    cells = "Lead Pharmacist\n\nEmployer\nMereside Community NHS Trust\nEmployer type\nNHS\nSite\nMereside House\nTown\nAldby"
    reading = ll.read_description(cells)
    assert reading.proposals["appointment.employer"].value == "Mereside Community NHS Trust"
    assert reading.proposals["organisation"].value == "Mereside Community NHS Trust"


@pytest.mark.parametrize(
    ("fact", "denied", "given"),
    [
        (
            "influence.means",
            "You will have no seat on the clinical executive.",
            "You will have a seat on the clinical executive.",
        ),
        ("capacity.support", "You will work without an administrator.", "You will have an administrator."),
    ],
)
def test_what_is_denied_right_before_is_not_given(fact, denied, given):
    assert fact in ll.read_description(given).proposals
    assert fact not in ll.read_description(denied).proposals


def test_a_registration_is_read_as_the_profession_it_stands_for():
    reading = ll.read_description("Person specification\nEssential\n- Current NMC registration")
    found = reading.proposals["appointment.profession"]
    assert (found.value, found.evidence[0].words) == ("nurse", "Current NMC registration")
