"""Agreement: how far coders who worked blind to one another say the same, and where they do not.

Look at `disagreements` first: what each coder gave, side by side, with the evidence. Coefficients come second. All
take an array with one row a coder and one column a unit, NaN or None where a coder gave nothing (a pandas frame keeps
its labels); `from_counts` and `from_crosstable` turn printed tables into that shape. Each result is a number with
``float()`` and carries its interval, a plain sentence and a probabilistic benchmark. `load` gives the table that says
when each is the right one.

Everything is written from the published formulae, each cited where it stands.

Examples
--------
>>> from leadership_lib import agreement
>>> ratings = [[1, 2, 3, 3, 2, 1], [1, 2, 3, 3, 2, 2], [None, 3, 3, 3, 2, 3]]
>>> round(float(agreement.alpha(ratings, level="ordinal")), 3)
0.593
"""

from leadership_lib.research.agreement.benchmark import SCALES, Benchmark
from leadership_lib.research.agreement.chance import brennan_prediger, fleiss_kappa, gwet_ac, percent_agreement
from leadership_lib.research.agreement.coefficient_guide import Coefficient, load
from leadership_lib.research.agreement.coincidence import alpha
from leadership_lib.research.agreement.disagreements import Disagreement, Disagreements, disagreements
from leadership_lib.research.agreement.kappa import cohen_kappa, conger_kappa
from leadership_lib.research.agreement.panel import Judgement, Panel, panel_rule, rand_ucla
from leadership_lib.research.agreement.question import IntervalOptions
from leadership_lib.research.agreement.ranks import kendall_w
from leadership_lib.research.agreement.ratings import Ratings
from leadership_lib.research.agreement.resampling import draws
from leadership_lib.research.agreement.result import Agreement
from leadership_lib.research.agreement.tables import from_counts, from_crosstable
from leadership_lib.research.agreement.variance import FORMS, icc, icc_all

__all__ = [
    "FORMS",
    "SCALES",
    "Agreement",
    "Benchmark",
    "Coefficient",
    "Disagreement",
    "Disagreements",
    "IntervalOptions",
    "Judgement",
    "Panel",
    "Ratings",
    "alpha",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "disagreements",
    "draws",
    "fleiss_kappa",
    "from_counts",
    "from_crosstable",
    "gwet_ac",
    "icc",
    "icc_all",
    "kendall_w",
    "load",
    "panel_rule",
    "percent_agreement",
    "rand_ucla",
]
