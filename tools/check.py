"""Say in seconds what is wrong in ``data/``, and which stored notebooks show a case as it was: ``make check``."""

import sys
from pathlib import Path

import nbformat
from store_notebooks import shown_version

from leadership_lib.teaching.data_review import review_data

ROOT = Path(__file__).resolve().parent.parent


def outdated() -> list[str]:
    """Name the notebooks that were stored before a case they show was changed."""
    found = []
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        version = shown_version(notebook)
        if version != notebook.metadata.get("cases_shown"):
            found.append(path.relative_to(ROOT).as_posix())
    return found


if __name__ == "__main__":
    reviewed = review_data()
    print(*reviewed, sep="\n\n")
    # What shows a case cannot be told while the framework or a case cannot be read.
    if old := [] if reviewed else outdated():
        print("These show a case as it was before its file was changed. Run: make notebooks")
        print(*(f"  - {name}" for name in old), sep="\n")
    if reviewed or old:
        sys.exit(1)
    print("Nothing is wrong in data/, and every stored notebook shows the cases as they are.")
