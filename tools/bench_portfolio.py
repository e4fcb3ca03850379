"""Measure many roles: how fast a file of them is diagnosed, in how much memory, here and with Dask.

Each measurement runs in a Python of its own, so that its peak of memory is its own. Quote no figure it does not
print. On a busy machine the processor's time says more than the clock; that of Dask's workers is not in it.

    python tools/bench_portfolio.py [how many roles ...]
"""

import csv
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

COUNTS = (1_000, 10_000, 100_000)


def make(path: Path, count: int) -> None:
    """Write a CSV of different roles: the cases, as found and redesigned, each with other hours and another title."""
    import leadership_lib as ll
    from leadership_lib.research.portfolio.role_rows import cells, header

    roles = [role for case in ll.cases for role in (case.as_found, case.redesigned)]
    names = ["id", *header(roles)]
    rows = [cells(role) for role in roles]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for n in range(count):
            hours = {"capacity.hours_paid": str(1 + n % 40), "capacity.hours_expected": str(1 + n % 37)}
            writer.writerow({"id": f"role {n}", **rows[n % len(rows)], **hours, "title": f"Lead {n}"})


def run(how: str, source: str, target: str) -> None:
    """Do one measurement in this process, and print it as JSON."""
    import leadership_lib as ll
    from leadership_lib.research import diagnose_roles, write_findings
    from leadership_lib.research.portfolio.batches import judge
    from leadership_lib.research.portfolio.sources import find

    judge(find(ll.cases), False)  # the framework is read once, before the clock starts
    start, busy, before, kept = time.perf_counter(), time.process_time(), memory(), 0.0
    client = None
    if how == "dask":
        from distributed import Client, LocalCluster

        client = Client(LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None))
        start, busy = time.perf_counter(), time.process_time()
    if how == "whole":
        many = diagnose_roles(source)
        kept = memory() - before
        many.export(target, "answers")
    else:
        write_findings(source, target, table="answers", client=client, progress=False)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if client:
        cluster = client.cluster
        client.close()
        cluster.close()
    print(json.dumps({"seconds": seconds, "busy": busy, "peak": peak, "kept": kept}))


def memory() -> float:
    """Return how many MB this process holds, without what nobody needs any more."""
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


def measure(how: str, source: Path, target: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, how, source, target], capture_output=True, encoding="utf-8", check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def main(counts: list[int]) -> None:
    ways = ["stream", "whole"]
    try:
        import distributed  # noqa: F401

        ways.append("dask")
    except ImportError:
        print("Dask is not installed: pip install 'leadership-lib[cluster]'")
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            source = Path(folder) / f"{count}.csv"
            make(source, count)
            print(f"{count:,} roles, {source.stat().st_size / 1e6:,.1f} MB of CSV:")
            base = None
            for how in ways:
                target = Path(folder) / f"{count}_{how}.csv"
                found = measure(how, source, target)
                base = base or found["seconds"]
                same = target.read_bytes() == (Path(folder) / f"{count}_stream.csv").read_bytes()
                print(
                    f"  {how:<7} {count / found['seconds']:>7,.0f} roles a second "
                    f"({found['busy'] / count * 1e3:.2f} ms of this processor each), peak {found['peak']:>6,.0f} MB, "
                    f"kept {found['kept']:>4,.0f} MB, "
                    f"time / stream {found['seconds'] / base:.2f}, same file: {'yes' if same else 'NO'}"
                )


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] in ("stream", "whole", "dask"):
        run(*sys.argv[1:])
    else:
        main([int(word) for word in sys.argv[1:]] or list(COUNTS))
