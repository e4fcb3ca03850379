"""Word rows: the rows of the tables in a Word file as cells of text, as far as they can be read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from leadership_lib.core.untrusted import DAMAGED, Unfit, archive_of, part_of, tree_of
from leadership_lib.description.file import MOST_BYTES
from leadership_lib.research.tables.csv_rows import Row
from leadership_lib.research.tables.unread import LEFT_OUT

#: What Word keeps of a text that was deleted or moved away, of another form of the same, and of how a thing looks.
_GONE = re.compile("del|moveFrom|Fallback|.*Pr")

#: What stands for signs in Word.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

_MAIN = re.compile(r"word/document\d*\.xml")

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
    with open(path, "rb") as file:
        data = file.read(MOST_BYTES + 1)
    try:
        if len(data) > MOST_BYTES:
            return _nothing(f"a file of more than {MOST_BYTES // 1_000_000} MB", _SHEET)
        with archive_of(data) as archive:
            main = next(filter(_MAIN.fullmatch, archive.namelist()), "")
            return _tables(tree_of(part_of(archive, main)).findall("body/*"), above)
    except Unfit as unfit:
        return _nothing(f"a file that {unfit}", _SHEET)


def _tables(body: Iterable[Element], above: Mapping[str, str]) -> list[tuple[dict[str, str], list[Row]]]:
    tables: list[tuple[dict[str, str], list[Row]]] = []
    said = dict.fromkeys(above, "")
    number = 0
    for part in _unwrapped(body):
        if part.tag == "p":
            line = _said(part).strip()
            said |= {name: line.removeprefix(sign).strip() for name, sign in above.items() if line.startswith(sign)}
        elif part.tag == "tbl":
            rows: list[Row] = []
            for cells in _rows(part):
                number += 1
                rows.append(Row(number, cells))
            tables += [(dict(said), rows)] if rows else []
    return tables or _nothing("no table", _SHEET)


def _unwrapped(parts: Iterable[Element]) -> Iterator[Element]:
    for part in parts:
        if part.tag in _WRAPPERS:
            yield from _unwrapped(part)
        else:
            yield part


def _named(name: str, parts: Iterable[Element]) -> Iterator[Element]:
    return (part for part in _unwrapped(parts) if part.tag == name)


def _rows(table: Element) -> Iterator[list[str]]:
    """Go through the rows of a table as cells of text; a cell that spans several stands once for each."""
    above: list[str] = []
    for row in _named("tr", table):
        if row.find("trPr/del") is not None:
            continue
        cells = [""] * _columns(row.find("trPr/gridBefore"), 0)
        for cell in _named("tc", row):
            place, merged = len(cells), cell.find("tcPr/vMerge")
            goes_on = merged is not None and merged.get("val") != "restart" and place < len(above)
            text = above[place] if goes_on else _said(cell)
            cells += [text] * _columns(cell.find("tcPr/gridSpan"), 1)
        above = cells
        yield cells


#: In what a row or a cell may stand, besides its table or row: content controls, tracked changes, marks of programs.
_WRAPPERS = ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml")

#: The most columns of a table; Word allows no more.
_MOST_COLUMNS = 63


def _columns(setting: Element | None, otherwise: int) -> int:
    """Return over how many columns a cell or a gap goes.

    Raises
    ------
    Unfit
        It is no number, or more than Word knows: the file is damaged.
    """
    said = str(otherwise) if setting is None else setting.get("val", "")
    if not said.isdecimal() or int(said[:9]) > _MOST_COLUMNS:
        raise Unfit(DAMAGED)
    return int(said) or otherwise


def _nothing(found: str, allowed: str) -> list[tuple[dict[str, str], list[Row]]]:
    return [({}, [Row(None, [], ((found, allowed, LEFT_OUT),))])]


def _said(part: Element) -> str:
    """Return the text of a part as it stands on the page.

    What was put in with changes tracked counts, what was taken out does not.
    """
    return "".join(_pieces(part)).removesuffix("\n")


def _pieces(part: Element) -> Iterator[str]:
    for child in part:
        name = child.tag
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif not _GONE.fullmatch(name):
            yield from _pieces(child)
            if name == "p":
                yield "\n"
