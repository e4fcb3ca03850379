"""Units: a description taken apart into headings, labelled values, bullets and sentences, each at its place.

What a sentence means depends on where it stands: under "Hours" a number is time, under "About us" a duty is somebody
else's. So every unit knows the label or heading over it, the section that this belongs to, and whom it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from leadership_lib.description.layout import (
    BULLET,
    LABEL,
    MARKED,
    PARTED,
    Paragraph,
    carried_over,
    found_again,
    lost_its_lines,
    paragraphs,
    view,
)
from leadership_lib.description.sections import NUMBER, pattern, plain_label, section_of, unmarked

Kind = Literal["heading", "value", "bullet", "sentence"]

#: A unit longer than this is read up to here.
LONGEST: Final = 700

#: The number of a chapter, below which paragraphs are numbered 4.1, 4.2 ...
_CHAPTER: Final = re.compile(r"[ \t]*(\d{1,2})(?:(\.0)|[.)])?[ \t]{1,8}(?=[A-Z])")
#: A label inside a sentence or a bullet: "Term: 12 months", "Hours - 8 a week".
_INSIDE: Final = re.compile(r"(?P<label>[A-Z][\w'&/() -]{2,50}?)(?:: *| - | = )(?=\S)")
#: A row of two cells: "| Reports to | Medical Director |".
_CELLS: Final = re.compile(
    r"[ \t]*\|[ \t]*\**(?P<label>[A-Z0-9][^|:\n]{1,60}?):?\**[ \t]*\|[ \t]*(?P<value>[^|\n]*[^|\s])[ \t]*\|?[ \t]*$"
)
#: A row of a table that lost its columns.
_ROW: Final = r"[ \t]*(?P<label>{}) (?P<value>[A-Z\d£][^.]*)$"
#: A question on a line of its own, as a heading: "Who would I report to?", "Q. And the money?".
_QUESTION: Final = (
    r"(?:(?-i:Q)\d{0,2}[.:)]?[ \t]+[^\n]{2,90}"
    r"|(?:#{1,6} |\d{1,2}(?:\.\d)?[.)]?[ \t]+)?{}\b[^.!?\n]{0,80}\?(?:[ \t]+[A-Z][^.!?\n]{2,60}\?)?)[ \t]*"
)
#: A question with its answer on the same line: "How long? Two years, then we look again."
_ASKED: Final = re.compile(r"[ \t>]*\**(?P<label>[A-Z][^.!?:\n]{2,60})\?\**[ \t]+(?P<value>[A-Z£\d\"'(][^\n]*)$")
#: What answers it: "A. You stay with your practice."
_ANSWER: Final = re.compile(r"[ \t]*A\d{0,2}[.:)][ \t]+(?=\S)")
_END: Final = re.compile(r"[.!?][\"')\]]{0,2}(?=\s+[\"'(\[]?[A-Z£\d])")
_ABBREVIATED: Final = r"(?:\b{}|\b[A-Z])\.$"


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, a value beside its label, a bullet or a sentence.

    Attributes
    ----------
    kind : str
        Which of these.
    start, end : int
        Its place in the document.
    text : str
        Its words as they are compared: of the same length, with plain quotes, dashes and spaces.
    under : str
        The label beside it, or the heading over it.
    section : str
        The id of its section; empty where no heading tells.
    about : str
        ``role``, ``employer``, or empty where the sentence does not say.
    """

    kind: Kind
    start: int
    end: int
    text: str
    under: str
    section: str
    about: str


def units(document: str) -> list[Unit]:
    """Take a document apart, in its own order.

    Parameters
    ----------
    document
        Its text. Every unit's `start` and `end` are places in it.
    """
    seen = view(document)
    one_line = lost_its_lines(seen)
    return list(_Parser(found_again(seen) if one_line else carried_over(seen), one_line).parse())


class _Parser:
    """Goes through the lines of a view once, knowing the heading, the label and the section that hold."""

    def __init__(self, seen: str, one_line: bool = False):
        self.seen, self.one_line = seen, one_line
        self.heading, self.section = "", ""
        self.label, self.labelled, self.leads = "", "", ""
        #: Whether a known heading stands directly above, and how many lines below one were the cell beside it.
        self.fresh, self.cells = False, 0
        #: Whether the heading asks or leads in, and a list was given under it: full lines after it are no part of it.
        self.asks, self.listed = False, False
        #: Whether the value of the label that holds stands beside it, so that a plain line below is no part of it.
        self.filled = False

    def parse(self) -> Iterator[Unit]:
        for paragraph in paragraphs(self.seen):
            # After an empty line, a label's value goes on with a bullet or an indented line.
            goes_on = BULLET.match(paragraph.line) or paragraph.line[0] == "\t"
            if paragraph.blanks and not (goes_on and paragraph.blanks <= 2):
                self.label = ""
            yield from self._block(paragraph)
            self.fresh = _is_known(paragraph.line)

    def _block(self, here: Paragraph) -> Iterator[Unit]:
        text, end = self.seen[here.start : here.end], here.end
        bullet = BULLET.match(text)
        flat = text.replace("\n", " ") if len(here.line) < 25 else here.line
        row = pattern("rows", _ROW).match(flat) or _CELLS.match(here.line)
        marked = _marked(here.line) or _asked(text.replace("\n", " "))
        found = row or marked or LABEL.match(flat)
        if parts := _in_one_line(text):
            for begin, finish in parts:
                self.label = ""
                yield from self._filled("sentence", here.start + begin, here.start + finish)
            return
        if not row and not marked and self._is_heading(text, here):
            begin = here.start + (mark.end() if (mark := NUMBER.match(text)) else 0)
            self._open(self.seen[begin:end].strip(" *_\t"))
            yield self._unit("heading", begin, end)
        elif found and self._is_label(found):
            label = found["label"].strip()
            if found["value"] is None:
                self._open(label) if section_of(unmarked(label)) else self._hold(label)
                yield self._unit("heading", here.start, end)
                return
            self._hold(label)
            self.filled = True
            yield from self._sentences(here.start + found.start("value"), end, "value")
        elif bullet and bullet.end() < len(text):
            self.listed = True
            yield from self._sentences(here.start + bullet.end(), end, "bullet")
        else:
            if self.asks and self.listed and here.blanks:
                self._open("")
            if here.blanks or (self.filled and text[0] not in " \t"):
                self.label = ""
            answer = _ANSWER.match(text) if self.asks else None
            yield from self._sentences(here.start + (answer.end() if answer else 0), end, "sentence")
            if leads_in := pattern("leads_in", r"{}:$", re.IGNORECASE).search(text.rstrip(" *_")):
                self._hold(leads_in.group())

    def _is_label(self, found: re.Match[str]) -> bool:
        label = unmarked(found["label"])
        if pattern("announces", flags=re.IGNORECASE).fullmatch((found["value"] or "").strip(" *")):
            return False
        if " | " in found.group() and not found.group().lstrip().startswith("|"):
            return section_of(label) is not None
        return section_of(label) is not None or (
            len(label.split()) <= 6 and not re.search(r"\b(?:is|are|will|was|were|has|have|to the|https?)\b", label)
        )

    def _is_heading(self, text: str, here: Paragraph) -> bool:
        plain = unmarked(text, keep=":")
        if text.lstrip().startswith("#") or pattern("asks", _QUESTION, re.IGNORECASE).fullmatch(text.strip(" \t*")):
            return True
        if (
            not plain
            or len(plain) > 80
            or plain[-1] in ".;,!"
            or "\t" in plain
            or "   " in plain
            or plain[0].islower()
            or re.search(r":\** ", plain)
        ):
            return False
        inside = _INSIDE.match(plain) or re.match(r"(?P<label>[^|]{2,50}) \| (?=[^|]+$)", plain)
        if inside and _names_a_section(inside["label"]) and not section_of(plain[inside.end() :]):
            return False
        known = section_of(plain) is not None
        if text.lstrip().startswith("•") or (BULLET.match(text) and not known and not _numbered(text, plain, here)):
            return False
        if known and len(plain.split()) <= 8:
            return True
        if plain.endswith(":"):
            # "Candidates must have:" only leads to what follows; the section goes on.
            return not re.search(r"\b(?:must|will|shall|should|is|are|have|has|needs?)\b", plain)
        if len(plain.split()) > 10 or re.search(r"\d{4}|£|@|\b(?:per|weekly|a week)\b", plain):
            return False
        if plain.isupper() and len(plain) > 3:
            return True
        # A cell below its label, with an empty line between the two and the next label after it.
        if self.fresh and (self.cells or _is_known(here.next)):
            self.cells += 1
            return False
        # In a list with an empty line after each point, a short line is followed by another.
        spaced = here.below is not None and not here.below.strip() and _is_point(here.next or "")
        return (
            here.blanks > 0
            and here.below is not None
            and (not here.below.strip() or len(here.below) > len(plain) * 1.5)
            and plain[-1] not in "?)"
            and not (spaced and len(plain.split()) > 4)
        )

    def _open(self, heading: str) -> None:
        """Begin under a heading: a section that is known; under an unknown one, no section holds any more."""
        self.heading, self.label = heading, ""
        self.asks, self.listed = bool(re.search(r"\?|[:-]\W*$", heading)), False
        self.section = section_of(unmarked(heading)) or ""

    def _hold(self, label: str) -> None:
        self.label, self.filled = label, False
        self.labelled = section_of(unmarked(label)) or ""

    def _sentences(self, start: int, end: int, kind: Kind) -> Iterator[Unit]:
        """Yield the sentences of a stretch of the view, each of the kind given."""
        text, held = self.seen[start:end], (self.label, self.labelled, self.filled)
        begin, keeps = 0, kind == "value"
        for found in _END.finditer(text):
            if found.group()[0] == "." and pattern("abbreviations", _ABBREVIATED).search(
                text[max(0, found.start() - 8) : found.start() + 1]
            ):
                continue
            if not begin and not keeps and _runs_in(text[: found.end()]):
                # "Term. Three years." is as good as "Term: three years."
                self._hold(text[: found.start()])
                kind, self.filled, begin = "value", True, found.end()
                continue
            yield from self._filled(kind, start + begin, start + found.end())
            begin = found.end()
            if self.one_line and kind == "value":
                # Where the breaks are lost, nobody knows how far a label goes; its first sentence is sure.
                kind, self.label = "sentence", ""
        yield from self._filled(kind, start + begin, end)
        if not keeps:
            self.label, self.labelled, self.filled = held

    def _filled(self, kind: Kind, start: int, end: int) -> Iterator[Unit]:
        text = self.seen[start:end]
        start += len(text) - len(text.lstrip(" \t\n*_"))
        end = start + len(text.strip(" \t\n*_|"))
        # A sentence or a bullet can have a label of its own: "Term: 12 months, review at six."
        inside = _INSIDE.match(self.seen, start, end)
        if inside and _names_a_section(inside["label"]):
            self._hold(inside["label"])
            self.filled = True
            kind, start = "value", inside.end()
        if re.search(r"\w", self.seen[start:end]):
            yield self._unit(kind, start, min(end, start + LONGEST))

    def _unit(self, kind: Kind, start: int, end: int) -> Unit:
        text = self.seen[start:end].replace("\n", " ").replace("\t", " ")
        about = _about(text)
        if self.asks and text.startswith(("It ", "There ")):
            # Where a question is answered, it is the post.
            about = ""
        if kind == "bullet":
            # "The committee may:" is said of every bullet below it.
            about = about or self.leads
        else:
            self.leads = about if text.endswith(":") else ""
        section = (self.labelled or self.section) if self.label else self.section
        if (
            kind != "heading"
            and section in ("employer", "apply", "membership")
            and pattern("opens_role", flags=re.IGNORECASE).match(text)
        ):
            # A sentence about the post ends what was said about others.
            self.section = section = ""
        return Unit(kind, start, end, text, plain_label(self.label or self.heading), section, about)


def _about(text: str) -> str:
    """Return whom a sentence is about, by how it begins."""
    if pattern("role", flags=re.IGNORECASE).match(text):
        return "role"
    return "employer" if pattern("employer").match(text) else ""


def _runs_in(sentence: str) -> bool:
    """Tell whether the first sentence of a paragraph is the label of the others."""
    words = unmarked(sentence)
    return sentence[-1] == "." and ":" not in words and len(words.split()) <= 4 and section_of(words) is not None


def _marked(line: str) -> re.Match[str] | None:
    """Return a known label with its value where something else than a colon parts them."""
    each = (marked.match(line) for marked in MARKED)
    return next((one for one in each if one and len(one["label"].split()) <= 4 and section_of(one["label"])), None)


def _asked(text: str) -> re.Match[str] | None:
    """Return a question that stands for a known label, with its answer beside it."""
    found = _ASKED.match(text)
    return found if found and section_of(found["label"]) else None


def _in_one_line(line: str) -> list[tuple[int, int]]:
    """Return the places of the parts of a line that holds several known labels with their values; none otherwise."""
    cuts = [found.span() for found in PARTED.finditer(line)]
    if not cuts or line.lstrip().startswith("|"):
        return []
    edges = [0, *(edge for cut in cuts for edge in cut), len(line)]
    parts = [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2)]
    labels = [LABEL.match(line[begin:end]) for begin, end in parts]
    known = [label for label in labels if label and label["value"] and section_of(label["label"])]
    return parts if len(known) >= 2 else []


def _names_a_section(label: str) -> bool:
    """Tell whether a label is a known one; the name of a post is none: "Clinical Governance Lead - West"."""
    return section_of(label) is not None and not pattern("holder", flags=re.IGNORECASE).fullmatch(label)


def _is_known(line: str | None) -> bool:
    return line is not None and len(line.split()) <= 6 and section_of(line.strip()) is not None


def _is_point(line: str) -> bool:
    """Tell whether a line can be one of a list without marks: some words, no sentence, no known heading."""
    words = line.strip()
    return 4 < len(words.split()) <= 20 and words[-1] not in ".:?!" and section_of(unmarked(words)) is None


def _numbered(text: str, plain: str, here: Paragraph) -> bool:
    """Tell whether a line such as "4. Clinical directors" is a heading: it is in capitals, or 4.1 is below it."""
    number = _CHAPTER.match(text)
    return (
        number is not None
        and len(plain.split()) <= 8
        and (number[2] is not None or plain.isupper() or (here.next or "").lstrip().startswith(f"{number[1]}.1"))
    )
