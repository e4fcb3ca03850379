"""Problem or polarity: a difficulty of one's own, four questions, and what the answers speak for."""

from collections.abc import Iterator, Mapping
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.core.html import Markup, block, listing, tag
from leadership_lib.framework import concepts
from leadership_lib.redesign.polarity import Difficulty, FalseFix, load
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import controls
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_slot import JournalSlot

#: What is asked besides the four questions: the field, the question, and what the journal calls it.
TEXT, NEAREST = "What pulls you two ways at work, in a sentence?", "Which of the four paradoxes is nearest to it?"
SPEAKS = "The answers speak for"
ANSWERS = [("yes", "yes"), ("no", "no"), ("unsure", "not sure")]

#: What the answers speak for, and what to do about it.
CALLED = {
    "polarity": "a polarity to hold",
    "problem": "a problem to solve",
    "undecided": "neither yet",
}
ADVICE = {
    "polarity": "Fill a grid for it: what each side gives, what it costs when overdone, steps for both.",
    "problem": "Choose, decide, and see it through; a grid would only keep it alive.",
    "undecided": "Look at what is still unclear, and come back.",
}
ONE_SIDE = "To serve one side alone, or to give each side to someone else. Say which of the four is nearest."


class ProblemOrPolarity(Form):
    """Ask four questions about a difficulty, and say whether they speak for a problem to solve or a polarity to hold.

    Parameters
    ----------
    notebook, activity
        Where it stands, if the journal is to keep it.
    journal
        Where it is kept; by default the learner's own.

    Attributes
    ----------
    value : Difficulty
        The difficulty as far as it is described, with the answers; its ``kind`` is what they speak for.
    """

    def __init__(self, notebook: str | None = None, activity: str | None = None, *, journal: Journal | None = None):
        self._slot = JournalSlot(notebook, activity, "answer", journal)
        self._difficulty = _again(self._slot.table)
        # What was answered when the questions were put in other words: it stays in the journal.
        self._older = _older(self._slot.table)
        paradoxes = [(paradox.id, paradox.title) for paradox in concepts.load("paradoxes")]
        fields = [
            {"id": "text", "question": TEXT, "kind": "text", "none": False, "unset": "posts and bodies, no names"},
            *(
                controls.choice(f"answers.{key}", question.title, ANSWERS, "not answered")
                for key, question in load().questions.items()
            ),
            controls.choice("paradox", NEAREST, paradoxes, "none of them"),
        ]
        super().__init__(
            label="Problem or polarity?",
            board_label="What the answers speak for",
            help="Only you can answer these. Change an answer to see what difference it makes.",
            groups=[{"title": "A difficulty of your own", "fields": fields}],
        )

    @property
    def value(self) -> Difficulty:
        """The difficulty as far as it is described, with the answers."""
        return self._difficulty

    @value.setter
    def value(self, difficulty: Difficulty) -> None:
        self._difficulty = needed(difficulty, Difficulty, "The value of this form is a Difficulty")
        self._keep()
        self.refresh()

    def take(self, field: str, value: Any) -> None:
        """Take over the difficulty or an answer, and keep it."""
        self._difficulty = self._difficulty.with_({field: value})
        self._keep()

    def _keep(self) -> None:
        self._slot.keep(self._older | _kept(self.plain(), self.value.kind.answer))

    def plain(self) -> dict[str, Any]:
        """Return the difficulty and the answers, as the controls hold them."""
        plain = {"text": self.value.text, "paradox": self.value.paradox}
        plain |= {f"answers.{key}": answer for key, answer in self.value.answers.to_dict().items()}
        return {path: value for path, value in plain.items() if value is not None}

    def show(self, said: str = "", notice: str = "") -> None:
        """Say what the answers speak for, as soon as they settle it."""
        left, kind = len(load().questions) - len(self.value.answers.to_dict()), self.value.kind
        # A no to either of the first two settles it, whatever the others are; else it waits for all four.
        settled = kind.answer == "problem" or not left
        verdict = f"{SPEAKS} {CALLED[kind.answer]}." if settled else f"{left} of the four questions still to answer."
        parts = [tag("p", kind.reason), tag("p", tag("i", ADVICE[kind.answer]))] if settled else []
        if settled and kind.answer != "problem":
            parts += _tempting(self.value)
        problem = self._slot.problem
        self.tell(
            block(tag("p", tag("b", verdict), class_="note"), *parts, self._slot.line()),
            said=" ".join(filter(None, (problem, said))) or verdict,
            notice=notice or problem,
        )


def _tempting(difficulty: Difficulty) -> Iterator[Markup]:
    """Say which false fix tempts, on which pole it leans, and what it brings back."""
    yield tag("p", tag("b", "The tempting false fix"))
    if not difficulty.tempting:
        yield tag("p", ONE_SIDE)
    yield listing(map(_fix, difficulty.tempting))


def _fix(fix: FalseFix) -> Markup:
    leans = " and ".join(f"“{pole}”" for pole in fix.leans_on)
    alone = ", each by itself" if len(fix.leans_on) > 1 else " alone"
    back = "; ".join(fix.brings_back) or "the paper does not say what is lost: ask someone on the other side"
    return tag("span", tag("b", f"{fix.title}."), f" It leans on {leans}{alone}, and brings back: {back}.")


def _asked() -> dict[str, str]:
    """Return what is asked, by field, in the words under which the journal keeps the answer."""
    return {"text": TEXT, **{f"answers.{key}": q.title for key, q in load().questions.items()}, "paradox": NEAREST}


def _kept(plain: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return what the journal keeps, in words that can be read there; empty where nothing is said yet."""
    paradoxes = concepts.load("paradoxes")
    said = {field: paradoxes[value].title if field == "paradox" else value for field, value in plain.items()}
    stated = {words: said[field] for field, words in _asked().items() if field in said}
    return {**stated, SPEAKS: CALLED[kind]} if stated else {}


def _older(kept: Mapping[str, Any]) -> dict[str, str]:
    """Return what the journal kept under words that no question has now."""
    return {said: answer for said, answer in kept.items() if said not in (*_asked().values(), SPEAKS)}


def _again(kept: Mapping[str, Any]) -> Difficulty:
    """Go on with what the journal kept, as far as the questions are still the same."""
    titles = {paradox.title: paradox.id for paradox in concepts.load("paradoxes")}
    found = {field: kept[words] for field, words in _asked().items() if words in kept}
    # An answer that is none of these can only come from another edition.
    known = {field: value for field, value in found.items() if "." not in field or value in ("yes", "no", "unsure")}
    return Difficulty().with_({**known, "paradox": titles.get(found.get("paradox", ""))})
