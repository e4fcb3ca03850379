"""Faults: data that says where, what kind, what was found and what is allowed; sentences are made of them."""

import pytest

from leadership_lib import Role, RoleError
from leadership_lib.core.errors import Code, Fault, FileLine, Wording, worded
from leadership_lib.core.records import Between
from leadership_lib.role.role import Objective

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
    with pytest.raises(RoleError) as caught:
        Role.from_dict(data)
    (fault,) = caught.value.faults
    assert (fault.path, fault.code, fault.found) == (path, code, found)
    assert allowed is None or fault.allowed == allowed
    assert str(fault) == "{}: found {}; {}".format(*worded(fault))


def test_what_is_allowed_is_what_a_program_can_ask():
    with pytest.raises(RoleError) as caught:
        Role.from_dict({"capacity": {"hours_paid": 200, "backfill": "no"}, "layer": "moon", "titel": "x"})
    allowed = {fault.path: fault.allowed for fault in caught.value.faults}
    assert allowed["capacity", "hours_paid"] == Between(0, 100, "hours a week")
    assert "money only" in allowed["capacity", "backfill"]
    assert "pcn" in allowed["layer",]
    assert "title" in allowed["titel",]


def test_a_line_that_is_no_toml_is_named_by_its_number():
    with pytest.raises(RoleError) as caught:
        Role.from_toml("title = 'a'\nlayer = \n")
    (fault,) = caught.value.faults
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
