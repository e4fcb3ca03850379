"""Topics: of what a text speaks, told by phrases; those of every topic stand in ``data/framework/evidence.toml``.

There are many topics and more sentences, so no phrase is looked for in a text that does not have its first words:
those of all phrases are kept in one index, and what a text speaks of is found once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import pairwise

from leadership_lib.core.collection import Collection
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.checks.wording import KEPT, generic
from leadership_lib.framework.words import Phrases


class Topic(Record, what="a topic"):
    """Words that show that a description speaks of something.

    Attributes
    ----------
    id, title : str
        What they speak of.
    phrases : tuple of str
        Whole words; ``*`` stands for every ending.
    unless : tuple of str
        Words that, in the same sentence, show that something else is meant.
    even_denied : bool
        Whether its phrases count after a "not" as well: some topics are what is denied.
    not_in : tuple of str
        Facts in which such words mean something else: whom the lead answers to is no help with the work.
    """

    id: str
    title: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()
    even_denied: bool = False
    not_in: tuple[str, ...] = ()


@cache
def topics() -> Collection[Topic]:
    """Read the topics, once."""
    return Collection.from_toml("framework/evidence.toml", Topic, ("title", "phrases", "unless"))


@cache
def _found(topic: str) -> tuple[Phrases, Phrases | None]:
    known = topics()[topic]
    return Phrases(known.phrases), Phrases(known.unless) if known.unless else None


@cache
def elsewhere(topic: str) -> tuple[str, ...]:
    """Return the facts in which the words of a topic mean something else."""
    return topics()[topic].not_in


@lru_cache(KEPT)
def topics_in(text: str) -> frozenset[str]:
    """Return the topics that a text speaks of; one that is abstract from end to end speaks of nothing."""
    spoken = frozenset(topic for topic in _candidates(text) if _speaks_of(topic, text))
    return frozenset() if spoken and generic(text) else spoken


def speaks_of(topic: str, text: str) -> bool:
    """Tell whether a text speaks of a topic."""
    return topic in topics_in(text)


def _speaks_of(topic: str, text: str) -> bool:
    phrases, unless = _found(topic)
    found = phrases.found_in(text) if topics()[topic].even_denied else affirmed(phrases, text)
    return found is not None and not (unless and unless.found_in(text))


def _candidates(text: str) -> set[str]:
    """Return the topics of which a text has the first words of a phrase; no other can be found in it."""
    whole, openings, shortest, anywhere = _first_words()
    words = _WORD.findall(text.lower())
    found = set(anywhere)
    for start in {*pairwise(words)}:
        found |= whole.get(start, _NONE)
    for word in set(words):
        found |= whole.get((word, None), _NONE)
        for end in range(shortest, len(word) + 1):
            found |= openings.get(word[:end], _NONE)
    return found


_WORD = re.compile(r"\w+")
_NONE: frozenset[str] = frozenset()


#: The first word of a phrase, and the second where both are whole.
_START = re.compile(r"(\w+)(?:[^\w*]+(\w+)(?![\w*]))?")


@cache
def _first_words() -> tuple[dict[tuple[str, str | None], set[str]], dict[str, set[str]], int, frozenset[str]]:
    """Index the topics: by whole first words, by how first words open, from which length; and those with neither."""
    whole: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    openings: dict[str, set[str]] = defaultdict(set)
    anywhere = set()
    for topic in topics():
        for phrase in topic.phrases:
            start = _START.match(phrase.lower())
            if start is None:
                anywhere.add(topic.id)
            elif phrase[start.end(1) : start.end(1) + 1] == "*":
                openings[start[1]].add(topic.id)
            else:
                whole[start[1], start[2]].add(topic.id)
    return dict(whole), dict(openings), min(map(len, openings), default=1), frozenset(anywhere)


#: A "not" that reaches to the end of its clause, and one that takes back what stands before it.
_DENIED = re.compile(
    r"(?i)\b(?:not|no|nor|never|neither|without|cannot|can't|isn't|aren't|won't|don't|doesn't)\b[^.;:!?]{0,60}$"
)
_TAKEN_BACK = re.compile(r"(?i)^[^.;:!?]{0,40},? (?:and )?not (?:you|this post|the post|the holder|the lead)\b")


def affirmed(phrases: Phrases, text: str) -> str | None:
    """Return the first phrase found in a text that no "not" before it, in the same clause, denies."""
    for start, end in phrases.places_in(text):
        if not _DENIED.search(text[:start]) and not _TAKEN_BACK.match(text[end:]):
            return text[start:end]
    return None
