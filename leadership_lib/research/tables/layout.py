"""Layout: where in a file a table stands, and what its columns are called there."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from leadership_lib.core.errors import Problem, near_misses
from leadership_lib.core.toml import loads

#: A table of more columns is a mistake, or means harm: what stands beyond is nobody's name of a column.
MOST_COLUMNS = 2000

#: What nobody sees, and what is seen as a blank.
_UNSEEN, _BLANKS = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]"), re.compile(r"\s+")


def clean(text: str) -> str:
    """Return a text without what nobody sees; blanks of all kinds become one plain blank."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()


@dataclass(frozen=True)
class Layout:
    """Where a table stands and what its columns are called.

    Attributes
    ----------
    known
        Tells whether a heading is the name of a column.
    columns : mapping
        Names of columns by headings that stand for them.
    sheet : str or None
        Which sheet of a workbook is read; None for the first that has anything.
    """

    known: Callable[[str], bool] = lambda _: False
    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None

    @classmethod
    def from_given(
        cls, columns: Any, sheet: str | None, known: Callable[[str], bool], near: Callable[[str], str]
    ) -> Self:
        """Make it of what a call was given.

        Parameters
        ----------
        columns
            A mapping of headings to names of columns, or the path of a TOML file of lines such as
            ``"Hours a week" = "capacity.hours_paid"``; None for headings that are those names.
        sheet
            The name of a sheet.
        known
            Tells whether a text is the name of a column.
        near
            Says which columns look like a name that is none.
        """
        if isinstance(columns, str | os.PathLike):
            path = Path(columns)
            if not path.is_file():
                raise Problem(f"columns is {str(columns)!r}, and there is no such file.")
            try:
                columns = loads(path.read_text("utf-8"))
            except (ValueError, RecursionError, OSError, Problem) as error:
                raise Problem(f"{path.name} cannot be read as a list of columns: {error}") from None
        if columns is not None and not isinstance(columns, Mapping):
            raise Problem(f"columns is {columns!r}. Give headings and what each stands for, such as {_EXAMPLE}.")
        for heading, name in (columns or {}).items():
            if not isinstance(name, str) or not known(name):
                raise Problem(f"columns: {heading!r} is to be {name!r}, which is no column: {near(str(name))}")
        if sheet is not None and not isinstance(sheet, str):
            raise Problem(f"sheet is {sheet!r}. Give the name of a sheet, as its tab has it.")
        return cls(known, {str(heading): name for heading, name in (columns or {}).items()}, sheet)

    def name(self, heading: str) -> str:
        """Return the name of a column that stands under a heading."""
        plain = clean(heading)
        return self._plain.get(plain.casefold(), plain)

    def knows(self, heading: str) -> bool:
        """Tell whether a heading stands for a column."""
        return bool(heading.strip()) and self.known(self.name(heading))

    def missing(self, headings: Iterable[str]) -> list[tuple[str, str, str]]:
        """Say which headings of the mapping are not there, with those that look like them."""
        cleaned = map(clean, headings) if self.columns else ()
        there = {heading.casefold(): heading for heading in cleaned}
        return [
            (f"no column {heading!r}", near_misses(heading, there.values()), f"nothing is read as {name}")
            for heading, name in self.columns.items()
            if clean(heading).casefold() not in there
        ]

    @cached_property
    def _plain(self) -> dict[str, str]:
        return {clean(heading).casefold(): name for heading, name in self.columns.items()}


_EXAMPLE = '{"Hours a week": "capacity.hours_paid"}'
