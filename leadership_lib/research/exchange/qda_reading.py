"""QDA reading: a REFI-QDA project or codebook, whichever program wrote it, as tables; what is unread is named."""

import os
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import pandas as pd

from leadership_lib.core.errors import Problem
from leadership_lib.core.html import listing, table, tag, wrap
from leadership_lib.core.text import counted
from leadership_lib.core.untrusted import Unfit, archive_of, part_of, tree_of
from leadership_lib.research.coding import code_tree
from leadership_lib.research.exchange.qda_writing import BY, READER

#: The most bytes of a file, and of all texts in it.
MOST_BYTES, MOST_TEXT = 200_000_000, 100_000_000

CODES = ["code", "kind", "id", "folder", "codable", "says", "guid"]
CODINGS = ["coder", "document", "code", "kind", "id", "start", "end", "words", "note"]
CASES = ["case", "variable", "value"]

_AGAIN = "export it again as a REFI-QDA project (.qdpx) or codebook (.qdc), and try again"


@dataclass(frozen=True, repr=False)
class QdaProject:
    """What was read from a REFI-QDA file.

    Attributes
    ----------
    name, origin : str
        What the project is called, and the program that wrote it.
    texts : mapping of str to str
        The text of each document.
    codes : pandas.DataFrame
        One row a code: ``code, kind, id, folder, codable, says, guid``; kind and id where it is one of ours.
    codings : pandas.DataFrame
        One row a marked place: ``coder, document, code, kind, id, start, end, words, note``.
    cases : pandas.DataFrame
        One row a case and variable: ``case, variable, value``.
    unread : tuple of str
        What could not be read, in sentences.
    """

    name: str
    origin: str
    texts: Mapping[str, str]
    codes: pd.DataFrame
    codings: pd.DataFrame
    cases: pd.DataFrame
    unread: tuple[str, ...]

    def noted(self) -> pd.DataFrame:
        """Return the facts that people marked, without the reader's, for `Corpus.against` and `Corpus.ratings`.

        Returns
        -------
        pandas.DataFrame
            ``coder, document, fact, words``.
        """
        theirs = self.codings.query("kind == 'fact' and coder != @READER", local_dict={"READER": READER})
        return theirs.rename(columns={"id": "fact"})[["coder", "document", "fact", "words"]].reset_index(drop=True)

    def given(self) -> pd.DataFrame:
        """Return the answers that cases hold as variables, as a coding sheet has them, which `read_codes` reads.

        Returns
        -------
        pandas.DataFrame
            ``coder, role, check, code, evidence``; evidence where it is marked in the document of the role's name.
        """
        marked = self.codings[self.codings["kind"] == "question"]
        words = {(one.coder, one.document, one.id): one.words for one in marked.itertuples()}
        asked = {one.name for one in code_tree.tree()[0].codes()}
        rows = []
        for one in self.cases.itertuples():
            coder, _, check = str(one.variable).rpartition(BY)
            if check in asked:
                rows.append((coder, one.case, check, one.value, words.get((coder, one.case, check), "")))
        return pd.DataFrame(rows, columns=["coder", "role", "check", "code", "evidence"])

    def __repr__(self) -> str:
        return "\n".join([self._sentence, *(f"  - {said}" for said in self.unread)])

    @property
    def _sentence(self) -> str:
        several = [
            counted(len(self.texts), "document"),
            counted(int(self.codes["codable"].sum()), "code"),
            counted(len(self.codings), "marked place"),
            counted(self.cases["case"].nunique(), "case"),
        ]
        return f"{self.name or 'Codebook'} ({self.origin or 'program not named'}): {', '.join(several)}"

    def _repr_html_(self) -> str:
        rows = self.codings.groupby(["document", "coder"], sort=False).size()
        marked = [[document, coder, int(number)] for (document, coder), number in rows.items()]
        unread = (tag("h4", "What could not be read"), listing(self.unread)) if self.unread else ()
        return wrap(table(["document", "coder", "marked places"], marked, self._sentence), *unread)


def read_qda_project(path: str | os.PathLike[str]) -> QdaProject:
    """Read a REFI-QDA project (.qdpx) or codebook (.qdc), whichever program wrote it.

    Codes of this library are known again by their GUID, and by their name where a program gave new ones. Texts, and
    the text form of PDF files, are read; pictures, sound, film, and what lies outside the file are named.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    Problem
        It is not there, or is no such file; one sentence says why and what to do.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> ll.research.read_qda_project("my_work/adverts.qdpx").noted()  # doctest: +SKIP
    """
    file = Path(path)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Unfit(f"is larger than {MOST_BYTES // 1_000_000} MB", "export it without sound and film")
        return _read(file.read_bytes())
    except OSError as error:
        raise Problem(f"{str(file)!r} cannot be read: {(error.strerror or str(error)).lower()}.") from None
    except Unfit as unfit:
        raise Problem(f"{file.name!r} {unfit}: {unfit.advice or _AGAIN}.") from None


def _read(data: bytes) -> QdaProject:
    if not data.startswith(b"PK"):
        return _Reader(_tree(data), None).project()
    with archive_of(data) as archive:
        named = next((name for name in archive.namelist() if name.lower().endswith(".qde")), "")
        if not named:
            raise Unfit("is an archive (.zip) and no REFI-QDA project")
        return _Reader(_tree(part_of(archive, named)), archive).project()


def _tree(data: bytes) -> Element:
    root = tree_of(data)
    if root.tag not in ("Project", "CodeBook"):
        raise Unfit("is XML and no REFI-QDA file")
    return root


class _Reader:
    """Goes through a project once; what points nowhere is counted."""

    def __init__(self, root: Element, archive: zipfile.ZipFile | None):
        self.root, self.archive = root, archive
        self.parts = {name.lower(): name for name in archive.namelist()} if archive else {}
        self.texts: dict[str, str] = {}
        self.faults: Counter[tuple[str, str]] = Counter()
        self.users = {one.get("guid", "").lower(): one.get("name", "") for one in root.iter("User")}
        book = root if root.tag == "CodeBook" else root.find("CodeBook")
        self.codes = dict(self._codes(book.find("Codes"), "")) if book is not None else {}

    def project(self) -> QdaProject:
        """Return what was read."""
        codings = pd.DataFrame(self._codings(), columns=CODINGS)
        cases = pd.DataFrame(self._cases(), columns=CASES)
        codes = pd.DataFrame(list(self.codes.values()), columns=CODES)
        unread = tuple(f"{counted(number, thing)} {why}" for (thing, why), number in self.faults.items())
        return QdaProject(
            self.root.get("name", ""), self.root.get("origin", ""), self.texts, codes, codings, cases, unread
        )

    def _codes(self, inside: Element | None, folder: str) -> Iterator[tuple[str, dict[str, object]]]:
        for one in inside if inside is not None else ():
            if one.tag == "Code":
                key, name = _guid(one.get("guid")), one.get("name", "")
                ours = code_tree.known().get(key) or code_tree.known().get(name)
                yield (
                    key,
                    {
                        "code": name,
                        "kind": ours.kind if ours else "",
                        "id": ours.id if ours else "",
                        "folder": folder,
                        "codable": one.get("isCodable", "true") not in ("false", "0"),
                        "says": one.findtext("Description", ""),
                        "guid": key,
                    },
                )
                yield from self._codes(one, f"{folder} / {name}" if folder else name)

    def _codings(self) -> Iterator[tuple[object, ...]]:
        sources = self.root.find("Sources")
        for source in sources if sources is not None else ():
            text = source.find("Representation") if source.tag == "PDFSource" else source
            words = self._text(text) if text is not None and text.tag in ("TextSource", "Representation") else None
            if words is None:
                self.faults["source", "without a text in the file: a picture, sound or film, or kept elsewhere"] += 1
                continue
            name = self._name(source.get("name", "") or "document")
            self.texts[name] = words
            for place in text.iter("PlainTextSelection") if text is not None else ():
                yield from self._marked(place, name, words)

    def _marked(self, place: Element, name: str, words: str) -> Iterator[tuple[object, ...]]:
        try:
            start, end = int(place.get("startPosition", "")), int(place.get("endPosition", ""))
        except ValueError:
            start = end = -1
        if not 0 <= start <= end <= len(words):
            self.faults["marked place", "outside the document"] += 1
            return
        note = place.findtext("Description", "")
        for coding in place.iter("Coding"):
            ref = coding.find("CodeRef")
            code = self.codes.get(_guid(ref.get("targetGUID") if ref is not None else ""))
            if code is None:
                self.faults["coding", "with a code that the codebook lacks"] += 1
                continue
            who = _guid(coding.get("creatingUser") or place.get("creatingUser"))
            coder = self.users.get(who, "not named")
            yield coder, name, code["code"], code["kind"], code["id"], start, end, words[start:end], note

    def _text(self, source: Element) -> str | None:
        """Return the text of a source, as its places are counted; None where the file does not hold it."""
        inline, path = source.find("PlainTextContent"), source.get("plainTextPath", "")
        if inline is not None and not path:
            return inline.text or ""
        name = self.parts.get(f"sources/{path.removeprefix('internal://').lstrip('/').lower()}", "")
        if self.archive is None or not path.startswith("internal://") or not name:
            return None
        # A mark at the start is no character of the text.
        text = part_of(self.archive, name).decode("utf-8-sig", "replace")
        if sum(map(len, self.texts.values())) + len(text) > MOST_TEXT:
            raise Unfit(f"holds more than {MOST_TEXT // 1_000_000} MB of text", "export fewer documents")
        # ATLAS.ti counts the two signs at the end of a line of Windows as one.
        return text.replace("\r\n", "\n") if "ATLAS" in self.root.get("origin", "").upper() else text

    def _name(self, name: str) -> str:
        number = 2
        called = name
        while called in self.texts:
            called, number = f"{name} ({number})", number + 1
        return called

    def _cases(self) -> Iterator[tuple[str, str, str]]:
        variables = {_guid(one.get("guid")): one.get("name", "") for one in self.root.iter("Variable")}
        for case in self.root.iter("Case"):
            name = case.get("name", "")
            values = list(case.iter("VariableValue"))
            for value in values:
                ref = value.find("VariableRef")
                variable = variables.get(_guid(ref.get("targetGUID") if ref is not None else ""))
                if variable is None:
                    self.faults["value", "of a variable that is not described"] += 1
                    continue
                said = next((one.text or "" for one in value if one.tag != "VariableRef"), "")
                yield name, variable, said
            if not values:
                yield name, "", ""


def _guid(given: str | None) -> str:
    """Return a GUID as we write it; other programs write it in capitals or braces."""
    return (given or "").strip("{} ").lower()
