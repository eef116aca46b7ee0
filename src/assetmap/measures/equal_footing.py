"""Whether groups have what their number of organisations would lead one to expect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.brokerage import pairs_joined
from assetmap.measures.degrees import degree
from assetmap.measures.memory import each_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

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
    names, codes = _numbered(amounts, group_of)
    # pandas carries along what rounding loses, which np.bincount does not.
    sums = amounts.astype(np.float64).groupby(codes).sum()
    counts = np.bincount(codes, minlength=len(names))
    share = (sums / sums.sum().replace(0.0, UNDEFINED)).to_numpy().ravel()
    n_things = len(amounts.columns)
    share_of_organisations = np.repeat(counts / max(len(codes), 1), n_things)
    return pd.DataFrame(
        {
            "organisations": np.repeat(counts, n_things),
            "share_of_organisations": share_of_organisations,
            "amount": sums.to_numpy().ravel(),
            "share": share,
            "ratio": share / share_of_organisations,
        },
        index=_each_of_each(names, amounts.columns),
    )


def amounts_of_ties(network: Network) -> pd.DataFrame:
    """Return how many ties each has and how many pairs it joins, whoever names a tie: `OF_TIES`."""
    pairs = network.to_undirected()
    return pd.DataFrame({"ties": degree(pairs), "brokerage": pairs_joined(pairs)})


def share_name(what: str, group: str) -> str:
    """Return what `shares_of_groups` calls the share that a group has of one of `OF_TIES`."""
    return f"{what} of {group}"


def shares_of_groups(group_of: Mapping[str, str]) -> dict[str, Callable[[Network], float]]:
    """Return what tells the share that each group has of ties and of joining others, by name.

    As `equal_footing` tells it of `amounts_of_ties`.

    Parameters
    ----------
    group_of
        Group of every node of the networks to come.

    Returns
    -------
    dict
        By `share_name`, what gives of a network the share of all that the group has, 0 to 1.

    Raises
    ------
    DataError
        By what is returned, if a node has no group.

    Notes
    -----
    Ties are ends of ties, brokerage pairs joined, whoever names a tie. Takes the time of both, once
    for each network. Not defined (NaN) where there is nothing to share, or nobody of the group.

    References
    ----------
    As `equal_footing`.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "gp"], ["choir", "walk", "link_worker"])
    >>> sectors = {"gp": "health", "link_worker": "health", "choir": "vcse", "walk": "vcse"}
    >>> shares = shares_of_groups(sectors)
    >>> round(shares["ties of health"](network), 2), shares["brokerage of vcse"](network)
    (0.67, 0.0)
    """

    def table(network: Network) -> dict[str, float]:
        shares = equal_footing(amounts_of_ties(network), group_of)["share"]
        found: dict[Any, float] = shares.to_dict()
        return {share_name(what, group): share for (group, what), share in found.items()}

    groups = sorted(set(group_of.values()))
    return each_of(
        table, [share_name(what, group) for what in OF_TIES for group in groups], UNDEFINED
    )


def _numbered(
    amounts: pd.DataFrame, group_of: Mapping[str, str]
) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Return the groups that there are, in sorted order, and the place of each row's among them."""
    # A list of texts is walked several times as fast as an index of them.
    found = map(group_of.get, amounts.index.tolist())
    groups = np.fromiter(found, dtype=object, count=len(amounts))
    codes, names = pd.factorize(groups, sort=True)
    is_missing = codes < 0
    if is_missing.any():
        ungrouped = sorted(map(str, amounts.index[is_missing]))
        msg = (
            f"{len(ungrouped)} of {len(amounts)} organisations have no group, the first "
            f"{ungrouped[0]!r}."
        )
        raise DataError(msg)
    return names, codes


def _each_of_each(groups: NDArray[np.object_], things: pd.Index[Any]) -> pd.MultiIndex:
    """Return what `MultiIndex.from_product` does, of groups that are known to be in order."""
    thing, levels = things.factorize(sort=True)
    codes = [np.repeat(np.arange(len(groups)), len(thing)), np.tile(thing, len(groups))]
    both: list[Any] = [groups, levels]
    return pd.MultiIndex(both, cast("Any", codes), names=["group", "what"])


def _refuse_wrong(amounts: pd.DataFrame) -> None:
    given = np.empty((len(amounts.columns), len(amounts)))
    for thing, (_, column) in enumerate(amounts.items()):
        given[thing] = column.to_numpy(dtype=np.float64, na_value=np.nan)
    is_wrong = ~(np.isfinite(given) & (given >= 0))
    if is_wrong.any():
        thing, first = (int(at) for at in np.argwhere(is_wrong)[0])
        msg = (
            f"{amounts.columns[thing]} of {amounts.index[first]!r} is {given[thing, first]:g}; an "
            "amount is a number from 0 up, 0 where there is none."
        )
        raise DataError(msg)
