"""Polarity grids: two good things that need each other, what each gains and loses, and how to hold both.

The idea of such a grid is B. Johnson's; what the paper says about its four paradoxes, and every sentence of a review,
stands in ``data/framework/polarities.toml``.
"""

from leadership_lib.redesign.polarity.difficulty import Answers, Difficulty, FalseFix, Kind, false_fixes, kind_of
from leadership_lib.redesign.polarity.grid import UNTITLED, PolarityGrid
from leadership_lib.redesign.polarity.parts import PARTS, POLES, PolarityError, Pole
from leadership_lib.redesign.polarity.reference_grids import label, load
from leadership_lib.redesign.polarity.review import Remark

__all__ = [
    "PARTS",
    "POLES",
    "UNTITLED",
    "Answers",
    "Difficulty",
    "FalseFix",
    "Kind",
    "PolarityError",
    "PolarityGrid",
    "Pole",
    "Remark",
    "false_fixes",
    "kind_of",
    "label",
    "load",
]
