"""Figures that stand in words are those that the commands print."""

import importlib.util
import json


def test_the_notebook_on_method_says_how_right_the_checks_are_as_the_bench_does(root):
    spec = importlib.util.spec_from_file_location("bench_judgement", root / "tools" / "bench_judgement.py")
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    texts = sorted(path.stem for path in (bench.FOLDER / "roles").glob("*.toml"))
    table = bench.table(bench.cells(texts, bench.answers_before()), bench.cells(texts, bench.answers_now))
    notebook = json.loads((root / "notebooks" / "43_method_and_limits.ipynb").read_text("utf-8"))
    told = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert table in told, f"In step 3 of the notebook the table has to be:\n\n{table}"
