"""Look for turns of phrase that we do not write, in data, notebooks and pages; `make lint` runs it."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

#: What is looked at, and below which folders or in which files it is not: words that others wrote, and lists of words
#: that rules look for.
LOOKED_AT = ("data/**/*.toml", "notebooks/**/*.ipynb", "site/pages/*.html", "*.md", "*/*.md", "tests/*/README.md")
LEFT = (
    "data/cases",
    "notebooks/cases",
    "data/templates",
    "data/corpus",
    "data/description",
    "data/framework/words.toml",
    "data/framework/evidence.toml",
)

Line = tuple[str, int, str]


def turns() -> dict[str, str]:
    """Return the patterns, each with what to write instead."""
    turns: dict[str, str] = tomllib.loads((ROOT / "tools" / "banned_turns.toml").read_text("utf-8"))["turns"]
    return turns


def lines(root: Path = ROOT) -> Iterator[Line]:
    """Yield every line that is looked at, with its file and number; of a notebook, what people wrote."""
    for path in sorted({found for pattern in LOOKED_AT for found in root.glob(pattern)}):
        name = path.relative_to(root).as_posix()
        if name.startswith((*LEFT, ".")):
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        yield from ((name, number, line) for number, line in enumerate(text.splitlines(), 1))


def found(text: list[Line]) -> list[str]:
    """Say where a banned turn stands, and what to write instead."""
    known = {re.compile(pattern): instead for pattern, instead in turns().items()}
    return [
        f"{name}:{number}: “{hit[0]}”: write {instead}"
        for name, number, line in text
        for pattern, instead in known.items()
        for hit in pattern.finditer(line)
    ]


if __name__ == "__main__":
    faults = found(list(lines()))
    print("\n".join(faults) or "No banned turn of phrase.")
    sys.exit(bool(faults))
