"""Asking: the questions to put about a role, on the board and as a document to take along."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from leadership_lib.core.folders import slug
from leadership_lib.core.html import Markup, block, tag
from leadership_lib.diagnosis.questions import Asker, Question, questions
from leadership_lib.output.documents import write_questions
from leadership_lib.output.documents.writing import possible
from leadership_lib.output.download import link
from leadership_lib.role.role import Role

NOTHING = "The description answers every question we would ask."


class Asking:
    """The questions to put about one role, for one who asks.

    Attributes
    ----------
    role, asker
        The role, and who asks.
    said : str
        How many questions there are.
    """

    def __init__(self, role: Role, asker: Asker):
        self.role, self.asker = role, asker
        self._questions = questions(role, asker)
        count = len(self._questions)
        self.said = f"{count} question{'s' * (count != 1)} to ask, the most important first." if count else NOTHING

    def of(self, role: Role) -> "Asking":
        """Return the questions that the same person has to ask about another role."""
        return Asking(role, self.asker)

    def board(self) -> Markup:
        """Draw the questions, each with why to ask it and what a good answer is, and a link to all in Word."""
        asked = tag("ol", *map(_question, self._questions), class_="questions")
        return block(tag("p", tag("b", self.said), class_="note"), tag("p", self.copy()), asked)

    def copy(self) -> Markup:
        """Make a link that saves the questions in Word or, where it cannot be had, a page; it writes nothing else."""
        with TemporaryDirectory() as folder:
            name = f"{slug(self.role.title or 'role')}_questions{possible('.docx')}"
            return link(
                write_questions(self.role, Path(folder) / name, for_=self.asker), f"Save these questions: {name}"
            )


def _question(question: Question) -> Markup:
    return tag("li", tag("b", question.title), *_more(question))


def _more(question: Question) -> Iterator[Markup]:
    for one in question.said:
        yield tag("p", f"The description: {one}")
    yield tag("p", f"Why: {question.why}")
    yield tag("p", f"A good answer: {question.good}")
