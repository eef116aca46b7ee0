"""Each group of a place: how many parties and ties it has, and how many stay within it."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures import MEASURES
from assetmap.views.social_capital.dimension import share_words
from assetmap.views.wording import uncapitalised

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from assetmap.network import Network

GROUPS_WORDS: Final = (
    f"Of these, within it: {uncapitalised(MEASURES['group_bonding'].sentence)} What would raise "
    f"it: {uncapitalised(MEASURES['group_bonding'].raised_by)}"
)
"""What a group's share of ties within it means, and what would raise it."""


class GroupRow(TypedDict):
    """One group: how many parties, ties, and how many of those ties stay within it."""

    group: str
    parties: int
    ties: int
    within: str


def group_rows(
    network: Network,
    group_of: Mapping[str, str],
    mixing: pd.DataFrame,
    within: pd.Series[float],
) -> list[GroupRow]:
    """Return a row a group, those with the most ties first, then by name.

    Parameters
    ----------
    network
        Pairs that are tied.
    group_of
        Group of every node.
    mixing
        How many ties join each group to each; a tie within a group counts once.
    within
        Of each group's ties the share within it, in the order of `mixing`; NaN without ties.
    """
    sizes = Counter(group_of[node] for node in network.nodes)
    n_ties = dict(zip(mixing.columns, mixing.to_numpy().sum(axis=0).tolist(), strict=True))
    rows = [
        GroupRow(
            group=group,
            parties=sizes[group],
            ties=n_ties[group],
            within=share_words(part) if math.isfinite(part) else "no tie",
        )
        for group, part in zip(mixing.index, within.tolist(), strict=True)
    ]
    return sorted(rows, key=lambda row: (-row["ties"], row["group"]))


def groups_sentence(groups: Sequence[GroupRow], one: str) -> str:
    """Return which group none has more ties than, as a sentence; empty where none has any.

    Parameters
    ----------
    groups
        As of `group_rows`.
    one
        What a group is called.

    Examples
    --------
    >>> groups_sentence([GroupRow(group="Faith", parties=2, ties=4, within="25%")], "sector")
    'No sector has more ties than Faith: 4, of which 25% stay within it.'
    """
    if not groups or not groups[0]["ties"]:
        return ""
    first = groups[0]
    stay = "stays" if first["ties"] == 1 else "stay"
    return (
        f"No {one} has more ties than {first['group']}: {first['ties']:,}, of which "
        f"{first['within']} {stay} within it."
    )
