"""Stores: which one it is, by where it is."""

from pathlib import Path

from leadership_lib.workshop.store import Store


def opened(where: str | Path) -> Store:
    """Open a store: a file, or the address of a Postgres database.

    Raises
    ------
    Problem
        It is Postgres, and the package for it is missing.
    """
    if str(where).startswith(("postgres://", "postgresql://")):
        from leadership_lib.workshop.postgres import PostgresStore

        return PostgresStore(str(where))
    return Store(where)
