"""Measure Krippendorff's alpha with a bootstrap beside the packages krippendorff and irrCAC, in one run.

The task of all: alpha of 40 raters by 1,000 units with 10 % missing, and that of 1,000 resamples of units. Neither
package resamples, so each is called once a resample, in the fastest way it offers; the resamples are the very same.
irrCAC needs old versions of other packages, so where it is not beside this library it runs in another Python that has
it: name that in ORACLES, or make `.venv-oracles`. Seconds depend on the machine; ratios less so.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

RATERS, UNITS, MISSING, RESAMPLES, SEED = 40, 1000, 0.1, 1000, 1
LEVELS = ("nominal", "ordinal", "interval", "ratio")

#: How often each task is done; the fastest counts.
RUNS = 5

#: irrCAC names levels by weights; its 'ordinal' is not Krippendorff's.
WEIGHTS = {"nominal": "identity", "interval": "quadratic", "ratio": "ratio"}

#: It is so slow that a few resamples have to do; the time for all is worked out from them.
FEW = 40


def ratings() -> np.ndarray:
    """Invent raters who mostly see what is there, on a scale from 1 to 5."""
    generator = np.random.default_rng(2017)
    true = generator.integers(1, 6, UNITS)
    seen = np.clip(true + np.round(generator.normal(0, 0.8, (RATERS, UNITS))), 1, 5)
    seen[generator.random(seen.shape) < MISSING] = np.nan
    return seen


def resampled(seen: np.ndarray) -> list[np.ndarray]:
    """Return for each resample of the library which units it drew."""
    from leadership_lib.research.agreement import draws

    return [np.repeat(np.arange(UNITS), row.astype(int)) for rows in draws(UNITS, RESAMPLES, SEED) for row in rows]


def in_turn(tasks: list[Callable[[], list[float]]]) -> list[tuple[float, list[float]]]:
    """Time each task at its best, and return what came out; in turn, so that a busy moment falls on all alike."""
    best, found = [float("inf")] * len(tasks), [[]] * len(tasks)
    for _ in range(RUNS):
        for n, task in enumerate(tasks):
            start = time.perf_counter()
            found[n] = task()
            best[n] = min(best[n], time.perf_counter() - start)
    return list(zip(best, found, strict=True))


def ours(seen: np.ndarray, level: str) -> list[float]:
    """Take value and interval from the library."""
    from leadership_lib.research.agreement import alpha

    found = alpha(seen, level, resamples=RESAMPLES, seed=SEED, interval="percentile")
    return [found.value, found.low, found.high]


def krippendorff(seen: np.ndarray, level: str, picks: list[np.ndarray]) -> list[float]:
    """Call the package once a resample, with counts made beforehand, which is faster than with ratings."""
    from krippendorff import alpha

    domain = np.unique(seen[~np.isnan(seen)])
    counts = (seen.T[..., None] == domain).sum(axis=1)
    rows = [counts, *(counts[pick] for pick in picks)]
    found = [float(alpha(value_counts=r, value_domain=domain, level_of_measurement=level)) for r in rows]
    return [found[0], *map(float, np.quantile(found[1:], (0.025, 0.975)))]


def irrcac(seen: np.ndarray, level: str, picks: list[np.ndarray]) -> dict[str, object]:
    """Call the package for a few resamples, and give the seconds of one and the values."""
    import pandas as pd
    from irrCAC.raw import CAC

    frame = pd.DataFrame(seen.T)

    start = time.perf_counter()
    frames = [frame, *(frame.iloc[pick].reset_index(drop=True) for pick in picks)]
    found = [CAC(one, weights=WEIGHTS[level], digits=15).krippendorff() for one in frames]
    seconds = time.perf_counter() - start
    return {"each": seconds / len(found), "values": [float(one["est"]["coefficient_value"]) for one in found]}


def elsewhere() -> str | None:
    """Find a Python that has irrCAC."""
    if find_spec("irrCAC"):
        return sys.executable
    root = Path(__file__).resolve().parents[1]
    places = (os.environ.get("ORACLES"), root / ".venv-oracles/bin/python", root / ".venv-oracles/Scripts/python.exe")
    return next((str(place) for place in places if place and Path(place).is_file()), None)


def ask_elsewhere(python: str, seen: np.ndarray, picks: list[np.ndarray]) -> dict[str, dict]:
    """Let another Python time irrCAC, on the same machine and the same draws."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.npz"
        np.savez(data, seen=seen, picks=np.array(picks[:FEW]))
        command = [python, __file__, "--irrcac", str(data)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=1200)
    if done.returncode:
        raise SystemExit(f"irrCAC did not run in {python}:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Print seconds, ratios and the largest difference; end with an error where a claim does not hold."""
    seen = ratings()
    picks = resampled(seen)
    print(f"alpha, {RATERS} raters x {UNITS:,} units, {np.isnan(seen).mean():.0%} missing, {RESAMPLES:,} resamples:")
    python = elsewhere()
    theirs = ask_elsewhere(python, seen, picks) if python else {}
    if not python:
        print("  irrCAC: left out; ORACLES names a Python that has it")
    if not find_spec("krippendorff"):
        print("  krippendorff: left out, not installed")
    failed = []
    for level in LEVELS:
        tasks = [lambda level=level: ours(seen, level)]
        if find_spec("krippendorff"):
            tasks.append(lambda level=level: krippendorff(seen, level, picks))
        (seconds, values), *others = in_turn(tasks)
        line = f"  {level:<8} {values[0]:.6f}  ours {seconds * 1000:.0f} ms"
        for their_seconds, their_values in others:
            apart = max(abs(a - b) for a, b in zip(values, their_values, strict=True))
            ratio = their_seconds / seconds
            line += f"; krippendorff {their_seconds * 1000:,.0f} ms, ratio {ratio:.1f}, apart at most {apart:.0e}"
            if apart > 1e-9 or ratio <= 1:
                failed.append(f"krippendorff, {level}")
        if level in theirs:
            their_seconds = theirs[level]["each"] * (RESAMPLES + 1)
            apart = abs(theirs[level]["values"][0] - values[0])
            ratio = their_seconds / seconds
            line += f"; irrCAC {their_seconds:,.1f} s (from {FEW + 1}), ratio {ratio:,.0f}, apart {apart:.0e}"
            if apart > 1e-9 or ratio <= 1:
                failed.append(f"irrCAC, {level}")
        print(line)
    if theirs:
        print("  irrCAC has no Krippendorff's ordinal: what it calls ordinal are fixed weights.")
    if failed:
        raise SystemExit(f"does not hold: {', '.join(failed)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--irrcac", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.irrcac:
        data = np.load(given.irrcac)
        print(json.dumps({level: irrcac(data["seen"], level, list(data["picks"])) for level in WEIGHTS}))
    else:
        main()
