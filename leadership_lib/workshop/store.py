"""Store: one SQLite file; what was acknowledged survives a power cut.

One thread owns the writing. It takes everything that waits, writes it in one transaction, and only when that is on
the disk (WAL, ``synchronous=FULL``) is anyone answered: a burst of forty costs a few syncs of the disk, not forty. A
change that fails leaves the others as they are. `postgres` keeps the same for several servers.
"""

import queue
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

#: No table of what people said has row numbers or times, so that nothing in the file says who came first.
SCHEMA = """
CREATE TABLE IF NOT EXISTS workshop (
  code TEXT PRIMARY KEY, role TEXT NOT NULL, instrument TEXT NOT NULL, groups TEXT NOT NULL,
  smallest INTEGER NOT NULL CHECK (smallest >= 5), facilitator BLOB NOT NULL,
  round INTEGER NOT NULL DEFAULT 1, phase TEXT NOT NULL DEFAULT 'lobby'
    CHECK (phase IN ('lobby', 'open', 'revealed', 'closed')),
  door INTEGER NOT NULL DEFAULT 1, tried INTEGER NOT NULL DEFAULT 0, expected INTEGER,
  rehearsal INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 0, turn INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS person (
  id BLOB PRIMARY KEY, code TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE,
  grp TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answer (
  code TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE, round INTEGER NOT NULL,
  person BLOB NOT NULL REFERENCES person ON DELETE CASCADE, "values" TEXT NOT NULL, why TEXT NOT NULL,
  late INTEGER NOT NULL, sent TEXT NOT NULL, PRIMARY KEY (code, round, person)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS release (
  code TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE, round INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (code, round)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS words (
  code TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE, round INTEGER NOT NULL, place INTEGER NOT NULL,
  text TEXT NOT NULL, PRIMARY KEY (code, round, place)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS poll (
  code TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE, kind TEXT NOT NULL, options TEXT NOT NULL, result TEXT,
  PRIMARY KEY (code, kind)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ballot (
  code TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE, kind TEXT NOT NULL, person BLOB NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (code, kind, person)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS description (
  code TEXT PRIMARY KEY REFERENCES workshop ON DELETE CASCADE, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

#: Every table, whoever refers to another before it.
TABLES = tuple(re.findall(r"EXISTS (\w+)", SCHEMA))[::-1]

#: How many changes at most share one transaction.
MOST = 256

#: Seconds that one server waits for another's transaction.
PATIENCE = 30


class Database(Protocol):
    """What a change is handed: ``?`` stands for a value, and a row is a dict."""

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Run a statement and return its rows."""


Change = Callable[[Database], Any]


class Store:
    """The file, one thread that writes, and a connection to read with.

    Parameters
    ----------
    path
        On a local disk: SQLite's log does not work across a network.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = path
        self._waiting: queue.SimpleQueue[tuple[Change, Future[Any]] | None] = queue.SimpleQueue()
        self._reader = self._connect()
        self._prepare(self._reader)
        self._thread = threading.Thread(target=self._work, daemon=True, name="workshop-store")
        self._thread.start()

    def write(self, change: Change) -> Future[Any]:
        """Ask for a change; the future is done once it is on the disk, or has its fault."""
        future: Future[Any] = Future()
        self._waiting.put((change, future))
        return future

    def read(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Ask what is known; to be called from one thread."""
        found: list[dict[str, Any]] = self._reader.rows(sql, *values)
        return found

    def scrub(self) -> bool:
        """Leave nothing in the file of what was deleted from it; False where another server holds its log open."""
        database = self._connect()
        try:
            database.rows("VACUUM")
            return self._log_emptied(database)
        finally:
            database.connection.close()

    @staticmethod
    def _log_emptied(database: Any) -> bool:
        """Empty the log, which holds pages as they were before; another server's reading can hold that up."""
        until = time.monotonic() + PATIENCE
        while database.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]["busy"]:
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def close(self) -> None:
        """Write what waits, and stop."""
        self._waiting.put(None)
        self._thread.join()
        self._reader.connection.close()

    # --- what another database does differently

    def _connect(self) -> Any:
        return _Sqlite(self._path)

    def _prepare(self, database: Any) -> None:
        database.connection.executescript(SCHEMA)
        # A kill may have come between deleting and scrubbing.
        if database.rows("PRAGMA freelist_count")[0]["freelist_count"]:
            self.scrub()

    @contextmanager
    def _transaction(self, database: Any) -> Iterator[None]:
        database.rows("BEGIN IMMEDIATE")
        try:
            yield
            database.rows("COMMIT")
        except BaseException:
            if database.connection.in_transaction:
                database.rows("ROLLBACK")
            raise

    # --- the thread that writes

    def _work(self) -> None:
        database, running = None, True
        while running:
            batch = [self._waiting.get()]
            while len(batch) < MOST and not self._waiting.empty():
                batch.append(self._waiting.get())
            running = None not in batch
            asked = [one for one in batch if one]
            try:
                database = database or self._connect()
                self._commit(database, asked)
            except Exception as failed:  # nothing was written: whoever asked is told so, and asks again
                for _, future in asked:
                    if not future.done():
                        future.set_exception(failed)
                with suppress(Exception):
                    if database:
                        database.connection.close()
                database = None
        if database:
            database.connection.close()

    def _commit(self, database: Any, batch: list[tuple[Change, Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        refused: list[tuple[Future[Any], Exception]] = []
        with self._transaction(database):
            for change, future in batch:
                database.rows("SAVEPOINT one")
                try:
                    done.append((future, change(database)))
                except Exception as fault:
                    database.rows("ROLLBACK TO SAVEPOINT one")
                    refused.append((future, fault))
                database.rows("RELEASE SAVEPOINT one")
        for future, result in done:
            future.set_result(result)
        for future, reason in refused:
            future.set_exception(reason)


class _Sqlite:
    """A connection to the file, opened the one right way."""

    def __init__(self, path: str | Path) -> None:
        self.connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        self.connection.row_factory = _row
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            self.connection.execute(f"PRAGMA {pragma}")

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        return self.connection.execute(sql, values).fetchall()


def _row(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
