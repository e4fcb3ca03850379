"""Reveal: something that shows itself only once the reader has decided."""

from leadership_lib.core.html import Markup, folded, tag, wrap


class Reveal:
    """Keep an answer folded away until the reader opens it.

    A notebook is stored with what its cells said, so a reader would see an answer before the question is put.

    Parameters
    ----------
    answer
        What to show: anything that shows itself in a notebook, or some text.
    summary
        What one clicks to see it.
    """

    def __init__(self, answer: object, summary: str = "I have decided. Show me."):
        self.answer = answer
        self.summary = summary

    def __repr__(self) -> str:
        return f"{self.summary}\n{self.answer!r}"

    def _repr_html_(self) -> str:
        shows_itself = getattr(self.answer, "_repr_html_", None)
        page = shows_itself() if shows_itself else None
        return wrap(folded(self.summary, tag("p", self.answer) if page is None else Markup(page)))
