"""PDF: the words of all pages, read by the compiled library where it is installed and by the one in Python elsewhere.

Both are imported only when a PDF is read, and what they find is tidied alike.
"""

import logging
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from importlib import import_module
from io import BytesIO
from itertools import dropwhile
from time import monotonic
from typing import Any

from leadership_lib.core.pyodide import IN_BROWSER
from leadership_lib.core.untrusted import Unfit
from leadership_lib.description.lines import MOST_TEXT

#: The most pages, bytes of all that is packed in them, and seconds that they may take, compiled and in Python.
MOST_PAGES, MOST_BYTES, PATIENCE, PATIENCE_IN_PYTHON = 200, 100_000_000, 2, 20

#: With fewer letters and digits than this, a PDF is taken for pictures of pages.
FEWEST_SIGNS = 40

#: How many lines at the top and at the bottom of a page may be the same on most pages.
MOST_RUNNING = 3

_SHORTER = "save only the pages about the role as a new PDF, and try again"
_LARGE = ("unpacks to far more than a role description needs", _SHORTER)
_PASSWORD = ("has a password or is protected", "print it to a new PDF or save it as .docx without one, and try again")

# What one page may cost in Python, where no one looks at the clock while it is taken apart.
_BOUNDS = {
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 50,
    "zlib_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 40_000_000,
}

_BULLETS = re.compile("(?m)^(?:[\uf000-\uf0ff•●▪◦■‣·]\\s*)+")


def prepare() -> None:
    """Fetch what reads PDF, where Python runs in a browser: a file that the page sends later cannot wait for it."""
    if IN_BROWSER:
        with suppress(ImportError):
            import_module("pypdf")


def text(data: bytes) -> str:
    """Return the text of a PDF, without what runs along the top and bottom of its pages.

    Raises
    ------
    Unfit
        It has a password, too many pages or no words, or takes too long.
    """
    _weigh(data)
    pages = _without_heads([_lines(page) for page in _pages(data)])
    upwards = _without_heads([page[::-1] for page in pages])
    kept = "\n".join(line for page in upwards for line in page[::-1])
    if len(re.findall(r"\w", kept)) < FEWEST_SIGNS:
        raise Unfit(
            "holds pictures of pages and no words",
            "have it read by text recognition (OCR), or type the words into a document, and try again",
        )
    return _BULLETS.sub("• ", kept)


def _weigh(data: bytes) -> None:
    """Refuse what unpacks to too much, over which the compiled library would run out of memory."""
    room, view, check = MOST_BYTES, memoryview(data), _clock(PATIENCE_IN_PYTHON)
    for found in re.finditer(rb"stream\r?\n", data):
        check()
        with suppress(zlib.error):
            packed = view[found.end() : data.find(b"endstream", found.end())]
            room -= len(zlib.decompressobj().decompress(packed, room + 1))
        if room < 0:
            raise Unfit(*_LARGE)


def _pages(data: bytes) -> list[str]:
    try:
        import pypdfium2
    except ImportError:
        try:
            import pypdf
        except ImportError:
            missing = "is a PDF, and what reads PDF is not installed here"
            raise Unfit(missing, "save it as .docx, and try again") from None
        return _in_python(data, pypdf)
    return _compiled(data, pypdfium2)


def _compiled(data: bytes, pypdfium2: Any) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unfit(*_PASSWORD) from None
        raise

    def words(number: int) -> str:
        with closing(document[number]) as page, closing(page.get_textpage()) as found:
            # A hyphen at the end of a line is marked by a sign that is no character.
            return str(found.get_text_range()).replace("\ufffe", "-\n")

    with closing(document):
        return _read(len(document), map(words, range(len(document))), _clock(PATIENCE))


def _in_python(data: bytes, pypdf: Any) -> list[str]:
    # It tells of every oddity that it mends.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with pypdf.apply_configuration(**_BOUNDS):
            reader = pypdf.PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unfit(*_PASSWORD)
            check = _clock(PATIENCE_IN_PYTHON)
            words = (page.extract_text(visitor_operand_before=check) for page in reader.pages)
            return _read(len(reader.pages), words, check)
    except pypdf.errors.DependencyError:  # a newer way of protecting, for which another library is needed
        raise Unfit(*_PASSWORD) from None
    except pypdf.errors.LimitReachedError:
        raise Unfit(*_LARGE) from None


def _clock(seconds: int) -> Callable[..., None]:
    """Return what refuses to go on when the time is over."""
    end = monotonic() + seconds

    def check(*_: object) -> None:
        if monotonic() > end:
            raise Unfit(f"takes longer than {seconds} seconds to read", _SHORTER)

    return check


def _read(count: int, pages: Iterable[str], check: Callable[..., None]) -> list[str]:
    """Return the pages, as far as they are kept, with a look at the clock after each."""
    if count > MOST_PAGES:
        raise Unfit(f"has {count:,} pages, of which at most {MOST_PAGES} are read", _SHORTER)
    read: list[str] = []
    for page in pages:
        read.append(page[:MOST_TEXT])
        if sum(map(len, read)) > MOST_TEXT:
            break
        check()
    return read


def _lines(page: str) -> list[str]:
    return [line for part in page.splitlines() if (line := " ".join(part.split()))]


def _key(line: str) -> str:
    """Return what is the same on every page of a line with the number of the page."""
    return re.sub(r"\d+", "#", line)


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without the first lines that are the same on most of them."""
    counted = Counter(key for page in pages for key in set(map(_key, page[:MOST_RUNNING])))
    same = {key for key, count in counted.items() if count > max(1, len(pages) / 2)}
    return [
        [*dropwhile(lambda line: _key(line) in same, page[:MOST_RUNNING]), *page[MOST_RUNNING:]] for page in pages
    ]
