"""The papers of a workshop: everything the running order says, a glossary without answers, a card a pattern, a poster."""

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.workshop import instrument, role_text
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


def test_where_there_is_no_server_a_poster_says_so_and_has_nothing_to_scan(tmp_path, monkeypatch):
    monkeypatch.setattr("leadership_lib.workshop.client.IN_BROWSER", True)
    workshop = ll.Workshop("locality_clinical_lead", rehearsal=True)
    page = ll.write_poster(workshop, tmp_path / "poster.html").read_text("utf-8")
    assert "<svg" not in page
    assert str(workshop) in page


@pytest.mark.parametrize("case", [case.id for case in ll.cases])
def test_participants_read_what_the_role_states_and_no_answer(case, tmp_path):
    """No gap to fill in, no question at its end, no judgement and no redesign."""
    role = ll.load_role(case)
    paper = ll.write_role(case, tmp_path / "role.md").read_text("utf-8")
    screen = "\n".join(line for part in role_text.parts(role) for line in part)
    assert role.title in paper
    for text in (paper, screen):
        assert all(line.text.rstrip(".") in text for line in role.objectives)
        assert "To be agreed" not in text
        assert "Proposed wording" not in text
        assert "Still to be agreed" not in text
        assert "Judged by people" not in text
    assert all(len(part) > 1 for part in role_text.parts(role))
    assert "The rest is on paper." not in screen


def test_a_role_too_long_for_a_screen_is_cut_at_a_part_and_says_so():
    """A server takes no request above 16 KB, however long a role of one's own is."""
    role = ll.load_role("locality_clinical_lead").with_({"scope.boundaries": ["é" * 400] * 40})
    cut = role_text.parts(role)
    assert cut[-1] == ["The rest is on paper."]
    assert 1 < len(cut) < 14
    workshop = ll.Workshop(role, rehearsal=True, address="127.0.0.1", groups=["GP"])
    workshop.end_rehearsal()


def test_a_role_of_which_only_the_title_is_known_has_no_text():
    assert role_text.parts(ll.Role(title="Clinical Lead")) == []
