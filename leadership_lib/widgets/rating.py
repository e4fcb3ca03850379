"""Rating: what a person feels about a role, feature by feature, and only then what the checks say.

Ratings and checks are kept apart on purpose: the talk is in the difference.
"""

from collections.abc import Mapping
from typing import Any

from leadership_lib.core.errors import needed
from leadership_lib.core.html import block, table, tag
from leadership_lib.diagnosis.bounds import Bounds
from leadership_lib.diagnosis.diagnosis import diagnose
from leadership_lib.framework import concepts
from leadership_lib.role.loading import RoleSource, load_role
from leadership_lib.teaching.journal.journal import Journal
from leadership_lib.widgets import controls, worksheets
from leadership_lib.widgets.form import Form
from leadership_lib.widgets.journal_slot import JournalSlot

#: The lowest and the highest rating.
LOWEST, HIGHEST = 0, 10


class Rating(Form):
    """Rate a role on the five features, 0 to 10; the checks answer when all five are rated.

    Parameters
    ----------
    role
        The role to rate: a `Role`, a case or its id, or the path of a file.
    notebook, activity
        Where it stands, so that ratings are kept and come back; without them nothing is kept.
    journal
        Where they are kept; by default the learner's own.

    Attributes
    ----------
    value : dict of str to int
        The ratings by feature, as far as they are given.

    Raises
    ------
    Problem
        The role cannot be read, or something is of the wrong kind.
    """

    def __init__(
        self,
        role: RoleSource,
        *,
        notebook: str | None = None,
        activity: str | None = None,
        journal: Journal | None = None,
    ):
        self.role = load_role(role)
        self._features = concepts.load("features")
        self._slot = JournalSlot(notebook, activity, journal=journal)
        self._given: dict[str, int] = {}
        for feature, rating in self._slot.table.items():
            self._rate(feature, rating)
        numbers = [(n, str(n)) for n in range(LOWEST, HIGHEST + 1)]
        fields = [controls.choice(f.id, f"{f.title}, 0 to 10", numbers, "not rated", f.text) for f in self._features]
        super().__init__(
            label=f"Rate {self.role.title or 'this role'}",
            board_label="Your ratings and the checks",
            help="0 is none of it, 10 is all you could wish for. There is no right answer.",
            groups=[{"title": "How does it feel to you?", "fields": fields}],
        )

    @property
    def value(self) -> dict[str, int]:
        """The ratings by feature, as far as they are given."""
        return dict(self._given)

    @value.setter
    def value(self, ratings: Mapping[str, int]) -> None:
        needed(ratings, Mapping, "Ratings are a number for each feature")
        self.edit([(feature, ratings.get(feature)) for feature in self._features.ids])
        self.refresh()

    def take(self, field: str, value: Any) -> None:
        """Take over a rating, and keep it; None takes it back."""
        before = self.value
        self._rate(field, value)
        if self.value != before:
            self._slot.keep(self.value)

    def _rate(self, feature: str, rating: Any) -> None:
        # What is no feature can only come from a page or a file of another edition.
        if feature not in self._features:
            return
        self._given.pop(feature, None)
        if isinstance(rating, int) and not isinstance(rating, bool) and LOWEST <= rating <= HIGHEST:
            self._given[feature] = rating

    def plain(self) -> dict[str, Any]:
        """Return the ratings, as the controls hold them."""
        return self.value

    def show(self, said: str = "", notice: str = "") -> None:
        """Say what is still to rate, or put the ratings beside the checks."""
        left = [feature.title for feature in self._features if feature.id not in self._given]
        if left:
            usual = f"Still to rate: {', '.join(left)}. The checks answer when all five are rated."
            shown = [tag("p", usual, class_="note")]
        else:
            profile = diagnose(self.role).profile
            usual = _widest([(f.title, self._given[f.id], profile[f.id]) for f in self._features])
            rows = [[f.title, str(self._given[f.id]), f"{profile[f.id]} checks met"] for f in self._features]
            shown = [
                tag("p", tag("b", usual), class_="note"),
                tag("p", "Start there: what do you know that the description does not say?"),
                table(_HEAD, rows, "Rating and checks"),
                tag("p", _APART, class_="unstated"),
            ]
        self.tell(block(*shown, self._slot.line()), said=said or usual, notice=notice or self._slot.problem)

    def worksheet(self) -> worksheets.Worksheet:
        """Return a scale to circle for each feature."""
        scale = tag("span", " ".join(str(n) for n in range(LOWEST, HIGHEST + 1)), class_="scale")
        rows = ([worksheets.named(f.title, f.text), scale] for f in self._features)
        scales = table(["feature", "how it feels, 0 to 10"], rows, self.label)
        return worksheets.sheet(self.label, tag("p", f"{self.help} {_CIRCLE}"), scales)


_HEAD = ["feature", "your rating (0 to 10)", "what the role states"]
_CIRCLE = "Circle one in each row."
_APART = (
    "A rating is a feeling and a check is a fact; neither corrects the other, and they have no common scale. "
    "Where they differ is only a place to start."
)


def _widest(rated: list[tuple[str, int, Bounds]]) -> str:
    """Say where a rating lies farthest outside what the description leaves possible."""
    apart = [_outside(rating, bounds) for _, rating, bounds in rated]
    widest = max(map(abs, apart))
    if not widest:
        return "Every rating fits what the description says or leaves open."
    said = [
        f"{title}: you feel {'more' if by > 0 else 'less'} of it ({rating} of {HIGHEST}) "
        f"than is stated ({bounds} checks met)"
        for (title, rating, bounds), by in zip(rated, apart, strict=True)
        if abs(by) == widest
    ]
    return f"They differ most at {'; and at '.join(said)}."


def _outside(rating: int, bounds: Bounds) -> float:
    """Return how far a rating, as a share, lies above what can be met at most, or below what is met at least."""
    share = rating / HIGHEST
    return round(max(share - bounds.upper, 0) or min(share - bounds.lower, 0), 3)
