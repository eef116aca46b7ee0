"""Loops over areas and what they reach: how many activities there are in each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def counted(  # noqa: PLR0913, PLR0917  what one loop looks at
    indptr: NDArray[np.int64],
    offer: NDArray[np.int64],
    activity: NDArray[np.int64],
    mask: NDArray[np.uint32],
    suits: NDArray[np.uint64],
    need_indptr: NDArray[np.int64],
    needs: NDArray[np.int64],
    times: NDArray[np.uint32],
    counts: NDArray[np.int32],
) -> None:
    """Add to `counts` (area, need, group, time) the distinct activities that each area reaches.

    Offers of one activity stand together, and rise within an area. Takes time in the offers
    reached, and in the activities reached times what they meet, groups and times.
    """
    for area in range(len(indptr) - 1):
        _added(
            offer[indptr[area] : indptr[area + 1]],
            activity,
            mask,
            suits,
            need_indptr,
            needs,
            times,
            counts[area],
        )


@kernel
def without(  # noqa: PLR0913, PLR0917  what one loop looks at
    indptr: NDArray[np.int64],
    offer: NDArray[np.int64],
    activity: NDArray[np.int64],
    mask: NDArray[np.uint32],
    suits: NDArray[np.uint64],
    need_indptr: NDArray[np.int64],
    needs: NDArray[np.int64],
    times: NDArray[np.uint32],
    area_of: NDArray[np.int64],
    people: NDArray[np.float64],
    share: NDArray[np.float64],
    found: NDArray[np.float64],
) -> None:
    """Add to `found` (area, need, group, time) the people of those starts that reach nothing.

    People are by start and group, shares by start and need.
    """
    n_needs, n_groups, n_times = found.shape[1], found.shape[2], found.shape[3]
    counts = np.empty((n_needs, n_groups, n_times), dtype=np.int32)
    for start in range(len(indptr) - 1):
        counts[:] = 0
        _added(
            offer[indptr[start] : indptr[start + 1]],
            activity,
            mask,
            suits,
            need_indptr,
            needs,
            times,
            counts,
        )
        cells = found[area_of[start]]
        for need in range(n_needs):
            for group in range(n_groups):
                number = people[start, group] * share[start, need]
                for time in range(n_times):
                    cells[need, group, time] += number * (counts[need, group, time] == 0)


@kernel
def placed(  # noqa: PLR0913, PLR0917  what one loop looks at
    indptr: NDArray[np.int64],
    offer: NDArray[np.int64],
    activity: NDArray[np.int64],
    places: NDArray[np.float64],
    suits: NDArray[np.uint64],
    need_indptr: NDArray[np.int64],
    needs: NDArray[np.int64],
    found: NDArray[np.float64],
) -> None:
    """Add to `found` (area, need, group, time) the places a week of what each area reaches."""
    n_groups, n_times = found.shape[2], found.shape[3]
    for area in range(len(indptr) - 1):
        cells = found[area]
        for at in range(indptr[area], indptr[area + 1]):
            number = offer[at]
            of = activity[number]
            if suits[number] == 0:
                continue
            for nth in range(need_indptr[of], need_indptr[of + 1]):
                for group in range(n_groups):
                    if (suits[number] >> np.uint64(group)) & np.uint64(1):
                        for time in range(n_times):
                            cells[needs[nth], group, time] += places[number, time]


@kernel
def _added(  # noqa: PLR0913, PLR0917  what one loop looks at
    offer: NDArray[np.int64],
    activity: NDArray[np.int64],
    mask: NDArray[np.uint32],
    suits: NDArray[np.uint64],
    need_indptr: NDArray[np.int64],
    needs: NDArray[np.int64],
    times: NDArray[np.uint32],
    counts: NDArray[np.int32],
) -> None:
    hits = np.empty((counts.shape[1], counts.shape[2]), dtype=np.int32)
    at = 0
    while at < len(offer):
        of = activity[offer[at]]
        hits[:] = 0
        is_any = False
        while at < len(offer) and activity[offer[at]] == of:
            if suits[offer[at]] != 0:
                is_any |= _hit(mask[offer[at]], suits[offer[at]], times, hits)
            at += 1
        if not is_any:
            continue
        for nth in range(need_indptr[of], need_indptr[of + 1]):
            need = needs[nth]
            for group in range(hits.shape[0]):
                for time in range(hits.shape[1]):
                    counts[need, group, time] += hits[group, time]


@kernel
def _hit(
    mask: np.uint32, suits: np.uint64, times: NDArray[np.uint32], hits: NDArray[np.int32]
) -> bool:
    """Set those of `hits` (group, time) at which one offer is on for those whom it suits.

    Returns whether there is any.
    """
    is_any = False
    for group in range(hits.shape[0]):
        if (suits >> np.uint64(group)) & np.uint64(1):
            for time in range(hits.shape[1]):
                if (mask & times[time]) != 0:
                    hits[group, time] = 1
                    is_any = True
    return is_any
