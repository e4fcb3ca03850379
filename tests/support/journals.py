"""What the tests of the journal, the record and their form have in common."""

import errno
import os
from html.parser import HTMLParser

from hypothesis import strategies as st
from strategies import texts

from leadership_lib.teaching.journal.journal import Journal

HERE, THERE = "00_start_here", "20_redesign_your_role"


ACTIVITIES = {
    HERE: ("look",),
    "10_case_locality_clinical_lead": ("read", "judge", "mend"),
    THERE: ("change", "write"),
}


def clock(start: int = 0):
    """Give a clock that goes on by a day each time it is looked at."""
    days = iter(range(start + 1, 29))
    return lambda: f"2026-11-{next(days):02}T19:05:00+00:00"


def whats(journal: Journal) -> list:
    return [entry.what for entry in journal.entries]


def full(*_args, **_more):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Page(HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data + "\n"


NHS = "943 476 5919"


def things() -> st.SearchStrategy:
    """Anything that can be kept: text, or a table."""
    leaves = st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    leaves |= texts() | st.just("")
    inner = st.recursive(
        leaves, lambda more: st.lists(more, max_size=3) | st.dictionaries(texts(), more, max_size=3), max_leaves=8
    )
    return texts() | st.dictionaries(texts(), inner, max_size=4)


FULL = {
    "name": "A. Doctor",
    "title": "An evening with the five gaps",
    "began": "2026-11-01",
    "ended": "2026-11-03",
    "minutes": 90,
    "activity_type": "Self-study",
    "role": "Clinical director of a network",
    "pdp_item": "Lead without authority",
    "supporting_information": ["cpd", "colleague_feedback"],
    "gmp_domains": ["gmp_3"],
    "standards": ["hlm_influence", "fmlm_system"],
    "what_happened": "Read the case.\nChanged the role.",
    "learned": "Hours and hopes did not match.",
    "so_what": "I promise less.",
    "change": "Ask for two sessions of backfill",
    "change_by": "March 2027",
    "evidence": "Sessions in the rota",
    "shared_with": "The network board",
    "attachments": ["role.docx"],
    "no_patient_data": True,
}
