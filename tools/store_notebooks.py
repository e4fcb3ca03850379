"""Run notebooks from top to bottom and store what they say, in the form that the tests compare.

Kept are texts, tables and pictures made of text; dropped is what differs from run to run or only works with a live
kernel: execution times, widget views, bitmaps. At the end it lists what comes with the collection, which a Jupyter
server then trusts; without a name of a notebook it does that alone.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from leadership_lib.core.folders import data_folder
from leadership_lib.teaching.shipped import LIST, digest

DROPPED = ("application/vnd.jupyter.widget-view+json", "image/png", "image/jpeg")


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
