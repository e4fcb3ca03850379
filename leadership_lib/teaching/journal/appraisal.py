"""What an appraisal asks about a piece of learning and what can be chosen, from ``data/framework/appraisal.toml``."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from leadership_lib.core.collection import Collection, one_record
from leadership_lib.core.records import Record
from leadership_lib.framework.concepts import Confidence, SourceId

Section = Literal["activity", "reflection", "change", "confirmation"]


class Field(Record, what="a field of the record"):
    """One thing that the record asks: its label, its question and what counts as an answer.

    Attributes
    ----------
    blank : str or None
        What stands in a document where it is not stated and need not be; otherwise a gap with the question does.
    """

    id: str
    section: Section
    title: str
    question: str
    meaning: str
    blank: str | None = None
    sources: tuple[SourceId, ...]
    confidence: Confidence


class Choice(Record, what="a choice"):
    """One thing that can be chosen for a field."""

    id: str
    field: Literal["supporting_information", "gmp_domains", "standards"]
    title: str
    sources: tuple[SourceId, ...]
    confidence: Confidence
    caution: str | None = None


class Appraisal(Record, what="the record for an appraisal"):
    """What the record asks, what can be chosen, and its fixed words."""

    title: str
    journal: str
    intro: str
    credit_rule: str
    credit_needs_note: str
    complete: str
    gaps_one: str
    gaps_other: str
    nothing_kept: str
    last_answers: str
    reminder_title: str
    reminder: str
    reminder_sources: tuple[SourceId, ...]
    sections: Mapping[str, str]
    fields: tuple[Field, ...]
    choices: tuple[Choice, ...]


@cache
def load() -> Appraisal:
    """Read ``data/framework/appraisal.toml``, once."""
    return one_record("framework/appraisal.toml", Appraisal)


@cache
def fields() -> Collection[Field]:
    """Return what the record asks, in order."""
    return Collection("fields of the record", load().fields, ("title", "question", "meaning"))


@cache
def choices(field: str) -> Collection[Choice]:
    """Return what can be chosen for a field, in order; nothing where it is free."""
    return Collection(f"choices for {field}", (choice for choice in load().choices if choice.field == field))
