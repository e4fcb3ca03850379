"""Finder: where a post stands, in four questions, and the three cases that are nearest to it."""

from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.core.html import Markup, block, folded, tag
from leadership_lib.core.text import joined
from leadership_lib.teaching import finder, notebooks
from leadership_lib.teaching.case import Case
from leadership_lib.teaching.finder import Standing
from leadership_lib.widgets import controls, worksheets
from leadership_lib.widgets.form import Form

#: How many cases stand as cards; all of them are folded below.
CARDS = 3


class Finder(Form):
    """Ask where a post stands, and show the cases nearest to it; nothing is kept.

    Where there is no Python, as on a page that was saved, the gallery of all cases stands in its place.

    Attributes
    ----------
    value : Standing
        What is asked for, as far as it is chosen.
    """

    def __init__(self) -> None:
        self._asked = Standing()
        said = finder.words()
        super().__init__(
            label=said.title,
            board_label=said.board,
            help=said.help,
            groups=[{"title": said.title, "fields": [_field(name, one) for name, one in said.questions.items()]}],
            actions=controls.buttons(clear=said.clear),
            actions_last=True,
        )

    @property
    def value(self) -> Standing:
        """What is asked for, as far as it is chosen."""
        return self._asked

    @value.setter
    def value(self, asked: Standing) -> None:
        self._asked = needed(asked, Standing, "The value of a finder is a Standing")
        self.refresh()

    @property
    def cases(self) -> tuple[Case, ...]:
        """The nearest cases."""
        return finder.nearest(self.value)[:CARDS]

    def take(self, field: str, value: Any) -> None:
        """Take over one answer."""
        self._asked = Standing.from_dict({**self.plain(), field: value})

    def do(self, action: str, argument: str) -> str:
        """Leave everything open again."""
        if action == "clear":
            self._asked = Standing()
        return ""

    def plain(self) -> dict[str, Any]:
        """Return the answers, as the controls hold them."""
        return self.value.to_dict()

    def show(self, said: str = "", notice: str = "") -> None:
        """Show the nearest cases as cards, and all of them folded below."""
        words, every = finder.words(), notebooks.gallery()
        heard = words.heard.format(titles="; ".join(it.title for it in self.cases))
        head = words.nearest if self.plain() else words.first
        cards = tag("ul", *map(self._card, self.cases), class_="cards", role="list")
        folded_ = folded(words.every.format(count=len(every)), every.table(), data_key="every")
        self.tell(block(tag("p", tag("b", head)), cards, folded_), said=said or heard, notice=notice)

    def _card(self, it: Case) -> Markup:
        words, standing, notebook = finder.words(), Standing.of(it), notebooks.of_case(it)
        differs = [words.questions[name].name for name in standing.differs(self.value)]
        fit = words.differs.format(names=joined(differs)) if differs else words.fits if self.plain() else ""
        about = f"{it.opening} {words.minutes.format(minutes=notebook.minutes)}"
        near = f"{standing}.", *((" ", tag("b", fit)) if fit else ())
        title = tag("b", notebooks.link(notebook, it.title))
        return tag("li", title, tag("p", about), tag("p", *near), class_="card")

    def worksheet(self) -> worksheets.Worksheet:
        """Return the questions, and all cases to choose from."""
        return worksheets.sheet(self.label, *worksheets.asked(self.groups), notebooks.gallery().table())

    def _repr_html_(self) -> str:
        return notebooks.gallery()._repr_html_()


def _field(name: str, asked: finder.Question) -> dict[str, Any]:
    choices = ((value, f"{words[0].upper()}{words[1:]}") for value, words in asked.choices.items())
    return controls.choice(name, asked.asks, choices, "") | {"kind": "one", "none": False}
