"""Where people start from: the smallest areas, and the areas of one level that they make up."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.flows.people import ALL, People
from assetmap.measures.gaps.points import AreaPoint, area_points
from assetmap.measures.memory import once
from assetmap.model.nesting import area_chains, parents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.flows.people import Counts
    from assetmap.model import Snapshot

_PREFERRED: Final = ("ward", "lsoa", "msoa", "town", "district", "system")


@dataclass(frozen=True, eq=False)
class Origins:
    """Where people start from.

    Attributes
    ----------
    level
        Of the areas that are told.
    areas
        Their codes, in order.
    codes
        Of the areas that people start from, by area, then code: the smallest within each, or
        the area itself.
    area
        The number in `areas` of each of `codes`, ascending.
    points
        Of each of `codes`.
    people
        Of each of `codes`, by age; empty if not known.
    chain_of
        For each area of the place its code and those that it lies in.
    """

    level: str
    areas: tuple[str, ...]
    codes: tuple[str, ...]
    area: NDArray[np.int64]
    points: tuple[AreaPoint, ...]
    people: tuple[Counts, ...]
    chain_of: Mapping[str, tuple[str, ...]]

    def ways(self) -> dict[str, int]:
        """Return how many points were come by in each way, a key of `points.WAYS`."""
        counts = Counter(point.way for point in self.points)
        return dict(sorted(counts.items()))

    def of_area(self, number: int) -> Origins:
        """Return where people of one area told start from; `area` still counts in all `areas`."""
        which = np.flatnonzero(self.area == number)
        starts = which.tolist()
        return replace(
            self,
            codes=tuple(self.codes[start] for start in starts),
            points=tuple(self.points[start] for start in starts),
            people=tuple(self.people[start] for start in starts),
            area=self.area[which],
        )


def level_told(snapshot: Snapshot, level: str | None = None) -> str:
    """Return the level of areas by which gaps are told.

    Parameters
    ----------
    snapshot
        The place.
    level
        The one asked for; None for wards, or what the place has instead.

    Returns
    -------
    str
        Empty for a place without areas.

    Raises
    ------
    DataError
        If the place has no area of that level.
    """
    rows = snapshot.table("Area")
    known = sorted(set(rows["level"].dropna()))
    if level is not None and level not in known:
        there = f"; there are areas of level {', '.join(known)}" if known else ""
        msg = f"The map has no area of level {level!r}{there}."
        raise DataError(msg)
    if level is not None:
        return level
    return next((each for each in (*_PREFERRED, *known) if each in known), "")


def origins(snapshot: Snapshot, level: str | None = None) -> Origins:
    """Return where people start from, by areas of one level; worked out once for a snapshot.

    Parameters
    ----------
    snapshot
        The place.
    level
        As of `level_told`.

    Returns
    -------
    Origins
        For each area of the level the smallest areas within it, if the people of all of them
        are known, or none are of any; else the area itself.

    Raises
    ------
    DataError
        If the place has no area of that level.
    """
    return _origins(snapshot, level_told(snapshot, level))


@once
def _origins(snapshot: Snapshot, told: str) -> Origins:
    rows = snapshot.table("Area")
    areas = tuple(sorted(rows["id"][rows["level"] == told]))
    chain_of = area_chains(snapshot)
    smallest = _smallest(snapshot, chain_of, areas)
    people = People(snapshot)
    starts = [(number, code) for number, area in enumerate(areas) for code in smallest[area]]
    for number, area in enumerate(areas):
        known = [ALL in people.of(code) for code in smallest[area]]
        if any(known) != all(known) or (not any(known) and ALL in people.of(area)):
            starts = [each for each in starts if each[0] != number] + [(number, area)]
    starts.sort()
    codes = tuple(code for _, code in starts)
    points = area_points(snapshot, codes)
    return Origins(
        level=told,
        areas=areas,
        codes=codes,
        area=np.array([number for number, _ in starts], dtype=np.int64),
        points=tuple(points[code] for code in codes),
        people=tuple(people.of(code) for code in codes),
        chain_of=chain_of,
    )


def _smallest(
    snapshot: Snapshot, chain_of: Mapping[str, tuple[str, ...]], areas: tuple[str, ...]
) -> dict[str, list[str]]:
    """Return for each area the areas within it that hold no others, in order of code."""
    holds = {parent for parent in parents(snapshot.table("Area"), "parent_code").values() if parent}
    wanted = set(areas)
    found: dict[str, list[str]] = defaultdict(list)
    for code in sorted(chain_of):
        if code in holds and code not in wanted:
            continue
        for larger in chain_of[code]:
            # A smaller area of the same level that is told by itself belongs to nobody else.
            if larger in wanted:
                if code == larger and code in holds:
                    break
                found[larger].append(code)
                break
    return {area: found.get(area) or [area] for area in areas}
