"""Figures: what a diagnosis found, and where a role stands, as pictures; nothing is judged here."""

from leadership_lib.output.figures.alignment_bars import alignment
from leadership_lib.output.figures.body_timeline import timeline
from leadership_lib.output.figures.case_matrix import one_page
from leadership_lib.output.figures.dendrogram import clusters
from leadership_lib.output.figures.features import profile
from leadership_lib.output.figures.gaps import bridges
from leadership_lib.output.figures.ladder import layers
from leadership_lib.output.figures.many import before_after, fails_together, sensitivity, trade_offs
from leadership_lib.output.figures.overview import at_a_glance
from leadership_lib.output.figures.polarity_grid import grid

__all__ = [
    "alignment",
    "at_a_glance",
    "before_after",
    "bridges",
    "clusters",
    "fails_together",
    "grid",
    "layers",
    "one_page",
    "profile",
    "sensitivity",
    "timeline",
    "trade_offs",
]
