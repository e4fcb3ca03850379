"""HTML: the few pieces that every table, role and diagnosis on a page is made of; all text is escaped."""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path

#: How whatever shows itself in a notebook looks.
_SHEET = Path(__file__).with_name("style.css")


class Markup(str):
    """HTML that has been made here, so it is not escaped again."""

    __slots__ = ()


@cache
def style(file: Path = _SHEET) -> Markup:
    """Return a style sheet, by default the one that notebooks need, on one line."""
    return Markup(" ".join(file.read_text("utf-8").split()))


def block(*parts: object) -> Markup:
    """Put parts into one block, for a page that has the style sheet already."""
    return tag("div", *parts, class_="ll")


def wrap(*parts: object) -> Markup:
    """Put parts into one block that carries its own style, so it looks the same wherever it is shown."""
    return block(tag("style", style()), *parts)


def html(value: object) -> Markup:
    """Return a value as HTML: `Markup` as it is, everything else escaped."""
    return value if isinstance(value, Markup) else Markup(escape(str(value)))


def tag(name: str, /, *content: object, **attributes: str | bool) -> Markup:
    """Make one element; in names a last ``_`` is dropped (``class_``), others stand for ``-``; False leaves out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(value)}"')
        for key, value in attributes.items()
        if value is not False
    )
    return Markup(f"<{name}{written}>{''.join(map(html, content))}</{name}>")


def listing(items: Iterable[object]) -> Markup:
    """Make a bulleted list."""
    return tag("ul", *(tag("li", item) for item in items))


def shown(value: object) -> Markup:
    """Return a field of a record as a person reads it: several things as a list, nothing as nothing."""
    if isinstance(value, tuple):
        return listing(value)
    return Markup() if value is None else html(value)


def table(head: Sequence[str], rows: Iterable[Iterable[object]], caption: str, *columns: Markup) -> Markup:
    """Make a table with a caption and row headings that a screen reader can speak; `columns` may set widths."""
    top = tag("tr", *(tag("th", cell, scope="col") for cell in head))
    body = (tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest)) for first, *rest in rows)
    return tag("table", tag("caption", caption), *columns, tag("thead", top), tag("tbody", *body))


def folded(summary: str, *content: object, open_: bool = False, **attributes: str | bool) -> Markup:
    """Make a part that opens and closes with a click or the Enter key."""
    return tag("details", tag("summary", summary), *content, open_=open_, **attributes)
