"""Every public call of diagnosis takes a role however it is given, and refuses anything else in a sentence."""

import pytest

import leadership_lib as ll
from leadership_lib import Problem, Role

CASE = "locality_clinical_lead"

#: What is no role, nor anything that one is read from.
NO_ROLE = [None, 7, 0.5, b"role", [CASE], {"title": "Lead"}, Role, object, "no_such_case", "no/such/file.toml"]


def test_a_role_a_case_its_id_and_a_path_are_diagnosed_alike(tmp_path):
    role = ll.load_role(CASE)
    expected = [finding.answer for finding in ll.diagnose(role).findings]
    for source in (ll.cases[CASE], CASE, role.save(tmp_path / "role.toml"), str(tmp_path / "role.toml")):
        found = ll.diagnose(source)
        assert found.role == role
        assert [finding.answer for finding in found.findings] == expected
        assert ll.compare(source, role).summary == "Nothing changed."
        assert ll.compare(found, source).changes == ()


def test_a_diagnosis_stays_what_it_is():
    found = ll.diagnose(CASE)
    assert ll.diagnose(found) is found
    compared = ll.compare(found, ll.cases[CASE].redesigned)
    assert compared.before is found
    assert compared.moved


@pytest.mark.parametrize("wrong", NO_ROLE, ids=repr)
def test_what_is_no_role_is_refused_in_a_sentence(wrong):
    for call in (ll.diagnose, lambda role: ll.compare(role, CASE), lambda role: ll.compare(CASE, role)):
        with pytest.raises(Problem) as caught:
            call(wrong)
        assert str(caught.value).strip()


def test_how_many_findings_are_urgent_is_a_whole_number():
    found = ll.diagnose(CASE)
    assert len(found.most_urgent(5)) == 5
    assert found.most_urgent(0) == ()
    for wrong in (None, "3", 1.5, -1, [3]):
        with pytest.raises(Problem, match="whole number"):
            found.most_urgent(wrong)
    with pytest.raises(Problem, match="not one of the findings"):
        found.findings["no_such_check"]
