"""The filter keeps what nothing beats, and every way to it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadership_lib.redesign import pareto as pareto_module
from leadership_lib.redesign.pareto import Rows, front


def naive(rows: list[tuple]) -> set[tuple]:
    def beats(a, b):
        return a != b and all(x <= y for x, y in zip(a[:5], b[:5], strict=True)) and a[5] & ~b[5] == 0

    return {one for one in rows if not any(beats(other, one) for other in rows)}


tiny = st.tuples(*[st.integers(0, 3)] * 2, *[st.integers(0, 2)] * 2, st.integers(-4, 0), st.integers(0, 7))


@pytest.mark.parametrize("pairwise", [0, 1500])
@settings(max_examples=200)
@given(st.lists(tiny, min_size=1, max_size=60), st.integers(1, 2**40))
def test_the_filter_keeps_what_nothing_beats(pairwise, rows, scale):
    columns = np.array(rows).T
    hours, pounds, worse, changes, closed, agreement = columns
    given_ = Rows(hours * scale, pounds * scale, agreement, worse, changes, -closed)
    known, pareto_module.PAIRWISE = pareto_module.PAIRWISE, pairwise
    try:
        kept, place = front(given_, last=True)
        early, early_place = front(given_, last=False)
    finally:
        pareto_module.PAIRWISE = known
    assert {row for row, it in zip(rows, place, strict=True) if it >= 0} == naive(rows)
    assert len(kept.hours) == len(naive(rows))
    for column, all_ in zip(kept, given_, strict=True):
        assert (column[place[place >= 0]] == all_[place >= 0]).all()
    # Before the last step nothing is lost that fewer agreements alone would beat.
    additive = {row: row[:5] for row in rows}
    for row, it in zip(rows, early_place, strict=True):
        beaten = any(
            additive[o] != row[:5] and all(x <= y for x, y in zip(o[:5], row[:5], strict=True)) and not o[5] & ~row[5]
            for o in rows
        )
        assert (it < 0) == beaten
    assert len(early.hours) >= len(kept.hours)
