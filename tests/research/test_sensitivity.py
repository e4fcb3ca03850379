"""Sensitivity: shares of weightings that can be worked out by hand, and claims said as far as they hold."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import edges, measured, within
from strategies import roles

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.output.drawing.marks import Text
from leadership_lib.output.figures import many
from leadership_lib.research import Portfolio, diagnose_roles, sensitivity
from leadership_lib.research.portfolio.frames import ANSWERS
from leadership_lib.research.portfolio.sensitivity import percent
from leadership_lib.role.role import Role

DRAWS = 20_000
#: Three times the standard error of a share over so many draws.
NEAR = 3 * 0.5 / math.sqrt(DRAWS)


def portfolio(*purposes):
    """Make roles that meet every check partly, but for the three checks of purpose."""
    codes = np.full((len(purposes), 39, 3), ANSWERS.index("partly"), np.uint8)
    places = [n for n, one in enumerate(checks()) if one.feature == "purpose"]
    assert len(places) == 3
    for row, answers in enumerate(purposes):
        for place, answer in zip(places, answers, strict=True):
            code = ANSWERS.index(answer)
            codes[row, place] = (code, 0, 2) if answer == "not stated" else code
    return Portfolio(tuple(f"r{n}" for n in range(len(purposes))), codes)


def shares(found, row=0):
    return tuple(found.claims.iloc[row][["holds", "as_not_met", "as_met"]])


def test_a_claim_holds_in_the_share_of_weightings_that_theory_gives():
    # One of three met: with any weights as likely, its share is Beta(1, 2), and at most a half in 3 of 4 draws.
    found = sensitivity(portfolio(("met", "not met", "not met")), draws=DRAWS)
    assert found.claims["claim"].tolist() == ["Purpose is the weakest feature"]
    assert shares(found) == pytest.approx((0.75, 0.75, 0.75), abs=NEAR)
    assert len(set(shares(found))) == 1
    low, high = found.claims.iloc[0][["low", "high"]]
    assert low < found.claims.iloc[0]["holds"] < high
    assert high - low < 0.02


def test_what_is_not_stated_is_counted_each_way():
    # Two not stated, counted as t: t times Beta(2, 1), at most a half in 1/4 + 1/2 of draws; with t at 1, in 1/4.
    found = sensitivity(portfolio(("not met", "not stated", "not stated")), draws=DRAWS)
    assert shares(found) == pytest.approx((0.75, 1.0, 0.25), abs=NEAR)
    assert found.claims.iloc[0]["as_not_met"] == 1


def test_a_claim_that_no_weighting_can_upset_holds_in_all():
    found = sensitivity(portfolio(("not met", "not met", "partly")), draws=500)
    assert shares(found) == (1, 1, 1)
    assert found.sentences == ("r0: Purpose is the weakest feature: holds in 100 % of 500 weightings.",)


def test_weights_that_hardly_differ_upset_little():
    wide, narrow = (sensitivity(portfolio(("met", "not met", "not met")), draws=500, spread=s) for s in (1.0, 0.05))
    assert shares(wide)[0] < 0.9
    assert shares(narrow)[0] == 1


def test_what_stands_level_claims_nothing():
    found = sensitivity(portfolio(("partly", "partly", "partly")), draws=100)
    assert found.claims.empty
    assert repr(found) == "There is nothing to claim: all stand level."


def test_a_tie_is_named_as_one():
    many_roles = portfolio(("not met", "not met", "not met"))
    codes = many_roles.codes.copy()
    codes[0, [n for n, one in enumerate(checks()) if one.feature == "fairness"]] = 0
    found = sensitivity(Portfolio(("r0",), codes), draws=100)
    assert found.claims["claim"].tolist() == ["Purpose or Fairness is the weakest feature"]
    assert shares(found) == (1, 1, 1)


def test_a_ranking_in_one_feature():
    # The first meets one check, the second another partly and a third partly: 1/3 and 1/3 with equal weights.
    many_roles = portfolio(("met", "not met", "not met"), ("met", "met", "not met"), ("not met", "not met", "partly"))
    found = sensitivity(many_roles, "purpose", draws=DRAWS)
    claims = dict(zip(found.claims["claim"], found.claims["holds"], strict=True))
    # r1 meets all that r0 meets, and one more. r0 against r2: w1 > w3 / 2, in 1 / (1 + 1/2) of draws.
    assert claims["r1 stands above r0 in Purpose"] == 1
    assert claims["r0 stands above r2 in Purpose"] == pytest.approx(2 / 3, abs=NEAR)
    assert claims["r2 stands lowest in Purpose"] == pytest.approx(2 / 3, abs=NEAR)
    # r1 below r2 needs w1 + w2 < w3 / 2: w3 above 2/3 of the whole, in 1/9 of draws.
    assert claims["r1 stands highest in Purpose"] == pytest.approx(8 / 9, abs=NEAR)
    assert found.ranks["role"].tolist() == ["r1", "r0", "r2"]
    assert found.ranks["rank"].tolist() == [1, 2, 3]
    assert found.ranks[["low", "high"]].to_numpy().tolist() == [[1, 2], [2, 3], [1, 3]]


def test_roles_on_average():
    # One role with all of purpose met and three with none: a quarter, whatever the weights.
    many_roles = portfolio(("met",) * 3, *[("not met",) * 3] * 3)
    first = sensitivity(many_roles, draws=200).claims.iloc[0]
    assert (first["about"], first["claim"]) == ("the 4 roles on average", "Purpose is the weakest feature")
    assert first["holds"] == 1


def test_a_comparison_claims_what_rose():
    case = ll.cases["locality_clinical_lead"]
    found = sensitivity(ll.compare(case.as_found, case.redesigned), draws=200)
    assert found.claims["claim"].tolist() == [f"{f.title} rose" for f in ll.features]
    back = sensitivity(ll.compare(case.redesigned, case.as_found), draws=200)
    assert back.claims["claim"].tolist() == [f"{f.title} fell" for f in ll.features]
    assert back.claims["holds"].tolist() == found.claims["holds"].tolist()
    assert sensitivity(ll.compare(case.as_found, case.as_found), draws=100).claims.empty


def test_a_role_its_diagnosis_and_a_portfolio_of_it_say_the_same():
    role = ll.load_role("pcn_clinical_director")
    one, two = sensitivity(role), sensitivity(ll.diagnose(role))
    three = sensitivity({"x": role})
    columns = ["claim", "holds", "low", "high", "as_not_met", "as_met"]
    assert one.claims.equals(two.claims)
    assert one.claims[columns].equals(three.claims[columns])


def test_the_same_seed_gives_the_same_and_batches_do_not_matter():
    many_roles = diagnose_roles(ll.cases)
    assert sensitivity(many_roles).claims.equals(sensitivity(many_roles).claims)
    repeated = Portfolio(
        tuple(f"{key} {n}" for n in range(30) for key in many_roles.ids), np.tile(many_roles.codes, (30, 1, 1))
    )
    once, often = sensitivity(many_roles, draws=200), sensitivity(repeated, draws=200)
    count = len(once.claims) - 1
    assert often.claims["holds"].tolist()[1 : count + 1] == once.claims["holds"].tolist()[1:]
    assert often.claims["holds"].tolist()[-count:] == once.claims["holds"].tolist()[1:]


@given(st.lists(roles(), min_size=1, max_size=3))
def test_any_roles_have_shares_between_none_and_all(given_roles):
    found = sensitivity({str(n): role for n, role in enumerate(given_roles)}, draws=100)
    table = found.claims[["holds", "low", "high", "as_not_met", "as_met"]]
    assert table.stack().between(0, 1).all()
    assert (table["low"] <= table["holds"]).all()
    assert (table["holds"] <= table["high"]).all()
    assert "weightings" in found._repr_html_()


@pytest.mark.parametrize(
    ("subject", "options", "said"),
    [
        (Role(), {"draws": 3}, "draws is 3"),
        (Role(), {"spread": 0}, "spread is 0"),
        (Role(), {"draws": True}, "draws is True"),
        (Role(), {"seed": 1.5}, "seed is 1.5"),
        (Role(), {"feature": "purpose"}, "needs many roles"),
        ({}, {}, "no roles to compare"),
        ({"a": Role()}, {"feature": "purpos"}, "did you mean 'purpose'"),
    ],
)
def test_what_cannot_be_asked_is_refused(subject, options, said):
    with pytest.raises(Problem, match=said):
        sensitivity(subject, **options)


def test_whole_numbers_of_numpy_are_whole_numbers_too():
    role = ll.load_role("locality_clinical_lead")
    given_ = {"draws": np.int64(100), "seed": np.int32(7), "spread": np.float32(1)}
    assert repr(sensitivity(role, **given_)) == repr(sensitivity(role, draws=100, seed=7))


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0 %"), (1e-9, "1 %"), (0.974, "97 %"), (0.9999, "99 %"), (1, "100 %")]
)
def test_all_and_none_are_said_only_of_all_and_none(share, said):
    assert percent(share) == said


@pytest.mark.parametrize("width", [360, 680])
def test_the_picture_says_what_the_frame_says(width):
    found = sensitivity(diagnose_roles(ll.cases), "influence", draws=200)
    drawing = many.sensitivity(found, 5, width=width)
    for sentence in found.sentences[:5]:
        assert sentence in drawing.alt
    sheet = (0, 0, drawing.width, drawing.height)
    assert all(within(edges(mark), sheet, 0.5) for mark in drawing.marks if not isinstance(mark, Text))
    assert all(within(box, sheet, 1.0) for _, box in measured(drawing))
    assert len(drawing.table.rows) == 5
