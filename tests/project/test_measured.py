"""Figures that stand in words are those that the commands print."""

import json
import re
import tomllib

import bench_judgement
import bench_reading
import pytest


@pytest.fixture(scope="module")
def method(root) -> str:
    """All that the notebook on method says."""
    notebook = json.loads((root / "notebooks" / "43_method_and_limits.ipynb").read_text("utf-8"))
    return "\n".join("".join(cell["source"]) for cell in notebook["cells"])


@pytest.fixture(scope="module")
def readme(root) -> str:
    return (root / "README.md").read_text("utf-8")


def test_notebook_and_readme_say_how_right_the_checks_are_as_the_bench_does(method, readme):
    texts = sorted(path.stem for path in (bench_judgement.FOLDER / "roles").glob("*.toml"))
    table = bench_judgement.table(
        bench_judgement.cells(texts, bench_judgement.answers_before()),
        bench_judgement.cells(texts, bench_judgement.answers_now),
    )
    # In step 3 and in the argument of step 4.
    assert method.count(bench_judgement.readers_alike(texts)) == 2
    assert table in method, f"In step 3 of the notebook the table has to be:\n\n{table}"
    shown = table.splitlines()[-4:]
    assert "\n".join(shown) in readme
    # The argument of step 4 rests on the texts that no one looked at; version 0.1 was asked about the first of these.
    before, now = ([cell.strip() for cell in row.split("|")[3:-1]] for row in (shown[0], shown[-1]))
    answers, agree, mislead, kind, kappa = now
    count, share = agree.split()
    assert f"{count} of {answers.split()[0]} answers {share}" in method
    assert f"*met* too kind in {kind.rpartition(' ')[0]}" in method
    assert f"Version 0.1 reached {before[1].split()[1].strip('()')}" in method
    assert f"(kappa {kappa}). {mislead} answers mislead" in method


def test_notebook_and_readme_say_how_right_the_reader_is_as_the_bench_does(method, readme):
    texts = bench_reading.noted(bench_reading.TEXTS, True)
    assert f"on {len(texts)} texts that whoever wrote its rules did not open" in method
    lists = tomllib.loads((bench_reading.TEXTS / "keywords.toml").read_text("utf-8"))["keywords"]
    found = {}
    for who, proposed in (
        ("reader", lambda text: bench_reading.proposed(text.reading)),
        ("keywords", lambda text: bench_reading.by_keyword(text.text, lists)),
    ):
        (line,) = bench_reading.summary("", [bench_reading.judged(proposed(text), text.facts) for text in texts])
        precision, recall, _, mean, false, *first = found[who] = line.split()
        assert f"| {who} | {' | '.join((precision, recall, mean, false, *first))} |" in method
        short = "rules" if who == "reader" else who
        assert f"| {short} | {precision} | {recall} | {mean} | {float(false):.1f} | {', '.join(first)} |" in readme
    mine, theirs = found["reader"], found["keywords"]
    assert f"Precision {mine[0]}, of the first facts {mine[5]}; keywords {theirs[0]} and {theirs[5]}." in method
    assert f"Recall {mine[1]}" in method


NUMBERS = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)

#: What is no figure: minutes, propositions, steps, years of sources, links, code, and a comparison made up by hand.
NO_FIGURE = re.compile(
    r"\(\d+ minutes\)|\d+ minutes|P\d\d|steps? \d|^#+ \d+\.|\]\([^)]*\)|`[^`]*`|a hundred real", re.MULTILINE
)


def figures_in(text: str) -> set[str]:
    """Every number from three up, in digits or in words."""
    text = NO_FIGURE.sub(" ", text)
    words = {str(place) for place, word in enumerate(NUMBERS) if place > 2 and re.search(rf"(?i)\b{word}\b", text)}
    return words | {found.replace(",", "") for found in re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?", text)}


FIGURES = (
    "40_compare_role_designs",
    "41_code_and_agree",
    "42_redesign_search",
    "44_read_a_corpus",
    "45_trade_offs_and_clusters",
)


@pytest.mark.parametrize("name", FIGURES)
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
