"""Role store: the roles of a portfolio, of which only a few batches are held as they are and the others packed."""

import pickle
import zlib
from collections.abc import Iterator, Mapping

from leadership_lib.role.role import Role

#: How many batches are held as they are: the first ones, which are all there are of a small portfolio.
UNPACKED = 10


class KeptRoles(Mapping[str, Role]):
    """Roles by their ids, in order, a tenth the size of the roles themselves where there are many.

    One of a packed batch is unpacked when it is asked for, with the rest of its batch, which then waits for the next.
    """

    def __init__(self) -> None:
        self._batches: list[Mapping[str, Role] | bytes] = []
        self._place: dict[str, int] = {}
        self._open: tuple[int, Mapping[str, Role]] = (-1, {})

    def add(self, roles: Mapping[str, Role]) -> None:
        """Keep one more batch."""
        self._place |= dict.fromkeys(roles, len(self._batches))
        whole = len(self._batches) < UNPACKED
        self._batches.append(roles if whole else zlib.compress(pickle.dumps(dict(roles), protocol=5), 1))

    def __getitem__(self, key: str) -> Role:
        place = self._place[key]
        if place != self._open[0]:
            held = self._batches[place]
            # Packed by this very process, so there is nobody else's pickle in it.
            self._open = place, pickle.loads(zlib.decompress(held)) if isinstance(held, bytes) else held
        return self._open[1][key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)
