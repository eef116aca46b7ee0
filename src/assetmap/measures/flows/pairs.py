"""How many steps go from whom to whom, over a span of days, and month by month."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.compiled import kernel
from assetmap.errors import DataError
from assetmap.measures.flows.groupings import Groups, made_months
from assetmap.measures.flows.ordering import distinct
from assetmap.measures.shares import over_cores

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps

_MOST_KEYS: Final = 2**63
"""So many combinations of groups have a whole number each."""


def flow_counts(
    steps: Steps, *, start: dt.date | None = None, end: dt.date | None = None
) -> pd.DataFrame:
    """Count the steps from each party to each.

    Parameters
    ----------
    steps
        Some or all steps of a place.
    start, end
        Those made on `start` or later, and before `end`; None is open.

    Returns
    -------
    DataFrame
        A row for each pair between which there is a step: source_id, which is None for people
        who came by themselves; target_id; and n, at least 1. By source_id, None first, then by
        target_id. Every step of the span is in exactly one row.

    Notes
    -----
    Counts referrals, not people: one who is referred on, or again, counts each time. Takes time
    in n log n of the steps.

    Examples
    --------
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot, conform
    >>> made = {"route": "self", "target_id": ["choir", "choir", "walk"], "made_on": "2026-01-05"}
    >>> rows = conform("Referral", pd.DataFrame(made | {"episode_id": list("abc")}))
    >>> flow_counts(steps_of(Snapshot(rows={"Referral": rows}))).to_numpy().tolist()
    [[None, 'choir', 2], [None, 'walk', 1]]
    """
    return counts_by(_ends(steps, steps.made_within(start, end)))


def monthly_flows(
    steps: Steps, *, start: dt.date | None = None, end: dt.date | None = None
) -> pd.DataFrame:
    """Count the steps from each party to each in each month.

    Parameters
    ----------
    steps, start, end
        As of `flow_counts`.

    Returns
    -------
    DataFrame
        As of `flow_counts`, with a column month, such as "2026-04", before n: by source_id,
        target_id and month. Months without a step between two parties are left out.

    Notes
    -----
    As of `flow_counts`.
    """
    wanted = steps.made_within(start, end)
    return counts_by({**_ends(steps, wanted), "month": made_months(steps).taken(wanted)})


def counts_by(groups: Mapping[str, Groups]) -> pd.DataFrame:
    """Count things by one grouping or several at once.

    Parameters
    ----------
    groups
        Groups of the same things, by the name of a column.

    Returns
    -------
    DataFrame
        A row for each combination that there is: a column for each grouping, with the name of
        the group or None, and n. In the order of the groupings, None first, then as the groups
        are in order. Each thing is in exactly one row.

    Raises
    ------
    DataError
        If there are more combinations of groups than whole numbers to number them by.

    Notes
    -----
    Takes time in n log n of the things.

    Examples
    --------
    >>> sector = Groups(np.array([0, 1, 1, -1], np.int32), ("nhs", "vcse"))
    >>> counts_by({"sector": sector}).to_numpy().tolist()
    [[None, 1], ['nhs', 1], ['vcse', 2]]
    """
    sizes = [len(each.names) + 1 for each in groups.values()]
    if math.prod(sizes) >= _MOST_KEYS:
        msg = f"{', '.join(groups)} have too many groups to be counted together; leave one out."
        raise DataError(msg)
    keys, n_each = distinct(_keys(list(groups.values()), sizes), math.prod(sizes))
    columns: dict[str, pd.Series] = {}
    for name, size in zip(reversed(list(groups)), reversed(sizes), strict=True):
        codes = np.empty(len(keys), np.int64)
        over_cores(partial(_split, keys, size, codes), len(keys))
        columns[name] = named(codes, groups[name].names)
    counted = {name: columns[name] for name in groups} | {"n": pd.Series(n_each)}
    return pd.DataFrame(counted, copy=False)


def named(codes: NDArray[np.int64], names: tuple[str, ...]) -> pd.Series:
    """Return the names that codes stand for, None for `NOBODY`."""
    return pd.Series(np.array([*names, None], dtype=object)[codes], dtype=object)


def _ends(steps: Steps, wanted: NDArray[np.bool_]) -> dict[str, Groups]:
    ends = {"source_id": steps.source, "target_id": steps.target}
    return {name: Groups(codes, steps.parties).taken(wanted) for name, codes in ends.items()}


def _keys(groups: list[Groups], sizes: list[int]) -> NDArray[np.int64]:
    """Return a number for the combination of each thing, in the order of the combinations."""
    keys = groups[0].codes.astype(np.int64)
    keys += 1
    for each, size in zip(groups[1:], sizes[1:], strict=True):
        keys *= size
        keys += each.codes
        keys += 1
    return keys


@kernel
def _split(
    keys: NDArray[np.int64], size: int, codes: NDArray[np.int64], begin: int, end: int
) -> None:
    """Put down the codes in which the keys of a span end, and leave them out of the keys."""
    for place in range(begin, end):
        rest = keys[place] // size
        codes[place] = keys[place] - rest * size - 1
        keys[place] = rest
