"""View: what is chosen of where to put something next."""

from __future__ import annotations

from dataclasses import dataclass, field

from assetmap.measures.gaps.matrix import GapChoice
from assetmap.views.reach.choice import FIRST_GROUP, FIRST_TIME, WayChoice

MOST_SITES = 20
"""Most venues proposed at once."""


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
    is_held_enough
        As of `measures.gaps.where_next`.
    """

    need: str
    n: int = 3
    group: str = FIRST_GROUP
    time: str = FIRST_TIME
    way: WayChoice = field(default_factory=WayChoice)
    is_held_enough: bool = False

    def gaps(self) -> GapChoice:
        """Return what is asked of gaps, but for the table of travel times."""
        return GapChoice(needs=(self.need,), groups=(self.group,), times=(self.time,))


def n_of_hours(hours: float, each: float) -> int:
    """Return how many venues a budget of hours a week pays for: at least one, at most all shown.

    Examples
    --------
    >>> n_of_hours(6, 2), n_of_hours(1, 2), n_of_hours(400, 1)
    (3, 1, 20)
    """
    return max(1, min(MOST_SITES, int(hours // each)))
