"""QDA writing: documents, the places marked in them, and the codes of roles, as a REFI-QDA project (.qdpx).

A place is counted in Unicode characters of the text file, from 0, and its end is the first character after it; lines
end with LF alone, so that every program counts alike. The same project gives the same bytes on one day.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

import leadership_lib
from leadership_lib.core.errors import Problem, needed
from leadership_lib.core.files import save, target_of, zipped
from leadership_lib.core.text import fit, told_apart
from leadership_lib.core.untrusted import MOST_PARTS
from leadership_lib.description.reading import Reading
from leadership_lib.research.coding.code_tree import document, elements, guid, lines, tree
from leadership_lib.research.coding.codes import Codes
from leadership_lib.research.corpus import LEFT_OVER, Corpus, rows_of
from leadership_lib.research.portfolio.provenance import Provenance, today

#: The namespace that REFI-QDA has for a project.
NAMESPACE = "urn:QDA-XML:project:1.0"

#: Who marked what the rules found.
READER = "reader"

#: What parts the coder from the question in the name of a case's variable.
BY = ": "

_ABOUT = f"""\
What "{READER}" marked was found by rules, without a person: a place to look, with the rule and how sure it is.
What anyone else marked is the evidence that they gave for an answer. A case is a role, its variables are the answers,
one a coder and question. Answers are not to be added up to a score.

"""


class _Mark(NamedTuple):
    """A place in a document, what it was marked as and by whom, and what is said of it."""

    start: int
    end: int
    code: str
    coder: str
    note: str


_Marks = defaultdict[str, list[_Mark]]


def write_qda_project(source: Corpus | Reading, path: str | os.PathLike[str], codes: Codes | None = None) -> Path:
    """Write documents with what was marked in them for QualCoder, NVivo, MAXQDA, ATLAS.ti and others.

    The codebook in it is that of `write_codebook`: facts for the places that the reader found, questions for the
    evidence of coders. `read_qda_project` reads the file back, also after people have worked on it elsewhere.

    Parameters
    ----------
    source
        What `read_corpus` or `read_description` read.
    path
        Where to; it ends in ``.qdpx``.
    codes
        What `read_codes` read. Each role becomes a case with the answers as variables. Evidence that stands in the
        document of the role's name is marked there; other evidence is kept in the description of the case.

    Returns
    -------
    Path
        The file. It names no folder, computer or user.

    Raises
    ------
    Problem
        The ending is another one, there are too many documents for one file, or it cannot be written.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> corpus = ll.read_corpus({"lead": "Job title: Lead"})
    >>> ll.research.write_qda_project(corpus, "my_work/adverts.qdpx")  # doctest: +SKIP
    """
    target = target_of(path, "project", (".qdpx",))
    texts, marks = _of(needed(source, Corpus | Reading, "A project is made of what read_corpus has read"))
    if not texts or len(texts) > MOST_PARTS - 2:
        raise Problem(f"{target.name!r} takes 1 to {MOST_PARTS - 2:,} documents, not {len(texts):,}.")
    apart = _evidence(codes, texts, marks)
    about = _ABOUT + "\n".join(Provenance(guid(*texts.values())).lines())
    project = _Project(target.stem, codes, about)
    project.sources(texts, marks)
    project.cases(texts, apart)
    return save(target, project.packed())


def _of(source: Corpus | Reading) -> tuple[dict[str, str], _Marks]:
    """Return the texts by name, and what the reader marked in them."""
    if isinstance(source, Corpus):
        given, rows = source.texts, source.frame.to_dict("records")
    else:
        named = list(told_apart(one.name for one in source.documents))
        given = {name: one.text for name, one in zip(named, source.documents, strict=True)}
        rows = list(rows_of(source, named))
    # A document may be called by its path, and where it stood is nobody else's business.
    short = dict(zip(given, told_apart(re.split(r"[\\/]", name)[-1] for name in given), strict=True))
    marks: _Marks = defaultdict(list)
    for row in rows:
        if row["fact"] != LEFT_OVER:
            code, note = guid("fact", row["fact"]), f"{row['sure']}, by the rule {row['rule']}"
            marks[short[row["document"]]].append(_Mark(row["start"], row["end"], code, READER, note))
    return {short[name]: text for name, text in given.items()}, marks


def _evidence(codes: Codes | None, texts: Mapping[str, str], marks: _Marks) -> dict[str, list[str]]:
    """Mark the evidence of coders where it stands in a document, and return the rest by role."""
    apart: dict[str, list[str]] = defaultdict(list)
    for row in _coded(codes):
        said = row.evidence.split() if isinstance(row.evidence, str) else []
        found = re.search(r"\s+".join(map(re.escape, said)), texts.get(row.role, "")) if said else None
        if found:
            marks[row.role].append(_Mark(*found.span(), guid("question", row.check), row.coder, row.code))
        elif said:
            apart[row.role].append(f"{row.coder}{BY}{row.check}: {' '.join(said)}")
    return apart


def _coded(codes: Codes | None) -> Iterable[Any]:
    return () if codes is None else codes.frame.dropna(subset=["code"]).itertuples()


class _Project:
    """A project in the making: its XML, and the text files that it names."""

    def __init__(self, name: str, codes: Codes | None, about: str):
        self.codes, self.files = codes, dict[str, str]()
        self.day = f"{today()}T00:00:00Z"
        self.by = {"creatingUser": guid("user", READER), "creationDateTime": self.day}
        origin = f"leadership-lib {leadership_lib.__version__}"
        self.root = Element("Project", xmlns=NAMESPACE, name=fit(name), origin=origin, creationDateTime=self.day)
        self.root.set("creatingUserGUID", guid("user", READER))
        # The schema lays down the order of what stands in a project.
        parts = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "NoteRef")
        self.part = {part: SubElement(self.root, part) for part in parts}
        for user in dict.fromkeys([READER, *(codes.coders if codes is not None else ())]):
            SubElement(self.part["Users"], "User", guid=guid("user", user), name=fit(user))
        SubElement(self.part["CodeBook"], "Codes").extend(elements(tree()))
        note = self.text("Notes", "Note", "About this project", about)
        self.part["NoteRef"].set("targetGUID", note.get("guid", ""))

    def text(self, part: str, kind: str, name: str, text: str) -> Element:
        """Add a text file, and the element that names it."""
        key = guid(kind, name, text)
        self.files[f"sources/{key}.txt"] = text
        named = {"guid": key, "name": fit(name), "plainTextPath": f"internal://{key}.txt"}
        return SubElement(self.part[part], kind, named | self.by)

    def sources(self, texts: Mapping[str, str], marks: _Marks) -> None:
        """Add the documents, with every mark once."""
        for name, text in texts.items():
            source = self.text("Sources", "TextSource", name, text)
            for mark in {(*one[:4],): one for one in marks[name]}.values():
                key, by = guid(source.get("guid"), *mark[:4]), self.by | {"creatingUser": guid("user", mark.coder)}
                place = {"startPosition": str(mark.start), "endPosition": str(mark.end)}
                title = fit(text[mark.start : mark.end][:60].replace("\n", " "))
                marked = SubElement(source, "PlainTextSelection", {"guid": key, "name": title} | place | by)
                SubElement(marked, "Description").text = lines(mark.note)
                coding = SubElement(marked, "Coding", {"guid": guid("coding", key)} | by)
                SubElement(coding, "CodeRef", targetGUID=mark.code)

    def cases(self, texts: Mapping[str, str], apart: Mapping[str, list[str]]) -> None:
        """Add the roles, each with its answers and its document."""
        answers: dict[str, dict[str, str]] = defaultdict(dict)
        for row in _coded(self.codes):
            answers[row.role][f"{row.coder}{BY}{row.check}"] = row.code
        for name in dict.fromkeys(chain.from_iterable(answers.values())):
            SubElement(
                self.part["Variables"], "Variable", guid=guid("variable", name), name=fit(name), typeOfVariable="Text"
            )
        if not answers:
            self.root.remove(self.part["Variables"])
        for name in dict.fromkeys([*texts, *answers]):
            case = SubElement(self.part["Cases"], "Case", guid=guid("case", name), name=fit(name))
            SubElement(case, "Description").text = lines("\n".join(apart.get(name, ())))
            for variable, answer in answers.get(name, {}).items():
                value = SubElement(case, "VariableValue")
                SubElement(value, "VariableRef", targetGUID=guid("variable", variable))
                SubElement(value, "TextValue").text = answer
            if name in texts:
                SubElement(case, "SourceRef", targetGUID=guid("TextSource", name, texts[name]))

    def packed(self) -> bytes:
        """Return the project as one file."""
        return zipped(
            {"project.qde": document(self.root), **{name: text.encode() for name, text in self.files.items()}}
        )
