"""Pictures as lists of marks, drawn as SVG for a page and by matplotlib for print."""

from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, MIST, PAPER, QUIET, Box, Dot, Line, Table, Text
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import clean, text_height, text_width, wrapped

__all__ = [
    "BLUE",
    "EDGE",
    "INK",
    "MIST",
    "PAPER",
    "QUIET",
    "Box",
    "Dot",
    "Drawing",
    "Line",
    "Sheet",
    "Table",
    "Text",
    "clean",
    "text_height",
    "text_width",
    "wrapped",
]
