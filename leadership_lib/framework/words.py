"""Words: the word lists of ``data/framework/words.toml``, and how their phrases are looked for in a text."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from leadership_lib.core.collection import one_record
from leadership_lib.core.records import Record


class Phrases:
    """Phrases to look for in a text: whole words, capitals do not matter, ``*`` stands for every ending."""

    def __init__(self, phrases: tuple[str, ...]):
        written = (re.escape(phrase.lower()).replace(r"\*", r"\w*") for phrase in phrases)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")

    def found_in(self, text: str) -> str | None:
        """Return the first phrase found in a text, as the text has it; None where there is none."""
        found = self._pattern.search(_small(text))
        return text[slice(*found.span())] if found else None

    def places_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where in a text each phrase begins and ends."""
        return (found.span() for found in self._pattern.finditer(_small(text)))

    def all_in(self, text: str) -> list[str]:
        """Return every phrase found in a text, as the text has it."""
        return [text[start:end] for start, end in self.places_in(text)]

    def removed_from(self, text: str) -> str:
        """Return a text without the phrases."""
        for start, end in reversed([*self.places_in(text)]):
            text = f"{text[:start]} {text[end:]}"
        return text


@lru_cache(maxsize=1024)
def _small(text: str) -> str:
    """Return a text in small letters and as long: many phrases are found three times as fast as with capitals."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[0] for c in text)


class Words(Record, what="the word lists"):
    """The word lists that checks look for, each a tuple of phrases."""

    managerial_titles: tuple[str, ...]
    leading_titles: tuple[str, ...]
    laid_down_titles: tuple[str, ...]
    senior_titles: tuple[str, ...]
    bodies_of_peers: tuple[str, ...]
    clinical_posts: tuple[str, ...]
    managing_posts: tuple[str, ...]
    vague: tuple[str, ...]
    filler: tuple[str, ...]
    bodies: tuple[str, ...]
    general_names: tuple[str, ...]
    countable: tuple[str, ...]
    quantified: tuple[str, ...]
    products: tuple[str, ...]
    done_or_not: tuple[str, ...]
    weak_means: tuple[str, ...]
    part_of_pay: tuple[str, ...]
    employed_professions: tuple[str, ...]
    common: tuple[str, ...]
    placeholders: tuple[str, ...]
    placeholder_openings: tuple[str, ...]
    never_in_names: tuple[str, ...]


@cache
def placeholder() -> re.Pattern[str]:
    """Return the pattern of a text that only holds the place of a fact, and at most says who will settle it."""
    words = one_record("framework/words.toml", Words)
    whole, openings = ("|".join(map(re.escape, each)) for each in (words.placeholders, words.placeholder_openings))
    return re.compile(rf"(?i:{whole}|(?:{openings})\b[^:\n]{{0,60}})")


@cache
def phrases(name: str) -> Phrases:
    """Return one word list of ``data/framework/words.toml``, ready to look for.

    Parameters
    ----------
    name
        A field of `Words`.
    """
    return Phrases(getattr(one_record("framework/words.toml", Words), name))
