"""Codes as coders write them: the columns, two roles, and a sheet filled in."""

import csv
import io

from leadership_lib.research.coding.guidance import CODES

HEAD = "coder,role,check,code,evidence"
L, P = "locality_clinical_lead", "pcn_clinical_director"
UNIT = f"{L},purpose.higher"


def given_codes(codes):
    return [tuple(row) for row in codes.frame[["coder", "role", "check", "code"]].itertuples(index=False)]


def told(codes):
    return "\n".join(map(str, codes.problems))


def filled(path, code_of=None, evidence="page 2"):
    """Fill a CSV sheet in as a coder would."""
    lines = path.read_text("utf-8-sig").splitlines()
    rows = list(csv.reader(lines))
    for n, row in enumerate(rows[3:]):
        row[5], row[6] = code_of(n) if code_of else CODES[n % len(CODES)], evidence
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    path.write_text(stream.getvalue(), "utf-8", newline="")
    return rows
