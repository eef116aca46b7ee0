"""View: organisations in the order of one measure, and how sure the order is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np

from assetmap.measures import MEASURES
from assetmap.release.networks import PROJECTIONS
from assetmap.views.brokers.view import TIES
from assetmap.views.measuring.certain import partnership_ranks, why_unsure
from assetmap.views.social_capital.dimension import share_words
from assetmap.views.social_capital.groupings import GROUPINGS, NOT_KNOWN
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from assetmap.measures import Measure
    from assetmap.model import Snapshot
    from assetmap.network import Network

RANKED: Final = (
    "degree",
    "in_degree",
    "out_degree",
    "n_groups_met",
    "party_e_i_index",
    "betweenness",
    "harmonic",
    "reach",
    "effective_size",
    "constraint",
    "clustering",
    "core_number",
    "pagerank",
    "n_cut_off",
    "lost_reach",
)
"""Measures of parties by which organisations may be put in order."""

RANKS_HOLD: Final = ("in_degree", "out_degree")
"""Those whose intervals of ranks a simulation shows to cover the truth (docs/certainty.md)."""

_SURVEYED: Final = "partnerships"
_ONE_WAY: Final = ("in_degree", "out_degree")


class RankRow(TypedDict):
    """One organisation: its place (equals share the highest), its value, where it could stand.

    `place` and `number` are None where the measure is not defined; `value` says the number in
    words, and `could_be` between which places it would stand had all answered, if that is known.
    """

    id: str
    place: int | None
    name: str
    group: str
    number: float | None
    value: str
    could_be: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Organisations by one measure.

    Attributes
    ----------
    measure
        What it is, with its formula and source.
    rows
        By falling value, equals by id; those of which it is not defined last.
    sureness
        How sure the order is, in whole sentences.
    """

    measure: Measure
    rows: Sequence[RankRow]
    sureness: str


def measures_ranked(ties: str) -> dict[str, str]:
    """Return the measures that put organisations in order by such ties, and what each is called.

    Parameters
    ----------
    ties
        A name in `assetmap.views.brokers.view.TIES`; by others people would be put in an order,
        and there are none.
    """
    if ties not in TIES:
        return {}
    is_one_way = ties == _SURVEYED
    return {name: MEASURES[name].title for name in RANKED if is_one_way or name not in _ONE_WAY}


def ranking(
    snapshot: Snapshot,
    name: str,
    *,
    ties: str = _SURVEYED,
    group_by: str = "sector",
    ends: pd.DataFrame | None = None,
) -> Ranking:
    """Return organisations in the order of one measure.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    name
        A measure in `measures_ranked`.
    ties
        Which ties.
    group_by
        Which groups: a name in `GROUPINGS`.
    ends
        Between which ranks each could stand, as `rank_ends`.

    Raises
    ------
    KeyError
        If organisations are not ranked by such ties or by that measure.
    """
    if name not in measures_ranked(ties):
        raise KeyError(ties if ties not in TIES else name)
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)
    group_of = GROUPINGS[group_by].group_of(snapshot)
    measure = MEASURES[name]
    values = measured(measure, PROJECTIONS[ties].project(snapshot), group_of)
    places = values.rank(ascending=False, method="min")
    order = sorted(
        values.index, key=lambda id_: (math.isnan(values[id_]), -np.nan_to_num(values[id_]), id_)
    )
    rows = [
        RankRow(
            id=id_,
            place=None if math.isnan(values[id_]) else int(places[id_]),
            name=snapshot.name_of.get(id_, id_),
            group=group_of.get(id_, NOT_KNOWN),
            number=None if math.isnan(values[id_]) else float(values[id_]),
            value=value_words(measure, values[id_]),
            could_be=_could_be(ends, id_),
        )
        for id_ in order
    ]
    return Ranking(measure, rows, _sureness(snapshot, name, ties))


def rank_ends(snapshot: Snapshot, name: str, *, ties: str = _SURVEYED) -> pd.DataFrame | None:
    """Return between which ranks each would stand had all answered; None where that is not known.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    name
        A measure of parties; only for those in `RANKS_HOLD` anything is told.
    ties
        Which ties; only of partnerships anybody was asked.
    """
    if name not in RANKS_HOLD or ties != _SURVEYED:
        return None
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)
    return partnership_ranks(snapshot, MEASURES[name].function)


def measured(measure: Measure, network: Network, group_of: Mapping[str, str]) -> pd.Series[float]:
    """Return what a measure gives each party of a network.

    Parameters
    ----------
    measure
        A measure of parties, of the network alone or of groups too.
    network
        The network.
    group_of
        Group of each party; one without a group is left out of what is measured of groups.
    """
    if measure.needs == "groups":
        known = network.subnetwork(node for node in network.nodes if node in group_of)
        found: pd.Series[float] = measure.function(known, group_of).reindex(list(network.nodes))
    else:
        found = measure.function(network)
    values: pd.Series[float] = found.astype("float64")
    return values


def value_words(measure: Measure, value: float) -> str:
    """Return a party's value as its measure counts."""
    if math.isnan(value):
        return "not defined"
    if measure.unit.startswith("share"):
        return share_words(value)
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"


def _could_be(ends: pd.DataFrame | None, id_: str) -> str:
    if ends is None or id_ not in ends.index:
        return ""
    low, high = math.floor(ends["low"][id_]), math.ceil(ends["high"][id_])
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _sureness(snapshot: Snapshot, name: str, ties: str) -> str:
    if ties != _SURVEYED:
        return "The order is of what was loaded."
    if unsure := why_unsure(snapshot):
        return unsure
    n_silent = int(snapshot.table("ASKED")["answered_on"].isna().sum())
    if not n_silent:
        return "All who were asked answered."
    silent = f"{counted(n_silent, 'organisation')} did not answer"
    if name in RANKS_HOLD:
        return (
            f"{silent}. Had all answered, each would stand at the places told beside it, nine "
            "times in ten. Neighbours whose places overlap are as good as equal."
        )
    return (
        f"{silent}, and where each would stand had they answered is not known: take the order as "
        "a first look."
    )
