"""What is where: organisations, activities and assets at their locations, and in which area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.measures.memory import once
from assetmap.model import running
from assetmap.model.nesting import area_chains, parents
from assetmap.views.map.outlines import areas_around
from assetmap.views.map.sessions import sessions_then

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.map.choice import PlaceChoice


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


@dataclass(frozen=True, eq=False)
class OfKind:
    """Things of one kind where they are, by name, id and location."""

    all: tuple[Spot, ...]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many different things there are by code of their area."""
        there = {(spot.area_code, spot.id) for spot in self.all}
        return Counter(code for code, _ in there if code)

    @cached_property
    def n_drawable(self) -> int:
        """How many points there are."""
        return sum(1 for spot in self.all if spot.at is not None)

    @cached_property
    def n_nowhere(self) -> int:
        """How many different things are at no location that has coordinates."""
        known = {spot.id for spot in self.all if spot.at is not None}
        return len({spot.id for spot in self.all if spot.at is None} - known)


_NONE: Final = OfKind(())


@dataclass(frozen=True, eq=False)
class Spots:
    """All that is chosen, where it is.

    Attributes
    ----------
    by_kind
        In the order of `KINDS`.
    n_without
        By kind, how many have no location at all.
    """

    by_kind: Mapping[str, OfKind]
    n_without: Mapping[str, int]

    @classmethod
    def among(cls, things: Iterable[Spot]) -> Spots:
        """Return things, and none that have no location."""
        found: dict[str, list[Spot]] = {}
        for spot in things:
            found.setdefault(spot.kind, []).append(spot)
        return cls({kind: OfKind(tuple(each)) for kind, each in found.items()}, {})

    def of(self, kind: str) -> OfKind:
        """Return what there is of a kind."""
        return self.by_kind.get(kind, _NONE)

    def of_kinds(self, kinds: Collection[str]) -> list[Spot]:
        """Return all of some kinds, by kind."""
        chosen = (each.all for kind, each in self.by_kind.items() if kind in kinds)
        return list(chain.from_iterable(chosen))

    @property
    def all(self) -> list[Spot]:
        """All things at their locations, by kind."""
        return self.of_kinds(self.by_kind)


def spots(snapshot: Snapshot, choice: PlaceChoice) -> Spots:
    """Return organisations, activities and assets at their locations.

    Organisations and activities that have stopped are left out. An activity is where its
    sessions are, and only those that are on at the time that `choice` names.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        Level of the areas, and time of the week; its kinds are not looked at.

    Returns
    -------
    Spots
        Also those whose location has no coordinates.
    """
    whole = _at_any_time(snapshot, choice.level)
    if not choice.day and not choice.part:
        return whole
    then = sessions_then(snapshot, choice.day, choice.part)
    kept = tuple(
        spot for spot in whole.of("activity").all if spot.location_id in then.get(spot.id, ())
    )
    nowhere = {activity for activity, locations in then.items() if not locations}
    n_nowhere = 0
    if nowhere:
        n_nowhere = len(nowhere.intersection(id_ for id_, _ in _running_activities(snapshot)))
    return Spots(
        {**whole.by_kind, "activity": OfKind(kept)}, {**whole.n_without, "activity": n_nowhere}
    )


@once
def _at_any_time(snapshot: Snapshot, level: str) -> Spots:
    """Return everything at its locations, activities at those of all of their sessions."""
    point_of = points_of(snapshot)
    area_of = _areas_of(snapshot, level)
    found: dict[str, OfKind] = {}
    n_without: dict[str, int] = {}
    for kind, pairs in _pairs(snapshot).items():
        n_without[kind] = sum(1 for _, _, locations in pairs if not locations)
        kept = [
            Spot(id_, kind, name, location, point_of.get(location), area_of.get(location, ""))
            for id_, name, locations in pairs
            for location in locations
        ]
        kept.sort(key=lambda spot: (spot.name.casefold(), spot.id, spot.location_id))
        found[kind] = OfKind(tuple(kept))
    return Spots(found, n_without)


@once
def points_of(snapshot: Snapshot) -> Mapping[str, tuple[float, float]]:
    """Return (latitude, longitude) of each location that has coordinates."""
    rows = snapshot.table("Location").dropna(subset=["latitude", "longitude"])
    pairs = zip(rows["latitude"].tolist(), rows["longitude"].tolist(), strict=True)
    return MappingProxyType(dict(zip(rows["id"], pairs, strict=True)))


def _pairs(snapshot: Snapshot) -> dict[str, list[tuple[str, str, Sequence[str]]]]:
    """Return id, name and locations of everything, by kind."""
    at = sessions_then(snapshot, "", "")
    return {
        "organisation": _with_location(running(snapshot.table("Organisation"), snapshot.day)),
        "activity": [(id_, name, at.get(id_, ())) for id_, name in _running_activities(snapshot)],
        "asset": _with_location(snapshot.table("Asset")),
    }


def _running_activities(snapshot: Snapshot) -> Iterable[tuple[str, str]]:
    return _named(running(snapshot.table("Activity"), snapshot.day))


def _named(rows: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(rows["id"].tolist(), rows["name"].tolist(), strict=True)


def _with_location(rows: pd.DataFrame) -> list[tuple[str, str, Sequence[str]]]:
    location_of = parents(rows, "location_id")
    return [
        (id_, name, (location,) if (location := location_of[id_]) else ())
        for id_, name in _named(rows)
    ]


def _areas_of(snapshot: Snapshot, level: str) -> dict[str, str]:
    """Return each location's area of `level`: as recorded, else by where its point lies."""
    rows = snapshot.table("Area")
    at_level = set(rows.loc[rows["level"] == level, "id"])
    chain_of = area_chains(snapshot)
    found: dict[str, str] = {}
    for location, code in parents(snapshot.table("Location"), "area_code").items():
        within = [each for each in chain_of.get(code or "", ()) if each in at_level]
        if within:
            found[location] = within[0]
    unknown = {id_: point for id_, point in points_of(snapshot).items() if id_ not in found}
    return {**areas_around(snapshot, level, unknown), **found}
