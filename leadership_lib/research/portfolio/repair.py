"""Mending: a record made of data as far as it can be made, with everything left out named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

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
            wrong += [Wrong(_name(f.key), f.found, f.allowed) for f in error.faults]
            data = _copied(data)
            if not any([_left_out(data, fault.key) for fault in error.faults]):
                return None, wrong


def _copied(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _copied(item) for key, item in data.items()}
    return [_copied(item) for item in data] if isinstance(data, list | tuple) else data


def _name(key: str) -> str:
    """Give the column of a faulty key: a number in brackets becomes one between points, that of a plain item goes."""
    return re.sub(r"\[(\d+)\]", r".\1", re.sub(r"\[\d+\]$", "", key))


def _left_out(data: Any, key: str) -> bool:
    """Leave out what stands at a key; tell whether it was there."""
    if isinstance(data, dict) and key in data:
        del data[key]
        return True
    steps = re.sub(r"\[\d+\]$", "", key)
    *above, last = [
        int(step) - 1 if step.isdigit() else step for step in re.split(r"\.|\[(?=\d)|\]\.?", steps) if step
    ]
    try:
        for step in above:
            data = data[step]
        del data[last]
    except (KeyError, IndexError, TypeError):
        return False
    return True
