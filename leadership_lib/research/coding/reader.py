"""Reading: what several coders gave, from their files, as far as it can be read, with every fault named."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from leadership_lib.core.errors import Problem, near_misses, needed
from leadership_lib.core.folders import data_folder
from leadership_lib.core.formulas import armed
from leadership_lib.diagnosis import checks
from leadership_lib.research.coding.codes import COLUMNS, Codes
from leadership_lib.research.coding.sheet import ABOVE, by_id
from leadership_lib.research.coding.words import READ, Names, Word, code, columns, knows, plain
from leadership_lib.research.tables.csv_rows import Row
from leadership_lib.research.tables.layout import MOST_COLUMNS, Layout
from leadership_lib.research.tables.reader import Table, tables_of
from leadership_lib.research.tables.unread import LEFT_OUT, Unread
from leadership_lib.research.tables.workbook_rows import WORKBOOKS
from leadership_lib.role.loading import case_ids, load_role

ENDINGS = (".csv", ".docx", *WORKBOOKS)

_ENDED = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"

#: Files that nobody put there: hidden ones, what Word keeps beside a file that is open, and what systems leave.
_NOBODYS = re.compile(r"~\$.*|\..*|thumbs\.db|desktop\.ini", re.IGNORECASE)

_MISSING, _THERE = "counted as missing", "the code that is there counts"


@dataclass(slots=True)
class Given:
    """What one coder gave to one question about one role, and where it stands."""

    code: str | None
    evidence: str | None
    source: str
    row: int | None
    settled: bool = True


class Reader:
    """What has been read so far.

    Parameters
    ----------
    roles
        The ids of the roles that can be coded.
    layout
        Where in a file its table stands, and what its columns are called there.
    """

    def __init__(self, roles: Iterable[str], layout: Layout):
        self.layout = layout
        asked = checks.load()
        self.role = Names(roles)
        self.check = Names(asked.ids, (one.question for one in asked))
        self.given: dict[tuple[str, str, str], Given] = {}
        self.unread: list[Unread] = []
        self._source = ""
        self._row: int | None = None
        self._coders: dict[str, str] = {}
        self._files: dict[str, list[str]] = {}

    def note(self, column: str | None, found: str, allowed: str, done: str, role: str | None = None) -> None:
        """Keep a fault of the row, or of the file, that is being read."""
        self.unread.append(Unread(self._source, self._row, role, column, found, allowed, done))

    def read(self, path: Path) -> None:
        """Read one file."""
        self._source, self._row = path.name, None
        try:
            for table in tables_of(path, ABOVE, self.layout):
                self._table(table, path)
        except OSError as error:
            self.note(None, (error.strerror or str(error)).lower(), "a file that can be opened", LEFT_OUT)

    def _table(self, table: Table, path: Path) -> None:
        rows = []
        for row in [*table.odd, *table.rows]:
            self._row = row.number
            for note in row.notes:
                self.note(None, *note)
            rows += [row] if row.says and row is not table.head else []
        head = table.head
        self._row = head and head.number
        if head is None:
            if all(row.number for row in table.odd):
                self.note(None, "nothing", "a row that names the columns, then rows", LEFT_OUT)
            return
        found, odd = columns(head.cells)
        if not {"check", "code"} & set(found) and any(
            self.check(armed(cell)).meant for cell in head.cells[:MOST_COLUMNS]
        ):
            odd = [("no names of columns", f"the first row names them: {', '.join(READ)}", "read in this order")]
            found, rows = dict(zip(READ, range(len(head.cells)), strict=False)), [head, *rows]
        for name, allowed, done in odd:
            self.note(name.strip() or None, repr(name), allowed, done)
        lacking = [name for name in ("check", "code") if name not in found]
        if lacking:
            names = ", ".join(name.strip() for name in head.cells if name.strip()) or "(none)"
            self.note(
                None, f"the columns {names}", f"{' and '.join(lacking)} must be among them", "no row can be read"
            )
            return
        only = self._only_coder(found, rows, path), self._only_role(found)
        for row in rows:
            self._row = row.number
            self._code(row, found, *only, len(head.cells))

    def _only_coder(self, found: Mapping[str, int], rows: list[Row], path: Path) -> str:
        """Return the coder of rows that name none: the only one of the file, or what the file is called."""
        named = {_cell(row, found["coder"]) for row in rows} - {""} if "coder" in found else set()
        if named:
            return named.pop() if len(named) == 1 else ""
        name = re.sub(r"^(coder|codes)[\s_-]*", "", path.stem, flags=re.IGNORECASE) or path.stem
        if rows:
            self.note("coder", "no coder", "a column called coder names one", f"called {name!r} after the file")
        return name

    def _only_role(self, found: Mapping[str, int]) -> str:
        if "role" in found or len(self.role.ids) != 1:
            return ""
        (role,) = self.role.ids
        self.note("role", "no column called role", "one names the role", f"taken for {role}", role)
        return role

    def _code(self, row: Row, found: Mapping[str, int], coder: str, role: str, width: int) -> None:
        cells = {name: _cell(row, place) for name, place in found.items()}
        who = cells.get("coder", "")
        if not who and coder and "coder" in found:
            self.note("coder", "nothing", "each row names the coder", f"taken for {coder!r}")
        who = self._coder(who or coder)
        which = self._meant("role", self.role(cells.get("role") or role), cells.get("role"))
        check = self._meant("check", self.check(cells["check"]), cells["check"])
        if not who:
            self.note("coder", "nothing", "each row names the coder", LEFT_OUT)
        spare = any(cell.strip() for cell in row.cells[width:])
        if spare or len(row.cells) < width:
            done = f"the rest {'ignored' if spare else 'taken as empty'}"
            self.note(None, f"{len(row.cells)} cells", f"allowed are {width}, one a column", done)
        if not (who and which and check):
            return
        # What was typed is looked at with its blanks: they are no fault of the coder's, and are said.
        raw = _cell(row, found["code"], blanks=True)
        word = code(raw)
        if word.allowed:
            self.note("code", repr(raw), word.allowed, f"read as {word.meant}" if word.meant else _MISSING, which)
        self._keep((who, which, check), Given(word.meant, cells.get("evidence") or None, self._source, row.number))

    def _coder(self, who: str) -> str:
        """Return the coder's name as first written, and say where it is written otherwise or in another file."""
        if not who:
            return ""
        known = self._coders.setdefault(plain(who) or who, who)
        if known != who:
            self.note("coder", repr(who), "one name a coder", f"taken for {known!r}")
        files = self._files.setdefault(known, [self._source])
        if self._source not in files:
            files.append(self._source)
            said = f"{known!r}, who is in {files[0]} too", "one file a coder, and one coder a file"
            done = "read together; a question coded twice counts once if both codes are the same, else not at all"
            self.unread.append(Unread(self._source, None, None, "coder", *said, done))
        return known

    def _meant(self, what: str, word: Word, text: str | None) -> str | None:
        if word.allowed:
            done = f"read as {word.meant}" if word.meant else LEFT_OUT
            self.note(what, repr(text) if text else "nothing", word.allowed, done)
        return word.meant

    def _keep(self, key: tuple[str, str, str], new: Given) -> None:
        old = self.given.setdefault(key, new)
        if old is new:
            return
        said = f"{key[2]} again"
        if new.code is None or new.code == old.code:
            done = "counted once" if new.code else _THERE if old.code else _MISSING
        elif old.code is None and old.settled:
            old.code, done = new.code, _THERE
        else:
            where = f"row {old.row}" if old.source == new.source else f"{old.source}, row {old.row}"
            said += f": {new.code!r} after {repr(old.code) if old.code else 'two other codes'} in {where}"
            done = "neither counts: no one can tell which was meant"
            old.code, old.settled = None, False
        self.note("check", said, "each question once for each role and coder", done, key[1])
        old.evidence = " / ".join(dict.fromkeys(filter(None, (old.evidence, new.evidence)))) or None


def read_codes(source: Any, roles: Any = None, *, columns: Any = None, sheet: str | None = None) -> Codes:
    """Read what several coders gave, as far as it can be read; every fault is named and nothing is guessed.

    A code that cannot be understood counts as missing, and so does a question coded twice with different codes.

    Parameters
    ----------
    source
        A folder of CSV files, workbooks and Word sheets, one such file, or several in a list; other files in a folder
        are named and left out. Columns are coder, role, check, code and evidence, in any order; others are ignored.
        UTF-8, with or without a mark, or Windows-1252, told line by line; commas, semicolons or tabs.
    roles
        The roles that were coded, as `write_coding_sheet` takes them; by default all cases.
    columns
        What other headings stand for, such as ``{"Your answer": "code"}``, or the path of a TOML file of such lines.
    sheet
        Which sheet of a workbook; by default the first that has anything.

    Returns
    -------
    Codes

    Raises
    ------
    Problem
        There is no file to read.

    Examples
    --------
    >>> codes = read_codes(example_codes_folder())
    >>> len(codes.frame), len(codes.faults) > 0
    (232, True)
    """
    known = None if roles is None else by_id(roles)
    layout = Layout.from_given(columns, sheet, knows, lambda name: near_misses(name, READ))
    reader = Reader(case_ids() if known is None else known, layout)
    for path in _paths(source, reader.unread):
        reader.read(path)
    coded = known or {key: load_role(key) for key in dict.fromkeys(key for _, key, _ in reader.given)}
    return Codes(_tidy(reader), tuple(reader.unread), coded)


def example_codes_folder() -> Path:
    """Return the folder with the codes of three invented coders for two cases, faults and all."""
    return data_folder() / "coding"


def _paths(source: Any, unread: list[Unread]) -> list[Path]:
    """Return the files to read; others that lie among them go to `unread`."""
    if not isinstance(source, str | os.PathLike):
        needed(source, Iterable, "Files or a folder are needed")
        paths = [path for one in source for path in _paths(one, unread)]
    elif Path(source).is_dir():
        inside = [path for path in sorted(Path(source).iterdir()) if not _NOBODYS.fullmatch(path.name)]
        paths = [path for path in inside if path.suffix.lower() in ENDINGS]
        if not paths:
            raise Problem(f"{str(source)!r} has no file that ends in {_ENDED}.")
        unread += [_other(path) for path in inside if path.is_file() and path not in paths]
    elif Path(source).is_file():
        paths = [Path(source)]
    else:
        raise Problem(f"{str(source)!r} is neither a file nor a folder. Check its name.")
    if not paths:
        raise Problem("There is no file to read. Give at least one.")
    return paths


def _other(path: Path) -> Unread:
    found = f"a file that ends in {path.suffix}" if path.suffix else "a file without an ending"
    return Unread(path.name, None, None, None, found, f"codes are read from files that end in {_ENDED}", LEFT_OUT)


def _tidy(reader: Reader) -> pd.DataFrame:
    """Return one row for each question coded: coders and roles as they came, checks in their own order."""
    coders, roles = (list(dict.fromkeys(key[n] for key in reader.given)) for n in (0, 1))
    places = [{name: n for n, name in enumerate(names)} for names in (coders, roles, reader.check.ids)]
    order = sorted(reader.given, key=lambda key: [place[name] for place, name in zip(places, key, strict=True)])
    rows = [(*key, reader.given[key].code, reader.given[key].evidence) for key in order]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def _cell(row: Row, place: int, blanks: bool = False) -> str:
    text = armed(row.cells[place]) if place < len(row.cells) else ""
    return text if blanks else text.strip()
