"""Sections: what a heading or a label says about what stands under it, and how descriptions are written.

All are data, ``sections.toml``, ``labels.toml`` and ``language.toml`` in ``data/description/``; this module makes
patterns of them, once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Final

from leadership_lib.core.collection import Collection, one_record
from leadership_lib.core.records import OneOf, Record


class SectionWords(Record, what="a section of a description"):
    """A section: by which headings it is known, and why it is skipped where it is.

    Attributes
    ----------
    id, title : str
        Such as ``person``, *Person specification*.
    headings : tuple of str
        Patterns of a whole heading.
    skipped : str or None
        Why nothing about purpose, authority, time and pay is read there.
    """

    id: str
    title: str
    headings: tuple[str, ...]
    skipped: str | None = None


class LabelWords(Record, what="a heading in other words"):
    """A plain label, and the headings, most of them questions, that stand for it.

    Attributes
    ----------
    id, title : str
        Such as ``reports_to``, *Reports to*.
    asked : tuple of str
        Patterns of a whole heading; ``{holder}`` is whoever has the post.
    """

    id: str
    title: str
    asked: tuple[str, ...]


class Language(Record, what="how descriptions are written"):
    """How sentences begin and end, and which labels stand without a mark; patterns, each of a list one of several."""

    holder: tuple[str, ...]
    asks: tuple[str, ...]
    announces: tuple[str, ...]
    role: tuple[str, ...]
    opens_role: tuple[str, ...]
    employer: tuple[str, ...]
    abbreviations: tuple[str, ...]
    denied: tuple[str, ...]
    leads_in: tuple[str, ...]
    rows: tuple[str, ...]
    run_on: tuple[str, ...]


SectionId = Annotated[str, OneOf(lambda: sections().ids)]


@cache
def sections() -> Collection[SectionWords]:
    """Read ``data/description/sections.toml``, once."""
    return Collection.from_toml("description/sections.toml", SectionWords, ("title", "skipped"))


def why_skipped(section: str) -> str | None:
    """Return why nothing about purpose, authority, time and pay is read in a section; None where it is."""
    return sections()[section].skipped if section else None


@cache
def pattern(name: str, around: str = "{}", flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return one list of ``data/description/language.toml`` as a pattern of which any line may stand.

    Parameters
    ----------
    name
        A field of `Language`.
    around
        The pattern around it, with ``{}`` in its place.
    flags
        As for `re.compile`.
    """
    lines = getattr(one_record("description/language.toml", Language), name)
    return re.compile(around.replace("{}", f"(?:{'|'.join(lines)})"), flags)


#: The number of a heading: "4.", "3.1", "B)", "##". A number with a unit is an amount.
NUMBER: Final = re.compile(
    r"[ \t]*(?:#{1,6}|\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]?|[1-9]\d?(?:\.\d{1,2}){1,3}\.?)[ \t]{1,8}(?=[^\s\d])"
    r"(?!(?:WTE|FTE|sessions?|hours?|days?|PAs?|programmed|months?|years?)\b)"
)


def unmarked(heading: str, keep: str = "") -> str:
    """Return the words of a heading or a label, without its number and its marks, but for the mark to keep."""
    number = NUMBER.match(heading)
    marks = "".join(mark for mark in " *_#\t:" if mark != keep)
    return heading[number.end() if number else 0 :].strip(marks)


#: A question that names its own label.
_ABOUT: Final = re.compile(
    r"(?:and |so )?(?:(?:what(?: is|'s| are| will be| about)|is there|are there|will there be)"
    r" (?:the |any |an? |some |my |your )?(?P<thing>[^?]{3,50})"
    r"|(?:is|will) (?P<given>[a-z][\w -]{2,30}?) (?:be )?(?:available|provided|paid|given|offered|included))",
    re.IGNORECASE,
)


@cache
def plain_label(heading: str) -> str:
    """Return the plain label that a heading stands for, its own words where it is none that is known."""
    words = re.sub(r"^Q\d{0,2}[.:)] ", "", unmarked(heading))
    for asked in re.split(r"(?<=\?) ", words)[:3]:
        if (found := _asked().fullmatch(asked.strip(" ?!."))) and found.lastgroup:
            return str(_labels()[found.lastgroup].title)
    # "What are the main duties?", "Is there any payment?", "Is training provided?"
    about = _ABOUT.fullmatch(words.strip(" ?"))
    named = (about["thing"] or about["given"]) if about else ""
    return named.capitalize() if named and _headings().fullmatch(named) else words.rstrip("?")


@cache
def _labels() -> Collection[LabelWords]:
    return Collection.from_toml("description/labels.toml", LabelWords, ("title",))


@cache
def _asked() -> re.Pattern[str]:
    holder = f"(?:{'|'.join(one_record('description/language.toml', Language).holder)})"
    named = (f"(?P<{one.id}>{'|'.join(one.asked)})".replace("{holder}", holder) for one in _labels())
    return re.compile("|".join(named), re.IGNORECASE)


@cache
def section_of(heading: str) -> str | None:
    """Return the id of the section that a heading opens; None where it is none that is known."""
    found = _headings().fullmatch(plain_label(heading))
    return found.lastgroup if found else None


@cache
def _headings() -> re.Pattern[str]:
    named = (f"(?P<{one.id}>{'|'.join(one.headings)})" for one in sections())
    return re.compile(rf"(?:{'|'.join(named)})[\s:?.*]*", re.IGNORECASE)
