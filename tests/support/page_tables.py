"""What stands in the tables of a page, cell by cell."""

import re
from html import unescape


def rows(page: str) -> list[list[str]]:
    """Return the cells of every row of a page, heads included, as the page has them, but without escapes."""
    found = re.findall(r"<tr>(.*?)</tr>", page)
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in found]


def summaries(page: str) -> list[tuple[bool, str]]:
    """Return what each folded part of a page is called, and whether it stands open."""
    found = re.findall(r"<details( open)?><summary>(.*?)</summary>", page)
    return [(bool(opened), unescape(said)) for opened, said in found]
