"""A page of a reading: the whole text, escaped, with marks that lead to their facts and back."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import descriptions
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadership_lib.description import page, rules
from leadership_lib.description.evidence import Document, Evidence
from leadership_lib.description.proposal import Proposal
from leadership_lib.description.reading import read_text
from leadership_lib.description.told import told
from leadership_lib.description.units import units


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch):
    monkeypatch.setattr(rules, "load", lambda: descriptions.RULES)


class Seen(HTMLParser):
    """What stands in a document without the labels of its marks, line by line; and that every element is closed in turn."""

    def __init__(self, html):
        super().__init__()
        self.lines, self.tags, self.links, self.open, self.texts = [], [], [], [], {}
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, name, attributes):
        found = dict(attributes)
        self.tags.append((name, found))
        if name in ("meta", "img"):
            return
        self.open.append((name, found))
        if found.get("class") == "lines":
            self.lines.append("")

    def handle_endtag(self, name):
        assert self.open.pop()[0] == name

    def handle_data(self, data):
        label = any(found.get("class") == "says" for _, found in self.open)
        if not label and any(found.get("class") == "lines" for _, found in self.open):
            self.lines[-1] += data
        for name, found in self.open:
            if name == "mark":
                key = found["data-fact"], found["data-place"]
                self.texts[key] = self.texts.get(key, "") + ("" if label else data)

    @property
    def text(self):
        return "\n".join(self.lines)


def marked(text, *spans):
    """Return a text with marks at places of facts, each its own."""
    document = Document("Advert", text, tuple(units(text)))
    facts = rules.readable()
    proposals = [
        Proposal(facts[n], "x", "sure", (Evidence(0, start, end, text[start:end], "x", "sure", "rule"),))
        for n, (start, end) in enumerate(spans)
    ]
    return Seen(page.marked([document], proposals, "p"))


@pytest.mark.parametrize(
    "text", [descriptions.ADVERT, descriptions.TERMS, descriptions.HOSTILE, "\n\n one \n\n", "é\t&lt;"]
)
def test_the_text_is_whole_and_escaped(text):
    reading = read_text(text)
    seen = Seen(page.marked(reading.documents, reading.proposals, "p"))
    assert seen.text == text
    assert not {name for name, _ in seen.tags} & {"script", "img"}


@given(
    text=st.text(st.sampled_from("ab <&\n.:é"), max_size=60),
    places=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6),
)
def test_marks_that_overlap_are_nested_or_split_and_every_letter_stays(text, places):
    spans = [(start, min(start + length, len(text))) for start, length in places if start < len(text)]
    seen = marked(text, *spans)
    assert seen.text == text
    for n, (start, end) in enumerate(spans):
        # The line break before and after a heading stands between two elements, and in neither.
        found = seen.texts.get((rules.readable()[n], "0"), "")
        assert found.replace("\n", "") == text[start:end].replace("\n", "")


def test_of_two_that_overlap_each_has_its_words_and_one_label():
    seen = marked("one two three", (0, 7), (4, 13))
    assert [found.get("id") for name, found in seen.tags if name == "mark"] == ["p-title-0", "p-organisation-0", None]
    assert sum(found.get("class") == "says" for _, found in seen.tags) == 2


def test_what_two_rules_find_at_one_place_is_marked_once():
    inner, outer, other = (
        Evidence(0, start, end, "x", "x", "sure", "rule") for start, end in ((4, 7), (0, 7), (8, 13))
    )
    assert page.places(Proposal("title", "x", "sure", (other, inner, outer, replace(outer, by="another")))) == [
        other,
        outer,
    ]


def test_headings_are_headings_and_the_rest_are_lines():
    html = page.marked(read_text(descriptions.ADVERT).documents, (), "p")
    assert re.findall(r"<h4[^>]*>([^<]+)", html) == ["Fellmoor Network", "The role", "How to apply"]


def test_every_link_leads_somewhere_and_every_id_is_one():
    reading = read_text(descriptions.ADVERT).and_then(read_text(descriptions.TERMS, "Terms"))
    seen = Seen(str(reading.page()))
    ids = [found["id"] for _, found in seen.tags if "id" in found]
    links = [found["href"] for name, found in seen.tags if name == "a"]
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links} == set(ids)
    # A fact leads to each of its places, and each place back to its fact.
    assert len(links) == 2 * sum(len(one.evidence) for one in reading.proposals)


def test_words_and_not_colour_alone_say_how_sure_it_is():
    reading = read_text(descriptions.ADVERT).and_then(read_text(descriptions.TERMS, "Terms"))
    html = str(reading.page())
    labels = re.findall(r'class="says"[^>]*>([^<]+)', html)
    assert {"Title: sure", "Support: likely", "Layer: a question", "Time: at odds"} < set(labels)
    assert "Contract: settled in another document" in labels
    assert "2 sessions a week (8 hours a week) or 12 hours a week" in html
    assert "approve spending of up to £5,000?" in html


def test_what_was_skipped_is_said_with_the_reason():
    assert "“How to apply”. It says how to apply." in str(read_text(descriptions.ADVERT).page())
    assert "Not read for" not in str(read_text(descriptions.TERMS).page())


def test_a_page_is_saved_whole_and_the_same_each_time(tmp_path):
    made = read_text(descriptions.HOSTILE + "\nHours: 8 a week", descriptions.HOSTILE).page()
    html = made.save(tmp_path / "page.html").read_text("utf-8")
    assert html == str(made)
    assert html.startswith('<!doctype html>\n<html lang="en-GB">')
    assert not {name for name, _ in Seen(html).tags} & {"script", "img"}
    assert made._repr_html_() == made._repr_html_()


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        (
            "capacity.time",
            {"amount": 1, "unit": "programmed activities", "per": "week"},
            "1 programmed activity a week (4 hours a week)",
        ),
        (
            "capacity.time",
            {"amount": 0.2, "unit": "whole-time equivalent"},
            "0.2 whole-time equivalent (7.5 hours a week)",
        ),
        ("capacity.time", {"amount": 8, "unit": "hours", "per": "week"}, "8 hours a week"),
        ("reward.pay", {"amount": 12000, "per": "year", "band": "8a"}, "£12,000 per year, 8a"),
        ("reward.pay", {"band": "Band 8a"}, "Band 8a"),
        ("appointment.length_months", 24.0, "24 months"),
        ("appointment.peers_have_a_say", True, "yes"),
        ("accountability.lines", [{"to": "the Chair"}, {"to": "the board"}], "the Chair; the board"),
        ("title", "to be confirmed", "“to be confirmed”"),
        ("title", None, "not stated"),
    ],
)
def test_a_value_is_said_as_a_person_would(fact, value, words):
    assert told(fact, value) == words
