"""What a document says: headings, paragraphs, lists and tables, for every renderer to write in its own way.

Word, HTML and Markdown say the same because they all write these blocks: a renderer escapes what its format would
take for markup, and changes no word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from leadership_lib.output.documents.lines import Cell, Line, clean, plain, said


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands right below the title. On a *page of its own*, what follows begins a new one."""

    text: str
    level: Literal[1, 2] = 1
    own_page: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text).replace("\n", " "))

    def lines(self) -> Iterator[Line]:
        """Return the line of the heading."""
        yield plain(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a *lead* stays on one page with what follows, a *note* is set smaller."""

    line: Line
    kind: Literal["body", "lead", "note"] = "body"

    def lines(self) -> Iterator[Line]:
        """Return the line of the paragraph."""
        yield self.line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered or not."""

    items: tuple[Line, ...]
    numbered: bool = False

    def lines(self) -> Iterator[Line]:
        """Return the items."""
        yield from self.items


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, a heading for each column, and in its first column a heading for each row.

    Attributes
    ----------
    shares : tuple of int
        The width of each column, in hundredths of the whole.
    room : int
        The least height of a row in millimetres, where there has to be room to write in a cell without lines.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[int, ...]
    room: int = 0

    def lines(self) -> Iterator[Line]:
        """Return the caption, the headings and the lines of every cell, row by row."""
        yield plain(self.caption)
        yield from map(plain, self.head)
        yield from (line for row in self.rows for cell in row for line in cell)


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Content:
    """All that a document says.

    Attributes
    ----------
    title, subject : str
        The title, which is the one heading above all others, and what kind of document it is.
    blocks : tuple of Heading, Paragraph, Bullets and Table
        In order.
    dense : bool
        Whether it has to fit one page, and so is set small.
    """

    title: str
    subject: str
    blocks: tuple[Block, ...]
    dense: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean(self.title).replace("\n", " "))

    @property
    def texts(self) -> tuple[str, ...]:
        """Every line that the document has, in order, beginning with the title."""
        return (self.title, *(said(line) for block in self.blocks for line in block.lines()))


def count(blocks: Iterable[Block], kind: str) -> int:
    """Count the spans of one kind in some blocks."""
    return sum(span.kind == kind for block in blocks for line in block.lines() for span in line)
