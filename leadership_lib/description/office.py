"""Office: the text of Word (.docx) and ODT files, as a reader of the page would go through it.

A file is a zip archive of XML. Both kinds are read by one walk through the elements, by their names without the
prefix; macros, pictures, links and everything else in the archive stay untouched.
"""

import re
from collections import defaultdict
from contextlib import suppress
from zipfile import ZipFile

from leadership_lib.core.untrusted import PASSWORD, Attributes, Unfit, archive_of, part_of, walk
from leadership_lib.description.lines import BULLET, HEADING, Enough, Lines, names

#: What the parts or the type of other archives are called, and what to do with them.
_OTHERS = {
    "(?m)^xl/|opendocument.spreadsheet": ("is a spreadsheet", "copy the words into a document, and try again"),
    "(?m)^ppt/|opendocument.presentation": ("is a set of slides", "save it as PDF, and try again"),
    "(?m)^Index/": (
        "is a document of Pages (.pages) or another Apple program",
        "export it there to Word, and try again",
    ),
}

# Deleted or moved text, what is drawn a second time for older programs, field codes, hidden text, notes' numbers,
# comments, names of pictures, and how text was set before a tracked change.
_DROPPED = names(
    "del moveFrom delText instrText Fallback tracked-changes annotation forms note-citation desc title "
    "table-of-content hidden-text hidden-paragraph rPrChange pPrChange"
)
_SIGNS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": " ", "ptab": " ", "s": " ", "noBreakHyphen": "-"}
_WORD_HEADING = re.compile(r"(?i)heading ?\d|title|subtitle")
_OFF = ("0", "false", "off")


def text(data: bytes) -> str:
    """Return the text of a .docx or .odt file.

    Raises
    ------
    Unfit
        It is another archive, has a password, or is larger inside than such a file is.
    """
    with archive_of(data) as archive:
        return _text(archive)


def _text(archive: ZipFile) -> str:
    parts = archive.namelist()
    main = next((name for name in parts if re.fullmatch(r"word/document\d*\.xml", name)), None)
    if main:
        return _word(archive, main)
    if b"encryption-data" in part_of(archive, "META-INF/manifest.xml"):
        raise Unfit(*PASSWORD)
    listed = "\n".join([part_of(archive, "mimetype").decode("ascii", "replace"), *parts])
    for sign, other in _OTHERS.items():
        if re.search(sign, listed):
            raise Unfit(*other)
    if "content.xml" in parts:
        return _odt(archive)
    raise Unfit("is an archive (.zip) and no document", "unpack it, and choose the document in it")


def _word(archive: ZipFile, main: str) -> str:
    story = _Story({"t"}, _styles(part_of(archive, "word/styles.xml")))
    for part in (main, "word/footnotes.xml", "word/endnotes.xml"):
        story.read(part_of(archive, part))
    return story.lines.text()


def _odt(archive: ZipFile) -> str:
    story = _Story({"p", "h"}, {})
    story.read(part_of(archive, "content.xml"))
    return story.lines.text()


def _styles(part: bytes) -> dict[str, str]:
    """Return the sign of each paragraph style of Word that has one by itself or by what it is based on."""
    headings: set[str] = set()
    listed: set[str] = set()
    based: defaultdict[str, list[str]] = defaultdict(list)
    style = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal style
        value = attributes.get("val", "")
        match name:
            case "style":
                style = attributes.get("styleId", "")
            case "basedOn":
                based[value].append(style)
            case "name" if _WORD_HEADING.fullmatch(value):
                headings.add(style)
            case "outlineLvl" if value < "9":
                headings.add(style)
            case "numPr":
                listed.add(style)

    if part:
        walk(part, start)
    for found in (headings, listed):
        todo = [*found]
        while todo:
            new = set(based[todo.pop()]) - found
            found |= new
            todo += new
    return dict.fromkeys(listed, BULLET) | dict.fromkeys(headings, HEADING)


class _Story:
    """One walk through a part, which adds its words to the lines."""

    def __init__(self, holders: set[str], styles: dict[str, str]) -> None:
        self.lines = Lines()
        self._holders, self._styles = holders, styles
        self._inside = 0  # how many elements are open that hold words
        self._left_out = 0  # how many are open whose words do not count
        self._signs: list[str] = []  # one for each open paragraph
        self._next = ""  # the sign of the next one
        self._hidden: set[str] = set()  # styles of hidden text
        self._silent = False  # a run of hidden text
        self._prompt = False  # a content control that nobody has filled in
        self._style = ""  # the style that is being described

    def read(self, part: bytes) -> None:
        """Add the words of a part."""
        if part:
            with suppress(Enough):
                walk(part, self._start, self._end, self._words)

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._left_out or name in _DROPPED or self._is_hidden(name, attributes):
            self._left_out += 1
            return
        self._inside += name in self._holders
        value = attributes.get("val", "")
        match name:
            case "p" | "h":
                self.lines.begin()
                self._signs.append(HEADING if name == "h" else self._next)
                self._next = ""
            case "tr" | "table-row":
                self.lines.row()
            case "tc" | "table-cell":
                self.lines.cell()
            case "list-item":
                self._next = BULLET
            case "pStyle" if self._signs:
                self._signs[-1] = self._styles.get(value) or _by_id(value)
            case "outlineLvl" if self._signs and value < "9":
                self._signs[-1] = HEADING
            case "numId" if self._signs and self._signs[-1] != HEADING:
                self._signs[-1] = BULLET if value != "0" else ""
            case "r":
                self._silent = False
            case "vanish":
                self._silent = value not in _OFF
            case "showingPlcHdr":
                self._prompt = value not in _OFF
            case "sdtContent" if self._prompt:
                self._prompt, self._left_out = False, 1
            case "style":
                self._style = attributes.get("name", "")
            case "text-properties" if attributes.get("display") == "none":
                self._hidden.add(self._style)
            case _ if name in _SIGNS:
                self._say(_SIGNS[name])

    def _end(self, name: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        self._inside -= name in self._holders
        match name:
            case "p" | "h" if self._signs:
                self.lines.end(self._signs.pop())
            case "tr" | "table-row":
                self.lines.end_row()
            case "list-item":
                self._next = ""
            case "r" | "pPr":
                self._silent = False

    def _is_hidden(self, name: str, attributes: Attributes) -> bool:
        return attributes.get("style-name") in self._hidden or (
            name == "section" and attributes.get("display") == "none"
        )

    def _words(self, words: str) -> None:
        if self._inside and not self._left_out:
            self._say(words.replace("\n", " "))

    def _say(self, words: str) -> None:
        if not self._silent:
            self.lines.say(words)


def _by_id(style: str) -> str:
    """Return the sign of a style that the file does not describe, by the name that Word gives it."""
    if _WORD_HEADING.fullmatch(style):
        return HEADING
    return BULLET if re.fullmatch(r"(?i)list(bullet|number)\d?", style) else ""
