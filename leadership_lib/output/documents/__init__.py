"""Documents: role description, handout and grid, in Word, HTML and Markdown alike.

Examples
--------
>>> import leadership_lib as ll
>>> from leadership_lib.output.documents import write_description
>>> write_description(ll.load_role("locality_clinical_lead"), "my_work/role.docx")  # doctest: +SKIP
"""

from leadership_lib.core.lazy import face

#: What writes each kind of document, and the module that has it.
_HOMES = {
    "write": "writing",
    "write_description": "description",
    "write_grid": "grid",
    "write_handout": "handout",
}

__all__ = [*_HOMES]
__getattr__ = face(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
