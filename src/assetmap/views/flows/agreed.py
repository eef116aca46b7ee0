"""What a place has agreed on about waiting and load, kept with it as figures of its own.

They are rows of the table `Indicator` about any of its areas, so that they are loaded, exported,
undone and in history like all else. The newest row of each counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.measures.memory import once
from assetmap.model.figures import oldest_first
from assetmap.release.room import BAND

if TYPE_CHECKING:
    from assetmap.model import Snapshot

LONGEST_WAIT: Final = "agreed longest wait"
FEWEST_PEOPLE: Final = "agreed fewest people of a link worker"
MOST_PEOPLE: Final = "agreed most people of a link worker"

AGREED_NAMES: Final = frozenset({LONGEST_WAIT, FEWEST_PEOPLE, MOST_PEOPLE})
"""Indicators that tell of the whole place: areas are neither shaded nor weighed by them."""

USUAL_WAIT: Final = 28
"""Days, where nothing was agreed."""

MOST_DAYS: Final = 3_650
MOST_A_YEAR: Final = 2_000
"""The largest figures that are taken for what was agreed."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What waiting and load are seen beside until somebody changes it on the screen.

    Attributes
    ----------
    wait_days
        How long nobody should wait.
    band
        The fewest and the most people a year whom a link worker is meant to see.
    """

    wait_days: int
    band: tuple[int, int]


@once
def agreed(snapshot: Snapshot) -> Agreed:
    """Return what a place has agreed on, and what is usual where it has not.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Agreed
        Figures that are no whole number of the asked size, or a band whose most is below its
        fewest, do not count.
    """
    rows = snapshot.table("Indicator")
    rows = rows[rows["name"].isin(AGREED_NAMES) & rows["group"].isna() & rows["value"].notna()]
    rows = oldest_first(rows)
    newest: dict[str, float] = dict(zip(rows["name"], rows["value"], strict=True))
    low = _whole(newest.get(FEWEST_PEOPLE), 1, MOST_A_YEAR, int(BAND[0]))
    high = _whole(newest.get(MOST_PEOPLE), 1, MOST_A_YEAR, int(BAND[1]))
    band = (low, high) if low <= high else (int(BAND[0]), int(BAND[1]))
    return Agreed(_whole(newest.get(LONGEST_WAIT), 0, MOST_DAYS, USUAL_WAIT), band)


def _whole(value: float | None, least: int, most: int, usual: int) -> int:
    is_good = value is not None and least <= value <= most and float(value).is_integer()
    return int(value) if value is not None and is_good else usual
