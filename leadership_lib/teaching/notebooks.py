"""Notebooks: the notebooks, in the order in which the start page lists them.

Most stand in ``data/framework/notebooks.toml``. A case needs no line there: its file says how long it takes and what
one can do afterwards, and its notebook, made from ``data/templates/case.md``, follows the page that leads to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from leadership_lib.core.collection import Collection
from leadership_lib.core.folders import data_folder
from leadership_lib.core.html import Markup, table, tag, wrap
from leadership_lib.core.records import Between, Record
from leadership_lib.framework.concepts import PropositionId
from leadership_lib.teaching import case

#: The page that leads to all cases.
GALLERY = "12_find_a_role_like_yours"

#: The folder of the notebooks made from the template; each is called by the id of its case.
CASES = "cases/"


class Notebook(Record, what="a notebook"):
    """One notebook: whose path it is on, how long it takes and what one can do afterwards.

    Attributes
    ----------
    id : str
        Its file below ``notebooks/``, without the ending.
    case : str or None
        The id of the case it goes through, if it is about one.
    """

    id: str
    title: str
    path: Literal["everyone", "learner", "workshop", "researcher"]
    minutes: Annotated[int, Between(1, 480, "minutes")]
    able_to: str
    case: str | None = None
    propositions: tuple[PropositionId, ...]


def _of(it: case.Case) -> Notebook:
    """Describe the notebook made from the template for a case."""
    title = f"Case: {it.title.replace('The ', 'the ', 1) if it.title.startswith('The ') else it.title}"
    shared: dict[str, Any] = {name: getattr(it, name) for name in ("minutes", "able_to")}
    cited = tuple(sorted({*it.propositions, *_cited_by_every_case()}))
    return Notebook(id=CASES + it.id, title=title, path="learner", case=it.id, propositions=cited, **shared)


@cache
def _cited_by_every_case() -> frozenset[str]:
    """Return the propositions that the template itself cites, whatever the case."""
    return frozenset(re.findall(r"\bP\d\d\b", (data_folder() / "templates" / "case.md").read_text("utf-8")))


@cache
def load() -> Collection[Notebook]:
    """Return every notebook, those of the cases after the page that leads to them."""
    listed = Collection.from_toml("framework/notebooks.toml", Notebook)
    guided = {notebook.case for notebook in listed}

    def every() -> Iterator[Notebook]:
        for notebook in listed:
            yield notebook
            if notebook.id == GALLERY:
                yield from (_of(it) for it in case.load() if it.id not in guided)

    return Collection("notebooks", every(), ("title", "path", "minutes", "able_to"))


@dataclass(frozen=True)
class Gallery:
    """Every case with the question it asks, and the way to its notebook."""

    def __len__(self) -> int:
        return len(case.load())

    def _rows(self) -> Iterator[tuple[case.Case, Notebook]]:
        yield from ((it, of_case(it)) for it in case.load())

    def __repr__(self) -> str:
        rows = [f"{it.title} ({notebook.minutes} minutes): {it.question}" for it, notebook in self._rows()]
        return "\n".join([f"{len(self)} cases", *rows])

    def _repr_html_(self) -> str:
        return wrap(self.table())

    def table(self) -> Markup:
        """Make the table, for a block that has more in it."""
        rows = [[link(notebook, it.title), it.question, str(notebook.minutes)] for it, notebook in self._rows()]
        return table(["role", "what the case asks", "minutes"], rows, f"{len(self)} cases")


def of_case(it: case.Case) -> Notebook:
    """Return the notebook that goes through a case."""
    return next(notebook for notebook in load() if notebook.case == it.id)


def link(notebook: Notebook, title: str) -> Markup:
    """Make a link to a notebook, for one in the folder of notebooks."""
    return tag("a", title, href=f"{notebook.id}.ipynb")


def gallery() -> Gallery:
    """Show every case with its question and its notebook, in order: of 2017, then of today.

    Returns
    -------
    Gallery
        A table of links for a notebook in the folder of notebooks.
    """
    return Gallery()
