"""View: between which places each would stand by the pairs that it joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.measures.brokerage import pairs_joined
from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.measuring.standing import standing

if TYPE_CHECKING:
    from assetmap.model import Snapshot
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
