"""The texts of the data, all of them: no slip of the hand is left in one."""

import re
import tomllib

import pytest

from leadership_lib.core import collection


def texts(value, where=""):
    match value:
        case str():
            yield where, value
        case dict():
            for key, inner in value.items():
                yield from texts(inner, f"{where} {key}")
        case list():
            for inner in value:
                yield from texts(inner, where)


def all_texts():
    for path in sorted(collection.data_folder().rglob("*.toml")):
        if path.parent.name != "description":  # patterns, and words as documents have them, slips and all
            yield from texts(tomllib.loads(path.read_text("utf-8")), path.name)


@pytest.mark.parametrize(
    ("slip", "pattern"),
    [
        ("a space at the beginning or end", r"^\s|\s$"),
        ("two spaces, or a tab", r"\s\s|\t"),
        ("a word twice", r"(?i)\b([a-z]+) \1\b"),
        ("a space before a stop", r" [,.;:?!](?![\w.])"),
        ("something unfinished", r"TODO|FIXME|XXX|lorem|\?\?"),
        ("a character that is no text", "[\x00-\x1f\x7f\ufffd\u200b\ufeff]"),
    ],
)
def test_no_text_in_the_data_has(slip, pattern):
    seen = [
        (where, text[:80])
        for where, text in all_texts()
        if where != "words.toml placeholders" and re.search(pattern, text)
    ]
    assert seen == []
