"""Word rows: the rows of the tables in a Word file as cells of text, as far as they can be read."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from leadership_lib.description import lines, office
from leadership_lib.description.file import MOST_BYTES
from leadership_lib.research.tables.csv_rows import Row
from leadership_lib.research.tables.unread import LEFT_OUT

#: What Word keeps of a text that was deleted or moved away, of another form of the same, and of how a thing looks.
_GONE = re.compile("del|moveFrom|Fallback|.*Pr")

#: What stands for signs in Word.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

#: How many columns a table has at most; Word allows no more.
MOST_COLUMNS = 63

_SHEET = "a sheet as ll.write_coding_sheet writes it"


def word_tables(path: Path, above: Mapping[str, str]) -> list[list[Row]]:
    """Return the rows of each table, counted through the file; one row of notes alone where there is none.

    Parameters
    ----------
    path
        The file.
    above
        Columns by the words with which their lines begin above a table.

    Raises
    ------
    OSError
        The file cannot be opened or read.
    """
    try:
        import docx
    except ImportError:
        return _nothing("a Word file", "python-docx is missing here: save the sheet as CSV")
    with open(path, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    try:
        if len(data) > MOST_BYTES:
            return _nothing(f"a file of more than {MOST_BYTES // 1_000_000} MB", _SHEET)
        office.check_bounds(data)
        return _tables(docx.Document(BytesIO(data)).element.body, above)
    except lines.Refusal as refusal:
        return _nothing(f"a file that {refusal}", _SHEET)
    except Exception:  # whatever is wrong with an archive of XML that somebody else made
        return _nothing("a file that is no Word file", _SHEET)


def _tables(body: Any, above: Mapping[str, str]) -> list[list[Row]]:
    tables: list[list[Row]] = []
    said = dict.fromkeys(above, "")
    number = 0
    for part in body.iterchildren():
        if _name(part) == "p":
            line = _said(part).strip()
            said |= {name: line.removeprefix(sign).strip() for name, sign in above.items() if line.startswith(sign)}
        elif _name(part) == "tbl":
            rows: list[Row] = []
            cells: list[str] = []
            for row in part.tr_lst:
                number += 1
                cells = _cells(row, cells)
                rows.append(Row(number, [*(said.values() if rows else said), *cells]))
            tables += [rows] if rows else []
    return tables or _nothing("no table", _SHEET)


def _cells(row: Any, above: list[str]) -> list[str]:
    """Return the text of each column: a cell over several columns or rows stands once for each."""
    cells: list[str] = []
    for cell in row.tc_lst:
        over, width = cell.vMerge == "continue", cell.grid_span
        if not 0 < width <= MOST_COLUMNS - len(cells):
            raise ValueError("a row of more columns than Word knows")
        here = len(cells)
        cells += above[here : here + width] if over and here + width <= len(above) else [_said(cell)] * width
    return cells


def _nothing(found: str, allowed: str) -> list[list[Row]]:
    return [[Row(None, [], ((found, allowed, LEFT_OUT),))]]


def _said(part: Any) -> str:
    """Return the text of a part as it stands on the page.

    What was put in with changes tracked counts, what was taken out does not; python-docx leaves out whatever stands
    in a tracked change or a content control.
    """
    return "".join(_pieces(part)).removesuffix("\n")


def _pieces(part: Any) -> Iterator[str]:
    for child in part:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif not _GONE.fullmatch(name):
            yield from _pieces(child)
            if name == "p":
                yield "\n"


def _name(part: Any) -> str:
    """Return the name of an element without its namespace; a comment has none."""
    return part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
