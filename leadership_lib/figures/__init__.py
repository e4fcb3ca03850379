"""Figures: what a diagnosis found, and where a role stands, as pictures; nothing is judged here."""

from leadership_lib.figures.features import profile
from leadership_lib.figures.gaps import bridges
from leadership_lib.figures.glance import at_a_glance
from leadership_lib.figures.grid import grid
from leadership_lib.figures.ladder import layers
from leadership_lib.figures.sides import alignment

__all__ = ["alignment", "at_a_glance", "bridges", "grid", "layers", "profile"]
