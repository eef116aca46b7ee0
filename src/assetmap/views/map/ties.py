"""Ties between places on the map: who works with whom, who refers to whom, as arcs."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from assetmap.measures.memory import once
from assetmap.model.nesting import parents
from assetmap.network import project_partnerships
from assetmap.release.between_organisations import journeys_between
from assetmap.views.map.places import points_of
from assetmap.views.wording import SMALLEST_SHOWN, counted, is_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assetmap.model import Snapshot


class Arc(NamedTuple):
    """A tie between two organisations at their locations; ends are (latitude, longitude).

    `weight` is 2 for a partnership that both name and 1 for another; of referrals it is how
    many journeys there were, never from 1 to 7.
    """

    from_id: str
    to_id: str
    start: tuple[float, float]
    end: tuple[float, float]
    weight: int
    words: str


@dataclass(frozen=True, slots=True)
class Arcs:
    """Ties that can be drawn, and what is said of those that cannot.

    Attributes
    ----------
    drawn
        By falling weight, then ids.
    notes
        Whole sentences.
    legend
        What an arc stands for; empty without arcs.
    table
        The same ties with columns from and to, names of their ends, and says; by falling weight
        and by names, so that one can be looked up.
    """

    drawn: tuple[Arc, ...]
    notes: tuple[str, ...]
    legend: str
    table: pd.DataFrame


def arcs(snapshot: Snapshot, which: str) -> Arcs:
    """Return the ties called `which` in `ARCS`.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    which
        `partnerships`, `referrals` or empty.

    Returns
    -------
    Arcs
        Only between organisations at two points. What an activity, a link worker or a champion
        gives or takes is counted with the organisation that it belongs to; no person is a point.
    """
    if which == "partnerships":
        return _partnerships(snapshot)
    if which == "referrals":
        return _referrals(snapshot)
    return Arcs((), (), "", _table(snapshot, ()))


@once
def _partnerships(snapshot: Snapshot) -> Arcs:
    ties = project_partnerships(snapshot).ties
    claims = set(zip(ties["source"].tolist(), ties["target"].tolist(), strict=True))
    pairs = {
        (min(pair), max(pair)): 2 if pair[::-1] in claims else 1
        for pair in claims
        if pair[0] != pair[1]
    }
    words = {2: "both say that they work together", 1: "one says that they work together"}
    drawn = _placed(snapshot, pairs, words.__getitem__)
    notes = _unplaced(len(pairs) - len(drawn), "partnership")
    legend = "Wide arc: both say that they work together. Thin: one says so."
    return Arcs(drawn, notes, legend, _table(snapshot, drawn))


@once
def _referrals(snapshot: Snapshot) -> Arcs:
    journeys = journeys_between(snapshot)
    large = {pair: n for pair, n in journeys.items() if is_shown(n)}
    drawn = _placed(snapshot, large, lambda n: f"{counted(n, 'journey')} referred")
    notes = list(_unplaced(len(large) - len(drawn), "tie"))
    if len(journeys) > len(large):
        notes.append(
            f"Ties of fewer than {SMALLEST_SHOWN} journeys are not drawn, so that nobody is "
            "recognised by one."
        )
    return Arcs(
        drawn,
        tuple(notes),
        f"The wider the arc, the more journeys, from {SMALLEST_SHOWN} up; from blue to orange.",
        _table(snapshot, drawn),
    )


def _placed(
    snapshot: Snapshot, pairs: Mapping[tuple[str, str], int], words: Callable[[int], str]
) -> tuple[Arc, ...]:
    points = points_of(snapshot)
    located = parents(snapshot.table("Organisation"), "location_id")
    at = {id_: points.get(location or "") for id_, location in located.items()}
    said = {weight: words(weight) for weight in set(pairs.values())}
    found = []
    for (start, end), weight in pairs.items():
        one, other = at[start], at[end]
        if one is not None and other is not None and one != other:
            found.append(Arc(start, end, one, other, weight, said[weight]))
    found.sort(key=itemgetter(0, 1))
    found.sort(key=itemgetter(4), reverse=True)
    return tuple(found)


def _table(snapshot: Snapshot, drawn: Sequence[Arc]) -> pd.DataFrame:
    name_of = snapshot.name_of
    ends = [arc.from_id for arc in drawn], [arc.to_id for arc in drawn]
    ids = sorted({*ends[0], *ends[1]})
    number_of = {id_: number for number, id_ in enumerate(ids)}
    one, other = (np.array([number_of[id_] for id_ in each], np.int64) for each in ends)
    names = [name_of[id_] for id_ in ids]
    # Numbers are put in order faster than words.
    folded = [name.casefold() for name in names]
    rank_of = {each: rank for rank, each in enumerate(sorted(set(folded)))}
    rank = np.array([rank_of[each] for each in folded], np.int64)
    weight = np.array([arc.weight for arc in drawn], np.int64)
    order = np.lexsort([other, one, rank[other], rank[one], -weight])
    named = np.array(names, dtype=object)
    says = np.array([arc.words for arc in drawn], dtype=object)
    columns = {"from": named[one[order]], "to": named[other[order]], "says": says[order]}
    return pd.DataFrame(columns, dtype=object)


def _unplaced(n: int, noun: str) -> tuple[str, ...]:
    if not n:
        return ()
    are = "is" if n == 1 else "are"
    return (
        f"{counted(n, noun)} {are} not drawn: an end has no place on the map, or both are at one.",
    )
