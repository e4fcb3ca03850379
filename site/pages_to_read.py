"""The notebooks as pages to read and print: text, pictures, tables and worksheets; nothing runs in them.

Usage: ``python site/pages_to_read.py OUT``; with ``--in-site`` they fit into the browser edition and lead to it.
"""

from __future__ import annotations

import argparse
import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import landing_pages
import mistune
import nbformat
from notebook_worksheets import worksheets

import leadership_lib as ll
from leadership_lib.core.html import Markup, folded, style, table, tag
from leadership_lib.teaching.notebooks import Notebook
from leadership_lib.widgets.worksheets import Worksheet

HERE = Path(__file__).resolve().parent / "pages"
NOTEBOOKS = HERE.parents[1] / "notebooks"

#: For whom a path is, in words.
WHOM = {"everyone": "everyone", "learner": "learners", "workshop": "workshops", "researcher": "researchers"}

#: The one notebook whose readers asked for the code as well: it is there, folded.
WITH_CODE = "researcher"

#: How the pages fit into the browser edition, in a folder beside its own pages.
IN_SITE = {
    "stylesheet": "../pages.css",
    "home": "../index.html",
    "opens": lambda notebook: f"../{landing_pages.opens(notebook)}",
}

TITLE = "To read and print"
ABOUT = (
    "Every notebook as a page: its text, its pictures and tables, and a worksheet wherever something is asked. "
    "Nothing can be entered here. On paper, what is folded on the screen is open, and answers begin on a new sheet."
)

READ = (
    "This page is to read and to print: where its notebook has something to fill in, here is a worksheet for a pen."
)

#: A word that is too long for a narrow column, and where it may be broken.
_LONG, _JOINT = re.compile(r"\S{10,}"), re.compile(r"([/._=&?-])(?=.)")

_markdown = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


class Flow(HTMLParser):
    """The pieces of a page, one after another, made to fit each other.

    Headings follow each other without a gap, a style sheet that every output carries stands once, scripts are left
    out, tables have captions and scopes, and a link to a notebook leads to its page.

    Parameters
    ----------
    here
        The id of the notebook.
    pages
        The ids of the notebooks that have a page.
    """

    def __init__(self, here: str = "", pages: tuple[str, ...] = ()):
        super().__init__(convert_charrefs=False)
        self._folder, self._pages = posixpath.dirname(here), pages
        self._level, self._headings, self._dropped = 0, [], ""
        self._in_table = self._in_head = self._in_contents = self._in_picture = False
        self.parts: list[str] = []
        self.styles: dict[str, None] = {style(): None}
        #: The id and the words of each heading of a section.
        self.contents: list[list[str]] = []

    def add(self, html: str, highest: int = 3) -> None:
        """Add a piece, in which no heading stands higher than the level given."""
        html = re.sub(r"<th\b[^>]*>\s*</th>", "<td></td>", html)
        self._highest, self._shift = highest, None if highest > 2 else 0
        self.feed(html)
        self.close()

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take over the beginning of an element, made to fit."""
        raw = self.get_starttag_text()
        if self._in_table and name != "caption":
            words = Markup(self.contents[-1][1]) if self.contents else "Table"
            self.parts.append(tag("caption", words, class_="unseen"))
        self._in_table = name == "table"
        if name in ("script", "style"):
            self._dropped = name
            return
        if re.fullmatch("h[1-6]", name):
            raw = self._heading(int(name[1]), raw)
        elif name == "a":
            raw = re.sub(r'href="([^"]*)"', lambda found: self._link(found[1]), raw)
        elif name == "th" and "scope" not in dict(attrs):
            raw = raw.replace("<th", f'<th scope="{"col" if self._in_head else "row"}"', 1)
        self._in_picture = self._in_picture or name == "svg"
        self._in_head = name == "thead" or (self._in_head and name != "tbody")
        self.parts.append(raw)

    def handle_startendtag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take over an element without content, as pictures have them."""
        self.parts.append(self.get_starttag_text())

    def handle_endtag(self, name: str) -> None:
        """Take over the end of an element."""
        if name == self._dropped:
            self._dropped = ""
            return
        if re.fullmatch("h[1-6]", name) and self._headings:
            name = f"h{self._headings.pop()}"
            self._in_contents = False
        self._in_head = self._in_head and name != "thead"
        self._in_picture = self._in_picture and name != "svg"
        self.parts.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        """Take over text; of what is dropped, only style sheets are kept, each once."""
        if self._dropped:
            if self._dropped == "style":
                self.styles[data] = None
            return
        if self._in_contents:
            self.contents[-1][1] += data
        # An address may break where a person would break it, or it widens its table beyond a sheet.
        if not self._in_picture:
            data = _LONG.sub(lambda long: _JOINT.sub(r"\1<wbr>", long[0]), data)
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        """Take over a character that is written by its name."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take over a character that is written by its number."""
        self.handle_data(f"&#{name};")

    def _heading(self, wanted: int, raw: str) -> str:
        """Set a heading at the level that may stand here; those of one output keep their distances."""
        level = max(wanted + (self._shift or 0), self._highest, 2 if self._level else 1)
        level = min(level, self._level + 1, 6)
        if self._shift is None:
            self._shift = level - wanted
        self._level = level
        self._headings.append(level)
        attributes = raw[3:-1]
        if level == 2 and self._highest < 3:
            self.contents.append([f"part-{len(self.contents) + 1}", ""])
            self._in_contents = True
            attributes = f' id="{self.contents[-1][0]}"'
        return f"<h{level}{attributes}>"

    def _link(self, href: str) -> str:
        """Return the way to a page; what has none here is left without a link."""
        if href.startswith(("#", "http:", "https:", "mailto:")):
            return f'href="{href}"'
        path, mark, part = href.partition("#")
        target = posixpath.normpath(posixpath.join(self._folder, path)).removesuffix(".ipynb")
        return f'href="{path.removesuffix(".ipynb")}.html{mark}{part}"' if target in self._pages else ""


def outputs(cell: Any) -> Iterator[str]:
    """Yield what a cell says, as HTML where it has that."""
    for output in cell.outputs:
        data = output.get("data", {})
        if "text/html" in data:
            yield data["text/html"]
        elif text := data.get("text/plain") or (output.get("text") if output.get("name") == "stdout" else None):
            yield tag("pre", text)


def body(cells: list[Any], notebook: Notebook, flow: Flow, opened: str | None = None) -> Markup:
    """Write the cells of a notebook, the list of its parts after the first cell, and answers at the end."""
    sheets = iter(worksheets([cell.source for cell in cells if cell.cell_type == "code"], notebook.id))
    answers: list[Worksheet] = []
    head: list[str] | None = None
    for cell in cells:
        if cell.cell_type == "markdown":
            flow.add(_markdown(cell.source), highest=1)
        elif cell.cell_type == "code":
            sheet = next(sheets)
            if notebook.path == WITH_CODE:
                flow.add(folded("Code", tag("pre", tag("code", cell.source))))
            for piece in [sheet.body] if sheet else outputs(cell):
                flow.add(piece)
            if sheet and sheet.answers:
                answers.append(sheet)
                flow.add(
                    tag(
                        "p",
                        tag("a", "Answers, at the end of this page", href=f"#answers-{len(answers)}"),
                        class_="no-print",
                    )
                )
        if head is None:
            head, flow.parts = flow.parts, []
    if answers:
        flow.add('<div class="answers">' + tag("h2", "Answers"), highest=2)
        for number, sheet in enumerate(answers, 1):
            flow.add(tag("h3", sheet.title, id=f"answers-{number}") + sheet.answers)
        flow.add("</div>")
    way = tag("a", "Open it to work in it.", href=opened) if opened else ""
    work = tag("p", READ, " ", way, class_="note no-print")
    items = (tag("li", tag("a", Markup(words), href=f"#{part}")) for part, words in flow.contents)
    contents = tag("nav", tag("h2", "On this page"), tag("ul", *items), aria_label="On this page", class_="contents")
    return Markup("".join([*(head or []), work, contents if flow.contents else "", *flow.parts]))


def write(
    out: Path,
    *,
    stylesheet: str | None = None,
    home: str | None = None,
    opens: Callable[[Notebook], str] | None = None,
    notebooks: Path = NOTEBOOKS,
) -> list[Path]:
    """Write a page for every notebook, and one that lists them.

    Parameters
    ----------
    out
        The folder of the pages.
    stylesheet
        Where ``pages.css`` is, seen from that folder; without it, it is copied there.
    home
        The page that leads here, seen from that folder; without it there is none.
    opens
        Returns the address at which a notebook opens to be worked in, seen from that folder.
    notebooks
        The folder of the notebooks; what is listed and is not there gets no page.

    Returns
    -------
    list of Path
        The pages, the list first.
    """
    out.mkdir(parents=True, exist_ok=True)
    if stylesheet is None:
        shutil.copy(HERE / "pages.css", out)
    there = [one for one in ll.notebooks if (notebooks / f"{one.id}.ipynb").exists()]
    around = {"stylesheet": stylesheet or "pages.css", "home": home, "ids": tuple(one.id for one in there)}
    written = [_save(out / "index.html", TITLE, _listed(there), [], Flow(), **around)]
    for place, notebook in enumerate(there):
        up = _up(notebook)
        flow = Flow(notebook.id, around["ids"])
        cells = nbformat.read(notebooks / f"{notebook.id}.ipynb", as_version=4).cells
        said = body(cells, notebook, flow, up + opens(notebook) if opens else None)
        beside = [("Previous", there[place - 1])] if place else []
        beside += [("Next", there[place + 1])] if place + 1 < len(there) else []
        ways = [tag("a", f"{which}: {one.title}", href=f"{up}{one.id}.html") for which, one in beside]
        ways.insert(0, tag("a", "All pages to read", href=f"{up}index.html"))
        written.append(_save(out / f"{notebook.id}.html", notebook.title, said, ways, flow, up=up, **around))
    return written


def _up(notebook: Notebook) -> str:
    return "../" * notebook.id.count("/")


def _listed(notebooks: list[Notebook]) -> Markup:
    rows = (
        [tag("a", one.title, href=f"{one.id}.html"), WHOM[one.path], one.minutes, one.able_to] for one in notebooks
    )
    head = ["page", "for", "minutes", "you will be able to"]
    return Markup(tag("h1", TITLE) + tag("p", ABOUT) + table(head, rows, f"{len(notebooks)} pages"))


def _save(
    path: Path,
    title: str,
    said: Markup,
    ways: list[Markup],
    flow: Flow,
    *,
    stylesheet: str,
    home: str | None,
    ids: tuple,
    up: str = "",
) -> Path:
    """Put what a page says into the frame that all pages have."""
    ways = ([tag("a", "Start page", href=up + home)] if home else []) + ways
    words = {
        "title": tag("title", f"{title}: great jobs for clinical leaders" if title != TITLE else title),
        "styles": Markup("\n").join(tag("style", Markup(sheet)) for sheet in flow.styles),
        "stylesheet": up + stylesheet,
        "ways": tag("nav", tag("ul", *(tag("li", way) for way in ways)), aria_label="Pages") if ways else "",
        "body": said,
        "version": f"Version {ll.__version__}",
    }
    frame = (HERE / "read.html").read_text("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(re.sub(r"\{(\w+)\}", lambda found: words[found[1]], frame), "utf-8")
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--in-site", action="store_true", help="out is the folder `read` of the browser edition")
    wanted = parser.parse_args()
    written = write(wanted.out.resolve(), **(IN_SITE if wanted.in_site else {}))
    print(f"{len(written)} pages to read and print. Begin with {written[0]}")
