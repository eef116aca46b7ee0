"""What steps and journeys are put together by: who, where from, for what, when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.flows.deprivation import N_QUINTILES, deprivation_quintiles
from assetmap.measures.flows.groupings_kernels import numbers_apart, put_months
from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.ordering import in_order
from assetmap.measures.flows.steps import NOBODY, day_of, frozen, steps_of
from assetmap.measures.memory import once
from assetmap.measures.shares import over_cores
from assetmap.model.nesting import area_chains, parents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.journeys import Journeys
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

SELF: Final = "self"
"""The sector of the source of a person who came by themselves."""

RECEIVERS: Final = ("target", "target_sector")
"""Groupings by who receives: a journey may be in several of their groups."""

_OTHER: Final = "other"
_TOO_SMALL: Final = frozenset({"lsoa", "msoa", ""})
"""Levels of area that are smaller than a ward, or may be."""


@dataclass(frozen=True, eq=False)
class Groups:
    """The group of each of some things, such as steps.

    Attributes
    ----------
    codes
        Index in `names` of each thing's group; `NOBODY` of one that is in none.
    names
        The groups that there may be, in order; some may have nothing in them.
    """

    codes: NDArray[np.int32]
    names: tuple[str, ...]

    def taken(self, wanted: NDArray[np.integer[Any]] | NDArray[np.bool_]) -> Groups:
        """Return the groups of the things that are wanted, by index or mask."""
        if wanted.dtype == np.bool_ and wanted.all():
            return self
        return replace(self, codes=frozen(self.codes[wanted]))


def step_groups(snapshot: Snapshot, steps: Steps, by: str) -> Groups:
    """Return the group of each step.

    Parameters
    ----------
    snapshot
        The place of the steps.
    steps
        Some or all of its steps.
    by
        One of `GROUPINGS`:

        - source, target: the party; one who came by themselves has no source (`NOBODY`);
        - source_sector, target_sector: the party's sector, other where it has none; the source
          of one who came by themselves is "self", which stands first;
        - need, age_band, route: as written;
        - area: as written if it is a ward or larger, else the nearest such area that it lies in,
          and none if there is none or its level is not known;
        - quintile: "1" (most deprived) to "5" of that area, by `deprivation_quintiles`;
        - month: that in which it was made, such as "2026-04"; every month from the first to the
          last is among the names.

    Returns
    -------
    Groups
        One an index of `steps`; what is not written down is in no group (`NOBODY`).

    Raises
    ------
    DataError
        If there is no such grouping.

    Notes
    -----
    Takes time in the number of steps.
    """
    if by not in _GROUPERS:
        msg = f"Steps are not grouped by {by!r}; choose one of {', '.join(GROUPINGS)}."
        raise DataError(msg)
    if steps is steps_of(snapshot):
        return _kept(snapshot, by)
    return _GROUPERS[by](snapshot, steps)


@once
def _kept(snapshot: Snapshot, by: str) -> Groups:
    return _GROUPERS[by](snapshot, steps_of(snapshot))


def journey_groups(
    snapshot: Snapshot, steps: Steps, by: str, journeys: Journeys | None = None
) -> tuple[Journeys, Groups]:
    """Return journeys, and the group of each.

    Parameters
    ----------
    snapshot
        The place of the steps.
    steps
        Some or all of its steps.
    by
        One of `GROUPINGS`.
    journeys
        Those of `steps`, where they are known already.

    Returns
    -------
    Journeys
        By receiver (`RECEIVERS`), a journey as far as its steps to that receiver tell, for each
        of its receivers. By all else, whole journeys.
    Groups
        That of each: whole journeys are where their first step is.

    Raises
    ------
    DataError
        If there is no such grouping.

    Notes
    -----
    Takes time in the number of steps.
    """
    groups = step_groups(snapshot, steps, by)
    if by in RECEIVERS:
        return journeys_apart(steps, groups)
    journeys = kept_journeys(steps) if journeys is None else journeys
    return journeys, groups.taken(journeys.first)


def journeys_apart(steps: Steps, groups: Groups) -> tuple[Journeys, Groups]:
    """Return journeys as far as their steps in each group tell, and the group of each.

    Parameters
    ----------
    steps, groups
        Some or all steps of a place, and their groups.
    """
    order = in_order(steps.episode, np.arange(len(steps)), steps.n_episodes)
    episode, n_episodes = numbers_apart(order, steps.episode, groups.codes, len(groups.names))
    journeys = journeys_of(steps.in_journeys(episode, n_episodes))
    return journeys, groups.taken(journeys.first)


@once
def rolled_up_areas(snapshot: Snapshot) -> Mapping[str, str]:
    """Return for each area itself if it is a ward or larger, else the nearest such around it.

    Parameters
    ----------
    snapshot
        A place.

    Returns
    -------
    Mapping
        Area code by area code, those left out that are in no such area. An area whose level is
        not written may be a small one, and counts as one.
    """
    level_of = parents(snapshot.table("Area"), "level")
    large = {code for code, level in level_of.items() if (level or "") not in _TOO_SMALL}
    nearest = {
        code: next((each for each in chain if each in large), None)
        for code, chain in area_chains(snapshot).items()
    }
    return MappingProxyType({code: area for code, area in nearest.items() if area is not None})


def _regrouped(
    codes: NDArray[np.int32], values: Sequence[str | None], names: tuple[str, ...]
) -> Groups:
    """Return groups of things whose code is an index of `values`, each a name or none."""
    number_of: Mapping[str | None, int] = {name: number for number, name in enumerate(names)}
    numbers = [number_of.get(value, NOBODY) for value in values]
    return Groups(frozen(np.array([*numbers, NOBODY], dtype=np.int32)[codes]), names)


def _sectors(snapshot: Snapshot, steps: Steps) -> list[str]:
    sector_of = snapshot.sector_of
    return [sector_of.get(party, _OTHER) for party in steps.parties]


def _by_source_sector(snapshot: Snapshot, steps: Steps) -> Groups:
    sectors = _sectors(snapshot, steps)
    names = (SELF, *sorted(set(sectors)))
    groups = _regrouped(steps.source, sectors, names)
    return replace(groups, codes=frozen(np.maximum(groups.codes, 0)))  # NOBODY becomes SELF


def _by_target_sector(snapshot: Snapshot, steps: Steps) -> Groups:
    sectors = _sectors(snapshot, steps)
    return _regrouped(steps.target, sectors, tuple(sorted(set(sectors))))


def _by_area(snapshot: Snapshot, steps: Steps) -> Groups:
    area_of = rolled_up_areas(snapshot)
    areas = [area_of.get(code) for code in steps.areas]
    return _regrouped(steps.area, areas, tuple(sorted({area for area in areas if area})))


def _by_quintile(snapshot: Snapshot, steps: Steps) -> Groups:
    area_of = rolled_up_areas(snapshot)
    quintile_of = deprivation_quintiles(snapshot)
    areas = [area_of.get(code, "") for code in steps.areas]
    quintiles = [str(quintile_of[area]) if area in quintile_of else None for area in areas]
    return _regrouped(steps.area, quintiles, tuple(str(n + 1) for n in range(N_QUINTILES)))


def made_months(steps: Steps) -> Groups:
    """Return the month in which each step was made, of all from the first to the last."""
    if not len(steps):
        return Groups(steps.made, ())
    first, last = int(steps.made.min()), int(steps.made.max())
    days = np.arange(first, last + 1).astype("datetime64[D]").astype("datetime64[M]")
    months = frozen((days - days[0]).astype(np.int32))
    codes = np.empty(len(steps), np.int32)
    over_cores(lambda *span: put_months(steps.made, first, months, codes, span), len(steps))
    return Groups(frozen(codes), months_between(first, last))


def months_between(first: int, last: int) -> tuple[str, ...]:
    """Return the months of two days, given as numbers, and all between.

    Examples
    --------
    >>> months_between(20089, 20130)  # 1 January to 11 February 2025
    ('2025-01', '2025-02')
    """
    start, end = day_of(first), day_of(last)
    numbers = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    return tuple(f"{dt.date(number // 12, number % 12 + 1, 1):%Y-%m}" for number in numbers)


_GROUPERS: Final[dict[str, Callable[[Snapshot, Steps], Groups]]] = {
    "source": lambda _, steps: Groups(steps.source, steps.parties),
    "target": lambda _, steps: Groups(steps.target, steps.parties),
    "source_sector": _by_source_sector,
    "target_sector": _by_target_sector,
    "need": lambda _, steps: Groups(steps.need, steps.needs),
    "area": _by_area,
    "age_band": lambda _, steps: Groups(steps.age_band, steps.age_bands),
    "quintile": _by_quintile,
    "route": lambda _, steps: Groups(steps.route, steps.routes),
    "month": lambda _, steps: made_months(steps),
}

GROUPINGS: Final = tuple(_GROUPERS)
