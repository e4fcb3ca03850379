"""The record and the journal as documents: whole, in words, and never saying once more what could identify a patient."""

import mistune
import pytest
from journals import FULL, HERE, NHS, THERE, Page
from strategies import AWKWARD
from word_files import paragraphs

import leadership_lib as ll
from leadership_lib import Problem
from leadership_lib.output.documents import markdown, web, word
from leadership_lib.output.documents.content import count
from leadership_lib.output.documents.lines import clean
from leadership_lib.teaching import exercise
from leadership_lib.teaching.journal import appraisal
from leadership_lib.teaching.journal import documents as document
from leadership_lib.teaching.journal.entry import Entry, latest
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.teaching.journal.reflection import Reflection


def of_word(data: bytes) -> str:
    return "\n".join(paragraphs(data))


READ = {
    ".docx": (word.render, of_word),
    ".html": (web.render, lambda data: Page(data.decode()).text),
    ".md": (markdown.render, lambda data: Page(mistune.create_markdown(plugins=["table"])(data.decode())).text),
}


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("facts", [{}, FULL, {"title": "R&D <b>", "minutes": 60}], ids=["empty", "full", "some"])
def test_the_record_says_what_is_stated_asks_for_the_rest_and_ends_with_the_reminder(facts, kind):
    reflection = Reflection(**facts)
    content = document.reflection_content(reflection)
    render, read = READ[kind]
    said = " ".join(read(render(content)).split())
    for field in appraisal.fields():
        assert field.title in said
        asked = field.id in reflection.unstated and not field.blank
        assert (f"[To be filled in: {field.question}]" in said) == asked, field.id
        assert not (field.blank and field.id in reflection.unstated) or field.blank in said
        for line in reflection.says(field.id) or ():
            assert field.id == "no_patient_data" or " ".join(line.split()) in said, field.id
    assert said.endswith(appraisal.load().reminder)
    assert count(content.blocks, "clash") == 0


def test_credits_say_whose_they_are_and_that_they_need_a_note():
    fixed = appraisal.load()
    noted, bare = (
        "\n".join(document.reflection_content(Reflection(minutes=60, learned=note)).texts)
        for note in ("Something", None)
    )
    assert "1 credit. " + fixed.credit_rule in noted
    assert "award it to yourself" in fixed.credit_rule
    assert fixed.credit_needs_note not in noted
    assert fixed.credit_needs_note in bare


def test_gaps_are_counted():
    texts = document.reflection_content(Reflection(**FULL)).texts
    assert appraisal.load().complete in texts
    texts = document.reflection_content(Reflection(**{**FULL, "role": None})).texts
    assert appraisal.load().gaps_one in texts
    texts = document.reflection_content(Reflection(**{**FULL, "role": None, "no_patient_data": False})).texts
    assert appraisal.load().gaps_other.format(count=2) in texts


@pytest.mark.parametrize("make", ["reflection", "journal"])
def test_a_document_asks_where_a_patient_could_be_known_without_saying_it_once_more(journal, make):
    journal.record(HERE, None, f"Mrs P, {NHS}", kind="note")
    content = (
        document.reflection_content(Reflection.from_journal(journal))
        if make == "reflection"
        else document.journal_content(journal.entries)
    )
    said = "\n".join(content.texts)
    assert said.count(NHS) == 1
    assert said.count("Could it identify someone?") == 1
    assert count(content.blocks, "clash") == 1
    assert said.endswith(appraisal.load().reminder)


def test_two_entries_of_one_day_and_name_are_each_asked_about(path):
    journal = Journal(path, clock=lambda: "2026-11-01T09:00:00+00:00")
    for notebook in (HERE, THERE):
        journal.record(notebook, "look", NHS)
    said = "\n".join(document.journal_content(journal.entries).texts)
    assert said.count("Could it identify someone?") == 2


def test_the_whole_journal_is_said_notebook_by_notebook(journal):
    journal.record(HERE, "look", "<It works>", minutes=3)
    journal.record(THERE, "change", {"purpose_text": "x", "hours": [1, {"a": True}], "blank": ""}, kind="role")
    said = document.journal_content(journal.entries).texts
    for line in ("Start here", "1 November 2026, 3 minutes", "Look", "<It works>", "2 November 2026", "Change"):
        assert line in said
    assert [line for line in said if line.startswith(("purpose", "hours", "blank"))] == [
        "purpose text: x",
        "hours 1: 1",
        "hours 2, a: yes",
    ]
    assert appraisal.load().nothing_kept in document.journal_content(()).texts


def test_answers_are_told_in_the_words_of_the_exercise_and_only_the_last_of_each(journal):
    asked = next(iter(exercise.load("gaps")))
    wrong, best = (next(c for c in asked.choices if c.verdict == verdict) for verdict in ("not here", "best"))
    for choice in (wrong, wrong, best):
        kept = {"chosen": [choice.id], "verdict": choice.verdict}
        journal.record("01_spot_the_gaps", asked.id, kept)
    for _ in range(2):
        journal.record("01_spot_the_gaps", None, "a remark", kind="note")
    journal.record("01_spot_the_gaps", asked.id, {"chosen": ["gone since"], "verdict": "partly"}, kind="note")
    rows = [(one.entry.title, one.when, one.entry.lines) for one in latest(journal.entries)]
    assert rows == [
        (asked.title, "3 November 2026, 3 tries, this is the last", (str(best), "Verdict: fits best")),
        ("the whole notebook", "4 November 2026", ("a remark",)),
        ("the whole notebook", "5 November 2026", ("a remark",)),
        (asked.title, "6 November 2026", ("gone since", "Verdict: fits in part")),
    ]
    said = document.journal_content(journal.entries).texts
    assert appraisal.load().last_answers in said
    assert said.count(asked.title) == 2
    assert asked.id not in "\n".join(said)


@pytest.mark.parametrize("kind", READ)
def test_reflections_and_journals_are_written(journal, tmp_path, kind):
    journal.record(HERE, "look", "It works", minutes=60)
    render, _ = READ[kind]
    target = tmp_path / f"out{kind}"
    assert ll.write_reflection(Reflection(**FULL), target) == target
    assert target.read_bytes() == render(document.reflection_content(Reflection(**FULL)))
    ll.write_reflection(journal, target)
    assert target.read_bytes() == render(document.reflection_content(Reflection.from_journal(journal)))
    assert journal.export(target) == target
    assert target.read_bytes() == render(document.journal_content(journal.entries))


def test_the_plain_file_that_was_exported_is_a_journal(journal, tmp_path):
    journal.record(HERE, "look", "It works", minutes=3)
    target = journal.export(tmp_path / "elsewhere" / "copy.toml")
    assert Journal(target).entries == journal.entries
    journal.delete_all()
    assert Journal(journal.export(target)).entries == ()


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.xlsx"])
def test_another_ending_is_refused(journal, tmp_path, name):
    for write in (journal.export, lambda path: ll.write_reflection(Reflection(), path)):
        with pytest.raises(Problem, match=r"\.docx"):
            write(tmp_path / name)


def test_awkward_words_come_out_as_words():
    entries = tuple(
        Entry(id="x", when="2026-11-01", notebook=text, activity=text, what={text: [text]}) for text in AWKWARD
    )
    whole = Page(web.render(document.journal_content(entries)).decode()).text
    assert [text for text in AWKWARD if clean(text).replace("\n", "") not in whole.replace("\n", "")] == []
    word.render(document.journal_content(entries))
    word.render(document.reflection_content(Reflection(**{**FULL, "attachments": AWKWARD, "what_happened": "\x00"})))


def test_using_a_journal_loads_nothing_heavy(python):
    said = python(
        "import sys, leadership_lib as ll\n"
        "from leadership_lib.teaching.journal.journal import Journal\n"
        "journal = Journal('journal.toml')\n"
        "journal.record('00_start_here', 'look', 'x')\n"
        "repr(journal), journal._repr_html_()\n"
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'ipywidgets', 'docx'} & set(sys.modules)))"
    )
    assert said.strip() == "[]"


def test_the_name_is_left_blank_and_is_no_gap():
    content = document.reflection_content(Reflection(**{**FULL, "name": None}))
    assert appraisal.fields()["name"].blank in content.texts
    assert appraisal.load().complete in content.texts
