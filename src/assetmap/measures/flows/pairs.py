"""How many steps go from whom to whom, over a span of days, and month by month."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.compiled import kernel
from assetmap.errors import DataError
from assetmap.measures.flows.groupings import Groups, made_months
from assetmap.measures.flows.ordering import distinct
from assetmap.measures.shares import at_once, over_cores

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
        target_id and month. Months without a step between two parties are left out. There may be
        a row for nearly each step: names are categories, each kept once, and nobody is missing
        (NaN).

    Notes
    -----
    As of `flow_counts`.
    """
    wanted = steps.made_within(start, end)
    months = made_months(steps).taken(wanted)
    groups = {**_ends(steps, wanted), "month": months}
    (party, month), (codes, n_each) = at_once(
        lambda: [_kind(names) for names in (steps.parties, months.names)], lambda: _counted(groups)
    )
    kinds = {"source_id": party, "target_id": party, "month": month}
    columns = {
        name: pd.Categorical.from_codes(codes[name], dtype=kind, validate=False)
        for name, kind in kinds.items()
    }
    return pd.DataFrame(columns | {"n": n_each}, copy=False)


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
    codes, n_each = _counted(groups)
    columns = {name: named(codes[name], each.names) for name, each in groups.items()}
    return pd.DataFrame(columns | {"n": pd.Series(n_each)}, copy=False)


def _counted(
    groups: Mapping[str, Groups],
) -> tuple[dict[str, NDArray[np.int32]], NDArray[np.int64]]:
    """Return the codes of each combination that there is, in order, and how often it is there."""
    sizes = {name: len(each.names) + 1 for name, each in groups.items()}
    n_keys = math.prod(sizes.values())
    if n_keys >= _MOST_KEYS:
        msg = f"{', '.join(groups)} have too many groups to be counted together; leave one out."
        raise DataError(msg)
    keys, n_each = distinct(_keys(list(groups.values())), n_keys)
    codes = {}
    for name, size in reversed(sizes.items()):
        codes[name] = np.empty(len(keys), np.int32)
        over_cores(partial(_split, keys, size, codes[name]), len(keys))
    return codes, n_each


def named(codes: NDArray[np.integer[Any]], names: tuple[str, ...]) -> pd.Series:
    """Return the names that codes stand for, None for `NOBODY`."""
    return pd.Series(np.array([*names, None], dtype=object)[codes], dtype=object)


def _kind(names: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(pd.Index(names, dtype=object))


def _ends(steps: Steps, wanted: NDArray[np.bool_]) -> dict[str, Groups]:
    ends = {"source_id": steps.source, "target_id": steps.target}
    return {name: Groups(codes, steps.parties).taken(wanted) for name, codes in ends.items()}


def _keys(groups: list[Groups]) -> NDArray[np.int64]:
    """Return a number for the combination of each thing, in the order of the combinations."""
    keys = np.zeros(len(groups[0].codes), np.int64)
    for each in groups:
        over_cores(partial(_join, keys, len(each.names) + 1, each.codes), len(keys))
    return keys


@kernel
def _join(
    keys: NDArray[np.int64], size: int, codes: NDArray[np.int32], begin: int, end: int
) -> None:
    """Put codes at the end of the keys of a span."""
    for place in range(begin, end):
        keys[place] = keys[place] * size + codes[place] + 1


@kernel
def _split(
    keys: NDArray[np.int64], size: int, codes: NDArray[np.int32], begin: int, end: int
) -> None:
    """Put down the codes in which the keys of a span end, and leave them out of the keys."""
    for place in range(begin, end):
        rest = keys[place] // size
        codes[place] = keys[place] - rest * size - 1
        keys[place] = rest
