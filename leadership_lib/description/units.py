"""Units: a description taken apart into headings, labelled values, bullets and sentences, each at its place.

What a sentence means depends on where it stands: under "Hours" a number is time, under "About us" a duty is somebody
else's. So every unit knows the label or heading over it, the section that this belongs to, and whom it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from leadership_lib.description.sections import NUMBER, pattern, section_of, unmarked

Kind = Literal["heading", "value", "bullet", "sentence"]

#: A unit longer than this is read up to here.
LONGEST: Final = 700

#: A document with fewer line breaks than one in so many characters has lost them.
_ONE_LINE: Final = 600

# One character for one character, so that a place in the view is the same place in the document.
_VIEW: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000\x0b\x0c\r", " "
        ),
        **dict.fromkeys("▪■□●○◦‣⁃·∙➢►✓✔\uf0b7\uf0a7\uf0d8", "•"),
        **dict.fromkeys("\u2028\u2029\x85", "\n"),
    }
)

_BULLET: Final = re.compile(
    r"[ \t>]*(?:[•*]|-{1,2}(?=[ \t])|o(?=[ \t]{1,4}[A-Z])|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)](?=[ \t])"
    r"|\(?[1-9]\d?(?:\.\d{1,2}){1,3}\.?(?=[ \t]{1,8}[A-Za-z\"'(])"
    r"(?![ \t]*(?:WTE|FTE|wte|fte|w\.t|whole|sessions?|hours?|hrs|days?|PAs?|programmed)\b))[ \t]*"
)
#: The number of a chapter, below which paragraphs are numbered 4.1, 4.2 ...
_CHAPTER: Final = re.compile(r"[ \t]*(\d{1,2})[.)]?[ \t]{1,8}(?=[A-Z])")
_LABEL: Final = re.compile(
    r"[ \t>]*\**(?P<label>[A-Z0-9&][^:\t\n.!?;]{0,70}?)\**"
    r"(?::\**[ \t]*|[ \t]*\t[ \t]*|[ ]{3,}(?=\S)|[ ]\|[ ](?=[^|]+$))(?P<value>\S.*)?$"
)
#: A label inside a sentence or a bullet: "Term: 12 months", "Hours - 8 a week".
_INSIDE: Final = re.compile(r"(?P<label>[A-Z][\w'&/() -]{2,50}?)(?:: +| - )(?=\S)")
#: A row of columns set apart by spaces: "Hours          15 a week".
_COLUMN: Final = re.compile(r"[ \t]{0,3}[^\s.!?].{0,40}?[ ]{3,}\S")
#: A row of two cells: "| Reports to | Medical Director |".
_CELLS: Final = re.compile(
    r"[ \t]*\|[ \t]*\**(?P<label>[A-Z0-9][^|:\n]{1,60}?):?\**[ \t]*\|[ \t]*(?P<value>[^|\n]*[^|\s])[ \t]*\|?[ \t]*$"
)
#: A row of a table that lost its columns.
_ROW: Final = r"[ \t]*(?P<label>{}) (?P<value>[A-Z\d£][^.]*)$"
_PAGE: Final = re.compile(r"(?:.{0,80}\W)?(?:[Pp]age|PAGE) \d{1,3}(?: of \d{1,3})?\W*|\f?\s*\d{1,3}\s*/\s*\d{1,3}\s*")
_END: Final = re.compile(r"[.!?][\"')\]]{0,2}(?=\s+[\"'(\[]?[A-Z£\d])")
_ABBREVIATED: Final = r"(?:\b{}|\b[A-Z])\.$"
#: Labels, numbers and bullets in running text: "... Base: Kilmoyle Hours: 8 a week 1. Chair ...".
_RUN_ON: Final = re.compile(
    r"(?<=[\w.)!?;]) (?=(?:[A-Z][\w'()/&-]*(?: (?:[A-Za-z(][\w'()/&-]*|&|/)){0,5}): "
    r"|\d{1,2}(?:[.)]|(?:\.\d{1,2})+) (?!WTE|FTE|PAs?\b)[A-Z]|• )"
)
_RUN_ON_HEADING: Final = r" (?=[A-Z])(?P<heading>(?i:{})) (?=[A-Z£•\d-])"


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


def view(document: str) -> str:
    """Return a document with plain quotes, dashes, spaces and bullets, each character at its own place."""
    return document.translate(_VIEW)


def units(document: str) -> list[Unit]:
    """Take a document apart, in its own order.

    Parameters
    ----------
    document
        Its text. Every unit's `start` and `end` are places in it.
    """
    seen = view(document)
    one_line = seen.count("\n") * _ONE_LINE < len(seen)
    return list(_Parser(_broken(seen) if one_line else seen, one_line).parse())


def _broken(seen: str) -> str:
    """Return a view in which a space before a label or beside a heading in running text is a line break."""
    seen = pattern("run_on", _RUN_ON_HEADING).sub(lambda found: f"\n{found['heading']}\n", seen)
    pieces, at, named = [], 0, 0
    for found in _RUN_ON.finditer(seen):
        place = found.end()
        if seen[place].isupper():
            # The longest run of words before a colon that is a known label is the label.
            colon = seen.index(":", place)
            if place < named or not section_of(seen[place:colon]):
                continue
            named = colon
        pieces += [seen[at : found.start()], "\n"]
        at = place
    return "".join([*pieces, seen[at:]])


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


class _Parser:
    """Goes through the lines of a view once, knowing the heading, the label and the section that hold."""

    def __init__(self, seen: str, one_line: bool = False):
        self.seen, self.one_line = seen, one_line
        self.lines = [
            _Line(found.start(), found.end(), found.group())
            for found in re.finditer(r"[^\n]+|(?<=\n)(?=\n)", seen)
            if not _PAGE.fullmatch(found.group())
        ]
        widths = sorted(len(line.text) for line in self.lines if len(line.text) > 40)
        # Where most long lines end at one width, the lines were wrapped by whoever made the document.
        self.width = widths[len(widths) * 9 // 10] if len(widths) >= 8 and widths[-1] <= 120 else 0
        self.heading, self.section = "", ""
        self.label, self.labelled, self.leads = "", "", ""
        #: Whether the value of the label that holds stands beside it, so that a plain line below is no part of it.
        self.filled = False

    def parse(self) -> Iterator[Unit]:
        at, after_blank = 0, True
        while at < len(self.lines):
            line = self.lines[at]
            if line.blank:
                at, after_blank = at + 1, True
                self.label = "" if not self._goes_on(at) else self.label
                continue
            yield from self._block(line, *self._whole(at), after_blank)
            at = self._whole(at)[0]
            after_blank = False

    def _goes_on(self, at: int) -> bool:
        """Tell whether a label's value goes on after an empty line: with a bullet or an indented line."""
        following = next((line for line in self.lines[at : at + 2] if not line.blank), None)
        return (
            following is not None
            and bool(self.label)
            and (bool(_BULLET.match(following.text)) or following.text[0] == "\t")
        )

    def _whole(self, at: int) -> tuple[int, int]:
        """Return the line after the one that begins at a line and is wrapped, and where its text ends."""
        last = at
        while last + 1 < len(self.lines) and self._wrapped(self.lines[last], self.lines[last + 1]):
            last += 1
        return last + 1, self.lines[last].end

    def _wrapped(self, line: _Line, following: _Line) -> bool:
        """Tell whether a line goes on in the next one."""
        first = following.text.lstrip()
        if not first or _BULLET.match(following.text) or line.text.rstrip().endswith((":", "\t")):
            return False
        if _COLUMN.match(following.text):
            # A label can be wrapped in its column: "Professionally", below it "accountable to      Medical Director".
            return first[0].islower() and len(line.text.strip()) < 25 and not _COLUMN.match(line.text)
        if _COLUMN.match(line.text) and following.text[0] not in " \t":
            return False
        label = _LABEL.match(following.text)
        if following.text.startswith("\t") or (label and section_of(label["label"])):
            return False
        if first[0].islower():
            return True
        ends = line.text.rstrip()
        return bool(self.width) and len(ends) >= self.width * 0.8 and not ends.endswith((".", "!", "?", ";"))

    def _block(self, line: _Line, _next: int, end: int, after_blank: bool) -> Iterator[Unit]:
        text = self.seen[line.start : end]
        bullet = _BULLET.match(text)
        flat = text.replace("\n", " ") if len(line.text) < 25 else line.text
        row = pattern("rows", _ROW).match(flat) or _CELLS.match(line.text)
        found = row or _LABEL.match(flat)
        if not row and self._is_heading(text, line, _next, after_blank):
            begin = line.start + (mark.end() if (mark := NUMBER.match(text)) else 0)
            self._open(self.seen[begin:end].strip(" *_:\t"))
            yield self._unit("heading", begin, end)
        elif found and self._is_label(found):
            label = found["label"].strip()
            if found["value"] is None:
                self._open(label) if section_of(unmarked(label)) else self._hold(label)
                yield self._unit("heading", line.start, end)
                return
            self._hold(label)
            self.filled = True
            yield from self._sentences(line.start + found.start("value"), end, "value")
        elif bullet and bullet.end() < len(text):
            yield from self._sentences(line.start + bullet.end(), end, "bullet")
        else:
            if after_blank or (self.filled and text[0] not in " \t"):
                self.label = ""
            yield from self._sentences(line.start, end, "sentence")

    def _is_label(self, found: re.Match[str]) -> bool:
        label = unmarked(found["label"])
        if " | " in found.group() and not found.group().lstrip().startswith("|"):
            return section_of(label) is not None
        return section_of(label) is not None or (
            len(label.split()) <= 6 and not re.search(r"\b(?:is|are|will|was|were|has|have|to the|https?)\b", label)
        )

    def _is_heading(self, text: str, line: _Line, following: int, after_blank: bool) -> bool:
        plain = unmarked(text, keep=":")
        if text.lstrip().startswith("#"):
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
        known = section_of(plain) is not None
        if text.lstrip().startswith("•") or (
            _BULLET.match(text) and not known and not self._numbered(text, plain, following)
        ):
            return False
        if known and len(plain.split()) <= 8:
            return True
        if plain.endswith(":"):
            # "Candidates must have:" only leads to what follows; the section goes on.
            return not re.search(r"\b(?:must|will|shall|should|is|are|have|has|needs?)\b", plain)
        if len(plain.split()) > 10 or re.search(r"\d{4}|£|@|\b(?:per|weekly|a week)\b", plain):
            return False
        below = self.lines[following] if following < len(self.lines) else None
        if plain.isupper() and len(plain) > 3:
            return True
        return (
            after_blank
            and below is not None
            and (below.blank or len(below.text) > len(plain) * 1.5)
            and plain[-1] not in "?)"
        )

    def _numbered(self, text: str, plain: str, following: int) -> bool:
        """Tell whether a line such as "4. Clinical directors" is a heading: it is in capitals, or 4.1 is below it."""
        number = _CHAPTER.match(text)
        below = next((line.text for line in self.lines[following : following + 2] if not line.blank), "")
        return (
            number is not None
            and len(plain.split()) <= 8
            and (plain.isupper() or below.lstrip().startswith(f"{number[1]}.1"))
        )

    def _open(self, heading: str) -> None:
        """Begin under a heading: a section that is known; under an unknown one, no section holds any more."""
        self.heading, self.label = heading, ""
        self.section = section_of(unmarked(heading)) or ""

    def _hold(self, label: str) -> None:
        self.label, self.filled = label, False
        self.labelled = section_of(unmarked(label)) or ""

    def _sentences(self, start: int, end: int, kind: Kind) -> Iterator[Unit]:
        """Yield the sentences of a stretch of the view, each of the kind given."""
        text, held = self.seen[start:end], (self.label, self.labelled)
        begin = 0
        for found in _END.finditer(text):
            if found.group()[0] == "." and pattern("abbreviations", _ABBREVIATED).search(
                text[max(0, found.start() - 8) : found.start() + 1]
            ):
                continue
            yield from self._filled(kind, start + begin, start + found.end())
            begin = found.end()
            if self.one_line and kind == "value":
                # Where the breaks are lost, nobody knows how far a label goes; its first sentence is sure.
                kind, self.label = "sentence", ""
        yield from self._filled(kind, start + begin, end)
        if kind != "value":
            self.label, self.labelled = held

    def _filled(self, kind: Kind, start: int, end: int) -> Iterator[Unit]:
        text = self.seen[start:end]
        start += len(text) - len(text.lstrip(" \t\n*_"))
        end = start + len(text.strip(" \t\n*_|"))
        # A sentence or a bullet can have a label of its own: "Term: 12 months, review at six."
        inside = _INSIDE.match(self.seen, start, end)
        if inside and section_of(inside["label"]):
            self._hold(inside["label"])
            kind, start = "value", inside.end()
        if re.search(r"\w", self.seen[start:end]):
            yield self._unit(kind, start, min(end, start + LONGEST))

    def _unit(self, kind: Kind, start: int, end: int) -> Unit:
        text = self.seen[start:end].replace("\n", " ").replace("\t", " ")
        about = _about(text)
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
        return Unit(kind, start, end, text, unmarked(self.label or self.heading), section, about)


def _about(text: str) -> str:
    """Return whom a sentence is about, by how it begins."""
    if pattern("role", flags=re.IGNORECASE).match(text):
        return "role"
    return "employer" if pattern("employer").match(text) else ""
