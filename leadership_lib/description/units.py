"""Units: a description taken apart into headings, labelled values, bullets and sentences, each at its place.

What a sentence means depends on where it stands: under "Hours" a number is time, under "About us" a duty is somebody
else's. So every unit knows the label or heading over it, the section that this belongs to, and whom it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from leadership_lib.core.collection import Collection
from leadership_lib.core.records import Record

Kind = Literal["heading", "value", "bullet", "sentence"]

#: A unit longer than this is read up to here.
LONGEST: Final = 700

# One character for one character, so that a place in the view is the same place in the document.
_VIEW: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000\x0b\x0c\r", " "),
        **dict.fromkeys("▪■□●○◦‣⁃·∙➢►✓✔\uf0b7\uf0a7\uf0d8", "•"),
        **dict.fromkeys("\u2028\u2029\x85", "\n"),
    }
)

_BULLET = re.compile(
    r"[ \t>]*(?:[•*]|-{1,2}(?=[ \t])|o(?=[ \t]{1,4}[A-Z])|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)](?=[ \t])|\(?[1-9]\d?(?:\.\d{1,2}){1,3}\.?(?=[ \t]{1,8}[A-Za-z\"'(])(?![ \t]*(?:WTE|FTE|wte|fte|w\.t|whole|sessions?|hours?|hrs|days?|PAs?|programmed)\b))[ \t]*"
)
_NUMBER = re.compile(r"[ \t]*(?:#{1,6}|\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]?|[1-9]\d?(?:\.\d{1,2}){1,3}\.?)[ \t]{1,8}(?=[^\s\d])(?!(?:WTE|FTE|sessions?|hours?|days?|PAs?|programmed|months?|years?)\b)")
#: The number of a chapter, below which paragraphs are numbered 4.1, 4.2 ...
_CHAPTER = re.compile(r"[ \t]*(\d{1,2})[.)]?[ \t]{1,8}(?=[A-Z])")
_LABEL = re.compile(r"[ \t>]*\**(?P<label>[A-Z0-9&][^:\t\n.!?;]{0,70}?)\**(?::\**[ \t]*|[ \t]*\t[ \t]*|[ ]{3,}(?=\S)|[ ]\|[ ](?=[^|]+$))(?P<value>\S.*)?$")
_INSIDE = re.compile(r"(?P<label>[A-Z][\w'&/() -]{2,50}?)(?:: +| - )(?=\S)")
#: A row of columns set apart by spaces: "Hours          15 a week".
_COLUMN = re.compile(r"[ \t]{0,3}[^\s.!?].{0,40}?[ ]{3,}\S")
#: A row of two cells: "| Reports to | Medical Director |".
_CELLS = re.compile(r"[ \t]*\|[ \t]*\**(?P<label>[A-Z0-9][^|:\n]{1,60}?):?\**[ \t]*\|[ \t]*(?P<value>[^|\n]*[^|\s])[ \t]*\|?[ \t]*$")
#: Rows of a table that lost its columns: "Accountable to Clinical Chair", "Job title Lead Nurse".
_ROW = re.compile(
    r"[ \t]*(?P<label>(?:(?:Managerially|Professionally|Clinically|Operationally) )?(?:[Aa]ccountable|[Rr]esponsible|[Rr]eports|[Aa]nswerable) to|(?:Job|Post|Role|Position) title|Line manager"
    r"|(?:Hours|Sessions) (?:per|a) (?:week|month)|Contract type|Term of office|Pay band|Notice period) (?P<value>[A-Z\d£][^.]*)$"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Revd?|St|Sr|Jr|No|approx|incl?|excl|etc|vs|hrs?|wks?|mths?|min|max|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"e\.g|i\.e|c|ca|p\.a|p\.w|w\.e\.f|ext|tel|temp|pt|Govt|Dept|dept|para|cf)|\b[A-Z])\.$"
)
_PAGE = re.compile(r"(?:.{0,80}\W)?(?:[Pp]age|PAGE) \d{1,3}(?: of \d{1,3})?\W*|\f?\s*\d{1,3}\s*/\s*\d{1,3}\s*")
_END = re.compile(r"[.!?][\"')\]]{0,2}(?=\s+[\"'(\[]?[A-Z£\d])")
_ROLE = re.compile(
    r"(?:(?:you(?:'ll|r)?\b|(?:the |this |our )?(?:new |successful |appointed )?(?:post-? ?holder|candidate|appointee|applicant|incumbent)|(?:the|this) (?:role|post|job|position|appointment|work|lead)\b|"
    r"(?:each |all |the )?(?:members?|leads?)\b(?= (?:will|is|are|shall|must|should|may)\b)|"
    r"(?:the )?(?:[A-Z][\w'&/-]* ){0,5}(?:(?:lead|director|chair|adviser|advisor|champion|officer|doctor|gp|nurse|pharmacist|manager)s?|dean|secretary)(?: (?:for|of|[-(]) ?[\w &/)-]{1,50})?(?= (?:will|is|are|shall|must|should|may|has|reports|chairs|leads|sits|can|works|answers)\b)))",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(
    r"(?:We\b|Our\b|Us\b|(?:The|This) (?:\w+ ){0,3}(?:Trust|Board|CCG|ICB|PCN|Network|Partnership|Federation|Practice|Practices|Surgery|Council|Company|Service|Department|Cluster|HSCP|Agency|Collaborative|Alliance|Association|Committee|Group|Team|Organisation|Hub|Locality|Area|Place)\b(?! (?:\w+ ){0,2}(?:[Ll]ead|[Dd]irector|[Cc]hair|[Mm]anager|GP|[Nn]urse)\b)|"
    r"[A-Z][\w'&]+(?: [A-Z][\w'&]+){1,5} (?:is|are|has|provides|serves|covers|employs|was|runs|works)\b|There (?:is|are)\b|It (?:is|has|serves|covers)\b)"
)
_OPENS_ROLE = re.compile(r"(?:(?:the |this )(?:new |successful )?(?:post-? ?holder|role|post|job|appointment)|members?) (?:will|is|are|reports|has|includes|involves|covers|carries|shall)\b", re.IGNORECASE)


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


@cache
def sections() -> Collection[SectionWords]:
    """Read ``data/description/sections.toml``, once."""
    return Collection.from_toml("description/sections.toml", SectionWords, ("title", "skipped"))


@cache
def _headings() -> re.Pattern[str]:
    named = (f"(?P<{one.id}>{'|'.join(one.headings)})" for one in sections())
    return re.compile(rf"(?:{'|'.join(named)})[\s:?.*]*", re.IGNORECASE)


@cache
def section_of(heading: str) -> str | None:
    """Return the id of the section that a heading opens; None where it is none that is known."""
    found = _headings().fullmatch(_plain(heading))
    return found.lastgroup if found else None


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


# A page pasted as one line has its labels and its numbers in running text: "... Base: Kilmoyle Hours: 8 a week 1. Chair ...".
_RUN_ON = re.compile(r"(?<=[\w.)!?;]) (?=(?:[A-Z][\w'()/&-]*(?: (?:[A-Za-z(][\w'()/&-]*|&|/)){0,5}): |\d{1,2}(?:[.)]|(?:\.\d{1,2})+) (?!WTE|FTE|PAs?\b)[A-Z]|• )")
# And headings without a mark: "... well. Person specification Essential GMC registration ...".
_RUN_ON_HEADING = re.compile(
    r" (?=[A-Z])(?P<heading>(?i:about (?:us|you|the (?:role|post|job|team|area|organisation))|person(?:al)? spec(?:ification)?|how to apply|to apply|further information|essential(?: criteria)?|desirable(?: criteria)?"
    r"|(?:job|role|post) (?:summary|description|outline|responsibilities)|(?:(?:main|key|job) )?(?:duties|responsibilities)(?: and responsibilities| of the (?:job|role|post))?|(?:main |job )?purpose(?: of the (?:job|role|post))?"
    r"|what (?:you(?:'ll| will) (?:do|need|get|bring)|we (?:offer|are looking for|need))|why we need (?:this|the|you)(?: (?:job|role|post))?|the (?:role|post|job)|terms and conditions|accountability|conflicts(?: of interest)?|background|who you are)) (?=[A-Z£•\d-])"
)
#: A document with fewer line breaks than one in so many characters has lost them.
_ONE_LINE: Final = 600


def _broken(seen: str) -> str:
    """Return a view in which a space before a label or beside a heading in running text is a line break."""
    seen = _RUN_ON_HEADING.sub(lambda found: f"\n{found['heading']}\n", seen)
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
        self.lines = [_Line(found.start(), found.end(), found.group()) for found in re.finditer(r"[^\n]+|(?<=\n)(?=\n)", seen) if not _PAGE.fullmatch(found.group())]
        widths = sorted(len(line.text) for line in self.lines if len(line.text) > 40)
        # Where most long lines end at one width, the lines were wrapped by whoever made the document.
        self.width = widths[len(widths) * 9 // 10] if len(widths) >= 8 and widths[-1] <= 120 else 0
        self.heading, self.section = "", ""
        self.label, self.labelled = "", ""
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
        return following is not None and bool(self.label) and (bool(_BULLET.match(following.text)) or following.text[0] == "\t")

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
            # A label can be wrapped in its own column: "Professionally", below it "accountable to       Medical Director".
            return first[0].islower() and len(line.text.strip()) < 25 and not _COLUMN.match(line.text)
        if _COLUMN.match(line.text) and following.text[0] not in " \t":
            return False
        label = _LABEL.match(following.text)
        if following.text.startswith("\t") or label and section_of(label["label"]):
            return False
        if first[0].islower():
            return True
        ends = line.text.rstrip()
        return bool(self.width) and len(ends) >= self.width * 0.8 and not ends.endswith((".", "!", "?", ";"))

    def _block(self, line: _Line, _next: int, end: int, after_blank: bool) -> Iterator[Unit]:
        text = self.seen[line.start : end]
        bullet = _BULLET.match(text)
        flat = text.replace("\n", " ") if len(line.text) < 25 else line.text
        row = _ROW.match(flat) or _CELLS.match(line.text)
        found = row or _LABEL.match(flat)
        if not row and self._is_heading(text, line, _next, after_blank):
            begin = line.start + (mark.end() if (mark := _NUMBER.match(text)) else 0)
            self._open(self.seen[begin:end].strip(" *_:\t"))
            yield self._unit("heading", begin, end)
        elif found and self._is_label(found):
            label = found["label"].strip()
            if found["value"] is None:
                self._open(label) if section_of(_plain(label)) else self._hold(label)
                yield self._unit("heading", line.start, end)
                return
            self._hold(label)
            self.filled = True
            yield from self._sentences(line.start + found.start("value"), end, "value")
        elif bullet and bullet.end() < len(text):
            yield from self._sentences(line.start + bullet.end(), end, "bullet")
        else:
            if after_blank or self.filled and text[0] not in " \t":
                self.label = ""
            yield from self._sentences(line.start, end, "sentence")

    def _is_label(self, found: re.Match[str]) -> bool:
        label = _plain(found["label"])
        if " | " in found.group() and not found.group().lstrip().startswith("|"):
            return section_of(label) is not None
        return section_of(label) is not None or len(label.split()) <= 6 and not re.search(r"\b(?:is|are|will|was|were|has|have|to the|https?)\b", label)

    def _is_heading(self, text: str, line: _Line, following: int, after_blank: bool) -> bool:
        plain = _plain(text, keep=":")
        if text.lstrip().startswith("#"):
            return True
        if not plain or len(plain) > 80 or plain[-1] in ".;,!" or "\t" in plain or "   " in plain or plain[0].islower() or re.search(r":\** ", plain):
            return False
        known = section_of(plain) is not None
        if text.lstrip().startswith("•") or (_BULLET.match(text) and not known and not self._numbered(text, plain, following)):
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
        return after_blank and below is not None and (below.blank or len(below.text) > len(plain) * 1.5) and plain[-1] not in "?)"

    def _numbered(self, text: str, plain: str, following: int) -> bool:
        """Tell whether a line such as "4. Clinical directors" is a heading: it is in capitals, or 4.1 is below it."""
        number = _CHAPTER.match(text)
        below = next((line.text for line in self.lines[following : following + 2] if not line.blank), "")
        return number is not None and len(plain.split()) <= 8 and (plain.isupper() or below.lstrip().startswith(f"{number[1]}.1"))

    def _open(self, heading: str) -> None:
        """Begin under a heading: a section that is known; under an unknown one, no section holds any more."""
        self.heading, self.label = heading, ""
        self.section = section_of(_plain(heading)) or ""

    def _hold(self, label: str) -> None:
        self.label, self.filled = label, False
        self.labelled = section_of(_plain(label)) or ""

    def _sentences(self, start: int, end: int, kind: Kind) -> Iterator[Unit]:
        """Yield the sentences of a stretch of the view, each of the kind given."""
        text, held = self.seen[start:end], (self.label, self.labelled)
        begin = 0
        for found in _END.finditer(text):
            if found.group()[0] == "." and _ABBREVIATED.search(text[max(0, found.start() - 8) : found.start() + 1]):
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
        about = "role" if _ROLE.match(text) else "employer" if _EMPLOYER.match(text) else ""
        section = (self.labelled or self.section) if self.label else self.section
        if kind != "heading" and section in ("employer", "apply", "membership") and _OPENS_ROLE.match(text):
            # A sentence about the post ends what was said about others.
            self.section = section = ""
        return Unit(kind, start, end, text, _plain(self.label or self.heading), section, about)


def _plain(heading: str, keep: str = "") -> str:
    """Return the words of a heading or a label, without its number and its marks."""
    number = _NUMBER.match(heading)
    return heading[number.end() if number else 0 :].strip(" *_#\t:".replace(keep, "") if keep else " *_#\t:")
