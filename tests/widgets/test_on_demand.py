"""What stands below a form is made when a person asks for it, and is never older than what it speaks of."""

import re
from functools import partial

import nbformat
import pandas as pd
import pytest
from boards import OVERWORKED

import leadership_lib as ll
from leadership_lib import OnDemand, Problem, Studio
from leadership_lib.widgets.on_demand import CHANGED


@pytest.fixture
def cells():
    """A studio in one cell of a notebook, and in the next what is made of it."""
    names = {"ll": ll}
    exec("studio = ll.Studio(ll.Role(title='Lead'), name='mine')", names)
    exec("made = ll.OnDemand('Show what moved', lambda: studio.session.comparison)", names)
    return names


def test_it_is_made_of_the_present_value_and_goes_when_that_changes(cells):
    studio, made = cells["studio"], cells["made"]
    assert made.board == ""
    studio.edit([("capacity.hours_paid", 8)])
    made.act("make")
    assert "hours paid" in made.board.lower()
    studio.act("compare")
    assert made.board, "nothing that it speaks of has changed"
    studio.edit([("capacity.hours_paid", 14)])
    assert (made.board, made.value, made.state["notice"]) == ("", None, CHANGED)
    made.act("make")
    assert "14" in made.board
    assert made.state["notice"] == ""


def test_a_form_that_is_made_anew_by_its_cell_is_followed_too(cells):
    made = cells["made"]
    cells["studio"].edit([("capacity.hours_paid", 8)])
    made.act("make")
    exec("studio = ll.Studio(ll.Role(title='Lead'), name='mine')", cells)
    assert made.board, "it is the same role"
    cells["studio"].edit([("capacity.hours_paid", 14)])
    assert made.board == ""


def test_what_is_not_there_yet_is_a_sentence_and_no_traceback():
    made = OnDemand("Show what moved", eval("lambda: studio.session.comparison", {}))
    made.act("make")
    assert made.state["notice"] == "There is no 'studio' yet. Run the cells above, then press again."


def test_a_document_is_a_link_that_has_what_the_form_holds_now(work):
    studio = Studio(OVERWORKED, name="mine")
    path = work / "role.md"
    made = OnDemand("Write it", lambda: ll.write_description(studio.value, path))
    assert not path.exists(), "nothing is written unasked"
    studio.edit([("title", "Clinical Lead for Frailty")])
    made.act("make")
    assert "Save a copy of role.md" in made.board
    assert "Clinical Lead for Frailty" in path.read_text("utf-8")


def test_a_table_is_made_again_and_again_and_what_is_made_of_it_goes_with_it():
    numbers = iter(range(9))
    frame = OnDemand("Show the table", lambda: pd.DataFrame({"number": [next(numbers)]}))
    total = OnDemand("Add it up", lambda: int(frame.value["number"].sum()))
    for number in (0, 1):
        frame.act("make")
        assert frame.value["number"].tolist() == [number]
        assert f"<td>{number}</td>" in frame.board
        assert total.board == ""
        total.act("make")
        assert str(number) in total.board


@pytest.mark.parametrize(
    ("label", "make"), [("x", 3), (3, lambda: "x"), ("x", dict), ("x", print), ("x", partial(str, 3))]
)
def test_what_is_of_the_wrong_kind_is_said(label, make):
    with pytest.raises(Problem, match="on demand needs"):
        OnDemand(label, make)


FORM = re.compile(
    r"\bll\.(Studio|Quiz|Note|Examiner|Rating|GridForm|ProblemOrPolarity|JournalForm|Backup|OnDemand)\("
)


@pytest.mark.parametrize("name", ll.notebooks.ids)
def test_each_cell_that_shows_a_form_stands_alone(root, name, work):
    notebook = nbformat.read(root / "notebooks" / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code" and FORM.search(cell.source):
            exec(cell.source, {})
