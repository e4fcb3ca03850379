"""Weighting: weights of the checks drawn at random, and the shares met under each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np

from leadership_lib.diagnosis import checks
from leadership_lib.research.portfolio.frames import places, shares

#: What each check of each role is worth, 0 to 1, where what is not stated counts as not met, and as met.
Worth: TypeAlias = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Draws:
    """Weights of the checks, one row a draw, and what the not stated counts for in it."""

    weights: np.ndarray
    counts: np.ndarray

    @classmethod
    def from_seed(cls, draws: int, seed: int, spread: float) -> Self:
        """Draw weights and counts."""
        generator = np.random.default_rng(seed)
        # Gamma weights of mean 1 whose spread is as asked for; with a spread of 1 every set of shares is as likely.
        shape = 1 / spread**2
        return cls(generator.gamma(shape, 1 / shape, size=(draws, len(checks.load()))), generator.random(draws))

    def scores(self, worth: Worth, counts: Any) -> np.ndarray:
        """Compute the share met: draws x roles x features."""
        lower, upper = worth
        out = np.empty((len(self.weights), len(lower), len(places())))
        for number, place in enumerate(places().values()):
            weights = self.weights[:, place] / self.weights[:, place].sum(axis=1, keepdims=True)
            least, most = weights @ lower[:, place].T, weights @ upper[:, place].T
            out[:, :, number] = least + np.asarray(counts)[..., None] * (most - least)
        return out

    def ways(self, worth: Worth) -> Iterator[np.ndarray]:
        """Go through the shares with the not stated counted as drawn, as not met, and as met."""
        for counts in (self.counts, np.zeros(1), np.ones(1)):
            yield self.scores(worth, counts)


def equal_weights(worth: Worth) -> np.ndarray:
    """Compute the middle of the bounds with equal weights: roles x features."""
    lower, upper = map(shares, worth)
    return (lower + upper) / 2
