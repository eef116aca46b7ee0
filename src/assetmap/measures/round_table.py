"""Whom to ask to a table, so that together they bring as much as they can."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.seats import Quota, Seats
from assetmap.measures.table_reach import Reach, gains_left, n_bringing, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Table:
    """A table with every seat filled.

    Attributes
    ----------
    invited
        Who was there from the start, as given.
    added
        Who was added, in the order in which each brings most to those before.
    weight
        What all of them bring together: the sum of the weights of its elements.
    upper_bound
        No table of as many seats, with the same invited, brings more.
    """

    invited: tuple[str, ...]
    added: tuple[str, ...]
    weight: int
    upper_bound: int


def best_table(
    reach: Reach,
    n_seats: int,
    *,
    invited: Iterable[str] = (),
    quotas: Iterable[Quota] = (),
    n_swaps: int = 0,
) -> Table:
    """Fill a table so that together all at it bring as much as can be, and shares are kept.

    Seat after seat goes to whoever adds most to those seated (greedy maximum coverage), of
    those with whom the rest can still be filled as the quotas ask.

    Parameters
    ----------
    reach
        What each organisation brings.
    n_seats
        Seats in all, those invited included; every one is filled.
    invited
        Who is at the table whatever they bring.
    quotas
        Shares of the seats to be kept.
    n_swaps
        Most exchanges of one who was added for one who is not there, each made only where it
        brings more; 0 for none.

    Returns
    -------
    Table
        Ties go to the smaller id.

    Raises
    ------
    UnknownNodeError
        If one of `invited` is not in `reach`.
    DataError
        If the table cannot be filled, or shares cannot be kept; the message says which.

    Notes
    -----
    Without quotas what is added brings at least 1 - (1 - 1/k)^k > 1 - 1/e = 63 % of the most
    that any k could add. With quotas that form a partition, such as sectors, every choice that
    can be completed is independent in a matroid, and it is at least half; with any quotas
    `upper_bound` holds: the weight reached and the k largest gains left, the smaller of before
    and after. Gains only fall, so each is worked out again only when it might be the largest
    (lazily); time is in the entries of `reach` and, with quotas, one small integer program for
    each sort of organisation tried. Defined for every table; of no seats it is empty.

    References
    ----------
    Nemhauser, G., Wolsey, L. and Fisher, M. (1978). An analysis of approximations for
    maximizing submodular set functions - I. Mathematical Programming 14, 265-294. Fisher, M.,
    Nemhauser, G. and Wolsey, L. (1978), the same, - II. Mathematical Programming Study 8,
    73-87. El Halabi, M. et al. (2020). Fairness in streaming submodular maximization:
    algorithms and hardness. NeurIPS 33 (shares as a matroid). Minoux, M. (1978). Accelerated
    greedy algorithms for maximizing submodular set functions. Optimization Techniques,
    234-243. Leskovec, J. et al. (2007). Cost-effective outbreak detection in networks. KDD
    2007, 420-429 (the bound from the data).

    Examples
    --------
    >>> reach = Reach.from_pairs(
    ...     [("choir", "carers"), ("club", "carers"), ("club", "elders"), ("mosque", "faith")]
    ... )
    >>> best_table(reach, 2)
    Table(invited=(), added=('club', 'mosque'), weight=3, upper_bound=3)
    """
    seats = Seats(reach.ids, n_seats, quotas)
    start = reach.numbers_of(invited)
    seats.refuse_if_not(start)
    added = filled(reach, seats, start)
    bounds = [_bound(reach, start, len(added)), _bound(reach, [*start, *added], len(added))]
    if not seats.quotas:
        bounds.append(_guaranteed(reach, start, added))
    swapped = _swapped(reach, seats, start, added, n_swaps=n_swaps) if added else added
    if swapped != added:
        added = filled(reach, Seats(reach.ids, n_seats, ()), start, among=swapped)
        bounds.append(_bound(reach, [*start, *added], len(added)))
    return Table(
        tuple(reach.ids[number] for number in start),
        tuple(reach.ids[number] for number in added),
        weight_of(reach, [*start, *added]),
        min(bounds),
    )


def filled(
    reach: Reach, seats: Seats, start: Sequence[int], *, among: Sequence[int] | None = None
) -> list[int]:
    """Return who is added to `start`, in order: lazily, the largest gain first, ties by id.

    Parameters
    ----------
    reach
        What each organisation brings.
    seats
        How many seats there are, and shares to be kept.
    start
        Numbers of those seated, in `reach`.
    among
        Numbers of those who may be added; None for all.
    """
    is_covered = n_bringing(reach, start) > 0
    gain_of = gains_left(reach, start)
    candidates = set(range(len(reach.ids)) if among is None else among) - set(start)
    queue = [(-int(gain_of[number]), number) for number in candidates]
    heapq.heapify(queue)
    added: list[int] = []
    while len(start) + len(added) < seats.n_seats and queue:
        _, number = heapq.heappop(queue)
        brought = _brought(reach, number)
        now = (-int(reach.weights[brought[~is_covered[brought]]].sum()), number)
        if queue and now > queue[0]:
            heapq.heappush(queue, now)
        elif not seats.quotas or seats.can_be_filled([*start, *added, number]):
            added.append(number)
            is_covered[brought] = True
        # Whoever cannot be seated now cannot be seated later, when more seats are taken.
    return added


def _swapped(
    reach: Reach, seats: Seats, start: Sequence[int], added: Sequence[int], *, n_swaps: int
) -> list[int]:
    """Return `added` after up to `n_swaps` exchanges of one for another, each for the better."""
    present = list(added)
    for _ in range(n_swaps):
        exchange = _best_exchange(reach, seats, start, present)
        if exchange is None:
            break
        place, number = exchange
        present[place] = number
    return present


def _best_exchange(
    reach: Reach, seats: Seats, start: Sequence[int], present: Sequence[int]
) -> tuple[int, int] | None:
    """Return whose place goes to whom for the largest rise; None if none rises."""
    before = weight_of(reach, [*start, *present])
    best: tuple[int, int, int] | None = None
    for place in range(len(present)):
        rest = [*start, *present[:place], *present[place + 1 :]]
        rises = weight_of(reach, rest) + gains_left(reach, rest) - before
        rises[rest] = 0
        for number in np.lexsort((np.arange(len(rises)), -rises)).tolist():
            rise = int(rises[number])
            if rise <= (best[0] if best else 0):
                break
            if seats.are_kept([*rest, number]):
                best = (rise, place, number)
                break
    return None if best is None else (best[1], best[2])


def _bound(reach: Reach, seated: Sequence[int], n_free: int) -> int:
    """Return the weight of `seated` and of the `n_free` largest gains left, at most of all."""
    left = np.sort(gains_left(reach, seated))[::-1]
    return min(weight_of(reach, seated) + int(left[:n_free].sum()), int(reach.weights.sum()))


def _guaranteed(reach: Reach, start: Sequence[int], added: Sequence[int]) -> int:
    """Return the most that the guarantee of the greedy choice leaves possible."""
    base = weight_of(reach, start)
    if not added:
        return base
    n = len(added)
    gained = weight_of(reach, [*start, *added]) - base
    # In whole numbers: gained / (1 - (1 - 1/n)^n), rounded down.
    left: int = gained * n**n // (n**n - (n - 1) ** n)
    return base + left


def _brought(reach: Reach, number: int) -> NDArray[np.int32]:
    brings = reach.brings
    brought: NDArray[np.int32] = brings.indices[brings.indptr[number] : brings.indptr[number + 1]]
    return brought
