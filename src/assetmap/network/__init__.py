"""Networks of a place: who is tied to whom, projected from a snapshot."""

from assetmap.network.fading import fading, left_of_ties, sources_of_ties
from assetmap.network.network import Network
from assetmap.network.projections import (
    project_partnerships,
    project_ties,
    project_whole_map,
)
from assetmap.network.tie_table import (
    REFERRED_TO,
    kinds_of_ties,
    labels_of_map,
    latest_claims,
    ties_table,
)
from assetmap.network.two_mode import (
    project_shared,
    project_shared_activities,
    project_shared_needs,
    project_shared_workshops,
)

__all__ = [
    "REFERRED_TO",
    "Network",
    "fading",
    "kinds_of_ties",
    "labels_of_map",
    "latest_claims",
    "left_of_ties",
    "project_partnerships",
    "project_shared",
    "project_shared_activities",
    "project_shared_needs",
    "project_shared_workshops",
    "project_ties",
    "project_whole_map",
    "sources_of_ties",
    "ties_table",
]
