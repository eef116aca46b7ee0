"""Between which places a party would stand among others, and which sort of statement that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.measures.certainty.could_be import CouldBe
from assetmap.measures.certainty.interval import can_be_told
from assetmap.measures.certainty.ranks import RISING, places, rank_bounds
from assetmap.measures.memory import once
from assetmap.views.measuring.certain import (
    ALL_ANSWERED,
    AS_LOADED,
    PARTNERSHIPS,
    claims_on_map,
    keeps_older,
    n_unasked,
    surveyed_partnerships,
    why_silence_unknown,
    why_unsure,
)
from assetmap.views.measuring.party_measures import sort_of
from assetmap.views.people import people_among
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.fade import Fade

    Measure = Callable[[Network], pd.Series[Any]]

HAD_ALL_ANSWERED: Final = "Place had all answered"
AT_BEST_AND_WORST: Final = "Place at best and at worst"

_CAN_LIE_OUTSIDE: Final = {
    False: "The place itself counts only what was answered, and can lie outside: who did not "
    "answer names nobody in it.",
    True: "The place itself counts only what was answered, and can lie outside: who did not "
    "answer names in it at most those named before.",
}
"""What is said of a place beside its interval, by whether older answers stand in it."""

_SOME_CERTAIN: Final = (
    "Beside each stand the best and the worst place that it could have whatever they would have "
    "said: nothing is assumed of them, so that these lie far apart."
)
_NONE_CERTAIN: Final = (
    "Whatever they would have said, each could stand at any place: take the order as a first look."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Between which places each party would stand.

    Attributes
    ----------
    ends
        Columns low and high by id, 1 the best place; None where nobody knows who was silent.
    title
        What the two are together, in a few words.
    sureness
        Which sort of statement they are, in whole sentences.
    """

    ends: pd.DataFrame | None
    title: str
    sureness: str

    def words(self, id_: str) -> str:
        """Return between which places a party would stand; empty where that is not known."""
        if self.ends is None or id_ not in self.ends.index:
            return ""
        low, high = (int(self.ends[end][id_]) for end in ("low", "high"))
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def standing(
    snapshot: Snapshot,
    name: str,
    measure: Measure,
    *,
    projection: str = PARTNERSHIPS,
    fade: Fade | None = None,
) -> Standing:
    """Return between which places each organisation would stand by a measure of parties.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    name
        What the measure is called.
    measure
        One value for each node of a network of partnerships.
    projection
        Which ties it is of; only of partnerships anybody was asked.
    fade
        As of `assetmap.views.measuring.certain.certainty`.

    Returns
    -------
    Standing
        Intervals at 90 % of the place that each would have had all who were asked answered, where
        enough answered; otherwise the best and the worst place, whatever the silent would have
        said.
    """
    held = snapshot.held()
    if projection != PARTNERSHIPS:
        return Standing(None, "", AS_LOADED)
    sureness = standing_sureness(held, name)
    if why_silence_unknown(held):
        return Standing(None, "", sureness)
    if can_be_told(claims_on_map(held)):
        ends = _could_be(snapshot, fade).places(name, measure)
        return Standing(ends, HAD_ALL_ANSWERED, sureness)
    surveyed = surveyed_partnerships(held, fade=fade)
    bounds = rank_bounds(surveyed, measure, is_rising=name in RISING)
    return Standing(bounds, AT_BEST_AND_WORST, sureness)


def standing_sureness(snapshot: Snapshot, name: str) -> str:
    """Return how sure places by a measure of partnerships are, in whole sentences."""
    if unknown := why_silence_unknown(snapshot):
        return unknown
    unsure, n_silent = why_unsure(snapshot), len(claims_on_map(snapshot).silent)
    if not n_silent:
        return ALL_ANSWERED
    were = "did not answer or were not asked" if n_unasked(snapshot) else "did not answer"
    silent = f"{counted(n_silent, 'organisation')} {were}."
    if not unsure:
        return (
            f"{silent} Had all answered, each would stand at the places told beside it, nine "
            "times in ten, equals in an order drawn by lot. Neighbours whose places overlap are as "
            f"good as equal. {_CAN_LIE_OUTSIDE[keeps_older(snapshot)]}"
        )
    how = _SOME_CERTAIN if name in RISING else _NONE_CERTAIN
    return f"{silent} {unsure} {how}"


def rank_columns(
    snapshot: Snapshot,
    network: Network,
    name: str,
    measure: Measure,
    *,
    projection: str = PARTNERSHIPS,
    fade: Fade | None = None,
) -> tuple[dict[str, NDArray[np.float64]], str]:
    """Return the place of each party among those that are no people, its ends, how sure they are.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    network
        A network of the place.
    name
        What the measure is called.
    measure
        One value for each node.
    projection, fade
        Which network it is, as of `standing`.

    Returns
    -------
    dict, str
        Columns NAME_rank, NAME_rank_low and NAME_rank_high in the network's order, NaN of people,
        the ends NaN where they are not known; what they are, in whole sentences.
    """
    found = standing(snapshot, sort_of(name), measure, projection=projection, fade=fade)
    people = people_among(snapshot, network.nodes)
    is_ranked = np.array([node not in people for node in network.nodes], dtype=np.bool_)
    best, worst = places(measure(network).to_numpy(np.float64)[is_ranked])
    ranks = np.full(len(network), np.nan)
    ranks[is_ranked] = (best + worst) / 2
    columns = {f"{name}_rank": ranks}
    for end in ("low", "high"):
        ends = None if found.ends is None else found.ends[end].reindex(list(network.nodes))
        missing = np.full(len(network), np.nan)
        columns[f"{name}_rank_{end}"] = missing if ends is None else ends.to_numpy(np.float64)
    return columns, found.sureness


@once
def _could_be(snapshot: Snapshot, fade: Fade | None) -> CouldBe:
    """Return the partnerships of a place as they could be had all answered, drawn once."""
    return CouldBe(surveyed_partnerships(snapshot.held(), fade=fade))
