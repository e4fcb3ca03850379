"""What many descriptions say, before any bound; and what persons have judged, beside the machine's answers."""

import numpy as np
import pandas as pd
import pytest
from portfolios import portfolio

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.research import Portfolio, diagnose_roles, sensitivity, write_findings
from leadership_lib.research.portfolio.frames import CODES
from leadership_lib.role.role import Role, fact_paths

UNDER = {
    "a": Role(title="Lead", appointment={"length_months": 12}),
    "b": Role(title="Lead", appointment={"way_back": "TBC"}),
    "c": Role(title="Lead"),
    "d": Role(),
}


def test_facts_are_counted_with_wilsons_interval_and_words_that_hold_a_place_apart():
    said = diagnose_roles(UNDER).stated()
    facts = said.facts.set_index("fact")
    assert tuple(facts.index) == fact_paths()
    assert tuple(facts.loc["title", ["roles", "stated", "place_held"]]) == (4, 3, 0)
    assert tuple(facts.loc["appointment.way_back", ["stated", "place_held"]]) == (0, 1)
    assert facts.loc["appointment.length_months", "share"] == 0.25
    # Wilson, 1 of 4.
    assert tuple(facts.loc["appointment.length_months", ["low", "high"]]) == pytest.approx((0.0456, 0.6994), abs=1e-4)
    assert "title: 3 of 4" in repr(said).lower()
    assert repr(diagnose_roles(UNDER)).splitlines()[1].strip() == said.sentence
    assert said.sentence in diagnose_roles(UNDER)._repr_html_()
    assert "Fact by fact" in said._repr_html_()


def test_questions_are_counted_where_they_arise():
    answers = ["met", "not stated", "for you to judge", "does not apply", "partly"]
    many = portfolio({str(n): {"purpose.higher": answer} for n, answer in enumerate(answers)})
    row = many.tally().set_index("check").loc["purpose.higher"]
    assert tuple(row[["roles", "answered", "for_you_to_judge", "does_not_apply"]]) == (5, 2, 1, 1)
    assert row["answered_share"] == 0.5
    # Of the four to which it applies two are open, and may fail.
    assert (row["fails_lower"], row["fails_upper"]) == (0, 0.5)
    with pytest.raises(Problem, match="made of codes alone"):
        many.stated()


def test_what_does_not_apply_is_left_out_of_shares_and_failures():
    many = portfolio({"a": {"purpose.higher": "does not apply", "purpose.necessity": "not met"}})
    row = many.profiles.set_index("feature").loc["purpose"]
    assert (row["checks"], row["lower"], row["upper"]) == (2, 0.5, 0.5)
    open_ = portfolio({"a": {"purpose.higher": "for you to judge", "purpose.necessity": "not stated"}})
    row = open_.profiles.set_index("feature").loc["purpose"]
    assert (row["checks"], row["lower"], row["upper"]) == (3, pytest.approx(1 / 3), 1)
    pairs = many.fails_together().set_index(["first", "second"])
    assert pairs.loc[("purpose.higher", "purpose.necessity"), "roles"] == 0


def test_a_tie_in_which_nothing_is_known_claims_nothing():
    unknown = [one.id for one in ll.checks if one.feature in ("purpose", "fairness")]
    found = sensitivity(portfolio({"a": dict.fromkeys(unknown, "not stated")}), draws=100)
    assert found.unknown == ("a: Purpose and Fairness",)
    assert not found.claims["claim"].str.contains("Purpose|Fairness").any()
    assert "Nothing is settled, and so nothing is claimed, of a: Purpose and Fairness." in repr(found)
    many = portfolio({"a": dict.fromkeys(unknown, "not stated"), "b": dict.fromkeys(unknown, "not met"), "c": {}})
    ranking = sensitivity(many, "purpose", draws=100)
    assert ranking.unknown == ("a",)
    assert ranking.ranks["role"].tolist() == ["c", "b"]
    assert not ranking.claims["claim"].str.contains("a stands").any()


# --- judgements


def judged(tmp_path):
    role = Role(title="Lead").with_({"accountability.manages": []})
    assert ll.checks["influence.not_a_boss"].answer(role) == "for you to judge"
    role = role.judge("influence.not_a_boss", "met", because="They are asked").judge("purpose.higher", "partly", "So")
    return {"a": role, "b": Role(title="Lead")}


def test_a_persons_judgement_stands_beside_the_machines_answer(tmp_path):
    many = diagnose_roles(judged(tmp_path))
    rows = many.findings.set_index(["role", "check"])
    assert tuple(rows.loc[("a", "purpose.higher"), ["answer", "judgement", "because"]]) == (
        "not stated",
        "partly",
        "So",
    )
    assert rows["judgement"].notna().sum() == 2
    assert many.judgements[["role", "check", "answer", "judgement", "differs"]].to_numpy().tolist() == [
        ["a", "influence.not_a_boss", "for you to judge", "met", True],
        ["a", "purpose.higher", "not stated", "partly", True],
    ]
    # It settles what the machine leaves to a person, and nothing else.
    assert tuple(rows.loc[("a", "influence.not_a_boss"), ["at_least", "at_most"]]) == ("met", "met")
    assert tuple(rows.loc[("a", "purpose.higher"), ["at_least", "at_most"]]) == ("not met", "met")
    bounds = ll.diagnose(many["a"]).profile["influence"]
    row = many.profiles.set_index(["role", "feature"]).loc[("a", "influence")]
    assert (row["met"], row["lower"], row["upper"]) == (bounds.met, bounds.lower, bounds.upper)


def test_judgements_are_exported_streamed_and_read_back(tmp_path):
    many = diagnose_roles(judged(tmp_path))
    whole = many.export(tmp_path / "w.csv", "judgements")
    path = ll.research.write_roles(many, tmp_path / "roles.csv")
    assert dict(diagnose_roles(path).roles) == dict(many.roles)
    done = write_findings(path, tmp_path / "s.csv", table="judgements", progress=False)
    read = [pd.read_csv(each, skiprows=7) for each in (whole, done.path)]
    assert read[0].equals(read[1])
    assert len(read[0]) == 2


def test_before_and_after_tell_what_is_asked_only_now():
    one = "purpose.higher"
    before, after = portfolio({"a": {one: "does not apply"}}), portfolio({"a": {one: "not met"}})
    assert before.before_after(after).moves["direction"].tolist() == ["now asked"]
    assert after.before_after(before).moves["direction"].tolist() == ["no longer asked"]
    row = before.before_after(after).checks.set_index("check").loc[one]
    assert np.isnan(row["share_better"])
    assert CODES["does not apply"] == 5
    assert isinstance(before, Portfolio)


def test_one_description_says_and_no_cluster_is_made_of_it():
    one = ll.diagnose_roles(["place_lead"])
    assert repr(one.stated()).startswith("What 1 description says\n")
    with pytest.raises(Problem, match="and there is 1: read more of them"):
        one.clusters(1)
