"""Drawing: one list of marks, drawn twice, as SVG for a page and by matplotlib for print.

Both renderers read the same marks, so the two pictures cannot differ. A picture carries its own text alternative
and its figures as a table.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leadership_lib.core.files import save, target_of
from leadership_lib.core.html import Markup, folded, table, tag, wrap
from leadership_lib.output.drawing import svg
from leadership_lib.output.drawing.marks import Mark, Table
from leadership_lib.output.drawing.text import clean

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, repr=False)
class Drawing:
    """A picture: marks on a sheet measured in points, y downwards, with a text alternative and its figures.

    Attributes
    ----------
    marks : tuple of Box, Line, Dot and Text
        In the order in which they are laid down.
    title : str
        What the picture shows, in short.
    alt : str
        Everything it shows, in full sentences, for whoever cannot see it.
    table : Table
        The same figures as data.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    title: str
    alt: str
    table: Table

    def __post_init__(self) -> None:
        head, rows = self.table
        object.__setattr__(self, "title", clean(self.title))
        object.__setattr__(self, "alt", clean(self.alt))
        cells = (tuple(clean(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
        object.__setattr__(self, "table", Table(tuple(head), tuple(cells)))

    def svg(self) -> Markup:
        """Draw the picture as SVG that stands inside a page."""
        return Markup(svg.page(self.width, self.height, self.marks, self.alt))

    def figure(self) -> "Figure":
        """Draw the picture as a matplotlib figure in which one unit is one point."""
        from leadership_lib.output.drawing import printed

        return printed.figure(self.width, self.height, self.marks)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Save the picture; the ending of the name says how: .svg, .png (300 dots an inch) or .pdf.

        Raises
        ------
        Problem
            The ending is another one, or the file cannot be written.
        """
        target = target_of(path, "picture", (".svg", ".png", ".pdf"))
        kind = target.suffix.lower()
        if kind == ".svg":
            page = svg.page(self.width, self.height, self.marks, self.alt, self.title)
            return save(target, f"<?xml version='1.0' encoding='utf-8'?>\n{page}")
        from leadership_lib.output.drawing import printed

        return save(target, printed.page(self.width, self.height, self.marks, kind, self.title, self.alt))

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        return wrap(tag("figure", self.svg()), folded("The same as a table", table(*self.table, self.title)))
