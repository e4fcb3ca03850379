"""Every sentence of the paper has its place: at least one proposition says it in our words."""

import pytest

import leadership_lib as ll
from leadership_lib.core.faults import RecordError
from leadership_lib.framework.sentences import Paragraph, Sentence, load, places

#: Counted by hand in the text of the paper: how many sentences each paragraph of a section has, in order.
COUNTED = {
    1: [1, 2, 2, 1, 1, 1, 1, 1, 1, 2],
    2: [1, 1, 2, 2, 1, 1, 1, 3, 2, 1, 1, 1, 2, 1, 2, 3, 3, 7, 2],
    3: [1, 2, 1, 2, 1, 1],
    4: [1, 7],
    5: [1, 1, 2, 1, 3, 4, 1],
    6: [2, 3, 2, 2],
    7: [1, 1],
}


def test_every_paragraph_stands_in_the_table_with_as_many_sentences_as_the_paper_has():
    found: dict[int, list[int]] = {}
    for it in load():
        found.setdefault(it.section, []).append(it.count)
        assert it.paragraph == len(found[it.section])
        assert it.id == f"s{it.section}p{it.paragraph}"
        assert len(it.sentences) == it.count
    assert found == COUNTED
    assert sum(map(sum, COUNTED.values())) == 90


@pytest.mark.parametrize("proposition", ll.propositions.ids)
def test_every_proposition_says_a_sentence_of_its_own_paragraph(proposition):
    it = ll.propositions[proposition]
    assert any(place.startswith(f"{it.section}.{it.paragraph}.") for place in places(proposition))


@pytest.mark.parametrize(
    ("place", "propositions"),
    [
        ("1.1.1", ("P53",)),
        ("2.9.1", ("P59", "P10")),
        ("2.19.2", ("P59", "P26")),
        ("2.16.1", ("P61",)),
        ("3.4.2", ("P62",)),
        ("5.1.1", ("P63", "P38")),
        ("7.1.1", ("P64",)),
    ],
)
def test_what_had_no_proposition_has_one(place, propositions):
    section, paragraph, number = map(int, place.split("."))
    assert load()[f"s{section}p{paragraph}"].sentences[number - 1].propositions == propositions
    assert all(place in places(proposition) for proposition in propositions)


def test_no_sentence_is_copied():
    assert all(1 <= len(sentence.opens.split()) <= 3 for it in load() for sentence in it.sentences)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ({"opens": "One two three four", "propositions": ["P01"]}, "at most three words"),
        ({"opens": "One", "propositions": []}, "at least one proposition"),
        ({"opens": "One", "propositions": ["P99"]}, "P99"),
    ],
)
def test_a_sentence_without_a_place_is_named(sentence, reason):
    with pytest.raises(RecordError, match=reason):
        Sentence.from_dict(sentence)


def test_a_paragraph_with_a_sentence_missing_is_named():
    whole = {"id": "s1p1", "section": 1, "paragraph": 1, "sentences": [{"opens": "One", "propositions": ["P01"]}]}
    assert Paragraph.from_dict({**whole, "count": 1}).count == 1
    with pytest.raises(RecordError, match="the paragraph has 2"):
        Paragraph.from_dict({**whole, "count": 2})
