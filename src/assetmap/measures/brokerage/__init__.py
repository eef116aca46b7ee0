"""Who joins whom: the brokerage roles of Gould and Fernandez, and what chance would give."""

from assetmap.measures.brokerage.roles import (
    ROLES,
    brokerage,
    brokerage_roles,
    consultant,
    coordinator,
    gatekeeper,
    liaison,
    representative,
)
from assetmap.measures.brokerage.scores import (
    brokerage_scores,
    brokerage_z,
    network_brokerage_scores,
)

__all__ = [
    "ROLES",
    "brokerage",
    "brokerage_roles",
    "brokerage_scores",
    "brokerage_z",
    "consultant",
    "coordinator",
    "gatekeeper",
    "liaison",
    "network_brokerage_scores",
    "representative",
]
