r"""Columns: how a role is written as one row of a spreadsheet, and read back.

One row a role, one column a fact, named by the fact's path (`capacity.hours_paid`); an empty cell is *not stated*.

- A list is written with `` | `` between its items and ``[]`` where it is stated to be empty; a backslash takes the
  next sign as it is (``\|`` is a bar within an item).
- A list of things with facts of their own has numbered columns, `objectives.1.text`, `objectives.1.measure` and so
  on, and under its own name, `objectives`, how many there are: 0 states that there are none. The count may be left
  out.
- Yes or no is ``yes`` or ``no`` (``y``, ``n``, ``true``, ``false``, ``1`` and ``0`` are read too; an ``x`` may be a
  tick or a cross, and holds a place only). A number has a decimal point; a decimal comma is read and named, and one
  that may stand between thousands is only named.
- A text that a spreadsheet would run as a formula has an apostrophe before it, which is dropped in reading.
- A cell that only holds the place of a fact ("TBC", "see advert", "-") is read as the words they are, in whatever
  column: the fact is not stated, and the role keeps the words.
- What persons have judged stands in columns of its own: `judgements.1.check`, `.answer`, `.because`.

Columns go by their names of version 0.1 too; `WAS` has them, each with what it is today.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from leadership_lib.core.errors import did_you_mean, nearest
from leadership_lib.core.formulas import armed
from leadership_lib.core.records import field_kinds, optional
from leadership_lib.research.tables.layout import clean
from leadership_lib.research.tables.unread import READ, UNSTATED, Kept
from leadership_lib.role.parts import Tensions, holds_the_place
from leadership_lib.role.role import Role, fact_kind, fact_paths

#: The column of the roles' ids.
ID = "id"

#: What persons have judged: no fact of the role, and kept with it.
JUDGEMENTS = "judgements"

#: Between two items of a list.
SEPARATOR = " | "

#: A list that is stated to be empty.
EMPTY = "[]"

_NUMBERED = re.compile(r"(.+)\.([1-9]\d?)\.(\w+)")
_WHOLE = re.compile(r"[+-]?\d{1,15}")
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_ITEM = re.compile(r"(?:[^\\|]+|\\.?)+", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMA = re.compile(r"[+-]?\d{1,15},\d{1,15}")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:([,.' ])\d{3})+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[-/ ][A-Z][a-z]{2}|[A-Z][a-z]{2}[-/ ]\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}")
_YES_NO = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
_ALLOWED = {
    "number": "allowed is a number, such as 7.5",
    "count": "allowed is a whole number: how many there are",
    "truth": "allowed is yes or no",
    "list": f"allowed is items with {SEPARATOR.strip()} between them, or {EMPTY} for none",
    "managed": "allowed is yes or no",
}
_MADE_A_DATE = "a spreadsheet may have made a date of something like 3-4; "

Kind = Literal["text", "number", "truth", "list", "count", "managed"]


class Column(NamedTuple):
    """A column that can be read: what the file calls it, what stands in it, and where that belongs in a role."""

    name: str
    kind: Kind
    fact: str
    number: int = 0
    part: str = ""

    @property
    def place(self) -> tuple[str, int, str]:
        """Where it belongs in a role, whatever it is called."""
        return self.fact, self.number, self.part


def _was() -> Mapping[str, str]:
    """Return what columns were called in version 0.1, and are called now."""
    names = {"to": "to", "to_whom": "to_whom", "for_what": "answers_for"}
    was = {f"accountability.{old}": f"accountability.lines.1.{new}" for old, new in names.items()}
    was[_MANAGES] = "accountability.manages"
    for part, kind in field_kinds(Role).items():
        was |= {f"{part}.{old}": f"{part}.{new}" for old, new in getattr(kind, "WAS", {}).items()}
    for key, paradox in field_kinds(Tensions).items():
        first, second = paradox.POLES
        names = {"named": "said_openly", "first_pole_steps": first, "second_pole_steps": second}
        was |= {f"tensions.{key}.{old}": f"tensions.{key}.{new}" for old, new in names.items()}
    return MappingProxyType(was)


#: Version 0.1 asked whether colleagues are managed, yes or no, and not who employs them.
_MANAGES = "accountability.manages_peers"
_MANAGED = {True: ["clinical colleagues"], False: []}

#: What columns were called in version 0.1, and are called now.
WAS = _was()

#: A cell or a fact that cannot be read: its column, what was found, what is allowed, what was done.
Wrong = tuple[str, str, str, str]


def _kind(kind: Any) -> Kind:
    kind, _ = optional(kind)
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) is tuple:
        return "count" if is_dataclass(get_args(kind)[0]) else "list"
    return "truth" if kind is bool else "number" if kind in (int, float) else "text"


@cache
def paths() -> tuple[str, ...]:
    """Return the path of everything that a role can state, and of what persons have judged."""
    return (*fact_paths(), JUDGEMENTS)


@cache
def parts(fact: str) -> Mapping[str, Any]:
    """Return the facts that each item of a list has; none where the fact is no such list."""
    kind = fact_kind(fact)
    item = get_args(kind)[0] if get_origin(kind) is tuple else None
    return field_kinds(item) if isinstance(item, type) and is_dataclass(item) else {}


@cache
def column(name: str) -> Column | None:
    """Return the column of a name; capitals and blanks around it do not matter; None where it is no fact."""
    plain = clean(name).lower()
    if plain == ID:
        return Column(ID, "text", ID)
    path = WAS.get(plain, plain)
    if path in paths():
        return Column(plain, "managed" if plain == _MANAGES else _kind(fact_kind(path)), path)
    numbered = _NUMBERED.fullmatch(path)
    if numbered and numbered[1] in paths() and numbered[3] in parts(numbered[1]):
        fact, number, part = numbered.groups()
        return Column(plain, _kind(parts(fact)[part]), fact, int(number), part)
    return None


def near_columns(name: str) -> str:
    """Say which columns look like a name that is none."""
    known = [ID, *paths()]
    known += [f"{fact}.{n}.{part}" for fact in paths() for part in parts(fact) for n in (1, 2, 3)]
    near = nearest(name, known)
    return did_you_mean(near) if near else "a column is named by the path of a fact, such as capacity.hours_paid"


def facts(row: Iterable[tuple[Column, Any]]) -> tuple[dict[str, Any], list[Wrong]]:
    """Read cells into the tables of a role, and name every cell that cannot be read.

    Parameters
    ----------
    row
        Each column with its cell: text as in a file, or a value as in a frame.
    """
    data: dict[str, Any] = {}
    wrong: list[Wrong] = []
    lists: dict[str, dict[int, dict[str, Any]]] = {}
    counts: dict[str, int] = {}
    for place, cell in row:
        if place.kind == "count" and isinstance(cell, list | tuple):
            _put(data, place.fact, list(cell))
            continue
        value, problem = _read(place.kind, cell)
        if problem and value is not None:
            # It was read all the same, and is said to be written otherwise.
            wrong.append((place.name, _shown(cell), problem, Kept(f"read as {value:g}")))
            problem = None
        held = bool(problem) and isinstance(cell, str) and holds_the_place(armed(cell))
        if held:
            # The words go on as they are: the role takes none of them for a fact, and keeps them.
            value = armed(cell).strip()
        elif problem:
            wrong.append((place.name, _shown(cell), problem, UNSTATED))
            continue
        if value is None:
            continue
        if place.number:
            lists.setdefault(place.fact, {}).setdefault(place.number, {})[place.part] = value
        elif place.kind == "count" and not held:
            counts[place.fact] = value
        else:
            _put(data, place.fact, value)
    for fact in dict.fromkeys([*lists, *counts]):
        items = lists.get(fact, {})
        last = max(items, default=0)
        count = counts.get(fact, last)
        if count < last:
            wrong.append((fact, str(count), f"there are facts of number {last}; they are read", READ))
        _put(data, fact, [items.get(number, {}) for number in range(1, max(count, last) + 1)])
    return data, wrong


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    *above, name = path.split(".")
    for part in above:
        data = data.setdefault(part, {})
    data[name] = value


def _read(kind: Kind, cell: Any) -> tuple[Any, str | None]:
    """Read one cell: its value, None for not stated, and what is allowed where it cannot be read."""
    if not isinstance(cell, str):
        return _value(kind, cell)
    if not cell.strip():
        return None, None
    text = armed(cell)
    if kind == "text":
        return text, None
    bare = text.strip() if text.isascii() else clean(text)
    match kind:
        case "list":
            items = _items(text)
            return (items, None) if items or bare == EMPTY else (None, _ALLOWED[kind])
        case "truth":
            value: Any = _YES_NO.get(bare.lower())
        case "managed":
            value = _MANAGED.get(_YES_NO.get(bare.lower()))  # type: ignore[arg-type]
        case "count":
            value = int(bare) if _WHOLE.fullmatch(bare) and 0 <= int(bare) < 100 else None
        case "number" if _COMMA.fullmatch(bare):
            if _THOUSANDS.fullmatch(bare):
                plain, point = bare.replace(",", ""), bare.replace(",", ".")
                return None, f"its comma may part thousands or be a decimal one: write {plain} or {point}"
            return float(bare.replace(",", ".")), _ALLOWED[kind]
        case "number" if _THOUSANDS.fullmatch(bare) and " " in bare:
            return int(bare.replace(" ", "")), _ALLOWED[kind]
        case "number" if _DATE.fullmatch(bare):
            return None, _MADE_A_DATE + _ALLOWED[kind]
        case _:
            value = int(bare) if _WHOLE.fullmatch(bare) else float(bare) if _DECIMAL.fullmatch(bare) else None
    return value, _ALLOWED[kind] if value is None else None


def _value(kind: Kind, cell: Any) -> tuple[Any, str | None]:
    """Read a value that is no text, as a frame has it."""
    cell = cell.tolist() if hasattr(cell, "tolist") else cell
    if cell is None or type(cell).__name__ in ("NAType", "NaTType") or cell != cell:
        return None, None
    if isinstance(cell, tuple | set | frozenset):
        cell = list(cell)
    number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if kind in ("truth", "managed") and (number or isinstance(cell, bool)) and cell in (0, 1):
        # One empty cell makes a column of yes and no one of 1.0 and 0.0.
        return (_MANAGED[bool(cell)] if kind == "managed" else bool(cell)), None
    if kind == "count":
        # Bounds come first: what is without end is no whole number, and cannot be made one.
        fits = number and 0 <= cell < 100 and cell == int(cell)
        return (int(cell), None) if fits else (None, _ALLOWED[kind])
    return cell, None


def _items(text: str) -> list[str]:
    if text.strip() == EMPTY:
        return []
    items: list[str] = []
    for raw in _ITEM.findall(text):
        # Blanks around an item are nobody's words, unless a backslash keeps them.
        item = raw.strip()
        if (len(item) - len(item.rstrip("\\"))) % 2:
            item = raw.lstrip()[: len(item) + 1]
        items += [_ESCAPED.sub(r"\1", item)] if item else []
    return items


def _shown(cell: Any) -> str:
    text = repr(cell)
    return text if len(text) <= 60 else text[:57] + "..."
