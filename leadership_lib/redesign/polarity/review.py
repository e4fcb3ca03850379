"""A review of a grid: what is missing, takes sides, cannot be measured, or gives up a pole."""

from collections.abc import Iterator
from textwrap import shorten
from typing import Any, NamedTuple

from leadership_lib.diagnosis.checks.verdict import missing
from leadership_lib.diagnosis.checks.wording import countable
from leadership_lib.redesign.polarity.parts import POLES, GridParts
from leadership_lib.redesign.polarity.reference_grids import label, load, phrases
from leadership_lib.role.role import says_none, words

#: How many characters of someone's words a remark repeats.
_QUOTE = 90


class Remark(NamedTuple):
    """One point to settle.

    Attributes
    ----------
    kind : str
        Which of the sayings in the data it is.
    path : str
        The part it is about, such as ``first.steps``; ``number`` counts from 1 in a list.
    """

    kind: str
    path: str
    number: int | None
    where: str
    text: str
    advice: str

    @property
    def id(self) -> str:
        """The part, its number in a list, and the kind."""
        return f"{self.path}{f'[{self.number}]' if self.number else ''}.{self.kind}"

    @property
    def title(self) -> str:
        """Where it is and what is to be settled, on one line."""
        return f"{self.where}: {self.text}"

    def row(self) -> dict[str, Any]:
        """Return the point as a row of a table."""
        return {"id": self.id, **self._asdict()}

    def __str__(self) -> str:
        return f"{self.title} {self.advice}"


def _quoted(text: str) -> str:
    return shorten(text, _QUOTE, placeholder=" …")


def _remark(grid: GridParts, kind: str, path: str, number: int | None = None, **figures: str | None) -> Remark:
    key, _, part = path.rpartition(".")
    name = key and _quoted(getattr(grid, key).name or "")
    pole = [POLES[key] + (f" ({name})" if name else "")] if key else []
    where = ", ".join([*pole, label(part).lower() if key else label(part)]) + (f", number {number}" if number else "")
    saying = load().remarks[kind]
    text = saying.text.format(**{name: _quoted(value or "") for name, value in figures.items()})
    return Remark(kind, path, number, where, text, saying.advice)


def remarks(grid: GridParts) -> Iterator[Remark]:
    """Yield every point to settle, in the order in which a grid is read."""
    if missing(grid.greater_purpose):
        yield _remark(grid, "missing_purpose", "greater_purpose")
    elif found := _found("abandons", grid.greater_purpose):
        yield _remark(grid, "abandons_pole", "greater_purpose", text=grid.greater_purpose, found=found)
    for key, other in zip(POLES, reversed(POLES), strict=True):
        yield from _of_pole(grid, key, other)
    if missing(grid.deeper_fear):
        yield _remark(grid, "missing_fear", "deeper_fear")
    for number, warning in enumerate(grid.other_warnings or (), 1):
        if says_none(warning):
            continue
        yield _remark(grid, "untied_warning", "other_warnings", number, text=warning)
        if not countable(warning):
            yield _remark(grid, "not_countable", "other_warnings", number, text=warning)


def _of_pole(grid: GridParts, key: str, other: str) -> Iterator[Remark]:
    pole, opposite = getattr(grid, key), getattr(grid, other)
    names = [words(name).casefold() for name in (pole.name, opposite.name) if not missing(name)]
    if missing(pole.name):
        yield _remark(grid, "missing_name", f"{key}.name")
    elif found := _found("loaded", pole.name):
        yield _remark(grid, "loaded_name", f"{key}.name", text=pole.name, found=found)
    if key == "second" and len(names) == 2 and len(set(names)) == 1:
        yield _remark(grid, "same_names", f"{key}.name", text=pole.name)
    for part in ("gains", "losses", "steps", "warnings"):
        if not missing(getattr(pole, part)):
            continue
        kind = "one_pole_only" if part == "steps" and not missing(opposite.steps) else f"missing_{part}"
        yield _remark(grid, kind, f"{key}.{part}", other=grid.names[list(POLES).index(other)])
    for number, step in enumerate(pole.steps or (), 1):
        if found := _found("abandons", step):
            yield _remark(grid, "abandons_pole", f"{key}.steps", number, text=step, found=found)
    for number, warning in enumerate(pole.warnings or (), 1):
        if not says_none(warning) and not countable(warning):
            yield _remark(grid, "not_countable", f"{key}.warnings", number, text=warning)
    if missing(pole.noticed_by):
        yield _remark(grid, "nobody_notices", f"{key}.noticed_by")


def _found(name: str, text: str | None) -> str | None:
    # A phrase may run over the end of a line.
    return phrases(name).found_in(words(text))
