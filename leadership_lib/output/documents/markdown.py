"""Markdown: CommonMark with tables; whatever would be markup in a text is escaped, so that it stays text."""

import re
from collections.abc import Iterable, Iterator

from leadership_lib.output.documents.content import Block, Bullets, Content, Heading, Paragraph, Table
from leadership_lib.output.documents.lines import Cell, Line, Span, emphasised

# Signs that mean something within a line, and the two that turn an address into a link.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>&|~$#^]|:(?=//)|(?<=[Ww]{3})\.")
# Signs that mean something at the start of a line, and the number of a list.
_START = re.compile(r"^(\d*)([-+=.):])")


def render(content: Content) -> bytes:
    """Write a document as Markdown, in UTF-8."""
    parts = [f"# {_started(_text(content.title))}", *("\n".join(_block(block)) for block in content.blocks)]
    return ("\n\n".join(parts) + "\n").encode()


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * (level + 1)} {_started(_text(text))}"
        case Paragraph(line):
            yield _line(line, "")
        case Bullets(items, numbered):
            for number, item in enumerate(items, 1):
                mark = f"{number}. " if numbered else "- "
                yield mark + _line(item, " " * len(mark))
        case Table(caption, head, rows):
            yield f"**{_text(caption)}**\n"
            yield _row(map(_text, head))
            yield _row("---" for _ in head)
            for first, *rest in rows:
                yield _row([_cell(emphasised(first)), *map(_cell, rest)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    # A cell is one line of Markdown, so a list in it is made of signs and breaks.
    lines = [" ".join(map(_span, line)).replace("\n", "<br>") for line in cell]
    return lines[0] if len(lines) == 1 else "<br>".join(f"• {line}" for line in lines)


def _line(line: Line, indent: str) -> str:
    """Write a line; a break in it is a hard one."""
    return f"\\\n{indent}".join(map(_started, " ".join(map(_span, line)).split("\n")))


def _span(span: Span) -> str:
    return _text(span.text) if span.kind == "plain" else f"**{_text(span.text)}**"


def _text(text: str) -> str:
    return _SIGNS.sub(lambda found: "\\" + found.group(), text)


def _started(line: str) -> str:
    return _START.sub(r"\1\\\2", line)
