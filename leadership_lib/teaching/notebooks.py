"""Notebooks: the notebooks, in the order in which the start page lists them.

Most stand in ``data/framework/notebooks.toml``. A case needs no line there: its file says how long it takes and what
one can do afterwards, and its notebook, made from ``data/templates/case.md``, follows the page that leads to it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal

from leadership_lib.core.collection import Collection
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
    shared: dict[str, Any] = {name: getattr(it, name) for name in ("minutes", "able_to", "propositions")}
    return Notebook(id=CASES + it.id, title=title, path="learner", case=it.id, **shared)


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
