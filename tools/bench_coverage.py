"""Measure how often a 95 % interval of agreement covers the true value, by size and by how rare the rarer code is.

Coders see each unit's true code and err now and then, apart from one another, so the true value of a coefficient is
known by arithmetic. Ratings for the intraclass correlation vary normally. `--store` writes the figures, with today's
date, to where `agreement.coverage` and the notebook on method read them.

    python tools/bench_coverage.py [--store] [how many data sets each]
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from leadership_lib.research import agreement
from leadership_lib.research.agreement import Agreement

FILE = Path(__file__).parents[1] / "data" / "framework" / "coverage.toml"

#: How many data sets each figure rests on: it is then right to one in a hundred, more or less.
SETS = 500

#: Coders, units, share of the rarer of two codes, and how often a coder errs.
CODED = [
    *((2, units, 0.5, 0.1) for units in (15, 30, 100)),
    *((3, units, 0.2, 0.1) for units in (15, 30, 100)),
    *((3, units, 0.1, 0.1) for units in (15, 30, 100)),
    *((2, units, 0.05, 0.03) for units in (50, 100, 200)),
]

#: Raters, units, and how far raters differ in strictness beside units (1) and error (0.7), as standard deviations.
RATED = [(2, 15, 0.3), (2, 15, 1.0), (3, 10, 0.3), (3, 30, 0.3), (3, 100, 1.0)]

COEFFICIENTS: dict[str, Callable[..., Agreement]] = {
    "alpha": agreement.alpha,
    "conger_kappa": agreement.conger_kappa,
    "gwet_ac": agreement.gwet_ac,
    "percent_agreement": agreement.percent_agreement,
}


def true_value(name: str, rare: float, errs: float) -> float:
    """Work out a coefficient for endless units: both codes err alike, and coders apart from one another."""
    share = rare * (1 - errs) + (1 - rare) * errs
    agree = errs**2 + (1 - errs) ** 2
    by_chance = share**2 + (1 - share) ** 2
    expected = {"percent_agreement": 0.0, "gwet_ac": 1 - by_chance}.get(name, by_chance)
    return (agree - expected) / (1 - expected)


def coded(coders: int, units: int, rare: float, errs: float, generator: np.random.Generator) -> np.ndarray:
    """Invent what coders gave."""
    true = generator.random(units) < rare
    return (true ^ (generator.random((coders, units)) < errs)).astype(float)


def rated(raters: int, units: int, strictness: float, generator: np.random.Generator) -> np.ndarray:
    """Invent what raters gave."""
    unit, rater = generator.normal(size=units), generator.normal(scale=strictness, size=(raters, 1))
    return unit + rater + generator.normal(scale=0.7, size=(raters, units))


def row(name: str, design: dict[str, Any], true: float, found: list[Agreement]) -> dict[str, Any]:
    """Count how often intervals cover, of all and of those without a warning."""
    given = [one for one in found if isfinite(one.low)]
    sure = [one for one in given if not any("may cover too little" in note for note in one.notes)]
    shares = [sum(one.low <= true <= one.high for one in some) / max(len(some), 1) for some in (given, sure)]
    return {
        "coefficient": name,
        **design,
        "true": round(true, 3),
        "covers": round(100 * shares[0], 1),
        "unwarned": round(100 * len(sure) / len(found), 1),
        **({"covers_unwarned": round(100 * shares[1], 1)} if len(sure) >= len(found) / 10 else {}),
    }


def rows(sets: int) -> Iterator[dict[str, Any]]:
    """Go through all designs and coefficients."""
    generator = np.random.default_rng(2017)
    for coders, units, rare, errs in CODED:
        tables = [coded(coders, units, rare, errs, generator) for _ in range(sets)]
        for name, call in COEFFICIENTS.items():
            found = [call(table, seed=seed, categories=[0, 1]) for seed, table in enumerate(tables)]
            design = {"coders": coders, "units": units, "rarer": rare}
            yield row(name, design, true_value(name, rare, errs), found)
    for raters, units, strictness in RATED:
        found = [agreement.icc(rated(raters, units, strictness, generator)) for _ in range(sets)]
        true = 1 / (1 + strictness**2 + 0.7**2)
        yield row("ICC2", {"coders": raters, "units": units, "strictness": strictness}, true, found)


def main(arguments: list[str]) -> None:
    """Print the figures, and store them where that is asked for."""
    numbers = [int(word) for word in arguments if word.isdigit()]
    sets, found = numbers[0] if numbers else SETS, []
    print(f"Of {sets} data sets each, in per cent: intervals that cover; without a warning; these that cover")
    for one in rows(sets):
        found.append(one)
        kind = f"rarer code {one['rarer']:.0%}" if "rarer" in one else f"raters' strictness {one['strictness']}"
        told = f"{one['covers']:5.1f} {one['unwarned']:6.1f} {one.get('covers_unwarned', '-'):>6}"
        print(
            f"  {one['coefficient']:<18} {one['coders']} coders {one['units']:>3} units, {kind:<22} {told}",
            flush=True,
        )
    if "--store" in arguments:
        import tomli_w

        text = "# What `make bench-coverage` found; `tools/bench_coverage.py --store` writes it.\n\n"
        FILE.write_text(text + tomli_w.dumps({"date": date.today(), "sets": sets, "design": found}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
