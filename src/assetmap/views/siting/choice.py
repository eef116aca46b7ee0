"""View: what is chosen of where to put something next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.siting import SECONDS, Search
from assetmap.views.reach.choice import FIRST_GROUP, FIRST_TIME, WayChoice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.measures.siting import Method

MOST_SITES = 20
"""Most venues proposed at once."""

SEARCHES: Final[Mapping[str, str]] = {
    "greedy": "So that most people reach one: found at once, and said how near it is to the best",
    "optimum": "So that most people reach one: the best choice, if it is found in time",
    "median": "So that people go least far to the nearest one",
}
"""How venues can be looked for, by method."""

USUAL_SECONDS: Final = SECONDS
"""How long the best choice is looked for."""


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """What is asked.

    Attributes
    ----------
    need
        What matters, by id.
    n
        How many venues, from 1 to `MOST_SITES`.
    group, time
        For whom, and when: keys as of `measures.gaps`.
    way
        How far is near enough.
    is_held_enough, search
        As of `measures.gaps.where_next`.
    """

    need: str
    n: int = 3
    group: str = FIRST_GROUP
    time: str = FIRST_TIME
    way: WayChoice = field(default_factory=WayChoice)
    is_held_enough: bool = False
    search: Search = field(default_factory=Search)

    def gaps(self) -> GapChoice:
        """Return what is asked of gaps, but for the table of travel times."""
        return GapChoice(needs=(self.need,), groups=(self.group,), times=(self.time,))


def search_by(method: str, seconds: float | None = None) -> Search:
    """Return how venues are looked for: a key of `SEARCHES`, and for how long."""
    return Search(cast("Method", method), seconds)


def n_of_hours(hours: float, each: float) -> int:
    """Return how many venues a budget of hours a week pays for: at least one, at most all shown.

    Examples
    --------
    >>> n_of_hours(6, 2), n_of_hours(1, 2), n_of_hours(400, 1)
    (3, 1, 20)
    """
    return max(1, min(MOST_SITES, int(hours // each)))
