"""What is where: organisations, activities and assets at their locations, and in which area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from assetmap.model import running
from assetmap.model.nesting import area_chains, parents
from assetmap.views.map.outlines import areas_around
from assetmap.views.map.times import is_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.map.choice import PlaceChoice
    from assetmap.views.map.outlines import Outlines


class Spot(NamedTuple):
    """One thing at one location; `at` is (latitude, longitude), or None if nobody knows.

    An activity that meets at two locations has two spots; `area_code` is of the level shown.
    """

    id: str
    kind: str
    name: str
    location_id: str
    at: tuple[float, float] | None
    area_code: str


@dataclass(frozen=True, slots=True)
class Spots:
    """All that is chosen, where it is.

    Attributes
    ----------
    all
        By kind in the order of `KINDS`, then name, id and location.
    n_without
        By kind, how many have no location at all.
    """

    all: tuple[Spot, ...]
    n_without: Mapping[str, int]

    def counts(self, kind: str) -> dict[str, int]:
        """Return how many different things of a kind there are by code of their area."""
        found: dict[str, set[str]] = defaultdict(set)
        for spot in self.all:
            if spot.kind == kind and spot.area_code:
                found[spot.area_code].add(spot.id)
        return {code: len(ids) for code, ids in found.items()}


def spots(snapshot: Snapshot, choice: PlaceChoice, outlines: Outlines) -> Spots:
    """Return organisations, activities and assets at their locations.

    Organisations and activities that have stopped are left out. An activity is where its
    sessions are, and only those that are on at the time that `choice` names.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        Level of the areas, and time of the week; its kinds are not looked at.
    outlines
        Of the areas of that level.

    Returns
    -------
    Spots
        Also those whose location has no coordinates.
    """
    point_of = points_of(snapshot)
    area_of = _areas_of(snapshot, choice.level, outlines, point_of)
    found: list[Spot] = []
    n_without: dict[str, int] = {}
    for kind, pairs in _pairs(snapshot, choice).items():
        n_without[kind] = sum(1 for _, _, locations in pairs if not locations)
        kept = [
            Spot(id_, kind, name, location, point_of.get(location), area_of.get(location, ""))
            for id_, name, locations in pairs
            for location in locations
        ]
        found += sorted(kept, key=lambda spot: (spot.name.casefold(), spot.id, spot.location_id))
    return Spots(tuple(found), n_without)


def points_of(snapshot: Snapshot) -> dict[str, tuple[float, float]]:
    """Return (latitude, longitude) of each location that has coordinates."""
    rows = snapshot.table("Location").dropna(subset=["latitude", "longitude"])
    pairs = zip(rows["latitude"].tolist(), rows["longitude"].tolist(), strict=True)
    return dict(zip(rows["id"], pairs, strict=True))


def sessions_then(snapshot: Snapshot, day: str, part: str) -> dict[str, tuple[str, ...]]:
    """Return the locations of each activity's sessions at that time of the week.

    Returns
    -------
    dict
        Locations by activity, none twice, in order of id; activities without such a session
        are left out, those whose sessions have no location have none.
    """
    rows = snapshot.table("Session")
    columns = ("activity_id", "location_id", "schedule", "starts_at_local")
    found: dict[str, set[str]] = defaultdict(set)
    for activity, location, schedule, starts_at in zip(
        *(rows[name].tolist() for name in columns), strict=True
    ):
        if is_on(schedule, starts_at, day=day, part=part):
            found[activity].update([location] if isinstance(location, str) else [])
    return {activity: tuple(sorted(locations)) for activity, locations in found.items()}


def _pairs(
    snapshot: Snapshot, choice: PlaceChoice
) -> dict[str, list[tuple[str, str, Sequence[str]]]]:
    """Return id, name and locations of everything, by kind."""
    organisations = running(snapshot.table("Organisation"), snapshot.day)
    assets = snapshot.table("Asset")
    then = sessions_then(snapshot, choice.day, choice.part)
    is_timed = bool(choice.day or choice.part)
    activities: list[tuple[str, str, Sequence[str]]] = [
        (id_, name, then.get(id_, ()))
        for id_, name in _named(running(snapshot.table("Activity"), snapshot.day))
        if id_ in then or not is_timed
    ]
    return {
        "organisation": _with_location(organisations),
        "activity": activities,
        "asset": _with_location(assets),
    }


def _named(rows: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(rows["id"].tolist(), rows["name"].tolist(), strict=True)


def _with_location(rows: pd.DataFrame) -> list[tuple[str, str, Sequence[str]]]:
    location_of = parents(rows, "location_id")
    return [
        (id_, name, (location,) if (location := location_of[id_]) else ())
        for id_, name in _named(rows)
    ]


def _areas_of(
    snapshot: Snapshot,
    level: str,
    outlines: Outlines,
    point_of: Mapping[str, tuple[float, float]],
) -> dict[str, str]:
    """Return each location's area of `level`: as recorded, else by where its point lies."""
    rows = snapshot.table("Area")
    at_level = set(rows.loc[rows["level"] == level, "id"])
    chain_of = area_chains(snapshot)
    found: dict[str, str] = {}
    for location, code in parents(snapshot.table("Location"), "area_code").items():
        within = [each for each in chain_of.get(code or "", ()) if each in at_level]
        if within:
            found[location] = within[0]
    unknown = {id_: point for id_, point in point_of.items() if id_ not in found}
    return {**areas_around(outlines, unknown), **found}
