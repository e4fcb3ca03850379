"""Roles of which parts are alike are judged once for all, and come out as if each were judged by itself."""

import random

import numpy as np
import pandas as pd
import pytest

import leadership_lib as ll
from leadership_lib.research import diagnose_roles, roles_frame, write_findings
from leadership_lib.research.portfolio.memo import MOST, Memo
from leadership_lib.role.role import Role

#: What people write in cells, some of which is read otherwise, named or only kept as words.
CELLS = ("", "TBC", "see advert", "eight", "7,5", "1,200", "none", "[]", "x | y", "0", "yes", "=1+1", "a|TBC", "pcn")


def mixed(count: int, faulty: float) -> pd.DataFrame:
    """Return rows of which every cell is one of some case's, as found or redesigned, and some are anything."""
    dice = random.Random(f"{count} {faulty}")
    roles = {f"{case.id} {n}": role for case in ll.cases for n, role in enumerate((case.as_found, case.redesigned))}
    judged = {f"{key} judged": role.judge("clarity.concrete", "met", "Done or not.") for key, role in roles.items()}
    frame = roles_frame(roles | dict(list(judged.items())[:3])).drop(columns="id").fillna("")
    whole = [list(row) for row in frame.itertuples(index=False, name=None)]
    rows = []
    for _ in range(count):
        row = list(dice.choice(whole))
        other = dice.choice(whole)
        for place in dice.sample(range(len(row)), dice.choice((0, 1, 5, 40))):
            row[place] = other[place]
        if dice.random() < faulty:
            row[dice.randrange(len(row))] = dice.choice(CELLS)
        rows.append(row)
    return pd.DataFrame(rows, columns=frame.columns, dtype=object)


def by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memo, "role", lambda self, found: None)


@pytest.mark.parametrize(("faulty", "most"), [(0, MOST), (0.5, MOST), (0.1, 2)])
def test_many_roles_are_judged_as_each_by_itself(faulty, most, tmp_path, monkeypatch):
    monkeypatch.setattr("leadership_lib.research.portfolio.memo.MOST", most)
    source = tmp_path / "roles.csv"
    mixed(300, faulty).to_csv(source, index_label="id")
    asked = []
    ask = ll.checks["purpose.higher"].__class__.ask
    monkeypatch.setattr("leadership_lib.diagnosis.checks.base.Check.ask", lambda *a: asked.append(a) or ask(*a))
    quick = diagnose_roles(source)
    times = len(asked)
    write_findings(source, tmp_path / "quick.csv", progress=False)
    by_itself(monkeypatch)
    plain = diagnose_roles(source)
    write_findings(source, tmp_path / "plain.csv", progress=False)
    assert quick.ids == plain.ids
    assert quick.unread == plain.unread
    assert dict(quick.judged) == dict(plain.judged)
    assert np.array_equal(quick.codes, plain.codes)
    assert np.array_equal(quick.facts, plain.facts)
    for key, role in plain.items():
        assert quick[key] == role
        assert quick[key].unfilled == role.unfilled
        assert quick[key].to_toml() == role.to_toml()
    assert (tmp_path / "quick.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()
    faults = [path.read_bytes() if path.exists() else b"" for path in sorted(tmp_path.glob("*.faults.csv"))]
    assert faults[:1] == faults[1:]
    # Rows with nothing wrong are not asked everything anew.
    assert times < 300 * len(ll.checks) * (0.5 if not faulty else 1)


def test_values_that_are_alike_as_numbers_stay_what_they_are(monkeypatch):
    values = [
        1,
        1.0,
        True,
        False,
        0,
        0.0,
        -0.0,
        float("nan"),
        None,
        "1",
        "1.0",
        np.int64(1),
        np.nan,
        pd.NA,
        [1],
        (1,),
    ]
    frame = pd.DataFrame({"title": "Lead", "capacity.hours_paid": pd.Series(values, dtype=object)})
    frame["capacity.keeps_clinical_work"], frame["duties"] = (
        frame["capacity.hours_paid"],
        frame["capacity.hours_paid"],
    )
    quick = diagnose_roles(frame)
    by_itself(monkeypatch)
    plain = diagnose_roles(frame)
    assert quick.unread == plain.unread
    assert [repr(role.to_dict()) for role in quick.values()] == [repr(role.to_dict()) for role in plain.values()]
    assert [repr(quick[key].capacity.hours_paid) for key in ("row 1", "row 2")] == ["1", "1.0"]
    assert quick["row 7"].capacity.hours_paid == 0


def test_an_answer_stands_only_for_roles_alike_in_all_that_was_looked_at():
    # The second role is looked at in a fact that the answer for the first never needed.
    first = Role(purpose={"higher": "none"}, duties=["Chair the board"])
    others = [Role(duties=[f"Improve the health of people in valley {n}" if n % 2 else "Chair it"]) for n in range(6)]
    named = {str(n): role for n, role in enumerate([first, *others, first])}
    found = diagnose_roles(roles_frame(named)).answers["purpose.higher"]
    assert list(found) == [ll.diagnose(role).findings["purpose.higher"].answer for role in named.values()]
    assert len(set(found)) > 1
