"""The coverage of intervals: what is stored is what the bench does, and nowhere below what is promised."""

import bench_coverage as bench
import numpy as np
import pytest

from leadership_lib.research import agreement


def test_the_true_value_of_the_bench_is_what_very_many_units_come_to():
    generator = np.random.default_rng(1)
    table = bench.coded(3, 200_000, 0.1, 0.1, generator)
    for name, call in bench.COEFFICIENTS.items():
        assert float(call(table, resamples=0)) == pytest.approx(bench.true_value(name, 0.1, 0.1), abs=0.01), name
    found = agreement.icc(bench.rated(400, 2000, 1.0, generator))
    assert float(found) == pytest.approx(1 / (1 + 1 + 0.49), abs=0.03)


def test_where_there_is_no_warning_at_least_nine_intervals_in_ten_cover():
    stored = agreement.coverage()
    assert len(stored) == 4 * 12 + 5
    assert stored.attrs["sets"] >= 500
    sure = stored["covers_unwarned"].dropna()
    assert len(sure) >= 40
    assert sure.min() >= 90


def test_what_is_stored_is_what_comes_out_now():
    # One design by each kind of interval, on fewer data sets: within three standard errors of what is stored.
    stored = agreement.coverage().set_index(["coefficient", "coders", "units"])
    generator, sets = np.random.default_rng(3), 80
    tables = [bench.coded(3, 30, 0.2, 0.1, generator) for _ in range(sets)]
    for name in ("alpha", "percent_agreement"):
        found = [bench.COEFFICIENTS[name](table, seed=seed) for seed, table in enumerate(tables)]
        one = bench.row(name, {}, bench.true_value(name, 0.2, 0.1), found)
        before = stored.loc[(name, 3, 30)].query("rarer == 0.2")["covers"].item()
        assert abs(one["covers"] - before) < 3 * 100 * (0.05 * 0.95 / sets) ** 0.5 + 1
