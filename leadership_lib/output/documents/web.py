"""HTML: a page that stands alone, that a screen reader can follow, fit for A4, asking nothing of a network."""

from functools import partial
from pathlib import Path

from leadership_lib.core.html import Markup, html, listing, style, table, tag, wrap
from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Cell, Line, Span

_BREAK = Markup("<br>")
_STYLE = Path(__file__).with_name("page.css")


def render(content: Content) -> bytes:
    """Write a document as a page, in UTF-8."""
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", content.title),
        Markup(f'<meta name="description" content="{html(content.subject)}">'),
        tag("style", style(_STYLE)),
    )
    body = tag("main", tag("h1", content.title), *map(_block, content.blocks))
    page = tag("html", head, tag("body", body, class_="dense" if content.dense else False), lang="en-GB")
    return f"<!doctype html>\n{page}\n".encode()


def shown(content: Content) -> Markup:
    """Return a document as a part of a notebook, which has the heading above all others itself."""
    return wrap(tag("h2", content.title), *(_block(block, 3) for block in content.blocks))


def _block(block: Block, top: int = 2) -> Markup:
    match block:
        case Heading(text, level, own_page):
            return tag(f"h{top + level - 1}", text, style="break-before:page" if own_page else False)
        case Paragraph(line, kind):
            return tag("p", _line(line), class_=False if kind == "body" else kind)
        case Bullets(items, numbered):
            return tag("ol" if numbered else "ul", *(tag("li", _line(item)) for item in items))
        case Table(caption, head, rows, shares, room):
            widths = (Markup(f'<col style="width:{share}%">') for share in shares)
            cells = (map(partial(_cell, room=room), row) for row in rows)
            return table(head, cells, caption, tag("colgroup", *widths))


def _cell(cell: Cell, room: int) -> Markup:
    if not cell:
        return Markup(f'<div style="min-height:{room}mm"></div>')
    return _line(cell[0]) if len(cell) == 1 else listing(map(_line, cell))


def _line(line: Line) -> Markup:
    return Markup(" ".join(map(_span, line)))


def _span(span: Span) -> Markup:
    text = Markup(_BREAK.join(map(html, span.text.split("\n"))))
    match span.kind:
        case "plain":
            return text
        case "strong":
            return tag("strong", text)
    return tag("strong", text, class_=span.kind)
