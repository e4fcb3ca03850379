"""The record for an appraisal: what it asks, what a journal fills in, and what stays for the person."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from journals import FULL, HERE, NHS, THERE, things
from strategies import maybe, texts

import leadership_lib as ll
from leadership_lib.core.errors import UnknownKeyError
from leadership_lib.core.faults import RecordError
from leadership_lib.core.records import field_kinds
from leadership_lib.output.documents import markdown, web
from leadership_lib.teaching.journal import appraisal
from leadership_lib.teaching.journal import documents as document
from leadership_lib.teaching.journal.entry import Entry, day, read_day
from leadership_lib.teaching.journal.reflection import Reflection


def test_every_field_has_a_question_and_sources_and_is_a_field_of_the_record():
    asked = appraisal.load()
    assert {field.id for field in asked.fields} == {*field_kinds(Reflection), "credits"}
    assert len(asked.fields) == len({field.id for field in asked.fields})
    assert set(asked.sections) == {field.section for field in asked.fields}
    for field in asked.fields:
        assert field.question.endswith("?"), field.id
        assert field.sources, field.id
    assert asked.reminder_sources


def test_choices_are_those_of_their_sources():
    assert len({choice.id for choice in appraisal.load().choices}) == len(appraisal.load().choices)
    assert all(choice.sources for choice in appraisal.load().choices)
    assert [len(appraisal.choices(name)) for name in ("supporting_information", "gmp_domains", "standards")] == [
        6,
        4,
        14,
    ]
    models = [choice.title.partition(": ") for choice in appraisal.choices("standards")]
    assert [part for model, _, part in models if model == "Healthcare Leadership Model"] == [
        "inspiring shared purpose",
        "leading with care",
        "evaluating information",
        "connecting our service",
        "sharing the vision",
        "engaging the team",
        "holding to account",
        "developing capability",
        "influencing for results",
    ]
    assert [part for model, _, part in models if model.startswith("FMLM")] == [
        "self",
        "team",
        "organisation",
        "system",
    ]
    assert len(appraisal.choices("role")) == 0


def reflections() -> st.SearchStrategy[Reflection]:
    """Any valid reflection."""
    days = st.none() | st.dates().map(str)
    kinds = {name: maybe(kind) for name, kind in field_kinds(Reflection).items() if name not in ("began", "ended")}
    return st.builds(
        lambda some, facts: Reflection(**facts, began=some[0], ended=some[1]),
        st.tuples(days, days).map(lambda pair: pair if None in pair else tuple(sorted(pair))),
        st.fixed_dictionaries({}, optional=kinds),
    )


@given(reflections())
@example(Reflection())
@example(Reflection(**FULL))
def test_a_reflection_that_was_written_is_what_is_read_again(reflection):
    assert Reflection.from_toml(reflection.to_toml()) == reflection


def test_a_reflection_is_saved_and_opened(tmp_path):
    reflection = Reflection(**FULL)
    assert Reflection.from_file(reflection.save(tmp_path / "reflection.toml")) == reflection
    with pytest.raises(RecordError, match=r"none\.toml"):
        Reflection.from_file(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"began": "1 November"}, "began"),
        ({"began": "20261101"}, "began"),
        ({"began": "2026-11-02", "ended": "2026-11-01"}, "ended"),
        ({"gmp_domains": ["gmp_5"]}, "gmp_domains[1]"),
        ({"standards": ["hlm_influense"]}, "standards[1]"),
        ({"minutes": -5}, "minutes"),
        ({"credits": 3}, "credits"),
    ],
)
def test_slips_in_a_reflection_are_named(facts, key):
    with pytest.raises(RecordError) as caught:
        Reflection.from_dict(facts)
    assert [fault.key for fault in caught.value.faults] == [key]


@pytest.mark.parametrize(("minutes", "credits"), [(None, None), (0, 0), (60, 1), (90, 1.5), (20, 0.33), (45.5, 0.76)])
def test_a_credit_is_an_hour(minutes, credits):
    assert Reflection(minutes=minutes).credits == credits


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 Nov", date(2026, 11, 1)),
        ("1st of November", date(2026, 11, 1)),
        ("Sunday, 1 Nov. 2026", date(2026, 11, 1)),
        ("November 3rd, 2024", date(2024, 11, 3)),
        ("Sept 3", date(2026, 9, 3)),
        ("24 November", date(2025, 11, 24)),
        ("29 Feb", date(2024, 2, 29)),
        ("2026-11-01", date(2026, 11, 1)),
        ("25/12/2026", date(2026, 12, 25)),
        ("5.5.2026", date(2026, 5, 5)),
        ("1/11/2026", None),
        ("1/11", None),
        ("31 April 2026", None),
        ("yesterday", None),
        ("November 2026", None),
        ("20261101", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it_unless_it_may_be_two(text, expected):
    assert read_day(text, TODAY) == expected


@given(st.dates(date(1000, 1, 1)))
def test_every_day_that_we_write_can_be_read(when):
    assert read_day(day(when)) == read_day(when.isoformat()) == read_day(f"{when:%d %b %Y}") == when


@given(st.text(max_size=30) | st.from_regex(r"[0-9 ]{0,3}[/.-]?(May|Sept|feb)?[0-9./ -]{0,8}", fullmatch=True))
def test_any_text_is_a_day_or_none(text):
    assert read_day(text, TODAY) is None or isinstance(read_day(text, TODAY), date)


def test_a_journal_fills_in_what_it_knows_and_leaves_the_rest(journal):
    journal.record("10_case_locality_clinical_lead", "judge", "x", minutes=20)
    journal.record("10_case_locality_clinical_lead", "judge", "y")
    journal.record(THERE, "write", {"role": "z"}, minutes=25.5)
    journal.record(THERE, None, "My post has no boundary.", kind="note")
    reflection = Reflection.from_journal(journal)
    assert (reflection.began, reflection.ended, reflection.minutes) == ("2026-11-01", "2026-11-04", 45.5)
    assert ll.notebooks[THERE].title in reflection.title
    assert reflection.what_happened.split("\n") == [
        f"{ll.notebooks['10_case_locality_clinical_lead'].title} (1 November 2026 to 2 November 2026): 1 activity done.",
        f"{ll.notebooks[THERE].title} (3 November 2026 to 4 November 2026): 1 activity done.",
        "My post has no boundary.",
    ]
    known = {"title", "began", "ended", "minutes", "credits", "what_happened"}
    assert set(reflection.unstated) == {field.id for field in appraisal.fields()} - known
    one = Reflection.from_journal(journal, THERE)
    assert one == Reflection.from_journal(journal, [THERE])
    assert (one.began, one.minutes) == ("2026-11-03", 25.5)
    assert Reflection.from_journal(journal, HERE) == Reflection()
    with pytest.raises(UnknownKeyError, match=THERE):
        Reflection.from_journal(journal, "20_redesign_your_rol")


def test_an_empty_journal_gives_a_reflection_that_states_nothing(journal):
    assert Reflection.from_journal(journal) == Reflection()
    journal.record(HERE, "look", "x")
    assert Reflection.from_journal(journal).minutes is None


@given(st.lists(st.tuples(texts(), st.sampled_from(["note", "answer", "reflection"]), things()), max_size=4))
def test_any_entries_make_a_reflection(kept):
    class Some:
        entries = tuple(
            Entry(id=str(n), when="2026-11-01", notebook=name, kind=kind, what=what)
            for n, (name, kind, what) in enumerate(kept)
        )

    reflection = Reflection.from_journal(Some)
    assert Reflection.from_toml(reflection.to_toml()) == reflection
    web.render(document.reflection_content(reflection))
    markdown.render(document.journal_content(Some.entries))


def test_a_reflection_shows_what_is_stated_and_asks_for_the_rest():
    page = Reflection(title="<b>x</b>", minutes=60)._repr_html_()
    assert "&lt;b&gt;" in page
    assert page.count("not stated") == len(appraisal.fields()) - 3
    assert repr(Reflection(title="x")) == f"Reflection('x': 1 of {len(appraisal.fields())} fields stated)"


def test_what_could_tell_who_a_patient_is_is_asked_about_and_not_altered():
    text = f"Mrs P ({NHS}) of SW1A 1AA waited."
    reflection = Reflection(
        what_happened=text, attachments=["dob 1-2-52.docx"], name="Dr 943 476 5919", learned="Nothing"
    )
    assert {name: [s.kind for s in found] for name, found in reflection.suspicions.items()} == {
        "what_happened": ["NHS number", "postcode"],
        "attachments": ["date of birth"],
    }
    assert reflection.what_happened == text
