"""View: between which places each would stand by the pairs that it joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.measures.brokerage import brokerage
from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.measuring.standing import standing

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.standing import Standing

PAIRS: Final = "pairs joined"
"""By what brokers are put in order."""


def broker_standing(snapshot: Snapshot, *, ties: str = PARTNERSHIPS) -> Standing:
    """Return between which places each would stand by the pairs that it joins.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    ties
        Which ties: a name in `assetmap.views.people.TIES_OF_ORGANISATIONS`.
    """
    return standing(
        snapshot, PAIRS, lambda network: pairs_joined(network.to_undirected()), projection=ties
    )


def pairs_joined(network: Network) -> pd.Series[int]:
    """Return how many pairs without a tie of their own each joins, in an undirected network."""
    # Groups give roles their names and change no sum.
    met: pd.Series[int] = brokerage(network, dict.fromkeys(network.nodes, ""))
    return met // 2  # each was met from both its ends
