"""Rating: what a person feels about a role, feature by feature, and only then what the checks say.

Ratings and checks are kept apart on purpose: the talk is in the difference.
"""

from __future__ import annotations

from typing import Any

from leadership_lib import framework
from leadership_lib.diagnosis import diagnose
from leadership_lib.html import block, table, tag
from leadership_lib.role import Role
from leadership_lib.widgets.form import Form

#: The lowest and the highest rating.
LOWEST, HIGHEST = 0, 10


class Rating(Form):
    """Rate a role on the five features, 0 to 10; the checks answer when all five are rated.

    Parameters
    ----------
    role
        The role to rate.

    Attributes
    ----------
    value : dict of str to int
        The ratings by feature, as far as they are given.
    """

    def __init__(self, role: Role):
        self.role = role
        self._given: dict[str, int] = {}
        choices = [[n, str(n)] for n in range(LOWEST, HIGHEST + 1)]
        fields = [
            {
                "id": f.id,
                "question": f"{f.title}, 0 to 10",
                "scene": [f.text],
                "kind": "choice",
                "choices": choices,
                "unset": "not rated",
            }
            for f in framework.load("features")
        ]
        super().__init__(
            label=f"Rate {role.title or 'this role'}",
            board_label="Ratings beside checks",
            help="0 is none of it, 10 is all you could wish for. There is no right answer.",
            groups=[{"title": "How does it feel to you?", "fields": fields}],
        )
        self._show()

    @property
    def value(self) -> dict[str, int]:
        """The ratings by feature, as far as they are given."""
        return dict(self._given)

    @value.setter
    def value(self, ratings: dict[str, int]) -> None:
        self.edit([(feature, ratings.get(feature)) for feature in framework.load("features").ids])
        self.write(self.value)

    def edit(self, edits: list[tuple[str, Any]]) -> None:
        """Take over ratings; None takes one back."""
        for feature, rating in edits:
            framework.load("features")[feature]
            self._given.pop(feature, None)
            if isinstance(rating, int) and not isinstance(rating, bool) and LOWEST <= rating <= HIGHEST:
                self._given[feature] = rating
        self._show()

    def _show(self) -> None:
        features = framework.load("features")
        left = [feature.title for feature in features if feature.id not in self._given]
        if left:
            said = f"Still to rate: {', '.join(left)}. The checks answer when all five are rated."
            shown = block(tag("p", said, class_="note"))
        else:
            said = "All five are rated; the checks stand beside them."
            profile = diagnose(self.role).profile
            rows = [[f.title, str(self._given[f.id]), f"{profile[f.id]} checks met"] for f in features]
            shown = block(
                tag("p", tag("b", said), class_="note"),
                table(["feature", "your rating (0 to 10)", "what the role states"], rows, "Rating and checks"),
                tag(
                    "p", "Where they differ, ask: what do I feel that the description does not say, or the other way?"
                ),
                tag(
                    "p", "A rating is a feeling and a check is a fact; neither corrects the other.", class_="unstated"
                ),
            )
        with self.hold_sync():
            self.board = shown
            self.state = {"said": said}
