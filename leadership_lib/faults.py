"""Faults: what is wrong in a record, each with its key, what was found there and what is allowed."""

from typing import NamedTuple

from leadership_lib.problems import Problem


class Fault(NamedTuple):
    """One thing wrong in a record: the key, what was found there and what is allowed."""

    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.key}: found {self.found}; {self.allowed}"


class RecordError(Problem, ValueError):
    """Facts that do not make a record; carries every `Fault`, not only the first.

    Parameters
    ----------
    what
        What the facts were to make, such as ``a role``.
    faults
        All that is wrong.
    source
        The file, or whatever else they came from.
    before
        What cannot be done until the faults are put right; by default, reading it.
    """

    def __init__(self, what: str, faults: list[Fault], source: str | None = None, before: str | None = None):
        self.what, self.faults, self.source = what, tuple(faults), source
        where = f" in {source}" if source else ""
        count = "1 thing" if len(faults) == 1 else f"{len(faults)} things"
        lines = [f"{count} to put right{where} before {before or f'it can be read as {what}'}:"]
        super().__init__("\n".join(lines + [f"  - {fault}" for fault in faults]))
