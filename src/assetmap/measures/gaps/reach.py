"""What can be reached from where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.geo import pairs_within
from assetmap.geo.distances import METRES_A_DEGREE, great_circle_m
from assetmap.measures.gaps.points import area_points, location_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.gaps.origins import Origins
    from assetmap.measures.gaps.provision import Provision
    from assetmap.model import Snapshot

    Ints = NDArray[np.int64]
    Numbers = NDArray[np.float64]
    Pairs = tuple[Ints, Ints, Numbers]

WALKING_KM_PER_HOUR: Final = 4.8
DETOUR: Final = 1.3
"""How much longer the way on foot is than the straight line, unless told otherwise."""

MINUTES: Final = 20.0

_SLACK: Final = 1.01
"""How much shorter the way over the sphere may be than along the points of one latitude."""

ReachKind = Literal["area", "straight", "walk", "matrix"]
_COLUMNS: Final = ("origin", "place", "cost")


@dataclass(frozen=True, eq=False)
class Reach:
    """How far is near enough.

    Attributes
    ----------
    kind
        `area`: a venue within the area told. `straight`: within `limit` metres in a straight
        line. `walk`: within `limit` minutes on foot, the straight line times `detour` at
        `km_per_hour`. `matrix`: at most `limit` by `costs`.
    limit
        Inclusive; not used by `area`.
    km_per_hour, detour
        Of `walk`.
    costs
        Of `matrix`: columns origin (code of an area that people start from), place (id of a
        location) and cost; a pair that is not in it is not reached.
    served
        Whether what says that it serves an area is reached from there wherever it is held. What
        comes to people (online, by phone, at home) always is.
    """

    kind: ReachKind = "walk"
    limit: float = MINUTES
    km_per_hour: float = WALKING_KM_PER_HOUR
    detour: float = DETOUR
    costs: pd.DataFrame | None = field(default=None, repr=False)
    served: bool = True

    def __post_init__(self) -> None:
        """Refuse what no distance can be worked out from."""
        if not self.limit >= 0:
            msg = f"The reach is {self.limit}; it must be 0 or more."
            raise DataError(msg)
        if not self.km_per_hour > 0 or not self.detour >= 1:
            msg = (
                f"Walking goes at {self.km_per_hour} km/h with a detour of {self.detour}; the "
                "speed must be above 0 and the detour at least 1."
            )
            raise DataError(msg)
        if self.kind == "matrix":
            _refuse_other_columns(self.costs)

    @property
    def limit_m(self) -> float:
        """The farthest that is reached in a straight line, in metres."""
        if self.kind == "straight":
            return self.limit
        return self.limit / 60 * self.km_per_hour * 1000 / self.detour

    @property
    def words(self) -> str:
        """How it ends a sentence of what is on."""
        if self.kind == "area":
            return "there"
        if self.kind == "straight":
            return f"within {self.limit:,.0f} metres"
        if self.kind == "walk":
            return f"within {self.limit:g} minutes' walk"
        return f"within {self.limit:g} minutes by the table of travel times"


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
        """Return what each area told reaches: whatever one of its starts does."""
        starts = np.repeat(area, np.diff(self.indptr))
        return _rows(starts, self.offer, n_areas, n_offers)


def reached(
    snapshot: Snapshot, offers: Provision, starts: Origins, reach: Reach, *, at_most: bool = False
) -> Reached:
    """Return which offers can be reached from where.

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
    pairs = [_by_venue(snapshot, offers, starts, reach), _by_serving(offers, starts, reach)]
    if at_most:
        anywhere = np.flatnonzero(offers.from_anywhere[offers.activity])
        every = np.arange(len(starts.codes))
        pairs.append((np.repeat(every, len(anywhere)), np.tile(anywhere, len(every))))
    start = np.concatenate([each[0] for each in pairs]).astype(np.int64)
    offer = np.concatenate([each[1] for each in pairs]).astype(np.int64)
    return _rows(start, offer, len(starts.codes), len(offers))


def distances_m(snapshot: Snapshot, offers: Provision, starts: Origins, start: int) -> Numbers:
    """Return how far each offer's venue is from a start in a straight line, in metres; or NaN."""
    north, east = venue_points(snapshot, offers)
    point = starts.points[start]
    metres = great_circle_m(point.latitude, point.longitude, north, east)
    found = np.full(len(offers), np.nan)
    is_held = offers.location >= 0
    found[is_held] = metres[offers.location[is_held]]
    return found


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
        costs = _refuse_other_columns(reach.costs)
        near = costs["origin"].isin(starts.codes) & costs["place"].isin(ids)
        found = costs[near & (costs["cost"] <= reach.limit)][list(_COLUMNS)]
        return found.sort_values(["origin", "place"], ignore_index=True)
    if reach.kind == "area":
        start, place = _same_area(_areas_of(snapshot, ids), starts)
        metres = np.zeros(len(start))
    else:
        start, place, metres = _within(starts, *location_points(snapshot, ids), reach.limit_m)
    codes, order = np.array(starts.codes, dtype=object), np.lexsort((place, start))
    return pd.DataFrame(
        {
            "origin": codes[start[order]],
            "place": np.array(ids, dtype=object)[place[order]],
            "cost": metres[order],
        }
    )


_POINTS: Final[WeakKeyDictionary[Provision, tuple[Numbers, Numbers]]] = WeakKeyDictionary()


def venue_points(snapshot: Snapshot, offers: Provision) -> tuple[Numbers, Numbers]:
    """Return where each location of the offers is: its own point, its postcode's, its area's."""
    if offers not in _POINTS:
        _POINTS[offers] = _venue_points(snapshot, offers)
    return _POINTS[offers]


def _venue_points(snapshot: Snapshot, offers: Provision) -> tuple[Numbers, Numbers]:
    north, east = location_points(snapshot, offers.locations)
    areas = _areas_of(snapshot, offers.locations)
    unknown = np.flatnonzero(np.isnan(north))
    points = area_points(snapshot, {areas[number] for number in unknown if areas[number]})
    for number in unknown:
        if point := points.get(areas[number]):
            north[number], east[number] = point.latitude, point.longitude
    north.flags.writeable = east.flags.writeable = False  # shared by all who ask
    return north, east


def _areas_of(snapshot: Snapshot, locations: Sequence[str]) -> list[str]:
    rows = snapshot.table("Location")
    known = dict(zip(rows["id"], rows["area_code"].fillna("").astype(str), strict=True))
    return [known.get(each, "") for each in locations]


def _by_venue(
    snapshot: Snapshot, offers: Provision, starts: Origins, reach: Reach
) -> tuple[Ints, Ints]:
    if reach.kind == "area":
        start, place = _same_area(_areas_of(snapshot, offers.locations), starts)
    elif reach.kind == "matrix":
        start, place = _by_costs(offers, starts, reach)
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
    costs = _refuse_other_columns(reach.costs)
    near = costs[costs["cost"] <= reach.limit]
    start = near["origin"].map({code: number for number, code in enumerate(starts.codes)})
    place = near["place"].map({id_: number for number, id_ in enumerate(offers.locations)})
    both = start.notna() & place.notna()
    return _numbers(start[both]), _numbers(place[both])


def _numbers(values: pd.Series[Any]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _within(starts: Origins, north: Numbers, east: Numbers, limit_m: float) -> Pairs:
    """Return starts, places and the metres between them along the sphere, inclusive."""
    from_north = np.array([point.latitude for point in starts.points], dtype=np.float64)
    from_east = np.array([point.longitude for point in starts.points], dtype=np.float64)
    known = np.flatnonzero(np.isfinite(north))
    known_starts = np.flatnonzero(np.isfinite(from_north))
    if not len(known) or not len(known_starts):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)
    pairs = pairs_within(
        _on_plane(from_north[known_starts], from_east[known_starts], north[known]),
        _on_plane(north[known], east[known], from_north[known_starts]),
        distance_m=_SLACK * limit_m + 1,
    )
    start = known_starts[pairs["origin"].cat.codes.to_numpy("int64")]
    place = known[pairs["place"].cat.codes.to_numpy("int64")]
    metres = great_circle_m(from_north[start], from_east[start], north[place], east[place])
    is_near = metres <= limit_m
    return start[is_near], place[is_near], metres[is_near]


def _on_plane(latitude: Numbers, longitude: Numbers, others: Numbers) -> pd.DataFrame:
    """Return points on a plane on which none lie farther apart than on the sphere, but for slack.

    A degree of longitude is taken to be as short as it is at the farthest latitude of all.
    """
    farthest = np.radians(max(np.abs(latitude).max(), np.abs(others).max()))
    east = longitude * METRES_A_DEGREE * np.cos(farthest)
    return pd.DataFrame({"easting": east, "northing": latitude * METRES_A_DEGREE})


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


def _refuse_other_columns(costs: pd.DataFrame | None) -> pd.DataFrame:
    if costs is None or not set(_COLUMNS) <= set(costs.columns):
        found = "no table" if costs is None else f"columns {', '.join(map(str, costs.columns))}"
        msg = f"A table of travel times has the columns origin, place and cost; there is {found}."
        raise DataError(msg)
    wrong = pd.to_numeric(costs["cost"], errors="coerce")
    if (is_wrong := ~(wrong >= 0)).any():
        row = int(np.flatnonzero(is_wrong)[0])
        msg = (
            f"Row {row + 1} of the travel times has the cost {costs['cost'].iloc[row]!r}; it must "
            "be a number, 0 or more."
        )
        raise DataError(msg)
    return costs.assign(cost=wrong)
