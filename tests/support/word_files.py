"""What a Word file says, read back by another library than the one that a test is about."""

from io import BytesIO

from docx import Document
from docx.table import Table


def paragraphs(data: bytes) -> list[str]:
    """Give the paragraphs of a Word file in order, those in tables too, without the empty ones."""

    def lines(container):
        for item in container.iter_inner_content():
            if isinstance(item, Table):
                for row in item.rows:
                    for cell in row.cells:
                        yield from lines(cell)
            else:
                yield item.text

    return [line for line in lines(Document(BytesIO(data))) if line]
