"""Every kind of document, read back by something else than what wrote it."""

import re
from html.parser import HTMLParser
from typing import get_args, get_origin

import mistune
from word_files import paragraphs

import leadership_lib as ll
from leadership_lib import Role
from leadership_lib.output.documents import markdown, web, word
from leadership_lib.output.documents.content import Content, Table
from leadership_lib.role.role import fact_kind, fact_paths

RENDER = {"docx": word.render, "html": web.render, "md": markdown.render}


class Page(HTMLParser):
    """What a page says, and what it is made of."""

    BLOCKS = ("p", "h1", "h2", "h3", "li", "th", "td", "caption")

    def __init__(self, text: str):
        super().__init__()
        self.lines, self.tags, self.headings, self.inside = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)
        if tag in self.BLOCKS:
            self.lines.append("")
        if tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass
        if tag in ("h1", "h2", "h3"):
            self.headings.append((tag, self.lines[-1]))

    def handle_data(self, data):
        if self.lines and "style" not in self.inside:
            self.lines[-1] += data


def tidy(lines) -> list[str]:
    return [line for line in (re.sub(r" ?\n[ \n]*", "\n", line).strip(" \n") for line in lines) if line]


def of_web(data: bytes) -> list[str]:
    return tidy(Page(data.decode()).lines)


def as_page(data: bytes) -> Page:
    return Page(mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url"])(data.decode()))


def of_markdown(data: bytes) -> list[str]:
    return tidy(as_page(data).lines)


READ = {"docx": paragraphs, "html": of_web, "md": of_markdown}


def expected(content: Content, kind: str) -> list[str]:
    """Give the lines that a file has; in Markdown a list in a cell is one line with breaks."""
    if kind != "md":
        return list(content.texts)
    lines = [content.title]
    for block in content.blocks:
        if isinstance(block, Table):
            lines += [block.caption, *block.head]
            for row in block.rows:
                for cell in filter(None, row):
                    texts = [" ".join(span.text for span in line) for line in cell]
                    lines.append(texts[0] if len(texts) == 1 else "\n".join(f"• {text}" for text in texts))
        else:
            lines += [" ".join(span.text for span in line) for line in block.lines()]
    return lines


HOSTILE = (
    "R&D <Ops> &amp; <script>alert('x')</script> <!-- gone? -->",
    '=HYPERLINK("http://example.org","press")',
    "[press](http://example.org) ![](x.png) <http://example.org> www.example.org",
    "# not a heading",
    "1. not a list",
    "- nor this\n+ nor this\n> nor this\n===\n---\n```\ncode",
    "| a | b |\n|---|---|\n\\| c \\\\",
    "*bold* _slant_ `code` ~~gone~~ $x^2$ {0} %s \\u0041 ends in a backslash \\",
    "\x00\x07\x1b control \x7f\x9f signs \ufffe",
    "שלום عليكم \u202eturned round\u202c 漢字 👩🏽‍⚕️ e\u0301",
    "lone\nlines\r\n\n\nand\u2028more\x0bof\x85them\t.",
    "W" * 3000,
    "a very long text " * 600,
)


def everywhere(text: str) -> Role:
    """Give a role that says one text wherever a text can stand, and twice in every list."""
    objective = {"text": text, "measure": text, "by": text, "milestones": [text, text], "shared_with": [text, text]}
    right = {"what": text, "limit": text}
    special = {"objectives": [objective], "influence.decision_rights": [right]}
    facts = {}
    for path in fact_paths():
        kind = fact_kind(path)
        if kind is str:
            facts[path] = text
        elif get_origin(kind) is tuple and get_args(kind)[0] is str:
            facts[path] = [text, text]
    return Role().with_({**facts, **special})


def cases() -> dict[str, Role]:
    return {f"{case.id} {name}": getattr(case, name) for case in ll.cases for name in ("as_found", "redesigned")}


def same(content: Content, kinds=tuple(RENDER)) -> None:
    for kind in kinds:
        assert READ[kind](RENDER[kind](content)) == expected(content, kind), kind
