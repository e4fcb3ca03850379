"""Titles and authority as real posts word them: rights without an extent, leads who manage, teams nobody directs."""

import pytest
from posts import answer, post, results

import leadership_lib as ll
from leadership_lib import Role

FAR = "Ask first: How far does it go"


def test_a_right_without_an_extent_leaves_open_what_it_decides():
    role = post(
        """
        title = "Lead GP"
        [[influence.decision_rights]]
        what = "line management of the GP team"
        over = "people"
        """
    )
    for check in ("influence.title_authority", "autonomy.decides"):
        found = ll.checks[check].ask(role)
        assert found.answer == "not stated", check
        assert "not how far the holder decides" in found.reason, check
        assert found.advice.startswith(FAR), check


def test_a_list_from_an_opening_page_is_not_the_whole_list():
    role = post(
        """
        title = "Medical Director"
        [[influence.decision_rights]]
        what = "what delegation tier 3a allows"
        over = "resources"
        """
    )
    for check in ("influence.truer_title", "influence.title_authority"):
        found = ll.checks[check].ask(role)
        assert found.verdict.outcome.at_most == "met", check
        assert found.answer == "not stated", check


@pytest.mark.parametrize("title", ["Medical Director", "Head of Community Nursing", "Director of Pharmacy"])
@pytest.mark.parametrize("extent", ["recommends", "is consulted"])
def test_only_a_complete_list_makes_a_managerial_title_final(title, extent):
    rights = [{"what": "the year's plan", "over": "plans", "extent": extent}]
    role = Role().with_({"title": title, "influence.decision_rights": rights})
    for check in ("influence.truer_title", "influence.title_authority"):
        assert ll.checks[check].ask(role).verdict.outcome.at_most == "met"
        assert ll.checks[check].ask(role.with_(complete=True)).verdict.outcome.at_most == "not met"


def test_one_vote_of_many_is_no_power_of_a_director():
    vote = {"what": "one vote in thirteen on the board", "over": "plans", "extent": "decides with others"}
    role = Role().with_({"title": "Clinical Director", "influence.decision_rights": [vote], "complete": True})
    assert answer(role, "influence.title_authority") == "not met"


def test_a_lead_who_hires_and_appraises_has_a_title_that_says_too_little():
    role = post(
        """
        title = "Lead GP"
        [accountability]
        manages_peers = true
        [[influence.decision_rights]]
        what = "hiring, rota and appraisal of the salaried GPs"
        over = "people"
        extent = "decides"
        """
    )
    for check in ("influence.truer_title", "influence.title_authority"):
        assert answer(role, check) == "partly", check
        assert "manages" in ll.checks[check].ask(role).reason, check
    boss = ll.checks["influence.not_a_boss"].ask(role)
    assert boss.verdict.outcome.at_most == "met"
    assert boss.advice.startswith("Ask first: Who employs them?")


@pytest.mark.parametrize(
    ("manages", "answered"),
    [
        (["employed staff"], "does not apply"),
        (["non-clinical staff"], "does not apply"),
        (["independent peers"], "not met"),
        (["employed staff", "independent peers"], "not met"),
        ([], "for you to judge"),
        (None, "not stated"),
    ],
)
def test_staff_that_the_body_employs_are_no_peers_in_the_paper_s_sense(manages, answered):
    assert (
        answer(Role(title="Lead Nurse").with_({"accountability.manages": manages}), "influence.not_a_boss")
        == answered
    )


# --- the team


TEAM = """
    title = "Neighbourhood Team Lead"
    [accountability]
    manages_peers = false
    [influence]
    decision_rights = []
    [[objectives]]
    text = "A weekly round in every care home"
    depends_on = ["the team"]
"""


@pytest.mark.parametrize("check", ["influence.reach", "influence.shared_measures"])
def test_a_team_is_directed_only_where_somebody_says_so(check):
    role = post(TEAM)
    assert answer(role, check) not in ("met", "does not apply")
    for directed in (
        {"accountability.manages": ["employed staff"]},
        {"influence.decision_rights": [{"what": "the rota", "over": "people", "extent": "decides"}]},
    ):
        assert answer(role.with_(directed), check) == "does not apply", directed
    # A group's decision is not its lead's, and to be heard is none.
    for heard in ("recommends", "is consulted"):
        rights = [{"what": "the rota", "over": "people", "extent": heard}]
        assert answer(role.with_({"influence.decision_rights": rights}), check) != "does not apply"


def test_a_newsletter_is_no_means_for_three_dependent_results():
    three = [{"text": f"Clinic no. {n}", "depends_on": ["peers"]} for n in (1, 2, 3)]
    weak = Role().with_({**results(*three), "influence.means": ["E-mail", "A bulletin", "A newsletter"]})
    assert answer(weak, "influence.reach") != "met"


# --- bodies of peers, and titles laid down


def test_in_a_body_of_peers_there_is_one_client():
    role = post(
        """
        title = "GP member of the LMC Board"
        organisation = "Soarford Local Medical Committee"
        layer = "place"
        [purpose]
        for_peers = "Represents general practice"
        """
    )
    for check in ("purpose.both_clients", "influence.truer_title"):
        found = ll.checks[check].ask(role)
        assert found.answer == "does not apply", check
        assert "Try Clinical Lead" not in found.advice
        assert found.reason.strip(), check


@pytest.mark.parametrize(
    "title",
    [
        "Medical Secretary",
        "Associate Dean",
        "GP Tutor",
        "Named GP for Safeguarding Children",
        "Dementia Champion",
        "Non-executive member",
        "Executive Partner",
        "Clinical Chair",
        "Caldicott Guardian",
    ],
)
def test_a_title_of_statute_or_custom_is_not_to_be_changed(title):
    found = ll.checks["influence.truer_title"].ask(Role(title=title).with_({"influence.decision_rights": []}))
    assert found.answer == "does not apply"
    assert found.advice == "Nothing to ask here."


@pytest.mark.parametrize("title", ["Locality Clinical Director", "Director of Engagement", "Head of Medicines"])
def test_every_other_managerial_title_is_still_asked_about(title):
    role = Role(title=title).with_({"influence.decision_rights": [], "complete": True})
    assert answer(role, "influence.truer_title") == "not met"


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        # Whoever leads is a practice manager, as another lead is a nurse: the title claims no more than to lead.
        ("Practice Manager Lead", "met"),
        ("Lead Business Manager", "met"),
        ("Lead Operations Manager", "not met"),
    ],
)
def test_a_manager_by_profession_who_leads_has_the_title_of_a_lead(title, answer):
    assert (
        ll.checks["influence.truer_title"]
        .ask(ll.Role().with_({"title": title, "influence.decision_rights": []}))
        .answer
        == answer
    )
