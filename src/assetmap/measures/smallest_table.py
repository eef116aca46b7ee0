"""The fewest seats at which as much is heard as can be, shares kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from assetmap.measures.round_table import Table, best_table, filled
from assetmap.measures.seats import Quota, Seats, first_filled
from assetmap.measures.table_optimum import EXACT_UP_TO, optimum
from assetmap.measures.table_reach import Reach, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class SmallestTable:
    """The fewest seats that bring as much as more seats would.

    Attributes
    ----------
    table
        The table found; its bound is of all that have no more seats than were asked for.
    n_seats_at_least
        No table of fewer seats brings as much and keeps the shares.
    """

    table: Table
    n_seats_at_least: int

    @property
    def n_seats(self) -> int:
        """How many seats it has."""
        return len(self.table.invited) + len(self.table.added)

    @property
    def is_proven(self) -> bool:
        """Whether no table brings more, and none of fewer seats as much."""
        is_most = self.table.weight == self.table.upper_bound
        return is_most and self.n_seats == self.n_seats_at_least


def smallest_table(
    reach: Reach,
    n_seats: int,
    *,
    invited: Iterable[str] = (),
    quotas: Iterable[Quota] = (),
    n_swaps: int = 0,
) -> SmallestTable:
    """Return the fewest seats that bring as much as can be brought with `n_seats` or fewer.

    Parameters
    ----------
    reach, invited, quotas
        As `best_table` takes them; a share of all seats is one of the fewer seats.
    n_seats
        Most seats, those invited included.
    n_swaps
        As `best_table` takes it, where the program is not solved.

    Returns
    -------
    SmallestTable
        At least one seat, unless `n_seats` is 0.

    Raises
    ------
    UnknownNodeError
        If one of `invited` is not in `reach`.
    DataError
        If shares can be kept with no number of seats up to `n_seats`; the message says which.

    Notes
    -----
    Two integer programs, solved exactly by branch and bound: first the most that any table
    brings, then the fewest seats that bring it; the time is mostly hundredths of a second. Above
    `EXACT_UP_TO` entries of `reach`, or where the search ends at its limit of nodes first,
    `best_table` for one number of seats after another, the least first, and the better of both:
    then `upper_bound` and `n_seats_at_least` say what is proven all the same. Defined for every
    reach.

    References
    ----------
    Church, R. and ReVelle, C. (1974). The maximal covering location problem. Papers of the
    Regional Science Association 32, 101-118. Toregas, C., Swain, R., ReVelle, C. and Bergman, L.
    (1971). The location of emergency service facilities. Operations Research 19, 1363-1373 (the
    fewest that cover). Wolsey, L. (1982). An analysis of the greedy algorithm for the submodular
    set covering problem. Combinatorica 2, 385-393.

    Examples
    --------
    >>> reach = Reach.from_pairs([("choir", "carers"), ("club", "carers"), ("club", "elders")])
    >>> smallest_table(reach, 2).table.added
    ('club',)
    """
    quotas, most = tuple(quotas), min(n_seats, len(reach.ids))
    start = reach.numbers_of(invited)
    sizes = range(most, max(len(start), min(1, most)) - 1, -1)
    fitting = first_filled(reach.ids, quotas, [reach.ids[number] for number in start], sizes)
    if fitting is None:
        Seats(reach.ids, most, quotas).refuse_if_not(start)
    exact = _proven(reach, most, start, quotas) if reach.brings.nnz <= EXACT_UP_TO else None
    if exact is not None and exact.is_proven:
        return exact
    found = _one_after_another(reach, fitting or 0, start, quotas, n_swaps)
    return found if exact is None else _better(exact, found)


def _proven(
    reach: Reach, n_seats: int, start: Sequence[int], quotas: Sequence[Quota]
) -> SmallestTable | None:
    """Return the table that the integer program finds, its guests in the order of what they add."""
    found = optimum(reach, n_seats, start, quotas)
    if found is None:
        return None
    seats = Seats(reach.ids, len(found.seated), ())
    added = filled(reach, seats, start, among=found.seated)
    table = Table(
        tuple(reach.ids[number] for number in start),
        tuple(reach.ids[number] for number in added),
        weight_of(reach, found.seated),
        found.upper_bound,
    )
    return SmallestTable(table, found.n_seats_at_least)


def _better(one: SmallestTable, other: SmallestTable) -> SmallestTable:
    """Return what brings more, else what has fewer seats, with all that is proven of it."""
    best = min((one, other), key=lambda each: (-each.table.weight, len(each.table.added)))
    bound = min(one.table.upper_bound, other.table.upper_bound)
    # Neither brings more than the best, so what too few seats are for them they are for it.
    at_least = max(one.n_seats_at_least, other.n_seats_at_least)
    return SmallestTable(replace(best.table, upper_bound=bound), at_least)


def _one_after_another(
    reach: Reach, n_seats: int, start: Sequence[int], quotas: Sequence[Quota], n_swaps: int
) -> SmallestTable:
    """Return the fewest seats that bring what `best_table` brings with `n_seats`."""
    invited = tuple(reach.ids[number] for number in start)
    fill = partial(best_table, reach, invited=invited, quotas=quotas, n_swaps=n_swaps)
    largest = fill(n_seats)
    at_least = 0
    for n in range(max(len(start), min(1, n_seats)), n_seats):
        # Without shares the bound is higher and quickly had: below it, no need to look closer.
        if best_table(reach, n, invited=invited).upper_bound < largest.weight:
            continue
        if not Seats(reach.ids, n, quotas).can_be_filled(start):
            continue
        table = fill(n)
        if table.upper_bound >= largest.weight:
            at_least = at_least or n
        if table.weight >= largest.weight:
            return SmallestTable(replace(table, upper_bound=largest.upper_bound), at_least)
    return SmallestTable(largest, at_least or n_seats)
