"""Codes as coders write them: the columns, two roles, and a sheet filled in."""

import csv
import io

import leadership_lib as ll
from leadership_lib.research.coding.guidance import CODES
from leadership_lib.research.coding.guidance import codes as offered

HEAD = "coder,role,check,code,evidence"
L, P = "locality_clinical_lead", "pcn_clinical_director"
UNIT = f"{L},purpose.higher"
#: A question that offers all codes.
ALL_FOUR = next(one.id for one in ll.checks if set(offered(one)) == set(CODES))


def given_codes(codes):
    return [tuple(row) for row in codes.frame[["coder", "role", "check", "code"]].itertuples(index=False)]


def told(codes):
    return "\n".join(map(str, codes.problems))


def one_of(check_id, n):
    """Give one of the codes that a question offers."""
    codes = offered(ll.checks[check_id])
    return codes[n % len(codes)]


def filled(path, code_of=None, evidence="page 2"):
    """Fill a CSV sheet in as a coder would."""
    lines = path.read_text("utf-8-sig").splitlines()
    rows = list(csv.reader(lines))
    for n, row in enumerate(rows[3:]):
        row[5], row[6] = code_of(n) if code_of else one_of(row[2], n), evidence
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    path.write_text(stream.getvalue(), "utf-8", newline="")
    return rows
