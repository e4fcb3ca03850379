"""Many roles: everything is read that can be, every fault is named, and every figure is the one worked out by hand."""

import csv
import io
import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import edges, measured, within
from strategies import AWKWARD, roles

import leadership_lib as ll
from leadership_lib.core.errors import Problem, UnknownKeyError
from leadership_lib.diagnosis.checks import load as checks
from leadership_lib.diagnosis.comparison import compare
from leadership_lib.output.documents import markdown, web
from leadership_lib.output.drawing import Text
from leadership_lib.output.figures import dendrogram as tree_of
from leadership_lib.output.figures import many
from leadership_lib.research import (
    Portfolio,
    Shown,
    diagnose_roles,
    each,
    roles_frame,
    write_findings,
    write_roles,
)
from leadership_lib.research.agreement.wilson import wilson
from leadership_lib.research.coding.codebook import Codebook, content, write_codebook
from leadership_lib.research.coding.guidance import CODES, codes
from leadership_lib.research.portfolio.batches import ANSWERS, judged
from leadership_lib.research.portfolio.clusters import average_linkage, cut, distances
from leadership_lib.research.portfolio.export import write_tables
from leadership_lib.research.portfolio.intervals import Options, bootstrap, mean_interval
from leadership_lib.research.portfolio.provenance import Provenance, data_hash
from leadership_lib.research.portfolio.sources import find
from leadership_lib.research.tables.formulas import armed, disarmed
from leadership_lib.role.role import Role

FEATURES = ("purpose", "influence", "clarity", "autonomy", "fairness")
FORMULA = ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "''=1", "＝1", "\n=1")


@pytest.fixture(scope="module")
def found():
    return diagnose_roles(ll.cases)


@pytest.fixture(scope="module")
def redesigned():
    return diagnose_roles({case.id: case.redesigned for case in ll.cases})


def portfolio(answers):
    """Make roles of answers: id -> {check: answer}, all others met."""
    ids = checks().ids
    codes = np.full((len(answers), len(ids), 3), ANSWERS.index("met"), np.uint8)
    for row, given_answers in enumerate(answers.values()):
        for name, answer in given_answers.items():
            code = ANSWERS.index(answer)
            codes[row, ids.index(name)] = (code, 0, 2) if answer == "not stated" else code
    return Portfolio(tuple(answers), codes)


# --- the tables are what diagnoses say


def test_every_answer_and_its_bounds_are_those_of_a_diagnosis(found):
    table = found.findings.set_index(["role", "check"])
    assert len(table) == 39 * len(ll.cases)
    for case in ll.cases:
        for finding in ll.diagnose(case.as_found).findings:
            row, outcome = table.loc[(case.id, finding.id)], finding.verdict.outcome
            assert row["answer"] == outcome.answer
            expected = ("not met", "met") if outcome.answer == "not stated" else outcome[1:]
            assert (row["at_least"], row["at_most"]) == tuple(expected)
            assert row["feature"] == (finding.check.feature or "")


def test_every_share_is_the_very_number_of_a_diagnosis(found):
    table = found.profiles.set_index(["role", "feature"])
    for case in ll.cases:
        for feature, bounds in ll.diagnose(case.as_found).profile.items():
            row = table.loc[(case.id, feature)]
            assert (row["lower"], row["upper"], row["checks"]) == (bounds.lower, bounds.upper, bounds.total)
            counts = bounds.met, bounds.partly, bounds.not_met, bounds.not_stated
            assert tuple(row[["met", "partly", "not_met", "not_stated"]]) == counts


@given(st.lists(roles(), min_size=1, max_size=3))
def test_any_roles_have_the_bounds_of_their_diagnoses(given_roles):
    many_roles = diagnose_roles({f"r{n}": role for n, role in enumerate(given_roles)})
    shares = many_roles.profiles[["lower", "upper"]].to_numpy().reshape(-1, 5, 2)
    for role, ends in zip(given_roles, shares, strict=True):
        assert [tuple(end) for end in ends] == [(b.lower, b.upper) for b in ll.diagnose(role).profile.values()]


def test_answers_are_one_row_a_role_and_one_column_a_check(found):
    assert tuple(found.answers.columns) == ("role", *checks().ids)
    long = found.findings.pivot(index="role", columns="check", values="answer")
    wide = found.answers.set_index("role")
    assert (long.loc[wide.index, list(wide.columns)].to_numpy() == wide.to_numpy()).all()


def test_a_tally_counts_answers_and_bounds_the_share_that_fails():
    names = {
        f"r{n}": {"purpose.higher": answer} for n, answer in enumerate(["not met", "not stated", "met", "partly"])
    }
    row = portfolio(names).tally().set_index("check").loc["purpose.higher"]
    assert tuple(row[["not_met", "partly", "met", "not_stated"]]) == (1, 1, 1, 1)
    assert (row["fails_lower"], row["fails_upper"]) == (0.25, 0.5)
    assert row["low"] == pytest.approx(0.0456, abs=1e-4)  # Wilson, 1 of 4
    assert row["high"] == pytest.approx(0.8500, abs=1e-4)  # Wilson, 2 of 4


# --- there and back


@given(st.lists(roles(), min_size=1, max_size=4))
def test_roles_written_as_csv_are_read_back_the_same(tmp_path_factory, given_roles):
    path = tmp_path_factory.mktemp("csv") / "roles.csv"
    named = {f"role {n}": role for n, role in enumerate(given_roles)}
    write_roles(named, path)
    back = diagnose_roles(path)
    assert back.problems == ()
    assert dict(back.roles) == named


@given(st.lists(roles(), min_size=1, max_size=4))
def test_roles_written_as_a_frame_are_read_back_the_same(given_roles):
    named = {f"role {n}": role for n, role in enumerate(given_roles)}
    back = diagnose_roles(roles_frame(named))
    assert (dict(back.roles), back.problems) == (named, ())


def test_a_list_that_is_empty_or_has_bars_and_blanks_in_it_comes_back(tmp_path):
    role = Role(
        scope={"boundaries": [], "prescribed_tasks": ["a|b", " kept ", "\\", "[]"]}, objectives=[{}, {"text": "x"}]
    )
    bare = Role(objectives=[], scope={"boundaries": ["[]"]}, influence={"decision_rights": [{}]})
    write_roles({"a": role, "b": bare}, tmp_path / "x.csv")
    assert dict(diagnose_roles(tmp_path / "x.csv").roles) == {"a": role, "b": bare}


def test_the_form_of_a_row(tmp_path):
    role = Role(
        title="Lead",
        capacity={"hours_paid": 7.5, "keeps_clinical_work": True},
        scope={"boundaries": ["pay", "beds"]},
        objectives=[{"text": "See people", "milestones": ["a", "b"]}],
    )
    path = write_roles({"one": role}, tmp_path / "x.csv")
    row = next(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert {name: value for name, value in row.items() if value} == {
        "id": "one",
        "title": "Lead",
        "objectives": "1",
        "objectives.1.text": "See people",
        "objectives.1.milestones": "a | b",
        "scope.boundaries": "pay | beds",
        "capacity.hours_paid": "7.5",
        "capacity.keeps_clinical_work": "yes",
    }


@given(st.text(max_size=8) | st.sampled_from(FORMULA + AWKWARD))
def test_what_is_disarmed_is_armed_again_and_never_runs(text):
    safe = disarmed(text)
    assert armed(safe) == text
    assert not re.match("\\s*[=+\\-@＝＋－＠]|[\t\r\n]", safe)


# --- faults, every one named


def test_a_csv_full_of_faults_is_read_as_far_as_it_can_be(tmp_path):
    rows = [
        b"id,title,capacity.hours_payed,capacity.hours_paid,layer,title,,appointment.peers_have_a_say,reward.not_money",
        b"a,Lead,7,8,locality,x,,yes,training | time",
        b"b,Chef d'\xe9quipe,,eight,localty,,,maybe,|",
        b"a,Again,,101,pcn,,,no,[]",
        "c,Café,,8,pcn,,,NO,one".encode(),
        b"d,Short",
        b"",
        b",Nameless,,,,,,,,extra",
    ]
    path = tmp_path / "roles.csv"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(rows))
    many_roles = diagnose_roles(path)
    assert many_roles.ids == ("a", "b", "a (2)", "c", "d", "row 8")
    assert many_roles["a"] == Role(
        title="Lead",
        layer="locality",
        capacity={"hours_paid": 8},
        appointment={"peers_have_a_say": True},
        reward={"not_money": ["training", "time"]},
    )
    # What cannot be read is not stated; the rest of the row is read.
    assert many_roles["b"] == Role(title="Chef d'équipe")
    assert many_roles["a (2)"] == Role(
        title="Again", layer="pcn", appointment={"peers_have_a_say": False}, reward={"not_money": []}
    )
    assert many_roles["c"].title == "Café"
    assert many_roles["row 8"] == Role(title="Nameless")
    said = [str(one) for one in many_roles.unread]
    assert said[:3] == [
        "roles.csv, row 1, capacity.hours_payed: found a column that is not known here; did you mean "
        "'capacity.hours_paid' or 'capacity.hours_expected' or 'capacity.hours_to_zoom_out'? (ignored)",
        "roles.csv, row 1, title: found this column again; each stands once; the first one counts (ignored)",
        "roles.csv, row 1, column 7: found no name; name it (ignored)",
    ]
    where = [(one.row, one.column, one.found, one.done) for one in many_roles.unread[3:]]
    assert where == [
        (3, None, "bytes that are not UTF-8", "read as Windows-1252"),
        (3, "capacity.hours_paid", "'eight'", "counted as not stated"),
        (3, "appointment.peers_have_a_say", "'maybe'", "counted as not stated"),
        (3, "reward.not_money", "'|'", "counted as not stated"),
        (3, "layer", "'localty'", "counted as not stated"),
        (4, "id", "'a' again", "called 'a (2)'"),
        (4, "capacity.hours_paid", "101", "counted as not stated"),
        (6, None, "2 cells", "the rest counted as not stated"),
        (8, None, "10 cells", "the rest ignored"),
    ]
    assert "did you mean 'locality'" in next(s for s in said if "localty" in s)
    assert "allowed is 0 to 100 hours a week" in next(s for s in said if "101" in s)
    frame = many_roles.faults
    assert list(frame.columns) == ["source", "row", "role", "column", "found", "allowed", "done"]
    assert len(frame) == len(said) == 12
    assert frame["row"].tolist()[:3] == [1, 1, 1]


def test_faults_that_are_alike_are_one_sentence(tmp_path):
    path = tmp_path / "roles.csv"
    path.write_text("title,layer\n" + "Lead,moon\n" * 8)
    said = diagnose_roles(path).problems
    assert len(said) == 1
    assert said[0].startswith("roles.csv, rows 2, 3, 4, 5, 6 and 3 more, layer: found 'moon'; ")


@pytest.mark.parametrize(
    ("content_of", "title"),
    [
        ("title;capacity.hours_paid\nLeiterin;8\n".encode("utf-16"), "Leiterin"),
        (b"title;capacity.hours_paid\nLead;8\n", "Lead"),
        (b'# made by hand\n"# on a Friday, late"\ntitle\tcapacity.hours_paid\nLead\t8\n', "Lead"),
        (b"title,capacity.hours_paid\rLead,8\r", "Lead"),
        (b" TITLE ,Capacity.Hours_Paid\nLead,8\n", "Lead"),
        (b'\xef\xbb\xbftitle,capacity.hours_paid\r\n"two\r\nlines",8\r\n', "two\r\nlines"),
    ],
)
def test_files_as_spreadsheets_write_them(tmp_path, content_of, title):
    path = tmp_path / "x.csv"
    path.write_bytes(content_of)
    many_roles = diagnose_roles(path)
    assert [role.title for role in many_roles.roles.values()] == [title]
    assert [role.capacity.hours_paid for role in many_roles.roles.values()] == [8]


@pytest.mark.parametrize("content_of", [b"", b"name,post\nx,y\n", b"id\nx\n", b"\n\n"])
def test_a_file_without_a_fact_in_its_header_says_so(tmp_path, content_of):
    path = tmp_path / "x.csv"
    path.write_bytes(content_of)
    many_roles = diagnose_roles(path)
    assert len(many_roles) == 0
    assert "no column that is a fact" in many_roles.problems[-1]
    assert many_roles.findings.empty
    assert repr(many_roles).startswith("0 roles")
    many_roles._repr_html_()


@given(st.binary(max_size=80))
def test_no_bytes_break_the_reading(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("raw") / "x.csv"
    path.write_bytes(b"title,capacity.hours_paid,reward.not_money\n" + raw)
    many_roles = diagnose_roles(path)
    assert (
        len(many_roles) or not raw.strip() or many_roles.unread or not raw.strip(b' ,\r\n\t\x0b\x0c"\x1c\x1d\x1e\x1f')
    )
    path.write_bytes(raw)
    diagnose_roles(path)


@given(st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), max_size=4))
def test_no_cells_break_the_reading(cells_of):
    frame = pd.DataFrame(cells_of, columns=["title", "objectives.2.by"])
    many_roles = diagnose_roles(frame)
    assert len(many_roles) == len(cells_of)


def test_a_hundred_thousand_rows_are_gone_through_with_every_fault_named(tmp_path):
    path = tmp_path / "x.csv"
    with open(path, "wb") as file:
        file.write(b"id,title,capacity.hours_paid\n")
        for n in range(100_000):
            title = b"\xe9" if n % 10_000 == 7 else b"Lead"
            file.write(b"r%d,%s,8\n" % (n - n % 50_000 // 49_999, title))
    ids, notes = set(), []
    for one in find(path):
        ids.add(one.id)
        notes += one.notes
    assert len(ids - {None}) == 100_000
    assert sorted(note.row for note in notes if note.column is None) == [9 + 10_000 * n for n in range(10)]
    assert [(note.row, note.found) for note in notes if note.column == "id"] == [
        (50_001, "'r49998' again"),
        (100_001, "'r99998' again"),
    ]


def test_one_stray_quotation_mark_costs_no_other_role(tmp_path):
    path = tmp_path / "roles.csv"
    rows = [f"r{n},Lead {n},{n}" for n in range(1, 11)]
    rows[2] = 'r3,"Lead 3,3'
    rows[6] = 'r7,"Lead, of\n\nsorts",7'
    path.write_text("\n".join(["id,title,capacity.hours_paid", *rows]), "utf-8")
    many_roles = diagnose_roles(path)
    assert many_roles.ids == tuple(f"r{n}" for n in range(1, 11))
    assert many_roles["r3"] == Role(title="Lead 3", capacity={"hours_paid": 3})
    assert many_roles["r7"] == Role(title="Lead, of\n\nsorts", capacity={"hours_paid": 7})
    assert [(one.row, one.found) for one in many_roles.unread] == [(4, "a quotation mark out of place")]
    # In a line of its own it costs that line.
    path.write_text('id,title\na,x\nb,y\n"', "utf-8")
    assert diagnose_roles(path).ids == ("a", "b")


def test_a_text_of_many_lines_comes_back(tmp_path):
    role = Role(title="\n".join(f"line {n}" for n in range(300)))
    back = diagnose_roles(write_roles({"a": role, "b": role}, tmp_path / "x.csv"))
    assert (dict(back.roles), back.problems) == ({"a": role, "b": role}, ())


@pytest.mark.parametrize("count", [math.inf, -math.inf, 1e400, 10**400, 100, 1.5])
def test_a_count_that_is_none_is_named(count):
    many_roles = diagnose_roles(pd.DataFrame({"title": ["Lead"], "objectives": pd.Series([count], dtype=object)}))
    assert many_roles["row 1"] == Role(title="Lead")
    assert [(one.column, one.allowed) for one in many_roles.unread] == [
        ("objectives", "allowed is a whole number: how many there are")
    ]


def test_a_count_that_is_too_small_is_named_and_nothing_is_lost():
    many_roles = diagnose_roles(pd.DataFrame({"objectives": ["1"], "objectives.2.text": ["x"]}))
    assert many_roles["row 1"].objectives == Role(objectives=[{}, {"text": "x"}]).objectives
    assert [one.column for one in many_roles.unread] == ["objectives"]


# --- folders, frames, roles


def test_a_folder_is_read_with_every_fault_named(tmp_path):
    (tmp_path / "north").mkdir()
    (tmp_path / "south").mkdir()
    (tmp_path / "north" / "lead.toml").write_text('title = "North"\n')
    (tmp_path / "south" / "lead.toml").write_text('title = "South"\n')
    (tmp_path / "broken.toml").write_text("title = \n")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "case.toml").write_text('minutes = 3\n[as_found]\ntitle = "Inside"\n')
    (tmp_path / "faulty.toml").write_text(
        'title = "Kept"\ncolour = "red"\n[capacity]\nhours_paid = 300\nhours_expected = 9\n'
        '[[objectives]]\ntext = "x"\nhours = "two"\n[reward]\nnot_money = ["a", 3]\n'
    )
    (tmp_path / "notes.txt").write_text("no role")
    many_roles = diagnose_roles(tmp_path)
    assert many_roles.ids == ("case", "faulty", "north/lead", "south/lead")
    assert many_roles["case"].title == "Inside"
    # A list with a wrong item is not stated whole: without the item it would say that there is nothing else.
    assert many_roles["faulty"] == Role(title="Kept", capacity={"hours_expected": 9}, objectives=[{"text": "x"}])
    named = {(one.source, one.column) for one in many_roles.unread}
    assert named == {
        ("broken.toml", None),
        ("bytes.toml", None),
        *(("faulty.toml", c) for c in ("colour", "capacity.hours_paid", "objectives.1.hours", "reward.not_money")),
    }


def test_other_files_of_a_folder_that_may_hold_roles_are_named(tmp_path):
    (tmp_path / "north").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "lead.toml").write_text('title = "Lead"\n')
    for name in ("roles.csv", "north/roles.xlsx", "a.json", "README.md", ".hidden/x.csv", ".x.csv", "~$roles.xlsx"):
        (tmp_path / name).write_text("id,title\na,Lead\n")
    many_roles = diagnose_roles(tmp_path)
    assert many_roles.ids == ("lead",)
    assert {one.source: one.allowed for one in many_roles.unread} == {
        "roles.csv": "in a folder a role is a file that ends in .toml; a CSV file of roles is given by itself",
        "north/roles.xlsx": "save the sheet as CSV, and give that by itself",
        "a.json": "in a folder a role is a file that ends in .toml",
    }
    assert diagnose_roles(tmp_path / "north" / "roles.xlsx").problems == (
        "roles.xlsx: found a workbook; save the sheet as CSV (left out)",
    )


def test_an_empty_folder_and_a_missing_file_say_so(tmp_path):
    assert "no TOML file" in diagnose_roles(tmp_path).problems[0]
    with pytest.raises(Problem, match="cannot be read: no such file"):
        diagnose_roles(tmp_path / "nothing.csv")
    with pytest.raises(UnknownKeyError, match="neither a file nor a case: did you mean 'place_lead'"):
        diagnose_roles("place_led")
    with pytest.raises(Problem, match="none of them"):
        diagnose_roles(7)


def test_the_cases_folder_gives_the_cases(root, found):
    many_roles = diagnose_roles(root / "data" / "cases")
    assert many_roles.problems == ()
    assert {key: many_roles[key] for key in many_roles.ids} == dict(found.roles)


def test_a_frame_of_values_is_read(found):
    frame = pd.DataFrame(
        {
            "title": ["Lead", None, "Other"],
            "capacity.hours_paid": [8, 7.5, np.nan],
            "appointment.peers_have_a_say": [1.0, np.nan, 0.0],
            "reward.not_money": [["a", "b"], np.array(["c"]), pd.NA],
            "objectives": [[{"text": "x"}], 0, 2.0],
        },
        index=["a", "b", "c"],
    )
    many_roles = diagnose_roles(frame)
    assert many_roles.problems == ()
    assert many_roles["a"] == Role(
        title="Lead",
        capacity={"hours_paid": 8},
        appointment={"peers_have_a_say": True},
        reward={"not_money": ["a", "b"]},
        objectives=[{"text": "x"}],
    )
    assert many_roles["b"] == Role(capacity={"hours_paid": 7.5}, reward={"not_money": ["c"]}, objectives=[])
    assert many_roles["c"] == Role(title="Other", appointment={"peers_have_a_say": False}, objectives=[{}, {}])


def test_things_that_are_no_roles_are_named():
    many_roles = diagnose_roles({"a": Role(title="x"), "b": 3})
    assert many_roles.ids == ("a",)
    assert (
        many_roles.problems == ("roles, column: found int",)
        or "found int; allowed is a Role" in many_roles.problems[0]
    )
    assert "b" in many_roles.problems[0]


def test_roles_are_written_from_whatever_they_are_read_from(tmp_path, found):
    role = Role(title="Lead", capacity={"hours_paid": 8})
    (tmp_path / "folder").mkdir()
    role.save(tmp_path / "folder" / "one.toml")
    first = write_roles(tmp_path / "folder", tmp_path / "first.csv")
    second = write_roles(first, tmp_path / "second.csv")
    third = write_roles(roles_frame(second), tmp_path / "third.csv")
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()
    assert dict(diagnose_roles(third).roles) == {"one": role}
    assert dict(diagnose_roles(write_roles(found, tmp_path / "x.csv")).roles) == dict(found.roles)


def test_what_cannot_be_written_as_roles_is_refused_by_name(tmp_path):
    path = tmp_path / "x.csv"
    bad = tmp_path / "bad.csv"
    bad.write_text("id,title,capacity.hours_paid\na,Lead,eight\n")
    for source, said in (
        ([Role(title="x"), "x"], "role 2: found str; allowed is a Role"),
        ({"a": Role(), "b": None}, "b: found NoneType"),
        (diagnose_roles({"a": Role()}, keep=False), "read them with keep=True"),
        (bad, "row 2, capacity.hours_paid: found 'eight'"),
        (tmp_path / "nothing.csv", "cannot be read"),
        (tmp_path / "no folder", "cannot be read"),
        (["place_lead", "place_led"], "role 2: found str; allowed is a Role, a Case or the id of one: did you mean"),
        (7, "none of them"),
    ):
        for refused in (lambda source=source: write_roles(source, path), lambda source=source: roles_frame(source)):
            with pytest.raises(Problem, match=re.escape(said)):
                refused()
    assert not path.exists()
    # Who has seen the faults may write the rest; and what was only written in another way is no fault.
    assert diagnose_roles(write_roles(diagnose_roles(bad), path)).ids == ("a",)
    bad.write_bytes("id,title\na,Caf\xe9\na,Other\n".encode("cp1252"))
    assert diagnose_roles(write_roles(bad, path)).ids == ("a", "a (2)")


def test_a_portfolio_shows_itself_and_gives_one_diagnosis(found):
    assert repr(found).splitlines()[0] == f"{len(ll.cases)} roles, 39 checks each"
    page = found._repr_html_()
    bounds = ll.diagnose(ll.cases["place_lead"].as_found).profile["influence"]
    assert f"<td>{bounds}</td>" in page
    assert "no total score" in page
    assert found.diagnosis("place_lead").findings["purpose.higher"].question
    with pytest.raises(UnknownKeyError, match="did you mean 'place_lead'"):
        found["place_led"]
    with pytest.raises(Problem, match="were not kept"):
        diagnose_roles(ll.cases, keep=False)["place_lead"]


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("place_lead", ("place_lead",)),
        (ll.cases["place_lead"], ("place_lead",)),
        (ll.cases["place_lead"].as_found, ("role 1",)),
        (["place_lead", ll.cases["pcn_clinical_director"], Role(title="x")], None),
        ({"a": "place_lead"}, ("a",)),
    ],
)
def test_a_role_a_case_its_id_and_lists_of_them_will_do(source, ids):
    many_roles = diagnose_roles(source)
    assert many_roles.ids == (ids or ("place_lead", "pcn_clinical_director", "role 3"))
    assert many_roles[many_roles.ids[0]] == ll.cases["place_lead"].as_found
    assert many_roles.problems == ()
    assert len(many_roles.source) == 64


def test_a_portfolio_is_a_mapping_of_ids_to_roles(found):
    assert list(found) == list(found.keys()) == list(ll.cases.ids)
    assert dict(found)["place_lead"] == found["place_lead"] == ll.cases["place_lead"].as_found
    assert "place_lead" in found
    assert "place_led" not in found
    assert 3 not in found
    bare = diagnose_roles(ll.cases, keep=False)
    assert "place_lead" in bare
    assert list(bare) == list(found)
    assert bare != found


# --- intervals


def test_wilson_is_as_published():
    # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
    for count, total, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        ends = wilson(np.array([count]), np.array([total]))
        assert [round(float(end[0]), 4) for end in ends] == [low, high]
    assert all(math.isnan(end[0]) for end in wilson(np.array([0]), np.array([0])))


def test_a_bootstrap_is_seeded_close_to_theory_and_silent_where_nothing_can_differ():
    values = np.array([0.0] * 50 + [1.0] * 50)
    low, high = mean_interval(values, Options(resamples=5000))
    assert (low, high) == mean_interval(values, Options(resamples=5000))
    # A mean of 100 fair coins: 0.5 and 1.96 times 0.05 either way.
    assert (low, high) == pytest.approx((0.402, 0.598), abs=0.011)
    for few in ([], [1.0], [1.0, 0.0], [1.0, 1.0, 1.0]):
        assert all(math.isnan(end) for end in mean_interval(np.array(few), Options()))
    with pytest.raises(Problem, match="resamples is 3"):
        Options(resamples=3)
    with pytest.raises(Problem, match="confidence is 95"):
        Options(confidence=95)


def test_counting_kinds_is_the_same_bootstrap_as_drawing_roles():
    values = np.array([0.0, 0.5, 0.5, 1.0, 1.0, 1.0])
    ours = bootstrap(values, lambda kinds, drawn: drawn @ kinds[:, 0] / 6, Options(resamples=20_000))
    drawn = np.random.default_rng(5).choice(values, (20_000, 6)).mean(axis=1)
    assert ours == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])), abs=0.05)


# --- patterns, worked out by hand


def test_checks_that_fail_together():
    a, b = "purpose.higher", "fairness.backfill"
    no, unknown = "not met", "not stated"
    many_roles = portfolio(
        {
            "1": {a: no, b: no},
            "2": {a: no, b: no},
            "3": {a: no},
            "4": {},
            "5": {a: unknown, b: no},
            "6": {b: "partly"},
        }
    )
    pairs = many_roles.fails_together().set_index(["first", "second"])
    row = pairs.loc[(a, b)]
    # Five roles answer both; three fail the first, two the second, two both.
    assert tuple(row[["roles", "first_fails", "second_fails", "both", "either"]]) == (5, 3, 2, 2, 3)
    assert row["together"] == pytest.approx(2 / 3)
    assert (row["low"], row["high"]) == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert row["beyond_chance"] == pytest.approx(2 / 5 - 3 / 5 * 2 / 5)
    assert row["beyond_low"] < row["beyond_chance"] < row["beyond_high"]
    # Nobody fails the others, which says nothing about them.
    other = pairs.loc[(a, "purpose.necessity")]
    assert other["both"] == 0
    assert math.isnan(other["beyond_chance"])
    assert many_roles.fails_together().equals(many_roles.fails_together())
    more = many_roles.fails_together(("not met", "partly", "not stated")).set_index(["first", "second"]).loc[(a, b)]
    assert tuple(more[["roles", "first_fails", "second_fails", "both", "either"]]) == (6, 4, 4, 3, 5)


def test_two_checks_that_read_one_fact_say_so(found):
    pairs = found.fails_together().set_index(["first", "second"])
    assert len(pairs) == 39 * 38 // 2
    shared = pairs.loc[("clarity.concrete", "clarity.measurable"), "shared_facts"]
    assert shared == "objectives"


@pytest.mark.parametrize("fails", [(), "not met", ("met",), ("no",)])
def test_what_cannot_count_as_failing_is_refused(found, fails):
    with pytest.raises(Problem, match="fails is a list of answers"):
        found.fails_together(fails)
    with pytest.raises(Problem, match="no option 'sed'"):
        found.fails_together(sed=1)


def level(purpose, autonomy, answer="not met"):
    """Give a role that fails so many checks of two features."""
    named = {"purpose": purpose, "autonomy": autonomy}
    return {
        name: answer
        for feature, count in named.items()
        for name in [one.id for one in checks() if one.feature == feature][:count]
    }


def test_features_that_trade_off():
    # Purpose falls as autonomy rises, but for the last role, which is better in both than the first three.
    many_roles = portfolio({"a": level(1, 6), "b": level(2, 5), "c": level(3, 4), "d": level(0, 0)})
    row = many_roles.trade_offs().set_index(["first", "second"]).loc[("purpose", "autonomy")]
    assert tuple(row[["roles", "pairs", "same", "opposite"]]) == (4, 6, 3, 3)
    assert (row["balance"], row["middle"]) == (0, 0)
    assert -1 <= row["low"] <= 0 <= row["high"] <= 1
    level_row = many_roles.trade_offs().set_index(["first", "second"]).loc[("purpose", "clarity")]
    assert level_row["same"] == level_row["opposite"] == 0
    assert math.isnan(level_row["balance"])


def test_what_is_not_stated_decides_no_trade_off():
    many_roles = portfolio({"a": level(3, 0, "not stated"), "b": level(0, 2), "c": level(1, 1)})
    row = many_roles.trade_offs().set_index(["first", "second"]).loc[("purpose", "autonomy")]
    # The first may stand anywhere in purpose; only b against c is decided: better in one, worse in the other.
    assert (row["same"], row["opposite"], row["balance"]) == (0, 1, -1)
    # By the middles a (a half) stands below c (two thirds) in purpose and above it in autonomy.
    assert row["middle"] == -1


def test_distances_and_linkage():
    codes_of = np.array([[0, 0, 0, 3], [0, 0, 1, 3], [2, 2, 2, 3], [3, 3, 3, 2]])
    table = distances(codes_of)
    assert table[0, 1] == pytest.approx(0.5 / 3)
    assert table[0, 2] == 1
    assert table[1, 2] == pytest.approx(2.5 / 3)
    assert table[0, 3] == table[3, 1] == 1  # nothing answered in common
    merges = average_linkage(table)
    # 0 and 1 join first; then 2, at the mean of 1 and 2.5/3; then 3.
    assert merges[:, 2] == pytest.approx([0.5 / 3, (1 + 2.5 / 3) / 2, 1])
    assert merges[:, 3].tolist() == [2, 3, 4]
    assert cut(merges, 4, 2, None).tolist() == [1, 1, 1, 2]
    assert cut(merges, 4, None, 0.2).tolist() == [1, 1, 2, 3]


def naive(table):
    """Join the two nearest clusters, looking at every two of them each time."""
    groups, heights = [[n] for n in range(len(table))], []
    while len(groups) > 1:
        pairs = [
            (np.mean([table[i, j] for i in a for j in b]), x, y)
            for x, a in enumerate(groups)
            for y, b in enumerate(groups)
            if x < y
        ]
        height, x, y = min(pairs)
        heights.append(height)
        groups = [g for n, g in enumerate(groups) if n not in (x, y)] + [groups[x] + groups[y]]
    return heights


@given(st.integers(2, 9), st.integers(0, 10_000))
def test_chains_of_neighbours_join_as_looking_everywhere_does(count, seed):
    points = np.random.default_rng(seed).random((count, 3))
    table = np.abs(points[:, None] - points[None]).mean(axis=2)
    assert average_linkage(table)[:, 2] == pytest.approx(naive(table))


def test_clusters_of_cases(found):
    by_count, by_threshold = found.clusters(3), found.clusters(threshold=0.0)
    assert sorted(by_count.members["role"]) == sorted(found.ids)
    assert set(by_count.members["cluster"]) == {1, 2, 3}
    assert by_count.members["held"].between(0, 1).all()
    assert len(set(by_threshold.members["cluster"])) == len(found)
    assert sorted(by_count.order) == list(range(len(found)))
    assert by_count.members.equals(found.clusters(3).members)
    assert repr(by_count).startswith(f"{len(found)} roles in 3 clusters\n1. ")
    for wrong in ({}, {"k": 3, "threshold": 0.1}, {"k": 0}, {"k": 99}, {"threshold": 2}):
        with pytest.raises(Problem):
            found.clusters(**wrong)


def test_what_sets_a_cluster_apart():
    no = {"purpose.higher": "not met", "fairness.backfill": "partly"}
    found_clusters = portfolio({"a": no, "b": no, "c": {}, "d": {}, "e": {}}).clusters(2)
    assert found_clusters.members.set_index("role")["cluster"].to_dict() == {"c": 1, "d": 1, "e": 1, "a": 2, "b": 2}
    rows = found_clusters.apart[found_clusters.apart["cluster"] == 2]
    assert rows["check"].tolist()[:2] == ["purpose.higher", "fairness.backfill"]
    assert rows["difference"].tolist()[:2] == [-1, -0.5]


def test_before_and_after_moves_are_those_of_comparisons(found, redesigned):
    moved = found.before_after(redesigned)
    ours = {(row.role, row.check): row.direction for row in moved.moves.itertuples()}
    theirs = {
        (case.id, shift.check.id): shift.direction
        for case in ll.cases
        for shift in compare(case.as_found, case.redesigned).moved
    }
    assert ours == theirs
    assert moved.unmatched == ()
    back = redesigned.before_after(found).moves
    theirs = {s.direction for case in ll.cases for s in compare(case.redesigned, case.as_found).moved}
    assert set(back["direction"]) == theirs


def test_before_and_after_by_hand():
    before = portfolio({"a": level(3, 0), "b": level(1, 0), "c": level(0, 0), "x": {}})
    after = portfolio({"b": {}, "c": level(1, 0), "a": level(1, 0), "y": {}})
    moved = before.before_after(after)
    assert moved.roles == ("a", "b", "c")
    assert moved.unmatched == ("x", "y")
    row = moved.features.set_index("feature").loc["purpose"]
    # From 0, 2/3 and 1 to 2/3, 1 and 2/3.
    assert row["lower_before"] == pytest.approx(5 / 9)
    assert row["lower_after"] == pytest.approx(7 / 9)
    assert row["lower_change"] == pytest.approx(2 / 9)
    assert row["lower_low"] < 2 / 9 < row["lower_high"]
    first = moved.checks.set_index("check").loc["purpose.higher"]
    assert (first["better"], first["worse"], first["same"], first["share_better"]) == (1, 1, 1, pytest.approx(1 / 3))
    assert repr(moved).startswith("3 roles before and after, 117 answers: 3 better, 1 worse")
    with pytest.raises(Problem, match="No id stands in both"):
        before.before_after(portfolio({"z": {}}))
    with pytest.raises(Problem, match="diagnose_roles"):
        before.before_after({"a": ll.Role()})


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
    hostile = [*FORMULA, "a,b", 'a"b', "\\input{x}", "50%", "a_b & c", "# x"]
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


def test_a_column_named_like_a_formula_is_disarmed_too(tmp_path, found):
    path = found.export(tmp_path / "x.csv", pd.DataFrame({"=1+1": [1.5], "b": ["@x"]}))
    assert path.read_text("utf-8-sig").splitlines()[7:] == ["'=1+1,b", "1.5,'@x"]


def test_parquet_has_its_provenance_in_the_metadata(tmp_path, found):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow comes with the extra [cluster]")
    path = found.export(tmp_path / "x.parquet", "findings")
    about = parquet.read_schema(path).metadata
    assert about[b"roles (sha256)"].decode() == found.source
    assert pd.read_parquet(path).to_dict("list") == found.findings.to_dict("list")


def test_a_folder_gets_every_table(tmp_path, found):
    found.export(tmp_path / "all")
    names = sorted(path.name for path in (tmp_path / "all").iterdir())
    assert names == ["answers.csv", "faults.csv", "findings.csv", "profiles.csv", "tally.csv"]


def test_what_cannot_be_written_is_not(tmp_path, found):
    with pytest.raises(Problem, match=r"end it in \.csv"):
        found.export(tmp_path / "x.xlsx")
    with pytest.raises(Problem, match="did you mean 'profiles'"):
        found.export(tmp_path / "x.csv", "profile")
    with pytest.raises(Problem, match="nobody's reading"):
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


# --- pictures


@pytest.fixture(scope="module")
def pictures(found, redesigned):
    hostile = {
        f"{text or 'x'} {n}": Role(title="x") for n, text in enumerate(("<b>&</b>", "W" * 200, "漢字\x00\u202e"))
    }
    strange = diagnose_roles({**hostile, "lead": ll.load_role("locality_clinical_lead")})
    for width in (360, 680):
        yield_of = [
            many.fails_together(found.fails_together(), 4, width=width),
            many.fails_together(diagnose_roles({"a": Role()}).fails_together(), width=width),
            many.trade_offs(found.trade_offs(), width=width),
            many.before_after(found.before_after(redesigned), width=width),
            tree_of.clusters(found.clusters(3), width=width),
            tree_of.clusters(strange.clusters(2), width=width),
        ]
        if width == 360:
            first = yield_of
    return [*first, *yield_of]


def test_every_picture_stays_on_its_sheet(pictures):
    for drawing in pictures:
        sheet = (0, 0, drawing.width, drawing.height)
        for mark in drawing.marks:
            if not isinstance(mark, Text):
                assert within(edges(mark), sheet, 0.5), drawing.title
        for text, box in measured(drawing):
            assert within(box, sheet, 1.0), (drawing.title, text)


def test_every_picture_says_that_it_is_a_prompt(pictures):
    for drawing in pictures:
        assert drawing.alt.endswith("These are prompts for judgement, not a validated scale.")


def test_pictures_of_features_tell_every_cell_of_their_table(found, redesigned):
    for drawing in (many.trade_offs(found.trade_offs()), many.before_after(found.before_after(redesigned))):
        assert len(drawing.table.rows) == 10
        assert all(str(cell) in drawing.alt for row in drawing.table.rows for cell in row)


def test_a_picture_of_pairs_names_the_questions_and_the_counts(found):
    pairs = found.fails_together()
    drawing = many.fails_together(pairs, 1)
    row = pairs.iloc[0]
    for key in ("first", "second"):
        assert checks()[row[key]].question in drawing.alt
    assert f"of {row['either']} that fail either, {row['both']} fail both" in drawing.alt
    with pytest.raises(Problem, match="most is 0"):
        many.fails_together(pairs, 0)


def test_a_tree_names_every_role_and_cluster(found):
    drawing = tree_of.clusters(found.clusters(3))
    for key in found.ids:
        assert key in drawing.alt
    assert [row[0] for row in drawing.table.rows] == found.clusters(3).members["role"].tolist()
    # A tree of n roles has n - 1 joinings.
    assert len(re.findall(r"0\.\d\d", drawing.alt.partition("Branches join at ")[2])) == len(found) - 1


# --- codebook


def test_the_codebook_says_the_same_in_every_format(tmp_path):
    made = content()
    for one in checks():
        assert one.question in made.texts
        assert one.looks_for in made.texts
        assert any(one.id in text for text in made.texts)
    for code in CODES:
        assert code in made.texts
    for renderer in (markdown, web):
        assert renderer.render(made) == renderer.render(made)
    for ending in (".md", ".docx", ".html"):
        assert write_codebook(tmp_path / f"book{ending}").stat().st_size > 10_000
    page = (tmp_path / "book.md").read_text("utf-8")
    assert page.count("\n### ") == 39
    assert "{" not in page.replace("\\{", "")


def test_the_codebook_is_a_frame_too():
    frame = Codebook().to_frame()
    assert frame["check"].tolist() == list(checks().ids)
    assert (frame["looks_for"].str.len() > 10).all()
    assert len(repr(Codebook()).splitlines()) == 40
    assert "39 questions" in Codebook()._repr_html_()


@given(roles())
def test_no_role_has_an_answer_that_the_codebook_does_not_allow(role):
    for finding in ll.diagnose(role).findings:
        assert finding.answer in codes(finding.check)


def test_every_answer_of_every_case_is_allowed(found, redesigned):
    for one in checks():
        for table in (found.answers, redesigned.answers):
            assert set(table[one.id]) <= set(codes(one))


def test_a_comma_too_many_is_named_even_where_only_a_blank_stands_out_at_the_end(tmp_path):
    path = tmp_path / "shifted.csv"
    path.write_text(
        "id,title,capacity.hours_paid,capacity.hours_expected\na,Lead, of sorts,8,\nb,Lead,8,12\n", "utf-8"
    )
    said = str(ll.diagnose_roles(path).problems)
    assert "row 2" in said
    assert "5 cells" in said
    assert "wrong column" in said
    assert "row 3" not in said
