"""Codes read: as a tidy table, for agreement, and beside the library."""

import numpy as np
import pytest
from coded import HEAD, UNIT, L, P, told

import leadership_lib as ll
from leadership_lib.core.errors import Problem, UnknownKeyError
from leadership_lib.research import agreement, read_codes
from leadership_lib.research.coding.guidance import CODES

# --- the object


def test_the_frame_is_tidy_and_in_order(example):
    assert list(example.frame.columns) == ["coder", "role", "check", "code", "evidence"]
    assert example.coders == ("A", "B", "C")
    first = example.frame[(example.frame["coder"] == "A") & (example.frame["role"] == L)]
    assert tuple(first["check"]) == ll.checks.ids
    assert not example.frame.duplicated(["coder", "role", "check"]).any()
    assert set(example.frame["code"].dropna()) == {"met", "partly", "not met", "not stated"} < set(CODES)


def test_ratings_are_what_agreement_takes(example):
    nominal = example.ratings()
    assert nominal.shape == (3, 78)
    assert nominal.columns[0] == f"{L}: purpose.higher"
    alpha = agreement.alpha(nominal, categories=example.categories, resamples=0)
    assert 0.5 < float(alpha) < 1
    ordinal = example.ratings("ordinal")
    assert ordinal.dtypes.unique().tolist() == [np.dtype(float)]
    stated = nominal.isin(["met", "partly", "not met"])
    assert ordinal.notna().equals(stated)
    assert (ordinal == 2).equals(nominal == "met")
    with pytest.raises(Problem, match="ordinal"):
        example.ratings("ordnal")


def test_disagreements_come_with_the_evidence_each_gave(example):
    found = example.disagreements()
    one = found[f"{L}: purpose.both_clients"]
    assert {given.coder: given.code for given in one.given} == {"A": "partly", "B": "not met", "C": "partly"}
    assert "channel for peers" in repr(one)
    assert found[0].divided >= found[len(found) - 1].divided


def test_codes_can_be_narrowed(example):
    assert set(example.only(role=P).frame["role"]) == {P}
    assert {one.split(".")[0] for one in example.only(feature="clarity").frame["check"]} == {"clarity"}
    assert {one.split(".")[0] for one in example.only(feature="tensions").frame["check"]} == {"tensions"}
    with pytest.raises(UnknownKeyError, match=P):
        example.only(role="pcn_clinical_directer")
    with pytest.raises(UnknownKeyError, match="clarity"):
        example.only(feature="clarty")


def test_agreement_by_feature_is_that_of_the_coefficients(example):
    table = example.by_feature(resamples=50)
    assert list(table.index) == [*ll.features.ids, "tensions", "all"]
    ratings = example.only(feature="fairness").ratings()
    alpha = agreement.alpha(ratings, categories=example.categories, resamples=50)
    assert table.loc["fairness", "alpha"] == alpha.value
    assert table.loc["fairness", "alpha_low"] == alpha.low
    assert table["units"].iloc[:-1].sum() == table.loc["all", "units"]


def test_what_is_missing_is_listed(example):
    assert len(example.missing) == example.frame["code"].isna().sum() == 6
    assert "autonomy.not_prescribed" in set(example.missing["check"])


def test_the_faults_of_the_example_are_those_it_was_made_with(example):
    said = told(example)
    for found in (
        "Chek",
        "NOT MET",
        "n/s",
        "'Met '",
        "maybe",
        "clarity.measureable",
        "pcn_clinical_directer",
        "Windows",
    ):
        assert found in said
    assert list(example.faults.columns)[:5] == ["file", "row", "column", "found", "allowed"]
    assert all(said in repr(example) for said in map(str, example.problems))


def test_hostile_text_is_escaped(write):
    evil = "<script>alert(1)</script>"
    rows = [HEAD, f"{evil},{UNIT},{evil},{evil}", f"B,{UNIT},met,{evil}", f"C,{UNIT},not met,{evil}"]
    codes = read_codes(write(rows))
    page = codes._repr_html_() + codes.disagreements()._repr_html_() + codes.compare_with_library()._repr_html_()
    assert "<script>" not in page


# --- against the library


def test_the_majority_is_set_beside_the_library(write):
    finding = ll.diagnose(ll.load_role(L)).findings["purpose.higher"]
    other = next(code for code in CODES if code != finding.answer)
    rows = [
        *(f"{coder},{UNIT},{finding.answer}," for coder in "AB"), f"C,{UNIT},{other},",
        *(f"{coder},{L},clarity.boundaries,met," for coder in "ABC"),
        f"A,{L},clarity.selection,met,", f"B,{L},clarity.selection,not met,",
        f"A,{L},clarity.concrete,met,",
    ]  # fmt: skip
    against = read_codes(write([HEAD, *rows])).compare_with_library()
    frame = against.frame.set_index("check")
    assert frame.loc["purpose.higher", "majority"] == finding.answer
    assert frame.loc["purpose.higher", ["gave_it", "coded_it"]].tolist() == [2, 3]
    assert bool(frame.loc["purpose.higher", "same"])
    assert not frame.loc["clarity.boundaries", "same"]
    # No majority where two coders part, and none of one coder alone.
    assert frame.loc[["clarity.selection", "clarity.concrete"], "same"].isna().all()
    assert against.sentence.startswith("The coders' majority and the library say the same on 1 of 2 questions (50 %)")
    assert list(against.differing["check"]) == ["clarity.boundaries"]
    assert against.crosstab.to_numpy().sum() == 2
    assert "not a proof" in repr(against)
    assert "not a proof" in against._repr_html_()
