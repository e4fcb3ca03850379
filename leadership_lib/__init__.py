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

if sys.platform == "emscripten":
    import_module("leadership_lib.on_demand").prepare()

__version__ = "0.1.0"

#: Each public name and the module that has it.
_HOMES = {
    "Backup": "widgets.backup",
    "Bounds": "diagnosis",
    "Case": "case",
    "Codes": "coding",
    "Comparison": "comparison",
    "Diagnosis": "diagnosis",
    "Download": "widgets.download",
    "Examiner": "widgets.examiner",
    "Frontier": "redesign",
    "GridForm": "widgets.polarity_grid",
    "Journal": "journal",
    "JournalForm": "widgets.journal",
    "Limits": "redesign",
    "Move": "redesign",
    "Moves": "redesign",
    "Note": "widgets.note",
    "PolarityGrid": "polarity",
    "Portfolio": "portfolio",
    "Problem": "problems",
    "ProblemOrPolarity": "widgets.kind",
    "Quiz": "widgets.quiz",
    "Rating": "widgets.rating",
    "Reveal": "reveal",
    "Reflection": "reflection",
    "Role": "role",
    "RoleError": "role",
    "Session": "session",
    "Studio": "widgets.studio",
    "check_installation": "installation",
    "codebook": "documents.codebook",
    "coding_sheet": "coding",
    "compare": "comparison",
    "diagnose": "diagnosis",
    "diagnose_many": "portfolio",
    "example_codes": "coding",
    "frontier": "redesign",
    "load_role": "case",
    "load_roles": "portfolio",
    "moves": "redesign",
    "read_codes": "coding",
    "sensitivity": "portfolio",
    "traceability": "trace",
    "translate": "translation",
    "work_folder": "work",
    "write_description": "documents",
    "write_grid": "documents",
    "write_handout": "documents",
    "write_journal": "documents",
    "write_reflection": "documents",
    "write_roles": "portfolio",
}

#: What ``data/framework/`` has; `leadership_lib.framework` reads it.
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
)

#: The other collections, and the module that reads them.
_COLLECTIONS = {
    "checks": "check",
    "cases": "case",
    "exercises": "exercise",
    "notebooks": "contents",
    "coefficients": "agreement",
    "theories": "theory",
}

_MODULES = ("agreement", "figures", "theory")

__all__ = [*_HOMES, *_FRAMEWORK, *_COLLECTIONS, *_MODULES]


def __getattr__(name: str):
    if name in _HOMES:
        return getattr(import_module(f"leadership_lib.{_HOMES[name]}"), name)
    if name in _FRAMEWORK:
        return import_module("leadership_lib.framework").load(name)
    if name in _COLLECTIONS:
        return import_module(f"leadership_lib.{_COLLECTIONS[name]}").load()
    if name in _MODULES:
        return import_module(f"leadership_lib.{name}")
    raise AttributeError(f"leadership_lib has no {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
