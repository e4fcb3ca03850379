"""Measure speed: both sides of each claim in one run, and the ratio.

Seconds depend on the machine; ratios less so.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

CASE = "pcn_clinical_director"
DIAGNOSE = f"import leadership_lib as ll; ll.diagnose(ll.load_role({CASE!r})).summary"
RUNS = 7
COUNTS = (100, 1_000, 10_000)


def seconds(task: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def start_up() -> None:
    """Compare a fresh Python that diagnoses a case with one that imports pandas."""
    sides = {"nothing": "pass", "library and one diagnosis": DIAGNOSE, "import pandas": "import pandas"}
    times: dict[str, list[float]] = {side: [] for side in sides}
    # Alternating, so that a busy moment of the machine falls on all sides alike.
    for _ in range(RUNS):
        for side, code in sides.items():
            times[side].append(seconds(lambda code=code: subprocess.run([sys.executable, "-c", code], check=True)))
    base = statistics.median(times["nothing"])
    ours, pandas = (statistics.median(times[side]) - base for side in list(sides)[1:])
    print(f"start-up, median of {RUNS}, less an empty Python ({base * 1000:.0f} ms):")
    figures = f"library and one diagnosis {ours * 1000:.0f} ms, import pandas {pandas * 1000:.0f} ms"
    print(f"  {figures}, ratio {ours / pandas:.2f}")


def throughput() -> None:
    """Diagnose many different roles, and compare with parsing them from TOML."""
    import leadership_lib as ll

    role = ll.load_role(CASE)
    print("roles a second:")
    for count in COUNTS:
        roles = [role.with_(capacity={"hours_paid": 1 + n % 40}, title=f"Lead {n}") for n in range(count)]
        texts = [r.to_toml() for r in roles]
        parse = seconds(lambda texts=texts: [ll.Role.from_toml(text) for text in texts])
        ask = seconds(lambda roles=roles: [_whole(ll.diagnose(r)) for r in roles])
        print(
            f"  {count:>6} roles: diagnosed {count / ask:,.0f} a second ({ask / count * 1e6:.0f} us each), "
            f"parsed {count / parse:,.0f} a second, diagnosing / parsing {ask / parse:.2f}"
        )


def validation() -> None:
    """Make roles of tables, each value read once, and once more by the constructor as a record made in Python is."""
    import tomllib

    import leadership_lib as ll
    from leadership_lib.core.records import Record

    count = COUNTS[1]
    text = ll.load_role(CASE).to_toml()
    tables = [tomllib.loads(text) for _ in range(count)]

    def again(record: Record) -> Record:
        # As the constructor does it: every field is read, those of each part first.
        return type(record)(**{n: again(v) if isinstance(v, Record) else v for n, v in record.row().items()})

    once = seconds(lambda: [ll.Role.from_dict(table) for table in tables])
    twice = seconds(lambda: [again(ll.Role.from_dict(table)) for table in tables])
    parse = seconds(lambda: [tomllib.loads(text) for _ in range(count)])
    print(f"{count:,} roles of tables: read once {once * 1000:.0f} ms, read twice {twice * 1000:.0f} ms")
    print(f"  reading once / twice {once / twice:.2f}; the parser of TOML takes {parse * 1000:.0f} ms before")


def _whole(diagnosis) -> None:
    """Ask for everything a reader would see, since findings are worked out when asked for."""
    _ = diagnosis.profile, diagnosis.bridges, diagnosis.tensions, diagnosis.alignment
    _ = [(finding.answer, finding.reason, finding.evidence, finding.advice) for finding in diagnosis.findings]


if __name__ == "__main__":
    start_up()
    throughput()
    validation()
