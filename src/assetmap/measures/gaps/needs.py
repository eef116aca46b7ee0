"""How many people need something: layers of facts about areas, weighed together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.flows.age_bands import NO_END, AgeBand, finest_cover
from assetmap.measures.flows.people import ALL
from assetmap.model.vocabularies import spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.people import Counts
    from assetmap.measures.gaps.groups import Group
    from assetmap.measures.gaps.origins import Origins
    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]

JOURNEYS_OF_THE_PLACE: Final = 20
"""With so few journeys an area's own shares count as much as those of the whole place."""

_OLDEST: Final = 100  # a band without a highest age is cut as if it ended here
_INCOME: Final = "income deprivation score"


@dataclass(frozen=True, slots=True)
class Layer:
    """A fact about areas that tells who needs more.

    Attributes
    ----------
    key
        What it is called in weightings.
    words
        What it is, in a sentence.
    names
        Names of the indicator, the first that a place has.
    groups
        Words of the group that is counted over all groups of it, by their beginning; empty for a
        figure without groups.
    way
        `share`: the figure is a share of people (or a percentage), or its groups are counted;
        `rank`: the place of the area among all, 0 to 1, by a figure that falls or rises.
    sign
        -1 where a low figure stands for much.
    """

    key: str
    words: str
    names: tuple[str, ...]
    groups: tuple[str, ...] = ()
    way: Literal["share", "rank"] = "share"
    sign: int = 1


LAYERS: Final = {
    each.key: each
    for each in (
        Layer("deprivation", "deprivation", ("deprivation score",), way="rank"),
        Layer("no_car", "households without a car", ("cars or vans",), ("no cars",)),
        Layer("ill_health", "bad health", ("general health",), ("bad", "very bad")),
        Layer("disability", "disability", ("disability",), ("disabled",)),
        Layer("loneliness", "loneliness", ("loneliness",)),
        Layer("income", "low income", (_INCOME,)),
    )
}
"""Layers with a name of their own; any other indicator of the place is a layer by its name."""


@dataclass(frozen=True, slots=True)
class Weighting:
    """What counts for how much in who needs something.

    Attributes
    ----------
    layers
        Weights above 0 by key of `LAYERS` or name of an indicator; empty: everybody counts the
        same.
    by_need
        The same by id of what matters, instead of `layers`.
    """

    layers: Mapping[str, float] = field(default_factory=dict)
    by_need: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def of(self, need: str) -> Mapping[str, float]:
        """Return the weights for one thing that matters."""
        return self.by_need.get(need, self.layers)


@dataclass(frozen=True, eq=False)
class AskedFor:
    """What journeys were about, as the reader may be told.

    Attributes
    ----------
    journeys
        By area and what matters.
    totals
        All journeys of each area. Of what people start from, the smallest area counts that it
        is or lies in.
    """

    journeys: Mapping[tuple[str, str], float]
    totals: Mapping[str, float]

    @property
    def n_journeys(self) -> float:
        """How many there are of all areas."""
        return sum(self.totals.values())


def residents(snapshot: Snapshot, starts: Origins, group: Group) -> Numbers:
    """Return how many people of a group live in each area that people start from; NaN unknown.

    Parameters
    ----------
    snapshot
        The place.
    starts
        The areas.
    group
        Everyone: all people. Ages: the finest bands, one that the group cuts by its years. Free:
        all people times `income deprivation score`, the share in low income. Step-free: those
        counted as disabled. Any other: rows of `Indicator` named population whose group is that
        of the community or language.
    """
    everyone = np.array([counts.get(ALL, np.nan) for counts in starts.people])
    if group.kind == "everyone":
        return everyone
    if group.kind == "age":
        return np.array([people_aged(counts, group.ages) for counts in starts.people])
    if group.kind == "free":
        low_income = _figures(snapshot, _INCOME, starts.codes)
        return everyone * np.where((low_income >= 0) & (low_income <= 1), low_income, np.nan)
    if group.kind == "step_free":
        return everyone * _layer(snapshot, "disability", starts.codes)
    return _of_group(snapshot, {spelling(group.name), spelling(group.key)}, starts.codes)


def people_aged(counts: Counts, ages: AgeBand) -> float:
    """Return how many of these people are of some ages; NaN if not known.

    Examples
    --------
    >>> people = {AgeBand(0, 16): 160.0, AgeBand(16, 65): 490.0, AgeBand(65, 1000): 100.0}
    >>> people_aged(people, AgeBand(0, 18)), people_aged(people, AgeBand(65, 1000))
    (180.0, 100.0)
    """
    cover = finest_cover(band for band in counts if band is not ALL)
    if not cover:
        return float("nan")
    return float(sum(counts[band] * _share_within(band, ages) for band in cover))


def weights(
    snapshot: Snapshot, starts: Origins, needs: Sequence[str], weighting: Weighting
) -> Numbers:
    """Return what one resident of each area counts for, by what matters.

    Parameters
    ----------
    snapshot
        The place.
    starts
        The areas that people start from.
    needs
        What matters.
    weighting
        What counts for how much.

    Returns
    -------
    array
        A row an area, a column for each of `needs`, 0 to 1: the mean of the layers (a share, or
        a place among all areas from 0 to 1), weighed; a layer that is not known of an area is
        left out of its mean, and 1 stands where none is known or none is asked for.

    Raises
    ------
    DataError
        If there is no such layer, or a weight is not above 0.
    """
    known: dict[str, Numbers] = {}
    found = np.ones((len(starts.codes), len(needs)))
    for number, need in enumerate(needs):
        wanted = weighting.of(need)
        for key, weight in wanted.items():
            if not weight > 0 or not np.isfinite(weight):
                msg = f"The layer {key!r} weighs {weight}; it must be a number above 0."
                raise DataError(msg)
            if key not in known:
                known[key] = _layer(snapshot, key, starts.codes)
        if wanted:
            found[:, number] = _mean([known[key] for key in wanted], list(wanted.values()))
    return found


def shares_asked(starts: Origins, needs: Sequence[str], asked: AskedFor | None) -> Numbers:
    """Return for which share of people each thing matters, by area that people start from.

    Parameters
    ----------
    starts, needs
        As of `weights`.
    asked
        What journeys were about, or None.

    Returns
    -------
    array
        As of `weights`. Without journeys 1: everybody. Else (n + k p) / (N + k): of the N
        journeys of the area told n were about it; p is the share of all journeys of the place,
        and k is `JOURNEYS_OF_THE_PLACE`. What no journey was about is then 0.

    References
    ----------
    Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators.
    Journal of the Royal Statistical Society C 40, 283-294; here with a fixed prior strength.
    """
    if asked is None or not asked.n_journeys:
        return np.ones((len(starts.codes), len(needs)))
    areas = sorted(asked.totals)
    n = np.array([[asked.journeys.get((area, need), 0.0) for need in needs] for area in areas])
    n = n.reshape(len(areas), len(needs))
    totals = np.array([asked.totals[area] for area in areas])
    # The last row is of what people start from that lies in none of these areas.
    n, totals = np.vstack([n, np.zeros(len(needs))]), np.append(totals, 0.0)
    place = n.sum(axis=0) / asked.n_journeys
    k = JOURNEYS_OF_THE_PLACE
    shares = (n + k * place) / (totals[:, None] + k)
    number_of = {area: number for number, area in enumerate(areas)}
    chains = (starts.chain_of.get(code, (code,)) for code in starts.codes)
    at = [next((number_of[each] for each in chain if each in number_of), -1) for chain in chains]
    found: Numbers = shares[np.array(at, dtype=np.int64)]
    return found


def _share_within(band: AgeBand, ages: AgeBand) -> float:
    end = max(_OLDEST, band.start + 1) if band.end == NO_END else band.end
    shared = min(end, ages.end) - max(band.start, ages.start)
    return max(0, shared) / (end - band.start)


def _layer(snapshot: Snapshot, key: str, codes: Sequence[str]) -> Numbers:
    """Return a layer as a share, or a place among areas, from 0 to 1; NaN where not known."""
    rows = snapshot.table("Indicator")
    rows = rows[rows["value"].notna()]
    names = set(rows["name"])
    layer = LAYERS.get(key) or Layer(key, key, (key,))
    if key == "deprivation":
        found = next((each for each in _DEPRIVATION if each.names[0] in names), None)
        layer = found or layer
    name = next((each for each in layer.names if each in names), None)
    if name is None:
        if key in LAYERS:
            return np.full(len(codes), np.nan)
        msg = f"There is no layer {key!r}; there are {', '.join(sorted({*LAYERS, *names}))}."
        raise DataError(msg)
    if layer.groups:
        return _share_of_groups(rows[rows["name"] == name], layer.groups, codes)
    figures = layer.sign * _figures(snapshot, name, codes)
    return _ranks(figures) if layer.way == "rank" else _as_share(rows, name, figures)


_DEPRIVATION: Final = (
    LAYERS["deprivation"],
    Layer("deprivation", "deprivation", ("deprivation rank",), way="rank", sign=-1),
    Layer("deprivation", "deprivation", ("deprivation decile",), way="rank", sign=-1),
)


def _figures(snapshot: Snapshot, name: str, codes: Sequence[str]) -> Numbers:
    rows = snapshot.table("Indicator")
    rows = rows[(rows["name"] == name) & rows["group"].isna() & rows["value"].notna()]
    return _in_order(_newest(rows), codes)


def _of_group(snapshot: Snapshot, words: set[str], codes: Sequence[str]) -> Numbers:
    rows = snapshot.table("Indicator")
    rows = rows[(rows["name"] == "population") & rows["group"].notna() & rows["value"].notna()]
    said = rows["group"].map(lambda group: spelling(str(group)))
    return _in_order(_newest(rows[said.isin(words)]), codes)


def _in_order(figures: pd.Series[float], codes: Sequence[str]) -> Numbers:
    return np.asarray(figures.reindex(list(codes)), dtype=np.float64)


def _newest(rows: pd.DataFrame) -> pd.Series[float]:
    rows = rows.sort_values(["measured_on", "id"], na_position="first")
    newest = rows.drop_duplicates("area_code", keep="last").set_index("area_code")["value"]
    return newest.astype("float64")


def _share_of_groups(rows: pd.DataFrame, groups: tuple[str, ...], codes: Sequence[str]) -> Numbers:
    rows = rows[rows["group"].notna()]
    rows = rows.sort_values(["measured_on", "id"], na_position="first")
    rows = rows.drop_duplicates(["area_code", "group"], keep="last")
    counted = rows["group"].str.casefold().str.startswith(groups)
    value = rows["value"].astype("float64")
    every = value.groupby(rows["area_code"]).sum()
    these = value.where(counted, 0.0).groupby(rows["area_code"]).sum()
    return _in_order(these / every.where(every > 0), codes)


def _as_share(rows: pd.DataFrame, name: str, figures: Numbers) -> Numbers:
    """Return a percentage or a share as a share; figures of any other unit as ranks."""
    said = rows["unit"][(rows["name"] == name) & rows["unit"].notna()]
    unit = str(said.iloc[0]).casefold() if len(said) else ""
    if unit.startswith("%"):
        return np.clip(figures / 100, 0.0, 1.0)
    largest = np.nanmax(figures, initial=0.0)
    if unit.startswith("share") or (name == _INCOME and 0 < largest <= 1):
        return np.clip(figures, 0.0, 1.0)
    return _ranks(figures)


def _ranks(figures: Numbers) -> Numbers:
    """Return the place of each among all, 0 for the least and 1 for the most; equal ones share."""
    ranks = np.asarray(pd.Series(figures).rank(method="average"), dtype=np.float64)
    n_known = int(np.isfinite(ranks).sum())
    found: Numbers = (ranks - 1) / (n_known - 1) if n_known > 1 else ranks * 0 + 1.0
    return found


def _mean(layers: Sequence[Numbers], weighed: Sequence[float]) -> Numbers:
    values, weight = np.array(layers), np.array(weighed)[:, None]
    is_known = np.isfinite(values)
    total = (is_known * weight).sum(axis=0)
    summed = (np.where(is_known, values, 0.0) * weight).sum(axis=0)
    found: Numbers = np.where(total > 0, summed / np.where(total > 0, total, 1.0), 1.0)
    return found
