"""Questions: what to ask before one applies for a role, goes on in it, or signs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from leadership_lib.core.collection import Collection
from leadership_lib.core.errors import one_of
from leadership_lib.core.html import tag, wrap
from leadership_lib.core.records import Record
from leadership_lib.diagnosis.clashes import Clash, clashes
from leadership_lib.framework.concepts import PropositionId
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.role.role import Role

#: Who asks: someone who thinks of applying, who holds the post, or who signs it.
Asker = Literal["applicant", "holder", "board"]

#: How many questions are put at most: more are not asked in one conversation.
MOST = 10


class QuestionWords(Record, what="a question"):
    """One question, in the words of each who may ask it.

    Attributes
    ----------
    id, title : str
        What it is about.
    applicant, holder, board : str
        How each of them puts it.
    why, good : str
        Why to ask, and what a good answer sounds like.
    facts : tuple of str
        The facts that answer it; it is asked where one of them is not stated.
    """

    id: str
    title: str
    applicant: str
    holder: str
    board: str
    why: str
    good: str
    facts: tuple[str, ...]
    propositions: tuple[PropositionId, ...]


@dataclass(frozen=True)
class Question:
    """A question to put about one role.

    Attributes
    ----------
    id, topic : str
        What it is about.
    title : str
        The question.
    why, good : str
        Why to ask, and what a good answer sounds like.
    said : tuple of str
        What the role already says on it, or what in it does not go together.
    facts, propositions : tuple of str
        The facts that would answer it, and what of the paper it rests on.
    """

    id: str
    topic: str
    title: str
    why: str
    good: str
    said: tuple[str, ...]
    facts: tuple[str, ...]
    propositions: tuple[str, ...]

    @property
    def question(self) -> str:
        """The question, as a check calls its own."""
        return self.title

    def row(self) -> dict[str, Any]:
        """Return the question as a row of a table."""
        return {"id": self.id, "topic": self.topic, "question": self.title, "why": self.why, "good": self.good}

    def __repr__(self) -> str:
        said = "".join(f"\n  The description: {one}" for one in self.said)
        return f"{self.title}{said}\n  Why: {self.why}\n  A good answer: {self.good}"

    def _repr_html_(self) -> str:
        said = (tag("p", f"The description: {one}") for one in self.said)
        return wrap(tag("h4", self.title), *said, tag("p", self.why), tag("p", f"A good answer: {self.good}"))


@cache
def load() -> Collection[QuestionWords]:
    """Read the questions, once, in the order in which they are put."""
    return Collection.from_toml("framework/questions.toml", QuestionWords, ("title", "applicant", "why", "good"))


def questions(role: RoleSource, for_: Asker = "applicant") -> Collection[Question]:
    """Return what to ask about a role: at most ten questions, none twice, by what people lose most by first.

    Parameters
    ----------
    role
        The role, or whatever `load_role` reads it from; a title alone is enough.
    for_
        Who asks: ``applicant``, ``holder`` or ``board``.

    Raises
    ------
    Problem
        It is no role, or someone else asks.

    Examples
    --------
    >>> import leadership_lib as ll
    >>> [question.topic for question in ll.questions(ll.Role(title="Clinical Lead"))][:2]
    ['Time, and who counted it', 'Pay, and who does the clinical work meanwhile']
    """
    asker = one_of(for_, get_args(Asker), f"No questions are known for {for_!r}")
    found = load_role(role)
    return Collection("questions", list(_open(found, asker))[:MOST], ("topic", "question", "why", "good"))


def _open(role: Role, asker: str) -> Iterator[Question]:
    """Yield the questions that a role leaves open, those first whose facts do not go together."""
    asked: set[str] = set()
    for clash in clashes(role):
        question = _of_clash(clash)
        if question.id not in asked:
            asked.add(question.id)
            yield question
    for words in load():
        if words.id not in asked and any(role.leaves_open(fact) for fact in words.facts):
            # What only holds a fact's place is no answer, and shown beside the question.
            held = sorted({role.unfilled[fact] for fact in words.facts if fact in role.unfilled})
            yield _question(words, getattr(words, asker), tuple(f"“{said}”" for said in held))


def _of_clash(clash: Clash) -> Question:
    """Return the question that a clash puts: that about its facts, in the clash's words, or one of its own."""
    about = next((words for words in load() if set(words.facts) & set(clash.words.facts)), None)
    if about:
        return _question(about, clash.ask, (clash.title,))
    kind = clash.words
    return Question(
        kind.id, kind.title, clash.ask, kind.why or "", kind.good or "", (clash.title,), kind.facts, kind.propositions
    )


def _question(words: QuestionWords, ask: str, said: tuple[str, ...]) -> Question:
    return Question(words.id, words.title, ask, words.why, words.good, said, words.facts, words.propositions)
