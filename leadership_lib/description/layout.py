"""Layout: a document as paragraphs, each at its place: wrapped lines are joined, and lost line breaks found again.

Everything is looked for in a view of the document that is as long as it is, so that a place in the one is a place in
the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from leadership_lib.description.sections import pattern, section_of

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

#: An arrow, a tick or a picture that marks a line.
_SYMBOL: Final = r"[\u2190-\u2bff\U0001f300-\U0001faff]\ufe0f?"
BULLET: Final = re.compile(
    rf"[ \t>]*(?:[•*]|{_SYMBOL}|"
    r"-{1,2}(?=[ \t])|o(?=[ \t]{1,4}[A-Z])|\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)](?=[ \t])"
    r"|\(?[1-9]\d?(?:\.\d{1,2}){1,3}\.?(?=[ \t]{1,8}[A-Za-z\"'(])"
    r"(?![ \t]*(?:WTE|FTE|wte|fte|w\.t|whole|sessions?|hours?|hrs|days?|PAs?|programmed)\b))[ \t]*"
)
#: A label with its value, if that stands beside it; a copied table can leave a stroke between them.
LABEL: Final = re.compile(
    rf"[ \t>]*(?:{_SYMBOL}[ \t]*)?"
    r"\**(?P<label>[A-Z0-9&][^:\t\n.!?;]{0,70}?)\**"
    r"(?::\**[ \t]*(?:/[ \t]+)?|[ \t]*\t[ \t]*|[ ]{3,}(?=\S)|[ ]\|[ ](?=[^|]+$))(?P<value>\S.*)?$"
)
#: Labels that count only where they are known: "Sessions. Four a week", "Sessions ..... Four", "**Sessions** Four".
MARKED: Final = (
    re.compile(r"[ \t>]*\**(?P<label>[A-Z][\w'&/() -]{2,40}?)\.\**[ \t]+(?P<value>[A-Z£\d].*)$"),
    re.compile(
        r"[ \t>]*(?P<label>[A-Z][\w'&/() -]{2,40}?)[ \t]?(?:\.{3,}|_{3,}|\u2026+)[ \t]?(?P<value>(?!\d+\s*$)\S.*)$"
    ),
    re.compile(r"[ \t>]*\*\*(?P<label>[A-Z][\w'&/() -]{2,40}?)\*\*[ \t]+(?P<value>\S.*)$"),
)
#: What parts several labels with their values on one line: "Hours: 8 a week | Base: Kilmoyle".
PARTED: Final = re.compile(r"[ \t]*[|;•][ \t]+")
#: A row of columns set apart by spaces: "Hours          15 a week".
_COLUMN: Final = re.compile(r"[ \t]{0,3}[^\s.!?].{0,40}?[ ]{3,}\S")
_PAGE: Final = re.compile(
    r"(?:.{0,160}\W)?(?:[Pp]age|PAGE) \d{1,3}(?: of \d{1,3})?\W*|\f?\s*\d{1,3}\s*/\s*\d{1,3}\s*"
)
#: Labels, numbers and bullets in running text: "... Base: Kilmoyle Hours: 8 a week 1. Chair ...".
_RUN_ON: Final = re.compile(
    r"(?<=[\w.)!?;]) (?=(?:[A-Z][\w'()/&-]*(?: (?:[A-Za-z(][\w'()/&-]*|&|/)){0,5}): "
    r"|\d{1,2}(?:[.)]|(?:\.\d{1,2})+) (?!WTE|FTE|PAs?\b)[A-Z]|• )"
)
_RUN_ON_HEADING: Final = r" (?=[A-Z])(?P<heading>(?i:{})) (?=[A-Z£•\d-])"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line, with those in which it goes on.

    Attributes
    ----------
    start, end : int
        Its place.
    line : str
        Its first line.
    blanks : int
        How many empty lines stand above it; one at the beginning of a document.
    below, next : str or None
        The line below it, and the first of the two lines below that is not empty; None at the end.
    """

    start: int
    end: int
    line: str
    blanks: int
    below: str | None
    next: str | None


def view(document: str) -> str:
    """Return a document with plain quotes, dashes, spaces and bullets, each character at its own place."""
    return document.translate(_VIEW)


def lost_its_lines(seen: str) -> bool:
    """Tell whether a document has lost its line breaks, as a page that was pasted as one line has."""
    return seen.count("\n") * _ONE_LINE < len(seen)


def found_again(seen: str) -> str:
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


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def paragraphs(seen: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a view, in their order; the numbers of pages are none."""
    found = re.finditer(r"[^\n]+|(?<=\n)(?=\n)", seen)
    lines = [_Line(one.start(), one.group()) for one in found if not _PAGE.fullmatch(one.group())]
    widths = sorted(width for line in lines if (width := len(line.text.strip())) > 40)
    # Where most long lines end at one width, the lines were wrapped by whoever made the document.
    width = widths[len(widths) * 9 // 10] if len(widths) >= 8 and widths[-1] <= 120 else 0
    at, blanks = 0, 1
    while at < len(lines):
        first = lines[at]
        if not first.text.strip():
            at, blanks = at + 1, blanks + 1
            continue
        last = at
        while last + 1 < len(lines) and _wrapped(lines[last].text, lines[last + 1].text, width):
            last += 1
        below = [line.text for line in lines[last + 1 : last + 3]]
        following = next((text for text in below if text.strip()), None)
        yield Paragraph(first.start, lines[last].end, first.text, blanks, below[0] if below else None, following)
        at, blanks = last + 1, 0


#: A sentence that goes on overleaf breaks off after a word; after a small one it goes on with a capital too.
_BREAKS_OFF: Final = re.compile(r".{40,}[\w,]\s*")
_SMALL_WORD: Final = re.compile(r".{40,}\b(?:a|an|and|as|be|by|from|may|of|or|that|the|will)\s*")
#: What stands at the foot or head of a page is short, and on one of its lines is a number of a page or a version.
_FOOT: Final = re.compile(r"\s*[^\sa-z•*].{0,120}")
_FOOT_SIGN: Final = re.compile(
    r"\b(?:[Pp]age|PAGE|[Pp]\.?) ?\d{1,3}\b|^- ?\d{1,3} ?-$|\b[Vv](?:ersion)? ?\d|\b(?:DRAFT|FINAL)\b"
)


def carried_over(seen: str) -> str:
    """Return a view in which blanks stand for the foot and head of pages between a sentence and its rest overleaf."""
    lines = [_Line(one.start(), one.group()) for one in re.finditer(r"[^\n]+", seen)]
    for at, line in enumerate(lines):
        rest = _overleaf(lines, at) if _BREAKS_OFF.fullmatch(line.text) else None
        if rest:
            seen = f"{seen[: line.end]}\n{' ' * (rest.start - line.end - 1)}{seen[rest.start :]}"
    return seen


def _overleaf(lines: list[_Line], at: int) -> _Line | None:
    """Return the line in which a sentence goes on overleaf; None where it does not."""
    signed = False
    for rest in lines[at + 1 : at + 8]:
        text = rest.text.strip()
        if not text:
            continue
        goes_on = text[0].islower() or ("." in text and _SMALL_WORD.fullmatch(lines[at].text))
        if signed and goes_on and not BULLET.match(text) and not _FOOT_SIGN.search(text):
            return rest
        sign = bool(_FOOT_SIGN.search(text) or _PAGE.fullmatch(text))
        parted = signed or sign or rest.start > lines[at].end + 1
        if not parted or not _FOOT.fullmatch(text) or (not sign and BULLET.match(text)) or text[-1] in ".?!:;":
            return None
        signed = signed or sign
    return None


def _wrapped(line: str, following: str, width: int) -> bool:
    """Tell whether a line goes on in the next one."""
    first = following.lstrip()
    if not first or BULLET.match(following) or line.rstrip().endswith((":", "\t")):
        return False
    if _COLUMN.match(following):
        # A label can be wrapped in its column: "Professionally", below it "accountable to      Medical Director".
        return first[0].islower() and len(line.strip()) < 25 and not _COLUMN.match(line)
    if _COLUMN.match(line) and following[0] not in " \t" and not BULLET.match(line):
        return False
    label = LABEL.match(following)
    if following.startswith("\t") or (label and section_of(label["label"])):
        return False
    if line.isupper() and not following.isupper():
        return False
    if first[0].islower() or (_SMALL_WORD.fullmatch(line) and section_of(first) is None):
        return True
    ends = line.rstrip()
    return bool(width) and len(ends) >= width * 0.8 and not ends.endswith((".", "!", "?", ";"))
