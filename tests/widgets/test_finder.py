"""The finder: three cards before anything is chosen and at each choice, and the gallery where there is no Python."""

import re

import pytest
from boards import outline

import leadership_lib as ll
from leadership_lib.teaching.finder import Standing


def cards(found):
    return re.findall(r'<li class="card">.*?</li>', found.board)


def test_before_anything_is_chosen_there_are_three_cards_that_lead_to_notebooks(root):
    found = ll.Finder()
    assert "Nothing is chosen yet" in found.board
    assert len(cards(found)) == 3
    for card, it in zip(cards(found), found.cases, strict=True):
        _, said = outline(card)
        assert it.title in said
        assert it.summary.startswith(it.opening)
        assert it.opening in said
        assert "As you chose" not in said
        assert (root / "notebooks" / re.search(r'href="(.*?)"', card)[1]).is_file()


def test_every_choice_draws_the_cards_anew_says_why_each_is_near_and_is_heard():
    found = ll.Finder()
    found.edit([("nation", "Scotland")])
    found.edit([("paid_by", "NHS body"), ("reach", "practices")])
    first, second, third = (outline(card)[1] for card in cards(found))
    assert first.startswith("The Cluster Quality Lead in Scotland")
    paid = "paid by an NHS body or a place partnership; today."
    assert f"Scotland; a practice or a group of practices; {paid} As you chose." in first
    assert second.endswith("Not as you chose: how near to practice.")
    assert "England; " in third
    assert third.endswith("Not as you chose: the nation.")
    assert found.state["said"] == f"Nearest now: {'; '.join(it.title for it in found.cases)}."
    found.edit([("era", "2017")])
    assert "Not as you chose: the nation." in outline(found.board)[1]
    assert found.value == Standing(nation="Scotland", reach="practices", paid_by="NHS body", era="2017")


def test_start_again_leaves_everything_open():
    found, before = ll.Finder(), ll.Finder().board
    found.edit([("nation", "Wales"), ("reach", "place")])
    assert found.board != before
    found.act("clear")
    assert (found.value, found.values, found.board) == (Standing(), {}, before)


@pytest.mark.parametrize("edit", [("nation", "Mars"), ("nation", ["Wales"]), ("weather", "wet"), ("era", 2017)])
def test_what_the_page_sends_wrongly_is_named_and_changes_nothing(edit):
    found = ll.Finder()
    found.edit([("reach", "board"), edit])
    assert found.value == Standing(reach="board")
    assert edit[0] in found.state["faults"]


def test_without_python_and_on_paper_every_case_is_there():
    found, (static, paper) = ll.Finder(), (ll.Finder()._repr_html_(), ll.Finder().worksheet().body)
    assert static == ll.gallery()._repr_html_()
    for it in ll.cases:
        assert outline(static)[1].count(it.title) == outline(paper)[1].count(it.title) == 1
        assert it.title in outline(found.board)[1]
    for asked in ("Where do you work?", "How near to practice?", "Who pays?", "Then or now?"):
        assert asked in paper
