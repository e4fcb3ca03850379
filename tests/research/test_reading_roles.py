"""Roles read from files, frames and folders: all that can be, with every fault named."""

import csv
import io
import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from portfolios import FORMULA
from strategies import AWKWARD, roles

import leadership_lib as ll
from leadership_lib.core.errors import Problem, UnknownKeyError
from leadership_lib.core.formulas import armed, disarmed
from leadership_lib.research import (
    diagnose_roles,
    roles_frame,
    write_roles,
)
from leadership_lib.research.portfolio.found import KEPT
from leadership_lib.research.portfolio.sources import find
from leadership_lib.role.role import Role

# --- there and back


@given(st.lists(roles(), min_size=1, max_size=4))
def test_roles_written_as_csv_are_read_back_the_same(tmp_path_factory, given_roles):
    path = tmp_path_factory.mktemp("csv") / "roles.csv"
    named = {f"role {n}": role for n, role in enumerate(given_roles)}
    write_roles(named, path)
    back = diagnose_roles(path)
    assert {one.done for one in back.unread} <= {KEPT}
    assert dict(back.roles) == named
    assert [role.unfilled for role in back.roles.values()] == [role.unfilled for role in given_roles]


@given(st.lists(roles(), min_size=1, max_size=4))
def test_roles_written_as_a_frame_are_read_back_the_same(given_roles):
    named = {f"role {n}": role for n, role in enumerate(given_roles)}
    back = diagnose_roles(roles_frame(named))
    assert dict(back.roles) == named
    assert {one.done for one in back.unread} <= {KEPT}


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


@given(
    st.text(max_size=8)
    | st.text("=+-@'; \t\r\n,x1\u3000", max_size=8)
    | st.sampled_from((*FORMULA, *AWKWARD, "x;=1+1"))
)
def test_what_is_disarmed_is_armed_again_and_never_runs(text):
    safe = disarmed(text)
    assert armed(safe) == text
    assert not re.match("\\s*[=+\\-@＝＋－＠]|[\t\r\n]", safe)
    # A spreadsheet of another country parts cells at semicolons, wherever quotation marks stand.
    for cell in re.split("[;\t\r\n]", safe)[1:]:
        assert not re.match("\\s*[=+\\-@＝＋－＠]", cell)


@pytest.mark.parametrize("key", ["=1+1", "+44", "-x", "@home", "'=1", "x;=1+1"])
def test_an_id_comes_back_as_it_went(tmp_path, key):
    path = write_roles({key: Role(title="Lead; -1")}, tmp_path / "roles.csv")
    found = diagnose_roles(path)
    assert found.ids == (key,)
    assert found.roles[key].title == "Lead; -1"


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
        (4, "id", "an id again", "told apart by a number after it"),
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
        (50_001, "an id again"),
        (100_001, "an id again"),
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
    many_roles = diagnose_roles(pd.DataFrame({"objectives": ["1"], "objectives.2.text": ["y"]}))
    assert many_roles["row 1"].objectives == Role(objectives=[{}, {"text": "y"}]).objectives
    assert [one.column for one in many_roles.unread] == ["objectives"]


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
        '[[objectives]]\ntext = "y"\nhours = "two"\n[reward]\nnot_money = ["a", 3]\n'
    )
    (tmp_path / "notes.txt").write_text("no role")
    many_roles = diagnose_roles(tmp_path)
    assert many_roles.ids == ("case", "faulty", "north/lead", "south/lead")
    assert many_roles["case"].title == "Inside"
    # A list with a wrong item is not stated whole: without the item it would say that there is nothing else.
    assert many_roles["faulty"] == Role(title="Kept", capacity={"hours_expected": 9}, objectives=[{"text": "y"}])
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
        "north/roles.xlsx": "in a folder a role is a file that ends in .toml; a workbook of roles is given by itself",
        "a.json": "in a folder a role is a file that ends in .toml",
    }
    assert diagnose_roles(tmp_path / "north" / "roles.xlsx").problems == (
        "roles.xlsx: found a workbook that is damaged or has a password; open it, and save the sheet as CSV (left out)",
    )


def test_an_empty_folder_and_a_missing_file_say_so(tmp_path):
    assert "no TOML file" in diagnose_roles(tmp_path).problems[0]
    with pytest.raises(Problem, match="cannot be read: no such file"):
        diagnose_roles(tmp_path / "nothing.csv")
    with pytest.raises(UnknownKeyError, match="neither a file nor a case: did you mean 'place_lead'"):
        diagnose_roles("place_led")
    with pytest.raises(Problem, match="of type"):
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
            "objectives": [[{"text": "y"}], 0, 2.0],
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
        objectives=[{"text": "y"}],
    )
    assert many_roles["b"] == Role(capacity={"hours_paid": 7.5}, reward={"not_money": ["c"]}, objectives=[])
    assert many_roles["c"] == Role(title="Other", appointment={"peers_have_a_say": False}, objectives=[{}, {}])


def test_things_that_are_no_roles_are_named():
    many_roles = diagnose_roles({"a": Role(title="Lead"), "b": 3})
    assert many_roles.ids == ("a",)
    assert many_roles.problems == ("roles, b: found int; allowed is a Role, a Case or the id of one (left out)",)


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
        (7, "is of type int"),
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
        (["place_lead", ll.cases["pcn_clinical_director"], Role(title="Lead")], None),
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
