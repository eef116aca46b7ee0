"""How far flow gathers at a few receivers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

UNDEFINED: Final = float("nan")


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unequally steps are shared between those who receive them.

    Attributes
    ----------
    n_steps, n_receivers
        How many steps there are, and between how many they are shared.
    n_largest
        How many receivers `share_of_largest` is about.
    share_of_largest
        What share of steps those take that take most, 0 to 1.
    gini
        0 if all take as much, near 1 if one of many takes all: half the mean difference of two
        receivers over their mean.
    herfindahl
        The sum of squared shares: 1 / n_receivers if all take as much, 1 if one takes all.
    """

    n_steps: int
    n_receivers: int
    n_largest: int
    share_of_largest: float
    gini: float
    herfindahl: float


def concentration(counts: ArrayLike, *, n_largest: int = 5) -> Concentration:
    """Measure how far flow gathers at a few.

    Parameters
    ----------
    counts
        Steps of each receiver, such as the sums of `flow_counts` by target_id. Receivers with 0
        count as receivers: leave them out to ask only about those who received.
    n_largest
        Of how many to tell the share together, at least 1; if there are fewer, of all.

    Returns
    -------
    Concentration
        Its shares are not defined (NaN) where there is no flow.

    Raises
    ------
    DataError
        If a count is negative, or `n_largest` is below 1.

    Notes
    -----
    Gini's coefficient is the mean difference between two receivers over twice the mean, 0 where all
    have as much; Herfindahl's index is the sum of squared shares, 1 where one has all. Takes time
    in n log n of the receivers.

    References
    ----------
    Gini, C. (1912). Variabilità e mutabilità. Bologna: Cuppini.
    Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54, 761-762.

    Examples
    --------
    >>> found = concentration([6, 2, 2, 0], n_largest=1)
    >>> found.share_of_largest, found.gini, round(found.herfindahl, 2)
    (0.6, 0.45, 0.44)
    """
    sizes = np.sort(np.asarray(counts, np.float64))
    if n_largest < 1 or (sizes < 0).any():
        found = f"found {sizes.min(initial=0):g} and {n_largest}"
        msg = f"Counts are 0 or more, and n_largest 1 or more; {found}."
        raise DataError(msg)
    n_steps, n_receivers = float(sizes.sum()), len(sizes)
    if not n_steps:
        return Concentration(0, n_receivers, n_largest, UNDEFINED, UNDEFINED, UNDEFINED)
    ranks = np.arange(1, n_receivers + 1)
    return Concentration(
        n_steps=int(n_steps),
        n_receivers=n_receivers,
        n_largest=n_largest,
        share_of_largest=float(sizes[-n_largest:].sum()) / n_steps,
        gini=float(((2 * ranks - n_receivers - 1) * sizes).sum()) / (n_receivers * n_steps),
        herfindahl=float(((sizes / n_steps) ** 2).sum()),
    )
