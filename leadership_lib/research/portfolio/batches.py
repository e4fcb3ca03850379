"""Judging many roles: the outcomes of every check as small numbers, in batches, here or on other machines.

One function judges a batch, wherever it runs, and batches come back in order: so a cluster gives what one process
gives, to the last sign. No more batches are under way than there are hands for, so memory does not grow with the
file.
"""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from leadership_lib.core.errors import Problem, whole
from leadership_lib.diagnosis import checks
from leadership_lib.research.portfolio.found import Found, held, made
from leadership_lib.research.portfolio.memo import Memo, signs
from leadership_lib.research.portfolio.portfolio import Portfolio
from leadership_lib.research.portfolio.sources import find
from leadership_lib.research.portfolio.stated import marks
from leadership_lib.research.tables.layout import Layout
from leadership_lib.research.tables.unread import Unread
from leadership_lib.role.parts import Judgement
from leadership_lib.role.role import Role, fact_paths

#: How many roles go into a batch, and how many batches for each worker are under way at once.
CHUNK, AHEAD = 500, 3

#: Is told how many roles are done.
Progress = Callable[[int], None]


def judge(batch: Iterable[Found], keep: bool, memo: Memo | None = None) -> Portfolio:
    """Put every check to each role of a batch; the roles themselves are in what comes back where they are kept."""
    memo, outcomes, facts = memo or Memo(), bytearray(), bytearray()
    judgements: dict[tuple[str, str], Judgement] = {}
    ids: list[str] = []
    roles: dict[str, Role] = {}
    unread: list[Unread] = []
    for found in batch:
        if row := memo.role(found):
            role: Any = row
            unread += (*found.notes, *held(found, row))
        else:
            role, notes = made(found)
            unread += notes
        if role is None or found.id is None:
            continue
        ids.append(found.id)
        if keep:
            roles[found.id] = row.made() if row else role
        outcomes += memo.signs(row) if row else signs(role)
        facts += row.marks if row else marks(role)
        judgements |= {(found.id, one.check): one for one in role.judgements or ()}
    codes = np.frombuffer(bytes(outcomes), np.uint8).reshape(len(ids), len(checks.load()), 3)
    said = np.frombuffer(bytes(facts), np.uint8).reshape(len(ids), len(fact_paths()))
    return Portfolio(tuple(ids), codes, roles, tuple(unread), "not taken: one batch of a stream", said, judgements)


def judged(
    source: Any,
    layout: Layout | None = None,
    *,
    client: Any = None,
    chunk: int = CHUNK,
    keep: bool = False,
    progress: Progress | bool | None = None,
) -> Iterator[Portfolio]:
    """Read and judge a source batch by batch, in order.

    Parameters
    ----------
    source
        As for `diagnose_roles`.
    layout
        Where in a file its table stands, and what its columns are called there.
    client
        A Dask client, or the address of its scheduler; by default all is done here.
    chunk
        How many roles are judged together.
    keep
        Whether the roles themselves come back too.
    progress
        Is told after every batch how many roles are done; True prints it, once a second.
    """
    chunk = whole("chunk", chunk, 1, "how many roles are judged together")
    told = told_by(progress)
    done = 0
    for batch in _everywhere(find(source, layout), client, chunk, keep):
        done += len(batch.ids)
        if told:
            told(done)
        yield batch


def _everywhere(stream: Iterator[Found], client: Any, chunk: int, keep: bool) -> Iterator[Portfolio]:
    batches = iter(lambda: list(islice(stream, chunk)), [])
    if client is None:
        yield from map(partial(judge, keep=keep, memo=Memo()), batches)
        return
    with connected(client) as client:
        hands = max(1, sum(client.nthreads().values()))
        waiting: deque[Any] = deque()
        for batch in batches:
            # Impure: Dask need not hash what it is sent, and forgets it when it is done.
            waiting.append(client.submit(judge, batch, keep, pure=False))
            if len(waiting) >= hands * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def connected(client: Any) -> Any:
    """Return a Dask client to work with, which is closed afterwards only where it was made here, of an address."""
    if hasattr(client, "submit"):
        return nullcontext(client)
    try:
        from distributed import Client
    except ImportError:
        raise Problem(
            "A cluster needs Dask, which is missing here: pip install 'leadership-lib[cluster]'. "
            "Without a client the same is done on this machine."
        ) from None
    try:
        return Client(client, timeout=10)
    except (OSError, ValueError, TypeError) as error:
        raise Problem(f"No Dask scheduler answers at {client!r}: {str(error).splitlines()[0]}") from None


def told_by(progress: Progress | bool | None, thing: str = "roles") -> Progress | None:
    """Return what is told how many things are done; None where no one is.

    Raises
    ------
    Problem
        It is neither True nor a function.
    """
    told = Shown(thing=thing) if progress is True else progress or None
    if told is not None and not callable(told):
        raise Problem(f"progress is {progress!r}. Allowed is True, or a function that is told how many are done.")
    return told


class Shown:
    """Progress on the error stream, once a second, so that what is quick says nothing.

    Examples
    --------
    >>> Shown(every=3600)(500)
    """

    def __init__(self, every: float = 1.0, stream: Any = None, thing: str = "roles"):
        self.every, self.stream, self.thing = every, stream, thing
        self.start = self.last = time.monotonic()

    def __call__(self, done: int) -> None:
        """Say how many are done, if it is time to."""
        now = time.monotonic()
        if now - self.last >= self.every:
            self.last = now
            stream = self.stream or sys.stderr
            print(f"{done:,} {self.thing}, {done / (now - self.start):,.0f} a second", file=stream, flush=True)
