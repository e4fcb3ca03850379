"""The cases: invented people, cited facts, a redesign that helps step by step, and files whose slips are named."""

import dataclasses
import shutil
import tomllib

import pytest

import leadership_lib as ll
from leadership_lib import Problem, Role, RoleError, case, collection

CASES = ["locality_clinical_lead", "pcn_clinical_director"]


def test_the_two_cases_are_there_in_order():
    assert list(ll.cases.ids) == CASES


@pytest.mark.parametrize("which", CASES)
def test_a_case_has_all_it_needs(which):
    it = ll.cases[which]
    assert "invented" in it.invented
    assert "real" in it.invented
    assert len(it.people) >= 3
    assert all(person.name and person.post and person.view for person in it.people)
    assert it.setting
    assert it.questions
    assert it.unsaid
    assert it.limits
    assert it.facilitator.notes
    assert str(it.facilitator.minutes) in it.facilitator.notes[-1] + it.facilitator.notes[-2]
    assert it.era in ("2017", "2026")
    assert ll.layers[it.as_found.layer].era == it.era


@pytest.mark.parametrize("which", CASES)
def test_every_fact_of_a_case_has_sources_that_can_be_found(which):
    it = ll.cases[which]
    assert it.facts
    for fact in it.facts:
        assert fact.sources, fact.text
        assert all(source in ll.sources for source in fact.sources), fact.text
    cited = [source for fact in it.facts for source in fact.sources]
    assert [source.id for source in it.sources] == list(dict.fromkeys(cited))
    assert all(source.url or source.note for source in it.sources)


@pytest.mark.parametrize("which", CASES)
def test_the_redesign_helps_and_no_step_makes_anything_worse(which):
    it = ll.cases[which]
    assert it.redesigned != it.as_found
    assert it.after(0) == it.as_found
    assert it.after(len(it.redesign)) == it.redesigned
    for number, step in enumerate(it.redesign):
        comparison = ll.compare(it.after(number), it.after(number + 1))
        assert comparison.changes, step.title
        assert comparison.moved, step.title
        assert comparison.got_worse == (), step.title
        assert step.reason
        assert step.propositions


@pytest.mark.parametrize("which", CASES)
def test_the_redesign_mends_most_and_says_what_stays_open(which):
    comparison = ll.compare(ll.cases[which].as_found, ll.cases[which].redesigned)
    assert all(after.lower >= comparison.before.profile[f].upper for f, after in comparison.after.profile.items())
    assert comparison.after.residual
    assert ll.cases[which].limits
    assert len(comparison.still_open) < 6


@pytest.mark.parametrize("which", CASES)
def test_a_case_is_loaded_by_its_id_and_its_role_survives_toml(which, tmp_path):
    role = ll.load_role(which)
    assert role is ll.cases[which].as_found
    assert Role.from_toml(role.to_toml()) == role
    redesigned = ll.cases[which].redesigned
    assert ll.load_role(redesigned.save(tmp_path / "role.toml")) == redesigned


@pytest.mark.parametrize("which", CASES)
def test_a_step_can_be_looked_at_and_not_changed(which):
    step = case.load.__wrapped__()[which].redesign[0]
    part = next(value for value in step.facts.values() if not isinstance(value, str))
    for facts in (step.facts, part):
        with pytest.raises(TypeError):
            facts["title"] = "x"


# --- the locality Clinical Lead, as sections 1, 5 and 6 of the paper have it


def test_the_locality_post_as_found_is_of_the_first_wave():
    role = ll.load_role("locality_clinical_lead")
    findings = ll.diagnose(role).findings
    assert "Director" in role.title
    assert "special interest" in role.appointment.selected_for
    for check in (
        "clarity.selection",
        "influence.title_authority",
        "influence.truer_title",
        "influence.not_a_boss",
        "influence.answers_for_role",
        "influence.answers_to_clinician",
        "autonomy.not_prescribed",
        "fairness.funded_hours",
    ):
        assert findings[check].answer == "not met", check


def test_the_locality_post_as_redesigned_is_that_of_the_paper():
    role = ll.cases["locality_clinical_lead"].redesigned
    assert role.title == "Locality Clinical Lead"
    assert "channel" in role.purpose.for_peers.lower()
    assert "focal point" in role.purpose.for_organisation.lower()
    assert len(role.objectives) == 3
    assert all(objective.measure and objective.milestones and objective.by for objective in role.objectives)
    assert role.accountability.to.startswith("Clinical Chair")
    assert role.accountability.for_what == "the role"
    assert role.accountability.excludes_clinical_practice is True
    assert set(role.scope.latitude) == {"plan", "deliver", "evaluate"}
    findings = ll.diagnose(role).findings
    for proposition in ("P42", "P44", "P47", "P48", "P49", "P50", "P52"):
        for finding in findings:
            if proposition in finding.check.propositions:
                assert finding.answer == "met", (proposition, finding.id)


# --- the PCN Clinical Director, from the cited facts


def fact_with(*words: str):
    (found,) = (f for f in ll.cases["pcn_clinical_director"].facts if all(word in f.text for word in words))
    return found


def test_the_hours_paid_are_those_of_the_formula():
    """A quarter of a whole-time equivalent of 37.5 hours for 50,000 patients, in a network of 48,020."""
    hours = 48_020 / 50_000 * 0.25 * 37.5
    assert round(hours, 1) == 9.0
    role = ll.load_role("pcn_clinical_director")
    assert role.capacity.hours_paid == 9
    assert fact_with("9.0 hours a week", "48,020").confidence == "derived"
    finding = ll.diagnose(role).findings["fairness.funded_hours"]
    assert role.capacity.hours_expected == 20
    assert "45%" in finding.reason


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        (["1 July 2019", "1,259", "1,250", "6,758"], {"HSJ-PCN", "BJGP20"}),
        (["48,020", "14,605 to 263,827", "58%", "7%", "35%"], {"BJGP20", "BMA-PCN"}),
        (["a quarter of a whole-time equivalent", "50,000", "eight hours"], {"KentLMC", "HSJ-dep"}),
        (["65", "16% gave up to 10 hours", "28% gave 16 to 20", "38% more than 20"], {"PPCN24"}),
        (["40%", "three years", "13%", "25%"], {"PPCN24"}),
        (["96%", "150"], {"GPO21"}),
        (["49% of 213", "11%", "27%"], {"GPO20", "BMA20"}),
        (["51% of 157", "48%", "81%"], {"PT20", "OnM20", "HIP20"}),
        (["53%", "57%", "63%"], {"BMA20"}),
        (["£0.722", "£0.729"], {"NWNT", "Ock-pay"}),
        (["£2.916", "£2.218", "£0.698", "£2.913"], {"PPCN-flat", "DonLMC"}),
        (["£292m"], {"NHSE-2627", "MPM-60"}),
        (["84 of 1,083"], {"PPCN-w"}),
        (["£62,269 to £93,965", "£133 to £201"], {"BMA-sal"}),
        (["eight deputy directors", "4 hours", "12 months"], {"HSJ-dep", "Pulse-dep"}),
        (["1,795", "15%", "52%", "17%", "59%"], {"HHE24"}),
        (["28 days"], {"HNY", "MSE"}),
    ],
)
def test_a_figure_of_the_case_is_that_of_its_source(words, sources):
    assert set(fact_with(*words).sources) == sources


def test_sums_on_sourced_figures_come_out_as_the_case_has_them():
    rate, patients = 0.722, 48_020
    assert round(rate * patients, -1) == 34_670
    fact_with("£0.722", "48,020", "£34,670", "£144,400")
    whole_time = rate * 50_000 / 0.25
    assert whole_time == pytest.approx(144_400)
    sixteen_hours, merged = 16 / 37.5 * whole_time, 2.916 * patients
    assert round(sixteen_hours, -2) == 61_600
    assert round(merged, -3) == 140_000
    assert round(sixteen_hours / merged, 2) == 0.44
    fact_with("48,020", "£140,000", "Sixteen hours", "£61,600", "44%")
    assert pytest.approx(2 / 3, abs=0.01) == 0.28 + 0.38
    fact_with("two thirds of those 65", "16 hours")
    assert (round(62_269 / 52 / 9), round(93_965 / 52 / 9)) == (133, 201)


def test_the_practices_decide_who_becomes_clinical_director():
    assert ll.load_role("pcn_clinical_director").appointment.peers_have_a_say is True
    assert "member practices decide" in fact_with("election", "need not be a GP").text


# --- what a person sees


@pytest.mark.parametrize("which", CASES)
def test_html_says_who_is_invented_and_escapes_the_rest(which):
    it = ll.cases[which]
    page = it._repr_html_()
    assert it.invented.replace("'", "&#x27;") in page
    assert all(person.name in page for person in it.people)
    hostile = "<script>alert('x')</script>"
    person = dataclasses.replace(it.people[0], name=hostile, view=hostile)
    spoilt = dataclasses.replace(it, title=hostile, setting=hostile, people=(person,))
    assert "<script>" not in spoilt._repr_html_()


def test_a_wrong_name_says_which_cases_there_are():
    with pytest.raises(Problem, match="'locality_clinical_lead'") as caught:
        ll.load_role("locality_clinical_leed")
    assert isinstance(caught.value, KeyError)


def test_a_file_that_is_not_there_is_named(tmp_path):
    for path in (tmp_path / "my_role.toml", str(tmp_path / "my_role.toml")):
        with pytest.raises(RoleError, match=r"my_role\.toml"):
            ll.load_role(path)


# --- a case file with a slip in it


@pytest.fixture
def cases(tmp_path, monkeypatch):
    """A copy of the cases that a test may spoil, and a way to read it."""
    copy = tmp_path / "data"
    shutil.copytree(collection.data_folder() / "cases", copy / "cases")
    monkeypatch.setattr(case, "data_folder", lambda: copy)

    def spoil(old: str, new: str) -> str:
        path = copy / "cases" / "locality_clinical_lead.toml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(case.CaseError) as caught:
            case.load.__wrapped__()
        return str(caught.value)

    return spoil


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        (
            'title = "Locality Clinical Lead"',
            'titel = "Locality Clinical Lead"',
            "redesign[2].facts.titel",
            "'title'",
        ),
        ("hours_paid = 12", "hours_paid = 1200", "redesign[6].facts.capacity.hours_paid", "0 to 100 hours"),
        ('backfill = "found and funded"', 'backfill = "found"', "redesign[6].facts.capacity.backfill", "money only"),
        ("hours_paid = 8", "hours_paid = -8", "as_found.capacity.hours_paid", "0 to 100 hours"),
        ('sources = ["GPO18"]', 'sources = ["GPO81"]', "facts[3].sources[1]", "'GPO18'"),
        ('era = "2017"', 'era = "2018"', "era", "2017, 2026"),
        ('name = "Marion Tait"', 'nam = "Marion Tait"', "people[3].nam", "'name'"),
        ("minutes = 45", "minutes = 0", "facilitator.minutes", "5 to 480 minutes"),
        (
            'propositions = ["P27", "P28", "P33", "P40", "P42"]',
            'propositions = ["P72"]',
            "redesign[1].propositions[1]",
            "P",
        ),
        ("[as_found]", "[as_found", "the file", "line"),
    ],
)
def test_a_slip_in_a_case_is_named_with_file_key_and_reason(cases, old, new, key, reason):
    said = cases(old, new)
    assert "data/cases/locality_clinical_lead.toml" in said
    assert key in said
    assert reason in said


def test_slips_in_several_steps_are_named_together(cases, tmp_path):
    path = tmp_path / "data" / "cases" / "locality_clinical_lead.toml"
    path.write_text(path.read_text("utf-8").replace("hours_paid = 12", "hours_paid = 1200"), "utf-8")
    said = cases('title = "Locality Clinical Lead"', 'titel = "Locality Clinical Lead"')
    assert "redesign[2].facts.titel" in said
    assert "redesign[6].facts.capacity.hours_paid" in said


def test_case_files_have_the_ids_of_their_names(root):
    for path in (root / "data" / "cases").glob("*.toml"):
        assert ll.cases[path.stem].title == tomllib.loads(path.read_text("utf-8"))["title"]
