"""Figures: what a diagnosis found, and where a role stands, as pictures; nothing is judged here."""

from leadership_lib.core.lazy import face

__getattr__, __dir__, __all__ = face(__name__, __file__)
