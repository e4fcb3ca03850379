"""Portfolios made of answers, and texts that a spreadsheet would run."""

import numpy as np

from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.diagnosis.checks.verdict import OPEN
from leadership_lib.research import (
    Portfolio,
)
from leadership_lib.research.portfolio.frames import ANSWERS

FEATURES = ("purpose", "influence", "clarity", "autonomy", "fairness")
FORMULA = ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "''=1", "＝1", "\n=1")


def portfolio(answers):
    """Make roles of answers: id -> {check: answer}, all others met."""
    ids = checks().ids
    codes = np.full((len(answers), len(ids), 3), ANSWERS.index("met"), np.uint8)
    for row, given_answers in enumerate(answers.values()):
        for name, answer in given_answers.items():
            code = ANSWERS.index(answer)
            codes[row, ids.index(name)] = (code, 0, 2) if answer in OPEN else code
    return Portfolio(tuple(answers), codes)


def level(purpose, autonomy, answer="not met"):
    """Give a role that fails so many checks of two features."""
    named = {"purpose": purpose, "autonomy": autonomy}
    return {
        name: answer
        for feature, count in named.items()
        for name in [one.id for one in checks() if one.feature == feature][:count]
    }
