"""Headline numbers of people's journeys: how many set out, were seen, were completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.release.journey_counts import journey_counts
from assetmap.views.number import Number
from assetmap.views.wording import SMALLEST_SHOWN, counted, day_words, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

_STEP = 5  # numbers beside a hidden one are rounded, so that it cannot be worked out
_ROUTES = {
    "professional": "by a professional",
    "champion": "by a champion",
    "self": "by people themselves",
}


def journey_numbers(snapshot: Snapshot) -> list[Number]:
    """Return how many journeys there are, and how many were seen and completed.

    Parameters
    ----------
    snapshot
        The place.

    Returns
    -------
    list
        Three numbers, none when there are no referrals. Rows entered in error are left out.
        Numbers from 1 to 7 are not shown.
    """
    counts = journey_counts(snapshot)
    if counts is None:
        return []
    n_journeys, seen, done = counts.n_journeys, counts.n_seen, counts.n_completed
    first, last = day_words(counts.first), day_words(counts.last)
    return [
        Number(
            group="People's journeys",
            label="Journeys",
            value=_shown(n_journeys),
            meaning=f"They began {first} to {last}: {_routes(counts.by_route)}.",
            sureness=(
                f"From {_steps(counts.n_steps)} that somebody wrote down; signposting without a "
                "record is not in it."
            ),
            raised_by="",
        ),
        Number(
            group="People's journeys",
            label="Had a first conversation",
            value=_shown(seen),
            meaning=f"That is {_share(seen, n_journeys)} of all journeys.",
            sureness=(
                "Counted by the date of it. Of the others some still wait, some never came, "
                "and of some it was not written down."
            ),
            raised_by="",
        ),
        Number(
            group="People's journeys",
            label="With a step completed",
            value=_shown(done),
            meaning=f"That is {_share(done, n_journeys)} of all journeys.",
            sureness="Journeys that began lately are often still under way.",
            raised_by="",
        ),
    ]


def by_group(counts: Mapping[str, int]) -> str:
    """Return journeys by group in words, small numbers hidden and not to be worked out.

    Parameters
    ----------
    counts
        Number of journeys by words for the group; groups of 0 are left out.

    Examples
    --------
    >>> by_group({"by a champion": 12, "by a friend": 10})
    '12 by a champion, 10 by a friend'
    >>> by_group({"by a champion": 12, "by a friend": 3})
    'about 10 by a champion, fewer than 8 by a friend'
    """
    hidden = any(0 < n < SMALLEST_SHOWN for n in counts.values())
    words = []
    for group, n in counts.items():
        if 0 < n < SMALLEST_SHOWN:
            words.append(f"fewer than {SMALLEST_SHOWN} {group}")
        elif n:
            words.append(
                f"about {_STEP * round(n / _STEP):,} {group}" if hidden else f"{n:,} {group}"
            )
    return ", ".join(words)


def _routes(counts: Mapping[str, int]) -> str:
    return by_group({words: counts.get(route, 0) for route, words in _ROUTES.items()})


def _shown(n: int) -> str:
    return f"fewer than {SMALLEST_SHOWN}" if 0 < n < SMALLEST_SHOWN else f"{n:,}"


def _steps(n: int) -> str:
    return f"fewer than {SMALLEST_SHOWN} steps" if n < SMALLEST_SHOWN else counted(n, "step")


def _share(part: int, whole: int) -> str:
    is_small = 0 < part < SMALLEST_SHOWN or whole < SMALLEST_SHOWN
    return "a part too small to show" if is_small else share(part, whole)
