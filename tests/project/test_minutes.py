"""The minutes that notebooks promise are counted from words, things to do and pauses, and stored as counted."""

import json

import minutes
import pytest


def markdown(text: str, **metadata) -> dict:
    return {"cell_type": "markdown", "source": [text], "metadata": metadata}


def code(text: str) -> dict:
    return {"cell_type": "code", "source": [text], "metadata": {}, "outputs": []}


@pytest.mark.parametrize("notebook", minutes.COUNTED, ids=lambda notebook: notebook.id)
def test_the_stored_minutes_are_those_that_are_counted(root, notebook):
    stored = json.loads((root / "notebooks" / f"{notebook.id}.ipynb").read_text("utf-8"))["cells"]
    again = json.loads(json.dumps(stored))
    assert minutes.written_into(again) == notebook.minutes
    assert ["".join(cell["source"]) for cell in again] == ["".join(cell["source"]) for cell in stored]


def test_two_hundred_words_take_a_minute_and_a_pause_takes_its_own():
    two_minutes = " ".join(["word"] * 400)
    cells = [
        markdown(
            f"## One (99 minutes)\n\n{two_minutes}\n\n> **Pair.** Swap.\n\n> **Think.** Why?\n\n## Take away\n\nA"
        )
    ]
    # 400 words and five of the pauses, then four minutes for the pair and one to think.
    assert dict(minutes.sections(cells)) == {"One": 8}


def test_a_grid_takes_thirty_five_minutes_even_where_it_is_given_a_name_first():
    cells = [markdown("## Your own grid"), code('form = ll.GridForm("representative_executive")\nform')]
    assert dict(minutes.sections(cells)) == {"Your own grid": 35}


def test_an_examiner_takes_two_minutes_a_fact_and_a_list_of_lines_three_times_as_long():
    cells = [markdown("## A"), code('ll.Examiner(["title", "accountability.lines"], ["influence.says_so"])')]
    assert dict(minutes.sections(cells)) == {"A": 8}


def test_work_that_no_count_can_know_is_said_in_the_cell():
    assert dict(minutes.sections([markdown("## In a pair", minutes=18)])) == {"In a pair": 18}


def test_a_conversation_takes_longer_than_its_words():
    talk = dict(minutes.sections([markdown("## A"), code('ll.Writing("a_peer_declines")')]))["A"]
    assert talk > 10 + 3 * 2
