"""Faults: data that says where, what kind, what was found and what is allowed; and the sentences made of them."""

import re

import pytest
from refusals import refused

import leadership_lib as ll
from leadership_lib import Problem, Role
from leadership_lib.core.errors import UnknownKeyError, one_of
from leadership_lib.core.faults import Code, Fault, FileLine, Wording, worded
from leadership_lib.core.records import Between
from leadership_lib.role.parts import Objective

FAULTS = [
    ({"titel": 1}, ("titel",), Code.UNKNOWN_KEY, 1, None),
    ({"hours_paid": 3}, ("hours_paid",), Code.MISPLACED_KEY, 3, (("capacity", "hours_paid"),)),
    ({"title": " "}, ("title",), Code.EMPTY, " ", str | None),
    ({"title": 3}, ("title",), Code.WRONG_TYPE, 3, str),
    ({"title": "\ud800"}, ("title",), Code.RULE, "\ud800", "allowed is text that can be saved as UTF-8"),
    ({"scope": 3}, ("scope",), Code.WRONG_TYPE, 3, None),
    ({"scope": {"boundaries": ["a", ""]}}, ("scope", "boundaries", 1), Code.EMPTY, "", str),
    ({"objectives": [{}, {"hours": 200}]}, ("objectives", 1, "hours"), Code.OUT_OF_BOUNDS, 200, None),
    ({"objectives": {}}, ("objectives",), Code.WRONG_TYPE, {}, tuple[Objective, ...]),
    ({"layer": "moon"}, ("layer",), Code.UNKNOWN_NAME, "moon", None),
    ({"capacity": {"backfill": "no"}}, ("capacity", "backfill"), Code.NOT_A_CHOICE, "no", None),
]


@pytest.mark.parametrize(("data", "path", "code", "found", "allowed"), FAULTS)
def test_a_fault_says_as_data_where_what_kind_what_was_found_and_what_is_allowed(data, path, code, found, allowed):
    (fault,) = refused(Role.from_dict, data).faults
    assert (fault.path, fault.code, fault.found) == (path, code, found)
    assert allowed is None or fault.allowed == allowed
    assert str(fault) == "{}: found {}; {}".format(*worded(fault))


def test_what_is_allowed_is_what_a_program_can_ask():
    data = {"capacity": {"hours_paid": 200, "backfill": "no"}, "layer": "moon", "titel": "x"}
    allowed = {fault.path: fault.allowed for fault in refused(Role.from_dict, data).faults}
    assert allowed["capacity", "hours_paid"] == Between(0, 100, "hours a week")
    assert "money only" in allowed["capacity", "backfill"]
    assert "pcn" in allowed["layer",]
    assert "title" in allowed["titel",]


def test_a_line_that_is_no_toml_is_named_by_its_number():
    (fault,) = refused(Role.from_toml, "title = 'a'\nlayer = \n").faults
    assert (fault.path, fault.code, fault.found) == ((), Code.UNREADABLE, FileLine(2, "layer ="))
    assert fault.key == "the file, line 2"


def test_the_same_fault_is_put_for_another_reader_in_another_way():
    fault = Fault(("title",), Code.WRONG_TYPE, 3, str)
    form = Wording({str: "words"}, missing="say it", unstated="leave it")
    assert worded(fault).allowed == 'allowed is text in "quotation marks"'
    assert worded(fault, form).allowed == "allowed is words"
    assert worded(Fault(("title",), Code.MISSING), form) == ("title", "nothing", "say it")
    assert worded(Fault(("title",), Code.EMPTY, "", str | None), form).allowed.endswith("; leave it")


def test_a_fault_of_a_part_is_told_from_the_whole():
    fault = Fault(("measure",), Code.EMPTY, "", str).below("objectives", 1)
    assert (fault.path, fault.key) == (("objectives", 1, "measure"), "objectives[2].measure")


# --- what the message says

FAULTY = """\
titel = "Clinical Lead"
layer = "localty"

[purpose]
higher = 7
for_peers = "  "

[capacity]
hours_paid = 200
hours_expected = -3
hours_to_zoom_out = true
hours_needed = 4
backfill = "perhaps"
support = "an administrator"

[[objectives]]
text = "One"
hours = nan

[[objectives]]
text = ["Two"]
measure = "Number of visits"
layer = "icb"
depends_on = ["peers", "patients"]

[tensions.professional_autonomy]
named = "yes"
approach = ["hold both"]
"""

FOUND = {
    "titel": ("not known", "title"),
    "layer": ("localty", "locality"),
    "purpose.higher": ("7", "text"),
    "purpose.for_peers": ("'  '", "some text"),
    "capacity.hours_needed": ("not known", "hours_paid"),
    "capacity.hours_paid": ("200", "0 to 100 hours a week"),
    "capacity.hours_expected": ("-3", "0 to 100 hours a week"),
    "capacity.hours_to_zoom_out": ("true", "number"),
    "capacity.backfill": ("'perhaps'", "found and funded, money only, none"),
    "capacity.support": ("'an administrator'", "a list"),
    "objectives[1].hours": ("nan", "number"),
    "objectives[2].text": ("a list of 1", "text"),
    "objectives[2].depends_on[2]": ("'patients'", "the lead, the team, peers, managers, other bodies"),
    "tensions.professional_autonomy.said_openly": ("'yes'", "true or false"),
    "tensions.professional_autonomy.approach": ("a list of 1", "hold both, split the roles"),
}


def test_every_fault_is_named_at_once_with_file_key_what_was_found_and_what_is_allowed(tmp_path):
    path = tmp_path / "faulty.toml"
    path.write_text(FAULTY, "utf-8")
    error = refused(ll.load_role, path)
    assert str(error).startswith(f"{len(FOUND)} things to put right in {path}")
    faults = {fault.key: worded(fault) for fault in error.faults}
    assert set(faults) == set(FOUND)
    lines = str(error).splitlines()
    assert len(lines) == 1 + len(FOUND)
    for key, (found, allowed) in FOUND.items():
        assert found in faults[key].found, key
        assert allowed in faults[key].allowed, key
        assert f"  - {key}: found {faults[key].found}; {faults[key].allowed}" in lines


def test_a_role_error_is_a_problem_and_a_value_error():
    error = refused(Role.from_toml, "x = 1")
    assert isinstance(error, Problem)
    assert isinstance(error, ValueError)


@pytest.mark.parametrize(
    ("toml", "key", "found", "allowed"),
    [
        ("capacity.hours_paid = -0.5", "capacity.hours_paid", "-0.5", "0 to 100 hours a week"),
        ("capacity.hours_paid = 100.01", "capacity.hours_paid", "100.01", "0 to 100 hours a week"),
        ("capacity.hours_paid = inf", "capacity.hours_paid", "inf", "number"),
        ("capacity.hours_paid = -nan", "capacity.hours_paid", "nan", "number"),
        ('capacity.hours_paid = "12"', "capacity.hours_paid", "'12'", "number, without quotation marks"),
        ("appointment.length_months = 241", "appointment.length_months", "241", "0 to 240 months"),
        ("capacity.keeps_clinical_work = 1", "capacity.keeps_clinical_work", "1", "true or false"),
        (
            'capacity.keeps_clinical_work = "true"',
            "capacity.keeps_clinical_work",
            "'true'",
            "without quotation marks",
        ),
        ("title = 3", "title", "3", 'text in "quotation marks"'),
        ("title = false", "title", "false", 'text in "quotation marks"'),
        ('title = ""', "title", '""', "leave it out"),
        ('title = "\\u00a0\\t"', "title", "", "leave it out"),
        ('scope.boundaries = ["a", ""]', "scope.boundaries[2]", '""', "write it, or delete the line"),
        ("scope = 3", "scope", "3", "table"),
        ("objectives = {}", "objectives", "a table", "list in [square brackets]"),
        ("objectives = ['One']", "objectives[1]", "'One'", "table"),
        ('layer = "moon"', "layer", "'moon'", "practice, locality, ccg"),
        ('influence.works_across = ["icb", "STP"]', "influence.works_across[2]", "'STP'", "stp"),
        ('reward.against_managers = "The same"', "reward.against_managers", "'The same'", "less, the same, more"),
        ("title = 2018-03-01", "title", "2018", 'text in "quotation marks"'),
    ],
)
def test_an_impossible_value_is_refused_in_a_file_and_in_python(empty, toml, key, found, allowed):
    for error in (refused(Role.from_toml, toml), refused(empty.with_, _plain(toml))):
        (fault,) = error.faults
        assert fault.key == key
        assert found in worded(fault).found
        assert allowed in worded(fault).allowed


def _plain(toml: str) -> dict:
    import tomllib

    return tomllib.loads(toml)


@pytest.mark.parametrize(
    ("toml", "line", "shown", "advice"),
    [
        ("title = “Lead”", 1, "title = “Lead”", "straight"),
        ('layer = "pcn"\ntitle = "Lead\n', 2, 'title = "Lead', "quotation mark at the end"),
        ('title = "a "good" lead"', 1, 'title = "a "good" lead"', "write ' there"),
        ("title = Lead", 1, "title = Lead", 'in "quotation marks"'),
        ("capacity.keeps_clinical_work = True", 1, "True", "true and false stand bare"),
        ("[capacity]\nhours_paid =\n[reward]\n", 2, "hours_paid =", "nothing after ="),
        ('[scope]\nboundaries = [\n  "a"\n  "b",\n]', 4, '"b",', "comma is missing at the end of the line before"),
        ('[scope]\nboundaries = [\n  "a",\n', 3, '"a",', "the ] that closes"),
        ("[scope", 1, "[scope", "closes the heading"),
        ("[scope]\n[scope]", 2, "[scope]", "stands twice"),
        ('[objectives]\ntext = "One"\n[objectives]', 3, "[objectives]", "[[double brackets]]"),
        ('title = "a"\nlayer = "pcn"\ntitle = "b"\n', 3, 'title = "b"', "stands twice"),
        ('title = "C:\\Users"', 1, "Users", "written twice"),
        ("A lead\r\n", 1, "A lead", "begins with #"),
        (f'title = "{"x" * 500}', 1, "xxx...", "quotation mark at the end"),
    ],
)
def test_text_that_is_not_toml_is_shown_with_what_people_usually_did(toml, line, shown, advice):
    (fault,) = refused(Role.from_toml, toml).faults
    said = worded(fault)
    assert said.key == f"the file, line {line}"
    assert shown in said.found
    assert len(said.found) < 100
    assert advice in said.allowed


@pytest.mark.parametrize(
    ("toml", "key", "allowed"),
    [
        # What belongs in a table below is sent there; what looks like nothing is not likened to anything.
        ("hours_paid = 3", "hours_paid", "did you mean 'capacity.hours_paid'?"),
        ('reward.rewards = ["A course"]', "reward.rewards", "there are pay, against_clinical_work, "),
        ('[objectives]\ntext = "One"', "objectives", "write [[objectives]]"),
    ],
)
def test_a_name_in_the_wrong_place_is_told_the_right_one(toml, key, allowed):
    (fault,) = refused(Role.from_toml, toml).faults
    assert fault.key == key
    assert allowed in worded(fault).allowed


def test_an_unknown_name_lists_its_near_misses_or_all_there_are():
    error = refused(Role.from_toml, "capacity.hour_paid = 3\nzzz = 1")
    near, none_near = error.faults[0], error.faults[1]
    if near.key == "zzz":
        near, none_near = none_near, near
    assert "'hours_paid'" in worded(near).allowed
    assert "title, organisation, layer, rung, complete" in worded(none_near).allowed


def test_a_long_value_is_shortened_in_the_message():
    error = refused(Role.from_toml, f'layer = "{"x" * 10_000}"')
    assert len(worded(error.faults[0]).found) < 100


def test_in_a_notebook_a_problem_shows_its_message_and_no_traceback(python):
    said = python(
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell()\n"
        "shell.run_cell('import leadership_lib as ll')\n"
        'shell.run_cell(\'ll.Role.from_toml("titel = 1", "my role.toml")\')\n'
        "shell.run_cell('ll.gaps[\"peer_relationship\"]')\n"
    )
    assert "1 thing to put right in my role.toml" in said
    assert "titel" in said
    assert "'peer_relationships'" in said
    assert not re.search("Traceback|RoleError|UnknownKeyError|line 1|--->", said)


def test_a_date_without_quotation_marks_is_named_as_one(empty):
    error = refused(Role.from_toml, "[[objectives]]\nby = 2018-03-01")
    assert worded(error.faults[0]).found == "a date or time (2018-03-01)"


def test_a_name_is_one_of_those_that_are_known_or_the_near_ones_are_named():
    assert one_of("b", iter("abc"), "no") == "b"
    with pytest.raises(Problem, match="There is no kind 'tabel': did you mean 'table'"):
        one_of("tabel", ("table", "list"), "There is no kind 'tabel'")
    with pytest.raises(UnknownKeyError, match="nothing: there are 1, 2"):
        one_of(None, "12", "nothing", UnknownKeyError)
