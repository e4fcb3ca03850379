"""Documents: role description, page of questions, handout and grid, in Word, HTML and Markdown alike.

Examples
--------
>>> import leadership_lib as ll
>>> from leadership_lib.output.documents import write_description
>>> write_description(ll.load_role("locality_clinical_lead"), "my_work/role.docx")  # doctest: +SKIP
"""

from leadership_lib.core.lazy import face

__getattr__, __dir__, __all__ = face(__name__, __file__)
