"""How many people need something: layers of facts about areas, weighed together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.flows.age_bands import NO_END, AgeBand, finest_cover
from assetmap.measures.flows.people import ALL
from assetmap.measures.gaps.layers import INCOME, figures_of, in_order, layer_of, newest
from assetmap.measures.gaps.told import told_layer
from assetmap.model.vocabularies import spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.people import Counts
    from assetmap.measures.gaps.groups import Group
    from assetmap.measures.gaps.origins import Origins
    from assetmap.measures.gaps.told import CountsTold
    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]

JOURNEYS_OF_THE_PLACE: Final = 20
"""With so few journeys an area's own shares count as much as those of the whole place."""

_OLDEST: Final = 100  # a band without a highest age is cut as if it ended here


@dataclass(frozen=True, slots=True)
class Weighting:
    """What counts for how much in who needs something.

    Attributes
    ----------
    layers
        Weights above 0 by key of `layers.LAYERS` or name of an indicator; empty: everybody counts
        the same.
    by_need
        The same by id of what matters, instead of `layers`.
    told
        The numbers of layers of the way `told`, as far as the reader is told them, by key.
    """

    layers: Mapping[str, float] = field(default_factory=dict)
    by_need: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    told: Mapping[str, CountsTold] = field(default_factory=dict)

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
        low_income = figures_of(snapshot, INCOME, starts.codes)
        return everyone * np.where((low_income >= 0) & (low_income <= 1), low_income, np.nan)
    if group.kind == "step_free":
        return everyone * layer_of(snapshot, "disability", starts.codes)
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
        a place among all areas from 0 to 1), weighed; a layer that is not known of an area, or
        of which nothing was told, is left out of its mean, and 1 stands where none is known or
        none is asked for.

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
                known[key] = _by_need(snapshot, starts, needs, key, weighting.told.get(key))
        if wanted:
            layers = [known[key][:, number] for key in wanted]
            found[:, number] = _mean(layers, list(wanted.values()))
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


def _by_need(
    snapshot: Snapshot, starts: Origins, needs: Sequence[str], key: str, told: CountsTold | None
) -> Numbers:
    """Return a layer by area and what matters; the same for all that matters if it is a fact."""
    if told is not None:
        return told_layer(snapshot, starts, needs, told)
    layer = layer_of(snapshot, key, starts.codes)
    return np.broadcast_to(layer[:, None], (len(layer), len(needs)))


def _of_group(snapshot: Snapshot, words: set[str], codes: Sequence[str]) -> Numbers:
    rows = snapshot.table("Indicator")
    rows = rows[(rows["name"] == "population") & rows["group"].notna() & rows["value"].notna()]
    said = rows["group"].map(lambda group: spelling(str(group)))
    return in_order(newest(rows[said.isin(words)]), codes)


def _mean(layers: Sequence[Numbers], weighed: Sequence[float]) -> Numbers:
    values, weight = np.array(layers), np.array(weighed)[:, None]
    is_known = np.isfinite(values)
    total = (is_known * weight).sum(axis=0)
    summed = (np.where(is_known, values, 0.0) * weight).sum(axis=0)
    found: Numbers = np.where(total > 0, summed / np.where(total > 0, total, 1.0), 1.0)
    return found
