"""What can be reached from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from assetmap.measures.gaps.how_far import TABLES
from assetmap.measures.gaps.near import by_line, near_pairs
from assetmap.measures.gaps.points import location_points
from assetmap.measures.gaps.tables import COLUMNS, STOP_COLUMNS, refuse_other_columns
from assetmap.measures.gaps.venues import areas_of, points_of, venue_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.gaps.how_far import Reach
    from assetmap.measures.gaps.origins import Origins
    from assetmap.measures.gaps.provision import Provision
    from assetmap.model import Snapshot

    Ints = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Pairs = tuple[Ints, Ints, Numbers]


@dataclass(frozen=True, eq=False)
class Reached:
    """Which offers each area that people start from reaches.

    Attributes
    ----------
    indptr, offer
        Numbers of the offers of each start, ascending: those of start i stand from indptr[i] up
        to indptr[i + 1].
    """

    indptr: Ints
    offer: Ints

    def by_area(self, area: Ints, n_areas: int, n_offers: int) -> Reached:
        """Return what each area told reaches: whatever one of its starts does; kept for `area`."""
        kept = _BY_AREA.get(self)
        if kept is None or kept[0] is not area:
            starts = np.repeat(area, np.diff(self.indptr))
            kept = _BY_AREA[self] = (area, _rows(starts, self.offer, n_areas, n_offers))
        return kept[1]

    def of(self, numbers: Ints) -> Reached:
        """Return what some alone reach, in their order."""
        if np.array_equal(numbers, np.arange(len(self.indptr) - 1)):
            return self
        rows = [self.offer[self.indptr[each] : self.indptr[each + 1]] for each in numbers.tolist()]
        ends = np.cumsum([0, *(len(row) for row in rows)])
        return Reached(ends.astype(np.int64), np.concatenate([np.empty(0, dtype=np.int64), *rows]))


_BY_AREA: Final[WeakKeyDictionary[Reached, tuple[Ints, Reached]]] = WeakKeyDictionary()

_MOST_KEPT: Final = 8
_REACHED: Final[WeakKeyDictionary[Provision, dict[object, Reached]]] = WeakKeyDictionary()


def reached(
    snapshot: Snapshot, offers: Provision, starts: Origins, reach: Reach, *, at_most: bool = False
) -> Reached:
    """Return which offers can be reached from where; the last few answers are kept.

    Parameters
    ----------
    snapshot
        The place.
    offers
        What can be gone to.
    starts
        Where people start from.
    reach
        How far is near enough.
    at_most
        Whether what can be had from anywhere, and does not say where it serves, counts.

    Returns
    -------
    Reached
        A venue without a point of its own or of its postcode stands at that of its area.

    Raises
    ------
    DataError
        If a row of a matrix of costs has no number.
    """
    if reach.kind in TABLES:
        return _reached(snapshot, offers, starts, reach, at_most=at_most)
    known = _REACHED.setdefault(offers, {})
    key = (starts.level, starts.codes, reach.kind, reach.limit_m, reach.served, at_most)
    found = known.get(key)
    if found is None:
        found = _reached(snapshot, offers, starts, reach, at_most=at_most)
        if len(known) >= _MOST_KEPT:
            known.clear()
        known[key] = found
    return found


def _reached(
    snapshot: Snapshot, offers: Provision, starts: Origins, reach: Reach, *, at_most: bool
) -> Reached:
    pairs = [_by_venue(snapshot, offers, starts, reach), _by_serving(offers, starts, reach)]
    if at_most:
        anywhere = np.flatnonzero(offers.from_anywhere[offers.activity])
        every = np.arange(len(starts.codes))
        pairs.append((np.repeat(every, len(anywhere)), np.tile(anywhere, len(every))))
    start = np.concatenate([each[0] for each in pairs]).astype(np.int64)
    offer = np.concatenate([each[1] for each in pairs]).astype(np.int64)
    return _rows(start, offer, len(starts.codes), len(offers))


def costs_of_places(
    snapshot: Snapshot, starts: Origins, reach: Reach, locations: Sequence[str] | None = None
) -> pd.DataFrame:
    """Return which locations are reached from where, whatever is held there.

    Parameters
    ----------
    snapshot
        The place.
    starts
        Where people start from.
    reach
        How far is near enough.
    locations
        Ids; None for all.

    Returns
    -------
    DataFrame
        A row a pair, by origin, then place: origin (code of a start), place (id of a location)
        and cost: metres in a straight line, by a matrix what it says, within an area 0. A
        location without a point of its own or of its postcode is reached within its area alone.
    """
    ids = snapshot.table("Location")["id"].tolist() if locations is None else list(locations)
    if reach.kind == "matrix":
        costs = refuse_other_columns(reach.costs, COLUMNS)
        near = costs["origin"].isin(starts.codes) & costs["place"].isin(ids)
        found = costs[near & (costs["cost"] <= reach.limit)][list(COLUMNS)]
        return found.sort_values(["origin", "place"], ignore_index=True)
    if reach.kind == "area":
        start, place = _same_area(areas_of(snapshot, ids), starts)
        metres = np.zeros(len(start))
    elif reach.kind == "stops":
        start, place = _by_stops(starts, *location_points(snapshot, ids), reach)
        metres = np.zeros(len(start))
    else:
        start, place, metres = _within(starts, *location_points(snapshot, ids), reach.limit_m)
    order = np.lexsort((place, start))
    # Categories: whoever reads them looks each id up once, and not once a row.
    origin, to = (
        pd.Categorical.from_codes(numbers[order], categories=pd.Index(each, dtype=object))
        for numbers, each in ((start, starts.codes), (place, ids))
    )
    return pd.DataFrame({"origin": origin, "place": to, "cost": metres[order]})


def _by_venue(
    snapshot: Snapshot, offers: Provision, starts: Origins, reach: Reach
) -> tuple[Ints, Ints]:
    if reach.kind == "area":
        start, place = _same_area(areas_of(snapshot, offers.locations), starts)
    elif reach.kind == "matrix":
        start, place = _by_costs(offers, starts, reach)
    elif reach.kind == "stops":
        start, place = _by_stops(starts, *venue_points(snapshot, offers), reach)
    else:
        start, place, _ = _within(starts, *venue_points(snapshot, offers), reach.limit_m)
    return _joined(start, place, offers.location, len(offers.locations))


def _same_area(areas: Sequence[str], starts: Origins) -> tuple[Ints, Ints]:
    """Return starts and places whose areas, by place, lie in the same area told."""
    number_of = {code: number for number, code in enumerate(starts.areas)}
    told = np.full(len(areas), -1, dtype=np.int64)
    for place, code in enumerate(areas):
        chain = starts.chain_of.get(code, ())
        told[place] = next((number_of[each] for each in chain if each in number_of), -1)
    return _joined(np.arange(len(starts.codes)), starts.area, told, len(starts.areas))


def _by_costs(offers: Provision, starts: Origins, reach: Reach) -> tuple[Ints, Ints]:
    costs = refuse_other_columns(reach.costs, COLUMNS)
    near = costs[costs["cost"] <= reach.limit]
    start = near["origin"].map({code: number for number, code in enumerate(starts.codes)})
    place = near["place"].map({id_: number for number, id_ in enumerate(offers.locations)})
    both = start.notna() & place.notna()
    return _numbers(start[both]), _numbers(place[both])


def _numbers(values: pd.Series[Any]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _within(starts: Origins, north: Numbers, east: Numbers, limit_m: float) -> Pairs:
    """Return starts, places and the metres between them along the sphere, inclusive."""
    return near_pairs(*points_of(starts), north, east, limit_m=limit_m)


def _by_stops(starts: Origins, north: Numbers, east: Numbers, reach: Reach) -> tuple[Ints, Ints]:
    """Return starts and places with a stop of one line near both, or so near that people walk."""
    stops = refuse_other_columns(reach.costs, STOP_COLUMNS)
    ridden = by_line(*points_of(starts), north, east, stops=stops, walk_m=reach.limit)
    walked = _within(starts, north, east, reach.limit)[:2]
    both = np.unique(
        np.column_stack([np.concatenate(each) for each in zip(ridden, walked, strict=True)]), axis=0
    )
    return both[:, 0], both[:, 1]


def _by_serving(offers: Provision, starts: Origins, reach: Reach) -> tuple[Ints, Ints]:
    """Return pairs of starts and offers that say that they serve where the start lies."""
    starts_in: dict[str, list[int]] = {}
    for number, code in enumerate(starts.codes):
        for larger in starts.chain_of.get(code, (code,)):
            starts_in.setdefault(larger, []).append(number)
    served: list[int] = []
    activity: list[int] = []
    for number, codes in enumerate(offers.serves):
        if not (reach.served or offers.comes[number]):
            continue
        for start in sorted({each for code in codes for each in starts_in.get(code, ())}):
            served.append(start)
            activity.append(number)
    return _joined(
        np.array(served, dtype=np.int64),
        np.array(activity, dtype=np.int64),
        offers.activity,
        len(offers.activities),
    )


def _joined(start: Ints, key: Ints, keys: Ints, n_keys: int) -> tuple[Ints, Ints]:
    """Return each start with the numbers of all that have its key; a key below 0 is none."""
    order = np.argsort(keys, kind="stable")
    order = order[keys[order] >= 0]
    indptr = np.searchsorted(keys[order], np.arange(n_keys + 1))
    is_key = key >= 0
    start, key = start[is_key], key[is_key]
    lengths = indptr[key + 1] - indptr[key]
    begins = np.concatenate([[0], np.cumsum(lengths)])
    moved = np.repeat(indptr[key] - begins[:-1], lengths) + np.arange(begins[-1])
    return np.repeat(start, lengths), order[moved]


def _rows(start: Ints, offer: Ints, n_starts: int, n_offers: int) -> Reached:
    found = np.unique(start * max(n_offers, 1) + offer)
    start, offer = np.divmod(found, max(n_offers, 1))
    return Reached(np.searchsorted(start, np.arange(n_starts + 1)).astype(np.int64), offer)
