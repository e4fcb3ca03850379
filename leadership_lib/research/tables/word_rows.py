"""Word rows: the rows of the tables in a Word file as cells of text, as far as they can be read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from leadership_lib.core.untrusted import Unfit, check_bounds
from leadership_lib.description.file import MOST_BYTES
from leadership_lib.research.tables.csv_rows import Row
from leadership_lib.research.tables.unread import LEFT_OUT

#: What Word keeps of a text that was deleted or moved away, of another form of the same, and of how a thing looks.
_GONE = re.compile("del|moveFrom|Fallback|.*Pr")

#: What stands for signs in Word.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

_SHEET = "a sheet as ll.write_coding_sheet writes it"


def word_tables(path: Path, above: Mapping[str, str]) -> list[tuple[dict[str, str], list[Row]]]:
    """Return for each table what stands above it, and its rows, counted through the file; notes where there is none.

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
        check_bounds(data)
        return _tables(docx.Document(BytesIO(data)).element.body, above)
    except Unfit as unfit:
        return _nothing(f"a file that {unfit}", _SHEET)
    except Exception:  # whatever is wrong with an archive of XML that somebody else made
        return _nothing("a file that is no Word file", _SHEET)


def _tables(body: Any, above: Mapping[str, str]) -> list[tuple[dict[str, str], list[Row]]]:
    tables: list[tuple[dict[str, str], list[Row]]] = []
    said = dict.fromkeys(above, "")
    number = 0
    for part in _unwrapped(body):
        if _name(part) == "p":
            line = _said(part).strip()
            said |= {name: line.removeprefix(sign).strip() for name, sign in above.items() if line.startswith(sign)}
        elif _name(part) == "tbl":
            rows: list[Row] = []
            for cells in _rows(part):
                number += 1
                rows.append(Row(number, cells))
            tables += [(dict(said), rows)] if rows else []
    return tables or _nothing("no table", _SHEET)


def _unwrapped(parts: Iterable[Any]) -> Iterator[Any]:
    for part in parts:
        if _name(part) in _WRAPPERS:
            yield from _unwrapped(part)
        else:
            yield part


def _rows(table: Any) -> Iterator[list[str]]:
    """Go through the rows of a table as cells of text; a cell that spans several stands once for each."""
    above: list[str] = []
    for row in _inside(table, "tr"):
        if _setting(row, "trPr", "del") is not None:
            continue
        cells = [""] * _columns(_setting(row, "trPr", "gridBefore"), 0)
        for cell in _inside(row, "tc"):
            place, merged = len(cells), _setting(cell, "tcPr", "vMerge")
            goes_on = merged is not None and _value(merged) != "restart" and place < len(above)
            text = above[place] if goes_on else _said(cell)
            cells += [text] * _columns(_setting(cell, "tcPr", "gridSpan"), 1)
        above = cells
        yield cells


#: In what a row or a cell may stand, besides its table or row: content controls, tracked changes, marks of programs.
_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")

#: The most columns of a table; Word allows no more.
_MOST_COLUMNS = 63


def _inside(part: Any, name: str) -> Iterator[Any]:
    for child in part:
        if _name(child) == name:
            yield child
        elif _name(child) in _WRAPPERS:
            yield from _inside(child, name)


def _setting(part: Any, where: str, name: str) -> Any:
    found = (one for own in part if _name(own) == where for one in own if _name(one) == name)
    return next(found, None)


def _value(setting: Any) -> str:
    return next((str(value) for key, value in setting.attrib.items() if key.rpartition("}")[2] == "val"), "")


def _columns(setting: Any, otherwise: int) -> int:
    """Return over how many columns a cell or a gap goes.

    Raises
    ------
    ValueError
        It is no number, or more than Word knows: the file is damaged.
    """
    number = otherwise if setting is None else int(_value(setting))
    if not 0 <= number <= _MOST_COLUMNS:
        raise ValueError("more columns than Word knows")
    return number or otherwise


def _nothing(found: str, allowed: str) -> list[tuple[dict[str, str], list[Row]]]:
    return [({}, [Row(None, [], ((found, allowed, LEFT_OUT),))])]


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
