"""View: who joins whom across groups, beside what chance would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.measures import MEASURES
from assetmap.measures.brokerage import (
    brokerage,
    brokerage_roles,
    brokerage_z,
    counted_in_all,
    network_brokerage_scores,
    pairs_joined,
)
from assetmap.views.measuring.certain import (
    PARTNERSHIPS,
    certainty,
)
from assetmap.views.measuring.faded import as_ties_fade
from assetmap.views.measuring.measured import Measured, plain_value
from assetmap.views.measuring.network import party_table, projected
from assetmap.views.measuring.standing import rank_columns
from assetmap.views.people import without_people
from assetmap.views.social_capital.groupings import GROUPINGS, whole_grouping

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.views.measuring.fade import Fade

_NAMES = (
    "coordinator",
    "consultant",
    "gatekeeper",
    "representative",
    "liaison",
    "brokerage",
    "brokerage_z",
)

_ONE_WAY: Final = (
    "Roles go by who names whom: a pair counts if the first names the broker, the broker names "
    "the second and the first does not name the second. `pairs`, as the screen Brokers, goes by "
    "ties whoever names them, and counts a pair once."
)
_EITHER_WAY: Final = (
    "Ties run both ways: in roles a pair counts from both its ends, in `pairs` once."
)


def brokerage_measures(
    snapshot: Snapshot,
    *,
    projection: str = PARTNERSHIPS,
    group_by: str = "sector",
    fade: Fade | None = None,
) -> Measured:
    """Measure who joins whom across groups in one network of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        Which network: one of `assetmap.release.networks.PROJECTIONS`.
    group_by
        Which groups: a name in `GROUPINGS`; a party of no known group is of a group of its own
        kind, "Not known".
    fade
        As in `assetmap.views.measuring.network.projected`; who joins whom counts ties, and stays.

    Returns
    -------
    Measured
        How often the whole network joins in each role; the tables `parties` (each role,
        `brokerage` in all, `brokerage_z`, by falling `brokerage`; its rank by that and the ends
        between which the rank lies, as of `position_measures`; and `pairs`: how many pairs it
        joins if a tie counts whoever names it, which is what the screen *Brokers* tells) and
        `roles` (what there is of each role, what chance would give, and how far from it). How
        often the whole network joins in each role has an interval, and bounds.

    Raises
    ------
    DataError
        If there is no such projection, or its ties cannot fade.
    """
    network = projected(snapshot, projection, fade)
    known = GROUPINGS[group_by].group_of(snapshot)
    group_of = network.groups(whole_grouping(known, network.nodes))
    roles = brokerage_roles(network, group_of).rename(columns={"total": "brokerage"})
    measured = {name: roles[name].to_numpy() for name in roles.columns}
    measured["brokerage_z"] = brokerage_z(network, group_of).to_numpy()
    ranks, ranked = rank_columns(
        snapshot,
        network,
        "brokerage",
        lambda each: brokerage(each, dict.fromkeys(each.nodes, "")),
        projection=projection,
    )
    measured["pairs"] = pairs_joined(network.to_undirected()).to_numpy()
    values = {str(name): plain_value(roles[name].sum()) for name in roles.columns}
    of_network = network_brokerage_scores(network, group_of)
    found = Measured(
        len(network),
        network.number_of_edges(),
        values,
        {},
        {
            "parties": party_table(snapshot, network, measured | ranks, order_by="brokerage"),
            "roles": of_network.rename_axis("role").reset_index(),
        },
        tuple(MEASURES[name] for name in _NAMES),
        (
            _ONE_WAY if network.is_directed() else _EITHER_WAY,
            f"Ranks by brokerage: {ranked}",
        ),
    )
    of_roles = certainty(snapshot, projection, counted_in_all(group_of), group_of)
    return as_ties_fade(without_people(snapshot, found), of_roles, fade, {})
