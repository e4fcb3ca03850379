"""Faults: what is wrong in a record, as data, and the sentence that says it.

`worded` makes the sentence, for whoever writes a file or, with a `Wording` of its own, for whoever fills in a form.
"""

from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin

from leadership_lib.core.errors import Problem, did_you_mean, near_misses, nearest
from leadership_lib.core.text import cut

#: How many faults a message tells; all of them are data.
MOST_TOLD = 100


class Code(StrEnum):
    """What kind of fault it is; beside each, what `Fault.allowed` then is."""

    UNKNOWN_KEY = "unknown key"  # the keys that are known there
    MISPLACED_KEY = "misplaced key"  # the paths at which it would be known
    MISSING = "missing"  # nothing
    EMPTY = "empty"  # ``str``, or ``str | None`` where it may be left out
    WRONG_TYPE = "wrong type"  # the type
    NOT_A_CHOICE = "not a choice"  # the choices
    UNKNOWN_NAME = "unknown name"  # the names that are known
    OUT_OF_BOUNDS = "out of bounds"  # the bounds
    GIVEN_TWICE = "given twice"  # a sentence, here and below
    AT_ODDS = "at odds with another field"
    RULE = "against a rule"
    UNREADABLE = "a file that cannot be read"


class Said(str):
    """Words that stand in a message as they are, where a value is shown as a file has it."""

    __slots__ = ()


class Heading(str):
    """The name of a table that is a record by itself, in a file of several."""

    __slots__ = ()


class Known(tuple[str, ...]):
    """Names that are known, where whoever writes may add another: `home` is the file in which."""

    home = ""


class FileLine(NamedTuple):
    """A line of a file at which its reader gave up."""

    number: int
    text: str


#: The keys that lead to a value; an item of a list has its number, from 0.
Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """One thing wrong in a record.

    Attributes
    ----------
    path : tuple of str and int
        The keys that lead to it, and the number of an item in a list, from 0; empty where all of it is wrong.
    code : Code
        What kind of fault it is.
    found : object
        The value that was found; None where there is none.
    allowed : object
        What would be right, as its code has it.
    """

    path: Path
    code: Code
    found: Any = None
    allowed: Any = None

    @property
    def key(self) -> str:
        """The path as a file has it, such as ``objectives[2].measure``, where counting begins with 1."""
        if self.path:
            return dotted(self.path)
        if isinstance(self.found, FileLine):
            return f"the file, line {self.found.number}"
        return getattr(self.allowed, "WHAT", "the file")

    def below(self, *above: str | int) -> "Fault":
        """Return the fault as it stands in a record of which this one is a part."""
        return self._replace(path=(*above, *self.path))

    def __str__(self) -> str:
        said = worded(self)
        return f"{said.key}: found {said.found}; {said.allowed}"


def dotted(path: Path) -> str:
    """Return a path as a file has it."""
    if path and isinstance(path[0], Heading):
        return f"[{path[0]}] {dotted(path[1:])}".rstrip()
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


class Wording(NamedTuple):
    """What differs between readers: how they write each type, and what they do about a value that is not there."""

    types: Mapping[type, str]
    missing: str
    unstated: str


IN_A_FILE = Wording(
    {
        str: 'text in "quotation marks"',
        bool: "true or false, without quotation marks",
        int: "a whole number",
        float: "a number, without quotation marks",
        tuple: "a list in [square brackets]",
        date: "a day such as 2026-11-23",
        datetime: "a date and time such as 2026-11-23T19:05:00",
    },
    missing="this key is needed",
    unstated="leave it out where it is not stated",
)


class Worded(NamedTuple):
    """A fault in words: where it is, what was found there, and what is allowed."""

    key: str
    found: str
    allowed: str


def worded(fault: Fault, wording: Wording = IN_A_FILE) -> Worded:
    """Put a fault into words."""
    return Worded(cut(fault.key, 120), _found(fault), _allowed(fault, wording))


def _found(fault: Fault) -> str:
    if fault.code in (Code.UNKNOWN_KEY, Code.MISPLACED_KEY):
        return "a key that is not known here"
    match fault.found:
        case None:
            return "nothing"
        case Said():
            return str(fault.found)
        case FileLine():
            return f"{fault.found.text} and could not go on"
        case "":
            return '""'
        case Mapping():
            return "a table"
        case list() | tuple():
            return f"a list of {len(fault.found)}"
        case bool():
            return "true" if fault.found else "false"
        case date() | time():
            return f"a date or time ({fault.found})"
    try:
        text = repr(fault.found)
    except ValueError:
        return "a number of thousands of digits"
    return cut(text, 60)


def _allowed(fault: Fault, wording: Wording) -> str:
    allowed = fault.allowed
    match fault.code:
        case Code.UNKNOWN_KEY:
            return near_misses(str(fault.path[-1]), allowed)
        case Code.MISPLACED_KEY:
            left, right = ("[", "]") if isinstance(fault.found, Mapping) else ("'", "'")
            left, right = ("[[", "]]") if _tables(fault.found) else (left, right)
            return f"did you mean {' or '.join(f'{left}{_heading(path)}{right}' for path in allowed)}?"
        case Code.MISSING:
            return wording.missing
        case Code.EMPTY if fault.path and isinstance(fault.path[-1], int):
            return "still empty; write it, or delete the line"
        case Code.EMPTY:
            optional = NoneType in get_args(allowed)
            return f"allowed is some text; {wording.unstated}" if optional else "still empty; write some text"
        case Code.WRONG_TYPE:
            kind = get_origin(allowed) or allowed
            if kind is tuple and isinstance(fault.found, Mapping) and is_dataclass(get_args(allowed)[0]):
                several = f"; for several tables, and also for one, write [[{_heading(fault.path)}]]"
                return f"allowed is {wording.types[kind]}{several}"
            return f"allowed is {wording.types.get(kind, 'a table of facts' if is_dataclass(kind) else 'a table')}"
        case Code.NOT_A_CHOICE if not isinstance(fault.found, str) and str(fault.found) in allowed:
            return f'it wants quotation marks: "{fault.found}"'
        case Code.NOT_A_CHOICE:
            return f"allowed is one of {', '.join(allowed)}"
        case Code.UNKNOWN_NAME if isinstance(allowed, Known) and allowed.home:
            near = nearest(fault.found, allowed)
            add = f"add a table [{fault.found}] to {allowed.home}"
            return f"{did_you_mean(near)} If it is new, {add}" if near else add
        case Code.UNKNOWN_NAME:
            return near_misses(fault.found, allowed)
        case Code.OUT_OF_BOUNDS:
            return f"allowed is {allowed}"
    return str(allowed)


def _heading(path: Path) -> str:
    """Return a path as the heading of a table has it, which does not number what it repeats."""
    return dotted(tuple(step for step in path if isinstance(step, str)))


def _tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, Mapping) for item in value)


class RecordError(Problem, ValueError):
    """Facts that do not make a record; carries every `Fault`, not only the first.

    Parameters
    ----------
    what
        What the facts were to make, such as ``a role``.
    faults
        All that is wrong.
    source
        The file, or whatever else they came from.
    before
        What cannot be done until the faults are put right; by default, reading it.
    """

    def __init__(self, what: str, faults: Iterable[Fault], source: str | None = None, before: str | None = None):
        self.what, self.faults, self.source = what, tuple(faults), source
        where = f" in {source}" if source else ""
        count = "1 thing" if len(self.faults) == 1 else f"{len(self.faults)} things"
        lines = [f"{count} to put right{where} before {before or f'it can be read as {what}'}:"]
        lines += [f"  - {fault}" for fault in self.faults[:MOST_TOLD]]
        if len(self.faults) > MOST_TOLD:
            lines.append(f"  - and {len(self.faults) - MOST_TOLD:,} more")
        super().__init__("\n".join(lines))
