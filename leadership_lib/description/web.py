"""Web: the text of a page, without what every page of its site has; nothing in it is run or fetched."""

import re
from contextlib import suppress
from html.parser import HTMLParser

from leadership_lib.core.untrusted import Unfit
from leadership_lib.description.lines import BULLET, HEADING, Enough, Lines, names

#: The most characters and tags of a page, and how deep tables may stand in one another.
MOST_PAGE, MOST_TAGS, MOST_DEPTH = 1_000_000, 50_000, 100

_COPY = "copy the words of the role into a document, or print the page to PDF, and try again"

_DROPPED = names(
    "script style template noscript svg title nav form aside button dialog select textarea iframe object audio video "
    "canvas"
)
#: What is left out around a page's main part, and kept as part of it.
_AROUND = frozenset({"header", "footer"})
_MAIN = frozenset({"main", "article"})
_VOID = names("area base br col embed hr img input link meta source track wbr")
_BLOCKS = names(
    "address article blockquote body caption dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 "
    "h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")

Attributes = list[tuple[str, str | None]]


def text(page: str) -> str:
    """Return the text of a page in HTML.

    Raises
    ------
    Unfit
        It is longer, or has more tags, than a page with a role description has.
    """
    if len(page) > MOST_PAGE:
        raise Unfit(f"is a web page of more than {MOST_PAGE:,} characters", _COPY)
    page = _closed(page)
    # Some sites put the whole page into a form.
    return _read(page, _DROPPED) or _read(page, _DROPPED - {"form"})


def _read(page: str, dropped: frozenset[str]) -> str:
    reader = _Reader(dropped)
    with suppress(Enough):
        reader.feed(page)
    return reader.lines.text()


def _closed(page: str) -> str:
    """Return a page without comments, declarations and a tag that is cut off, over which a parser could lose time."""
    kept, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        kept.append(page[at:start])
        end = page.find("-->", start + 2)
        at = end + 3 if end >= 0 else len(page)
    page = "".join([*kept, page[at:]])
    last = page.rfind(">") + 1
    # The last tag makes the parser say the words before it.
    return re.sub(r"<[!?][^>]*>", "", page[:last]) + page[last:].partition("<")[0] + "<p>"


class _Reader(HTMLParser):
    """Adds the words of a page to the lines."""

    def __init__(self, dropped: frozenset[str]) -> None:
        super().__init__()
        self.lines = Lines()
        self._dropped = dropped
        self._tags = 0
        self._left_out: list[str] = []  # the element that is left out, once for each of its name that is open in it
        self._main = 0
        self._pre = 0
        self._sign = ""
        self._tables: list[
            str
        ] = []  # of each open table or list of terms, what is open: a row, its value, or nothing

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._count()
        if self._left_out == ["p"] and tag in _BLOCKS:
            self._left_out = []  # a paragraph ends where the next block begins
        if self._left_out:
            self._left_out += [tag] * (tag == self._left_out[0])
            return
        if tag in _BLOCKS:
            self._break()
        if tag not in _VOID and (self._is_left_out(tag) or _is_hidden(attrs)):
            self._left_out = [tag]
            return
        self._main += tag in _MAIN
        self._pre += tag == "pre"
        match tag:
            case "br":
                self.lines.say("\n")
            case "li":
                self._sign = BULLET
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._sign = HEADING
            case "table" | "dl":
                self._tables.append("")
                if len(self._tables) > MOST_DEPTH:
                    raise Unfit(f"has tables more than {MOST_DEPTH} deep in one another", _COPY)
            case "tr":
                self._row()
            case "dt" if not self._tables or self._tables[-1] != "term":
                self._row("term")
            case "td" | "th" | "dt":
                self.lines.cell()
            case "dd" if self._tables and self._tables[-1] == "term":
                self._tables[-1] = "value"
                self.lines.cell()

    def handle_endtag(self, tag: str) -> None:
        self._count()
        if self._left_out:
            if tag == self._left_out[0]:
                self._left_out.pop()
            return
        if tag in _BLOCKS:
            self._break()
        self._main -= tag in _MAIN and self._main > 0
        self._pre -= tag == "pre" and self._pre > 0
        match tag:
            case "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._sign = ""
            case "tr":
                self._end_row()
            case "table" | "dl" if self._tables:
                self._end_row()
                self._tables.pop()

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.lines.say(data if self._pre else re.sub(r"[\r\n]", " ", data))

    def _count(self) -> None:
        self._tags += 1
        if self._tags > MOST_TAGS:
            raise Unfit(f"is a web page of more than {MOST_TAGS:,} tags", _COPY)

    def _is_left_out(self, tag: str) -> bool:
        return tag in self._dropped or (tag in _AROUND and not self._main)

    def _break(self) -> None:
        if self.lines.end(self._sign):
            self._sign = ""

    def _row(self, opens: str = "row") -> None:
        self._end_row()
        if self._tables:
            self._tables[-1] = opens
            self.lines.row()

    def _end_row(self) -> None:
        if self._tables and self._tables[-1]:
            self._tables[-1] = ""
            self.lines.end_row()


def _is_hidden(attributes: Attributes) -> bool:
    given = dict(attributes)
    return "hidden" in given or bool(_HIDDEN.search(given.get("style") or ""))
