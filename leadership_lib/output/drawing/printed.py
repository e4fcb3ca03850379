"""A picture's marks as matplotlib artists, artist for element; matplotlib is loaded when it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from leadership_lib.output.drawing.marks import DASH, INK, Box, Dot, Line, Mark, Text

if TYPE_CHECKING:
    from matplotlib.artist import Artist


def artists(mark: Mark) -> Iterator[Artist]:
    """Draw a mark with matplotlib, artist for element."""
    from matplotlib import collections, patches, text

    match mark:
        case Text(x, y, words, size, anchor, bold, colour):
            side = {"start": "left", "middle": "center", "end": "right"}[anchor]
            font = {"family": "DejaVu Sans", "size": size, "weight": "bold" if bold else "normal"}
            # What a person typed is never a formula.
            plain = {"parse_math": False, "usetex": False}
            yield text.Text(x, y, words, color=colour, ha=side, va="baseline", **font, **plain)
            return
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
