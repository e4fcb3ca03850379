"""Counterparts: what took the place of the layers and words of 2017, and a text said in today's words.

Bodies are general here: that there is a board says nothing of which one. So a body that is named, such as a group of
some valley, becomes a bracket for the reader to fill, and a seat that was promised on one stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from leadership_lib.core.collection import Collection
from leadership_lib.core.faults import Code, Fault
from leadership_lib.core.records import Record
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Confidence, LayerId, SourceId
from leadership_lib.framework.words import phrases

#: Words that keep their small letter in a title.
_SMALL = ("a", "an", "and", "&", "of", "the")

#: Words that stand between two parts of a name.
_JOINING = ("and", "&", "of", "on", "upon", "with", "in", "the", "le")

#: What a phrase tells of the role it stands in: that it is of 2017 or older, nothing, or only what it says itself.
Tells = Literal["then", "ordinary", "named"]


class Counterpart(Record, what="a translation"):
    """What took the place of a layer or of phrases of 2017, or why nothing did; the file explains its fields."""

    id: str
    layer: LayerId | None = None
    then: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    now: str | None = None
    at: LayerId | None = None
    is_body: bool = False
    in_title: str | None = None
    older_than: str | None = None
    might_be: tuple[str, ...] = ()
    why: str
    ask: str | None = None
    sources: tuple[SourceId, ...]
    confidence: Confidence
    caution: str | None = None

    def _check(self) -> Iterator[Fault]:
        phrases, today = tuple(self.phrases), self._today
        if bool(phrases) == bool(self.layer):
            either = "allowed are phrases (or in `ordinary` or `named`), or else a `layer`"
            yield Fault(("then",), Code.AT_ODDS, phrases, either)
        if not (self.now or self.ask):
            either = "`now` says what to put, or `ask` what to find out locally"
            yield Fault(("now",), Code.AT_ODDS, None, either)
        if self.layer and self.now and self.now not in today:
            yield Fault(("now",), Code.NOT_A_CHOICE, self.now, today)
        if self.might_be and (self.layer or self.now):
            yield Fault(("might_be",), Code.AT_ODDS, self.might_be, "allowed for phrases without `now`")
        if self.named and self.now:
            yield Fault(("named",), Code.AT_ODDS, self.named, "allowed for phrases without `now`")

    @property
    def phrases(self) -> dict[str, Tells]:
        """Every phrase, and what it tells of the role it stands in."""
        told: dict[str, Tells] = dict.fromkeys(self.then, "then")
        return told | dict.fromkeys(self.ordinary, "ordinary") | dict.fromkeys(self.named, "named")

    @property
    def _today(self) -> tuple[str, ...]:
        return concepts.load("layers")[self.layer].today if self.layer else ()

    @property
    def title(self) -> str:
        """What is translated."""
        return layer_title(self.layer) if self.layer else forms(next(iter(self.phrases)))[0]

    @property
    def others(self) -> tuple[str, ...]:
        """What it might also be today."""
        return tuple(layer_title(key) for key in self._today if key != self.now) or self.might_be

    @property
    def reason(self) -> str:
        """Why, where that comes from, how sure it is, and what to beware of."""
        known = f"{self.why} [{', '.join(self.sources)}; {self.confidence.replace('_', ' ')}]"
        return f"{known} Caution: {self.caution}" if self.caution else known


def layer_title(layer: str) -> str:
    """Return what a layer is called."""
    return str(concepts.load("layers")[layer])


def forms(phrase: str) -> tuple[str, str]:
    """Return a phrase for one and for several: ``bod(y/ies)``, or ``CCG(s)`` where one has no ending."""
    one, several = (re.sub(r"\((?:(\w*)/)?(\w+)\)", rf"\{n}", phrase) for n in (1, 2))
    return one, several


@cache
def load() -> Collection[Counterpart]:
    """Read ``data/framework/translations.toml``, once."""
    return Collection.from_toml("framework/translations.toml", Counterpart, ("title", "now", "might_be", "why"))


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, tuple[Counterpart, int, Tells]]]:
    """Return the pattern that finds every phrase, and of each its counterpart, 1 for several, and what it tells."""
    every = [(rule, p, tells) for rule in load() for p, tells in rule.phrases.items()]
    # Where one and several are written alike, it is one: the later entry stays.
    known = {forms(p)[n].lower(): (rule, n, tells) for n in (1, 0) for rule, p, tells in every}
    # The longest first, so a part of a phrase is not taken for the whole.
    spelt = (re.escape(p).replace(r"\ ", r"[\s\xa0]+") for p in sorted(known, key=len, reverse=True))
    # (?a: letters are plain, or a long s would match and then not be known. What is former is of today.
    found = rf"(?ai:(?:(?P<article>an?)(?P<gap>\s+))?(?<!former\s)(?P<phrase>{'|'.join(spelt)}))"
    return re.compile(rf"(?<!\w){found}(?!\w)"), known


def in_words_of_today(text: str, path: str, note: Callable[[str, Counterpart, Tells], None]) -> str:
    """Put today's words in one pass, so nothing is translated twice; note each phrase, and what it tells.

    Parameters
    ----------
    text, path
        The text, and the fact in which it stands: a title promises a seat, and an organisation is the name of a body.
    note
        Called with each phrase as it is written, its counterpart, and what it tells.
    """
    pattern, known = _phrases()
    done, last, held = "", 0, False
    for match in pattern.finditer(text):
        rule, several, tells = known[" ".join(match["phrase"].split()).lower()]
        if path == "title" and rule.in_title:
            rule = load()[rule.in_title]
        before, name = text[last : match.start()], ""
        if rule.is_body and not match["article"]:
            before, name = _split_name(before, everything=path == "organisation")
        # A post that has no counterpart keeps the body whose post it is: "Clinical Chair of" its group.
        held = held and re.fullmatch(r"\s+(?:of|for|at)\s+(?:the\s+|nhs\s+)?", before.lower()) is not None
        if held:
            done += text[last : match.end()]
        else:
            note(match["phrase"], rule, tells)
            # What stands in brackets behind a name is short for it.
            asked = rule.is_body and (name or (path == "organisation" and not before.endswith("(")))
            put = _bracket(rule, several, name) if asked else _put(match, rule, several, text)
            done, held = done + (_without_article(before) if asked else before) + put, not rule.now
        last = match.end()
    return done + text[last:]


def _put(match: re.Match[str], rule: Counterpart, several: int, text: str) -> str:
    if not rule.now:
        return match.group()
    opens = re.search(r"(^|[.!?]\s|\n)\s*$", text[: match.start("phrase")]) is not None
    now = _as_written(forms(rule.now)[several], match["phrase"].split(), opens)
    # Abbreviations are read letter by letter: an STP.
    n = "n" if now[0].upper() in ("AEFHILMNORSX" if now[:2].isupper() else "AEIOU") else ""
    return f"{match['article'][0]}{n}{match['gap']}{now}" if match["article"] else now


def _bracket(rule: Counterpart, several: int, name: str) -> str:
    """Return a bracket to fill: which body of today it is, nobody knows here."""
    body = forms(rule.now or "")[several] + (f" for {name}" if name else "")
    return f"[the {body}: name {'them' if several else 'it'}]"


def _split_name(text: str, *, everything: bool) -> tuple[str, str]:
    """Split off the name that ends a text: "for the NHS Harnham Vale " becomes "for the " and "Harnham Vale".

    A name has capitals, unless `everything` that stands there is one, and none of the words that no name has.
    """
    start, plain = len(text), phrases("never_in_names")
    if not text[-1:].isspace():
        return text, ""
    listed = False
    for word in reversed(list(re.finditer(r"\S+", text))):
        said = word.group().lower()
        if start < len(text) and said in _JOINING:
            listed = listed or said in ("and", "&")
            continue
        ends = re.search(r"[^\w'’.-]$", said) and not (listed and said.endswith(","))
        if ends or plain.found_in(said) or not (everything or word.group()[0].isupper()):
            break
        start = word.start()
    return re.sub(r"(?i)\bnhs\s+$", "", text[:start]), re.sub(r"(?i)^nhs(\s+|$)", "", text[start:].strip())


def _without_article(text: str) -> str:
    return re.sub(r"(?i)(?<!\w)(?:the|an?)\s+$", "", text)


def _as_written(now: str, found: list[str], opens: bool) -> str:
    """Return a phrase the capitals of the words whose place it takes."""
    capitals = [word[0].isupper() for word in found if word.lower() not in _SMALL]
    if len(capitals) > 1 and all(capitals):
        return " ".join(word if word in _SMALL else word[0].upper() + word[1:] for word in now.split())
    # The capitals of an abbreviation say nothing about the sentence, unless it opens one.
    return now[0].upper() + now[1:] if capitals[0] and (opens or not found[0].isupper()) else now
