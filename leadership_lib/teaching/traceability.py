"""Traceability: where each proposition of the paper is encoded, checked and taught."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts
from leadership_lib.teaching import case, notebooks

if TYPE_CHECKING:
    import pandas as pd

#: The collections in which a proposition can have its place.
PLACES = ("premises", "gaps", "paradoxes", "features", "layers")


def _citing(records: Iterable[Any], proposition: str, prefix: str = "") -> tuple[str, ...]:
    return tuple(f"{prefix}{record.id}" for record in records if proposition in record.propositions)


def traceability() -> pd.DataFrame:
    """Show where each proposition is encoded, which checks test it and which notebooks teach it.

    Returns
    -------
    pandas.DataFrame
        52 rows indexed by P-number, with the columns ``section``, ``text``, ``kind``, ``encoded``, ``checks`` and
        ``notebooks``; the last three hold tuples.
    """
    import pandas as pd

    collections = {name: concepts.load(name) for name in PLACES} | {"checks": checks.load(), "cases": case.load()}
    rows = []
    for proposition in concepts.load("propositions"):
        places = [_citing(records, proposition.id, f"{name}.") for name, records in collections.items()]
        rows.append(
            {
                "proposition": proposition.id,
                "section": proposition.where,
                "text": proposition.title,
                "kind": proposition.kind,
                "encoded": sum(places, ()),
                "checks": _citing(checks.load(), proposition.id),
                "notebooks": _citing(notebooks.load(), proposition.id),
            }
        )
    return pd.DataFrame(rows).set_index("proposition")
