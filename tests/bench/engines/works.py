"""The work that engines are compared on: what each measure is given, and what is said of it."""

from __future__ import annotations

from typing import Final

UNDIRECTED: Final = frozenset(
    {
        "adamic_adar",
        "average_clustering",
        "bridges",
        "cluster",
        "clustering",
        "core_number",
        "is_articulation_point",
        "core_membership",
        "core_periphery_fit",
        "diameter",
        "introductions",
        "largest_piece_left",
        "lost_reach",
        "mean_distance",
        "modularity",
        "n_articulation_points",
        "n_bridges",
        "n_clusters",
        "n_cut_off",
        "transitivity",
        "triangles",
        "worst_removals",
    }
)
"""Measures that look past directions: every engine is given the undirected network for them."""

N_SOURCES: Final = 64
"""Where a measure is sampled, from how many nodes."""

N_PAIRS: Final = 20_000
"""How many pairs of nodes a score of pairs is asked for."""

N_BEST: Final = 1_000
"""How many pairs of all that are two ties apart are listed, the best first."""

N_WAYS: Final = 20
"""Between how many pairs of nodes all shortest ways are listed."""

N_REMOVED: Final = 3
"""How many nodes are taken out, the worst each time."""

ALL_TOGETHER: Final = "all_together"
"""Every measure that a network, or a network and groups, tell, one after the other."""

FLOOR: Final = "one_pass"
"""The floor: every arc read once."""

CLUSTER: Final = "cluster"
"""Work of which the result may be better or worse: how good it is stands in the note."""

TOWN_ONLY: Final = frozenset({ALL_TOGETHER, "layout"})
"""Work that is looked at in a town alone."""

KNOWN_DIFFERENCES: Final = {
    "closeness": "igraph and graph-tool do not count how many are reached",
    "effective_size": "NetworkX 3.6 is wrong with weights (networkx#8906)",
}
"""Why the numbers of others are known to be other than ours."""

OTHER_WORK: Final = {
    "brokerage": "sna tells what chance would give in the same go",
    "worst_removals": "igraph has no such function: every node is taken out in turn",
    "layout": "ours starts from distances and parts what is too near, which igraph's does not",
}
"""Why the same word is more work for some: known before the clock is read."""

COMPARABLE: Final = frozenset(
    {
        "adamic_adar",
        "clustering",
        "closeness",
        "constraint",
        "core_number",
        "degree",
        "density",
        "effective_size",
        "assortativity",
        "brokerage",
        "brokerage_z",
        "diameter",
        "harmonic",
        "in_degree",
        "in_strength",
        "introductions",
        "mean_distance",
        "mixing_matrix",
        "n_articulation_points",
        "n_components",
        "n_isolates",
        "n_strong_components",
        "out_degree",
        "out_strength",
        "pagerank",
        "reach",
        "reciprocity",
        "shortest_paths",
        "strength",
        "transitivity",
        "triadic_census",
        "worst_removals",
    }
)
"""Measures that all engines define alike: where their numbers add up to another sum, it is said."""
