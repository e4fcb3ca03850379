"""A picture's marks as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from xml.etree import ElementTree

from leadership_lib.output.drawing.marks import DASH, INK, Box, Dot, Line, Mark, Point, Text


@lru_cache(maxsize=4096)
def drawn(mark: Mark) -> str:
    """Draw a mark; when a picture is drawn again after an edit, most of its marks are the same."""
    return "".join(map(written, _elements(mark)))


def written(made: ElementTree.Element) -> str:
    """Write an element out."""
    return ElementTree.tostring(made, encoding="unicode")


def _elements(mark: Mark) -> Iterator[ElementTree.Element]:
    match mark:
        case Text(x, y, text, size, anchor, bold, colour):
            special = {"fill": colour} if colour != INK else {}
            special |= {"text_anchor": anchor} if anchor != "start" else {}
            special |= {"font_weight": "bold"} if bold else {}
            line = element("text", x=number(x), y=number(y), font_size=number(size), **special)
            line.text = text
            yield line
        case Box(x, y, width, height):
            yield element(
                "rect", x=number(x), y=number(y), width=number(width), height=number(height), **_paint(mark)
            )
            if mark.hatching:
                yield element("path", d=_traced(mark.hatching), fill="none", stroke=mark.stroke or INK)
        case Line(points):
            yield element("polygon" if mark.fill else "polyline", points=_listed(points), **_paint(mark))
        case Dot(x, y, radius, "circle"):
            yield element("circle", cx=number(x), cy=number(y), r=number(radius), **_paint(mark))
        case Dot():
            yield element("polygon", points=_listed(mark.corners), **_paint(mark))


def element(name: str, **attributes: str) -> ElementTree.Element:
    """Make one element; ``_`` in a name stands for ``-``."""
    return ElementTree.Element(name, {key.replace("_", "-"): value for key, value in attributes.items()})


def number(value: float) -> str:
    """Write a number to one decimal, as short as it goes."""
    return tenths(round(value * 10))


@cache
def tenths(count: int) -> str:
    """Write a number of tenths."""
    return f"{count / 10:g}"


def _paint(mark: Box | Line | Dot) -> dict[str, str]:
    paint = {"fill": mark.fill or "none"}
    paint |= {"stroke": mark.stroke} if mark.stroke else {}
    paint |= {"stroke_width": number(mark.thick)} if mark.stroke and mark.thick != 1 else {}
    return paint | ({"stroke_dasharray": " ".join(map(number, DASH))} if mark.dash else {})


def _listed(points: Sequence[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def _traced(segments: Iterable[tuple[Point, Point]]) -> str:
    """Write segments as one path; each step starts from a rounded point, so no error gathers."""
    steps, x, y = [], 0, 0
    for segment in segments:
        for letter, (across, down) in zip("ml", segment, strict=True):
            old_x, old_y, x, y = x, y, round(across * 10), round(down * 10)
            steps.append(f"{letter}{tenths(x - old_x)} {tenths(y - old_y)}")
    return "".join(steps).replace(" -", "-")
