"""File: the text of a document that somebody has, whatever kind of file it is and whatever is in it.

What a file is, its content says, not its name. Nothing in it is run, nothing is fetched, and every fault, of the file
or of a library that reads it, becomes one sentence.
"""

import re

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.text import fit
from leadership_lib.core.untrusted import DAMAGED, Unfit
from leadership_lib.description import lines, office, pdf, web

#: What the name of a file can end in to be taken for a description.
ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".docm", ".odt", ".pdf")

#: The most bytes of a file.
MOST_BYTES = 20_000_000

#: The most characters of text; what comes after them is left out.
MOST_TEXT = lines.MOST_TEXT

_WORD = "open it in Word or LibreOffice, save it as .docx, and try again"
_OCR = "have it read by text recognition (OCR), or type its words into a document, and try again"
_SAVE = "save it as .docx, .odt, .html, .txt or PDF, and try again"
_AGAIN = f"open it in the program it was made with, and {_SAVE}"

#: How other files begin, and what to do with them.
_OTHERS = {
    b"{\\rtf": ("is rich text (.rtf)", _WORD),
    b"\x89PNG": ("is a picture", _OCR),
    b"\xff\xd8\xff": ("is a picture", _OCR),
    b"GIF8": ("is a picture", _OCR),
    b"II*\0": ("is a picture", _OCR),
    b"MM\0*": ("is a picture", _OCR),
    b"RIFF": ("is a picture, a sound or a film", _OCR),
    b"MZ\x90\0": ("is a program, not a document", "choose the document itself"),
    b"\x7fELF": ("is a program, not a document", "choose the document itself"),
    b"\x1f\x8b": ("is an archive, not a document", "unpack it, and choose the document in it"),
    b"7z\xbc\xaf": ("is an archive, not a document", "unpack it, and choose the document in it"),
    b"Rar!\x1a": ("is an archive, not a document", "unpack it, and choose the document in it"),
    b"MIME-Version:": ("is a saved email or web archive", f"open it, copy its words into a document, and {_SAVE}"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_TAGS = (
    "html|head|body|title|meta|style|script|div|p|h[1-6]|table|ul|ol|main|article|section|span|b|strong|a|font|center"
)
_PAGE = re.compile(rf"(?is)\s*<(?:!doctype html|(?:{_TAGS})[\s>])|.*<(?:html|body)[\s>]")

_CONTROLS = re.compile("[\0-\x08\x0e-\x1f]")

# What no one sees: control characters, halves of characters, soft hyphens, joiners, and marks of direction.
_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


class Unreadable(Problem):
    """A document that cannot be read; one sentence names it and says what is wrong and what to do."""


def text_of(data: bytes, name: str) -> str:
    r"""Return the text of a document in reading order, one paragraph a line.

    A line that begins with ``•`` is a bullet, one after an empty line may be a heading, and a row of a table with a
    label and a value is ``Label: value``.

    Parameters
    ----------
    data
        The file: Word (.docx), ODT, PDF, HTML, or text such as Markdown.
    name
        What it is called, for the messages alone.

    Returns
    -------
    str
        At most `MOST_TEXT` characters.

    Raises
    ------
    Unreadable
        Nothing can be read from it.

    Examples
    --------
    >>> text_of(b"<h1>Clinical Lead</h1><dl><dt>Hours<dd>8 a week</dl>", "role.html")
    'Clinical Lead\nHours: 8 a week'
    """
    content = bytes(needed(data, bytes | bytearray | memoryview, "A document is read from bytes"))
    try:
        text = _UNSEEN.sub("", _read(content)[: 2 * MOST_TEXT])
        if not text.strip():
            raise Unfit("holds no words", "choose another file, or type the words into a document")
    except Unfit as unfit:
        raise Unreadable(f"{_called(name)} {unfit}: {unfit.advice or _AGAIN}.") from None
    except Exception:
        # A document may be broken in more ways than the libraries that read it tell apart.
        raise Unreadable(f"{_called(name)} {DAMAGED}: {_AGAIN}.") from None
    return re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text).strip()[:MOST_TEXT]


def _read(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        large = f"is larger than {MOST_BYTES // 1_000_000} MB"
        raise Unfit(large, "save only the pages about the role, and try again")
    if not data:
        raise Unfit("is empty", "choose another file")
    if b"%PDF-" in data[:1024]:
        return pdf.text(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return office.text(data)
    if data.startswith(_OLE):
        raise Unfit(*_old(data))
    for start, other in _OTHERS.items():
        if data.startswith(start):
            raise Unfit(*other)
    text = _decoded(data)
    head = text[:2_000]
    if len(_CONTROLS.findall(head)) > 2 + len(head) / 50:
        raise Unfit("is no document that can be read here")
    if _PAGE.match(head):
        return web.text(text)
    if head.lstrip().startswith("<?xml"):
        raise Unfit("is XML and no web page")
    return text


def _old(data: bytes) -> tuple[str, str]:
    """Say what a file in the form of Office before 2007 is, which is also that of a newer one with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "has a password", "open it in Word, save a copy without one, and try again"
    if "WordDocument".encode("utf-16-le") in data:
        return "is an old Word file (.doc)", _WORD
    return "is an old Office file or a saved email", _AGAIN


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _called(name: str) -> str:
    """Return the name of a file as a message has it."""
    last = fit(re.split(r"[\\/]", str(name).strip())[-1])
    return f"'{last if len(last) <= 80 else f'{last[:60]}...{last[-15:]}'}'" if last else "This file"
