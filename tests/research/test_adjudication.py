"""Final codes: what all gave, what somebody decided, and what is open."""

import csv

import pytest

import leadership_lib as ll
from leadership_lib.core.errors import Problem

HEAD = "coder,role,check,code,evidence"
ROLE = "lmc_officer"


def coded(write, name, *rows):
    return ll.read_codes(write([HEAD, *rows], name), [ROLE])


@pytest.fixture
def codes(write):
    rows = [
        f"A,{ROLE},purpose.higher,met,x",
        f"B,{ROLE},purpose.higher,met,y",
        f"A,{ROLE},purpose.breadth,met,x",
        f"B,{ROLE},purpose.breadth,partly,y",
        f"A,{ROLE},influence.reach,met,x",
        f"B,{ROLE},influence.reach,,",
        f"A,{ROLE},influence.own,met,x",
        f"B,{ROLE},influence.own,not met,x",
    ]
    known = set(ll.checks.ids)
    return coded(write, "codes.csv", *(row for row in rows if row.split(",")[2] in known))


def test_what_all_gave_is_agreed_and_one_coder_alone_settles_nothing(codes):
    found = codes.adjudicated().frame.set_index("check")
    assert (found.loc["purpose.higher", "code"], found.loc["purpose.higher", "how"]) == ("met", "agreed")
    assert found.loc["influence.reach", "how"] == "open"
    assert found.loc["influence.reach", "code"] is None
    assert "1 agreed, 0 decided" in codes.adjudicated().sentence


def test_decisions_settle_are_counted_and_written(codes, write, tmp_path):
    decisions = coded(
        write,
        "decisions.csv",
        f"Chair,{ROLE},influence.reach,partly,=the second page",
        f"Chair,{ROLE},purpose.higher,not met,it names a task",
    )
    found = codes.adjudicated(decisions)
    frame = found.frame.set_index("check")
    assert frame.loc["influence.reach"].tolist()[1:] == ["partly", "decided", "=the second page"]
    assert (found.overturned, found.taken) == (1, {"no one's": 2})
    assert "1 decision overturned what all coders had given" in found.sentence
    with open(found.write(tmp_path / "final.csv"), encoding="utf-8-sig", newline="") as file:
        rows = {row["check"]: row for row in csv.DictReader(file)}
    assert rows["influence.reach"]["because"] == "'=the second page"
    assert "Final codes" in found._repr_html_()


def test_decisions_of_two_or_about_nothing_are_refused(codes, write):
    two = coded(write, "d.csv", f"C,{ROLE},influence.reach,met,", f"D,{ROLE},purpose.higher,met,")
    with pytest.raises(Problem, match="of one person or group, and these are of C, D"):
        codes.adjudicated(two)
    other = coded(write, "e.csv", f"C,{ROLE},clarity.concrete,met,")
    with pytest.raises(Problem, match=r"clarity\.concrete, which no coder coded"):
        codes.adjudicated(other)
