"""Which organisation each party belongs to, and what passes between organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.flows.ordering import distinct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

PARTS: Final = ("Activity", "LinkWorker", "Champion")
"""Labels whose rows belong to an organisation."""


def organisation_of(snapshot: Snapshot) -> dict[str, str]:
    """Return the organisation of each party that has one.

    Parameters
    ----------
    snapshot
        A place.

    Returns
    -------
    dict
        Organisation id by party id: an organisation's own, and that of its activities, its link
        workers and its champions.
    """
    own = snapshot.table("Organisation")["id"].tolist()
    found: dict[str, str] = dict(zip(own, own, strict=True))
    for label in PARTS:
        rows = snapshot.table(label).dropna(subset=["organisation_id"])
        found |= dict(zip(rows["id"], rows["organisation_id"], strict=True))
    return found


def steps_between(
    steps: Steps, belongs: Mapping[str, str], counted: NDArray[np.bool_]
) -> pd.DataFrame:
    """Count steps between organisations.

    Parameters
    ----------
    steps
        Steps of a place.
    belongs
        As `organisation_of` gives it.
    counted
        Which steps count.

    Returns
    -------
    DataFrame
        Columns from_id and to_id, organisations, None where a party has none or the person came
        by themselves; n, above 0. By from_id, then to_id, None first. Steps between the parts of
        one organisation are left out.

    Notes
    -----
    Takes time in the number of steps.
    """
    names, source, target = ends_in(steps, belongs)
    n_names = len(names) + 1
    keys = source[counted].astype(np.int64) * n_names + target[counted]
    pairs, n = distinct(keys, n_names * n_names)
    ends = np.array([None, *names], dtype=object)
    numbers_of = {"from_id": pairs // n_names, "to_id": pairs % n_names}
    found = pd.DataFrame(
        {name: pd.Series(ends[each], dtype=object) for name, each in numbers_of.items()} | {"n": n}
    )
    is_within = (numbers_of["from_id"] == numbers_of["to_id"]) & (numbers_of["to_id"] > 0)
    kept: pd.DataFrame = found[~is_within]
    return kept.reset_index(drop=True)


def ends_in(
    steps: Steps, belongs: Mapping[str, str]
) -> tuple[list[str], NDArray[np.int32], NDArray[np.int32]]:
    """Return organisations, and of each step the number of that which refers and which receives.

    Parameters
    ----------
    steps, belongs
        As of `steps_between`.

    Returns
    -------
    list
        The organisations of the steps' parties, in order.
    source, target
        Numbers from 1 in that list; 0 where a party has none, or the person came by themselves.
    """
    names = sorted({belongs[party] for party in steps.parties if party in belongs})
    number_of = {name: number for number, name in enumerate(names, start=1)}
    # The last place serves `NOBODY`, which is -1.
    numbers = np.array(
        [*(number_of.get(belongs.get(party, ""), 0) for party in steps.parties), 0], dtype=np.int32
    )
    return names, numbers[steps.source], numbers[steps.target]
