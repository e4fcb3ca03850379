"""Simulation: how often 95 % intervals held the true value, as ``make bench-coverage`` stored it."""

import pandas as pd

from leadership_lib.core.folders import data_folder
from leadership_lib.core.toml import loads


def coverage() -> pd.DataFrame:
    """Return how often 95 % intervals cover, by coefficient, size and skew.

    Returns
    -------
    pandas.DataFrame
        One row a coefficient and design: how many ``coders`` and ``units``, the share of the ``rarer`` code (or how
        far raters differ in ``strictness``), the ``true`` value, and in per cent how many intervals cover it
        (``covers``), come without a warning (``unwarned``), and of these cover it (``covers_unwarned``; missing where
        they are fewer than one in ten). ``attrs`` has the date and how many data sets each figure rests on.
    """
    held = loads((data_folder() / "framework" / "coverage.toml").read_text("utf-8"))
    frame = pd.DataFrame(held["design"])
    order = ["coefficient", "coders", "units", "rarer", "strictness", "true", "covers", "unwarned", "covers_unwarned"]
    frame = frame[order]
    frame.attrs.update(date=str(held["date"]), sets=held["sets"])
    return frame
