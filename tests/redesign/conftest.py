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


@pytest.fixture
def two_open(best) -> Role:
    """A role in which two findings are open."""
    return best.with_({"purpose.higher": "none", "capacity.backfill": "none"})


@pytest.fixture
def three(two_open) -> Moves:
    """Two ways to say what the role is for, an hour each, and cover for 1,000 pounds and two hours."""
    said = Moves(two_open, []).and_own("say", "Say it", {"purpose.higher": "People are seen in time"}, hours=1)
    said = said.and_own("say_else", "Say it otherwise", {"purpose.higher": "People keep their health"}, hours=1)
    cover = {"capacity.backfill": "found and funded"}
    return said.and_own("cover", "Find cover", cover, hours=2, pounds=1000, agreement=["a manager"])
