"""A corpus: every document of a folder in one table, what cannot be read named, and the reader beside people."""

import pandas as pd
import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.research import agreement

TEXTS = {
    "first": "Job title: Clinical Lead\nSessions: 2 per week",
    "second": "Job title: Clinical Chair\nHours: to be agreed",
    "third": "A letter about nothing in particular.",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "notes.csv").write_text("no,description", "utf-8")
    return tmp_path


def test_every_description_of_a_folder_is_read_and_what_cannot_be_is_named(folder):
    corpus = ll.read_corpus(folder)
    assert corpus.documents == ("first", "second", "third")
    assert list(corpus.unread["document"]) == ["empty"]
    assert "empty" in corpus.unread["problem"][0]
    assert "1 file could not be read" in repr(corpus)
    cell = corpus.frame.query("document == 'first' and fact == 'capacity.time'").iloc[0]
    assert TEXTS["first"][cell.start : cell.end] == cell.words
    assert not len(corpus.frame.query("document == 'second' and fact == 'capacity.time'")), "put off is not stated"


def test_its_roles_go_straight_into_a_portfolio():
    roles = ll.read_corpus(TEXTS).roles()
    assert roles["first"].capacity.paid == 8
    assert len(ll.diagnose_roles(roles)) == 3


@pytest.mark.parametrize("source", ["no/such/folder", 3])
def test_what_is_no_corpus_is_refused(source):
    with pytest.raises(Problem, match="folder"):
        ll.read_corpus(source)


def test_which_facts_a_role_is_made_of_is_sure_or_all():
    with pytest.raises(Problem, match="'sure' ones or 'all'"):
        ll.read_corpus(TEXTS).roles("some")


def test_a_folder_without_a_description_says_which_files_it_takes(tmp_path):
    with pytest.raises(Problem, match=r"\.docx"):
        ll.read_corpus(tmp_path)


def test_progress_is_told_after_each_document():
    told = []
    ll.read_corpus(TEXTS, progress=told.append)
    assert told == [1, 2, 3]


def test_the_reader_is_a_rater_beside_people(tmp_path):
    path = tmp_path / "noted.csv"
    path.write_text(
        "coder,document,fact,words\n"
        "A,first,title,Clinical Lead\nA,first,capacity.time,2 per week\nA,second,purpose.higher,for patients\n"
        "B,first,title,Clinical Lead\n",
        "utf-8",
    )
    corpus = ll.read_corpus(TEXTS)
    ratings = corpus.ratings(path)
    assert list(ratings.index) == ["reader", "A", "B"]
    assert ratings.loc["A", ("first", "title")] == "stated"
    assert ratings.loc["A", ("second", "title")] == "not stated"
    assert pd.isna(ratings.loc["B", ("second", "title")]), "who noted nothing in a document may not have read it"
    against = corpus.against(path).set_index(["document", "fact"])["who"]
    assert against["first", "capacity.time"] == "both"
    assert against["second", "purpose.higher"] == "coders alone"
    # By hand: all three note the title, two of three the time; disagreement 2/6, and by chance 2 x 5 x 1 / (6 x 5).
    assert agreement.alpha(ratings[[("first", "title"), ("first", "capacity.time")]]).value == pytest.approx(0)


def test_columns_and_facts_that_are_not_known_are_named():
    corpus = ll.read_corpus(TEXTS)
    with pytest.raises(Problem, match="'words'"):
        corpus.ratings(pd.DataFrame({"document": ["first"], "fact": ["title"]}))
    with pytest.raises(Problem, match="'titel'"):
        corpus.against(pd.DataFrame({"document": ["first"], "fact": ["titel"], "words": ["x"]}))


def test_many_processors_read_what_one_does():
    many = {f"{n}": text for n in range(20) for text in [f"Job title: Lead {n}\nSessions: {n % 5 + 1} per week"]}
    here = ll.read_corpus(many).frame
    more = ll.read_corpus({**many, **{f"x{n}": "Sessions: 2 per week" for n in range(25)}}).frame
    pd.testing.assert_frame_equal(here, more[more["document"].isin(many)].reset_index(drop=True))
