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

#: Each public name and the module that has it.
_HOMES = {
    "agreement": "agreement",
    "coding": "coding",
    "portfolio": "portfolio",
    "AgainstLibrary": "coding.library_comparison",
    "BeforeAfter": "portfolio.before_after",
    "Clusters": "portfolio.clusters",
    "Codebook": "coding.codebook",
    "Codes": "coding.codes",
    "Portfolio": "portfolio.portfolio",
    "Provenance": "portfolio.provenance",
    "Sensitivity": "portfolio.sensitivity",
    "Shown": "portfolio.batches",
    "Unread": "tables.unread",
    "Written": "portfolio.stream",
    "diagnose_roles": "portfolio.loading",
    "each": "portfolio.stream",
    "example_codes_folder": "coding.reader",
    "read_codes": "coding.reader",
    "roles_frame": "portfolio.role_rows",
    "sensitivity": "portfolio.sensitivity",
    "write_codebook": "coding.codebook",
    "write_coding_sheet": "coding.sheet",
    "write_findings": "portfolio.stream",
    "write_roles": "portfolio.role_rows",
}

__all__ = [*_HOMES]
__getattr__ = face(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
