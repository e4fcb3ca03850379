"""Research: many roles at once, many coders, and how far they agree.

Every public name of `portfolio` and `coding` is here, loaded when it is first used; `agreement` has its own.

Examples
--------
>>> import leadership_lib as ll
>>> many = ll.research.diagnose_roles(["locality_clinical_lead", ll.Role(title="Lead")])
>>> list(many)
['locality_clinical_lead', 'role 2']
"""

from leadership_lib.core.lazy import face

__getattr__, __dir__, __all__ = face(__name__, __file__)
