"""Which function of R stands beside which measure of ours, and how their definitions differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.r.networks import Given

Values = NDArray[np.float64]


def as_it_is(values: Values, given: Given) -> Values:
    """Return the values: both mean the same."""
    del given
    return values


def _everywhere(given: Given) -> bool:
    del given
    return True


def directed_alone(given: Given) -> bool:
    """Tell whether the network is directed."""
    return given.network.is_directed()


@dataclass(frozen=True)
class Witness:
    """A function of R beside a measure of ours.

    Attributes
    ----------
    measure
        Name of ours in the registry.
    key
        What `measures.R` calls the values.
    converted
        Makes ours of R's, where the definitions differ.
    where
        Tells for which networks both are defined.
    """

    measure: str
    key: str
    converted: Callable[[Values, Given], Values] = as_it_is
    where: Callable[[Given], bool] = _everywhere

    @property
    def source(self) -> str:
        """Package and function, in words."""
        function, _, asked = self.key.removesuffix(" each").partition(" ")
        return f"R {function} ({asked})" if asked else f"R {function}"


def _over_nodes(values: Values, given: Given) -> Values:
    return values / len(given.network)


def _over_others(values: Values, given: Given) -> Values:
    return values / (len(given.network) - 1)


def _times_others(values: Values, given: Given) -> Values:
    return values * (len(given.network) - 1)


def _share_of_rest(values: Values, given: Given) -> Values:
    del given
    return 1 - values


def _index_of_share(values: Values, given: Given) -> Values:
    """Make Krackhardt and Stern's index, E less I over all, of the share E has of all."""
    del given
    return 2 * values - 1


def _over_pairs(values: Values, given: Given) -> Values:
    """Divide by the pairs of others: neither package normalises betweenness."""
    n_nodes = len(given.network)
    return values / ((n_nodes - 1) * (n_nodes - 2) / (1 if given.network.is_directed() else 2))


def _by_falling_size(values: Values, given: Given) -> Values:
    """Number pieces by falling size, then by their first node: igraph goes by node alone."""
    del given
    members = {number: np.flatnonzero(values == number) for number in set(values.tolist())}
    order = sorted(members, key=lambda number: (-len(members[number]), members[number][0]))
    return np.array([order.index(number) + 1 for number in values.tolist()], dtype=np.float64)


def _from_ratio(values: Values, given: Given) -> Values:
    """Make a share of ties of igraph's "ratio", the share of tied pairs that are tied both ways."""
    del given
    return 2 * values / (1 + values)


def _from_dyadic(values: Values, given: Given) -> Values:
    """Make a share of ties of sna's default, which counts pairs: both ways, or not at all.

    Of D pairs, B tied both ways and A one way, dyadic is (D - A) / D and there are A + 2 B ties.
    """
    network = given.network.without_self_ties()
    n_pairs = len(network) * (len(network) - 1) / 2
    one_way = n_pairs * (1 - values)
    n_ties = len(network.indices)
    return (n_ties - one_way) / n_ties


def _mean_named(values: Values, given: Given) -> Values:
    """Make the mean of all degrees; directed, of ties out alone, which are half of them."""
    n_ends = 2 if given.network.is_directed() else 1
    return np.array([values.mean() / n_ends], dtype=np.float64)


def _ties_of_two_ways(values: Values, given: Given) -> Values:
    """Undirected, both ways of a tie fall together; sna takes them for two independent ties."""
    return values if given.network.is_directed() else values / 2**0.5


def _more_than_a_tie(given: Given) -> bool:
    """sna 2.7's `cutpoints` fails on a single tie."""
    return given.network.number_of_edges() > 1


def _with_two_contacts(given: Given) -> bool:
    """sna gives 1 where nobody has two contacts, and nothing could be transitive."""
    return max(given.network.to_undirected().degree.values()) > 1


WITNESSES: Final = (
    Witness("density", "igraph::edge_density"),
    Witness("density", "sna::gden"),
    Witness("mean_degree", "igraph::degree all each", _mean_named),
    Witness("mean_degree", "sna::degree each", _mean_named),
    Witness("reciprocity", "igraph::reciprocity", where=directed_alone),
    Witness("reciprocity", "igraph::reciprocity ratio", _from_ratio, directed_alone),
    Witness("reciprocity", "sna::grecip edgewise", where=directed_alone),
    Witness("reciprocity", "sna::grecip dyadic", _from_dyadic, directed_alone),
    Witness("n_components", "igraph::components weak"),
    Witness("n_components", "sna::components weak"),
    Witness("n_strong_components", "igraph::components strong"),
    Witness("n_strong_components", "sna::components strong"),
    Witness("largest_component_share", "igraph::components weak largest", _over_nodes),
    Witness("component", "igraph::components weak each", _by_falling_size),
    Witness("n_isolates", "sna::isolates"),
    Witness("degree_centralisation", "igraph::centr_degree"),
    Witness("degree_centralisation", "sna::centralization degree"),
    Witness("betweenness_centralisation", "igraph::centr_betw"),
    Witness("betweenness_centralisation", "sna::centralization betweenness"),
    Witness("degree", "igraph::degree all each"),
    Witness("degree", "sna::degree each"),
    Witness("in_degree", "igraph::degree in each"),
    Witness("in_degree", "sna::degree in each"),
    Witness("out_degree", "igraph::degree out each"),
    Witness("out_degree", "sna::degree out each"),
    Witness("strength", "igraph::strength all each"),
    Witness("strength", "sna::degree valued each"),
    Witness("in_strength", "igraph::strength in each"),
    Witness("in_strength", "sna::degree valued in each"),
    Witness("out_strength", "igraph::strength out each"),
    Witness("out_strength", "sna::degree valued out each"),
    Witness("betweenness", "igraph::betweenness each", _over_pairs),
    Witness("betweenness", "sna::betweenness each", _over_pairs),
    Witness("constraint", "igraph::constraint each"),
    Witness("is_articulation_point", "igraph::articulation_points each"),
    Witness("is_articulation_point", "sna::cutpoints each", where=_more_than_a_tie),
    Witness("n_articulation_points", "igraph::articulation_points"),
    Witness("n_cut_off", "igraph::delete_vertices cut_off each"),
    Witness("n_bridges", "igraph::bridges"),
    Witness("lost_reach", "igraph::delete_vertices lost pairs each"),
    Witness("largest_piece_left", "igraph::delete_vertices largest each"),
    Witness("closeness", "igraph::closeness times reach in each"),
    Witness("harmonic", "igraph::harmonic_centrality in each"),
    Witness("harmonic", "sna::closeness suminvdir of the transpose each", _times_others),
    Witness("reach", "igraph::ego_size 2 each", _over_others),
    Witness("pagerank", "igraph::page_rank weighted each"),
    Witness("bonding", "igraph::crossing share", _share_of_rest),
    Witness("bridging", "igraph::crossing share"),
    Witness("e_i_index", "igraph::crossing share", _index_of_share),
    Witness("group_bonding", "igraph::crossing share of each group each", _share_of_rest),
    Witness("group_e_i_index", "igraph::crossing share of each group each", _index_of_share),
    Witness("party_e_i_index", "igraph::crossing share of each node each", _index_of_share),
    Witness("n_groups_met", "igraph::neighbors groups each"),
    Witness("n_linking_ties", "igraph::ends linking"),
    Witness("linking", "igraph::ends linking share"),
    Witness("assortativity", "igraph::assortativity_nominal"),
    Witness("brokerage", "sna::brokerage t each"),
    Witness("coordinator", "sna::brokerage w_I each"),
    Witness("consultant", "sna::brokerage w_O each"),
    Witness("gatekeeper", "sna::brokerage b_OI each"),
    Witness("representative", "sna::brokerage b_IO each"),
    Witness("liaison", "sna::brokerage b_O each"),
    Witness("brokerage_z", "sna::brokerage z t each", _ties_of_two_ways),
    Witness("transitivity", "igraph::transitivity"),
    Witness("transitivity", "sna::gtrans weak", where=_with_two_contacts),
    Witness("average_clustering", "igraph::transitivity average"),
    Witness("clustering", "igraph::transitivity local each"),
    Witness("core_number", "igraph::coreness each"),
    Witness("core_number", "sna::kcores each"),
    Witness("mean_distance", "igraph::mean_distance"),
    Witness("diameter", "igraph::diameter"),
)
