"""Untrusted: zip archives and XML that someone else made, read within bounds.

Nothing in them is run or fetched, and no name in them becomes a path.
"""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

#: The most parts of an archive, bytes of one part, and how many times as large as packed it may be.
MOST_PARTS, MOST_BYTES, MOST_RATIO = 2_000, 60_000_000, 200

#: The most XML elements of a part, and how deep they may stand in one another.
MOST_ELEMENTS, MOST_DEPTH = 500_000, 300

#: What is wrong with a locked file, and what to do.
PASSWORD = ("has a password", "save a copy without one, and try again")

DAMAGED = "is damaged"

Attributes = dict[str, str]


class Unfit(Exception):
    """What is wrong with a file, as the end of a sentence that begins with its name, and what to do if known."""

    def __init__(self, reason: str, advice: str = ""):
        super().__init__(reason)
        self.advice = advice


def archive_of(data: bytes) -> zipfile.ZipFile:
    """Open a zip archive.

    Raises
    ------
    Unfit
        It has more parts than anyone needs, or is damaged.
    """
    # Counted before the archive is opened, which takes a while where there are very many.
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise Unfit(f"is an archive of more than {MOST_PARTS:,} parts")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except Exception:  # what a damaged file makes zipfile raise is not foreseen there, either
        raise Unfit(DAMAGED) from None


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of an archive; nothing where there is none.

    Raises
    ------
    Unfit
        It has a password, is far too large or damaged, or is packed so that its size cannot be held.
    """
    if name not in archive.namelist():
        return b""
    found = archive.getinfo(name)
    if found.file_size > min(MOST_BYTES, MOST_RATIO * max(found.compress_size, 1_000)):
        raise Unfit("unpacks to far more than such a file needs")
    return unpacked(archive, found)


def unpacked(archive: zipfile.ZipFile, found: zipfile.ZipInfo) -> bytes:
    """Unpack a part of an archive, of which no more is read than it announces; whoever asks looks at that before.

    Raises
    ------
    Unfit
        It has a password, is damaged, has another size than it announces, or is packed in another way.
    """
    if found.flag_bits & 1:
        raise Unfit(*PASSWORD)
    # Other ways of packing are not unpacked piece by piece, so a bomb could not be stopped.
    if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unfit("is packed as no such file is")
    try:
        with archive.open(found) as part:
            content = part.read(found.file_size + 1)
    except Exception:  # as above; zlib's own errors are among them
        raise Unfit(DAMAGED) from None
    if len(content) != found.file_size:
        raise Unfit(DAMAGED)
    return content


def walk(
    part: bytes,
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object] = lambda name: None,
    text: Callable[[str], object] = lambda words: None,
) -> None:
    """Walk through XML, by names without their prefix; it may declare no entity and refer to nothing outside.

    Raises
    ------
    Unfit
        It declares something, has too many elements or too deep ones, or is damaged.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = count = 0

    def opened(name: str, attributes: Attributes) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > MOST_DEPTH:
            raise Unfit(f"is nested more than {MOST_DEPTH} deep")
        if count > MOST_ELEMENTS:
            raise Unfit(f"has more than {MOST_ELEMENTS:,} pieces")
        start(name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(" ")[2])

    def declared(*_: object) -> NoReturn:
        raise Unfit("declares a document type or entities, which no such file does")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = opened, closed, text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = declared
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError):  # it may name an encoding that there is not
        raise Unfit(DAMAGED) from None


def tree_of(part: bytes) -> Element:
    """Return XML as a tree of elements, by names without their prefix; raises as `walk` does."""
    built = TreeBuilder()
    walk(part, built.start, built.end, built.data)
    root: Element = built.close()
    return root
