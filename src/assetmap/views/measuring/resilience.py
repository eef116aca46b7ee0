"""View: what would come apart if a party closed, or a tie ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures import measures_of
from assetmap.measures.bridges import bridges
from assetmap.measures.resilience import lost_reach
from assetmap.measures.worst_removals import worst_removals
from assetmap.views.measuring.certain import PARTNERSHIPS, certainty
from assetmap.views.measuring.faded import as_ties_fade
from assetmap.views.measuring.measured import Measured, plain_value
from assetmap.views.measuring.network import party_table, projected, unfaded
from assetmap.views.measuring.standing import rank_columns
from assetmap.views.people import people_among, without_people

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.views.measuring.fade import Fade

_WHOLE = ("n_components", "largest_component_share", "n_articulation_points", "n_bridges")
_OF_PARTY = ("is_articulation_point", "n_cut_off", "largest_piece_left", "lost_reach")
_N_REMOVED = 10


def resilience_measures(
    snapshot: Snapshot, *, projection: str = PARTNERSHIPS, fade: Fade | None = None
) -> Measured:
    """Measure what holds one network of a place together.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        Which network: one of `assetmap.release.networks.PROJECTIONS`.
    fade
        As in `assetmap.views.measuring.network.projected`; what holds counts ties, and stays.

    Returns
    -------
    Measured
        How many parties and ties hold others in; the tables `parties` by falling `lost_reach`
        (its rank by that and the ends between which the rank lies, as of `position_measures`),
        `bridges` as `assetmap.measures.bridges`, and `worst_removals`: the parties whose loss
        one after another would break the map most, at most 10. No person is in any of them. Of
        the numbers an interval is known to hold for how many parties hold others in; some others
        have bounds.

    Raises
    ------
    DataError
        If there is no such projection, or its ties cannot fade.
    """
    network = projected(snapshot, projection, fade)
    whole = {each.name: each for each in measures_of("network") if each.name in _WHOLE}
    people = people_among(snapshot, network.nodes)
    of_party = tuple(each for each in measures_of("party") if each.name in _OF_PARTY)
    values = {name: plain_value(each.function(network)) for name, each in whole.items()}
    functions = {name: each.function for name, each in whole.items()}
    measured = {each.name: np.asarray(each.function(network)) for each in of_party}
    ranks, ranked = rank_columns(snapshot, network, "lost_reach", lost_reach, projection=projection)
    found = Measured(
        len(network),
        network.number_of_edges(),
        values,
        {},
        {
            "parties": party_table(snapshot, network, measured | ranks, order_by="lost_reach"),
            "bridges": bridges(network),
            "worst_removals": worst_removals(network, _N_REMOVED, staying=people),
        },
        (*whole.values(), *of_party),
        (
            "A tie that nobody named may hold what seems to hang on one party: ask before acting.",
            f"Ranks by lost_reach: {ranked}",
        ),
    )
    known = certainty(snapshot, projection, functions, fade=fade)
    before = unfaded(snapshot, functions, fade)
    return as_ties_fade(without_people(snapshot, found), known, fade, before)
