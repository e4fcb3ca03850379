"""SVG: a picture's marks as text that a page can hold."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from xml.etree import ElementTree

from leadership_lib.output.drawing.marks import DASH, INK, PAPER, Box, Dot, Line, Mark, Point, Text


def page(width: float, height: float, marks: Iterable[Mark], alt: str, title: str | None = None) -> str:
    """Write a picture so that it stands inside a page or, with a title, in a file of its own."""
    root = _element("svg", viewBox=f"0 0 {_number(width)} {_number(height)}", width=width, height=height, role="img")
    for key, value in (("aria-label", alt), ("font-family", "DejaVu Sans,Verdana,sans-serif"), ("fill", INK)):
        root.set(key, value)
    if title is not None:
        root.set("xmlns", "http://www.w3.org/2000/svg")
        root.extend((_element("title"), _element("desc")))
        root[0].text, root[1].text = title, alt
    root.append(_element("rect", width="100%", height="100%", fill=PAPER))
    end = "</svg>"
    return "".join((_written(root).removesuffix(end), *map(_drawn, marks), end))


@lru_cache(maxsize=4096)
def _drawn(mark: Mark) -> str:
    """Draw a mark; when a picture is drawn again after an edit, most of its marks are the same."""
    return "".join(map(_written, _elements(mark)))


def _written(made: ElementTree.Element) -> str:
    return ElementTree.tostring(made, encoding="unicode")


def _elements(mark: Mark) -> Iterator[ElementTree.Element]:
    match mark:
        case Text(x, y, text, size, anchor, bold, colour):
            special = {"fill": colour} if colour != INK else {}
            special |= {"text_anchor": anchor} if anchor != "start" else {}
            special |= {"font_weight": "bold"} if bold else {}
            line = _element("text", x=x, y=y, font_size=size, **special)
            line.text = text
            yield line
        case Box(x, y, width, height):
            yield _element("rect", x=x, y=y, width=width, height=height, **_paint(mark))
            if mark.hatching:
                yield _element("path", d=_traced(mark.hatching), fill="none", stroke=mark.stroke or INK)
        case Line(points):
            yield _element("polygon" if mark.fill else "polyline", points=_listed(points), **_paint(mark))
        case Dot(x, y, radius, "circle"):
            yield _element("circle", cx=x, cy=y, r=radius, **_paint(mark))
        case Dot():
            yield _element("polygon", points=_listed(mark.corners), **_paint(mark))


def _element(name: str, **attributes: str | float) -> ElementTree.Element:
    """Make one element; ``_`` in a name stands for ``-``."""
    written = {key: value if isinstance(value, str) else _number(value) for key, value in attributes.items()}
    return ElementTree.Element(name, {key.replace("_", "-"): value for key, value in written.items()})


def _number(value: float) -> str:
    """Write a number to one decimal, as short as it goes."""
    return _tenths(round(value * 10))


@cache
def _tenths(count: int) -> str:
    """Write a number of tenths."""
    return f"{count / 10:g}"


def _paint(mark: Box | Line | Dot) -> dict[str, str | float]:
    paint: dict[str, str | float] = {"fill": mark.fill or "none"}
    paint |= {"stroke": mark.stroke} if mark.stroke else {}
    paint |= {"stroke_width": mark.thick} if mark.stroke and mark.thick != 1 else {}
    return paint | ({"stroke_dasharray": " ".join(map(_number, DASH))} if mark.dash else {})


def _listed(points: Sequence[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _traced(segments: Iterable[tuple[Point, Point]]) -> str:
    """Write segments as one path; each step starts from a rounded point, so no error gathers."""
    steps, x, y = [], 0, 0
    for segment in segments:
        for letter, (across, down) in zip("ml", segment, strict=True):
            old_x, old_y, x, y = x, y, round(across * 10), round(down * 10)
            steps.append(f"{letter}{_tenths(x - old_x)} {_tenths(y - old_y)}")
    return "".join(steps).replace(" -", "-")
