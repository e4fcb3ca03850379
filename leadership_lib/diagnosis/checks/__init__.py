"""The questions put to a role: one module a subject, one function a check, their words in the data."""

from leadership_lib.diagnosis.checks import (  # noqa: F401 (they register)
    accountability,
    autonomy,
    clarity,
    fairness,
    influence,
    layers,
    purpose,
    tensions,
    titles,
)
from leadership_lib.diagnosis.checks.base import Check, CheckId, Finding, ask_all, load
from leadership_lib.diagnosis.checks.verdict import Answer, Outcome

__all__ = ["Answer", "Check", "CheckId", "Finding", "Outcome", "ask_all", "load"]
