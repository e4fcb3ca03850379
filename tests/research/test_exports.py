"""Tables written: whole, or batch by batch for more roles than memory holds."""

import csv
import io
import re

import pandas as pd
import pytest
from portfolios import FORMULA

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.formulas import armed
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.research import (
    Shown,
    diagnose_roles,
    each,
    write_findings,
    write_roles,
)
from leadership_lib.research.portfolio.batches import judged
from leadership_lib.research.portfolio.export import write_tables
from leadership_lib.research.portfolio.provenance import Provenance, data_hash
from leadership_lib.role.role import Role

# --- export


def test_a_csv_says_where_it_comes_from_and_reads_back(tmp_path, found, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    path = found.export(tmp_path / "x.csv", "profiles", seed=7)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0] == '"# 7 lines of provenance: pandas.read_csv(..., skiprows=7)"'
    assert lines[1:3] == [f"# made by: leadership-lib {ll.__version__}", "# date: 1970-01-02"]
    assert lines[3] == f"# roles (sha256): {found.source}"
    assert '""seed"": 7' in lines[5]
    back = pd.read_csv(path, skiprows=7, float_precision="round_trip")
    assert back.equals(found.profiles.astype(back.dtypes.to_dict()))
    assert path.read_bytes() == found.export(tmp_path / "y.csv", "profiles", seed=7).read_bytes()


@pytest.mark.parametrize("kind", [".csv", ".tex"])
def test_nothing_in_an_export_runs(tmp_path, kind):
    hostile = [*FORMULA, "a,b", 'a"b', "\\input{x}", "50%", "a_b & c", "# x", "[x]", "*x"]
    many_roles = diagnose_roles({text: Role(title=text) for text in hostile if text.strip()})
    path = many_roles.export(tmp_path / f"x{kind}", "answers")
    if kind == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig").split("\r\n", 7)[7], newline="")))[
            1:
        ]
        assert len(rows) == len(many_roles)
        assert all(not re.match("\\s*[=+\\-@＝＋－＠]|[\t\r\n]", cell) for row in rows for cell in row)
        assert [armed(row[0]) for row in rows] == list(many_roles.ids)
    else:
        text = path.read_text("utf-8")
        assert r"\textbackslash{}input\{x\}" in text
        assert r"a\_b \& c" in text
        assert "50\\%" in text
        # As the option of the end of the row before, or its star, it would be gone.
        assert "{}[x] &" in text
        assert not re.search(r"\\\\\s*[*\[]", text)


def test_what_is_no_text_is_written_as_it_stands(tmp_path, found):
    table = pd.DataFrame({"mixed": pd.Series([8, 8.0, True, 1], dtype=object), "lists": [[1], [2], ["x"], (3,)]})
    rows = found.export(tmp_path / "x.csv", table).read_text("utf-8-sig").splitlines()[-4:]
    assert rows == ["8,[1]", "8.0,[2]", "True,['x']", '1,"(3,)"']


def test_a_column_named_like_a_formula_is_disarmed_too(tmp_path, found):
    path = found.export(tmp_path / "x.csv", pd.DataFrame({"=1+1": [1.5], "b": ["@x"]}))
    assert path.read_text("utf-8-sig").splitlines()[7:] == ["'=1+1,b", "1.5,'@x"]


def test_parquet_has_its_provenance_in_the_metadata(tmp_path, found):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow comes with the extra [cluster]")
    path = found.export(tmp_path / "x.parquet", "findings")
    about = parquet.read_schema(path).metadata
    assert about[b"roles (sha256)"].decode() == found.source
    assert pd.read_parquet(path).equals(found.findings.astype(pd.read_parquet(path).dtypes.to_dict()))


def test_a_folder_gets_every_table(tmp_path, found):
    found.export(tmp_path / "all")
    names = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert names == [
        f"{name}.csv" for name in ("answers", "facts", "faults", "findings", "judgements", "profiles", "tally")
    ]


def test_what_cannot_be_written_is_not(tmp_path, found):
    with pytest.raises(Problem, match=r"end it in \.csv"):
        found.export(tmp_path / "x.xlsx")
    with pytest.raises(Problem, match="did you mean 'profiles'"):
        found.export(tmp_path / "x.csv", "profile")
    with pytest.raises(Problem, match="more than anyone reads"):
        write_tables([pd.DataFrame({"a": range(3000)})], tmp_path / "x.tex", Provenance("none"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem, match="cannot be written"):
        found.export(tmp_path / "file" / "x.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_hash_is_that_of_what_was_read(tmp_path):
    write_roles({"a": Role(title="x")}, tmp_path / "a.csv")
    write_roles({"a": Role(title="y")}, tmp_path / "b.csv")
    first, second = (diagnose_roles(tmp_path / name).source for name in ("a.csv", "b.csv"))
    assert first != second
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert data_hash({"a": Role(title="x")}) == data_hash({"a": Role(title="x")}) != data_hash({"b": Role(title="x")})
    # Nothing stated is nothing stated, however a frame writes it, and what is no fact changes nothing.
    frames = [pd.DataFrame({"id": ["a"], "title": ["x"], "mission": [empty]}) for empty in (None, float("nan"), "")]
    assert len({data_hash(frame) for frame in (*frames, frames[0].assign(ward=["C4"]))}) == 1
    assert data_hash(frames[0]) != data_hash(frames[0].assign(title=["y"]))


# --- streams


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """A CSV of the cases twice over, with faults in it."""
    path = tmp_path_factory.mktemp("faulty") / "roles.csv"
    write_roles({f"{case.id} {n}": case.as_found for n in range(2) for case in ll.cases}, path)
    raw = path.read_bytes()
    path.write_bytes(raw + raw.split(b"\r\n", 2)[1] + b"\r\nx,Caf\xe9\r\n")
    return path


@pytest.mark.parametrize("table", ["findings", "profiles", "answers"])
@pytest.mark.parametrize("kind", [".csv", ".parquet"])
def test_a_stream_writes_what_the_whole_writes(tmp_path, faulty, table, kind):
    if kind == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow comes with the extra [cluster]")
    told = []
    done = write_findings(faulty, tmp_path / f"s{kind}", table=table, chunk=5, progress=told.append)
    whole = diagnose_roles(faulty)
    path = whole.export(tmp_path / f"w{kind}", table)
    if kind == ".csv":
        assert done.path.read_bytes() == path.read_bytes()
    else:
        assert pd.read_parquet(done.path).equals(pd.read_parquet(path))
    assert (done.roles, done.faults, told[-1]) == (len(whole), len(whole.unread), len(whole))
    faults = pd.read_csv(done.faults_path, skiprows=7)
    assert faults["found"].tolist() == whole.faults["found"].tolist()
    assert "faults in" in repr(done)


def test_a_stream_of_nothing_still_has_its_columns(tmp_path):
    done = write_findings({}, tmp_path / "x.csv", table="answers")
    assert done.faults_path is None
    assert list(pd.read_csv(done.path, skiprows=7).columns) == ["role", *checks().ids]


def test_a_stream_that_cannot_run_leaves_everything_as_it_was(tmp_path, faulty):
    done = write_findings(faulty, tmp_path / "out.csv", table="answers")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(before) == {done.path, done.faults_path}

    def breaks():
        yield Role()
        yield "no role"
        raise ValueError("halfway")

    for source, error in ((tmp_path / "rolse.csv", Problem), (7, Problem), (breaks(), ValueError)):
        with pytest.raises(error):
            write_findings(source, done.path, table="answers", chunk=1)
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    # Faults that are no more go with the table that had them.
    assert write_findings({"a": Role()}, done.path).faults_path is None
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_stream_never_writes_over_what_it_reads(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    raw = "id,title\na,Lead\n"
    for name in ("roles.csv", "out.faults.csv"):
        (tmp_path / name).write_text(raw)
    (tmp_path / "link.csv").symlink_to(tmp_path / "roles.csv")
    for source, target in (
        ("roles.csv", "roles.csv"),
        ("roles.csv", tmp_path / "roles.csv"),
        (tmp_path / "link.csv", "./roles.csv"),
        ("out.faults.csv", "out.csv"),
    ):
        with pytest.raises(Problem, match="would be written over"):
            write_findings(source, target)
    assert (tmp_path / "roles.csv").read_text() == (tmp_path / "out.faults.csv").read_text() == raw
    (tmp_path / "lead.toml").write_text('title = "Lead"\n')
    assert write_findings(tmp_path, tmp_path / "table.csv").roles == 1


def test_faults_that_cannot_be_written_are_a_problem_with_a_name(tmp_path):
    (tmp_path / "out.faults.csv").mkdir()
    for source in ({"a": Role()}, {"a": Role(), "b": 3}):
        with pytest.raises(Problem, match=r"out\.faults\.csv.*cannot be renewed"):
            write_findings(source, tmp_path / "out.csv")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "out.faults.csv"]


def test_a_stream_names_the_endings_it_takes(tmp_path):
    with pytest.raises(Problem, match=r"end it in \.csv, \.parquet or \.tex"):
        write_findings({"a": Role()}, tmp_path / "x.xlsx")
    assert write_findings({"a": Role()}, tmp_path / "x.tex").path.stat().st_size > 100


def test_a_batch_says_that_its_hash_was_not_taken(tmp_path):
    (batch,) = each({"a": Role()})
    assert "# roles (sha256): not taken: one batch of a stream" in batch.export(tmp_path / "x.csv").read_text("utf-8")


def test_no_more_is_read_than_a_batch_at_a_time(found):
    taken = []

    def source():
        for n in range(10**9):
            taken.append(n)
            yield Role(title=f"Lead {n}")

    batches = judged(source(), chunk=7)
    assert [len(next(batches).ids) for _ in range(3)] == [7, 7, 7]
    assert len(taken) == 21
    first = next(each(source(), chunk=4))
    assert first.ids == ("role 1", "role 2", "role 3", "role 4")
    with pytest.raises(Problem, match="chunk is 0"):
        next(judged({}, chunk=0))


def test_a_batch_is_as_large_as_its_roles(faulty):
    whole, small = diagnose_roles(faulty), diagnose_roles(faulty, chunk=3)
    assert whole.ids == small.ids
    assert (whole.codes == small.codes).all()
    assert whole.unread == small.unread


def test_dask_gives_the_same_to_the_last_sign(tmp_path, faulty):
    distributed = pytest.importorskip("distributed", reason="Dask comes with the extra [cluster]")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=":0"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        ours, theirs = diagnose_roles(faulty), diagnose_roles(faulty, client=client, chunk=4)
        by_address = diagnose_roles(faulty, client=cluster.scheduler_address, chunk=9, keep=False)
        write_findings(faulty, tmp_path / "d.csv", client=client, chunk=4)
    assert ours.ids == theirs.ids == by_address.ids
    assert (ours.codes == theirs.codes).all()
    assert (ours.codes == by_address.codes).all()
    assert ours.unread == theirs.unread == by_address.unread
    assert dict(ours.roles) == dict(theirs.roles)
    assert (tmp_path / "d.csv").read_bytes() == ours.export(tmp_path / "o.csv").read_bytes()


def test_a_scheduler_that_is_not_there_is_named():
    pytest.importorskip("distributed", reason="Dask comes with the extra [cluster]")
    with pytest.raises(Problem, match="No Dask scheduler answers at 'nonsense://x'"):
        diagnose_roles({"a": Role()}, client="nonsense://x")


def test_progress_is_shown_once_a_while():
    stream = io.StringIO()
    told = Shown(every=0, stream=stream)
    told(500)
    assert stream.getvalue().startswith("500 roles, ")
    quiet = Shown(every=3600, stream=stream)
    quiet(9)
    assert "9 roles" not in stream.getvalue()
