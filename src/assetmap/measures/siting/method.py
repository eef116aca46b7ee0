"""How places are looked for: at once, for as long as asked, or until the best choice is proven."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from assetmap.errors import DataError
from assetmap.measures.siting.optimum import optimum
from assetmap.measures.siting.search import best, bettered

if TYPE_CHECKING:
    from assetmap.measures.siting.choices import Question

Answer = TypeVar("Answer")
Method = Literal["greedy", "optimum", "median"]

METHODS: Final[tuple[Method, ...]] = ("greedy", "optimum", "median")
SECONDS: Final = 10.0
"""How long the best choice itself is looked for, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Search:
    """How places are looked for.

    Attributes
    ----------
    method
        `greedy`: those that cover most, one after another and then exchanged. `optimum`: the best
        choice there is, if it is found in time. `median`: those that people go least far to, found
        as by `greedy`.
    seconds
        How long to look, above 0. None: `greedy` and `median` end with what is found at once,
        `optimum` after `SECONDS`.
    """

    method: Method = "greedy"
    seconds: float | None = None

    def __post_init__(self) -> None:
        """Refuse a method that there is not, and a time in which nothing can be found."""
        if self.method not in METHODS:
            msg = f"There is no method {self.method!r}; there are {', '.join(METHODS)}."
            raise DataError(msg)
        if self.seconds is not None and not 0 < self.seconds < math.inf:
            msg = f"Nothing can be found in {self.seconds:g} seconds; give a number above 0."
            raise DataError(msg)

    def answer(self, question: Question[Answer], n: int) -> Answer:
        """Return n places chosen in this way, and the bound.

        Parameters
        ----------
        question
            Such as `cover_of` and `median_of` give.
        n
            Places to choose, 1 or more.

        Raises
        ------
        DataError
            If `n` is below 1.

        Examples
        --------
        >>> import pandas as pd
        >>> from assetmap.measures.siting.cover import cover_of
        >>> demand, columns = pd.Series({"east": 30, "moor": 25}), ["origin", "place", "cost"]
        >>> costs = pd.DataFrame([("east", "hall", 1), ("moor", "inn", 2)], columns=columns)
        >>> Search("optimum").answer(cover_of(demand, ["hall", "inn"], costs, reach=2), 1)
        BestSites(chosen=('hall',), people_covered=30.0, bound=30.0)
        """
        if self.method == "optimum":
            return optimum(question, n, seconds=self.seconds or SECONDS)
        if self.seconds is None:
            return best(question, n)
        (last,) = deque(bettered(question, n, seconds=self.seconds), maxlen=1)
        return last
