"""Count how long each notebook takes, and write the minutes wherever they are promised.

Counted are the words that are read, the things to do, and the pauses to think and talk; `data/framework/pace.toml`
says how long each takes. Minutes stand in a notebook's headings and first lines, in `data/framework/notebooks.toml`
and in the table of the README. Those of a workshop come from its running order and those of a case from its file.
"""

import ast
import json
import math
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leadership_lib.teaching import exercise, notebooks, written

ROOT = Path(__file__).parents[1]
PACE = tomllib.loads((ROOT / "data" / "framework" / "pace.toml").read_text("utf-8"))

#: The notebooks whose minutes are counted.
COUNTED = [
    one for one in notebooks.load() if one.path in ("everyone", "learner") and not one.id.startswith(notebooks.CASES)
]

#: What a cell can show that is worked with, and not read.
FORMS = {"Quiz", "Writing", "Examiner", *PACE["shown"]} - {"other"}

_FOLDED = re.compile(r"<details.*?</details>|<svg.*?</svg>|<style.*?</style>|<[^>]*>", re.DOTALL)
_OPENED = re.compile(r"<details>(.*)</details>", re.DOTALL)
_HEADING = re.compile(r"^## (?P<title>.+?)(?: \(\d+ minutes?\))?$", re.MULTILINE)
#: Sections in which there is nothing to do.
_QUIET = ("Take away", "Sources", "Where the layers were")


def words(text: str) -> float:
    """Return the minutes that it takes to read a text."""
    return len(re.findall(r"\w+", text)) / PACE["words_a_minute"]


def pauses(text: str) -> float:
    """Return the minutes of the pauses that a text asks for."""
    return sum(PACE["pauses"].get(found, 0) for found in re.findall(r"^> \*\*(\w+)\.\*\*", text, re.MULTILINE))


def cell(one: dict[str, Any]) -> float:
    """Return the minutes of what a code cell shows: a form, or something to read."""
    tree = ast.parse("".join(one["source"]))
    forms = [call for call in ast.walk(tree) if isinstance(call, ast.Call) and _name(call) in FORMS]
    shown = "".join(text for output in one["outputs"] for text in output.get("data", {}).get("text/html", ()))
    if forms and _name(forms[0]) == "Reveal":  # what it keeps folded is read once it is open
        return max(words(_FOLDED.sub(" ", _OPENED.sub(r"\1", shown, count=1))), _form(forms[0]))
    if forms:
        return _form(forms[0])
    return max(words(_FOLDED.sub(" ", shown)), float(PACE["shown"]["other"])) if one["outputs"] else 0


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _form(call: ast.Call) -> float:
    first = call.args[0] if call.args else None
    match _name(call):
        case "Quiz":
            level = next((one.value for one in call.keywords if one.arg == "difficulty"), None)
            asked = exercise.load(ast.literal_eval(first))
            return sum(_scene(one) for one in asked if level is None or one.difficulty == ast.literal_eval(level))
        case "Writing":
            return _writing(written.load()[ast.literal_eval(first)])
        case "Examiner":
            facts = ast.literal_eval(first)
            # A list of things with parts of their own takes as long as three facts.
            count = sum(3 if fact in ("objectives", "accountability.lines") else 1 for fact in facts)
            return count * float(PACE["each"]["fact"])
        case name:
            return float(PACE["shown"][name])


def _scene(one: exercise.Exercise) -> float:
    # What is read: the scene, the answers, and what is said back to one of them and to the best.
    read = " ".join([one.scene, one.question, *map(str, one.choices), *(c.feedback for c in one.choices[:2])])
    return words(read) + float(PACE["each"]["scene"])


def _writing(one: written.Written) -> float:
    read = " ".join([one.scene, one.how, *(part.put for part in one.parts), *(card.text for card in one.cards[:1])])
    models = " ".join(f"{model.text} {model.why}" for model in one.models)
    talk = float(PACE["pauses"]["conversation"]) if one.cards else 0
    now = [part for part in one.parts if not part.after]
    return words(f"{read} {models}") + len(now) * float(PACE["each"]["part"]) + talk


def sections(cells: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """Return each section of a notebook in which there is something to do, and its minutes."""
    titles, sums = [""], [0.0]
    for one in cells:
        source = "".join(one["source"])
        if one["cell_type"] == "code":
            sums[-1] += cell(one)
            continue
        at = 0
        for found in _HEADING.finditer(source):
            sums[-1] += words(source[at : found.start()]) + pauses(source[at : found.start()])
            titles.append(found["title"])
            sums.append(0.0)
            at = found.end()
        # Work that no count can know, such as going through a form above, is said in the cell's metadata.
        sums[-1] += words(source[at:]) + pauses(source[at:]) + one["metadata"].get("minutes", 0)
    # What stands before the first section is read with it.
    sums[1] += sums[0]
    for title, minutes in list(zip(titles, sums, strict=True))[1:]:
        if title not in _QUIET and not title.endswith("facilitator"):
            yield title, max(1, math.ceil(minutes))


def written_into(cells: list[dict[str, Any]]) -> int:
    """Write the minutes into the cells of a notebook, and return their sum."""
    found = dict(sections(cells))
    total = sum(found.values())

    def heading(one: re.Match[str]) -> str:
        minutes = found.get(one["title"])
        unit = "minute" if minutes == 1 else "minutes"
        return f"## {one['title']}" + (f" ({minutes} {unit})" if minutes else "")

    for number, one in enumerate(cells):
        if one["cell_type"] == "markdown":
            text = _HEADING.sub(heading, "".join(one["source"]))
            if number == 0:
                text = re.sub(r"(?<=\. )\d+ minutes", f"{total} minutes", text, count=1)
            one["source"] = text.splitlines(keepends=True)
    return total


def main() -> None:
    """Count, write and say the minutes of every notebook."""
    listed, readme = ROOT / "data" / "framework" / "notebooks.toml", ROOT / "README.md"
    for notebook in COUNTED:
        path = ROOT / "notebooks" / f"{notebook.id}.ipynb"
        content = json.loads(path.read_text("utf-8"))
        total = written_into(content["cells"])
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
        row = rf"(\(notebooks/{notebook.id}\.ipynb\).*\| )\d+( \|)"
        readme.write_text(re.sub(row, rf"\g<1>{total}\2", readme.read_text("utf-8")), "utf-8")
        table = rf"(?s)(\[{notebook.id}\].*?\nminutes = )\d+"
        listed.write_text(re.sub(table, rf"\g<1>{total}", listed.read_text("utf-8"), count=1), "utf-8")
        print(f"{total:4} {notebook.id}", file=sys.stderr)


if __name__ == "__main__":
    main()
