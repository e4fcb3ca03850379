"""The pages around the notebooks: the landing page with its four ways in, and the page for an IT department."""

from __future__ import annotations

import shutil
from pathlib import Path

import leadership_lib as ll
from leadership_lib.core.html import Markup, tag
from leadership_lib.teaching.notebooks import Notebook

HERE = Path(__file__).resolve().parent / "pages"

#: Where a notebook opens, in the view of one page.
OPEN = "notebooks/index.html?path="


def write(out: Path, facts: dict[str, str]) -> None:
    """Write the pages into the site.

    Parameters
    ----------
    out
        The folder of the site.
    facts
        What the pages say of the site, such as its size.
    """
    words = facts | {"open": OPEN, "count": str(len(ll.notebooks)), "version": f"Version {ll.__version__}"}
    words |= {f"minutes:{notebook.id}": str(notebook.minutes) for notebook in ll.notebooks}
    words["rows"] = Markup("\n").join(map(_row, ll.notebooks))
    for name in ("index.html", "it.html"):
        text = (HERE / name).read_text("utf-8")
        for key, value in words.items():
            text = text.replace(f"{{{key}}}", value)
        (out / name).write_text(text, "utf-8")
    shutil.copy(HERE / "pages.css", out)


def opens(notebook: Notebook) -> str:
    """Return the address at which a notebook opens to work in, seen from the landing page."""
    code = "shown" if notebook.path == "researcher" else "hidden"
    return f"{OPEN}{notebook.id}.ipynb&code={code}"


def _row(notebook: Notebook) -> Markup:
    opened = tag("a", notebook.title, href=opens(notebook))
    read = tag("a", "Read", tag("span", f" {notebook.title}", class_="unseen"), href=f"read/{notebook.id}.html")
    cells = (tag("td", notebook.able_to), tag("td", notebook.minutes), tag("td", read))
    return tag("tr", tag("th", opened, scope="row"), *cells)
