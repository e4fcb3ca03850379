"""Redesign: typed changes to a role, what they cost and really do, and which few of them help most.

`moves` gives the changes that the findings of a role suggest, `frontier` all combinations of them that no other one
beats. What a move does is found by making it and diagnosing again; what it costs is an assumption to be changed.
"""

from leadership_lib.redesign.best import Frontier, Point, frontier
from leadership_lib.redesign.catalogue import Moves
from leadership_lib.redesign.combination import Combination
from leadership_lib.redesign.kinds import PARTIES, Kind, load
from leadership_lib.redesign.limits import Limits
from leadership_lib.redesign.move import Cost, Move
from leadership_lib.redesign.suggest import moves

__all__ = [
    "PARTIES",
    "Combination",
    "Cost",
    "Frontier",
    "Kind",
    "Limits",
    "Move",
    "Moves",
    "Point",
    "frontier",
    "load",
    "moves",
]
