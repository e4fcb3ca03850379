"""Portfolio: many roles at once, each put to every check, and what they have in common.

Reading says what could not be read, and reads the rest. Every table is a pandas frame, and whatever rests on few
roles has an interval. Nothing here is a test of significance, and there is no total score.

Examples
--------
>>> import leadership_lib as ll
>>> from leadership_lib.research.portfolio import load_roles
>>> many = load_roles({"lead": ll.load_role("locality_clinical_lead"), "bare": ll.Role(title="Lead")})
>>> sorted(set(many.findings["answer"]))
['met', 'not met', 'not stated', 'partly']
"""

from leadership_lib.research.portfolio.batches import Shown
from leadership_lib.research.portfolio.before_after import BeforeAfter
from leadership_lib.research.portfolio.clusters import Clusters
from leadership_lib.research.portfolio.loading import load_roles
from leadership_lib.research.portfolio.portfolio import Portfolio
from leadership_lib.research.portfolio.provenance import Provenance
from leadership_lib.research.portfolio.read_problems import Unread
from leadership_lib.research.portfolio.sensitivity import Sensitivity, sensitivity
from leadership_lib.research.portfolio.stream import Written, diagnose_many, each, roles_frame, write_roles

__all__ = [
    "BeforeAfter",
    "Clusters",
    "Portfolio",
    "Provenance",
    "Sensitivity",
    "Shown",
    "Unread",
    "Written",
    "diagnose_many",
    "each",
    "load_roles",
    "roles_frame",
    "sensitivity",
    "write_roles",
]
