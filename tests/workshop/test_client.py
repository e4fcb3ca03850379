"""The facilitator's side: it starts or finds a server, survives kills, and never shows its secret."""

import csv
import os
import re
import signal
import socketserver
import stat
import subprocess
import sys
import threading
import time

import pytest
from docx import Document
from workshops import own_port

import leadership_lib as ll
from leadership_lib.core.errors import Problem
from leadership_lib.core.folders import data_folder
from leadership_lib.workshop import own_server, paper, state
from leadership_lib.workshop.calls import ask
from leadership_lib.workshop.client import Workshop

GROUPS = ("GP", "Nurse", "Manager")


def made(**more) -> Workshop:
    given = {"groups": GROUPS, "rehearsal": True, "address": "127.0.0.1"}
    return ll.Workshop("locality_clinical_lead", **given | more)


def killed() -> int:
    """Kill the server that was started here; returns its port."""
    (server,) = own_server.started
    server.send_signal(signal.SIGKILL)
    server.wait()
    return state.read(state.SERVER)["port"]


def test_a_rehearsal_from_door_test_to_record_and_purge(work, tmp_path):
    workshop = made(expected=40)
    assert workshop.address == f"{workshop.root}/j/{workshop.code}"
    assert "First the door test" in workshop._repr_html_()
    ask(workshop.test_address)
    assert f"Join: {workshop.code.upper()}" in workshop._repr_html_()
    assert "<svg" in workshop.qr
    assert "0 of 40 in" in repr(workshop)
    with pytest.raises(Problem, match="Open one first"):
        workshop.rehearse()
    assert set(workshop.languages) == set(GROUPS)
    workshop.open()
    assert workshop.rows() == ()
    assert workshop.rehearse(40) == 40
    workshop.close_door()
    with pytest.raises(Problem, match="workshop that is open cannot go to the next round"):
        workshop.next()
    workshop.reveal()
    rows = {row.item.id: row for row in workshop.rows()}
    purpose, tension = rows["purpose"], rows["representative_executive"]
    assert sum(purpose.counts) + purpose.unsure == 40
    assert purpose.found == (10 * workshop_lower(), 10 * workshop_upper())
    assert tension.found is None
    assert all(row.ask for row in rows.values())
    assert {name for name, _ in purpose.blocks} <= {"GP", "Nurse", "Manager", "Manager and Nurse"}
    words = workshop.sentences()
    assert len(words) > 3
    workshop.release(words[:2])
    workshop.next()
    assert 20 < workshop.rehearse() < 40
    workshop.reveal()
    assert workshop.rows()[0].before == purpose.counts
    workshop.close()
    path = workshop.write_record(tmp_path / "record.docx")
    said = "\n".join(p.text for p in Document(path).paragraphs)
    assert "This was a rehearsal" in said
    assert "no group of fewer than 5" in said
    assert "validated psychometric scale" in said
    assert words[0] in said
    assert words[2] not in said
    page = workshop.write_record(tmp_path / "record.html").read_text("utf-8")
    assert "What the room said in round 2" in page
    with workshop.write_record(tmp_path / "record.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    first = next(row for row in table if (row["round"], row["item"], row["who"]) == ("1", "purpose", "the room"))
    assert [int(first[str(v)]) for v in range(11)] == list(purpose.counts)
    with pytest.raises(Problem, match="end it in"):
        workshop.write_record(tmp_path / "record.txt")
    with pytest.raises(Problem, match="hand over its code"):
        workshop.purge("yes")
    code = workshop.code
    workshop.purge(code)
    kept = b"".join(path.read_bytes() for path in (work / "workshops").iterdir())
    assert code.encode() not in kept
    assert words[0].encode() not in kept
    assert made().code != code


def test_a_rehearsal_ends_with_its_server_unless_a_real_workshop_is_on_it(work):
    real = made(rehearsal=False)
    assert real.end_rehearsal().startswith("This is not a rehearsal")
    rehearsal = made()
    code = rehearsal.code
    assert rehearsal.end_rehearsal() == "The rehearsal is deleted. Nothing of it is left."
    with pytest.raises(Problem, match="for the facilitator"):
        rehearsal.board()
    assert own_server.alive()  # it serves the real workshop, whose people are in the room
    assert real.board()["phase"] == "lobby"
    last = made()
    assert last.code != code
    real.purge(real.code)
    last.end_rehearsal()
    assert not own_server.alive()


def workshop_lower():
    return ll.diagnose(ll.load_role("locality_clinical_lead")).profile["purpose"].lower


def workshop_upper():
    return ll.diagnose(ll.load_role("locality_clinical_lead")).profile["purpose"].upper


def test_the_record_holds_nothing_that_was_not_revealed(tmp_path):
    workshop = made()
    workshop.open()
    workshop.rehearse(12)
    page = workshop.write_record(tmp_path / "before.html").read_text("utf-8")
    assert "What the room said" not in page
    assert workshop.sentences() == ()
    with pytest.raises(Problem, match="no round has been revealed"):
        workshop.release(["x"])


def test_it_is_taken_up_again_after_the_server_or_the_kernel_was_killed(work, python):
    own_port()
    workshop = made()
    workshop.open()
    workshop.rehearse(6)
    port = killed()
    assert workshop.board()["answered"] == 6  # found gone, started again
    assert state.read(state.SERVER)["port"] == port  # the code that people scanned still leads there
    said = python(
        "import leadership_lib as ll\n"
        f"w = ll.Workshop('locality_clinical_lead', {GROUPS!r}, rehearsal=True, address='127.0.0.1')\n"
        "print(w.code, w.board()['answered'])"
    )
    assert said.split() == [workshop.code, "6"]
    (work / "mine.toml").write_text(asked_about("Mood"), "utf-8")
    with pytest.raises(Problem, match="made with other questions"):
        made(questions=work / "mine.toml")
    other = made(questions=work / "mine.toml", again=True)
    assert other.code != workshop.code
    assert other.questions.ids == ("mood",)


def test_a_server_of_another_folder_on_the_port_of_ones_own_is_not_taken_for_it(served):
    workshop = made()
    workshop.open()
    workshop.rehearse(6)
    port = killed()
    served.kill()
    served.port = port
    served.start()
    assert workshop.board()["answered"] == 6
    assert state.read(state.SERVER)["port"] != port
    with pytest.raises(Problem, match="workshop that is open cannot go to the next round"):
        workshop.next()  # what one's own refuses is passed on


def test_a_new_one_in_place_of_another_leaves_no_workshop_that_nobody_can_delete():
    first = made(rehearsal=False)
    (name,) = state.served_here()
    secret = state.read(name)["secret"]
    second = made(rehearsal=False, again=True)
    assert second.code != first.code
    assert state.read(f"{name}_{first.code}")["secret"] == secret
    assert first.board()["phase"] == "lobby"
    first.purge(first.code)
    assert state.read(name)["code"] == second.code
    rehearsal = made()
    made(again=True)
    with pytest.raises(Problem, match="for the facilitator"):
        rehearsal.board()


def test_a_workshop_is_one_role_in_one_place():
    """Two titles that begin alike are two workshops; one made here is not taken up for one that is elsewhere."""
    long = "Clinical lead for frailty and long-term conditions"
    one = ll.Workshop(ll.Role(title=f"{long}, north"), address="127.0.0.1")
    assert ll.Workshop(ll.Role(title=f"{long}, south"), address="127.0.0.1").code != one.code
    with pytest.raises(Problem, match="No workshop answers"):
        ll.Workshop(ll.Role(title=f"{long}, north"), at="http://127.0.0.1:9")


class HangsUp(socketserver.TCPServer):
    """What answers on a port, and hangs up on whoever calls."""

    allow_reuse_address = True


def test_a_server_that_had_to_take_another_port_is_asked_there():
    own_port()
    workshop = made()
    port = killed()
    with HangsUp(("127.0.0.1", port), socketserver.BaseRequestHandler) as taken:
        threading.Thread(target=taken.serve_forever).start()
        assert workshop.board()["phase"] == "lobby"
        taken.shutdown()
    assert f":{state.read(state.SERVER)['port']}/" in workshop.address
    assert f":{port}/" not in workshop.address


def test_the_invented_people_are_the_same_after_the_kernel_was_started_again():
    workshop = made()
    workshop.open()
    workshop.rehearse(8)
    assert made().rehearse(8) == 8
    assert workshop.board()["joined"] == 8


def asked_about(title: str) -> str:
    text = (data_folder() / "workshop" / "instrument.toml").read_text("utf-8")
    head, _, _ = text.partition("[[items]]")
    own = (
        f'[[items]]\nkind = "own"\nid = "mood"\ntitle = "{title}"\ntext = "How is it?"\nlow = "bad"\nhigh = "good"\n'
    )
    return f"{head}{own}\n{text[text.index('[next]') :]}"


def test_the_secret_is_never_shown_and_stands_in_files_of_its_owner_alone(work):
    workshop = made()
    secret = next(
        state.read(path.stem)["secret"] for path in (work / "workshops").glob("*.json") if path.stem != state.SERVER
    )
    shown = [repr(workshop), str(workshop), workshop._repr_html_(), repr(vars(workshop)), repr(workshop.board())]
    assert not [text for text in shown if secret in text or state.read(state.SERVER)["secret"] in text]
    for path in (work / "workshops").glob("*.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_sheets_are_printed_and_typed_in(tmp_path):
    workshop = made(rehearsal=False)
    workshop.open()
    said = "\n".join(p.text for p in Document(workshop.write_sheets(tmp_path / "s.docx", 3)).paragraphs)
    assert said.count("Rating sheet ") == 3
    assert "whole group answers alike" in said
    path = workshop.write_sheets(tmp_path / "typed.csv", 6)
    assert path.read_bytes().startswith("\ufeffsheet,group,".encode())  # as a spreadsheet wants it
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for place, row in enumerate(rows[:5]):
        row |= {"group": GROUPS[place % 2], "purpose": str(place), "why": "on paper"}
    save(path, rows)
    assert workshop.type_in_file(path) == 5  # the sixth was not used
    assert workshop.type_in_file(path) == 5  # again is harmless
    assert workshop.board()["answered"] == 5
    rows[0]["purpose"], rows[1]["group"], rows[2]["sheet"] = "11", "Nobody", "5"
    save(path, rows)
    with pytest.raises(Problem, match="3 to put right") as caught:
        workshop.type_in_file(path)
    assert all(f"row {line}" in str(caught.value) for line in (2, 3, 6))
    workshop.reveal()
    assert workshop.rows()[0].counts == (1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0)
    workshop.ask_for_changes([])
    workshop.type_in_ballot(1, "One line of accountability.")
    workshop.type_in_ballot(2, "A mentor.")
    workshop.put_to_vote(sorted(workshop.changes()))
    for number in range(1, 6):
        workshop.type_in_ballot(number, [1] if number < 4 else [1, 2])
    assert workshop.show_votes() == {"A mentor.": 5, "One line of accountability.": 2}
    workshop.close()
    workshop.ask_how_it_was()
    path = paper.write_evaluations(tmp_path / "evaluation.csv", 5, range(1, 7))
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    for place, row in enumerate(rows[:5]):
        row |= {"use": str(place + 4), "why": "Shorter."}
    save(path, rows)
    assert workshop.type_in_file(path) == 5  # known by its columns
    workshop.take_evaluation()
    shown = workshop.board()["polls"]["evaluation"]["result"]
    assert shown["items"]["use"]["counts"] == [0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0]
    assert shown["words"] == ["Shorter."]
    rows[0]["use"] = "11"
    save(path, rows)
    with pytest.raises(Problem, match="1 to put right"):
        workshop.type_in_file(path)
    with pytest.raises(Problem, match="rehearsal only"):
        workshop.rehearse()


def save(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0])
        out.writeheader()
        out.writerows(rows)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"smallest": 4}, "smallest is 4"),
        ({"groups": "GP"}, "names in a list"),
        ({"groups": ("GP", "gp")}, "a name of its own"),
        ({"at": "http://127.0.0.1:9"}, "No workshop answers"),
        ({"at": "hub.example/services/workshop"}, "begin it with https://"),
        ({"expected": 0}, "How many are expected"),
    ],
)
def test_what_cannot_be_is_refused_in_words(change, says):
    with pytest.raises(Problem, match=says):
        made(**change)


def test_a_role_needs_a_title_and_a_case_is_as_good_as_its_id():
    with pytest.raises(Problem, match="needs a role with a title"):
        ll.Workshop(ll.Role(), address="127.0.0.1")
    one = ll.Workshop(ll.cases["locality_clinical_lead"], address="127.0.0.1")
    assert ll.Workshop("locality_clinical_lead", address="127.0.0.1").code == one.code
    assert ll.Workshop(ll.Role(title="Lead"), (), address="127.0.0.1").board()["groups"] == ["Everyone"]


def test_a_terminal_is_enough(work, root):
    """`make workshop`: from the first round to the purge, without a notebook."""
    command = [sys.executable, "-m", "leadership_lib.workshop", "lead", "A post of ours", "--rehearsal"]
    env = os.environ | {
        "LEADERSHIP_WORKSHOP": "",
        "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")]),
    }
    lines = ["opne", "open", "rehearse", "reveal", "words", "words x", "words 1 2", "door"]
    lines += [
        "changes",
        "rehearse",
        "changes",
        "vote 1 2",
        "rehearse",
        "dots",
        "show",
        "close",
        "evaluate",
        "rehearse",
    ]
    lines += ["evaluated", "record", "help", "quit"]
    done = subprocess.run(
        command, input="\n".join(lines), env=env, capture_output=True, text=True, timeout=120, cwd=work.parent
    )
    assert done.returncode == 0, done.stderr
    assert "did you mean 'open'" in done.stdout
    assert "40 in, 40 answers in round 1" in done.stdout
    assert re.search(r"Purpose: median \d", done.stdout)
    assert "The door is closed to newcomers." in done.stdout
    assert "'x' is no sentence's number" in done.stdout
    assert re.search(r"(?m)^  [A-Z].* (year|agree|met|review)\.?.*: \d+$", done.stdout)  # a change, and its dots
    written = sorted(path.name for path in work.glob("workshop_*.docx"))
    assert [name.partition("_")[2].partition("_")[2] for name in written] == ["description.docx", "record.docx"]
    typo = subprocess.run(
        [*command[:-2], "localty_clinical_lead"], env=env, capture_output=True, text=True, timeout=60
    )
    assert typo.returncode == 1
    assert "locality_clinical_lead" in typo.stderr
    until = time.monotonic() + 20
    own_server.stop_server()
    while own_server.alive() and time.monotonic() < until:
        time.sleep(0.1)
    assert not own_server.alive()
