"""Reader without a browser: documents come in, facts are taken, corrected and left open, and the role comes of it."""

import io
import re

import descriptions
import pytest
from boards import as_json, outline
from docx import Document
from work_folders import kept

import leadership_lib as ll
from leadership_lib import Problem, Reader, Role
from leadership_lib.description import file, rules
from leadership_lib.role.parts import RoleError

TIME = {"amount": 2, "unit": "sessions", "per": "week"}


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch):
    monkeypatch.setattr(rules, "load", lambda: descriptions.RULES)


@pytest.fixture
def reader():
    return Reader(descriptions.ADVERT)


class Page:
    """What `reader.js` does, without a browser: it asks, and waits until it is answered."""

    def __init__(self, reader):
        self.reader = reader

    def ask(self, message, *buffers):
        before = self.reader.state.get("answered", 0)
        self.reader._handle_custom_msg(as_json(message), list(buffers))
        assert self.reader.state["answered"] == before + 1
        return self.reader.state

    def upload(self, data, name="Advert", size=None, part=40):
        for start in range(0, len(data) or 1, part):
            state = self.ask(
                {"upload": {"from": start, "size": len(data) if size is None else size, "name": name}},
                data[start : start + part],
            )
        return state


@pytest.fixture
def page(reader):
    return Page(reader)


def fact(reader, key):
    return next(one for one in reader.facts if one["id"] == key)


# --- documents


def test_without_a_document_it_asks_for_one_and_decides_nothing(work):
    reader = Reader()
    assert (reader.value, reader.facts, reader.documents) == (Role(), [], "")
    assert "an advert will do" in reader.state["said"]
    assert kept(work) == []


@pytest.mark.parametrize("way", ["text", "bytes", "path", "reading", "upload"])
def test_every_way_in_leads_to_the_same_facts(tmp_path, reader, way):
    path = tmp_path / "advert.txt"
    path.write_text(descriptions.ADVERT, "utf-8")
    other = Reader(name=way)
    ways = {
        "text": descriptions.ADVERT,
        "bytes": path.read_bytes(),
        "path": path,
        "reading": ll.read_description(path),
    }
    Page(other).upload(path.read_bytes()) if way == "upload" else other.add(ways[way])
    assert [one["id"] for one in other.facts] == [one["id"] for one in reader.facts] == list(reader.listed)
    assert other.value == Role()


def test_what_was_found_is_said_and_nothing_is_decided(reader):
    assert reader.state["said"] == (
        "10 facts found in the text. Nothing counts until you decide. You can take 4 sure ones at once. 0 of 10 decided."
    )
    assert reader.value == Role()
    assert {one["how"] for one in reader.facts} == {"sure", "likely", "a question", "settled in another document"}


@pytest.mark.parametrize(
    ("data", "size", "says"),
    [
        (b"abc", 2, "did not arrive whole"),
        (b"abc", 20_000_001, "more than 20 MB"),
        (b"", None, "'film' is empty: choose another file."),
        (b" \n ", None, "'film' holds no words"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_and_loses_nothing(reader, page, data, size, says):
    reader.take("title")
    state = page.upload(data, "film", size)
    assert state["wrong"]
    assert says in state["said"]
    assert reader.value == Role(title="Clinical Lead for frailty")
    assert not page.upload(descriptions.TERMS.encode(), "Terms")["wrong"]


def test_a_file_that_is_refused_says_so_in_its_own_sentence(page, monkeypatch):
    def refuse(data, name):
        raise Problem(f"{name} is a scan: have its words recognised first.")

    monkeypatch.setattr(file, "text_of", refuse)
    state = page.upload(b"%PDF-1.7", "scan.pdf")
    assert state["wrong"]
    assert state["said"] == "Not done: scan.pdf is a scan: have its words recognised first. 0 of 10 decided."


def test_hostile_words_and_names_are_text(work):
    reader = Reader()
    Page(reader).upload(f"Job title: {descriptions.HOSTILE}\nHours: 8 a week".encode(), descriptions.HOSTILE)
    reader.take("title")
    Page(reader).ask({"do": "ask", "who": "I may apply"})
    for html in (reader.documents, reader.board):
        assert not {name for name, _ in outline(html)[0]} & {"script", "img"}
    assert reader.value.title == descriptions.HOSTILE


# --- decisions


def test_take_correct_clear_and_undo_in_plain_python(reader):
    reader.take("title")
    reader.correct("capacity.time", {"amount": 3, "unit": "sessions", "per": "week"})
    reader.clear("reward.pay")
    assert reader.value == Role().with_(
        {"title": "Clinical Lead for frailty", "capacity.time": {**TIME, "amount": 3}}
    )
    assert reader.decided == ("title", "capacity.time", "reward.pay")
    assert [fact(reader, one)["status"] for one in (*reader.decided, "layer")] == [
        "Taken",
        "Corrected",
        "Left open",
        "",
    ]
    assert "Left open: Pay. 3 of 10 decided." in reader.state["said"]
    for said in ("Pay", "Time", "Title"):
        reader.undo()
        assert reader.state["said"].startswith(f"Taken back: {said}.")
    assert reader.value == Role()
    reader.undo()
    assert reader.documents == ""
    assert "There is nothing" not in reader.state["said"]
    reader.undo()
    assert "There is nothing to take back." in reader.state["said"]


def test_what_is_not_decided_is_never_in_the_role(reader):
    for n, one in enumerate(reader.listed):
        assert set(reader.listed[n:]).isdisjoint(reader.decided)
        reader.take(one)
    assert reader.value == reader.reading.role(reader.listed)
    assert reader.state["said"].endswith("10 of 10 decided.")


def test_the_sure_ones_are_taken_as_one_step(reader, page):
    assert page.ask({"do": "take", "facts": reader.state["sure"]})["sure"] == []
    assert reader.value == reader.reading.role("sure")
    assert len(reader.decided) == 4
    page.ask({"do": "undo"})
    assert reader.decided == ()


def test_a_question_is_a_question_until_it_is_taken(reader):
    assert fact(reader, "influence.decision_rights")["how"] == "a question"
    assert "influence.decision_rights" not in reader.sure()
    reader.take("influence.decision_rights")
    assert reader.value.influence.decision_rights[0].what == "approve spending of up to £5,000"


def test_what_is_settled_elsewhere_is_kept_in_its_place_and_states_nothing(reader):
    reader.take("appointment.contract")
    assert reader.value.appointment.contract is None
    assert reader.value.unfilled == {"appointment.contract": "see advert"}
    assert fact(reader, "appointment.contract")["now"] == ["“see advert”"]


def test_what_is_at_odds_is_chosen_and_not_taken(reader, page):
    page.upload(descriptions.TERMS.encode(), "Terms")
    assert "At odds: Time." in reader.state["said"]
    assert fact(reader, "capacity.time")["odds"] == ["2 sessions a week (8 hours a week)", "12 hours a week"]
    with pytest.raises(Problem, match="at odds about time"):
        reader.take("title", "capacity.time")
    assert reader.value == Role()
    page.ask({"do": "choose", "fact": "capacity.time", "number": 1})
    assert reader.value.capacity.paid == 12
    assert fact(reader, "capacity.time")["status"] == "Chosen"
    assert page.ask({"do": "choose", "fact": "capacity.time", "number": 2})["wrong"]


def test_a_second_document_touches_no_decision(reader, page):
    reader.correct("capacity.time", {"amount": 9, "unit": "hours", "per": "week"})
    reader.clear("title")
    before = reader.value
    page.upload(descriptions.TERMS.encode(), "Terms")
    assert reader.value == before
    assert fact(reader, "capacity.time")["now"] == ["9 hours a week"]
    assert fact(reader, "appointment.length_months")["status"] == ""
    page.upload(descriptions.TERMS.encode(), "Terms again")
    assert "Terms again is here already." in reader.state["said"]
    page.ask({"do": "undo"})
    assert reader.value == before


@pytest.mark.parametrize(
    ("key", "entered", "says"),
    [
        (
            "capacity.time",
            {"capacity.time.amount": "lots", "capacity.time.unit": "hours"},
            "'lots'; allowed is a number",
        ),
        (
            "capacity.time",
            {"capacity.time.amount": None, "capacity.time.unit": "hours"},
            "an empty field; enter what is right",
        ),
        ("title", {"title": None}, "an empty field; enter what is right"),
        ("title", {}, "an empty field; enter what is right"),
        ("appointment.length_months", {"appointment.length_months": 9999}, "0 to 240 months"),
    ],
)
def test_a_bad_correction_is_refused_beside_its_field_and_loses_nothing(reader, page, key, entered, says):
    page.upload(descriptions.TERMS.encode(), "Terms")
    reader.take("title")
    before = reader.value
    state = page.ask({"do": "correct", "fact": key, "entered": entered})
    assert state["wrong"]
    assert list(state["faults"]) == [key]
    assert says in state["faults"][key]
    assert reader.value == before
    with pytest.raises(RoleError):
        reader.correct(key, next(iter(entered.values()), None))


def test_every_fact_has_an_editor_that_fits(reader):
    page = Page(reader)
    kinds = {key: [field["kind"] for field in fields] for key, fields in reader.fields.items()}
    assert kinds["capacity.time"] == ["number", "choice", "choice"]
    assert (kinds["title"], kinds["layer"], kinds["capacity.support"]) == (["text"], ["choice"], ["lines"])
    assert kinds["accountability.lines"] == ["rows"]
    page.ask({"do": "correct", "fact": "capacity.support", "entered": {"capacity.support": ["One", "Two"]}})
    page.ask(
        {"do": "correct", "fact": "accountability.lines", "entered": {"accountability.lines": [{"to": "the board"}]}}
    )
    assert reader.value.capacity.support == ("One", "Two")
    assert reader.value.accountability.lines[0].to == "the board"


@pytest.mark.parametrize(
    "message",
    [None, {}, [], {"do": "take"}, {"do": "take", "facts": ["nothing"]}, {"do": "take", "facts": [{}]}, {"do": "clear", "fact": "x"},
     {"do": "choose", "fact": "nothing", "number": 0}, {"do": "correct", "fact": "title", "entered": {"title": {"a": 1}}}, {"upload": {}},
     {"do": "ask", "who": "nobody"}, {"do": "ask", "who": 3}],
)  # fmt: skip
def test_whatever_a_page_sends_is_answered_and_harms_nothing(page, message):
    page.ask(message)
    assert page.reader.value == Role()


# --- kept


def test_it_goes_on_where_it_stopped_and_a_further_source_is_a_further_document(work, reader):
    reader.take("title")
    assert kept(work) == ["reader.reading.toml"]
    again = Reader()
    assert again.value == Role(title="Clinical Lead for frailty")
    assert again.state["said"].startswith("Going on from where you stopped, kept as reader.")
    assert [one.name for one in Reader(descriptions.ADVERT).reading.documents] == ["the text"]
    third = Reader(descriptions.TERMS)
    assert len(third.reading.documents) == 2
    assert third.value == again.value
    assert Reader(name="another").value == Role()


def test_starting_again_is_one_step_and_the_role_stays_in_a_file(reader, page, work):
    reader.take("title")
    said = page.ask({"do": "start"})["said"]
    assert (reader.value, reader.facts) == (Role(), [])
    assert "The role so far is in reader.toml." in said
    reader.correct("title", "Another")
    assert reader.save().name == "reader_2.toml"
    for _ in range(2):
        page.ask({"do": "undo"})
    assert reader.value == ll.load_role("reader.toml")


# --- what comes of it


def test_questions_are_for_what_was_decided(page, reader, work):
    page.ask({"do": "take", "facts": ["title"]})
    page.ask({"do": "ask", "who": "I may apply"})
    text = outline(reader.board)[1]
    assert "Not decided yet, so treated as not stated: 9 facts." in text
    asked = ll.questions(reader.value)
    assert all(one.title in text for one in asked)
    assert re.findall(r'download="([^"]+)"', reader.board) == ["clinical_lead_for_frailty_questions.docx"]
    path = ll.write_questions(reader, work / "questions.docx")
    assert asked.at(0).title in " ".join(
        cell.text for one in Document(io.BytesIO(path.read_bytes())).tables for row in one.rows for cell in row.cells
    )
    # They go with the next decision: they were for another role.
    page.ask({"do": "take", "facts": ["reward.pay"]})
    assert reader.board == ""


def test_the_studio_opens_on_what_was_decided_and_on_nothing_else(page, reader, work):
    assert page.ask({"do": "studio"})["wrong"]
    assert "no role to open" in reader.state["said"]
    reader.take("title", "capacity.time")
    page.ask({"do": "studio"})
    assert reader.studio.value == reader.value == ll.load_role("reader.toml") == ll.load_role(work / "reader.toml")
    assert "ll.Studio('reader.toml')" in reader.state["said"]
    assert ll.Studio(reader, keep=False).value == reader.value == reader.role
    reader.take("reward.pay")
    assert reader.open_studio().value == reader.value
    assert [name for name in kept(work) if name.count(".") == 1] == ["reader.toml"]


def test_a_role_file_of_somebody_elses_is_left(reader, work):
    Role(title="Mine").save(work / "reader.toml")
    reader.take("title")
    assert reader.save().name == "reader_2.toml"
    assert ll.load_role(work / "reader.toml") == Role(title="Mine")
    # Another evening the same role is found again.
    assert Reader().save().name == "reader_2.toml"
    assert Reader().open_studio().value == reader.value


def test_as_text_it_says_what_to_do(reader):
    assert repr(reader) == "Read a role description. Run this cell to use it."
