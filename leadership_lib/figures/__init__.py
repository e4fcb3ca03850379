"""Figures: what a diagnosis found, and where a role stands, as pictures; nothing is judged here."""

from leadership_lib.figures.dendrogram import clusters
from leadership_lib.figures.features import profile
from leadership_lib.figures.gaps import bridges
from leadership_lib.figures.glance import at_a_glance
from leadership_lib.figures.grid import grid
from leadership_lib.figures.ladder import layers
from leadership_lib.figures.many import before_after, fails_together, sensitivity, trade_offs
from leadership_lib.figures.one_page import one_page
from leadership_lib.figures.sides import alignment
from leadership_lib.figures.timeline import timeline

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
