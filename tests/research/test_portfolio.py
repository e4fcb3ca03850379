"""Many roles: every figure is the one worked out by hand, and every picture tells it."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import edges, measured, within
from portfolios import level, portfolio
from strategies import roles

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import data_folder
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.diagnosis.checks.verdict import OPEN
from leadership_lib.diagnosis.comparison import compare
from leadership_lib.output.drawing.marks import Text
from leadership_lib.output.figures import dendrogram as tree_of
from leadership_lib.output.figures import many
from leadership_lib.research import (
    diagnose_roles,
)
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.research.portfolio.clusters import average_linkage, cut, distances
from leadership_lib.research.portfolio.intervals import Options, bootstrap, mean_interval
from leadership_lib.role.role import Role

# --- the tables are what diagnoses say


def test_every_answer_and_its_bounds_are_those_of_a_diagnosis(found):
    table = found.findings.set_index(["role", "check"])
    assert len(table) == 39 * len(ll.cases)
    for case in ll.cases:
        for finding in ll.diagnose(case.as_found).findings:
            row, outcome = table.loc[(case.id, finding.id)], finding.outcome
            assert row["answer"] == finding.answer
            expected = ("not met", "met") if outcome.answer in OPEN else outcome[1:]
            assert (row["at_least"], row["at_most"]) == tuple(expected)
            assert row["feature"] == (finding.check.feature or "")


def test_every_share_is_the_very_number_of_a_diagnosis(found):
    table = found.profiles.set_index(["role", "feature"])
    for case in ll.cases:
        for feature, bounds in ll.diagnose(case.as_found).profile.items():
            row = table.loc[(case.id, feature)]
            assert (row["lower"], row["upper"], row["checks"]) == (bounds.lower, bounds.upper, bounds.total)
            counts = bounds.met, bounds.partly, bounds.not_met, bounds.not_stated
            assert tuple(row[["met", "partly", "not_met", "not_stated"]]) == counts


@given(st.lists(roles(), min_size=1, max_size=3))
def test_any_roles_have_the_bounds_of_their_diagnoses(given_roles):
    many_roles = diagnose_roles({f"r{n}": role for n, role in enumerate(given_roles)})
    shares = many_roles.profiles[["lower", "upper"]].to_numpy().reshape(-1, 5, 2)
    for role, ends in zip(given_roles, shares, strict=True):
        assert [tuple(end) for end in ends] == [(b.lower, b.upper) for b in ll.diagnose(role).profile.values()]


def test_answers_are_one_row_a_role_and_one_column_a_check(found):
    assert tuple(found.answers.columns) == ("role", *checks().ids)
    long = found.findings.pivot(index="role", columns="check", values="answer")
    wide = found.answers.set_index("role")
    assert (long.loc[wide.index, list(wide.columns)].to_numpy() == wide.to_numpy()).all()


def test_a_tally_counts_answers_and_bounds_the_share_that_fails():
    names = {
        f"r{n}": {"purpose.higher": answer} for n, answer in enumerate(["not met", "not stated", "met", "partly"])
    }
    row = portfolio(names).tally().set_index("check").loc["purpose.higher"]
    assert tuple(row[["not_met", "partly", "met", "not_stated"]]) == (1, 1, 1, 1)
    assert (row["fails_lower"], row["fails_upper"]) == (0.25, 0.5)
    assert row["low"] == pytest.approx(0.0456, abs=1e-4)  # Wilson, 1 of 4
    assert row["high"] == pytest.approx(0.8500, abs=1e-4)  # Wilson, 2 of 4


# --- intervals


def test_wilson_is_as_published():
    # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
    for count, total, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        ends = wilson(np.array([count]), np.array([total]))
        assert [round(float(end[0]), 4) for end in ends] == [low, high]
    assert all(math.isnan(end[0]) for end in wilson(np.array([0]), np.array([0])))


def test_a_bootstrap_is_seeded_close_to_theory_and_silent_where_nothing_can_differ():
    values = np.array([0.0] * 50 + [1.0] * 50)
    low, high = mean_interval(values, Options(resamples=5000))
    assert (low, high) == mean_interval(values, Options(resamples=5000))
    # A mean of 100 fair coins: 0.5 and 1.96 times 0.05 either way.
    assert (low, high) == pytest.approx((0.402, 0.598), abs=0.011)
    for few in ([], [1.0], [1.0, 0.0], [1.0, 1.0, 1.0]):
        assert all(math.isnan(end) for end in mean_interval(np.array(few), Options()))
    with pytest.raises(Problem, match="resamples is 3"):
        Options(resamples=3)
    with pytest.raises(Problem, match="confidence is 95"):
        Options(confidence=95)


def test_counting_kinds_is_the_same_bootstrap_as_drawing_roles():
    values = np.array([0.0, 0.5, 0.5, 1.0, 1.0, 1.0])
    ours = bootstrap(values, lambda kinds, drawn: drawn @ kinds[:, 0] / 6, Options(resamples=20_000))
    drawn = np.random.default_rng(5).choice(values, (20_000, 6)).mean(axis=1)
    assert ours == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])), abs=0.05)


# --- patterns, worked out by hand


def test_checks_that_fail_together():
    a, b = "purpose.higher", "fairness.backfill"
    no, unknown = "not met", "not stated"
    many_roles = portfolio(
        {
            "1": {a: no, b: no},
            "2": {a: no, b: no},
            "3": {a: no},
            "4": {},
            "5": {a: unknown, b: no},
            "6": {b: "partly"},
        }
    )
    pairs = many_roles.fails_together().set_index(["first", "second"])
    row = pairs.loc[(a, b)]
    # Five roles answer both; three fail the first, two the second, two both.
    assert tuple(row[["roles", "first_fails", "second_fails", "both", "either"]]) == (5, 3, 2, 2, 3)
    assert row["together"] == pytest.approx(2 / 3)
    assert (row["low"], row["high"]) == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert row["beyond_chance"] == pytest.approx(2 / 5 - 3 / 5 * 2 / 5)
    assert row["beyond_low"] < row["beyond_chance"] < row["beyond_high"]
    # Nobody fails the others, which says nothing about them.
    other = pairs.loc[(a, "purpose.necessity")]
    assert other["both"] == 0
    assert math.isnan(other["beyond_chance"])
    assert many_roles.fails_together().equals(many_roles.fails_together())
    more = many_roles.fails_together(("not met", "partly", "not stated")).set_index(["first", "second"]).loc[(a, b)]
    assert tuple(more[["roles", "first_fails", "second_fails", "both", "either"]]) == (6, 4, 4, 3, 5)


def test_two_checks_that_read_one_fact_say_so(found):
    pairs = found.fails_together().set_index(["first", "second"])
    assert len(pairs) == 39 * 38 // 2
    shared = pairs.loc[("clarity.concrete", "clarity.measurable"), "shared_facts"]
    assert shared.split("; ") == ["objectives", "duties"]


@pytest.mark.parametrize("fails", [(), "not met", ("met",), ("no",)])
def test_what_cannot_count_as_failing_is_refused(found, fails):
    with pytest.raises(Problem, match="fails is a list of answers"):
        found.fails_together(fails)
    with pytest.raises(Problem, match=r'such as fails=\["not met"\]; \'not met\' is no list'):
        found.fails_together("not met")
    with pytest.raises(Problem, match="no option 'sed'"):
        found.fails_together(sed=1)


def test_features_that_trade_off():
    # Purpose falls as autonomy rises, but for the last role, which is better in both than the first three.
    many_roles = portfolio({"a": level(1, 6), "b": level(2, 5), "c": level(3, 4), "d": level(0, 0)})
    row = many_roles.trade_offs().set_index(["first", "second"]).loc[("purpose", "autonomy")]
    assert tuple(row[["roles", "pairs", "same", "opposite"]]) == (4, 6, 3, 3)
    assert (row["balance"], row["middle"]) == (0, 0)
    assert -1 <= row["low"] <= 0 <= row["high"] <= 1
    level_row = many_roles.trade_offs().set_index(["first", "second"]).loc[("purpose", "clarity")]
    assert level_row["same"] == level_row["opposite"] == 0
    assert math.isnan(level_row["balance"])


def test_what_is_not_stated_decides_no_trade_off():
    many_roles = portfolio({"a": level(3, 0, "not stated"), "b": level(0, 2), "c": level(1, 1)})
    row = many_roles.trade_offs().set_index(["first", "second"]).loc[("purpose", "autonomy")]
    # The first may stand anywhere in purpose; only b against c is decided: better in one, worse in the other.
    assert (row["same"], row["opposite"], row["balance"]) == (0, 1, -1)
    # By the middles a (a half) stands below c (two thirds) in purpose and above it in autonomy.
    assert row["middle"] == -1


def test_distances_and_linkage():
    codes_of = np.array([[0, 0, 0, 3], [0, 0, 1, 3], [2, 2, 2, 3], [3, 3, 3, 2]])
    table = distances(codes_of)
    assert table[0, 1] == pytest.approx(0.5 / 3)
    assert table[0, 2] == 1
    assert table[1, 2] == pytest.approx(2.5 / 3)
    assert table[0, 3] == table[3, 1] == 1  # nothing answered in common
    merges = average_linkage(table)
    # 0 and 1 join first; then 2, at the mean of 1 and 2.5/3; then 3.
    assert merges[:, 2] == pytest.approx([0.5 / 3, (1 + 2.5 / 3) / 2, 1])
    assert merges[:, 3].tolist() == [2, 3, 4]
    assert cut(merges, 4, 2, None).tolist() == [1, 1, 1, 2]
    assert cut(merges, 4, None, 0.2).tolist() == [1, 1, 2, 3]


def naive(table):
    """Join the two nearest clusters, looking at every two of them each time."""
    groups, heights = [[n] for n in range(len(table))], []
    while len(groups) > 1:
        pairs = [
            (np.mean([table[i, j] for i in a for j in b]), x, y)
            for x, a in enumerate(groups)
            for y, b in enumerate(groups)
            if x < y
        ]
        height, x, y = min(pairs)
        heights.append(height)
        groups = [g for n, g in enumerate(groups) if n not in (x, y)] + [groups[x] + groups[y]]
    return heights


@given(st.integers(2, 9), st.integers(0, 10_000))
def test_chains_of_neighbours_join_as_looking_everywhere_does(count, seed):
    points = np.random.default_rng(seed).random((count, 3))
    table = np.abs(points[:, None] - points[None]).mean(axis=2)
    assert average_linkage(table)[:, 2] == pytest.approx(naive(table))


def test_clusters_of_cases(found):
    by_count, by_threshold = found.clusters(3), found.clusters(threshold=0.0)
    assert sorted(by_count.members["role"]) == sorted(found.ids)
    assert set(by_count.members["cluster"]) == {1, 2, 3}
    # One that stands alone has no one to stay with.
    alone = by_count.members.groupby("cluster")["role"].transform("size") == 1
    assert by_count.members["held"].isna().equals(alone)
    assert by_count.members["held"].dropna().between(0, 1).all()
    assert len(set(by_threshold.members["cluster"])) == len(found)
    assert sorted(by_count.order) == list(range(len(found)))
    assert by_count.members.equals(found.clusters(3).members)
    assert repr(by_count).startswith(f"{len(found)} roles in 3 clusters\n1. ")
    for wrong in ({}, {"k": 3, "threshold": 0.1}, {"k": 0}, {"k": 99}, {"threshold": 2}):
        with pytest.raises(Problem):
            found.clusters(**wrong)


def test_what_sets_a_cluster_apart():
    no = {"purpose.higher": "not met", "fairness.backfill": "partly"}
    found_clusters = portfolio({"a": no, "b": no, "c": {}, "d": {}, "e": {}}).clusters(2)
    assert found_clusters.members.set_index("role")["cluster"].to_dict() == {"c": 1, "d": 1, "e": 1, "a": 2, "b": 2}
    rows = found_clusters.apart[found_clusters.apart["cluster"] == 2]
    assert rows["check"].tolist()[:2] == ["purpose.higher", "fairness.backfill"]
    assert rows["difference"].tolist()[:2] == [-1, -0.5]


def test_before_and_after_moves_are_those_of_comparisons(found, redesigned):
    moved = found.before_after(redesigned)
    ours = {(row.role, row.check): row.direction for row in moved.moves.itertuples()}
    theirs = {
        (case.id, shift.check.id): shift.direction
        for case in ll.cases
        for shift in compare(case.as_found, case.redesigned).moved
    }
    assert ours == theirs
    assert moved.unmatched == ()
    back = redesigned.before_after(found).moves
    theirs = {s.direction for case in ll.cases for s in compare(case.redesigned, case.as_found).moved}
    assert set(back["direction"]) == theirs


def test_before_and_after_by_hand():
    before = portfolio({"a": level(3, 0), "b": level(1, 0), "c": level(0, 0), "x": {}})
    after = portfolio({"b": {}, "c": level(1, 0), "a": level(1, 0), "y": {}})
    moved = before.before_after(after)
    assert moved.roles == ("a", "b", "c")
    assert moved.unmatched == ("x", "y")
    row = moved.features.set_index("feature").loc["purpose"]
    # From 0, 2/3 and 1 to 2/3, 1 and 2/3.
    assert row["lower_before"] == pytest.approx(5 / 9)
    assert row["lower_after"] == pytest.approx(7 / 9)
    assert row["lower_change"] == pytest.approx(2 / 9)
    assert row["lower_low"] < 2 / 9 < row["lower_high"]
    first = moved.checks.set_index("check").loc["purpose.higher"]
    assert (first["better"], first["worse"], first["same"], first["share_better"]) == (1, 1, 1, pytest.approx(1 / 3))
    assert repr(moved).startswith("3 roles before and after, 117 answers: 3 better, 1 worse")
    with pytest.raises(Problem, match="No id stands in both"):
        before.before_after(portfolio({"z": {}}))
    with pytest.raises(Problem, match="diagnose_roles"):
        before.before_after({"a": ll.Role()})


# --- pictures


@pytest.fixture(scope="module")
def pictures(found, redesigned):
    hostile = {
        f"{text or 'x'} {n}": Role(title="x") for n, text in enumerate(("<b>&</b>", "W" * 200, "漢字\x00\u202e"))
    }
    strange = diagnose_roles({**hostile, "lead": ll.load_role("locality_clinical_lead")})
    for width in (360, 680):
        yield_of = [
            many.fails_together(found.fails_together(), 4, width=width),
            many.fails_together(diagnose_roles({"a": Role()}).fails_together(), width=width),
            many.trade_offs(found.trade_offs(), width=width),
            many.before_after(found.before_after(redesigned), width=width),
            tree_of.clusters(found.clusters(3), width=width),
            tree_of.clusters(strange.clusters(2), width=width),
        ]
        if width == 360:
            first = yield_of
    return [*first, *yield_of]


def test_every_picture_stays_on_its_sheet(pictures):
    for drawing in pictures:
        sheet = (0, 0, drawing.width, drawing.height)
        for mark in drawing.marks:
            if not isinstance(mark, Text):
                assert within(edges(mark), sheet, 0.5), drawing.title
        for text, box in measured(drawing):
            assert within(box, sheet, 1.0), (drawing.title, text)


def test_every_picture_says_that_it_is_a_prompt(pictures):
    for drawing in pictures:
        assert drawing.alt.endswith("These are prompts for judgement, not a validated scale.")


def test_pictures_of_features_tell_every_cell_of_their_table(found, redesigned):
    for drawing in (many.trade_offs(found.trade_offs()), many.before_after(found.before_after(redesigned))):
        assert len(drawing.table.rows) == 10
        assert all(str(cell) in drawing.alt for row in drawing.table.rows for cell in row)


def test_a_picture_of_pairs_names_the_questions_and_the_counts(found):
    pairs = found.fails_together()
    drawing = many.fails_together(pairs, 1)
    row = pairs.iloc[0]
    for key in ("first", "second"):
        assert checks()[row[key]].question in drawing.alt
    assert f"of {row['either']} that fail either, {row['both']} fail both" in drawing.alt
    with pytest.raises(Problem, match="most is 0"):
        many.fails_together(pairs, 0)


def test_a_tree_names_every_role_and_cluster(found):
    drawing = tree_of.clusters(found.clusters(3))
    for key in found.ids:
        assert key in drawing.alt
    assert [row[0] for row in drawing.table.rows] == found.clusters(3).members["role"].tolist()
    # A tree of n roles has n - 1 joinings.
    assert len(re.findall(r"0\.\d\d", drawing.alt.partition("Branches join at ")[2])) == len(found) - 1


# --- what to expect where nothing binds two checks


def test_shuffled_answers_leave_about_as_many_pairs_as_a_shuffle_by_hand_did():
    # Twelve shuffles by hand (another generator) left 0 to 4 pairs, 1.3 on average; the level alone would suggest sixteen.
    # These are the twelve roles of notebook 40.
    twelve = (data_folder() / "portfolio" / "twelve_cases.txt").read_text("utf-8").split()
    said = diagnose_roles(twelve).shuffled(shuffles=6)
    assert said.found <= max(3, *said.shuffled), "the text says that no pair stands out"
    assert 0.2 <= np.mean(said.shuffled) <= 3
    assert max(said.shuffled) <= 6
    assert f"{said.found} of {said.pairs}" in repr(said)


def test_what_is_bound_stands_out_from_the_shuffles():
    fine, short = {"hours_paid": 8, "hours_expected": 8}, {"hours_paid": 4, "hours_expected": 16}
    paid = {True: "more", False: "less"}
    roles = {
        f"r{n}": ll.Role(
            title="Lead", capacity=short if n % 2 else fine, reward={"against_managers": paid[n % 2 == 0]}
        )
        for n in range(16)
    }
    said = diagnose_roles(roles).shuffled(shuffles=5, resamples=500)
    assert said.found >= 1
    assert said.found > max(said.shuffled)
    with pytest.raises(Problem, match="shuffles"):
        diagnose_roles(roles).shuffled(shuffles=0)
