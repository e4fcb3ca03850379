"""Units: results one a unit, found by place, by slice or by the unit's name."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from leadership_lib.core.errors import UnknownKeyError, one_of


def pick(results: Sequence[Any], which: Any, what: str) -> Any:
    """Return one result by place or by the name of its unit, or several by a slice.

    Parameters
    ----------
    results
        One a unit.
    which
        A whole number, a slice or a name.
    what
        What a name that is not among them should have been.

    Raises
    ------
    UnknownKeyError
        There is no unit of that name; names the near ones.
    """
    if isinstance(which, slice):
        return results[which]
    if isinstance(which, int | np.integer):
        return results[int(which)]
    by_name = {one.unit: one for one in results}
    return by_name[one_of(which, by_name, f"{which!r} is not {what}", UnknownKeyError)]
