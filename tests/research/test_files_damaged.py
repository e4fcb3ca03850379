"""Tables damaged at random: what can be read is read, the rest is named, and nothing else comes out, and soon.

The same ones in the same order in every run, for ten seconds; ``LEADERSHIP_FUZZ=60`` goes on for as many, and
``LEADERSHIP_FUZZ_FILES=100000`` for so many files a reader, however long it takes (`make fuzz`).
"""

import os
import random
from time import monotonic, process_time

import pytest
from damage import damaged, damaged_inside, upset
from workbooks import ods, xlsx

import leadership_lib as ll
from leadership_lib.core.errors import Problem

#: Seconds for all readers together, or files for each; and the most of a processor's that one file may take.
SECONDS, LONGEST = float(os.environ.get("LEADERSHIP_FUZZ", "10")), 5
FILES = int(os.environ.get("LEADERSHIP_FUZZ_FILES", "0"))

ROLES = [
    ["id", "title", "capacity.hours_paid", "reward.not_money", "objectives.1.text", "objectives.1.by", "term.months"],
    ["r1", "Clinical Lead", 7.5, "training | time", "Halve waiting by June", "2027-06-01", 24],
    ["r2", "", "n/a", "[]", "", "", "x"],
    ["Total", "", 7.5, "", "", "", ""],
]
CODES = [
    ["coder", "role", "check", "code", "evidence"],
    ["A", "lmc_officer", "purpose.higher", "met", "better care"],
    ["B", "lmc_officer", "purpose.higher", "not met", ""],
]


def lines(table):
    return "\n".join(",".join(map(str, row)) for row in table).encode()


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """Return a coding sheet in Word."""
    path = tmp_path_factory.mktemp("sheet") / "s.docx"
    ll.write_coding_sheet(["lmc_officer"], path, "A")
    return path.read_bytes()


READERS = {
    "roles.csv": (ll.diagnose_roles, lambda _: lines(ROLES), (upset, damaged)),
    "roles.xlsx": (ll.diagnose_roles, lambda _: xlsx(S=ROLES, T=ROLES), (damaged_inside, damaged)),
    "roles.ods": (ll.diagnose_roles, lambda _: ods(S=ROLES), (damaged_inside, damaged)),
    "codes.csv": (ll.read_codes, lambda _: lines(CODES), (upset, damaged)),
    "codes.docx": (ll.read_codes, lambda sheet: sheet, (damaged_inside, damaged)),
}


@pytest.mark.parametrize("name", READERS)
def test_a_damaged_table_is_read_or_named(name, sheet, tmp_path):
    if name.endswith((".xlsx", ".ods")):
        pytest.importorskip("python_calamine", reason="about workbooks: pip install python-calamine")
    read, make, ways = READERS[name]
    whole, path = make(sheet), tmp_path / name
    chance, end, tried, told = random.Random(name), monotonic() + SECONDS / len(READERS), 0, 0
    while tried < FILES if FILES else monotonic() < end:
        data, began = chance.choice(ways)(whole, chance), process_time()
        path.write_bytes(data)
        try:
            found = read(path)
            told += bool(found.problems)
            assert len(repr(found)) < 100_000
        except Problem as refusal:
            assert str(refusal)
        tried += 1
        assert process_time() - began < LONGEST, f"file {tried}"
    assert tried
    assert told
