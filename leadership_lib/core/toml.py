"""TOML text: from a file to plain data; what is not TOML is one fault, with its line and what people usually did."""

import io
import os
import re
import tomllib
from typing import Any, ClassVar, Protocol

from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.faults import Code, Fault, FileLine, RecordError, Said
from leadership_lib.core.text import cut

#: How large a text may be: a thousand times as large as a role, and a few seconds' work for the parser.
MOST_BYTES = 10_000_000

#: How many parts a key may have; ours have up to four.
MOST_PARTS = 16

#: How many signs that part one thing from the next. For each, the parser makes up to a kilobyte of tables.
MOST_SIGNS = 100_000

#: How much of a faulty line a message shows.
MOST_SHOWN = 70

CURLY = "“”„‟"

TWICE = "this heading or name stands twice: delete one, or, for one more of several, write [[double brackets]]"
BARE = 'text stands in "quotation marks"; numbers, true and false stand bare; a line with nothing after = is deleted'

#: Words of the parser's message, and what people usually did where it says so; the first that is there is told.
USUALLY = {
    "twice": TWICE,
    "overwrite": TWICE,
    "redefine": TWICE,
    "mutate": TWICE,
    "Illegal character": "the quotation mark at the end of the text is missing, or a text goes on over several lines",
    "Unterminated string": "the quotation mark at the end of the text is missing",
    "Unclosed array": "a comma is missing at the end of the line before, or the ] that closes the list",
    "Unclosed inline table": "a comma is missing, or the } that closes the table",
    "Expected newline": "a quotation mark stands inside the text: write ' there",
    "Expected '='": "after a name come an equals sign and its value; a line for yourself begins with #",
    "Expected ']": "the bracket that closes the heading is missing",
    "Invalid statement": "a line is a heading or a name with its value; a line for yourself begins with #",
    "Invalid value": BARE,
    "Unescaped": r"a backslash in a text is written twice: \\",
    "hex value": r"a backslash in a text is written twice: \\",
}


# Strings and comments, to their end or that of the text or line: what stands in them parts nothing.
_TEXTS = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|"(?:[^"\\\n]|\\.)*+"?'''
    r"""|'''(?:[^']|'(?!''))*+(?:'''|\Z)|'[^'\n]*+'?|#[^\n]*+""",
    re.DOTALL,
)
_DEEP = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}")


class Made(Protocol):
    """What is to be made of a text: a class that says what it is and which error to raise."""

    WHAT: ClassVar[str]
    ERROR: ClassVar[type[RecordError]]


def parse_toml(text: str, cls: type[Made], source: str | None = None) -> dict[str, Any]:
    """Parse TOML text; what is not TOML is one fault of a `cls`, with its line and what people usually did."""
    needed(text, str, f"{cls.WHAT[:1].upper()}{cls.WHAT[1:]} is read from TOML text")
    try:
        return loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = _slip(text, str(error))
    except ValueError:
        # Python refuses to read whole numbers of thousands of digits.
        fault = _unreadable("a number of thousands of digits", "allowed are numbers that a person can read")
    except RecursionError:
        fault = _unreadable("brackets or names inside one another without end", "allowed is plain TOML")
    except Problem as problem:
        fault = _unreadable(str(problem), "allowed is what one person writes")
    raise cls.ERROR(cls.WHAT, [fault], source) from None


def loads(text: str) -> dict[str, Any]:
    """Parse TOML from anywhere; every TOML text that comes in goes through here.

    Raises
    ------
    Problem
        It is more than a person writes.
    ValueError, RecursionError
        It is no TOML.
    """
    bounded(text)
    return tomllib.loads(text)


def bounded(text: str) -> None:
    """Refuse a text for which the parser of the standard library would need minutes, or all memory.

    Raises
    ------
    Problem
        Says what there is too much of.
    """
    if len(text) > MOST_BYTES:
        raise Problem(f"more than {MOST_BYTES // 1_000_000} MB of text")
    bare = _TEXTS.sub("_", text)
    if _DEEP.search(bare):
        raise Problem(f"a name of more than {MOST_PARTS} parts")
    if sum(map(bare.count, "=.,[{")) > MOST_SIGNS:
        raise Problem(f"more than {MOST_SIGNS:,} names and values")


def _slip(text: str, said: str) -> Fault:
    """Say in which line the parser gave up, what stands there, and what people usually did."""
    lines = text.replace("\r\n", "\n").split("\n")
    place = re.search(r"at line (\d+)", said)
    # Where the parser only found out at the end, the last line that says something is shown.
    number = int(place[1]) if place else next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 1)
    line = lines[number - 1].strip()
    return Fault((), Code.UNREADABLE, FileLine(number, _shown(line)), _usually(line, said))


def _unreadable(found: str, allowed: str) -> Fault:
    return Fault((), Code.UNREADABLE, Said(found), allowed)


def _usually(line: str, said: str) -> str:
    if any(mark in line for mark in CURLY):
        return 'quotation marks have to be straight ones, ", not curly ones'
    if "end of document" in said and line.endswith((",", "[")):
        return "the ] that closes the list is missing"
    return next((advice for words, advice in USUALLY.items() if words in said), said)


def _shown(line: str) -> str:
    line = cut(line, MOST_SHOWN)
    return line if line.isprintable() else ascii(line)


def read_text(path: str | os.PathLike[str], cls: type[Made]) -> str:
    """Read a UTF-8 text file; whatever prevents it is one fault of a `cls`."""
    source = os.fspath(needed(path, str | os.PathLike, "A file is named by its path"))
    try:
        with open(source, "rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) <= MOST_BYTES:
            return io.TextIOWrapper(io.BytesIO(data), "utf-8-sig").read()
        fault = _unreadable(f"more than {MOST_BYTES // 1_000_000} MB", "allowed is what one person writes")
    except UnicodeDecodeError:
        fault = _unreadable("bytes that are not text", "allowed is a TOML file saved as UTF-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        fault = _unreadable(reason.lower(), "check its name and folder, and that you may open it")
    raise cls.ERROR(cls.WHAT, [fault], source) from None
