"""Descriptions that other people wrote: the same facts from a file as from its text, and what a person enters by hand."""

import tomllib

import pytest

import leadership_lib as ll

#: Documents as people have them, beside which their text stands.
FILES = ("a02.docx", "a06.pdf", "a09.html", "b10.html", "c06.docx", "d04.pdf", "d05.docx", "d08.html")


@pytest.fixture(scope="module")
def texts(root):
    return root / "tests" / "descriptions" / "texts"


def folded(text):
    alike = str.maketrans("‘’“”–—‑•\u00a0", "''\"\"---* ")
    return " ".join(text.translate(alike).split()).lower()


@pytest.mark.parametrize("name", FILES)
def test_a_file_goes_from_the_document_to_questions_and_moves(texts, name):
    stem = name.rpartition(".")[0]
    noted = tomllib.loads((texts.parent / "gold" / f"{stem}.toml").read_text("utf-8"))["facts"]
    reading = ll.read_description(texts / name)

    def words(fact):
        return [folded(one["words"]) for one in noted if one["fact"].startswith(fact) and one.get("clear", True)]

    found = reading.proposals["title"]
    said = [folded(str(value)) for value in (found.odds or [found.value])]
    assert any(one in title or title in one for title in words("title") for one in said)
    lines = [folded(one.words) for one in reading.proposals["accountability.lines"].evidence]
    assert any(one in line or line in one for line in words("accountability.lines") for one in lines)
    assert len(reading.questions()) <= 10
    assert ll.diagnose(reading.role("all")).findings
    ll.moves(reading.role("all"))


def test_every_word_that_a_fact_rests_on_stands_in_its_document(root):
    corpus = ll.read_corpus(root / "tests" / "descriptions" / "texts")
    assert len(corpus) > 45
    assert corpus.unread.empty
    for path in (root / "tests" / "descriptions" / "texts").glob("*.txt"):
        reading = ll.read_description(path)
        whole, seen = reading.documents[0].text, folded(path.read_text("utf-8"))
        for found in reading.proposals:
            assert all(whole[one.start : one.end] == one.words for one in found.evidence)
            assert all(folded(one.words) in seen for one in found.evidence)


def test_the_locality_leads_advert_gives_what_a_person_enters_by_hand(root):
    """Entered by somebody who saw the advert alone; what it says there is none of, only a person enters."""
    folder = root / "tests" / "descriptions" / "by_hand"
    by_hand = ll.load_role(folder / "locality_clinical_lead.toml")
    read = ll.read_description(folder / "locality_clinical_lead.txt").role("all")
    assert folded(read.title) == folded("Locality Clinical Director - Marl Valley")
    assert (read.layer, read.capacity.paid) == (by_hand.layer, by_hand.capacity.paid)
    assert read.accountability.lines[0].to == "Chief officer of the CCG"
    answers = [(one.answer, ll.diagnose(read).findings[one.id].answer) for one in ll.diagnose(by_hand).findings]
    assert not {("met", "not met"), ("not met", "met")} & set(answers)
    # What differs is open where a person has entered that there is none, which is never read.
    differ = [(hand, found) for hand, found in answers if hand != found]
    # One right that only the reader takes for one tells in two questions.
    assert sum(found == "not stated" for _, found in differ) >= len(differ) - 4
