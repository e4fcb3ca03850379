"""Questions to ask, in the studio: from an advert alone, by who asks, with a copy to save."""

import base64
import io
import re

import pytest
from boards import HOSTILE, Page, outline
from docx import Document
from work_folders import kept

import leadership_lib as ll
from leadership_lib import Role, Studio
from leadership_lib.widgets.studio import ASKERS


@pytest.fixture
def advert() -> Page:
    """A page with a studio that knows no more than an advert's title."""
    page = Page(Studio(keep=False))
    page.enter(("title", "PCN Clinical Lead"))
    return page


def copy(board: str) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that a board's link saves."""
    (found,) = re.findall(r'href="data:[^"]*?base64,([^"]+)" download="([^"]+)"', board)
    return found[1], base64.b64decode(found[0])


@pytest.mark.parametrize("who", ASKERS)
def test_an_advert_alone_gives_ten_questions_on_the_board_and_in_word(advert, work, who):
    advert.press("ask", who)
    asked = ll.questions(advert.studio.value, ASKERS[who])
    assert len(asked) == 10
    _, text = outline(advert.model["board"])
    assert all(part in text for one in asked for part in (one.title, one.why, one.good))
    assert advert.state["said"] == "10 questions to ask, the most important first."
    name, content = copy(advert.model["board"])
    assert name == "pcn_clinical_lead_questions.docx"
    words = " ".join(
        cell.text for table in Document(io.BytesIO(content)).tables for row in table.rows for cell in row.cells
    )
    assert all(one.title in words for one in asked)
    assert kept(work) == []


def test_questions_are_pressed_and_released_and_another_asker_has_others(advert):
    role = advert.model["board"]
    advert.press("ask", "I may apply")
    mine = advert.model["board"]
    assert advert.state["pressed"] == {"ask": True, "compare": False, "help_most": False}
    advert.press("ask", "I sign for the board")
    assert advert.model["board"] != mine
    assert advert.state["pressed"]["ask"]
    advert.press("ask", "I sign for the board")
    assert advert.model["board"] == role
    assert not advert.state["pressed"]["ask"]
    advert.press("ask", "I may apply")
    advert.press("compare")
    assert advert.state["pressed"] == {"ask": False, "compare": True, "help_most": False}


def test_what_is_entered_meanwhile_is_asked_no_more(advert):
    advert.press("ask", "I may apply")
    advert.enter(("reward.against_clinical_work", "less"), ("capacity.backfill", "none"))
    assert outline(advert.model["board"])[1].count("see my patients meanwhile") == 0
    asked = ll.questions(advert.studio.value)
    assert all(one.title in outline(advert.model["board"])[1] for one in asked)


def test_hostile_words_in_a_facts_place_are_text():
    page = Page(Studio(Role(title=HOSTILE), keep=False))
    page.press("ask", "I may apply")
    assert not {tag for tag, _ in outline(page.model["board"])[0]} & {"script", "img"}
