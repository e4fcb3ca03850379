"""Units: results one a unit, found by place, by slice or by the unit's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

import numpy as np

from leadership_lib.core.errors import UnknownKeyError, one_of

T = TypeVar("T")


@dataclass(frozen=True, repr=False)
class ByUnit(Sequence[T]):
    """Results in the order of their units; ``results["role A"]`` is that of the unit of this name.

    Attributes
    ----------
    results : tuple
        One a unit, each with the name of its ``unit``.
    """

    #: What a name that is not among them should have been.
    WHAT: ClassVar[str]

    results: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.results)

    def __getitem__(self, which: Any) -> Any:
        if isinstance(which, slice | int | np.integer):
            return self.results[which]
        by_name = {one.unit: one for one in self.results}
        return by_name[one_of(which, by_name, f"{which!r} is not {self.WHAT}", UnknownKeyError)]
