"""Which organisation each party belongs to, and what passes between organisations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from assetmap.measures.flows.by_day import ByDay
from assetmap.measures.flows.steps import frozen
from assetmap.measures.memory import once

if TYPE_CHECKING:
    import datetime as dt
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
    made
        The day of each step.
    """

    names: tuple[str, ...]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    made: NDArray[np.int32]

    @cached_property
    def pairs(self) -> Pairs:
        """The pairs between which there is a step on any day."""
        n_names = len(self.names) + 1
        keys = self.source.astype(np.int64) * n_names + self.target
        pairs, codes = np.unique(keys, return_inverse=True)
        source = pairs // n_names
        steps = ByDay.of(codes.astype(np.int32), self.made, len(pairs))
        return Pairs(frozen(source), frozen(pairs - source * n_names), steps)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Who refers to whom: numbers as of `Ends`, by the first and then the second; and how often."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    steps: ByDay


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
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Count steps between organisations, by number.

    Parameters
    ----------
    snapshot, steps
        As of `ends_in`.
    start, end
        Steps made on `start` or later, and before `end`; None is open.

    Returns
    -------
    source, target
        Numbers as of `Ends`, by the first and then the second.
    n
        Steps from the one to the other, above 0. Steps between the parts of one organisation are
        left out.

    Notes
    -----
    Takes time in the number of steps of the span, and once in n log n of all.
    """
    pairs = ends_in(snapshot, steps).pairs
    n = pairs.steps.counts(start, end)
    passes = np.flatnonzero((n > 0) & ((pairs.source != pairs.target) | (pairs.target == 0)))
    return pairs.source[passes], pairs.target[passes], n[passes]


def steps_between(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> pd.DataFrame:
    """Count steps between organisations.

    Parameters
    ----------
    snapshot, steps, start, end
        As of `pair_counts`.

    Returns
    -------
    DataFrame
        Columns from_id and to_id, organisations, None where a party has none or the person came
        by themselves; n, above 0. By from_id, then to_id, None first.
    """
    source, target, n = pair_counts(snapshot, steps, start=start, end=end)
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
    source, target = (frozen(numbers[each]) for each in (steps.source, steps.target))
    return Ends(names, source, target, steps.made)
