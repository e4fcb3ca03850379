"""Invented posts in the shapes real ones have, and what is asked of them."""

import leadership_lib as ll
from leadership_lib import Role


def post(text: str) -> Role:
    """Return the role that stands in the text of a file, of today or of version 0.1."""
    return Role.from_toml(text)


def answer(role: Role, check: str) -> str:
    """Return the answer of one check."""
    return ll.checks[check].ask(role).answer


def results(*some: str | dict) -> dict:
    """Return objectives as facts, each from its text or from all that is stated of it."""
    return {"objectives": [{"text": one} if isinstance(one, str) else one for one in some]}
