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

from importlib import import_module

__version__ = "0.1.0"

#: Each public name and the module that has it.
_HOMES = {
    "Bounds": "diagnosis",
    "Case": "case",
    "Comparison": "comparison",
    "Diagnosis": "diagnosis",
    "Examiner": "widgets.examiner",
    "GridForm": "widgets.polarity_grid",
    "Journal": "journal",
    "JournalForm": "widgets.journal",
    "Note": "widgets.note",
    "PolarityGrid": "polarity",
    "Problem": "problems",
    "Quiz": "widgets.quiz",
    "Rating": "widgets.rating",
    "Reflection": "reflection",
    "Role": "role",
    "RoleError": "role",
    "Session": "session",
    "Studio": "widgets.studio",
    "check_installation": "installation",
    "compare": "comparison",
    "diagnose": "diagnosis",
    "load_role": "case",
    "traceability": "trace",
    "work_folder": "work",
    "write_description": "documents",
    "write_grid": "documents",
    "write_handout": "documents",
    "write_journal": "documents",
    "write_reflection": "documents",
}

#: What ``data/framework/`` has; `leadership_lib.framework` reads it.
_FRAMEWORK = (
    "propositions",
    "premises",
    "gaps",
    "paradoxes",
    "features",
    "layers",
    "facts",
    "sources",
    "notebooks",
)

#: The other collections, and the module that reads them.
_COLLECTIONS = {"checks": "check", "cases": "case", "exercises": "exercise"}

_MODULES = ("figures",)

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
