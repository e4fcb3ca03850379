"""Print: a picture's marks as matplotlib artists, artist for element; the one module that loads matplotlib."""

import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from matplotlib import collections, patches, style, text
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from leadership_lib.output.drawing.marks import DASH, INK, PAPER, Box, Dot, Line, Mark, Text


def figure(width: float, height: float, marks: Iterable[Mark]) -> Figure:
    """Draw marks on a figure in which one unit is one point."""
    # Made without pyplot, so nothing stays behind in a list of open figures.
    made = Figure(figsize=(width / 72, height / 72), facecolor=PAPER)
    axes = made.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    for artist in (artist for mark in marks for artist in _artists(mark)):
        # All on one level: then matplotlib draws in the order given, as SVG does.
        artist.set(zorder=1, clip_on=False)
        axes.add_artist(artist)
    return made


def page(width: float, height: float, marks: Iterable[Mark], ending: str, title: str, alt: str) -> bytes:
    """Print a picture, as .png or as .pdf."""
    about = {".png": {"Title": title, "Description": alt}, ".pdf": {"Title": title, "Subject": alt}}[ending]
    dated = {"CreationDate": None} if ending == ".pdf" else {}
    stream = BytesIO()
    # A reader's own matplotlib settings would change the picture. Fonts of type 42 stay text in a PDF.
    with style.context(["default", {"pdf.fonttype": 42}]), warnings.catch_warnings():
        # A letter the font lacks shows as an empty box; the table beside the picture still has it.
        warnings.filterwarnings("ignore", message="Glyph")
        figure(width, height, marks).savefig(stream, format=ending[1:], dpi=300, metadata={**about, **dated})
    return stream.getvalue()


def _artists(mark: Mark) -> Iterator[Artist]:
    match mark:
        case Text(x, y, words, size, anchor, bold, colour):
            side = {"start": "left", "middle": "center", "end": "right"}[anchor]
            font: dict[str, Any] = {"family": "DejaVu Sans", "size": size, "weight": "bold" if bold else "normal"}
            # What a person typed is never a formula.
            font |= {"parse_math": False, "usetex": False}
            yield text.Text(x, y, words, color=colour, ha=side, va="baseline", **font)
        case Box(x, y, width, height):
            yield patches.Rectangle((x, y), width, height, **_brush(mark))
            if mark.hatching:
                yield collections.LineCollection(mark.hatching, colors=mark.stroke or INK, linewidths=1)
        case Line(points):
            yield patches.Polygon(points, closed=bool(mark.fill), **_brush(mark))
        case Dot(x, y, radius, "circle"):
            yield patches.Circle((x, y), radius, **_brush(mark))
        case Dot():
            yield patches.Polygon(mark.corners, **_brush(mark))


def _brush(mark: Box | Line | Dot) -> dict[str, Any]:
    # matplotlib counts dashes in widths of the line.
    dash = (0, tuple(part / mark.thick for part in DASH)) if mark.dash else "solid"
    return {
        "facecolor": mark.fill or "none",
        "edgecolor": mark.stroke or "none",
        "linewidth": mark.thick if mark.stroke else 0,
        "linestyle": dash,
    }
