"""Ballots: the polls of a store's workshops, and what people say to them; `polls` has the rules."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial
from typing import Any

from leadership_lib.workshop import polls
from leadership_lib.workshop.people import digest, on_paper, person_of, shuffled
from leadership_lib.workshop.store import Database, Store

Row = Mapping[str, Any]

#: How rows are asked for, by whoever only reads and within a change.
Rows = Callable[..., list[dict[str, Any]]]


class Ballots:
    """The polls of all workshops of one store.

    Parameters
    ----------
    store
        Where they are kept.
    change, find
        How a service changes a workshop, and finds it.
    """

    def __init__(self, store: Store, change: Callable[..., Future[Any]], find: Callable[[str], Row]) -> None:
        self.store, self._change, self._find = store, change, find

    def asked(self, code: str) -> polls.Asked:
        """Return what is or was asked, with its options, how many answered and, once it is shown, its result."""
        return _asked(self.store.read, code)

    def open(self, code: str, kind: polls.Kind, given: Any) -> Future[Any]:
        """Ask the room something beside its rounds; a vote ends the handing in of changes."""
        options = polls.options_of(kind, given)

        def change(db: Database, found: Row) -> dict[str, Any]:
            polls.may_be_asked(kind, found["phase"], _asked(db.rows, code))
            if kind == "vote":
                db.rows("UPDATE poll SET result = ? WHERE code = ? AND kind = 'change'", "{}", code)
            db.rows("INSERT INTO poll VALUES (?, ?, ?, NULL)", code, kind, json.dumps(options))
            return {"asked": kind}

        return self._change(code, change)

    def show(self, code: str, kind: polls.Kind) -> Future[Any]:
        """Show what the room said, for good."""

        def change(db: Database, found: Row) -> dict[str, Any]:
            options = polls.options_now(kind, _asked(db.rows, code))
            shown = polls.result(kind, _said(db.rows, found, kind), options, found["smallest"])
            db.rows("UPDATE poll SET result = ? WHERE code = ? AND kind = ?", json.dumps(shown), code, kind)
            return {"shown": kind}

        return self._change(code, change)

    def changes(self, code: str) -> list[str]:
        """Return the changes that tables have handed in, in an order that tells nothing."""
        return list(dict.fromkeys(_said(self.store.read, self._find(code), "change").values()))

    def keep(self, code: str, token: str, kind: polls.Kind, given: Row) -> Future[Any]:
        """Keep what someone says to a poll; it can be changed until it is shown."""
        return self._put(code, kind, given, lambda db, _: person_of(db, code, token))

    def keep_sheet(self, code: str, sheet: str, kind: polls.Kind, given: Row) -> Future[Any]:
        """Keep what someone wrote on a numbered sheet; the same number again corrects it."""
        return self._put(code, kind, given, lambda _, found: on_paper(found, sheet))

    def _put(self, code: str, kind: polls.Kind, given: Row, who: Callable[[Database, Row], bytes]) -> Future[Any]:
        def change(db: Database, found: Row) -> dict[str, Any]:
            options = polls.options_now(kind, _asked(db.rows, code))
            person = who(db, found)
            body = json.dumps(polls.read(kind, given, options))
            again = "ON CONFLICT (code, kind, person) DO UPDATE SET body = excluded.body"
            db.rows(f"INSERT INTO ballot VALUES (?, ?, ?, ?) {again}", code, kind, person, body)
            return {"kept": True}

        return self._change(code, change, turn=False)

    def own(self, code: str, token: str, kind: polls.Kind) -> Any:
        """Return what someone said to a poll; None where nothing."""
        sql = "SELECT body FROM ballot WHERE code = ? AND kind = ? AND person = ?"
        found = self.store.read(sql, code, kind, digest(token))
        return json.loads(found[0]["body"]) if found else None


def _asked(rows: Rows, code: str) -> polls.Asked:
    many = rows("SELECT kind, count(*) AS n FROM ballot WHERE code = ? GROUP BY kind", code)
    answered = {row["kind"]: row["n"] for row in many}
    return {
        row["kind"]: {
            "open": row["result"] is None,
            "options": json.loads(row["options"]),
            "result": json.loads(row["result"] or "null"),
            "n": answered.get(row["kind"], 0),
        }
        for row in rows("SELECT kind, options, result FROM poll WHERE code = ?", code)
    }


def _said(rows: Rows, found: Row, kind: polls.Kind) -> dict[bytes, Any]:
    sql = "SELECT person, body FROM ballot WHERE code = ? AND kind = ?"
    said = {bytes(row["person"]): json.loads(row["body"]) for row in rows(sql, found["code"], kind)}
    return {person: said[person] for person in sorted(said, key=partial(shuffled, bytes(found["facilitator"])))}
