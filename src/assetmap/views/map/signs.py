"""Signs on the map: one a thing, those of one building side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.views.map.choice import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.views.map.places import Spot

MOST_SIGNS: Final = 6_000
"""Most signs drawn."""


class Look(NamedTuple):
    """How the signs of a kind look: a colour of Okabe and Ito (2008), and a shape."""

    colour: str
    shape: str
    words: str


LOOKS: Final = {
    "organisation": Look("#0072b2", "circle", KINDS["organisation"]),
    "activity": Look("#e69f00", "triangle", KINDS["activity"]),
    "asset": Look("#009e73", "diamond", KINDS["asset"]),
    "venue": Look("#009e73", "diamond", "Venues"),
}
"""How each kind of thing is drawn."""


class Sign(NamedTuple):
    """A thing as it is drawn, so many signs across and down from where it is."""

    spot: Spot
    across: float
    down: float


def signs(spots: Iterable[Spot]) -> tuple[Sign, ...]:
    """Return how things are drawn; those at one point stand in rings around it.

    Parameters
    ----------
    spots
        What is where; those without coordinates are left out.

    Returns
    -------
    tuple
        At most `MOST_SIGNS`, in the order given.

    Examples
    --------
    >>> from assetmap.views.map.places import Spot
    >>> hall = [Spot(id_, "activity", id_, "hall", (53.0, -2.0), "") for id_ in "ab"]
    >>> [(sign.across, sign.down) for sign in signs(hall)]
    [(0.0, 0.0), (1.0, 0.0)]
    """
    n_at: defaultdict[tuple[float, float], int] = defaultdict(int)
    found: list[Sign] = []
    for spot in spots:
        if spot.at is None:
            continue
        if len(found) == MOST_SIGNS:
            break
        across, down = _place_in_rings(n_at[spot.at])
        n_at[spot.at] += 1
        found.append(Sign(spot, across, down))
    return tuple(found)


@lru_cache(maxsize=MOST_SIGNS)
def _place_in_rings(number: int) -> tuple[float, float]:
    """Return where the sign of that number stands: one in the middle, 6 around it, then 12."""
    ring = 0
    while number >= (size := max(1, 6 * ring)):
        number -= size
        ring += 1
    turn = 2 * math.pi * number / size
    return round(ring * math.cos(turn), 2) + 0.0, round(ring * math.sin(turn), 2) + 0.0
