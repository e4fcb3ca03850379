"""Reading many roles: from a folder, a CSV file, a frame or roles, one at a time, with every fault named.

Nothing is judged here and no more than one row is held, so that a file of any length can be read. A row goes on as it
was found; what it says is made into a role where it is judged, which may be on another machine.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from leadership_lib.core.errors import MOST_LISTED, Problem, near_misses, needed
from leadership_lib.core.faults import RecordError, worded
from leadership_lib.core.formulas import armed
from leadership_lib.core.records import read_text
from leadership_lib.core.text import short
from leadership_lib.research.portfolio.columns import ID, WAS, Column, column, near_columns
from leadership_lib.research.portfolio.found import Cells, Found, Heading, made
from leadership_lib.research.tables.csv_rows import Row
from leadership_lib.research.tables.layout import MOST_COLUMNS, Layout
from leadership_lib.research.tables.reader import Table, tables_of
from leadership_lib.research.tables.unread import IGNORED, LEFT_OUT, READ, UNSTATED, Kept, Unread, sentences
from leadership_lib.research.tables.workbook_rows import WORKBOOKS
from leadership_lib.role.loading import HasRole, case_ids, load_role
from leadership_lib.role.role import Role

#: Files that may hold roles too, but not in a folder: there they are named, and left out.
_OTHERS = (*WORKBOOKS, ".csv", ".json", ".parquet")

_ROLE = "a role is a file that ends in .toml"

#: What is said of a row that is longer than the first one by blanks only.
SHIFTED = "cells may stand in the wrong column; a text with a comma in it needs quotation marks"


def table_layout(columns: Any = None, sheet: str | None = None) -> Layout:
    """Return where a table of roles stands and what its columns are called, as a call was given it."""
    return Layout.from_given(columns, sheet, lambda name: column(name) is not None, near_columns)


def find(source: Any, layout: Layout | None = None) -> Iterator[Found]:
    """Go through a source one role at a time; ids are told apart.

    Parameters
    ----------
    source
        A folder of TOML files, a CSV file or one TOML file; a pandas frame; a mapping of ids to roles (or cases); or
        roles, cases or a `Portfolio`, one after another.
    layout
        Where in a file its table stands, and what its columns are called there.
    """
    seen: dict[str, int] = {}
    for found in _found(source, layout or table_layout()):
        if found.id is None:
            yield found
            continue
        name, number = found.id, 1
        while name in seen:
            number = max(number, seen[found.id]) + 1
            name = f"{found.id} ({number})"
        seen[found.id] = number
        seen.setdefault(name, 1)
        if number > 1:
            found = found._replace(id=name).noting(
                ID, "an id again", "each role has an id of its own", Kept("told apart by a number after it")
            )
        yield found


def every_role(source: Any) -> dict[str, Role]:
    """Return every role of a source by its id, or say what keeps it from being read: nothing is left out in silence.

    Raises
    ------
    Problem
        Something among them is no role, or could not be read as it stands.
    """
    named: dict[str, Role] = {}
    lost: list[Unread] = []
    for found in find(source):
        role, notes = made(found)
        if role is not None:
            named[str(found.id)] = role
        lost += [note for note in notes if not note.kept]
    if lost:
        said = sentences(lost)
        more = [f"and {len(said) - MOST_LISTED:,} more"] if len(said) > MOST_LISTED else []
        what = "Not all of these roles can be read. To go on with what can be, give diagnose_roles(...) of them:"
        raise Problem("\n  - ".join([what, *said[:MOST_LISTED], *more]))
    return named


def _found(source: Any, layout: Layout) -> Iterator[Found]:
    if isinstance(source, str) and not os.path.splitext(source)[1] and not os.path.exists(source):
        load_role(source)  # a case, or a sentence about which there are
        source = [source]
    if isinstance(source, Role | HasRole):
        source = [source]
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        if path.is_dir():
            yield from _folder(path)
        elif path.suffix.lower() == ".toml":
            yield _toml(path, path.stem, path.name)
        else:
            yield from _file(path, layout)
    elif hasattr(source, "columns") and hasattr(source, "itertuples"):
        yield from _frame(source, layout)
    elif isinstance(source, Mapping):
        yield from (_given(str(key), one) for key, one in source.items())
    else:
        needed(source, Iterable, "Roles are read from a folder, a CSV file, a frame or roles")
        for number, one in enumerate(source, 1):
            yield _given(one if _is_case(one) else getattr(one, "id", None) or f"role {number}", one)


def _is_case(one: Any) -> bool:
    return isinstance(one, str) and one in case_ids()


def _given(key: str, one: Any) -> Found:
    if isinstance(one, Role | HasRole) or _is_case(one):
        return Found(key, "roles", None, load_role(one))
    allowed = "allowed is a Role, a Case or the id of one"
    if isinstance(one, str):
        allowed += f": {near_misses(one, case_ids())}"
    return Found(key, f"roles, {key}").noting(None, type(one).__name__, allowed, LEFT_OUT)


# --- folders


def tomls(folder: Path) -> list[Path]:
    """Return the TOML files in a folder and below, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".toml" and path.is_file())


def _folder(folder: Path) -> Iterator[Found]:
    paths = tomls(folder)
    if not paths:
        yield Found(None, str(folder)).noting(None, "no TOML file", _ROLE, LEFT_OUT)
    yield from _others(folder)
    names = Counter(path.stem for path in paths)
    for path in paths:
        place = path.relative_to(folder)
        # Files of one name in different folders are told apart by their folders.
        yield _toml(path, path.stem if names[path.stem] == 1 else place.with_suffix("").as_posix(), place.as_posix())


def _others(folder: Path) -> Iterator[Found]:
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in _OTHERS and path.is_file()):
        place = path.relative_to(folder)
        if any(part.startswith((".", "~$")) for part in place.parts):
            continue
        source, ending = place.as_posix(), path.suffix.lower()
        what, allowed = f"a file that ends in {ending}", f"in a folder {_ROLE}"
        if ending == ".csv":
            allowed += "; a CSV file of roles is given by itself"
        elif ending in WORKBOOKS:
            what, allowed = "a workbook", f"{allowed}; a workbook of roles is given by itself"
        yield Found(None, source).noting(None, what, allowed, LEFT_OUT)


def _toml(path: Path, key: str, source: str) -> Found:
    try:
        return Found(key, source, None, read_text(path, Role))
    except RecordError as error:
        return Found(key, source).noting(None, *worded(error.faults[0])[1:], LEFT_OUT)


# --- tables


def _file(path: Path, layout: Layout) -> Iterator[Found]:
    try:
        for table in tables_of(path, layout=layout):
            yield from _rows(table, path.name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Problem(f"{str(path)!r} cannot be read: {reason}. Check its name and folder.") from None


def _rows(table: Table, source: str) -> Iterator[Found]:
    """Go through the roles of a table, what is wrong with its columns first."""
    for row in table.odd:
        yield _standing(row, source)
    if table.head is None and any(row.number is None for row in table.odd):
        return
    head = table.head or Row(1, [])
    named = Found(None, source, head.number)
    columns: list[Column | None] = []
    if len(head.cells) > MOST_COLUMNS:
        found = f"{len(head.cells):,} columns"
        named = named.noting(None, found, f"allowed are {MOST_COLUMNS:,}", f"the rest {IGNORED}")
    unknown = 0
    for number, name in enumerate(head.cells[:MOST_COLUMNS], 1):
        place, said = column(name), None
        was = WAS.get(name.strip().lower())
        if place is None:
            unknown += 1
            # To look for what was meant takes time, and nobody reads it a hundred times over.
            meant = near_columns(name) if unknown <= MOST_LISTED else "a column is named by the path of a fact"
            said = ("a column that is not known here", meant) if name.strip() else ("no name", "name it")
        elif place.place in (known.place for known in columns if known):
            again = f"{was} again, by its name of version 0.1" if was else "this column again"
            place, said = None, (again, "each stands once; the first one counts")
        if said:
            named = named.noting(short(name.strip()) or f"column {number}", *said, IGNORED)
        elif was:
            named = named.noting(name.strip(), "a name of version 0.1", f"today it is {was}", READ)
        columns.append(place)
    stated = any(place is not None and place.name != ID for place in columns)
    if not stated:
        allowed = "the first row names the columns by the paths of facts, such as title and capacity.hours_paid"
        named = named.noting(None, "no column that is a fact", allowed, "no row can be read")
    yield named
    heading = Heading(tuple(columns))
    for row in table.rows if stated else ():
        if row.says:
            yield _role(heading, row, source)
        elif row.notes:
            yield _standing(row, source)


class _FrameRow(Row):
    """A row of a frame, which is a role even where it says nothing."""

    @property
    def says(self) -> bool:
        return True


def _standing(row: Row, source: str, key: str | None = None, said: Any = None) -> Found:
    """Return what stands in a row, with whatever is odd about it."""
    notes = tuple(Unread(source, row.number, key, None, *note) for note in row.notes)
    return Found(key, source, row.number, said, notes)


def _role(heading: Heading, row: Row, source: str) -> Found:
    columns = heading.columns
    named = "" if heading.id is None or heading.id >= len(row.cells) else armed(_text(row.cells[heading.id]))
    found = _standing(row, source, named or f"row {row.number}", Cells(heading, row.cells))
    if len(row.cells) != len(columns):
        # One comma too many in a text shifts every cell after it, even where only blanks stand out at the end.
        short = len(row.cells) < len(columns)
        spare = any(_text(cell) for cell in row.cells[len(columns) :])
        done = f"the rest {UNSTATED if short else IGNORED}" if spare or short else SHIFTED
        found = found.noting(None, f"{len(row.cells)} cells", f"allowed are {len(columns)}, one a column", done)
    return found


def _text(cell: Any) -> str:
    """Return an id as text; a frame may have NaN there, and then whole numbers with a point."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType") or cell != cell:
        return ""
    whole = isinstance(cell, float) and cell.is_integer()
    return f"{cell:.0f}" if whole else str(cell).strip()


def _frame(frame: Any, layout: Layout) -> Iterator[Found]:
    """Go through the rows of a frame, as through those of a file; an index of names is the ids."""
    names = [layout.name(str(name)) for name in frame.columns]
    missing = tuple(layout.missing(map(str, frame.columns)))
    values: Iterable[tuple[Any, ...]] = frame.itertuples(index=False, name=None)
    if frame.index.dtype.kind not in "iu" and ID not in (name.strip().lower() for name in names):
        names, values = [*names, ID], frame.assign(**{ID: frame.index}).itertuples(index=False, name=None)
    rows = (_FrameRow(number, list(row)) for number, row in enumerate(values, 1))
    return _rows(Table(Row(None, names), rows, [Row(None, [], missing)] if missing else []), "the frame")
