"""The questions put to a role: one module a group, one function a check, their words in the data."""

from leadership_lib.diagnosis.checks import (  # noqa: F401 (they register)
    autonomy,
    clarity,
    fairness,
    influence,
    purpose,
    tensions,
)
from leadership_lib.diagnosis.checks.base import (
    Answer,
    Check,
    CheckId,
    Evidence,
    Finding,
    Outcome,
    Side,
    Verdict,
    ask_all,
    load,
)

__all__ = ["Answer", "Check", "CheckId", "Evidence", "Finding", "Outcome", "Side", "Verdict", "ask_all", "load"]
