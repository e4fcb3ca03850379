"""Weighting: weights of the checks drawn at random, and the shares met under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadership_lib.diagnosis import checks
from leadership_lib.framework import concepts


@dataclass(frozen=True)
class Draws:
    """Weights of the checks, one row a draw, and what the not stated counts for in it."""

    weights: np.ndarray
    counts: np.ndarray

    @classmethod
    def make(cls, draws: int, seed: int, spread: float) -> Draws:
        """Draw weights and counts."""
        generator = np.random.default_rng(seed)
        # Gamma weights of mean 1 whose spread is as asked for; with a spread of 1 every set of shares is as likely.
        shape = 1 / spread**2
        return cls(generator.gamma(shape, 1 / shape, size=(draws, len(checks.load()))), generator.random(draws))

    def scores(self, worth: tuple[np.ndarray, np.ndarray], counts: Any) -> np.ndarray:
        """Give the share met: draws x roles x features."""
        lower, upper = worth
        out = np.empty((len(self.weights), len(lower), len(places())))
        for number, place in enumerate(places()):
            weights = self.weights[:, place] / self.weights[:, place].sum(axis=1, keepdims=True)
            least, most = weights @ lower[:, place].T, weights @ upper[:, place].T
            out[:, :, number] = least + np.asarray(counts)[..., None] * (most - least)
        return out

    def ways(self, worth: tuple[np.ndarray, np.ndarray]) -> Iterator[np.ndarray]:
        """Give the shares with the not stated counted as drawn, as not met, and as met."""
        for counts in (self.counts, np.zeros(1), np.ones(1)):
            yield self.scores(worth, counts)


def places() -> list[list[int]]:
    """Give the positions of each feature's checks among all checks."""
    asked = tuple(checks.load())
    return [[n for n, one in enumerate(asked) if one.feature == key] for key in concepts.load("features").ids]


def equal_weights(worth: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Give the middle of the bounds with equal weights: roles x features."""
    return np.stack([(worth[0][:, place] + worth[1][:, place]).mean(axis=1) / 2 for place in places()], axis=1)
