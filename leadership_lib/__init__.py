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
    import_module("leadership_lib.core.pyodide").prepare()

__version__ = "0.2.0"

#: Each public name and the module that has it.
_HOMES = {
    "Backup": "widgets.backup",
    "Bounds": "diagnosis.diagnosis",
    "Case": "teaching.case",
    "Codes": "research",
    "Comparison": "diagnosis.comparison",
    "Diagnosis": "diagnosis.diagnosis",
    "Download": "widgets.download",
    "Examiner": "widgets.examiner",
    "Frontier": "redesign.frontier",
    "GridForm": "widgets.polarity_grid",
    "Journal": "teaching.journal.journal",
    "JournalForm": "widgets.journal",
    "Limits": "redesign.limits",
    "Move": "redesign.move",
    "Moves": "redesign.moves",
    "Note": "widgets.note",
    "PolarityGrid": "redesign.polarity",
    "Portfolio": "research",
    "Problem": "core.errors",
    "ProblemOrPolarity": "widgets.problem_or_polarity",
    "Quiz": "widgets.quiz",
    "Rating": "widgets.rating",
    "Reflection": "teaching.journal.reflection",
    "Reveal": "output.reveal",
    "Role": "role.role",
    "RoleError": "role.role",
    "Session": "redesign.session",
    "Studio": "widgets.studio",
    "check_installation": "teaching.installation",
    "compare": "diagnosis.comparison",
    "diagnose": "diagnosis.diagnosis",
    "diagnose_roles": "research",
    "example_codes_folder": "research",
    "frontier": "redesign.frontier",
    "load_role": "role.loading",
    "moves": "redesign.moves",
    "read_codes": "research",
    "sensitivity": "research",
    "traceability": "teaching.traceability",
    "translate": "role.translation",
    "work_folder": "core.folders",
    "write_codebook": "research",
    "write_coding_sheet": "research",
    "write_description": "output.documents",
    "write_findings": "research",
    "write_grid": "output.documents",
    "write_handout": "output.documents",
    "write_journal": "teaching.journal.documents",
    "write_reflection": "teaching.journal.documents",
    "write_roles": "research",
}

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

#: Modules that are used whole.
_MODULES = {
    "agreement": "research.agreement",
    "documents": "output.documents",
    "figures": "output.figures",
    "polarity": "redesign.polarity",
    "research": "research",
    "theory": "framework.theory",
}

__all__ = [*_HOMES, *_FRAMEWORK, *_COLLECTIONS, *_MODULES]


def __getattr__(name: str):
    if name in _HOMES:
        return getattr(import_module(f"leadership_lib.{_HOMES[name]}"), name)
    if name in _FRAMEWORK:
        return import_module("leadership_lib.framework.concepts").load(name)
    if name in _COLLECTIONS:
        return import_module(f"leadership_lib.{_COLLECTIONS[name]}").load()
    if name in _MODULES:
        return import_module(f"leadership_lib.{_MODULES[name]}")
    raise AttributeError(f"leadership_lib has no {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
