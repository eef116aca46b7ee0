"""A good choice of places at once, a better one for as long as there is time, and the bound."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from assetmap.measures.siting.choices import Selection, wanted
from assetmap.measures.siting.kernels import grown, relaxed, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from assetmap.measures.siting.choices import Choices, Question, Rows

    Places = NDArray[np.int64]

Answer = TypeVar("Answer")

_N_ROUNDS: Final = 200
_MOST_WORK: Final = 150_000_000
"""Pairs looked at to make the bound small: about a quarter of a second."""

_ROUNDING: Final = 1e-12
_SHARE_KICKED: Final = 0.2


def best(question: Question[Answer], n: int) -> Answer:
    """Return a good choice of places, and what no choice can exceed; the same each time.

    Parameters
    ----------
    question
        Such as `cover_of` and `median_of` give.
    n
        Places to choose, 1 or more. Fewer are chosen where more would add nothing.

    Raises
    ------
    DataError
        If `n` is below 1.

    Notes
    -----
    Places are taken one after another, each time that which adds most, then exchanged one by one
    for as long as that saves more; the same is tried from the places with the largest credit of
    the bound's relaxation, and the better is kept. What is saved is never below 63 % (1 - 1/e) of
    the most that can be. Takes, for p pairs, time in p for the first and at most 200 p for the
    bound.

    References
    ----------
    Church, R. and ReVelle, C. (1974). The maximal covering location problem. Papers of the
    Regional Science Association 32, 101-118.
    Cornuejols, G., Fisher, M. L. and Nemhauser, G. L. (1977). Location of bank accounts to optimize
    float: an analytic study of exact and approximate algorithms. Management Science 23, 789-810.
    Teitz, M. B. and Bart, P. (1968). Heuristic methods for estimating the generalized vertex
    median of a weighted graph. Operations Research 16, 955-961.
    """
    return question.answer(best_selection(question.choices, n))


def bettered(
    question: Question[Answer], n: int, *, seconds: float, seed: int = 0
) -> Iterator[Answer]:
    """Yield a good choice of places, then each better one that is found while there is time.

    Parameters
    ----------
    question, n
        As for `best`, which gives the first.
    seconds
        How long to look; ends earlier when the bound is reached.
    seed
        Of the places that are given up at random to find others.

    Notes
    -----
    A fifth of the places, two at least, are given up for others and all exchanged again; what is
    not better is forgotten. The choices tried are the same each time, how many of them there is
    time for is not.
    """
    choices = question.choices
    ends_at = time.monotonic() + seconds
    found = best_selection(choices, n)
    yield question.answer(found)
    random = np.random.default_rng(seed)
    while found.saved < found.bound and len(found.places) and time.monotonic() < ends_at:
        other = in_order(choices, _kicked(choices, found.places, random), found.bound)
        if other.saved > found.saved:
            found = other
            yield question.answer(found)


def best_selection(choices: Choices, n: int) -> Selection:
    """Return a good choice, in positions."""
    n = wanted(n, choices)
    start = np.empty(0, dtype=np.int64)
    everything = np.ones(len(choices.ids), dtype=np.bool_)
    greedy = grown(start, n, everything, *_rows(choices))
    if not len(greedy):
        return Selection(greedy, choices.saved_already, choices.saved_already)
    by_greed = in_order(choices, swapped(greedy, *_rows(choices)), choices.most)
    bound, credit = _bound(choices, n, by_greed)
    if by_greed.saved >= bound:
        return by_greed._replace(bound=bound)
    credited = np.sort(np.argsort(-credit, kind="stable")[: len(greedy)])
    by_credit = in_order(choices, swapped(credited, *_rows(choices)), bound)
    return max(by_greed._replace(bound=bound), by_credit, key=lambda each: each.saved)


def _bound(choices: Choices, n: int, found: Selection) -> tuple[float, NDArray[np.float64]]:
    reached = found.saved - choices.saved_already
    prices = np.zeros(choices.n_origins)
    indptr, origins, saved = choices.by_place
    for place in found.places.tolist():
        row = slice(indptr[place], indptr[place + 1])
        np.maximum.at(prices, origins[row], saved[row])
    n_rounds = int(np.clip(_MOST_WORK // max(len(saved), 1), 20, _N_ROUNDS))
    lowest, credit = relaxed(prices, n, reached, n_rounds, choices.by_place)
    # A hair above, so that no rounding puts it below the optimum; never above everybody.
    hair = _ROUNDING * choices.most
    bound = choices.saved_already + lowest + hair
    if bound <= found.saved + 2 * hair:
        return found.saved, credit
    return min(bound, choices.most), credit


def in_order(choices: Choices, places: Places, bound: float) -> Selection:
    """Return places in the order in which each adds most to those before."""
    is_chosen = np.zeros(len(choices.ids), dtype=np.bool_)
    is_chosen[places] = True
    start = np.empty(0, dtype=np.int64)
    ordered = grown(start, len(places), is_chosen, *_rows(choices))
    return Selection(ordered, choices.saved(ordered), bound)


def _kicked(choices: Choices, places: Places, random: np.random.Generator) -> Places:
    """Return other places, close by: some given up, others in their stead, all exchanged."""
    n_out = min(len(places), max(2, round(_SHARE_KICKED * len(places))))
    out = random.choice(places, n_out, replace=False)
    kept = places[~np.isin(places, out)]
    is_open = random.random(len(choices.ids)) < 0.5  # noqa: PLR2004  every other, to find new ones
    is_open[out] = False
    refilled = grown(kept, len(places), is_open, *_rows(choices))
    filled = grown(refilled, len(places), np.ones_like(is_open), *_rows(choices))
    return swapped(filled, *_rows(choices))


def _rows(choices: Choices) -> tuple[Rows, Rows]:
    return choices.by_place, choices.by_origin
