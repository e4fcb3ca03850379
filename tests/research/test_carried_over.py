"""Columns of version 0.1, and words that only hold the place of a fact: read as what they are, and named."""

import pytest

import leadership_lib as ll
from leadership_lib.research import diagnose_roles, write_roles
from leadership_lib.research.portfolio.columns import WAS, column
from leadership_lib.research.portfolio.found import KEPT
from leadership_lib.role.role import Role

OLD = {
    "accountability.to": "The chair",
    "accountability.to_whom": "a clinical leader",
    "accountability.for_what": "the role",
    "accountability.manages_peers": "no",
    "appointment.given_up": "seniority | pension",
    "scope.latitude": "plan",
    "influence.translator": "A manager",
    "tensions.professional_autonomy.named": "no",
    "tensions.professional_autonomy.first_pole_steps": "one",
    "tensions.cross_profession_trust.second_pole_steps": "two | three",
}
NOW = Role().with_(
    {
        "accountability.lines": [{"to": "The chair", "to_whom": "a clinical leader", "answers_for": "the role"}],
        "accountability.manages": [],
        "appointment.losses": ["seniority", "pension"],
        "scope.without_asking": ["plan"],
        "influence.who_explains": "A manager",
        "tensions.professional_autonomy.said_openly": False,
        "tensions.professional_autonomy.keeping_autonomy": ["one"],
        "tensions.cross_profession_trust.leading_for_all": ["two", "three"],
    }
)


def written(path, *rows):
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def test_columns_of_0_1_are_read_as_what_they_are_today_and_named(tmp_path):
    many = diagnose_roles(written(tmp_path / "old.csv", ",".join(OLD), ",".join(OLD.values())))
    assert many["row 2"] == NOW
    assert [(one.row, one.column, one.allowed) for one in many.unread] == [
        (1, name, f"today it is {WAS[name]}") for name in OLD
    ]
    # What was read is no fault: the roles can be written, under today's names.
    assert diagnose_roles(write_roles(tmp_path / "old.csv", tmp_path / "new.csv")).problems == ()
    assert dict(diagnose_roles(tmp_path / "new.csv").roles) == {"row 2": NOW}


def test_every_name_of_0_1_is_a_column_of_something_there_is_today():
    assert len(WAS) == 4 + 3 + 4 * 3
    for old, new in WAS.items():
        assert column(old).place == column(new).place


def test_what_cannot_be_carried_over_is_named_under_the_name_in_the_file(tmp_path):
    path = written(
        tmp_path / "old.csv", "accountability.manages_peers,scope.latitude,scope.without_asking", "maybe,plan,deliver"
    )
    many = diagnose_roles(path)
    assert many["row 2"] == Role(scope={"without_asking": ["plan"]})
    assert [(one.column, one.done) for one in many.unread if one.done in ("ignored", "counted as not stated")] == [
        ("scope.without_asking", "ignored"),
        ("accountability.manages_peers", "counted as not stated"),
    ]


def test_a_faulty_file_of_0_1_loses_only_its_fault(tmp_path):
    (tmp_path / "one.toml").write_text('title = "Lead"\n[accountability]\nto = "The chair"\nto_whom = "the boss"\n')
    many = diagnose_roles(tmp_path)
    assert many["one"] == Role(title="Lead", accountability={"lines": [{"to": "The chair"}]})
    assert [one.column for one in many.unread] == ["accountability.lines.1.to_whom"]


@pytest.mark.parametrize("words", ["TBC", "see advert", "to be agreed with the board", "-", "?"])
def test_words_that_hold_the_place_of_a_fact_are_kept_and_named_in_whatever_column(tmp_path, words):
    head = "title,capacity.hours_paid,appointment.peers_have_a_say,objectives,scope.boundaries,appointment.way_back"
    many = diagnose_roles(written(tmp_path / "x.csv", f"id,{head}", f"a,Lead{f',{words}' * 5}"))
    assert many["a"].stated() == {"title": "Lead"}
    assert {one.column for one in many.unread} == set(head.split(",")) - {"title"} == set(many["a"].unfilled)
    assert {one.done for one in many.unread} == {KEPT}
    back = diagnose_roles(write_roles(many, tmp_path / "y.csv"))
    assert dict(back["a"].unfilled) == dict(many["a"].unfilled)


def test_lines_of_accountability_have_columns_as_objectives_do(tmp_path):
    role = Role(accountability={"lines": [{"to": "The chair", "answers_for": "the role"}, {"to": "A dean"}]})
    path = write_roles({"a": role}, tmp_path / "x.csv")
    assert "accountability.lines.2.to" in path.read_text("utf-8-sig").splitlines()[0]
    assert dict(diagnose_roles(path).roles) == {"a": role}


def test_the_example_portfolio_keeps_the_faults_it_was_made_with(root):
    many = diagnose_roles(root / "data" / "portfolio" / "eight_roles.csv")
    assert len(many) == 8
    assert len(many.unread) == 11
    assert not any("0.1" in said for said in many.problems)
    assert many["diabetes_lead"].accountability.manages == ()
    assert ll.diagnose(many["diabetes_lead"]).answered
