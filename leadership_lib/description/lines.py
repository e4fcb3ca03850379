"""Lines: what the readers of Word, ODT and HTML files have in common, a text that grows line by line."""

#: The most characters that are kept of a document.
MOST_TEXT = 400_000

#: The most characters of a cell that names what stands in the cell beside it.
MOST_LABEL = 60

BULLET = "• "
HEADING = "\n"


class Enough(Exception):
    """There is more text than is kept."""


def names(listed: str) -> frozenset[str]:
    """Return the names of elements that stand in a list with blanks between them."""
    return frozenset(listed.split())


class Lines:
    """The lines of a document, in reading order.

    Words belong to the innermost open paragraph, and paragraphs to the last cell of the innermost open row. So a text
    box is read once, before the paragraph that holds it, and a table in a cell stays in that cell.
    """

    def __init__(self) -> None:
        self._rows: list[list[list[str]]] = [[[]]]  # the document is a row of one cell, around all others
        self._open: list[list[str]] = [[]]
        self._room = MOST_TEXT

    def begin(self) -> None:
        """Open a paragraph."""
        self._open.append([])

    def say(self, words: str) -> None:
        """Add words to the paragraph; in them a new line is one of the document."""
        self._open[-1].append(words[: self._room])
        self._room -= len(words)
        if self._room <= 0:
            raise Enough

    def end(self, sign: str = "") -> bool:
        """Close the paragraph, as a `BULLET`, a `HEADING` or neither, and return whether there was a word in it."""
        words = "".join(self._open.pop())
        self._open = self._open or [[]]
        whole = [words] if sign == HEADING else words.split("\n")
        lines = [line for part in whole if (line := " ".join(part.split()))]
        if lines and sign:
            lines[0] = sign + (lines[0].lstrip("•·▪●◦ ") if sign == BULLET else lines[0])
        self._rows[-1][-1] += lines
        return bool(lines)

    def row(self) -> None:
        """Open a row of a table."""
        self._rows.append([[]])

    def cell(self) -> None:
        """Open a cell, or where no row is open go on below."""
        self._rows[-1].append([])

    def end_row(self) -> None:
        """Close the innermost row."""
        if len(self._rows) > 1:
            cells = self._rows.pop()
            self._rows[-1][-1] += _of_row([cell for cell in cells if cell])

    def text(self) -> str:
        """Close what is open and return all lines."""
        while any(self._open):
            self.end()
        while len(self._rows) > 1:
            self.end_row()
        return "\n".join(line for cell in self._rows[0] for line in cell)


def _of_row(cells: list[list[str]]) -> list[str]:
    match cells:
        case [[first], [value, *rest] as values] if _is_label(first.strip()):
            label = first.strip().rstrip(": ")
            listed = rest or value.startswith(BULLET)
            return [f"{label}:", *values] if listed else [f"{label}: {value.strip()}"]
    return [line for cell in cells for line in cell]


def _is_label(line: str) -> bool:
    named = any(map(str.isalpha, line)) and not line.startswith(BULLET)
    return named and len(line) <= MOST_LABEL and not line.endswith(".")
