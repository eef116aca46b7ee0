"""Which organisation each party belongs to, and what passes between organisations."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from assetmap.measures.flows.ordering import distinct
from assetmap.measures.flows.steps import frozen
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

PARTS: Final = ("Activity", "LinkWorker", "Champion")
"""Labels whose rows belong to an organisation."""


@once
def organisation_of(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the organisation of each party that has one.

    Parameters
    ----------
    snapshot
        A place.

    Returns
    -------
    Mapping
        Organisation id by party id: an organisation's own, and that of its activities, its link
        workers and its champions.
    """
    own = snapshot.table("Organisation")["id"].tolist()
    found: dict[str, str] = dict(zip(own, own, strict=True))
    for label in PARTS:
        rows = snapshot.table(label).dropna(subset=["organisation_id"])
        found |= dict(zip(rows["id"], rows["organisation_id"], strict=True))
    return MappingProxyType(found)


@dataclass(frozen=True, eq=False)
class Ends:
    """Organisations, and which of them each step goes from and to.

    Attributes
    ----------
    names
        Every organisation to which anything belongs, in order.
    source, target
        Of each step, a number from 1 in `names`; 0 where a party has none, or the person came by
        themselves.
    """

    names: tuple[str, ...]
    source: NDArray[np.int32]
    target: NDArray[np.int32]


def ends_in(snapshot: Snapshot, steps: Steps) -> Ends:
    """Return which organisations steps go from and to.

    Parameters
    ----------
    snapshot
        A place.
    steps
        Its steps.

    Returns
    -------
    Ends
        Worked out once for a place and its steps, and shared.
    """
    kept = _kept(snapshot)
    if steps not in kept:
        kept[steps] = _ends(snapshot, steps)
    return kept[steps]


def pair_counts(
    snapshot: Snapshot, steps: Steps, counted: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Count steps between organisations, by number.

    Parameters
    ----------
    snapshot, steps
        As of `ends_in`.
    counted
        Which steps count.

    Returns
    -------
    source, target
        Numbers as of `Ends`, by the first and then the second.
    n
        Steps from the one to the other, above 0. Steps between the parts of one organisation are
        left out.

    Notes
    -----
    Takes time in the number of steps.
    """
    ends = ends_in(snapshot, steps)
    n_names = len(ends.names) + 1
    keys = ends.source[counted].astype(np.int64) * n_names + ends.target[counted]
    pairs, n = distinct(keys, n_names * n_names)
    source = pairs // n_names
    target = pairs - source * n_names
    passes = np.flatnonzero((source != target) | (target == 0))
    return source[passes], target[passes], n[passes]


def steps_between(snapshot: Snapshot, steps: Steps, counted: NDArray[np.bool_]) -> pd.DataFrame:
    """Count steps between organisations.

    Parameters
    ----------
    snapshot, steps, counted
        As of `pair_counts`.

    Returns
    -------
    DataFrame
        Columns from_id and to_id, organisations, None where a party has none or the person came
        by themselves; n, above 0. By from_id, then to_id, None first.
    """
    source, target, n = pair_counts(snapshot, steps, counted)
    names = np.array([None, *ends_in(snapshot, steps).names], dtype=object)
    ends = {"from_id": names[source], "to_id": names[target]}
    columns = {name: pd.Series(each, dtype=object) for name, each in ends.items()}
    return pd.DataFrame(columns | {"n": n})


@once
def organisation_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Return every organisation to which anything belongs, in order."""
    return tuple(sorted(set(organisation_of(snapshot).values())))


@once
def _kept(snapshot: Snapshot) -> WeakKeyDictionary[Steps, Ends]:
    del snapshot
    return WeakKeyDictionary()


def _ends(snapshot: Snapshot, steps: Steps) -> Ends:
    names, belongs = organisation_names(snapshot), organisation_of(snapshot)
    number_of = {name: number for number, name in enumerate(names, start=1)}
    # The last place serves `NOBODY`, which is -1.
    numbers = np.array(
        [*(number_of.get(belongs.get(party, ""), 0) for party in steps.parties), 0], dtype=np.int32
    )
    return Ends(names, frozen(numbers[steps.source]), frozen(numbers[steps.target]))
