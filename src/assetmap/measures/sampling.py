"""Numbers estimated from some sources drawn by chance, each with its standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.errors import DataError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network

FEWEST_SOURCES: Final = 3
"""Below, a party that is a source itself is left with one other, and one has no spread."""


def work(network: Network) -> int:
    """Return nodes times arcs, in which it takes time to search from every node."""
    return len(network) * len(network.indices)


class Estimate(NamedTuple):
    """A number for each node, and how far it may be from the truth.

    Attributes
    ----------
    value
        The estimate, without bias.
    standard_error
        Its standard error; 0 where all sources were looked at.
    """

    value: NDArray[np.float64]
    standard_error: NDArray[np.float64]

    def divided_by(self, number: float) -> Estimate:
        """Return both over `number`."""
        return Estimate(self.value / number, self.standard_error / number)

    def frame(self, network: Network) -> pd.DataFrame:
        """Return both as columns, indexed by the ids of `network`."""
        return network.frame(np.column_stack(self), self._fields)


def drawn_sources(n_nodes: int, n_sources: int, seed: int) -> NDArray[np.int32]:
    """Return the numbers of `n_sources` nodes drawn without replacement, rising; all if so many.

    Raises
    ------
    DataError
        If fewer than three are asked for.
    """
    if n_sources < FEWEST_SOURCES:
        msg = f"A sample of {n_sources} sources was asked for; ask for {FEWEST_SOURCES} or more."
        raise DataError(msg)
    if n_sources >= n_nodes:
        return np.arange(n_nodes, dtype=np.int32)
    drawn = np.random.default_rng(seed).choice(n_nodes, n_sources, replace=False)
    return np.sort(drawn).astype(np.int32)


def estimated_totals(
    sums: NDArray[np.float64], squares: NDArray[np.float64], sources: NDArray[np.int32]
) -> Estimate:
    """Estimate, for each node, a total over all others from its sum over the sources drawn.

    The sources other than the node itself are a simple random sample of all others, so the
    total is their mean times n - 1, and its standard error is that of a mean with the
    correction for a finite population (Cochran 1977, Sampling Techniques, section 2.6).

    Parameters
    ----------
    sums
        For each node, what the sources give it, added up; a node gives itself nothing.
    squares
        The same, squared and then added up.
    sources
        Numbers of the nodes drawn, each once.
    """
    n_others = len(sums) - 1
    n_drawn = np.full(len(sums), float(len(sources)))
    n_drawn[sources] -= 1
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums / n_drawn
        # Not below nought, where rounding would take it.
        variance = np.maximum(squares / n_drawn - mean**2, 0) * n_drawn / (n_drawn - 1)
        error = n_others * np.sqrt(variance / n_drawn * (1 - n_drawn / n_others))
    return Estimate(mean * n_others, np.where(n_drawn == n_others, 0.0, error))
