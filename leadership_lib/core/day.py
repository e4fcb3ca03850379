"""The day it is, or the day that a notebook is told it is."""

import os
from datetime import date


def today() -> date:
    """Return the day it is, or that in ``LEADERSHIP_TODAY``, which makes a notebook say the same next year."""
    return date.fromisoformat(os.environ.get("LEADERSHIP_TODAY") or date.today().isoformat())
