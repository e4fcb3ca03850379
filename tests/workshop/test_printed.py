"""The papers of a workshop as they are printed: on how many pages, and with what on them."""

import re
import shutil
import subprocess
from datetime import date

import handouts
import pytest

import leadership_lib as ll


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every paper's text, page by page, as `make handouts` prints it; and the role of every case."""
    if missing := [tool for tool in ("soffice", "pdftotext") if not shutil.which(tool)]:
        pytest.skip(f"left out: no {' and no '.join(missing)} here (Debian: libreoffice-writer-nogui, poppler-utils)")
    folder = tmp_path_factory.mktemp("papers")
    orders = [ll.running_order(minutes, people) for minutes in (60, 90, 210) for people in (12, 40)]
    files = {path for order in orders for path in ll.write_handouts(order, folder)}
    files |= {ll.write_role(case, folder / f"role {case.id}.docx") for case in ll.cases}
    tables = ll.write_table_papers("locality_clinical_lead", folder, count=4)  # the case with most moves
    assert [path.name for path in tables if path.suffix == ".csv"] == [
        "rating_sheets_to_type_in.csv",
        "evaluation_sheets_to_type_in.csv",
    ]
    files |= {path for path in tables if path.suffix == ".docx"}
    files.add(ll.write_certificate(orders[2], "Neighbourhood lead", folder / "c.docx", date(2026, 12, 3)))
    assert f"{len(files)} PDF files" in handouts.printed(sorted(files), folder)
    found = {}
    for path in (folder / "pdf").glob("*.pdf"):
        told = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, encoding="utf-8")
        found[path.stem] = told.stdout.split("\f")[:-1]
    return found


def test_a_brief_is_two_pages_and_the_role_at_most_four(pages):
    briefs = [name for name in pages if re.fullmatch(r"running_order_\d+_minutes_\d+_people", name)]
    assert len(briefs) == 6
    assert {name: len(pages[name]) for name in briefs} == dict.fromkeys(briefs, 2)
    roles = {name: len(text) for name, text in pages.items() if name.startswith("role ")}
    assert len(roles) == len(list(ll.cases))
    assert max(roles.values()) <= 4


def test_a_certificate_is_one_page_with_the_hours_and_without_a_name(pages):
    (page,) = pages["c"]
    said = " ".join(page.split())
    assert "Certificate of attendance" in said
    assert "1 hour and 30 minutes" in said
    assert "3 December 2026" in said
    assert "Neighbourhood lead" in said
    assert "What did someone with another post know that you did not?" in said
    assert "A tension" in said  # only the order of 90 minutes and longer has it


def test_a_table_without_a_device_has_a_sheet_for_each_thing_that_is_asked(pages):
    for number in (1, 2):
        sheets = pages[f"rating_sheets_round_{number}"]
        assert [
            f"Rating sheet {place}: Locality Clinical Director" in page for place, page in enumerate(sheets, 1)
        ] == [True] * 4
        assert all(f"Round {number}." in page for page in sheets)
    evaluations = pages["evaluation_sheets"]
    assert [re.findall(r"Sheet (\d): the workshop itself", page) for page in evaluations] == [["1", "2"], ["3", "4"]]
    assert all(page.count("Time well spent") == 2 for page in evaluations)
    card = pages["change_card"]
    assert len(card) <= 3
    said = " ".join(" ".join(card).split())
    assert said.count("Pay the hours that the role takes") == 1
    assert "£23,100" in said  # six unpaid weekly hours, at £144,400 for 37.5, rounded
