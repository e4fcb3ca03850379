"""Sentences: every sentence of the paper and the propositions that say in our words what it says."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated

from leadership_lib.core.collection import Collection
from leadership_lib.core.faults import Code, Fault
from leadership_lib.core.records import Between, Record
from leadership_lib.framework.concepts import PropositionId


class Sentence(Record, what="a sentence"):
    """One sentence: its first words, at most three, to find it by, and what says it in our words."""

    opens: str
    propositions: tuple[PropositionId, ...]

    def _check(self) -> Iterator[Fault]:
        if len(self.opens.split()) > 3:
            yield Fault(("opens",), Code.RULE, self.opens, "at most three words, enough to find the sentence by")
        if not self.propositions:
            needed = "every sentence has its place: name at least one proposition"
            yield Fault(("propositions",), Code.RULE, self.propositions, needed)


class Paragraph(Record, what="a paragraph"):
    """One paragraph of the paper, with as many sentences as were counted in it."""

    id: str
    section: Annotated[int, Between(1, 7, "(the paper has 7 sections)")]
    paragraph: Annotated[int, Between(1, 40, "")]
    count: Annotated[int, Between(1, 20, "sentences")]
    sentences: tuple[Sentence, ...]

    def _check(self) -> Iterator[Fault]:
        if len(self.sentences) != self.count:
            counted = f"the paragraph has {self.count}"
            yield Fault(("sentences",), Code.AT_ODDS, len(self.sentences), counted)


@cache
def load() -> Collection[Paragraph]:
    """Read ``data/framework/sentences.toml``, once."""
    return Collection.from_toml("framework/sentences.toml", Paragraph, ("section", "paragraph", "count"))


def places(proposition: str) -> tuple[str, ...]:
    """Return where the paper says a proposition, each place as section, paragraph and sentence: ``2.9.1``."""
    return tuple(
        f"{it.section}.{it.paragraph}.{number}"
        for it in load()
        for number, sentence in enumerate(it.sentences, 1)
        if proposition in sentence.propositions
    )
