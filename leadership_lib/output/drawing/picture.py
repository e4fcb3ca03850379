"""Drawing: one list of marks, drawn twice, as SVG for a page and by matplotlib for print.

Both renderers read the same marks, so the two pictures cannot differ. A picture carries its own text alternative
and its figures as a table.
"""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from leadership_lib.core.errors import Problem
from leadership_lib.core.files import save
from leadership_lib.core.html import Markup, folded, table, tag, wrap
from leadership_lib.output.drawing.marks import INK, PAPER, Mark, Table
from leadership_lib.output.drawing.printed import artists
from leadership_lib.output.drawing.svg import drawn, element, number, written
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
        object.__setattr__(self, "table", Table(tuple(head), tuple(tuple(map(_cell, row)) for row in rows)))

    def svg(self) -> Markup:
        """Give the picture as SVG that stands inside a page."""
        return self._drawn_on(self._sheet())

    def _drawn_on(self, sheet: ElementTree.Element) -> Markup:
        end = f"</{sheet.tag}>"
        return Markup("".join((written(sheet).removesuffix(end), *map(drawn, self.marks), end)))

    def _sheet(self) -> ElementTree.Element:
        """Give the picture without its marks."""
        width, height = number(self.width), number(self.height)
        root = element("svg", viewBox=f"0 0 {width} {height}", width=width, height=height, role="img")
        root.set("aria-label", self.alt)
        root.set("font-family", "DejaVu Sans,Verdana,sans-serif")
        root.set("fill", INK)
        root.append(element("rect", width="100%", height="100%", fill=PAPER))
        return root

    def figure(self) -> Figure:
        """Give the picture as a matplotlib figure in which one unit is one point."""
        from matplotlib.figure import Figure

        # Made without pyplot, so nothing stays behind in a list of open figures.
        figure = Figure(figsize=(self.width / 72, self.height / 72), facecolor=PAPER)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, self.width), ylim=(self.height, 0))
        axes.set_axis_off()
        for artist in (artist for mark in self.marks for artist in artists(mark)):
            # All on one level: then matplotlib draws in the order given, as SVG does.
            artist.set(zorder=1, clip_on=False)
            axes.add_artist(artist)
        return figure

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Save the picture; the ending of the name says how: .svg, .png (300 dots an inch) or .pdf.

        Raises
        ------
        Problem
            The ending is another one, or the file cannot be written.
        """
        target = Path(path)
        kind = target.suffix.lower()
        if kind not in (".svg", ".png", ".pdf"):
            raise Problem(f"{target.name!r} does not say which picture to make: end it in .svg, .png or .pdf")
        data = self._document() if kind == ".svg" else self._print(kind[1:])
        return save(target, data)

    def _document(self) -> bytes:
        root = self._sheet()
        root.set("xmlns", "http://www.w3.org/2000/svg")
        root[:0] = element("title"), element("desc")
        root[0].text, root[1].text = self.title, self.alt
        return f"<?xml version='1.0' encoding='utf-8'?>\n{self._drawn_on(root)}".encode()

    def _print(self, kind: str) -> bytes:
        from matplotlib import style

        about = {"png": {"Title": self.title, "Description": self.alt}}
        about["pdf"] = {"Title": self.title, "Subject": self.alt, "CreationDate": None}
        stream = BytesIO()
        # A reader's own matplotlib settings would change the picture. Fonts of type 42 stay text in a PDF.
        with style.context(["default", {"pdf.fonttype": 42}]), warnings.catch_warnings():
            # A letter the font lacks shows as an empty box; the table beside the picture still has it.
            warnings.filterwarnings("ignore", message="Glyph")
            self.figure().savefig(stream, format=kind, dpi=300, metadata=about[kind])
        return stream.getvalue()

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        return wrap(tag("figure", self.svg()), folded("The same as a table", table(*self.table, self.title)))


def _cell(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value
