"""Code tree: the questions and the facts as codes in folders, as programs for qualitative analysis hold them.

A code keeps its GUID from one export to the next, so that what was coded with an earlier one still fits.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from leadership_lib.core.text import fit
from leadership_lib.description import rules
from leadership_lib.description.proposal import title_of
from leadership_lib.diagnosis import checks
from leadership_lib.diagnosis.checks import Check
from leadership_lib.framework import concepts
from leadership_lib.research.coding import guidance

#: The namespace that REFI-QDA has for a codebook.
NAMESPACE = "urn:QDA-XML:codebook:1.0"

QUESTIONS, FACTS = "Questions", "Facts"

_OURS = uuid5(NAMESPACE_URL, "urn:leadership-lib:refi-qda")


def guid(*names: object) -> str:
    """Return the GUID of something: the same one whenever the same is asked for."""
    return str(uuid5(_OURS, "\x1f".join(map(str, names))))


@dataclass(frozen=True, slots=True)
class Code:
    """A code, or a folder of codes.

    Attributes
    ----------
    kind : str
        ``folder``, ``question`` or ``fact``.
    id : str
        The id of a check or the path of a fact; of a folder its name.
    name : str
        What it is called; no two have one name.
    says : str
        What it is for.
    inside : tuple of Code
        What a folder holds; empty for a code.
    """

    kind: Literal["folder", "question", "fact"]
    id: str
    name: str
    says: str
    inside: tuple["Code", ...] = ()

    @property
    def guid(self) -> str:
        """Its GUID."""
        return guid(self.kind, self.id)

    def codes(self) -> Iterator["Code"]:
        """Yield the codes in it, or itself."""
        if self.kind != "folder":
            yield self
        for one in self.inside:
            yield from one.codes()


@cache
def tree() -> tuple[Code, Code]:
    """Return the folder of the questions, in folders by feature, and that of the facts, in folders by group."""
    asked = _folder(QUESTIONS, guidance.load().caution, _questions())
    return asked, _folder(FACTS, "Words of a description that state a fact of the role.", _facts())


def _folder(name: str, says: str, inside: Iterable[Code]) -> Code:
    return Code("folder", name, name, says, tuple(inside))


def _questions() -> Iterator[Code]:
    features = concepts.load("features")
    for key, group in groupby(checks.load(), lambda one: one.feature):
        title, says = (features[key].title, features[key].text) if key else ("Tensions", "The hold on tensions.")
        yield _folder(f"{QUESTIONS}: {title}", says, map(_question, group))


def _question(one: Check) -> Code:
    given = (f"{code}: {' / '.join(guidance.told(one, code))}" for code in guidance.CODES)
    said = (one.question, f"What counts: {one.looks_for}", f"Where it can mislead: {one.misleads}", *given)
    return Code("question", one.id, one.id, "\n".join(said))


def _facts() -> Iterator[Code]:
    known, groups = concepts.load("facts"), dict[str, list[Code]]()
    for path in rules.readable():
        # Time and pay are one code each, though a role holds them in parts.
        parts = [one for one in known if f"{one.id}.".startswith(f"{path}.")]
        said = [f"{one.question} {one.meaning}" for one in parts]
        code = Code("fact", path, title_of(path), "\n".join((*said, f"Its path in a role: {path}")))
        groups.setdefault(parts[0].group, []).append(code)
    for group, codes in groups.items():
        yield _folder(f"{FACTS}: {group}", f"What the library keeps under {group}.", codes)


def elements(codes: Iterable[Code]) -> Iterator[Element]:
    """Yield codes as REFI-QDA has them, in a codebook and in a project alike."""
    for one in codes:
        codable = str(one.kind != "folder").lower()
        made = Element("Code", guid=one.guid, name=fit(one.name), isCodable=codable)
        SubElement(made, "Description").text = lines(one.says)
        made.extend(elements(one.inside))
        yield made


def lines(text: str) -> str:
    """Return a text of several lines as XML can hold it."""
    return "\n".join(map(fit, text.splitlines()))


def codebook(origin: str) -> bytes:
    """Return the codebook as a REFI-QDA codebook (.qdc), version 1.0."""
    book = Element("CodeBook", xmlns=NAMESPACE, origin=origin)
    SubElement(book, "Codes").extend(elements(tree()))
    return document(book)


def document(root: Element) -> bytes:
    """Return an element as a file of XML in UTF-8."""
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


@cache
def known() -> dict[str, Code]:
    """Return every code by its GUID, and by its name, which a program keeps that gives GUIDs of its own."""
    return {key: one for folder in tree() for one in folder.codes() for key in (one.name, one.guid)}
