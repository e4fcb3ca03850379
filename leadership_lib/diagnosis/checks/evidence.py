"""Evidence: the words of a role that speak for an answer or against it.

What a description says in its duties, and in sentences that have no fact of their own, often answers a check by half.
Which words speak for what stands in ``data/framework/evidence.toml``; here they are looked for and quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from leadership_lib.core.collection import Collection
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.checks.verdict import Quote
from leadership_lib.diagnosis.checks.wording import generic
from leadership_lib.framework.concepts import Phrases
from leadership_lib.role.role import Role, fact_kind, fact_paths, holds_words, real
from leadership_lib.role.suggestions import agreed


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


def speaks_of(topic: str, text: str) -> bool:
    """Tell whether a text speaks of a topic; one that is abstract from end to end speaks of nothing."""
    phrases, unless = _found(topic)
    if (unless and unless.found_in(text)) or generic(text):
        return False
    found = phrases.found_in(text) if topics()[topic].even_denied else affirmed(phrases, text)
    return found is not None


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


def quoted(role: Role, facts: Iterable[str]) -> tuple[Quote, ...]:
    """Return every text that stands in some facts of a role; the text of an objective is its result."""
    return tuple(Quote(path, text) for path in facts for text in _texts(role[path], ("text", "what", "to")))


def _texts(value: object, parts: Sequence[str]) -> Iterable[str]:
    if isinstance(value, str):
        yield from real((value,))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, parts)
    elif isinstance(value, Record):
        for part in parts:
            yield from _texts(getattr(value, part, None), parts)


@cache
def text_facts() -> tuple[str, ...]:
    """Return the paths of the facts that hold words of the description, in which evidence is looked for."""
    return tuple(path for path in fact_paths() if path not in NO_WORDS and holds_words(fact_kind(path)))


#: Texts that name something, or say who may apply, and do not describe the role.
NO_WORDS = ("title", "organisation", "appointment.eligibility", "appointment.contract", "appointment.profession")


def said(role: Role, topic: str, *also: str) -> tuple[Quote, ...]:
    """Quote where a role speaks of a topic, in any of its words; `also` adds facts that hold no words of the role.

    What a redesign proposes is left out: it is not agreed, so it is no evidence.
    """
    return spoken(role)[topic] + said_in(role, topic, *also)


def for_managers(role: Role) -> bool:
    """Tell whether the post is a manager's and no clinician's, so that what is asked of clinicians does not arise."""
    profession = role.appointment.profession or ""
    if _NOT_CLINICAL.found_in(profession) or said(role, "no_clinicians_post"):
        return True
    registered = said_in(role, "registered", "appointment.eligibility", "appointment.profession")
    return bool(_MANAGER.search(role.title or "")) and not registered


_NOT_CLINICAL = Phrases(("not a clinician", "non-clinical", "non-clinician", "manager", "managerial"))
_MANAGER = re.compile(r"(?i)\bmanager\b(?!.*\b(?:clinical|nurse|nursing|pharmac\w*|medical|gp)\b)")


def said_in(role: Role, topic: str, *facts: str) -> tuple[Quote, ...]:
    """Quote where a role speaks of a topic in some facts alone."""
    return _speaking(_agreed(quoted(role, facts)), topic)


def _speaking(quotes: Iterable[Quote], topic: str) -> tuple[Quote, ...]:
    not_in = topics()[topic].not_in
    return tuple(quote for quote in quotes if quote.fact not in not_in and speaks_of(topic, quote.words))


def role_words(role: Role) -> tuple[Quote, ...]:
    """Return the words of a role, each text once and with the first fact in which it stands; nothing suggested."""
    every = (quote for path in text_facts() for quote in words_in(path, role[path]))
    return tuple({quote.words: quote for quote in reversed(tuple(every))}.values())[::-1]


def words_in(path: str, value: object) -> tuple[Quote, ...]:
    """Return the words of one fact."""
    return _agreed(Quote(path, text) for text in _texts(value, PARTS))


def _agreed(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return quotes sentence by sentence, without what is only suggested: a "not" reaches no further than its own."""
    whole = ((path, said) for path, text in quotes if (said := agreed(text)))
    return tuple(Quote(path, sentence) for path, text in whole for sentence in _SENTENCE.split(text))


_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(])|\n+")


class Spoken(dict[str, tuple[Quote, ...]]):
    """Where some words speak of a topic, each topic looked for once: several checks ask for the same."""

    def __init__(self, words: tuple[Quote, ...]):
        super().__init__()
        self._words = words

    def __missing__(self, topic: str) -> tuple[Quote, ...]:
        self[topic] = found = _speaking(self._words, topic)
        return found


def spoken(role: Role) -> Spoken:
    """Return where a role speaks of which topic; the role keeps it."""
    known: dict[str, Any] = vars(role)
    if SPOKEN not in known:
        known[SPOKEN] = Spoken(role_words(role))
    found: Spoken = known[SPOKEN]
    return found


#: Under which name a role keeps it.
SPOKEN = "_spoken"

#: The facts of a thing in a list that hold words.
PARTS = ("text", "measure", "by", "milestones", "shared_with", "what", "limit", "to")
