"""Progress counts what the widgets of the notebooks ask."""

import ast

import nbformat
import pytest

import leadership_lib as ll
from leadership_lib.teaching import exercise
from leadership_lib.teaching.journal import progress
from leadership_lib.teaching.journal.journal import Journal

KINDS = list(exercise.FILES)


def asked_in(cells: str) -> list[str]:
    """Give the activities of the widgets in the cells of a notebook, in order."""
    found = []
    for call in ast.walk(ast.parse(cells)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        given = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
        match call.func.attr:
            case "Quiz":
                found.append((call.lineno, call.args[0].value))
            case "Note":
                found.append((call.lineno, call.args[2].value))
            case "ProblemOrPolarity":
                found.append((call.lineno, call.args[1].value))
            case "Writing":
                found.append((call.lineno, call.args[0].value))
            case "Examiner" | "Rating" | "GridForm":
                found.append((call.lineno, given.get("activity") or given.get("name")))
    return list(dict.fromkeys(name for _, name in sorted(found)))


@pytest.mark.parametrize("notebook", ll.notebooks.ids[1:7])
def test_progress_counts_everything_that_there_is_to_do(root, notebook):
    read = nbformat.read(root / "notebooks" / f"{notebook}.ipynb", 4)
    names = asked_in("\n".join(cell.source for cell in read.cells if cell.cell_type == "code"))
    every = [
        each
        for name in names
        for each in ([one.id for one in exercise.openings(exercise.load(name))] if name in KINDS else [name])
    ]
    assert every == list(progress.registered()[notebook])


def test_a_page_with_nothing_to_do_is_to_read():
    stages = {stage.notebook: stage for stage in Journal().progress()}
    assert stages["00_start_here"].state == stages["90_reference"].state == "to read"
    assert stages["01_spot_the_gaps"].state == "not begun"


def test_every_proposition_is_taught():
    taught = {name for name, row in ll.traceability().iterrows() if row["notebooks"]}
    assert taught == set(ll.propositions.ids)
    assert len(taught) > 50
