"""Design great clinical leadership jobs in primary care: what the paper says, roles, checks, diagnosis, cases.

Every name here is loaded when it is first used, so that importing the library costs next to nothing.

Examples
--------
>>> import leadership_lib as ll
>>> role = ll.load_role("locality_clinical_lead")
>>> diagnosis = ll.diagnose(role)
>>> diagnosis.findings["influence.truer_title"].answer
'not met'
"""

import sys
from importlib import import_module

from leadership_lib.core.lazy import face

if sys.platform == "emscripten":
    import_module("leadership_lib.core.pyodide").prepare()

__version__ = "0.3.0"

#: What ``data/framework/`` has; `leadership_lib.framework.concepts` reads it.
_FRAMEWORK = (
    "propositions",
    "premises",
    "gaps",
    "paradoxes",
    "features",
    "layers",
    "counts",
    "facts",
    "sources",
    "updates",
)

#: The other collections, and the module that reads them.
_COLLECTIONS = {
    "checks": "diagnosis.checks",
    "cases": "teaching.case",
    "exercises": "teaching.exercise",
    "notebooks": "teaching.notebooks",
    "coefficients": "research.agreement",
    "theories": "framework.theory",
}

_load, _, _names = face(__name__, __file__)

__all__ = sorted([*_names, *_FRAMEWORK, *_COLLECTIONS])


def __getattr__(name: str):
    if name in _FRAMEWORK:
        return import_module("leadership_lib.framework.concepts").load(name)
    if name in _COLLECTIONS:
        return import_module(f"leadership_lib.{_COLLECTIONS[name]}").load()
    return _load(name)


def __dir__() -> list[str]:
    return __all__
