"""The layers of 2017 as a ladder, today's beside them, and where a role stands (P24 to P26)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from leadership_lib.core.errors import needed
from leadership_lib.framework import concepts
from leadership_lib.framework.concepts import Layer
from leadership_lib.output.drawing.marks import BLUE, EDGE, INK, MIST, PAPER, QUIET, Box, Dot, Line
from leadership_lib.output.drawing.picture import Drawing
from leadership_lib.output.drawing.sheet import Sheet
from leadership_lib.output.drawing.text import text_height
from leadership_lib.output.figures.frame import UNTITLED, WIDTH, begin
from leadership_lib.role.role import Role

_OWN, _ACROSS = "its own layer", "works across"
_SIGNS = {_OWN: Dot(0, 0, 5, "circle", PAPER, INK, 1.5), _ACROSS: Dot(0, 0, 6, "diamond", BLUE)}
_FRAMES = {_OWN: (BLUE, BLUE, PAPER), _ACROSS: (MIST, BLUE, INK)}
_ERAS = {"2017": "2017, in the paper", "2026": "2026, today"}


def layers(role: Role | None = None, *, width: float = WIDTH) -> Drawing:
    """Draw the layers of 2017 as a ladder, today's beside them, and where a role stands.

    Parameters
    ----------
    role
        Its own layer and those it works across are marked.
    width
        Of the picture, in points.
    """
    if role is not None:
        needed(role, Role, "The ladder of layers is drawn for a Role, or for no role")
    known, own = concepts.load("layers"), role.layer if role else None
    across = role["influence.works_across"] if role else ()
    marks = dict.fromkeys(across or (), _ACROSS) | ({own: _OWN} if own else {})
    # A role stands in one nation's layers: those of its own layer, or else of the first that it works across.
    nation = next((known[key].nation for key in (own, *marks) if key), "England")
    every = sorted((layer for layer in known if layer.nation == nation), key=lambda layer: (layer.era, layer.rung))
    about = (role.title or UNTITLED) if role else f"{nation}, 2017 and today"
    sheet = begin(width, "Layers between a practice and the widest footprint", about)
    _stacks(sheet, every, marks)
    notes = list(_notes(role, nation, [known[key] for key in marks]))
    for note in notes:
        sheet.say(note, 11.5, colour=QUIET)
    titles = {layer.id: layer.title for layer in every}
    rows = [_layer_row(layer, titles, marks) for layer in every]
    told = ["For each year, from a practice upwards.", *(_layer_told(*row) for row in rows), *notes]
    head = ("year", "layer", "people it serves", "today", "the role")
    return sheet.finish(told, head, rows)


def _notes(role: Role | None, nation: str, marked: Iterable[Layer]) -> Iterator[str]:
    """Say what the picture cannot show: what is not stated, and layers of another nation."""
    if role:
        unsaid = [_OWN] * (role.layer is None) + ["what it works across"] * (role["influence.works_across"] is None)
        if unsaid:
            yield f"The role does not state {' or '.join(unsaid)}."
    if nation != "England":
        yield f"These are the layers of {nation}; the paper's own, of 2017, are England's."
    abroad = [f"{layer.title} ({layer.nation})" for layer in marked if layer.nation != nation]
    if abroad:
        yield f"It works across layers of another nation too: {'; '.join(abroad)}."


def _layer_row(layer: Layer, titles: Mapping[str, str], marks: Mapping[str, str]) -> tuple[str, ...]:
    today = "; ".join(titles[key] for key in layer.today)
    return layer.era, layer.title, people(layer) or "not known", today, marks.get(layer.id, "")


def _layer_told(year: str, title: str, people: str, today: str, mark: str) -> str:
    return f"{year}, {title}: people it serves, {people}{today and f'; today {today}'}{mark and f'; {mark}'}."


def people(layer: Layer) -> str:
    """Say how many people a layer serves by its newest figure, which stands first; nothing if none is known."""
    if not layer.populations:
        return ""
    known = layer.populations[0]
    typical, low, high = map(_size, (known.typical, known.low, known.high))
    if typical:
        size = f"about {typical}"
    else:
        size = f"{low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}"
    return f"{size} ({known.year})"


def _size(number: int | None) -> str:
    if not number:
        return ""
    return f"{number / 1_000_000:g} million" if number >= 1_000_000 else f"{number:,}"


def _stacks(sheet: Sheet, every: list[Layer], marks: Mapping[str, str]) -> None:
    """Draw a stack of layers for each era, the widest on top, and a link from each old layer to the new."""
    eras = [era for era in _ERAS if any(layer.era == era for layer in every)]
    stacks = [[layer for layer in reversed(every) if layer.era == era] for era in eras]
    # Where there is nothing to link to, the one stack takes the middle and more of the width.
    wide = (0.44 if len(eras) > 1 else 0.62) * sheet.inner
    starts = (sheet.left, sheet.right - wide) if len(eras) > 1 else (sheet.left + (sheet.inner - wide) / 2,)
    tall = max(sum(_high(layer, wide, marks) + 12 for layer in stack) - 12 for stack in stacks)
    middles = {}
    top = sheet.y + 4 + max(text_height(year, 13, wide, True) for year in _ERAS.values())
    rails = (starts[0] + wide * part for part in (0.1, 0.9))
    sheet.add(*(Line(((x, top), (x, top + tall)), EDGE, 3) for x in rails))
    for x, era, stack in zip(starts, eras, stacks, strict=True):
        sheet.write(_ERAS[era], x, sheet.y, wide, 13, bold=True)
        air = (tall - sum(_high(layer, wide, marks) for layer in stack)) / max(len(stack) - 1, 1)
        y = top
        for layer in stack:
            frame = Box(x, y, wide, _high(layer, wide, marks))
            _frame(sheet, frame, layer, marks.get(layer.id))
            middles[layer.id] = y + frame.height / 2
            y += frame.height + air
    for old, new in ((layer.id, key) for layer in stacks[0] for key in layer.today):
        ends = ((starts[0] + wide, middles[old]), (starts[-1], middles[new]))
        own = _OWN in (marks.get(old), marks.get(new))
        sheet.add(Line(ends, BLUE if own else EDGE, 2.5 if own else 1.2))
    sheet.y = top + tall + 10


def _story(layer: Layer, mark: str | None) -> list[tuple[str, float, bool]]:
    """Write the lines in a layer's frame, each with its size and weight."""
    served = [(f"people: {people(layer)}", 11.5, False)] if layer.populations else []
    return [(layer.title, 12, True), *served, *([(mark, 11.5, True)] if mark else [])]


def _high(layer: Layer, wide: float, marks: Mapping[str, str]) -> float:
    story = _story(layer, marks.get(layer.id))
    return 10 + sum(text_height(text, size, wide - 18, bold) for text, size, bold in story)


def _frame(sheet: Sheet, box: Box, layer: Layer, mark: str | None) -> None:
    """Draw a layer; what it is to the role shows in fill, outline, sign and word."""
    fill, edge, ink = _FRAMES.get(mark or "", (PAPER, EDGE, INK))
    sheet.add(replace(box, fill=fill, stroke=edge, thick=2.5 if mark else 1))
    y = box.y + 4
    for text, size, bold in _story(layer, mark):
        indent = 26 if text == mark else 10
        if text == mark:
            sheet.add(replace(_SIGNS[mark], x=box.x + 15, y=y + 8))
        y = sheet.write(text, box.x + indent, y, box.width - 18, size, bold=bold, colour=ink)
