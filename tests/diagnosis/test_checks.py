"""Every check asks something the paper says, answers in each way it can, and looks only at the facts it names."""

import tomllib
from pathlib import Path

import pytest
from examples import EXAMPLES, PARADOXES, VAGUE, VISIT, answer_of, reason_of, tension
from examples_in_words import IN_WORDS
from hypothesis import given, settings
from strategies import roles

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.diagnosis.checks.verdict import ANSWERS
from leadership_lib.diagnosis.checks.wording import countable, dated, speaks_against
from leadership_lib.role.role import fact_paths

CHECKS = list(ll.checks.ids)
WRITTEN = tomllib.loads(Path(ll.__file__).parents[1].joinpath("data/framework/checks.toml").read_text("utf-8"))
EVERY_EXAMPLE = [
    (check, name, facts)
    for examples in (EXAMPLES, IN_WORDS)
    for check, named in examples.items()
    for name, facts in named.items()
]


#: A step for a pole.
STEP = ["A monthly open hour"]


def asked(check: str, facts: dict):
    return ll.checks[check].ask(Role().with_(facts))


# --- what a check is


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_has_all_its_texts_and_rests_on_the_paper(check):
    it, written = ll.checks[check], WRITTEN[check]
    group = check.partition(".")[0]
    assert (it.question, it.advice, it.reasons) == (written["title"], written["advice"], written["reasons"])
    assert it.question.endswith("?")
    texts = [it.short, it.looks_for, it.why, it.misleads, it.example, it.bad_example, it.basis, it.advice]
    assert all(texts)
    assert len(set(texts)) == len(texts)
    assert it.propositions
    assert set(it.propositions) <= set(ll.propositions.ids)
    assert it.reads
    assert set(it.reads) <= set(fact_paths())
    assert len(set(it.reads)) == len(it.reads)
    assert it.feature == (group if group in ll.features else None)
    assert it.feature or it.gaps or it.paradoxes
    assert "not_stated" in it.reasons
    assert len({it.short for it in ll.checks}) == len(ll.checks)
    # To which posts a question is put is said where, and only where, there are others.
    assert bool(it.applies) == any(answer_of(name) == "does not apply" for name in EXAMPLES[check])


def test_the_checks_of_the_data_are_those_of_the_code():
    from leadership_lib.diagnosis.checks.base import _JUDGES

    assert sorted(_JUDGES) == sorted(CHECKS)


@pytest.mark.parametrize("proposition", [p.id for p in ll.propositions if p.kind == "evaluates a role"])
def test_what_evaluates_a_role_has_a_check(proposition):
    assert [check.id for check in ll.checks if proposition in check.propositions]


def test_every_feature_gap_paradox_and_side_has_a_check():
    assert {check.feature for check in ll.checks} == {*ll.features.ids, None}
    assert {gap for check in ll.checks for gap in check.gaps} == set(ll.gaps.ids)
    assert {paradox for check in ll.checks for paradox in check.paradoxes} == set(ll.paradoxes.ids)
    assert {check.side for check in ll.checks} == {"expectation", "capacity", "dexterity", None}


# --- each way it can answer


def test_every_check_has_examples_and_nothing_else_has():
    assert list(EXAMPLES) == CHECKS


@pytest.mark.parametrize(("check", "name", "facts"), EVERY_EXAMPLE)
def test_the_example_has_its_answer_and_its_reason(check, name, facts):
    finding = asked(check, facts)
    assert finding.answer == answer_of(name)
    assert finding.verdict.because == reason_of(name)
    assert finding.reason
    assert "{" not in finding.reason
    assert finding.advice


@pytest.mark.parametrize("check", CHECKS)
def test_a_role_that_states_nothing_is_not_stated(check, empty):
    finding = ll.checks[check].ask(empty)
    assert finding.answer == "not stated"
    assert finding.evidence == ()
    assert "{" not in finding.reason


@pytest.mark.parametrize("check", CHECKS)
def test_every_answer_and_every_reason_of_a_check_has_an_example(check):
    names = [*EXAMPLES[check], *IN_WORDS.get(check, ())]
    assert {reason_of(name) for name in names} | {"not_stated"} == set(ll.checks[check].reasons)
    assert {answer_of(name) for name in names} >= {"met", "not met"}


@pytest.mark.parametrize("check", CHECKS)
def test_the_best_role_meets_the_check(check, best):
    assert ll.checks[check].ask(best).answer == "met"


@pytest.mark.slow
@settings(max_examples=100)
@given(roles())
def test_every_role_gets_an_answer_with_a_sentence_and_advice(role):
    for check in ll.checks:
        finding = check.ask(role)
        assert finding.answer in ANSWERS
        assert finding.verdict.because in check.reasons
        assert finding.reason
        assert finding.advice
        # Words that decided it, or else the facts that were looked at.
        said = [path for path in check.reads if role[path] is not None]
        shown = list(dict.fromkeys(item.fact for item in finding.evidence))
        assert shown == said if not finding.verdict.quotes else set(shown) <= set(role.stated())
        assert all(item.words and "\n" not in item.words for item in finding.evidence)


# --- evidence and advice


def test_the_evidence_is_the_role_s_own_words():
    finding = asked("fairness.funded_hours", {"capacity.hours_paid": 9, "capacity.hours_expected": 20})
    assert finding.evidence == (("capacity.hours_paid", "9"), ("capacity.hours_expected", "20"))
    assert [str(item) for item in finding.evidence] == ["Hours paid: 9", "Hours it really takes: 20"]
    said = asked("purpose.necessity", {"purpose.without_it": "No practice would hear of it"}).evidence
    assert said == (("purpose.without_it", "No practice would hear of it"),)


def test_each_item_of_a_list_is_a_piece_of_evidence_and_an_empty_list_is_one():
    path = "tensions.interest_credibility"
    facts = {f"{path}.approach": "hold both", f"{path}.staying_in_practice": ["A clinic", "A round"]}
    assert asked(path, {**facts, f"{path}.staying_clear_of_interests": []}).evidence == (
        (f"{path}.approach", "hold both"),
        (f"{path}.staying_in_practice", "A clinic"),
        (f"{path}.staying_in_practice", "A round"),
        (f"{path}.staying_clear_of_interests", "none"),
    )


def test_the_advice_is_to_ask_where_a_fact_is_missing_and_nothing_where_all_is_well():
    met, short, open_ = (
        asked("fairness.funded_hours", facts)
        for facts in (
            {"capacity.hours_paid": 20, "capacity.hours_expected": 20},
            {"capacity.hours_paid": 9, "capacity.hours_expected": 20},
            {"capacity.hours_paid": 9},
        )
    )
    assert met.advice == "Nothing to change here."
    assert short.advice == ll.checks["fairness.funded_hours"].advice
    assert open_.advice == f"Ask first: {ll.facts['capacity.hours_expected'].question}"


def test_a_finding_is_shown_on_one_line():
    finding = asked("fairness.backfill", {"capacity.backfill": "none"})
    assert finding.title == "not met: Is the clinical work covered meanwhile?"
    assert finding.id == "fairness.backfill"


# --- what nothing else has: the checks that the project is for


def test_two_purposes_split_between_people_are_not_one_role_that_holds_both():
    both = {"purpose.for_peers": "The practices' voice", "purpose.for_organisation": "The plan, carried out"}
    held = asked("purpose.both_clients", both)
    split = asked("purpose.both_clients", {**both, "tensions.representative_executive.approach": "split the roles"})
    assert held.answer == "met"
    assert split.answer == "not met"
    assert "split between different people" in split.reason


@pytest.mark.parametrize("other", ["The plan, carried out", "none", None])
def test_a_role_that_says_it_has_only_one_half_holds_neither(other):
    """A pure voice, or a pure executive: what is learned later about the other half does not help."""
    for none, half in (("for_peers", "for_organisation"), ("for_organisation", "for_peers")):
        finding = asked("purpose.both_clients", {f"purpose.{none}": "none", f"purpose.{half}": other})
        assert finding.verdict.outcome == ("not met", "not met", "not met")
        assert ("One side" in finding.reason) == (other != "none")


def test_director_without_authority_over_people_services_and_resources_is_not_met():
    heard = [
        {"what": "the plan", "over": over, "extent": "recommends"} for over in ("people", "services", "resources")
    ]
    role = Role().with_({"title": "Locality Clinical Director", "influence.decision_rights": heard})
    for check in ("influence.title_authority", "influence.truer_title"):
        finding = ll.checks[check].ask(role)
        assert finding.answer == "not met"
        assert "Locality Clinical Director" in finding.reason
    lead = role.with_(title="Locality Clinical Lead")
    assert ll.checks["influence.truer_title"].ask(lead).answer == "met"
    assert ll.checks["influence.title_authority"].ask(lead).answer == "partly"


def test_director_with_some_of_the_authority_is_told_what_is_missing():
    rights = [{"what": "the fund", "over": "resources", "extent": "decides"}]
    finding = asked("influence.title_authority", {"title": "Clinical Director", "influence.decision_rights": rights})
    assert finding.answer == "partly"
    assert "over resources, but not over people, services" in finding.reason


@pytest.mark.parametrize(
    ("paid", "needed", "answer", "share"),
    [
        (9, 20, "not met", "(45%)"),
        (16, 20, "partly", "(80%)"),
        (15, 20, "partly", "(75%)"),
        (14.9, 20, "not met", "(74%)"),
        (20, 20, "met", ""),
        (24, 20, "met", ""),
        (0, 20, "not met", "(0%)"),
        (0, 0, "met", ""),
    ],
)
def test_paid_hours_against_the_hours_it_takes(paid, needed, answer, share):
    finding = asked("fairness.funded_hours", {"capacity.hours_paid": paid, "capacity.hours_expected": needed})
    assert finding.answer == answer
    assert share in finding.reason
    assert f"{paid:g} hours a week are paid" in finding.reason


@pytest.mark.parametrize(
    ("hours", "zoom_out", "paid", "answer"),
    [
        ([5, 3, 2], 2, 12, "met"),
        ([5, 3, 2], 2.5, 12, "partly"),
        ([10, 5], None, 12, "partly"),
        ([10, 5], 0.5, 12, "not met"),
        ([None, 16], None, 12, "not met"),
        ([None, 5], None, 12, "not stated"),
        ([5, 7], None, None, "not stated"),
    ],
)
def test_objectives_against_paid_hours(hours, zoom_out, paid, answer):
    """Above paid hours is a stretch, up to a quarter over; 12 paid hours stretch to 15."""
    objectives = [{**VISIT, "hours": h} if h is not None else VISIT for h in hours]
    facts = {"objectives": objectives, "capacity.hours_paid": paid, "capacity.hours_to_zoom_out": zoom_out}
    assert asked("clarity.achievable", facts).answer == answer


def test_one_role_can_be_both_too_vague_and_over_prescribed(empty):
    tasks = [f"Return no. {number}, on its template" for number in range(1, 8)]
    role = empty.with_(objectives=[VAGUE], scope={"prescribed_tasks": tasks})
    findings = ll.diagnose(role).findings
    assert findings["clarity.concrete"].answer == "not met"
    assert findings["autonomy.not_prescribed"].answer == "not met"
    # More objectives do not make as many tasks right.
    padded = role.with_(objectives=[VAGUE] * 9)
    assert ll.checks["autonomy.not_prescribed"].ask(padded).answer == "not met"


@pytest.mark.parametrize("paradox", PARADOXES)
@pytest.mark.parametrize("approach", ["split the roles", "choose one pole", "avoid"])
def test_a_way_out_of_a_paradox_is_a_false_fix_whatever_else_is_done(paradox, approach):
    facts = EXAMPLES[f"tensions.{paradox}"]["met"] | {f"tensions.{paradox}.approach": approach}
    finding = asked(f"tensions.{paradox}", facts)
    assert finding.answer == "not met"
    assert f"false fix ({approach})" in finding.reason
    assert all(pole in finding.reason for pole in ll.paradoxes[paradox].poles)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # All is known: nothing can still turn out otherwise.
        ({"named": True, "approach": "hold both", "first": STEP, "second": STEP}, ("met", "met", "met")),
        ({"named": True, "approach": "hold both", "first": [], "second": STEP}, ("partly", "partly", "partly")),
        # A step that is not stated may still be there; one that is none is not.
        ({"named": True, "approach": "hold both", "first": STEP}, ("partly", "partly", "met")),
        ({"named": True, "approach": "hold both", "first": ["none"]}, ("partly", "partly", "partly")),
        ({"named": True, "approach": "hold both"}, ("partly", "partly", "met")),
        # How it is handled is not stated: a false fix may come to light.
        ({"named": True, "first": STEP, "second": STEP}, ("met", "not met", "met")),
        ({"named": True, "first": [], "second": STEP}, ("partly", "not met", "partly")),
        # Whether it is named is not stated: it may turn out to be hidden.
        ({"approach": "hold both", "first": STEP}, ("partly", "not met", "met")),
        ({"approach": "hold both", "first": STEP, "second": []}, ("partly", "not met", "partly")),
        ({"approach": "hold both", "first": []}, ("not stated", "not met", "met")),
        ({"approach": "hold both", "named": False, "first": STEP}, ("not met", "not met", "partly")),
    ],
)
def test_between_which_answers_a_paradox_can_still_turn_out(facts, expected):
    facts = {"said_openly" if name == "named" else name: value for name, value in facts.items()}
    role = tension("interest_credibility", **facts)
    assert asked("tensions.interest_credibility", role).verdict.outcome == expected


def test_splitting_representative_from_executive_is_found_in_both_places(best):
    role = best.with_({"tensions.representative_executive.approach": "split the roles"})
    short = [finding.id for finding in ll.diagnose(role).findings if finding.answer != "met"]
    assert short == ["purpose.both_clients", "tensions.representative_executive"]


@pytest.mark.parametrize(
    ("across", "translator", "answer", "says"),
    [
        (["practice", "ccg"], None, "does not apply", "next to it"),
        (["practice", "stp"], None, "not stated", ""),
        (["practice", "stp"], "none", "not met", "4 layers away"),
        (["ccg_cluster"], "The planning manager", "met", "2 layers away"),
        ([], None, "does not apply", "next to it"),
    ],
)
def test_a_locality_lead_who_spans_layers_needs_somebody_who_translates(across, translator, answer, says):
    facts = {"layer": "locality", "influence.works_across": across, "influence.who_explains": translator}
    finding = asked("clarity.translation", facts)
    assert finding.answer == answer
    assert says in finding.reason


def test_what_the_lead_cannot_do_alone_is_counted_against_the_means_of_influence():
    depends = (["peers"], ["the lead"], ["managers", "the lead"], ["other bodies"])
    objectives = [{**VISIT, "depends_on": on} for on in depends]
    finding = asked("influence.reach", {"objectives": objectives, "influence.means": ["One", "Two"]})
    assert finding.answer == "partly"
    assert "3 of 4 objectives" in finding.reason
    assert "2 means" in finding.reason
    assert asked("influence.reach", {"objectives": objectives, "influence.means": list("abc")}).answer == "met"


def test_an_objective_above_the_lead_s_own_layer_is_found():
    objectives = [{**VISIT, "layer": layer} for layer in ("practice", "locality", "ccg", "stp")]
    finding = asked("clarity.own_layer", {"layer": "locality", "objectives": objectives})
    assert finding.answer == "partly"
    assert "2 of 4 objectives" in finding.reason


def test_an_abstract_word_with_something_to_count_behind_it_is_concrete():
    text = "Transform urgent care in the locality"
    assert asked("clarity.concrete", {"objectives": [{"text": text}]}).answer == "not met"
    measured = {"text": text, "measure": "Number of same-day visits"}
    assert asked("clarity.concrete", {"objectives": [measured]}).answer == "met"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Agree the plan with the integrated care board", ()),
        ("A seat for nurses on the Sustainability and Transformation Partnership", ()),
        ("Work with the commissioning support unit and support practices", ("support",)),
        ("The integrated care board and the Sustainability and Transformation Partnership agree one plan", ()),
        ("Integrated care for the valley", ("integrated",)),
        ("Integrated integrated care boards", ("integrated",)),
    ],
)
def test_the_name_of_a_body_is_not_an_abstract_word(text, words):
    assert speaks_against(text) == words
    answer = asked("clarity.concrete", {"objectives": [{"text": text}]}).answer
    # Words that speak neither for it nor against it leave the verdict to a reader.
    assert answer == ("not met" if words else "for you to judge")


@pytest.mark.parametrize(
    ("measure", "counts"),
    [
        ("One vote or more given as the practices' vote", True),
        ("Each practice visited at least once", True),
        ("Held once a quarter", True),
        ("Waiting time in minutes", True),
        ("A note in the minutes", False),
        ("How staff feel once the team is in place", False),
    ],
)
def test_a_measure_is_counted_by_what_can_be_counted(measure, counts):
    assert countable(measure) == counts


@pytest.mark.parametrize(
    ("by", "is_date"),
    [
        ("March 2019", True),
        ("The end of each quarter", True),
        ("Within two years", True),
        ("Next spring", True),
        ("31/3", True),
        ("Bonfire Night", True),
        ("soon", False),
        ("as soon as possible", False),
        ("in the coming years", False),
        ("when funds allow", False),
    ],
)
def test_a_date_names_a_day_a_month_a_season_or_a_span(by, is_date):
    assert dated(by) == is_date
    finding = asked(
        "clarity.milestones", {"objectives": [{**VISIT, "by": by, "milestones": ["Half of the practices"]}]}
    )
    assert finding.answer == ("met" if is_date else "partly")
    assert is_date or f"it says “{by}”, which is no date" in finding.reason


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        # Laid down by statute, and above Clinical Chair: whether Lead is truer does not arise.
        ("Accountable Officer", "does not apply"),
        ("Chief Nursing Officer", "does not apply"),
        ("LMC Officer", "partly"),
        ("Locality Clinical Director", "not met"),
    ],
)
def test_to_which_titles_the_question_for_a_truer_one_is_put(title, answer):
    assert asked("influence.truer_title", {"title": title, "influence.decision_rights": []}).answer == answer


@pytest.mark.parametrize("check", ["influence.reach", "influence.shared_measures"])
def test_to_have_no_objectives_is_no_way_to_meet_a_check(check, best):
    assert ll.checks[check].ask(best.with_(objectives=[])).answer == "not met"


@pytest.mark.parametrize("check", ["clarity.achievable", "influence.reach", "influence.shared_measures"])
def test_a_role_that_says_it_has_no_objectives_has_stated_something(check, best):
    """An empty list says that there are none: nothing more is to be asked for."""
    finding = ll.checks[check].ask(best.with_(objectives=[]))
    assert finding.answer != "not stated"
