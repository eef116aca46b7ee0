"""Loops that choose places, exchange them, and tell what no choice can exceed.

`by_place` and `by_origin` are, throughout, those of `Choices`: where the rows of each begin, the
other ends, and what is saved. `best` is what each origin is saved by the places chosen so far,
`gains` what each place would add to that; both are kept up to date as places come and go, which
takes time in the pairs of the origins concerned and not in all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Rows = tuple[NDArray[np.int64], NDArray[np.int32], Numbers]

_NEGLIGIBLE: Final = 1e-10
"""Share of the largest gain below which a difference is rounding and not a gain."""

# How far multipliers are moved: this share of the way that would close the gap, halved when so
# many rounds in a row bring nothing.
_FIRST_SHARE: Final = 1.8
_PATIENCE: Final = 8
_KEPT: Final = 0.3  # of the direction of the round before, which steadies the next


@kernel
def grown(chosen: Places, n: int, is_open: Flags, by_place: Rows, by_origin: Rows) -> Places:
    """Return `chosen` and then, one after another, the open place that adds most, up to n.

    Of places that add as much the first; none that adds nothing.
    """
    best, gains, least = _state(chosen, by_place, by_origin)
    may_come = is_open.copy()
    for place in chosen:
        may_come[place] = False
    places = np.empty(max(n, len(chosen)), dtype=np.int64)
    places[: len(chosen)] = chosen
    n_places = len(chosen)
    while n_places < n:
        place = _largest(gains, may_come)
        if place < 0 or gains[place] <= least:
            break
        _take(place, by_place, by_origin, best, gains)
        may_come[place] = False
        places[n_places] = place
        n_places += 1
    return places[:n_places].copy()


@kernel
def swapped(chosen: Places, by_place: Rows, by_origin: Rows) -> Places:
    """Return `chosen` with single places exchanged for as long as an exchange saves more."""
    best, gains, least = _state(chosen, by_place, by_origin)
    places = chosen.copy()
    may_come = np.ones(len(gains), dtype=np.bool_)
    for place in places:
        may_come[place] = False
    n_kept = 0
    at = 0
    while n_kept < len(places):
        out = places[at]
        may_come[out] = True
        _give_up(out, by_place, by_origin, may_come, best, gains)
        into = _largest(gains, may_come)
        if gains[into] <= gains[out] + least:
            into = out
        _take(into, by_place, by_origin, best, gains)
        may_come[into] = False
        places[at] = into
        n_kept = n_kept + 1 if into == out else 1
        at = (at + 1) % len(places)
    return places


@kernel
def gains_given(chosen: Places, by_place: Rows, by_origin: Rows) -> Numbers:
    """Return what each place would add to those chosen; 0 for these themselves."""
    return _state(chosen, by_place, by_origin)[1]


@kernel
def relaxed(
    start: Numbers, n: int, reached: float, n_rounds: int, by_place: Rows
) -> tuple[float, Numbers]:
    """Return what no n places can save more than, and what each would be credited with there.

    Each origin is let be saved by several places, at a price; whatever the prices, the prices and
    the n largest credit at them are a bound (Cornuejols, Fisher and Nemhauser 1977), and prices
    are moved against the bound's subgradient to make it small.

    Parameters
    ----------
    start
        Prices to begin with, 0 or more: such as what a choice saves each origin.
    n
        Places to choose, no more than there are.
    reached
        What some choice saves.
    n_rounds
        How often prices are moved.
    by_place
        Of `Choices`.
    """
    indptr = by_place[0]
    scale = _largest_savings(by_place, len(start))
    prices = np.minimum(start, scale)
    direction = np.zeros(len(start))
    lowest = np.inf
    best_credit = np.zeros(len(indptr) - 1)
    share = _FIRST_SHARE
    n_vain = 0
    for _ in range(n_rounds):
        credit = _credit(prices, by_place)
        largest = np.argsort(-credit)[:n]
        bound = prices.sum() + credit[largest].sum()
        n_vain += 1
        if bound < lowest:
            n_vain = n_vain if bound > lowest - 1e-4 * (lowest - reached) else 0
            lowest = bound
            best_credit = credit
        if lowest <= reached:
            break
        if n_vain >= _PATIENCE:
            share /= 2
            n_vain = 0
        _turn(direction, prices, largest, by_place)
        _move(prices, direction, scale, share * (bound - reached))
    return lowest, best_credit


@kernel
def _state(chosen: Places, by_place: Rows, by_origin: Rows) -> tuple[Numbers, Numbers, float]:
    """Return `best`, `gains`, and the gain that is none."""
    indptr, _, saved = by_place
    gains = np.zeros(len(indptr) - 1)
    for place in range(len(gains)):
        gains[place] = saved[indptr[place] : indptr[place + 1]].sum()
    least = _NEGLIGIBLE * gains.max() if len(gains) else 0.0
    best = np.zeros(len(by_origin[0]) - 1)
    for place in chosen:
        _take(place, by_place, by_origin, best, gains)
    return best, gains, least


@kernel
def _take(place: int, by_place: Rows, by_origin: Rows, best: Numbers, gains: Numbers) -> None:
    indptr, origins, saved = by_place
    starts, places, others = by_origin
    for at in range(indptr[place], indptr[place + 1]):
        origin, now = origins[at], saved[at]
        before = best[origin]
        if now <= before:
            continue
        best[origin] = now
        for pair in range(starts[origin], starts[origin + 1]):
            if others[pair] > before:
                gains[places[pair]] -= min(others[pair], now) - before


@kernel
def _give_up(
    place: int, by_place: Rows, by_origin: Rows, may_come: Flags, best: Numbers, gains: Numbers
) -> None:
    """Take a place out again, of which `may_come` says already that it is not chosen."""
    indptr, origins, saved = by_place
    starts, places, others = by_origin
    for at in range(indptr[place], indptr[place + 1]):
        origin, before = origins[at], saved[at]
        if before < best[origin]:
            continue
        now = 0.0
        for pair in range(starts[origin], starts[origin + 1]):
            if not may_come[places[pair]]:
                now = max(now, others[pair])
        if now >= before:
            continue
        best[origin] = now
        for pair in range(starts[origin], starts[origin + 1]):
            if others[pair] > now:
                gains[places[pair]] += min(others[pair], before) - now


@kernel
def _largest(gains: Numbers, may_come: Flags) -> int:
    """Return the place that gains most of those that may come, the first of equal ones; or -1."""
    found = -1
    for place in range(len(gains)):
        if may_come[place] and (found < 0 or gains[place] > gains[found]):
            found = place
    return found


@kernel
def _largest_savings(by_place: Rows, n_origins: int) -> Numbers:
    largest = np.zeros(n_origins)
    for at in range(len(by_place[1])):
        origin = by_place[1][at]
        largest[origin] = max(largest[origin], by_place[2][at])
    return largest


@kernel
def _credit(prices: Numbers, by_place: Rows) -> Numbers:
    """Return what each place saves beyond what its origins pay."""
    indptr, origins, saved = by_place
    credit = np.zeros(len(indptr) - 1)
    for place in range(len(credit)):
        total = 0.0
        for at in range(indptr[place], indptr[place + 1]):
            total += max(saved[at] - prices[origins[at]], 0.0)
        credit[place] = total
    return credit


@kernel
def _turn(direction: Numbers, prices: Numbers, largest: Places, by_place: Rows) -> None:
    """Turn `direction` towards where the bound rises: 1, less 1 for each place that is paid."""
    indptr, origins, saved = by_place
    direction *= _KEPT
    direction += 1.0
    for place in largest:
        for at in range(indptr[place], indptr[place + 1]):
            if saved[at] > prices[origins[at]]:
                direction[origins[at]] -= 1.0


@kernel
def _move(prices: Numbers, direction: Numbers, scale: Numbers, gap: float) -> None:
    """Move prices the other way, in proportion to what is at stake for each origin."""
    length = 0.0
    for origin in range(len(prices)):
        length += direction[origin] ** 2 * scale[origin]
    if length == 0.0:
        return
    for origin in range(len(prices)):
        moved = prices[origin] - gap / length * direction[origin] * scale[origin]
        prices[origin] = min(max(moved, 0.0), scale[origin])
