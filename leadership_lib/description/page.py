"""Page: the documents with a mark at each evidence's place, each mark tied to its fact in the list of facts.

`marked` makes the documents for a page and for the reader alike. Everything that a document says is escaped, and
whoever takes the labels of the marks away has its text again, letter for letter.
"""

from __future__ import annotations

import os
import re
from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from leadership_lib.core.files import save
from leadership_lib.core.html import Markup, block, html, listing, style, tag
from leadership_lib.core.text import counted, joined
from leadership_lib.description.evidence import Document, Evidence
from leadership_lib.description.proposal import RULE, Proposal
from leadership_lib.description.told import told, told_each

#: How a page and a reader look.
STYLE: Final = Path(__file__).with_name("page.css")

#: What is said of how sure a proposal is; *maybe* is a question.
SURE: Final = {"sure": "sure", "likely": "likely", "maybe": "a question"}


def how_sure(proposal: Proposal) -> str:
    """Say how sure a proposal is, in words that stand beside its name."""
    if proposal.odds:
        return "at odds"
    if proposal.settled_elsewhere:
        points = re.search(r"\b(?:see|refer|in|per)\b", proposal.evidence[0].words, re.IGNORECASE)
        return "settled in another document" if points else "left open there"
    return SURE[proposal.sure]


def id_of(prefix: str, fact: str, place: int | None = None) -> str:
    """Return the id of a fact in the list, or of a place of its words in the documents."""
    return "-".join([prefix, *fact.split("."), *([] if place is None else [str(place)])])


def places(proposal: Proposal) -> list[Evidence]:
    """Return the evidence of a proposal in its order; what lies within another place is one with it."""
    kept: set[int] = set()
    reach: dict[int, int] = {}
    for one in sorted(proposal.evidence, key=lambda one: (one.document, one.start, -one.end)):
        if one.end > reach.get(one.document, 0):
            kept.add(id(one))
            reach[one.document] = one.end
    return [one for one in proposal.evidence if id(one) in kept]


@dataclass(frozen=True, slots=True)
class _Span:
    """Words to mark: their place, whose they are, and what their label says."""

    start: int
    end: int
    fact: str
    place: int
    says: str


def marked(documents: Iterable[Document], proposals: Iterable[Proposal], prefix: str) -> Markup:
    """Return documents as HTML: whole, escaped, line for line, with a mark and its label at each evidence's place.

    Parameters
    ----------
    documents
        What was read.
    proposals
        What is proposed.
    prefix
        Begins every id, so that two pages can stand on one.
    """
    spans: dict[int, list[_Span]] = {}
    for one in proposals:
        for place, words in enumerate(places(one)):
            says = f"{one.title}: {how_sure(one)}"
            spans.setdefault(words.document, []).append(_Span(words.start, words.end, one.fact, place, says))
    sections = (
        tag("section", tag("h3", document.name), *_marked(document, spans.get(number, []), prefix), class_="document")
        for number, document in enumerate(documents)
    )
    return Markup("".join(sections))


def _marked(document: Document, spans: list[_Span], prefix: str) -> Iterator[Markup]:
    blocks = list(_blocks(document))
    starts = [start for _, start, _ in blocks]
    within: list[list[_Span]] = [[] for _ in blocks]
    # Where two places overlap, the longer one holds the other, and what reaches beyond it is marked in two pieces.
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        for number in range(bisect(starts, span.start) - 1, bisect_left(starts, span.end)):
            within[number].append(span)
    for (name, start, end), inside in zip(blocks, within, strict=True):
        yield tag(name, _pieces(document.text, start, end, inside, prefix), class_="lines")


def _blocks(document: Document) -> Iterator[tuple[str, int, int]]:
    """Yield the places of headings, and of what stands between them, its lines as they are."""
    text, at = document.text, 0
    for unit in document.units:
        start, end = text.rfind("\n", 0, unit.start) + 1, text.find("\n", unit.start)
        end = len(text) if end < 0 else end
        # What is before a heading on its line is a number or a sign, what is after it a colon.
        alone = not any(map(str.isalnum, text[start : unit.start].lstrip("0123456789") + text[unit.end : end]))
        if unit.kind != "heading" or unit.end > end or start < at or not alone:
            continue
        if start > at:
            yield "div", at, start - 1
        yield "h4", start, end
        at = end + 1
    if at <= len(text):
        yield "div", at, len(text)


def _pieces(
    text: str, at: int, end: int, spans: list[_Span], prefix: str, within: list[Markup] | None = None
) -> Markup:
    """Return a stretch of a text with its marks; their labels stand behind the outermost one."""
    parts: list[Markup] = []
    for number, span in enumerate(spans):
        begin, stop = max(span.start, at), min(span.end, end)
        if begin >= stop:
            continue
        labels: list[Markup] = [] if within is None else within
        also = bisect_left(spans, stop, number + 1, key=attrgetter("start"))
        inner = _pieces(text, begin, stop, spans[number + 1 : also], prefix, labels)
        of: dict[str, str | bool] = {"data_fact": span.fact}
        first: dict[str, str | bool] = {"id": id_of(prefix, span.fact, span.place), "tabindex": "-1"}
        mark = tag("mark", inner, **(first if begin == span.start else {}), **of, data_place=str(span.place))
        if stop == span.end:
            labels.append(tag("a", span.says, href=f"#{id_of(prefix, span.fact)}", class_="says", **of))
        parts += [html(text[at:begin]), mark, *(labels if within is None else ())]
        at = stop
    return Markup("".join([*parts, html(text[at:end])]))


def skipped(stretches: Iterable[tuple[str, str, str]]) -> Markup:
    """Say which stretches of the documents were not read for purpose, authority, time and pay, and why."""
    said = [f"{document}, “{words}”. {why}" for document, words, why in stretches]
    return tag("div", tag("p", "Not read for purpose, authority, time and pay:"), listing(said)) if said else Markup()


def _fact(one: Proposal, prefix: str) -> Markup:
    values = told_each(one.fact, one.value)
    value = " or ".join(told(one.fact, each) for each in one.odds) if one.odds else values[0]
    by = "" if one.found_by == RULE else f", found by {one.found_by}"
    ends = "?" if one.standing == "maybe" else ""
    head = tag("b", f"{one.title}: "), tag("span", f"{how_sure(one)}{by}", class_="how")
    said = tag("p", f"{value}{ends}") if len(values) == 1 else listing(values)
    links = (
        tag("q", tag("a", " ".join(words.words.split()), href=f"#{id_of(prefix, one.fact, place)}"))
        for place, words in enumerate(places(one))
    )
    return tag("li", tag("p", *head), said, listing(links), id=id_of(prefix, one.fact), tabindex="-1")


class Page:
    """A reading as a page: the facts that were found, and the documents with the words they rest on.

    Parameters
    ----------
    reading
        The reading. Its links lead from each fact to its words and back, so it can be used by keyboard alone.
    """

    # A `Reading`, which cannot be imported here because it makes this page.
    def __init__(self, reading: Any):
        self._reading = reading

    def body(self) -> Markup:
        """Return what stands on the page, without its style."""
        reading = self._reading
        # The same text makes the same ids, so that a stored notebook stays as it is.
        prefix = f"d{crc32(''.join(one.text for one in reading.documents).encode()):x}"
        facts = tag("ol", *(_fact(one, prefix) for one in reading.proposals))
        found = counted(len(reading.proposals), "fact")
        left = tag("p", "None of it counts before you take it."), facts, skipped(reading.skipped)
        return tag(
            "div",
            tag("section", tag("h2", f"Found: {found}"), *left, class_="found"),
            tag("section", tag("h2", "The documents"), marked(reading.documents, reading.proposals, prefix)),
            class_="reading",
        )

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Save the page as a file that any browser shows.

        Raises
        ------
        Problem
            It cannot be written.
        """
        return save(path, str(self))

    def __str__(self) -> str:
        title = f"Read: {joined([document.name for document in self._reading.documents])}"
        view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
        head = tag(
            "head",
            Markup(f'<meta charset="utf-8">{view}'),
            tag("title", title),
            tag("style", Markup(style() + style(STYLE))),
        )
        body = tag("body", tag("main", tag("h1", title), self.body(), class_="ll"))
        return f"<!doctype html>\n{tag('html', head, body, lang='en-GB')}\n"

    def __repr__(self) -> str:
        return f"Page({self._reading!r})"

    def _repr_html_(self) -> str:
        return block(tag("style", Markup(style() + style(STYLE))), self.body())
