"""View: organisations in the order of one measure, and how sure the order is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np

from assetmap.measures.certainty.ranks import places
from assetmap.views.measuring.certain import AS_LOADED, PARTNERSHIPS, claims_on_map
from assetmap.views.measuring.faded import BY_STRENGTH, OF_THE_SILENT
from assetmap.views.measuring.network import projected
from assetmap.views.measuring.party_measures import PARTY_MEASURES, RANKED, measured, sort_of
from assetmap.views.measuring.standing import Standing, standing, standing_sureness
from assetmap.views.people import TIES_OF_ORGANISATIONS
from assetmap.views.social_capital.dimension import share_words
from assetmap.views.social_capital.groupings import GROUPINGS, NOT_KNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from assetmap.measures import Measure
    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.fade import Fade

_STAYS: Final = "This number counts ties, so that it stays as it is while they fade."
_ONE_WAY: Final = ("in_degree", "out_degree")


class RankRow(TypedDict):
    """One organisation: its place (equals share the highest), its value, where it could stand.

    `place` and `number` are None where the measure is not defined; `value` says the number in
    words, and `could_be` between which places it would stand, if that is known.
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
    could_be
        What `could_be` of the rows is, in a few words; empty where it is not known.
    """

    measure: Measure
    rows: Sequence[RankRow]
    sureness: str
    could_be: str = ""


def measures_ranked(ties: str) -> dict[str, str]:
    """Return the measures that put organisations in order by such ties, and what each is called.

    Parameters
    ----------
    ties
        A name in `assetmap.views.people.TIES_OF_ORGANISATIONS`; by others people would be put in
        an order, and there are none.
    """
    if ties not in TIES_OF_ORGANISATIONS:
        return {}
    is_one_way = ties == PARTNERSHIPS
    return {
        name: PARTY_MEASURES[name].title for name in RANKED if is_one_way or name not in _ONE_WAY
    }


def ranking(
    snapshot: Snapshot,
    name: str,
    *,
    ties: str = PARTNERSHIPS,
    group_by: str = "sector",
    fade: Fade | None = None,
    known: Standing | None = None,
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
    fade
        As of `assetmap.views.measuring.network.projected`.
    known
        Between which places each could stand, as `place_ends`; left out, that is not told.

    Raises
    ------
    KeyError
        If organisations are not ranked by such ties or by that measure.
    DataError
        If such ties cannot fade, or the half-life is not above 0.
    """
    if name not in measures_ranked(ties):
        raise KeyError(ties if ties not in TIES_OF_ORGANISATIONS else name)
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)
    group_of = GROUPINGS[group_by].group_of(snapshot)
    measure = PARTY_MEASURES[name]
    values = measured(measure, projected(snapshot, ties, fade), group_of)
    place_of = dict(zip(values.index, places(values).best.tolist(), strict=True))
    order = sorted(
        values.index, key=lambda id_: (math.isnan(values[id_]), -np.nan_to_num(values[id_]), id_)
    )
    rows = [
        RankRow(
            id=id_,
            place=None if math.isnan(values[id_]) else place_of[id_],
            name=snapshot.name_of.get(id_, id_),
            group=group_of.get(id_, NOT_KNOWN),
            number=None if math.isnan(values[id_]) else float(values[id_]),
            value=value_words(measure, values[id_]),
            could_be=known.words(id_) if known else "",
        )
        for id_ in order
    ]
    sureness = standing_sureness(snapshot, sort_of(name)) if ties == PARTNERSHIPS else AS_LOADED
    if fade is not None:
        sureness = _faded_sureness(snapshot, name, sureness)
    return Ranking(measure, rows, sureness, known.title if known else "")


def _faded_sureness(snapshot: Snapshot, name: str, sureness: str) -> str:
    """Return how sure an order is where ties fade, from how sure it is where none does."""
    if name not in BY_STRENGTH:
        return f"{_STAYS} {sureness}"
    return f"{sureness} {OF_THE_SILENT}" if claims_on_map(snapshot).silent else sureness


def place_ends(
    snapshot: Snapshot,
    name: str,
    *,
    ties: str = PARTNERSHIPS,
    group_by: str = "sector",
    fade: Fade | None = None,
) -> Standing:
    """Return between which places each could stand.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    name
        A measure in `measures_ranked`.
    ties, group_by, fade
        As of `ranking`.
    """
    held = snapshot.held()
    group_of = GROUPINGS[group_by].group_of(held)

    def measure(network: Network) -> pd.Series[float]:
        return measured(PARTY_MEASURES[name], network, group_of)

    # By a number that only counts ties the places are those where none fades, drawn once for both.
    fades = fade if name in BY_STRENGTH else None
    return standing(snapshot, sort_of(name), measure, projection=ties, fade=fades)


def value_words(measure: Measure, value: float) -> str:
    """Return a party's value as its measure counts."""
    if math.isnan(value):
        return "not defined"
    if measure.unit.startswith("share"):
        return share_words(value)
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
