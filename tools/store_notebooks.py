"""Run notebooks from top to bottom and store what they say, in the form that the tests compare.

Kept are texts, tables and pictures made of text; dropped is what differs from run to run or only works with a live
kernel: execution times, widget views, bitmaps. At the end it lists what comes with the collection, which a Jupyter
server then trusts; without a name of a notebook it does that alone.
"""

import hashlib
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from leadership_lib.core.folders import data_folder
from leadership_lib.teaching.distribution import LIST, digest

CASES = Path(__file__).resolve().parent.parent / "data" / "cases"
DROPPED = ("application/vnd.jupyter.widget-view+json", "image/png", "image/jpeg")


def shown_version(notebook: nbformat.NotebookNode) -> str | None:
    """Return a mark of the cases that a notebook's code names (all where it takes all); None where it has none."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    every = re.search(r"\bll\.(cases\b(?!\[)|(?:gallery|Finder)\b)", code)
    files = [path for path in sorted(CASES.glob("*.toml")) if every or re.search(rf"\b{path.stem}\b", code)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12] if files else None


def store(path: str) -> None:
    """Execute one notebook in its own folder and write it back."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(Path(path).parent)}}
    NotebookClient(notebook, timeout=120, resources=resources, store_widget_state=False).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for count, cell in enumerate(code, 1):
        cell.execution_count = count
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
            for kind in DROPPED:
                output.get("data", {}).pop(kind, None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata.pop("widgets", None)
    # By this `make check` sees, without running anything, that a case was changed afterwards.
    notebook.metadata.pop("cases_shown", None)
    if version := shown_version(notebook):
        notebook.metadata["cases_shown"] = version
    # Only what every Python 3 kernel would write, so that a newer Python does not change the file.
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)
    print(f"stored {path}")


def list_shipped(folder: Path) -> None:
    """List all notebooks of a folder, each with what tells it from every other."""
    paths = sorted(path for path in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
    lines = [f"{digest(nbformat.read(path, as_version=4))}  {path.relative_to(folder).as_posix()}" for path in paths]
    (data_folder() / LIST).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        store(name)
    list_shipped(data_folder().parent / "notebooks")
