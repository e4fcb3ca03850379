"""People: the secrets by which a workshop knows someone again; what is kept of a secret is its hash."""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from leadership_lib.workshop.rounds import Refused
from leadership_lib.workshop.store import Database

#: Letters of codes: no vowels, so no words, and none that looks like another.
LETTERS = "bcdfghjkmnpqrstvwxz"

#: How many letters of a person's secret are told at a device that goes round; the rest stays in the device.
TOLD = 6


#: The most characters of a sheet's number.
LONGEST_NUMBER = 20


def digest(secret: str) -> bytes:
    """Return what is kept of a secret: a copy of the file lets no one in."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()[:16]


def letters(count: int) -> str:
    """Return random letters of codes."""
    return "".join(secrets.choice(LETTERS) for _ in range(count))


def person_of(db: Database, code: str, token: str) -> bytes:
    """Return the person who has this secret, or refuse whoever has none of this workshop."""
    if not db.rows("SELECT id FROM person WHERE id = ? AND code = ?", digest(token), code):
        raise Refused(403, "join")
    return digest(token)


def on_paper(found: Mapping[str, Any], sheet: str) -> bytes:
    """Return the person who has a numbered sheet of a workshop."""
    if not sheet or len(sheet) > LONGEST_NUMBER:
        raise Refused(400, "sheet")
    return digest(f"paper {bytes(found['facilitator']).hex()} {sheet}")


def shuffled(secret: bytes, what: bytes) -> bytes:
    """Order by a secret: the same at each look, and it tells nothing."""
    return hashlib.sha256(secret + what).digest()
