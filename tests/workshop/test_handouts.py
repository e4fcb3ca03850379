"""The papers of a workshop: everything the running order says, a glossary without answers, a card a pattern, a poster."""

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.workshop import instrument
from leadership_lib.workshop.handouts import words


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_all_papers_can_be_had_as_each_kind_of_document(ending, tmp_path):
    files = ll.write_handouts(ll.running_order(90, 12), tmp_path, ending)
    assert [path.stem for path in files] == [
        "running_order_90_minutes_12_people",
        "running_order_90_minutes_12_people_what_to_say",
        "before_the_workshop",
        "question_cards",
    ]
    assert all(path.stat().st_size > 1000 for path in files)


def test_they_say_what_the_data_say(tmp_path):
    order = ll.running_order(60, 40)
    brief, script, before, cards = (path.read_text("utf-8") for path in ll.write_handouts(order, tmp_path, ".md"))
    for start, end, step in order.lines:
        assert f"{start} to {end}" in brief
        assert step.title in brief
        assert step.say in script
    assert "Is this really anonymous?" in script
    assert "fewer than 5 are never shown apart" in before
    assert all(one.title in before for one in (*ll.features, *ll.gaps))
    assert "What surprises you" not in before
    assert set(words().cards["seen"]) == set(instrument.PATTERNS)
    assert all(text in cards for text in instrument.load().next.values())


def test_a_poster_has_the_code_the_address_and_the_picture_to_scan(tmp_path):
    workshop = ll.Workshop("locality_clinical_lead", rehearsal=True, address="127.0.0.1")
    page = ll.write_poster(workshop, tmp_path / "poster.html").read_text("utf-8")
    assert workshop.code.upper() in page
    assert workshop.root.removeprefix("http://") in page
    assert "<svg" in page
    assert "60pt" in page
    with pytest.raises(Problem, match="end it in"):
        ll.write_poster(workshop, tmp_path / "poster.docx")
