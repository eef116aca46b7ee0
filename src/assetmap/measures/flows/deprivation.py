"""Which areas of a place are the more deprived, in fifths of its people."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.memory import once
from assetmap.model.figures import oldest_first
from assetmap.model.nesting import area_chains, parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.model import Snapshot

POPULATION: Final = "population"

N_QUINTILES: Final = 5

_SIGN_OF: Final = {"deprivation score": 1, "deprivation rank": -1, "deprivation decile": -1}
"""Facts that tell of deprivation, the finest first; -1 where 1 is the most deprived."""


@once
def deprivation_quintiles(snapshot: Snapshot) -> Mapping[str, int]:
    """Return the fifth of each area whose deprivation is known, 1 being the most deprived.

    Parameters
    ----------
    snapshot
        A place. What tells of deprivation are the rows of `Indicator` named deprivation score,
        or rank where it has no score, or decile where it has neither, as the mappings of the
        English indices name them; the newest of each area.

    Returns
    -------
    Mapping
        1 to 5 by area code.

    Notes
    -----
    An area with parts of which it is known has the mean of its parts, weighted by their people;
    any other its own figure. The fifths are of the people of the place and not of the country,
    for areas of each level by themselves: areas are put in order, the most deprived first (of
    equal ones the lower code), and an area is in the fifth in which the middle one of its people
    falls. So a fifth may lack areas where areas are few. An area whose population is not known
    counts as one of its level's mean size. Takes time in the number of areas.

    References
    ----------
    Noble, S. and others (2019). The English Indices of Deprivation 2019: Research report.
    Ministry of Housing, Communities and Local Government; section 3.8, summaries of larger areas
    by the population weighted average.
    """
    people = newest(snapshot, POPULATION)
    level_of = parents(snapshot.table("Area"), "level")
    by_level: dict[str, dict[str, float]] = defaultdict(dict)
    for code, figure in deprivation(snapshot).items():
        by_level[level_of.get(code) or ""][code] = figure
    found = {}
    for figures in by_level.values():
        found.update(_fifths(figures, people))
    return MappingProxyType(dict(sorted(found.items())))


def newest(snapshot: Snapshot, name: str) -> dict[str, float]:
    """Return the newest figure of each area that an indicator has for all people.

    Parameters
    ----------
    snapshot
        A place.
    name
        Of the indicator, such as population.

    Returns
    -------
    dict
        By area code; areas without a figure are left out.
    """
    rows = snapshot.table("Indicator")
    rows = rows[(rows["name"] == name) & rows["group"].isna() & rows["value"].notna()]
    rows = oldest_first(rows)
    rows = rows.drop_duplicates("area_code", keep="last").sort_values("area_code")
    return dict(zip(rows["area_code"], rows["value"].astype(float), strict=True))


@once
def deprivation(snapshot: Snapshot) -> Mapping[str, float]:
    """Return how deprived each area is, the higher the more; only their order means anything.

    Parameters
    ----------
    snapshot
        A place, with rows of `Indicator` as of `deprivation_quintiles`.

    Returns
    -------
    Mapping
        By area code: its own figure, or the mean of its parts of which it is known, weighted by
        their people; a rank or a decile has its sign changed.
    """
    own: dict[str, float] = {}
    for name, sign in _SIGN_OF.items():
        own = {code: sign * figure for code, figure in newest(snapshot, name).items()}
        if own:
            break
    chain_of = area_chains(snapshot)
    larger = {code for part in own for code in chain_of.get(part, ())[1:]}
    weight_of = _weights(own.keys() - larger, newest(snapshot, POPULATION))
    sums: dict[str, float] = defaultdict(float)
    weights: dict[str, float] = defaultdict(float)
    for part, weight in weight_of.items():
        for code in chain_of.get(part, (part,)):
            sums[code] += weight * own[part]
            weights[code] += weight
    return MappingProxyType({code: sums[code] / weights[code] for code in sums})


def _weights(codes: Iterable[str], people: Mapping[str, float]) -> dict[str, float]:
    """Return the people of each area, in order of code; their mean where it is not known."""
    given = {code: people.get(code, 0.0) for code in sorted(codes)}
    known = [number for number in given.values() if number > 0]
    mean = float(np.mean(known)) if known else 1.0
    return {code: number if number > 0 else mean for code, number in given.items()}


def _fifths(figures: Mapping[str, float], people: Mapping[str, float]) -> dict[str, int]:
    weight_of = _weights(figures, people)
    order = pd.Series(figures).sort_index().sort_values(ascending=False, kind="stable").index
    weights = np.array([weight_of[code] for code in order])
    middles = (np.cumsum(weights) - weights / 2) / weights.sum()
    return dict(zip(order, (np.floor(middles * N_QUINTILES) + 1).astype(int).tolist(), strict=True))
