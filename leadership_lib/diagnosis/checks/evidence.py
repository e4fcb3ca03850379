"""Evidence: the words of a role that speak for an answer or against it.

What a description says in its duties, and in sentences that have no fact of their own, often answers a check by half.
Which words speak for what stands in ``data/framework/evidence.toml``; here they are looked for and quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, wraps
from typing import Any, TypeVar

from leadership_lib.core.records import Record
from leadership_lib.diagnosis.checks.topics import elsewhere, speaks_of, topics, topics_in
from leadership_lib.diagnosis.checks.verdict import Answer, Quote, Verdict, by_words, verdict
from leadership_lib.diagnosis.checks.wording import KEPT
from leadership_lib.framework.words import Phrases, phrases
from leadership_lib.role.role import Role, fact_kind, fact_paths, holds_words, says_none
from leadership_lib.role.suggestions import agreed

T = TypeVar("T")


def kept(work: Callable[[Role], T]) -> Callable[[Role], T]:
    """Return a function of a role that several checks ask, and whose answer the role keeps."""
    return wraps(work)(lambda role: role.keeps(work))


def quoted(role: Role, facts: Iterable[str]) -> tuple[Quote, ...]:
    """Return every text that stands in some facts of a role; the text of an objective is its result."""
    return tuple(Quote(path, text) for path in facts for text in _texts(role[path], ("text", "what", "to")))


def _texts(value: object, parts: Sequence[str]) -> Iterable[str]:
    if isinstance(value, str):
        if not says_none(value):
            yield value
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
    found = spoken(role)[topic]
    return found + said_in(role, topic, *also) if also else found


#: A topic, what a role that speaks of it is answered, and why; and True where a single phrase is enough.
Row = tuple[str, Answer, str | None] | tuple[str, Answer, str | None, bool]


def in_words(role: Role, *rows: Row, **figures: Any) -> Verdict:
    """Answer by the first of some topics of which a role speaks; not stated where it speaks of none."""
    for topic, answer, because, *plain in rows:
        if found := said(role, topic):
            return by_words(answer, because, found, plain=bool(plain), **figures)
    return verdict("not stated")


@kept
def for_managers(role: Role) -> bool:
    """Tell whether the post is a manager's and no clinician's, so that what is asked of clinicians does not arise."""
    profession = role.appointment.profession
    if (profession and _NOT_CLINICAL.found_in(profession)) or said(role, "no_clinicians_post"):
        return True
    if not _MANAGER.search(role.title or ""):
        return False
    return not said_in(role, "registered", "appointment.eligibility", "appointment.profession")


@kept
def leads_no_peers(role: Role) -> bool:
    """Tell whether the post is a manager's and not called to lead, so that what is asked of leads does not arise."""
    return for_managers(role) and not phrases("leading_titles").found_in(role.title or "")


_NOT_CLINICAL = Phrases(("not a clinician", "non-clinical", "non-clinician", "manager", "managerial"))
_MANAGER = re.compile(r"(?i)\bmanager\b(?!.*\b(?:clinical|nurse|nursing|pharmac\w*|medical|gp)\b)")


def said_in(role: Role, topic: str, *facts: str) -> tuple[Quote, ...]:
    """Quote where a role speaks of a topic in some facts alone."""
    return _speaking(_agreed(quoted(role, facts)), topic)


def _speaking(quotes: Iterable[Quote], topic: str) -> tuple[Quote, ...]:
    not_in = elsewhere(topic)
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
    return tuple(Quote(path, sentence) for path, text in quotes for sentence in _sentences(text))


@lru_cache(KEPT)
def _sentences(text: str) -> tuple[str, ...]:
    said = agreed(text)
    return tuple(_SENTENCE.split(said)) if said else ()


_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(])|\n+")


class Spoken(dict[str, tuple[Quote, ...]]):
    """Where some words speak of which topic: of a topic that none of them speaks of, nowhere."""

    def __init__(self, words: tuple[Quote, ...]):
        found: dict[str, list[Quote]] = {}
        for quote in words:
            for topic in topics_in(quote.words):
                if quote.fact not in elsewhere(topic):
                    found.setdefault(topic, []).append(quote)
        super().__init__((topic, tuple(quotes)) for topic, quotes in found.items())

    def __missing__(self, topic: str) -> tuple[Quote, ...]:
        # A name that is no topic is a slip of whoever wrote the check.
        topics()[topic]
        return ()


@kept
def spoken(role: Role) -> Spoken:
    """Return where a role speaks of which topic."""
    return Spoken(role_words(role))


#: The facts of a thing in a list that hold words.
PARTS = ("text", "measure", "by", "milestones", "shared_with", "what", "limit", "to")
