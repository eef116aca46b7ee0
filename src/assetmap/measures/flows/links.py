"""What is linked to what, by number: for each of some things the others that it is linked to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from assetmap.measures.flows.steps import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Links:
    """Links of numbered things to others.

    Attributes
    ----------
    starts
        Where the links of each thing begin in `ends`; at last, how many there are.
    ends
        The others, by thing and then rising.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int32]

    @classmethod
    def of(cls, things: NDArray[Any], others: NDArray[Any], n_things: int) -> Links:
        """Return links from pairs of numbers, each pair once.

        Examples
        --------
        >>> links = Links.of(np.array([1, 0, 1]), np.array([5, 4, 3]), 2)
        >>> links.starts.tolist(), links.ends.tolist()
        ([0, 1, 3], [4, 3, 5])
        """
        width = int(others.max(initial=0)) + 1
        keys = things.astype(np.int64) * width + others
        keys.sort()
        starts = np.cumsum(np.bincount(things + 1, minlength=n_things + 1))
        return cls(frozen(starts.astype(np.int64)), frozen((keys % width).astype(np.int32)))

    @property
    def n_each(self) -> NDArray[np.int64]:
        """To how many others each thing is linked."""
        return np.diff(self.starts)

    @cached_property
    def things(self) -> NDArray[np.int32]:
        """The thing of each link."""
        return frozen(np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), self.n_each))

    def __getitem__(self, thing: int) -> NDArray[np.int32]:
        """Return the others to which a thing is linked."""
        return self.ends[self.starts[thing] : self.starts[thing + 1]]

    def sums(self, of_things: NDArray[Any], n_others: int) -> NDArray[np.int64]:
        """Return for each of the others the sum over the things that are linked to it.

        Examples
        --------
        >>> Links.of(np.array([0, 1, 1]), np.array([2, 0, 2]), 2).sums(np.array([10, 1]), 3)
        array([ 1,  0, 11])
        """
        weights = of_things[self.things]
        return np.bincount(self.ends, weights, minlength=n_others).astype(np.int64)
