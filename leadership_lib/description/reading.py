"""Reading: a description turned into proposals for facts, each with the words it rests on.

Nothing here is a fact until a person takes it. ``read_description`` is the way in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import Problem, UnknownKeyError, near_misses, needed
from leadership_lib.core.html import shown, table, tag, wrap
from leadership_lib.core.text import short
from leadership_lib.description import assistant, rules
from leadership_lib.description.assistant import ASSISTANT, Refusal
from leadership_lib.description.evidence import Document, Evidence, found_in
from leadership_lib.description.proposal import ORDER, RULE, Proposal, consistent, proposal
from leadership_lib.description.rules import Sure
from leadership_lib.description.sections import why_skipped
from leadership_lib.description.units import units
from leadership_lib.diagnosis.questions import Asker, Question, questions
from leadership_lib.role.role import Role, fact_kind

if TYPE_CHECKING:
    import pandas as pd

    from leadership_lib.description.page import Page
    from leadership_lib.diagnosis.questions import Question


#: How the name of a file ends.
_ENDING = re.compile(r"\.[A-Za-z]\w{1,4}$")


class Reading:
    """What was read in the documents of one role.

    Parameters
    ----------
    documents
        What was read.
    evidence
        What the rules found in them, by fact.
    claims
        What an assistant's answer claims, by fact; it never replaces what a rule found.
    refused
        What of its answers was not taken, and why.

    Attributes
    ----------
    proposals : Collection of Proposal
        By fact, in the order of a role.
    beside : tuple of Proposal
        What an assistant found for facts that a rule found too.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        evidence: Mapping[str, list[Evidence]],
        claims: Mapping[str, list[Evidence]] | None = None,
        refused: Iterable[Refusal] = (),
    ):
        self.documents, self._evidence, self._claims = tuple(documents), evidence, claims or {}
        self.refused = tuple(refused)
        made = consistent({fact: proposal(fact, found) for fact, found in evidence.items()})
        claimed = {fact: replace(proposal(fact, found), found_by=ASSISTANT) for fact, found in self._claims.items()}
        both = {**claimed, **made}
        self.proposals: Collection[Proposal] = Collection(
            "proposals",
            [both[fact] for fact in rules.readable() if fact in both],
            ("title", "value", "sure", "words"),
        )
        self.beside = tuple(one for fact, one in claimed.items() if fact in made)

    def and_then(self, *others: Reading) -> Reading:
        """Return this reading and those of further documents as one; where they differ, none is chosen."""
        documents, refused = list(self.documents), list(self.refused)
        found, claims = ({fact: list(each) for fact, each in kept.items()} for kept in (self._evidence, self._claims))
        for other in others:
            for mine, theirs in ((found, other._evidence), (claims, other._claims)):
                for fact, each in theirs.items():
                    moved = [replace(one, document=one.document + len(documents)) for one in each]
                    mine.setdefault(fact, []).extend(moved)
            documents += other.documents
            refused += other.refused
        return Reading(documents, found, claims, refused)

    def prompt(self) -> str:
        """Return a text to copy to an assistant of your own organisation; nothing is sent from here.

        It asks for every fact of which nothing sure was found, and holds the documents between marks. Read it before
        you copy it.
        """
        found = {one.fact for one in self.proposals if one.sure == "sure" and not one.settled_elsewhere}
        return assistant.prompt(self.documents, [fact for fact in rules.readable() if fact not in found])

    def take_answer(self, answer: str) -> Reading:
        r"""Return the reading with what an assistant's answer claims and the documents bear out.

        Parameters
        ----------
        answer
            What it wrote: JSON or TOML, alone or in one fenced block.

        Returns
        -------
        Reading
            Its claims are marked as the assistant's and not taken yet; `refused` says what was left out, and why.

        Raises
        ------
        Problem
            The answer is too long, or neither JSON nor TOML.

        Examples
        --------
        >>> import leadership_lib as ll
        >>> reading = ll.read_description("Sessions: 2 per week\nThe network dines with its leads in June.")
        >>> answer = '{"facts": [{"fact": "reward.recognition", "value": "", "words": "dines with its leads"}]}'
        >>> reading.take_answer(answer).proposals["reward.recognition"].found_by
        'your assistant'
        """
        claims = {fact: list(each) for fact, each in self._claims.items()}
        refused = []
        for one in assistant.check(needed(answer, str, "An answer is text"), self.documents):
            if isinstance(one, Refusal):
                refused.append(one)
            else:
                claims.setdefault(one[0], []).append(one[1])
        return Reading(self.documents, self._evidence, claims, refused)

    @property
    def skipped(self) -> list[tuple[str, str, str]]:
        """The stretches not read for purpose, authority, time and pay: document, first words, why."""
        told = []
        for document in self.documents:
            before = ""
            for unit in document.units:
                why = why_skipped(unit.section)
                if why and unit.section != before:
                    told.append((document.name, short(unit.under or unit.text, 60), why))
                before = unit.section if why else ""
        return told

    def to_frame(self) -> pd.DataFrame:
        """Return the proposals as a table, a row each."""
        import pandas as pd

        columns = ["fact", "title", "value", "sure", "words", "found_by", "rule", "document", "start", "end"]
        return pd.DataFrame([one.row() for one in (*self.proposals, *self.beside)], columns=columns)

    def role(self, taken: Literal["sure", "all"] | Iterable[str] = "sure") -> Role:
        """Return the role that the proposals make.

        Parameters
        ----------
        taken
            ``"sure"`` for the sure ones, ``"all"`` for the likely too, or the paths of facts. What is at odds is
            never taken, *maybe* and what an assistant found only by its path; words that only hold a fact's place are
            kept as such.

        Raises
        ------
        UnknownKeyError
            A path that nothing was proposed for.
        """
        if isinstance(taken, str):
            if taken not in ("sure", "all"):
                raise Problem(f"Taken are 'sure' ones, 'all', or a list of facts; {taken!r} is none of these.")
            least = ORDER["sure" if taken == "sure" else "likely"]
            chosen = [one for one in self.proposals if ORDER[one.sure] <= least and one.found_by == RULE]
        else:
            paths = list(needed(taken, Iterable, "Facts are taken by a list of their paths"))
            if unknown := [path for path in paths if path not in self.proposals]:
                raise UnknownKeyError(
                    f"Nothing is proposed for {unknown[0]!r}: {near_misses(unknown[0], self.proposals.ids)}"
                )
            chosen = [self.proposals[path] for path in paths]
        role = Role()
        for one in chosen:
            if (value := one.value if one.value is not None else _in_place(one)) is not None:
                role = role.with_({one.fact: value})
        return role

    def questions(self, for_: Asker = "applicant") -> Collection[Question]:
        """Return what to ask about the role that the sure and likely proposals make; see `ll.questions`."""
        return questions(self.role("all"), for_)

    def page(self) -> Page:
        """Return the documents as a page, with a mark at each evidence's place and a list of the facts found."""
        from leadership_lib.description.page import Page

        return Page(self)

    def __repr__(self) -> str:
        counted = {sure: sum(one.sure == sure for one in self.proposals) for sure in get_args(Sure)}
        told = ", ".join(f"{count} {sure}" for sure, count in counted.items() if count)
        names = ", ".join(document.name for document in self.documents)
        return f"Reading({names}: {len(self.proposals)} facts found{': ' + told if told else ''})"

    def _repr_html_(self) -> str:
        rows = [
            [one.title, shown(one.row()["value"]), one.row()["sure"], one.evidence[0].words] for one in self.proposals
        ]
        return wrap(tag("p", repr(self)), table(["fact", "value", "how sure", "words"], rows, "What was found"))


def read_description(*sources: str | os.PathLike[str] | bytes, name: str | None = None) -> Reading:
    r"""Read a role description: facts that it states, each with the words it rests on.

    Parameters
    ----------
    *sources
        The path of a file (.docx, .odt, .pdf, .html, .txt or Markdown), its bytes, or its text. Several documents
        about one role are read as one, and where they differ both are shown.
    name
        What a document given as text or bytes is called.

    Returns
    -------
    Reading
        Its proposals; nothing is a fact until a person takes it.

    Raises
    ------
    Unreadable
        One sentence says which file, why, and what to do.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> reading = ll.read_description("Job title: Clinical Lead\nSessions: 2 per week")
    >>> reading.role().capacity.paid
    8.0
    """
    if not sources:
        raise Problem("Nothing was given to read: give the path of a file, its bytes, or its text.")
    first, *more = (_read(source, name) for source in sources)
    return first.and_then(*more)


def _read(source: str | os.PathLike[str] | bytes, name: str | None) -> Reading:
    from leadership_lib.description.file import MOST_BYTES, text_of

    source = needed(source, str | os.PathLike | bytes, "A description is read from a path, bytes or text")
    if isinstance(source, bytes):
        return read_text(text_of(source, name or "the document"), name or "the document")
    if isinstance(source, str) and not _is_path(source):
        return read_text(text_of(source.encode("utf-8", "replace"), name or "the text"), name or "the text")
    path = Path(source)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Problem(f"{path} cannot be read ({reason}): give the path of a file, or the text itself.") from None
    return read_text(text_of(data, path.name), path.name)


def _is_path(source: str) -> bool:
    """Tell a path from a text: it is short, on one line, and ends as files do or has no space."""
    return len(source) <= 250 and "\n" not in source and (" " not in source or bool(_ENDING.search(source)))


def read_text(text: str, name: str = "the text") -> Reading:
    """Return the reading of a text that is already one."""
    document = Document(name, text, tuple(units(text)))
    return Reading((document,), found_in(document))


def _in_place(one: Proposal) -> Any:
    """Return words that only hold a fact's place, where the fact can keep them."""
    return " ".join(one.evidence[0].words.split()) if one.settled_elsewhere and fact_kind(one.fact) is str else None
