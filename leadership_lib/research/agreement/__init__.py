"""Agreement: how far coders who worked blind to one another say the same, and where they do not.

Look at `disagreements` first: what each coder gave, side by side, with the evidence. Coefficients come second. All
take an array with one row a coder and one column a unit, NaN or None where a coder gave nothing (a pandas frame keeps
its labels); `from_counts` and `from_crosstable` turn printed tables into that shape. Each result is a number with
``float()`` and carries its interval and a plain sentence; a word from a scale is given only when asked for, as its
`benchmark`. `load` gives the table that says when each is the right one. `by_category` and `by_pair` say where a
coefficient comes from, `difference` compares two results, and `kappa_sample_size` and `icc_sample_size` say how many
units a study needs.

Intervals are about other units, coded by these coders. That other coders may differ more is in that of ICC2 only;
units that belong together are drawn together with ``clusters=``. `coverage` tells how often intervals hold the truth.

Everything is written from the published formulae, each cited where it stands.

Examples
--------
>>> from leadership_lib import agreement
>>> ratings = [[1, 2, 3, 3, 2, 1], [1, 2, 3, 3, 2, 2], [None, 3, 3, 3, 2, 3]]
>>> round(float(agreement.alpha(ratings, level="ordinal")), 3)
0.593
"""

from leadership_lib.core.lazy import face

__getattr__, __dir__, __all__ = face(__name__, __file__)
