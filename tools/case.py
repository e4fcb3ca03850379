"""Add a case, or renew the notebooks of cases: ``make case NAME=my_case``, ``make notebooks``.

The first time, a form to fill in is put into ``my_work``, where a half-written case disturbs nobody. Later it is
read: what its redesign moves is told and every fault is named, until it has none; then it moves to ``data/cases`` and
its notebook is made. A case that is there already is looked at in the same way.
"""

import re
import sys
from pathlib import Path

import nbformat

from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import work_folder
from leadership_lib.core.records import parse_toml, read_text
from leadership_lib.teaching import case, notebooks
from leadership_lib.teaching.case_review import progress
from leadership_lib.teaching.data_review import case_faults

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "data" / "templates"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def cells_of(text: str):
    """Return a template's cells: fenced code, hidden where the fence says so, and the text between."""
    for number, part in enumerate(re.split(r"```python( hidden)?\n(.*?)```\n", text, flags=re.DOTALL)):
        match number % 3:
            case 0 if part.strip():
                yield nbformat.v4.new_markdown_cell(part.strip())
            case 1:
                hidden = {"jupyter": {"source_hidden": True}, "tags": ["set-up"]} if part else {}
            case 2:
                yield nbformat.v4.new_code_cell(part.strip(), metadata=hidden)


def notebook_of(entry: notebooks.Notebook) -> nbformat.NotebookNode:
    """Make the notebook of a case, not yet run."""
    words = {
        "id": entry.case,
        "notebook": entry.id,
        "title": entry.title,
        "minutes": str(entry.minutes),
        "able_to": entry.able_to,
        "propositions": ", ".join(entry.propositions),
    }
    text = (TEMPLATES / "case.md").read_text("utf-8")
    cells = list(cells_of(re.sub(r"\{(\w+)\}", lambda found: words[found[1]], text)))
    for number, cell in enumerate(cells):
        cell.id = f"{entry.case}-{number}".replace("_", "-")[:64]
    return nbformat.v4.new_notebook(cells=cells, metadata=METADATA)


def path_of(entry: notebooks.Notebook) -> Path:
    """Say where a notebook stands."""
    return ROOT / "notebooks" / f"{entry.id}.ipynb"


def renew() -> None:
    """Write the notebook of every case that has no guided one, where its text has changed."""
    for entry in notebooks.load():
        if not entry.id.startswith(notebooks.CASES):
            continue
        made, path = notebook_of(entry), path_of(entry)
        path.parent.mkdir(exist_ok=True)
        if not path.exists() or sources(nbformat.read(path, as_version=4)) != sources(made):
            nbformat.write(made, path)
            print(f"made notebooks/{entry.id}.ipynb")


def sources(notebook: nbformat.NotebookNode) -> list[tuple[str, str]]:
    """Return what a notebook's cells say, without what came out of them."""
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def look(name: str, path: Path, shown: str) -> None:
    """Tell how far a case has come, and raise with all that it lacks."""
    # A case of which parts are still missing may have a role already, and steps that move something.
    if told := progress_of(path):
        print(f"{told}\n", flush=True)
    if faults := case_faults(name, read_text(path, case.Case)):
        raise case.CaseError("a case", faults, shown, before="others can work with it")


def progress_of(path: Path) -> str:
    """Tell how far the case in a file has come; nothing where the file cannot be read."""
    try:
        return progress(parse_toml(read_text(path, case.Case), case.Case))
    except Problem:
        return ""


def add(name: str) -> str:
    """Take the next step towards a new case, and say what to do after it."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise Problem(f"{name!r} will not do as a name. Use small letters, figures and _: NAME=practice_manager")
    here, draft = ROOT / "data" / "cases" / f"{name}.toml", work_folder() / f"{name}.case.toml"
    if here.exists():
        try:
            look(name, here, f"data/cases/{here.name}")
        finally:
            renew()
        return f"Nothing is missing in data/cases/{here.name}. After a change run: make notebooks, then make test"
    if not draft.exists():
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text((TEMPLATES / "case.toml").read_text("utf-8"), "utf-8")
        return f"A form is ready in {draft}\nOpen it in a text editor, write, save, and run the same command again."
    look(name, draft, str(draft))
    draft.replace(here)
    renew()
    return f"Nothing is missing. The case is in data/cases/{here.name} now. Run: make notebooks, then make test"


if __name__ == "__main__":
    try:
        print(add(sys.argv[1]) if sys.argv[1:] else renew() or "Every case has its notebook.")
    except Problem as problem:
        sys.exit(f"{problem}\nNothing was lost; mend it, save it, and run the same command again.")
