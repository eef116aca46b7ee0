"""Who joins whom: the brokerage roles of Gould and Fernandez, and what chance would give."""

from assetmap.measures.brokerage.roles import (
    IN_ALL,
    ROLES,
    brokerage,
    brokerage_roles,
    consultant,
    coordinator,
    counted_in_all,
    gatekeeper,
    liaison,
    pairs_joined,
    representative,
)
from assetmap.measures.brokerage.scores import (
    brokerage_scores,
    brokerage_z,
    network_brokerage_scores,
)

__all__ = [
    "IN_ALL",
    "ROLES",
    "brokerage",
    "brokerage_roles",
    "brokerage_scores",
    "brokerage_z",
    "consultant",
    "coordinator",
    "counted_in_all",
    "gatekeeper",
    "liaison",
    "network_brokerage_scores",
    "pairs_joined",
    "representative",
]
