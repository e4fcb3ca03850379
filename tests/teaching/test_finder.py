"""Which cases are near: found from what a case states, by a rule with a stated order where several are as near."""

from typing import get_args

import pytest

import leadership_lib as ll
from leadership_lib.core.folders import data_folder
from leadership_lib.teaching import case, finder
from leadership_lib.teaching.finder import Standing, nearest

#: Of these the order is known; a case that someone adds may come between, and changes nothing in it.
KNOWN = {
    *("federation_medical_director", "locality_clinical_lead", "ccg_clinical_chair", "stp_workstream_lead"),
    *("first_time_lead", "pcn_clinical_director", "pcn_lead_nurse", "pcn_workstream_lead", "practice_manager_lead"),
    *("cluster_quality_lead", "cluster_lead_wales", "federation_chair_ni", "lmc_officer", "icb_partner_member"),
}


def ids(**asked):
    return [it.id for it in nearest(Standing(**asked)) if it.id in KNOWN]


@pytest.mark.parametrize(
    ("which", "nation", "reach", "paid_by", "era"),
    [
        # As each setting tells it: who the bodies are, and who pays.
        ("federation_medical_director", "England", "practices", "provider", "2017"),
        ("locality_clinical_lead", "England", "practices", "NHS body", "2017"),
        ("ccg_clinical_chair", "England", "place", "NHS body", "2017"),
        ("stp_workstream_lead", "England", "board", "NHS body", "2017"),
        ("cluster_quality_lead", "Scotland", "practices", "NHS body", "2026"),
        ("federation_chair_ni", "Northern Ireland", "practices", "provider", "2026"),
        ("trust_practice_lead_ni", "Northern Ireland", "practices", "NHS body", "2026"),
        ("pan_cluster_lead_wales", "Wales", "place", "NHS body", "2026"),
        ("primary_care_amd_scotland", "Scotland", "board", "NHS body", "2026"),
        ("pcn_lead_nurse", "England", "practices", "practices", "2026"),
        ("lmc_officer", "England", "place", "profession", "2026"),
        ("icb_partner_member", "England", "board", "NHS body", "2026"),
    ],
)
def test_where_a_case_stands_follows_from_its_file(which, nation, reach, paid_by, era):
    assert Standing.of(ll.cases[which]) == Standing(nation=nation, reach=reach, paid_by=paid_by, era=era)


@pytest.mark.parametrize(
    ("layer", "rung", "nation", "reach"),
    [
        ("practice_wales", None, "Wales", "practices"),
        ("partnership_scotland", None, "Scotland", "place"),
        ("health_board_scotland", None, "Scotland", "board"),
        ("department_ni", None, "Northern Ireland", "board"),
        ("local_delivery_system", None, "England", "place"),
        ("icb_cluster", None, "England", "board"),
        ("other", 2, None, "practices"),
        ("other", 4, None, "board"),
        ("other", None, None, None),
    ],
)
def test_how_near_to_practice_a_layer_is_depends_on_its_nation(layer, rung, nation, reach):
    place = ll.cases["place_lead"]
    facts = {"layer": layer, **({"rung": rung} if rung else {})}
    moved = case.Case.from_dict({**place.to_dict(), "as_found": facts, "redesign": []})
    assert (Standing.of(moved).nation, Standing.of(moved).reach) == (nation, reach)
    if layer == "other":
        assert nearest(Standing(nation="England", reach="board")), "a case of no nation is no obstacle"


def test_what_fits_all_answers_comes_first_and_then_what_differs_in_the_fewest():
    scotland = ids(nation="Scotland", reach="practices", paid_by="NHS body", era="2026")
    # Two differ in the nation alone; of these, England's layers stand before those of Wales.
    assert scotland[:3] == ["cluster_quality_lead", "pcn_workstream_lead", "cluster_lead_wales"]


def test_of_as_many_differences_the_nation_counts_first_then_the_steps_from_practice_then_pay_then_time():
    # Each of these three differs in one answer from a board of 2017 in England: in the time; in one step; in two steps.
    found = ids(nation="England", reach="board", paid_by="NHS body", era="2017")
    one_off = ["icb_partner_member", "ccg_clinical_chair", "locality_clinical_lead"]
    assert found[:4] == ["stp_workstream_lead", *one_off]
    # One differs in the nation, many in who pays: those of the nation come first whatever their layer.
    assert ids(nation="Wales", paid_by="provider")[:3] == [
        "cluster_lead_wales",
        "federation_chair_ni",
        "federation_medical_director",
    ]
    # No board is paid by a committee. That it is as near to practice as asked outweighs who pays.
    assert ids(reach="board", paid_by="profession")[:3] == [
        "icb_partner_member",
        "stp_workstream_lead",
        "lmc_officer",
    ]
    # With both at no step, the committee's officer differs in the time and the CCG's chair in who pays.
    assert ids(reach="place", paid_by="profession", era="2017")[:2] == ["lmc_officer", "ccg_clinical_chair"]


def test_what_is_as_near_in_all_that_was_asked_comes_todays_first_and_from_practice_outwards():
    assert ids()[:5] == [
        "first_time_lead",
        "pcn_clinical_director",
        "pcn_lead_nurse",
        "pcn_workstream_lead",
        "practice_manager_lead",
    ]
    assert {it.id for it in nearest(Standing())} == set(ll.cases.ids)
    assert ids(paid_by="provider")[:2] == ["federation_chair_ni", "federation_medical_director"]


def test_every_answer_has_its_words():
    asked = finder.words().questions
    kinds = {"nation": finder.Nation, "reach": finder.Reach, "paid_by": case.Payer, "era": case.Era}
    assert {name: tuple(one.choices) for name, one in asked.items()} == {n: get_args(k) for n, k in kinds.items()}
    assert set(finder.words().boards) == {layer.nation for layer in ll.layers}
    standing = Standing(nation="Scotland", paid_by="NHS body", era="2026")
    assert str(standing) == "Scotland; paid by an NHS body or a place partnership; today"


@pytest.mark.parametrize(
    ("line", "reason"),
    [("", "this key is needed"), ('paid_by = "the board"\n', "one of practices, provider, NHS body, profession")],
)
def test_a_case_that_does_not_say_who_pays_is_refused_with_file_key_and_reason(tmp_path, line, reason):
    text = (data_folder() / "cases" / "place_lead.toml").read_text("utf-8")
    path = tmp_path / "silent.toml"
    path.write_text(text.replace('paid_by = "NHS body"\n', line), "utf-8")
    with pytest.raises(case.CaseError) as refused:
        case.read("silent", path)
    assert "silent.toml" in str(refused.value)
    (fault,) = refused.value.faults
    assert fault.key == "paid_by"
    assert reason in str(refused.value)
