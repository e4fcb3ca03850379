"""Export: tables as CSV, Parquet or LaTeX, each with where it comes from; nothing in them runs.

A CSV begins with lines of provenance after ``#``; the first says how many to skip. In Parquet they are in the
metadata, in LaTeX in comments. Files are written batch by batch and appear whole or not at all.
"""

import csv
import os
from collections.abc import Iterable
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import draft, target_of
from leadership_lib.core.folders import make_folder
from leadership_lib.core.formulas import disarmed
from leadership_lib.research.portfolio.provenance import Provenance

KINDS = (".csv", ".parquet", ".tex")

#: How many rows of LaTeX somebody might print.
MOST_ROWS = 2000

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}"}
_TEX |= {">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}"}
_TEX |= {sign: f"\\{sign}" for sign in "&%$#_{}"}
_TO_TEX = str.maketrans(_TEX)


def write_tables(tables: Iterable[pd.DataFrame], path: str | os.PathLike[str], provenance: Provenance) -> Path:
    """Write tables of the same columns below one another into one file.

    Parameters
    ----------
    tables
        One or many, each written before the next is asked for.
    path
        Where to; the ending says what: ``.csv``, ``.parquet`` or ``.tex``.
    provenance
        Where they come from.

    Raises
    ------
    Problem
        The ending is another one, or the file cannot be written; what was there before still is.
    """
    target = target_of(path, "table", KINDS)
    write = {".csv": _csv, ".parquet": _parquet, ".tex": _latex}[target.suffix.lower()]
    try:
        make_folder(target.parent)
        with draft(target) as file:
            write(tables, file, provenance)
    except OSError as error:
        raise Problem(f"{str(target)!r} cannot be written, and was not saved: {error.strerror or error}.") from None
    return target


def preface(provenance: Provenance) -> list[list[str]]:
    """Return the rows of provenance that a CSV begins with; each is one cell, so that no comma spreads it."""
    lines = provenance.lines()
    told = f"{len(lines) + 1} lines of provenance: pandas.read_csv(..., skiprows={len(lines) + 1})"
    return [[f"# {line}"] for line in (told, *lines)]


def _csv(tables: Iterable[pd.DataFrame], file: IO[bytes], provenance: Provenance) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    csv.writer(text).writerows(preface(provenance))
    for number, table in enumerate(tables):
        _disarmed(table).to_csv(text, index=False, header=not number, lineterminator="\r\n")
    text.detach()


def _disarmed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts, names of columns among them, no spreadsheet runs."""
    out = table.rename(columns=lambda name: disarmed(str(name)))
    for place, kind in enumerate(table.dtypes):
        if not is_numeric_dtype(kind):
            # Texts of a table mostly come again and again, so each is looked at once.
            safe = cache(disarmed)
            out.isetitem(place, [safe(cell) if isinstance(cell, str) else cell for cell in table.iloc[:, place]])
    return out


def _parquet(tables: Iterable[pd.DataFrame], file: IO[bytes], provenance: Provenance) -> None:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise Problem(
            "Parquet needs pyarrow, which is missing here: pip install 'leadership-lib[cluster]', or write a .csv."
        ) from None
    writer = None
    try:
        for table in tables:
            arrow = pa.Table.from_pandas(table, preserve_index=False)
            if writer is None:
                fields = [pa.field(field.name, _plain(pa, field.type)) for field in arrow.schema]
                schema = pa.schema(fields, metadata=provenance.items())
                writer = parquet.ParquetWriter(file, schema)
            writer.write_table(arrow.replace_schema_metadata(None).cast(schema.remove_metadata()))
    finally:
        if writer is not None:
            writer.close()


def _plain(pa: Any, kind: Any) -> Any:
    """Return one type for all texts: pandas old and new, and a column of nothing, have different ones."""
    return pa.string() if pa.types.is_large_string(kind) or pa.types.is_null(kind) else kind


def _latex(tables: Iterable[pd.DataFrame], file: IO[bytes], provenance: Provenance) -> None:
    rows: list[list[str]] = []
    names: list[str] = []
    sides = ""
    for table in tables:
        names = [_tex(str(name).replace("_", " ")) for name in table.columns]
        sides = "".join("r" if is_numeric_dtype(kind) else "l" for kind in table.dtypes)
        rows += [[_tex(cell) for cell in row] for row in table.itertuples(index=False, name=None)]
        if len(rows) > MOST_ROWS:
            raise Problem(
                f"A LaTeX table of more than {MOST_ROWS:,} rows is more than anyone reads: write .csv or .parquet."
            )
    head, *body = map(_row, [names, *rows])
    parts = [*(f"% {line}" for line in provenance.lines()), "% needs \\usepackage{booktabs,longtable}"]
    parts += [f"\\begin{{longtable}}{{{sides}}}", "\\toprule", head, "\\midrule", "\\endhead"]
    parts += [*body, "\\bottomrule", "\\end{longtable}"]
    file.write(("\n".join(parts) + "\n").encode())


def _row(cells: list[str]) -> str:
    # A bracket or a star would belong to the end of the row before.
    row = " & ".join(cells)
    return f"{'{}' if row.startswith(('[', '*')) else ''}{row} \\\\"


def _tex(cell: Any) -> str:
    if isinstance(cell, float):
        return "" if cell != cell else f"{cell:.3f}".rstrip("0").rstrip(".")
    return "" if cell is None else " ".join(str(cell).split()).translate(_TO_TEX)
