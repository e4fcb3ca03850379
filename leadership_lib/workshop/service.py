"""Service: what may happen in a workshop, and what each side is told.

Whatever changes something returns a future, done when the change is on disk.
"""

import json
import random
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import lru_cache
from typing import Any

from leadership_lib.core.text import fit
from leadership_lib.workshop.ballots import Ballots
from leadership_lib.workshop.instrument import Instrument
from leadership_lib.workshop.people import TOLD, digest, letters, on_paper, person_of, shuffled
from leadership_lib.workshop.rounds import Refused, moved, revealed
from leadership_lib.workshop.store import TABLES, Database, Store
from leadership_lib.workshop.suppression import SMALLEST

Row = Mapping[str, Any]

#: The most groups and people, and the longest name of a group and of a role.
MOST_GROUPS, MOST_PEOPLE, LONGEST_GROUP, LONGEST_ROLE = 8, 2000, 40, 200

#: How often wrong letters may be typed at a device for one person, and how many people's slips are remembered.
MOST_WRONG, MOST_REMEMBERED = 10, 10_000


class Service:
    """All workshops of one store."""

    def __init__(self, store: Store) -> None:
        self.store, self.ballots = store, Ballots(store, self._change, self._find)
        self._wrong: Counter[bytes] = Counter()

    # --- the facilitator

    def make(
        self,
        role: str,
        groups: Sequence[str],
        instrument: Instrument,
        smallest: int = SMALLEST,
        rehearsal: bool = False,
        expected: int | None = None,
    ) -> tuple[str, str, Future[Any]]:
        """Make a workshop; returns its code, the facilitator's secret and the future."""
        if not isinstance(role, str) or not 0 < len(role.strip()) <= LONGEST_ROLE or not role.isprintable():
            raise Refused(400, "role", longest=LONGEST_ROLE)
        names = [str(group).strip() for group in groups]
        fit = names and all(0 < len(name) <= LONGEST_GROUP and name.isprintable() for name in names)
        if not fit or len(names) > MOST_GROUPS or len({name.lower() for name in names}) < len(names):
            raise Refused(400, "groups", most=MOST_GROUPS, longest=LONGEST_GROUP)
        if not _from(SMALLEST, smallest):
            raise Refused(400, "smallest", smallest=SMALLEST, most=MOST_PEOPLE)
        _expected(expected)
        code, secret = letters(6), secrets.token_urlsafe(24)
        kept = json.dumps(instrument.to_dict()), json.dumps(names)
        row = (code, role.strip(), *kept, smallest, digest(secret), int(bool(rehearsal)), expected)
        sql = "INSERT INTO workshop (code, role, instrument, groups, smallest, facilitator, rehearsal, expected)"
        return code, secret, self.store.write(lambda db: db.rows(f"{sql} VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row))

    def leads(self, code: str, secret: str) -> bool:
        """Tell whether this is the facilitator's secret."""
        found = self.store.read("SELECT facilitator FROM workshop WHERE code = ?", code)
        return bool(found) and secrets.compare_digest(bytes(found[0]["facilitator"]), digest(secret))

    def move(self, code: str, move: str) -> Future[Any]:
        """Open, reveal, go to the next round, or close; a reveal settles for good what is shown of its round."""

        def change(db: Database, found: Row) -> dict[str, Any]:
            phase, number = moved(found["phase"], found["round"], move)
            if move == "reveal":
                self._reveal(db, found)
            db.rows("UPDATE workshop SET phase = ?, round = ? WHERE code = ?", phase, number, code)
            return {"phase": phase, "round": number}

        return self._change(code, change)

    def set_door(self, code: str, open_: bool, expected: int | None) -> Future[Any]:
        """Open or close the door to newcomers, and say how many are expected."""
        _expected(expected)

        def change(db: Database, found: Row) -> dict[str, Any]:
            told = found["expected"] if expected is None else expected
            db.rows("UPDATE workshop SET door = ?, expected = ? WHERE code = ?", int(open_), told, code)
            return {"door": open_, "expected": told}

        return self._change(code, change, turn=False)

    def tried(self, code: str) -> Future[Any]:
        """Keep that a phone of the room has reached the workshop."""
        sql = "UPDATE workshop SET tried = 1 WHERE code = ?"
        return self._change(code, lambda db, _: db.rows(sql, code), turn=False)

    def paper(self, code: str, sheet: str, group: str, number: int, given: Row) -> Future[Any]:
        """Keep what someone wrote on a numbered sheet; the same number again corrects it, as sending again does."""
        found = self._find(code)
        values, why = _asked(found).read(given)
        person = on_paper(found, sheet)

        def change(db: Database, found: Row) -> dict[str, Any]:
            self._known_group(found, group)
            there = db.rows("SELECT grp FROM person WHERE id = ?", person)
            if there and there[0]["grp"] != group:
                raise Refused(409, "sheet_group", sheet=sheet, group=there[0]["grp"])
            if not there:
                db.rows("INSERT INTO person VALUES (?, ?, ?)", person, code, group)
            return self._keep(db, found, person, number, values, why, "paper")

        return self._change(code, change, turn=False)

    def sentences(self, code: str) -> list[dict[str, Any]]:
        """Return the sentences of revealed rounds, shuffled and without group, for the facilitator to choose from.

        Where fewer than `smallest` people wrote something new, it comes with what is new in the next round.
        """
        found = self._find(code)
        rows = self.store.read(
            "SELECT round, person, why FROM answer WHERE code = ? AND late = 0 AND why <> '' ORDER BY round", code
        )
        settled = self._settled(_releases(self.store.read, code))
        said: list[dict[str, Any]] = []
        seen: set[tuple[bytes, str]] = set()
        for number, block_of in settled.items():
            written = {(bytes(row["person"]), row["why"]) for row in rows if row["round"] <= number}
            # A form is filled with the sentence of the round before: only what is new is said again.
            new = {(person, why) for person, why in written - seen if person in block_of}
            if len({person for person, _ in new}) >= found["smallest"]:
                seen |= new
                key = bytes(found["facilitator"])
                order = sorted(new, key=lambda one: shuffled(key, one[0] + one[1].encode()))
                said += [{"round": number, "text": why} for _, why in order]
        return said

    def release_words(self, code: str, number: int, texts: Sequence[str]) -> Future[Any]:
        """Show some of the sentences to everyone, in an order that tells nothing."""
        there = [one["text"] for one in self.sentences(code) if one["round"] == number]
        if unknown := [text for text in texts if text not in there]:
            raise Refused(409, "sentence", round=number, text=repr(str(unknown[0])[:60]))
        chosen = random.SystemRandom().sample(list(dict.fromkeys(texts)), len(dict.fromkeys(texts)))

        def change(db: Database, _: Row) -> dict[str, Any]:
            db.rows("DELETE FROM words WHERE code = ? AND round = ?", code, number)
            for place, text in enumerate(chosen):
                db.rows("INSERT INTO words VALUES (?, ?, ?, ?)", code, number, place, text)
            return {"shown": len(chosen)}

        return self._change(code, change)

    def describe(self, code: str, given: Any) -> Future[Any]:
        """Keep the role's text, for people to read on their own devices: parts, each a heading and its lines."""
        if not isinstance(given, list) or not all(isinstance(part, list) and part and _texts(part) for part in given):
            raise Refused(400, "list", what="text")
        sql = "INSERT INTO description VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET body = excluded.body"
        body = json.dumps([[fit(text) for text in part] for part in given])
        return self._change(code, lambda db, _: db.rows(sql, code, body))

    def purge(self, code: str) -> Future[Any]:
        """Delete the workshop and all that was said in it; `Store.scrub` then leaves nothing of it in the file."""

        def change(db: Database) -> dict[str, Any]:
            _one(db.rows("SELECT * FROM workshop WHERE code = ?", code))
            for table in TABLES:
                db.rows(f"DELETE FROM {table} WHERE code = ?", code)
            return {"purged": code}

        return self.store.write(change)

    def board(self, code: str) -> dict[str, Any]:
        """Return what the big screen may show: counts until the reveal, then the release."""
        found = self._find(code)
        joined = self.store.read("SELECT count(*) AS n FROM person WHERE code = ?", code)
        sql = "SELECT count(*) AS n FROM answer WHERE code = ? AND round = ? AND late = 0"
        answered = self.store.read(sql, code, found["round"])
        told = {name: found[name] for name in ("role", "smallest", "expected", "version")}
        flags = {name: bool(found[name]) for name in ("door", "tried", "rehearsal")}
        counts = {"joined": joined[0]["n"], "answered": answered[0]["n"]}
        more = {"code": code, "groups": json.loads(found["groups"]), "polls": self.ballots.asked(code)}
        return {**self.state(code), **told, **flags, **counts, **more}

    # --- participants

    def join(self, code: str, group: str) -> tuple[str, Future[Any]]:
        """Let someone in; returns the person's secret and the future."""
        token = secrets.token_urlsafe(18) + letters(TOLD)

        def change(db: Database, found: Row) -> None:
            if not found["door"] or found["phase"] == "closed":
                raise Refused(403, "door")
            self._known_group(found, group)
            if db.rows("SELECT count(*) AS n FROM person WHERE code = ?", code)[0]["n"] >= MOST_PEOPLE:
                raise Refused(403, "full", most=MOST_PEOPLE)
            db.rows("INSERT INTO person VALUES (?, ?, ?)", digest(token), code, group)

        self._find(code)
        return token, self._change(code, change, turn=False)

    def answer(self, code: str, token: str, number: int, given: Row, sent: str) -> Future[Any]:
        """Keep an answer: the same one again is harmless, and another replaces it until the reveal."""
        values, why = _asked(self._find(code)).read(given)
        sent = "".join(letter for letter in sent if letter.isascii() and letter.isalnum())[:40]

        def change(db: Database, found: Row) -> dict[str, Any]:
            return self._keep(db, found, person_of(db, code, token), number, values, why, sent)

        return self._change(code, change, turn=False)

    def state(self, code: str) -> dict[str, Any]:
        """Return what everyone may know."""
        found = self._find(code)
        words = self.store.read("SELECT round, text FROM words WHERE code = ? ORDER BY round, place", code)
        return {
            **{name: found[name] for name in ("turn", "phase", "round")},
            "shown": [body["shown"] for body in _releases(self.store.read, code).values()],
            "words": [[row["round"], row["text"]] for row in words],
            # What people think of the workshop is for the facilitator, and how many answer a poll for the board.
            "polls": {
                kind: {**asked, "n": 0} | ({"result": None} if kind == "evaluation" else {})
                for kind, asked in self.ballots.asked(code).items()
            },
        }

    def description(self, code: str) -> list[Any]:
        """Return the role's text: parts, each a heading and its lines; nothing where only its title is known."""
        found = self.store.read("SELECT body FROM description WHERE code = ?", code)
        return list(json.loads(found[0]["body"])) if found else []

    def mine(self, code: str, token: str) -> list[dict[str, Any]]:
        """Return someone's own answers, and no one else's; `counted` where the room is or will be shown it."""
        sql = 'SELECT round, "values", why, late FROM answer WHERE code = ? AND person = ? ORDER BY round'
        person, settled = digest(token), self._settled(_releases(self.store.read, code))
        return [
            {
                **row,
                "values": json.loads(row["values"]),
                "late": bool(row["late"]),
                "counted": not row["late"] and person in settled.get(row["round"], (person,)),
            }
            for row in self.store.read(sql, code, person)
        ]

    def group(self, code: str, token: str) -> str | None:
        """Return as what this person takes part; None where there is no such person."""
        found = self.store.read("SELECT grp FROM person WHERE id = ? AND code = ?", digest(token), code)
        return found[0]["grp"] if found else None

    def back(self, code: str, halves: Sequence[str], typed: str) -> str | None:
        """Return the whole secret of which a device keeps a half and a person the letters; None where none fits.

        After too many wrong letters a half opens nothing any more, so that no one can try them all.
        """
        open_ = [half for half in halves if self._wrong[digest(f"{code} {half}")] < MOST_WRONG]
        if found := next((half + typed for half in open_ if self.group(code, half + typed) is not None), None):
            return found
        if len(self._wrong) > MOST_REMEMBERED:
            self._wrong.clear()
        self._wrong.update(digest(f"{code} {half}") for half in open_)
        return None

    def count(self, code: str, what: str) -> int:
        """Return the count of what participants (``turn``) or the board (``version``) have to be told."""
        return int(self._find(code)[what])

    def of(self, code: str) -> tuple[Row, Instrument]:
        """Return the workshop and what is asked in it."""
        found = self._find(code)
        return found, _asked(found)

    # --- within

    def _change(self, code: str, change: Callable[[Database, Row], Any], turn: bool = True) -> Future[Any]:
        """Change a workshop; the board is always told, participants only where `turn` says so.

        An answer must not wake a thousand phones.
        """

        def counted(db: Database) -> Any:
            done = change(db, _one(db.rows("SELECT * FROM workshop WHERE code = ?", code)))
            sql = "UPDATE workshop SET version = version + 1, turn = turn + ? WHERE code = ? RETURNING version"
            version = db.rows(sql, int(turn), code)[0]["version"]
            return done | {"version": version} if isinstance(done, dict) else done

        return self.store.write(counted)

    def _keep(
        self, db: Database, found: Row, person: bytes, number: int, values: Row, why: str, sent: str
    ) -> dict[str, Any]:
        code, phase = found["code"], found["phase"]
        if phase == "lobby" or not 1 <= number <= found["round"]:
            raise Refused(409, "not_open")
        late = phase in ("revealed", "closed") or number < found["round"]
        sql = "SELECT late, sent FROM answer WHERE code = ? AND round = ? AND person = ?"
        if late and (old := db.rows(sql, code, number, person)) and not old[0]["late"]:
            if sent and old[0]["sent"] == sent != "paper":
                return {"kept": True, "round": number, "late": False}
            raise Refused(409, "stands")
        said = json.dumps(values, separators=(",", ":"))
        db.rows(
            'INSERT INTO answer (code, round, person, "values", why, late, sent) VALUES (?, ?, ?, ?, ?, ?, ?)'
            ' ON CONFLICT (code, round, person) DO UPDATE SET "values" = excluded."values", why = excluded.why,'
            " late = excluded.late, sent = excluded.sent",
            *(code, number, person, said, why, int(late), sent),
        )
        return {"kept": True, "round": number, "late": late}

    def _reveal(self, db: Database, found: Row) -> None:
        code, number = found["code"], found["round"]
        rows = db.rows(
            'SELECT a.round, a.person, p.grp, a."values" FROM answer a JOIN person p ON p.id = a.person'
            " WHERE a.code = ? AND a.round <= ? AND a.late = 0 ORDER BY a.round",
            *(code, number),
        )
        answers: dict[bytes, dict[int, dict[str, int | None]]] = {}
        for row in rows:
            answers.setdefault(bytes(row["person"]), {})[row["round"]] = json.loads(row["values"])
        groups = {bytes(row["person"]): row["grp"] for row in rows}
        releases = _releases(db.rows, code)
        before = list(self._settled(releases).values())
        taken = list(releases.values())[-1]["taken"] if releases else {}
        last = before[-1] if before else None
        shown, blocks, taken = revealed(answers, groups, number, last, taken, _asked(found).ids, found["smallest"])
        settled = {person.hex(): block for person, block in blocks.items()}
        body = {"shown": shown, "settled": settled, "taken": taken}
        db.rows("INSERT INTO release VALUES (?, ?, ?)", code, number, json.dumps(body))

    @staticmethod
    def _settled(releases: Mapping[int, Row]) -> dict[int, dict[bytes, str]]:
        return {
            number: {bytes.fromhex(person): block for person, block in body["settled"].items()}
            for number, body in releases.items()
        }

    @staticmethod
    def _known_group(found: Row, group: str) -> None:
        if group not in json.loads(found["groups"]):
            raise Refused(400, "group")

    def _find(self, code: str) -> Row:
        return _one(self.store.read("SELECT * FROM workshop WHERE code = ?", code))


def _one(found: Sequence[Row]) -> Row:
    if not found:
        raise Refused(404, "code")
    return found[0]


def _releases(rows: Callable[..., list[dict[str, Any]]], code: str) -> dict[int, dict[str, Any]]:
    found = rows("SELECT round, body FROM release WHERE code = ? ORDER BY round", code)
    return {row["round"]: json.loads(row["body"]) for row in found}


def _texts(given: Any) -> bool:
    return all(isinstance(text, str) for text in given)


def _asked(found: Row) -> Instrument:
    return _instrument(found["instrument"])


@lru_cache(64)
def _instrument(text: str) -> Instrument:
    return Instrument.from_dict(json.loads(text))


def _from(least: int, number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and least <= number <= MOST_PEOPLE


def _expected(number: object) -> None:
    if number is not None and not _from(1, number):
        raise Refused(400, "expected", most=MOST_PEOPLE)
