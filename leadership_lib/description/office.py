"""Office: the text of Word (.docx) and ODT files, as a reader of the page would go through it.

A file is a zip archive of XML. Both kinds are read by one walk through the elements, by their names without the
prefix; macros, pictures, links and everything else in the archive stay untouched.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import NoReturn
from xml.parsers import expat

from leadership_lib.description.lines import BULLET, HEADING, Enough, Lines, Refusal, names

#: The most parts of an archive, bytes of one part, and how many times as large as packed it may be.
MOST_PARTS, MOST_BYTES, MOST_RATIO = 2_000, 60_000_000, 200

#: The most XML elements of a part, and how deep they may stand in one another.
MOST_ELEMENTS, MOST_DEPTH = 500_000, 300

_AGAIN = "open it in Word or LibreOffice, save it anew as .docx, and try again"
_LARGE = f"unpacks to far more than such a document needs: {_AGAIN}"
_PASSWORD = "has a password: save a copy without one, and try again"

#: What the parts or the type of other archives are called, and what to do with them.
_OTHERS = {
    "(?m)^xl/|opendocument.spreadsheet": "is a spreadsheet: copy the words into a document, and try again",
    "(?m)^ppt/|opendocument.presentation": "is a set of slides: save it as PDF, and try again",
    "(?m)^Index/": "is a document of Pages (.pages) or another Apple program: export it there to Word, and try again",
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

Attributes = dict[str, str]


def text(data: bytes) -> str:
    """Return the text of a .docx or .odt file.

    Raises
    ------
    Refusal
        It is another archive, has a password, or is larger inside than such a file is.
    """
    with _opened(data) as archive:
        parts = archive.namelist()
        main = next((name for name in parts if re.fullmatch(r"word/document\d*\.xml", name)), None)
        if main:
            return _word(archive, main)
        if "META-INF/manifest.xml" in parts and b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
            raise Refusal(_PASSWORD)
        listed = "\n".join([_part(archive, "mimetype").decode("ascii", "replace"), *parts])
        for sign, refusal in _OTHERS.items():
            if re.search(sign, listed):
                raise Refusal(refusal)
        if "content.xml" in parts:
            return _odt(archive)
    raise Refusal("is an archive (.zip) and no document: unpack it, and choose the document in it")


def check_bounds(data: bytes) -> None:
    """Make sure that a library which unpacks and parses all of a Word file stays within bounds.

    Raises
    ------
    Refusal
        It is larger inside than such a file is, or declares entities.
    """
    with _opened(data) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            raise Refusal(_LARGE)
        for name in archive.namelist():
            found = _part(archive, name)
            if name.endswith((".xml", ".rels")):
                _walk(found, lambda name, attributes: None)


def _opened(data: bytes) -> zipfile.ZipFile:
    # Counted before the archive is opened, which takes a while where there are very many.
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise Refusal(f"is an archive of more than {MOST_PARTS:,} parts: {_AGAIN}")
    return zipfile.ZipFile(BytesIO(data))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of an archive; nothing where there is none."""
    if name not in archive.namelist():
        return b""
    found = archive.getinfo(name)
    if found.flag_bits & 1:
        raise Refusal(_PASSWORD)
    if found.file_size > min(MOST_BYTES, MOST_RATIO * max(found.compress_size, 1_000)):
        raise Refusal(_LARGE)
    # Other ways of packing are not unpacked piece by piece, so a bomb could not be stopped.
    if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refusal(f"is packed as no Word or ODT file is: {_AGAIN}")
    with archive.open(found) as part:
        return part.read(found.file_size + 1)


def _word(archive: zipfile.ZipFile, main: str) -> str:
    story = _Story({"t"}, _styles(_part(archive, "word/styles.xml")))
    for part in (main, "word/footnotes.xml", "word/endnotes.xml"):
        story.read(_part(archive, part))
    return story.lines.text()


def _odt(archive: zipfile.ZipFile) -> str:
    story = _Story({"p", "h"}, {})
    story.read(_part(archive, "content.xml"))
    return story.lines.text()


def _walk(
    part: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] = lambda words: None,
) -> None:
    """Walk through XML; it may declare no entity and refer to nothing outside."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = count = 0

    def opened(name: str, attributes: Attributes) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MOST_DEPTH:
            raise Refusal(f"is nested more than {MOST_DEPTH} deep: {_AGAIN}")
        if count > MOST_ELEMENTS:
            raise Refusal(f"has more than {MOST_ELEMENTS:,} pieces of layout: {_AGAIN}")
        start(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(" ")[2])

    def declared(*_: object) -> NoReturn:
        raise Refusal(f"declares a document type or entities, which no Word or ODT file does: {_AGAIN}")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = declared
    parser.Parse(part, True)


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
        _walk(part, start)
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
                _walk(part, self._start, self._end, self._words)

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
