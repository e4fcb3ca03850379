"""Figures: what a diagnosis found, and where a role stands, as pictures; nothing is judged here."""

from leadership_lib.core.lazy import face

#: Each figure and the module that draws it; none is called like a figure, which it would stand in the way of.
_HOMES = {
    "alignment": "alignment_bars",
    "at_a_glance": "overview",
    "before_after": "many",
    "bridges": "gaps",
    "clusters": "dendrogram",
    "fails_together": "many",
    "grid": "polarity_grid",
    "layers": "ladder",
    "one_page": "case_matrix",
    "profile": "features",
    "sensitivity": "many",
    "timeline": "body_timeline",
    "trade_offs": "many",
}

__all__ = [*_HOMES]
__getattr__ = face(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
