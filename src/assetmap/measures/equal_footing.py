"""Whether groups have what their number of organisations would lead one to expect."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.brokerage import brokerage
from assetmap.measures.degrees import degree
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetmap.network import Network

UNDEFINED: Final = float("nan")

OF_TIES: Final = ("ties", "brokerage")
"""What is shared out and hangs on ties: the ends of ties, and the pairs that are joined."""


def equal_footing(amounts: pd.DataFrame, group_of: Mapping[str, str]) -> pd.DataFrame:
    """Compare each group's share of what there is with its share of organisations.

    Parameters
    ----------
    amounts
        A row an organisation, indexed by id; a column for each thing that is shared out, such
        as ties, money in pounds or seats. Numbers from 0 up; 0 for one that has none.
    group_of
        Group of every organisation, such as its sector. Ids not in `amounts` are ignored.

    Returns
    -------
    DataFrame
        A row for each group that has an organisation, in sorted order, and each column of
        `amounts`, in its order; indexed by group and what. Columns:

        - organisations: how many the group has;
        - share_of_organisations: those over all, above 0, to 1;
        - amount: what they have together;
        - share: that over what all have, 0 to 1;
        - ratio: share over share_of_organisations, from 0; 1 is an equal footing, 2 twice as
          much an organisation as on average over all.

    Raises
    ------
    DataError
        If an organisation has no group, or an amount is missing, negative or infinite.

    Notes
    -----
    Takes time in organisations times things. Share and ratio are not defined (NaN) for a thing
    that nobody has. The ratios of a thing, weighted by share_of_organisations, average 1. A
    ratio says how things are shared out, not how they ought to be: organisations differ in size.

    References
    ----------
    Haig, R. M. (1928). Regional Survey of New York and its Environs: the location quotient, which
    compares a place's share of one trade with its share of all.

    Examples
    --------
    >>> amounts = pd.DataFrame({"amount_gbp": [300.0, 100.0]}, index=["trust", "choir"])
    >>> found = equal_footing(amounts, {"trust": "nhs", "choir": "vcse"})
    >>> found["ratio"].to_dict()
    {('nhs', 'amount_gbp'): 1.5, ('vcse', 'amount_gbp'): 0.5}
    """
    _refuse_wrong(amounts)
    group = _groups(amounts, group_of)
    counts = group.groupby(group).size()
    sums = amounts.astype(np.float64).groupby(group).sum()
    shares = sums / sums.sum().replace(0.0, UNDEFINED)
    share_of_organisations = counts / max(len(amounts), 1)
    found = pd.DataFrame({"amount": _long(sums), "share": _long(shares)})
    of_row = found.index.get_level_values("group")
    found.insert(0, "organisations", counts.reindex(of_row).to_numpy(dtype=np.int64))
    found.insert(1, "share_of_organisations", share_of_organisations.reindex(of_row).to_numpy())
    return found.assign(ratio=found["share"] / found["share_of_organisations"])


def share_name(what: str, group: str) -> str:
    """Return what `shares_of_groups` calls the share that a group has of one of `OF_TIES`."""
    return f"{what} of {group}"


def shares_of_groups(group_of: Mapping[str, str]) -> dict[str, Callable[[Network], float]]:
    """Return what tells the share that each group has of ties and of joining others, by name.

    As `equal_footing` tells it of the degrees and the brokerage of a network whose ties run both
    ways; NaN where there is nothing to share, or
    nobody of the group.

    Parameters
    ----------
    group_of
        Group of every node of the networks to come.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "gp"], ["choir", "walk", "link_worker"])
    >>> sectors = {"gp": "health", "link_worker": "health", "choir": "vcse", "walk": "vcse"}
    >>> shares = shares_of_groups(sectors)
    >>> round(shares["ties of health"](network), 2), shares["brokerage of vcse"](network)
    (0.67, 0.0)
    """

    @once
    def table(network: Network) -> dict[str, float]:
        pairs = network.to_undirected()
        # Groups give roles their names and change no sum.
        joined = brokerage(pairs, dict.fromkeys(pairs.nodes, ""))
        amounts = pd.DataFrame({"ties": degree(pairs), "brokerage": joined})
        found: dict[Any, float] = equal_footing(amounts, group_of)["share"].to_dict()
        return {share_name(what, group): share for (group, what), share in found.items()}

    def one(name: str, network: Network) -> float:
        return table(network).get(name, UNDEFINED)

    names = [
        share_name(what, group) for what in OF_TIES for group in sorted(set(group_of.values()))
    ]
    return {name: partial(one, name) for name in names}


def _groups(amounts: pd.DataFrame, group_of: Mapping[str, str]) -> pd.Series[str]:
    groups = [group_of.get(id_) for id_ in amounts.index]
    ungrouped = sorted(map(str, amounts.index[pd.isna(np.array(groups, dtype=object))]))
    if ungrouped:
        msg = (
            f"{len(ungrouped)} of {len(amounts)} organisations have no group, the first "
            f"{ungrouped[0]!r}."
        )
        raise DataError(msg)
    return pd.Series(groups, index=amounts.index, name="group", dtype=object)


def _refuse_wrong(amounts: pd.DataFrame) -> None:
    for what in amounts.columns:
        given = amounts[what].to_numpy(dtype=np.float64, na_value=np.nan)
        wrong = np.flatnonzero(~(np.isfinite(given) & (given >= 0)))
        if len(wrong):
            first = int(wrong[0])
            msg = (
                f"{what} of {amounts.index[first]!r} is {given[first]:g}; an amount is a number "
                "from 0 up, 0 where there is none."
            )
            raise DataError(msg)


def _long(table: pd.DataFrame) -> pd.Series[float]:
    """Return a table of groups by things as one column, groups first."""
    index = pd.MultiIndex.from_product([table.index, table.columns], names=["group", "what"])
    return pd.Series(table.to_numpy().ravel(), index=index)
