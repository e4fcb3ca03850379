"""Traceability: where the paper says each proposition, and where it is encoded, checked and taught."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts, sentences
from leadership_lib.teaching import case, notebooks

if TYPE_CHECKING:
    import pandas as pd

#: The collections in which a proposition can have its place.
PLACES = ("premises", "gaps", "paradoxes", "features", "layers")


def _citing(records: Iterable[Any], proposition: str, prefix: str = "") -> tuple[str, ...]:
    return tuple(f"{prefix}{record.id}" for record in records if proposition in record.propositions)


def traceability() -> pd.DataFrame:
    """Show which sentences say each proposition, where it is encoded, and which checks and notebooks rest on it.

    Returns
    -------
    pandas.DataFrame
        One row a proposition, indexed by P-number, with the columns ``section``, ``text``, ``kind``, ``sentences``,
        ``encoded``, ``checks`` and ``notebooks``; the last four hold tuples, and a sentence is named by section,
        paragraph and number.
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
                "sentences": sentences.places(proposition.id),
                "encoded": sum(places, ()),
                "checks": _citing(checks.load(), proposition.id),
                "notebooks": _citing(notebooks.load(), proposition.id),
            }
        )
    return pd.DataFrame(rows).set_index("proposition")
