"""Every proposition of the paper has its place, and the notebooks that teach it exist."""

import json
import re

import pytest

import leadership_lib as ll


@pytest.fixture(scope="module")
def trace():
    return ll.traceability()


def test_the_table_has_a_row_a_proposition_by_number(trace):
    assert list(trace.index) == [f"P{n:02}" for n in range(1, 65)]
    assert list(trace.columns) == ["section", "text", "kind", "sentences", "encoded", "checks", "notebooks"]
    assert trace.loc["P46", "section"] == "section 6, paragraph 2"
    assert trace.loc["P46", "text"] == ll.propositions["P46"].title


@pytest.mark.parametrize("proposition", ll.propositions.ids)
def test_no_proposition_is_without_its_place(trace, proposition):
    row = trace.loc[proposition]
    assert row["encoded"]
    assert row["sentences"]
    assert all(isinstance(row[column], tuple) for column in ("encoded", "checks", "notebooks"))
    for place in row["encoded"]:
        name, _, key = place.partition(".")
        assert proposition in getattr(ll, name)[key].propositions


def test_what_evaluates_a_role_has_a_check_and_only_checks_are_listed(trace):
    for proposition, row in trace.iterrows():
        assert row["checks"] or row["kind"] != "evaluates a role", proposition
        assert all(proposition in ll.checks[check].propositions for check in row["checks"])
        assert set(row["checks"]) == {c.id for c in ll.checks if proposition in c.propositions}
    assert sum(row["kind"] == "evaluates a role" for _, row in trace.iterrows()) == 25


def test_gaps_paradoxes_and_features_are_encoded_as_such(trace):
    for _, row in trace.iterrows():
        place = {"gap": "gaps.", "paradox": "paradoxes.", "feature": "features.", "case": "cases."}.get(row["kind"])
        assert place is None or any(where.startswith(place) for where in row["encoded"])
    assert {"checks.purpose.both_clients", "cases.locality_clinical_lead"} <= set(trace.loc["P42", "encoded"])
    assert "premises.limit" in trace.loc["P51", "encoded"]


def test_the_table_names_the_notebooks_that_say_they_teach_a_proposition(trace):
    for proposition, row in trace.iterrows():
        assert row["notebooks"] == tuple(n.id for n in ll.notebooks if proposition in n.propositions)
    assert "10_case_locality_clinical_lead" in trace.loc["P47", "notebooks"]
    assert "11_case_pcn_clinical_director" in trace.loc["P29", "notebooks"]


def test_the_notebooks_listed_are_the_notebooks_there(root):
    notebooks = root / "notebooks"
    files = sorted(
        p.relative_to(notebooks).with_suffix("").as_posix()
        for p in notebooks.rglob("*.ipynb")
        if ".ipynb_" not in str(p)
    )
    assert sorted(ll.notebooks.ids) == files


@pytest.mark.parametrize("notebook", ll.notebooks.ids)
def test_a_notebook_names_the_propositions_it_is_listed_with(root, notebook):
    cells = json.loads((root / "notebooks" / f"{notebook}.ipynb").read_text("utf-8"))["cells"]
    said = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    named = set()
    for first, last in re.findall(r"\bP(\d\d)(?:(?: to | ?[-–] ?)P?(\d\d))?\b", said):
        named |= {f"P{n:02}" for n in range(int(first), int(last or first) + 1)}
    assert named == set(ll.notebooks[notebook].propositions) or not ll.notebooks[notebook].propositions
