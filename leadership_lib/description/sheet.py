"""Sheet: what a person has decided about the facts of a reading, kept as one goes, with the way back.

A fact is decided when a person has taken, corrected or cleared it; only what is decided is in the role. Documents add
proposals, and never touch a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Final

from leadership_lib.core.errors import UnknownKeyError, one_of
from leadership_lib.core.records import OneOf, Record
from leadership_lib.core.store import Store, changed, differences
from leadership_lib.description.reading import Reading, read_text
from leadership_lib.description.rules import readable
from leadership_lib.description.told import held
from leadership_lib.role.parts import RoleError
from leadership_lib.role.role import Role

HEAD: Final = "# What was decided while reading a description, and its text. Kept on this computer only.\n\n"


class KeptDocument(Record, what="a document"):
    """A document: its name, and its text as it was read."""

    name: str
    text: str


class Sheet(Record, what="a kept reading", error=RoleError):
    """Documents, and what a person has decided about the facts in them.

    Attributes
    ----------
    documents : tuple of KeptDocument
        What was read, in the order in which it came.
    decided : tuple of str
        The facts that were decided; one that the role lacks was left open.
    role : Role
        The role so far: the facts that were taken or corrected.
    """

    documents: tuple[KeptDocument, ...] = ()
    decided: tuple[Annotated[str, OneOf(readable)], ...] = ()
    role: Role = Role()

    @property
    def reading(self) -> Reading:
        """What the documents propose; each is read once."""
        return _reading(self.documents)

    def add(self, reading: Reading) -> Sheet:
        """Return the sheet with the documents of a reading, those that it has already left out."""
        known = {one.text for one in self.documents}
        new = {one.text: KeptDocument(name=one.name, text=one.text) for one in reading.documents}
        return replace(self, documents=(*self.documents, *(one for text, one in new.items() if text not in known)))

    def decide(self, facts: Mapping[str, Any]) -> Sheet:
        """Return the sheet with facts decided, each by its value; None leaves it open.

        Raises
        ------
        RoleError
            Names every faulty fact; nothing is changed.
        UnknownKeyError
            A fact that no description states.
        """
        for fact in facts:
            one_of(fact, readable(), f"{fact!r} is not a fact that a description states", UnknownKeyError)
        # Of time and pay nothing may stay that the new words do not say.
        role = self.role.with_(dict.fromkeys(facts)).with_(facts)
        return replace(self, role=role, decided=_stated(role, (*self.decided, *facts)))


@lru_cache(8)
def _reading(documents: tuple[KeptDocument, ...]) -> Reading:
    return Reading((), {}).and_then(*map(_read, documents))


@lru_cache(8)
def _read(document: KeptDocument) -> Reading:
    return read_text(document.text, document.name)


def _stated(role: Role, decided: Iterable[str]) -> tuple[str, ...]:
    """Return the facts that are decided, in the order of a role; what it states is."""
    known = {*decided, *(fact for fact in readable() if held(role, fact) is not None)}
    return tuple(fact for fact in readable() if fact in known)


class KeptSheet(Store[Sheet]):
    """A sheet in a file, with the steps that led to it.

    Parameters
    ----------
    path
        The file. Where it is there already, the sheet goes on from it; other windows may have it too.

    Attributes
    ----------
    value : Sheet
        The sheet as it is now.

    Raises
    ------
    Problem
        The file is there and cannot be read; it is left as it is.
    """

    def __init__(self, path: Path):
        super().__init__(path, Sheet, HEAD)
        self.value = self._known = self.found or Sheet()
        # Each step as the sheet before it and after: another window's work is never taken back with it.
        self._steps: list[tuple[Sheet, Sheet]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._steps)

    def set(self, sheet: Sheet) -> None:
        """Put another sheet in the place of this one, as one step."""
        if sheet != self.value:
            self._steps.append((self.value, sheet))
            self._keep(sheet)

    def undo(self) -> None:
        """Take the last step back."""
        if self._steps:
            before, after = self._steps.pop()
            self._keep(_merged(self.value, after, before))

    def _keep(self, sheet: Sheet) -> None:
        self.value = sheet
        if self.write(lambda found: _merged(found, self._known, sheet)):
            self.value = self._known = self.found or sheet


def _merged(found: Sheet | None, known: Sheet, mine: Sheet) -> Sheet:
    """Return what was found, with what makes mine another than the known laid over it."""
    # Where there is no file the sheet has just begun, or what it kept was deleted on purpose, and stays so.
    found = found or Sheet()
    if found == known:
        return mine
    role = changed(found.role, differences(known.role, mine.role))
    decided = _stated(role, _both(found.decided, known.decided, mine.decided))
    return Sheet(documents=tuple(_both(found.documents, known.documents, mine.documents)), decided=decided, role=role)


def _both(found: Iterable[Any], known: Iterable[Any], mine: Iterable[Any]) -> Iterable[Any]:
    """Return what another window has, without what was taken away here, and with what is new here."""
    found, known, mine = list(found), list(known), list(mine)
    return [one for one in found if one in mine or one not in known] + [
        one for one in mine if one not in known and one not in found
    ]
