"""Postgres: the same store for several servers, where an organisation has one.

Needs ``psycopg`` (the extra ``postgres``). One lock makes writers take turns, as SQLite's does; commits are shared.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from leadership_lib.core.errors import Problem
from leadership_lib.workshop.store import SCHEMA, TABLES, Store

psycopg: Any = None
with suppress(ImportError):
    import psycopg
    from psycopg.rows import dict_row

#: Any number, the same in every server of one database.
_LOCK = 20_171_126

_SCHEMA = SCHEMA.replace("BLOB", "BYTEA").replace(", WITHOUT ROWID", "").replace(" STRICT", "")


class PostgresStore(Store):
    """A Postgres database with the tables of a workshop.

    Parameters
    ----------
    address
        As ``postgresql://user@host/database``; a password is better in a file that ``PGPASSFILE`` names.
    """

    def __init__(self, address: str) -> None:
        if psycopg is None:
            raise Problem("A workshop in Postgres needs the package psycopg:  pip install 'psycopg[binary]'")
        super().__init__(address)

    def read(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Ask what is known, once more where the database was started again meanwhile."""
        try:
            return super().read(sql, *values)
        except psycopg.OperationalError:
            self._reader = self._connect()
            return super().read(sql, *values)

    def scrub(self) -> bool:
        """Let go of the space of what was deleted; backups and the server's own log are its administrator's."""
        database = self._connect()
        database.rows(f"VACUUM FULL {', '.join(TABLES)}")
        database.connection.close()
        return True

    def _connect(self) -> Any:
        return _Postgres(str(self._path))

    def _prepare(self, database: Any) -> None:
        with self._transaction(database):
            database.connection.execute(_SCHEMA)

    @contextmanager
    def _transaction(self, database: Any) -> Iterator[None]:
        with database.connection.transaction():
            database.rows("SELECT pg_advisory_xact_lock(?)", _LOCK)
            yield


class _Postgres:
    def __init__(self, address: str) -> None:
        self.connection = psycopg.connect(address, autocommit=True, row_factory=dict_row)

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        cursor = self.connection.execute(sql.replace("?", "%s"), values or None)
        return cursor.fetchall() if cursor.description else []
