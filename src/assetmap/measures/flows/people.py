"""How many people live in each area, by age where it is known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from assetmap.measures.flows.age_bands import AgeBand, age_band, finest_cover
from assetmap.measures.flows.deprivation import POPULATION
from assetmap.measures.memory import once
from assetmap.model.figures import oldest_first
from assetmap.model.nesting import parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.model import Snapshot

Counts = dict[AgeBand | None, float]
"""People by age band; under None all of them."""

ALL: Final = None


class People:
    """People of areas, from the rows of `Indicator` named population.

    An area of which nothing is known has the people of the areas in it, if those of each are
    known: of all, and of every age band that is known of each. All people of an area are the
    figure for which no group is named, else the sum of the finest bands that cover all ages.

    Parameters
    ----------
    snapshot
        A place; of several figures for the same people the newest counts.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._own = _figures(snapshot)
        self._parts: dict[str, list[str]] = defaultdict(list)
        for code, parent in parents(snapshot.table("Area"), "parent_code").items():
            if parent is not None and parent != code:
                self._parts[parent].append(code)

    def of(self, code: str) -> Counts:
        """Return the people of an area: empty if they are not known."""
        return self._of(code, frozenset())

    def bands(self, codes: Iterable[str]) -> tuple[AgeBand, ...]:
        """Return the finest bands, known of each of some areas, that cover all ages; or none."""
        known = [set(self.of(code)) for code in codes]
        shared = set.intersection(*known) if known else set()
        return finest_cover(band for band in shared if band is not ALL)

    def _of(self, code: str, around: frozenset[str]) -> Counts:
        if code in self._own:
            return self._own[code]
        # An area that lies in itself by a mistake is known no better for it.
        parts = [
            self._of(part, around | {code}) for part in self._parts[code] if part not in around
        ]
        shared = set.intersection(*(set(part) for part in parts)) if parts else set()
        found = {band: sum(part[band] for part in parts) for band in shared}
        self._own[code] = found
        return found


@once
def people_of(snapshot: Snapshot) -> People:
    """Return the people of the areas of a place, put together once."""
    return People(snapshot)


def put_together(people: Mapping[AgeBand | None, float], bands: Iterable[AgeBand]) -> list[float]:
    """Return the people of each of `bands`, which the finest of theirs can be put together to.

    Examples
    --------
    >>> people = {AgeBand(0, 18): 20.0, AgeBand(18, 65): 50.0, AgeBand(65, 1000): 30.0}
    >>> put_together(people, [AgeBand(0, 65), AgeBand(65, 1000)])
    [70.0, 30.0]
    """
    cover = finest_cover(band for band in people if band is not ALL)
    return [
        sum(people[part] for part in cover if band.start <= part.start and part.end <= band.end)
        for band in bands
    ]


def _figures(snapshot: Snapshot) -> dict[str, Counts]:
    rows = snapshot.table("Indicator")
    rows = rows[(rows["name"] == POPULATION) & rows["value"].notna()]
    rows = oldest_first(rows)
    found: dict[str, Counts] = defaultdict(dict)
    groups = rows["group"].fillna("")
    for code, group, value in zip(rows["area_code"], groups, rows["value"], strict=True):
        band = age_band(group) if group else ALL
        if band is not ALL or not group:
            found[code][band] = float(value)
    for people in found.values():
        cover = finest_cover(band for band in people if band is not ALL)
        if ALL not in people and cover:
            people[ALL] = sum(people[band] for band in cover)
    return {code: people for code, people in found.items() if ALL in people}
