"""The case that most tests of redesign look at: nothing of it can change, so it is searched once."""

import pytest

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.redesign.frontier import Frontier, frontier
from leadership_lib.redesign.moves import Moves, moves


@pytest.fixture(scope="session")
def locality() -> Role:
    """The role of the locality clinical lead, as found."""
    return ll.load_role("locality_clinical_lead")


@pytest.fixture(scope="session")
def offered(locality) -> Moves:
    """Every move that is offered for it."""
    return moves(locality)


@pytest.fixture(scope="session")
def whole(locality) -> Frontier:
    """Every best combination of these moves."""
    return frontier(locality)
