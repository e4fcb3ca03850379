"""Mending: a record made of data as far as it can be made, with everything left out named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leadership_lib.core.errors import Path, worded
from leadership_lib.core.records import Record
from leadership_lib.research.portfolio.columns import Wrong


def mended(cls: type[Record], data: Any) -> tuple[Any, list[Wrong]]:
    """Make a record of data as far as it can be made.

    What is wrong is named and left out, which is *not stated*: bounds stay bounds. A list with a wrong item is left
    out whole, because without the item it would say that there is nothing else.

    Returns
    -------
    tuple
        The record, None where nothing could be left out to save it; and what was wrong.
    """
    wrong: list[Wrong] = []
    while True:
        try:
            return cls.from_dict(data), wrong
        except cls.ERROR as error:
            places = [_whole(fault.path) for fault in error.faults]
            told = zip(places, map(worded, error.faults), strict=True)
            wrong += [Wrong(_column(path), said.found, said.allowed) for path, said in told]
            data = _copied(data)
            if not any([_left_out(data, path) for path in places]):
                return None, wrong


def _copied(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _copied(item) for key, item in data.items()}
    return [_copied(item) for item in data] if isinstance(data, list | tuple) else data


def _whole(path: Path) -> Path:
    """Return the place of what has to be left out: of an item that has no facts of its own, the list."""
    return path[:-1] if path and isinstance(path[-1], int) else path


def _column(path: Path) -> str:
    """Return the column of a place: an item of a list is a number between points."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _left_out(data: Any, path: Path) -> bool:
    """Leave out what stands at a place; tell whether it was there."""
    try:
        *above, last = path
        for step in above:
            data = data[step]
        del data[last]
    except (KeyError, IndexError, TypeError, ValueError):
        return False
    return True
