"""Figures that stand in words are those that the commands print."""

import importlib.util
import json
import re

import pytest


def test_the_notebook_on_method_says_how_right_the_checks_are_as_the_bench_does(root):
    spec = importlib.util.spec_from_file_location("bench_judgement", root / "tools" / "bench_judgement.py")
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    texts = sorted(path.stem for path in (bench.FOLDER / "roles").glob("*.toml"))
    table = bench.table(bench.cells(texts, bench.answers_before()), bench.cells(texts, bench.answers_now))
    notebook = json.loads((root / "notebooks" / "43_method_and_limits.ipynb").read_text("utf-8"))
    told = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert table in told, f"In step 3 of the notebook the table has to be:\n\n{table}"


NUMBERS = (
    "nought",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
NUMBERS += ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")

#: What is no figure: minutes, propositions, steps, years of sources, links, code, and a comparison made up by hand.
NO_FIGURE = re.compile(
    r"\(\d+ minutes\)|\d+ minutes|P\d\d|steps? \d|^#+ \d+\.|\]\([^)]*\)|`[^`]*`|a hundred real", re.MULTILINE
)


def figures_in(text: str) -> set[str]:
    """Every number from three up, in digits or in words."""
    text = NO_FIGURE.sub(" ", text)
    words = {str(place) for place, word in enumerate(NUMBERS) if place > 2 and re.search(rf"(?i)\b{word}\b", text)}
    return words | {found.replace(",", "") for found in re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?", text)}


@pytest.mark.parametrize("name", ["40_compare_role_designs", "42_redesign_search", "44_read_a_corpus"])
def test_every_figure_in_the_text_is_printed_by_a_cell(root, name):
    cells = json.loads((root / "notebooks" / f"{name}.ipynb").read_text("utf-8"))["cells"]
    told = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    # In words alone: a page's style is full of numbers.
    outputs = [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
    words = ["".join(output.get("text") or output["data"]["text/plain"]) for output in outputs]
    printed = "\n".join(words).replace(",", "")
    shown = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", printed)) | {
        str(place) for place, word in enumerate(NUMBERS) if re.search(rf"(?i)\b{word}\b", printed)
    }
    for text in told:
        if not text.startswith("## Sources"):
            assert figures_in(text) <= shown, f"{figures_in(text) - shown} in: {text[:200]}"
