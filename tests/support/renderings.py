"""Every kind of document, read back by something else than what wrote it."""

import re
from html.parser import HTMLParser

import mistune
from word_files import paragraphs

from leadership_lib.output.documents import markdown, web, word
from leadership_lib.output.documents.content import Content, Table

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
                for cell in row:
                    texts = [" ".join(span.text for span in line) for line in cell]
                    lines.append(texts[0] if len(texts) == 1 else "\n".join(f"• {text}" for text in texts))
        else:
            lines += [" ".join(span.text for span in line) for line in block.lines()]
    return lines
