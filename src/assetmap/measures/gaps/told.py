"""Layers of need that are numbers of people by area and what matters, as somebody was told them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.measures.flows.groupings import rolled_up_areas
from assetmap.measures.flows.people import ALL
from assetmap.model.nesting import chains, parents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.gaps.origins import Origins
    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CountsTold:
    """Numbers by area and what matters, as the reader may be told them.

    Attributes
    ----------
    numbers
        By codes of areas that are wards or larger, and ids of what matters, each number in one
        cell alone; NaN where it is hidden. What is not there is 0.
    end
        The first day no longer counted.
    is_rounded
        Whether small numbers are hidden, and others rounded.
    """

    numbers: Mapping[tuple[str, str], float]
    end: dt.date
    is_rounded: bool = False


def told_layer(
    snapshot: Snapshot, starts: Origins, needs: Sequence[str], told: CountsTold
) -> Numbers:
    """Return where many of those told live, by area that people start from and what matters.

    Parameters
    ----------
    snapshot
        The place.
    starts
        The areas that people start from.
    needs
        What matters.
    told
        The numbers. Those of all that is part of something are of that too.

    Returns
    -------
    array
        A row an area, a column for each of `needs`, 0 to 1: 0 where there are none; else the
        place, by their number for each resident of the ward or larger area that people start
        from or in, among all wards and things that matter of which there are any: 1 for the
        most, equal ones share. NaN where a number in it is hidden, residents are not known, or
        people start from no such area.

    Notes
    -----
    Which `needs` are asked for changes no number. One more of those told in an area never
    lowers its own. Takes time in the areas times everything that matters.
    """
    large = rolled_up_areas(snapshot)
    at = [large.get(code) for code in starts.codes]
    areas = sorted({area for area in at if area is not None})
    column = {need: number for number, need in enumerate(snapshot.table("Need")["id"])}
    summed = _summed(snapshot, told, large, areas, column)
    found = np.full((len(areas) + 1, len(column)), np.nan)  # the last row: in no such area
    found[:-1] = _places(summed / _residents(starts, at, areas))
    row = {area: number for number, area in enumerate(areas)}
    rows = np.array([-1 if area is None else row[area] for area in at], dtype=np.int64)
    return found[rows][:, [column[need] for need in needs]]


def cells_of(
    snapshot: Snapshot, starts: Origins, told: CountsTold, area: int, need: str
) -> list[tuple[str, str, float]]:
    """Return the numbers that count in one area told and one thing that matters.

    Parameters
    ----------
    snapshot, starts, told
        As of `told_layer`.
    area
        Its number in `starts.areas`.
    need
        What matters; all that is part of it counts.

    Returns
    -------
    list
        Area, what matters and number, in order of both codes.
    """
    large = rolled_up_areas(snapshot)
    codes = (starts.codes[number] for number in np.flatnonzero(starts.area == area))
    wanted = {large[code] for code in codes if code in large}
    branch = chains(parents(snapshot.table("Need"), "parent_id"))
    return [
        (code, about, number)
        for (code, about), number in sorted(told.numbers.items())
        if need in branch.get(about, ()) and wanted & set(starts.chain_of.get(code, ()))
    ]


def _summed(
    snapshot: Snapshot,
    told: CountsTold,
    large: Mapping[str, str],
    areas: Sequence[str],
    column: Mapping[str, int],
) -> Numbers:
    """Return the numbers of each area and of all in it, by what matters and all that is part."""
    around = chains(parents(snapshot.table("Area"), "parent_code"))
    branch = chains(parents(snapshot.table("Need"), "parent_id"))
    row = {area: number for number, area in enumerate(areas)}
    found = np.zeros((len(areas), len(column)))
    for (code, need), number in told.numbers.items():
        for area in around.get(large.get(code, code), ()):
            if area in row:
                found[row[area], [column[each] for each in branch.get(need, ())]] += number
    return found


def _residents(starts: Origins, at: Sequence[str | None], areas: Sequence[str]) -> Numbers:
    """Return the people of each area, a row each; NaN if they are not known, or none."""
    people = pd.Series([counts.get(ALL, np.nan) for counts in starts.people], dtype="float64")
    sums = people.groupby(np.array(at, dtype=object)).sum(min_count=1, skipna=False)
    found = np.asarray(sums.reindex(list(areas)), dtype=np.float64)[:, None]
    return np.where(found > 0, found, np.nan)


def _places(rates: Numbers) -> Numbers:
    """Return the place of each rate above 0 among these, up to 1; 0 for 0."""
    above = pd.Series(rates.ravel()).where(lambda rate: rate > 0)
    places = above.rank(method="average") / max(int(above.notna().sum()), 1)
    found: Numbers = np.where(rates == 0, 0.0, np.asarray(places).reshape(rates.shape))
    return found
