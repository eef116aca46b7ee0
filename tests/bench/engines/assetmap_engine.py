"""assetmap: every measure of the registry that a network, or a network and groups, tell."""

from __future__ import annotations

from importlib.metadata import version
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from tests.bench.engines.engine import Engine
from tests.bench.engines.works import (
    ALL_TOGETHER,
    FLOOR,
    N_BEST,
    N_PAIRS,
    N_REMOVED,
    N_SOURCES,
    N_WAYS,
)

from assetmap.measures import MEASURES
from assetmap.measures.betweenness import betweenness_sampled
from assetmap.measures.introductions import introductions
from assetmap.measures.mixing import mixing_matrix
from assetmap.measures.nearness import closeness_sampled, harmonic_sampled
from assetmap.measures.networkx_functions import FUNCTIONS
from assetmap.measures.paths import shortest_paths
from assetmap.measures.triads import triadic_census
from assetmap.measures.worst_removals import worst_removals
from assetmap.network import Network
from assetmap.network.layout import layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Ties

    from assetmap.measures import Measure
    from assetmap.network.groups import Groups


_SECTORS: Final = (
    *("vcse", "faith", "council", "nhs", "primary_care", "funder", "education", "business"),
)


class Subject(Network):
    """A network that knows the group of each of its nodes, as `group_of`: all that is measured."""

    group_of: Groups


def _prepared(ties: Ties) -> Any:
    names = np.array(ties.names, dtype=object)
    group_of = dict(zip(names.tolist(), (_SECTORS[group] for group in ties.group), strict=True))
    return names, names[ties.start], names[ties.end], ties.weight, group_of, ties.directed


def _build(prepared: Any) -> Subject:
    names, start, end, weight, group_of, directed = prepared
    network = Network.from_edges(start, end, weight, nodes=names, directed=directed)
    # Other libraries know the ties to a node and its id from the start; ours are made when asked.
    _ = network.incoming, network._index, network.without_self_ties()
    # They are given the groups, as numbers, together with the nodes.
    subject = _afresh(network)
    object.__setattr__(subject, "group_of", network.groups(group_of))
    return subject


def _afresh(network: Network) -> Subject:
    """Return another network over the same arrays: measures remember by the network itself."""
    subject = object.__new__(Subject)
    for name, known in vars(network).items():
        object.__setattr__(subject, name, known)  # as building does: a dict is slower to read
    return subject


def _work(measure: Measure) -> Callable[[Subject], object]:
    """Return what works a measure out, with no more about it than is about those of others."""
    work = measure.function
    if measure.needs == "groups":
        return lambda subject: work(subject, subject.group_of)
    return work


def _all_together(subject: Subject) -> object:
    """Work out every measure of one network, as the screen of social capital asks for them."""
    found = [work(subject) for work in _OF_NETWORKS.values()]
    return len(found)


def _pairs(subject: Subject) -> list[tuple[str, str]]:
    return list(islice(pairwise(subject.nodes), N_PAIRS))


def _n_ways(subject: Subject) -> list[int]:
    """Count the shortest ways between some pairs of nodes."""
    nodes = subject.nodes
    ends = zip(nodes[:N_WAYS], nodes[-N_WAYS:], strict=True)
    return [len(shortest_paths(subject, *each)) for each in ends]


def _one_pass(subject: Subject) -> object:
    """Read every arc once: no measure that looks at all ties can be faster."""
    return float(subject.weights.sum()) + int(subject.indices.max())


_OF_NETWORKS: Final = {
    name: _work(measure) for name, measure in MEASURES.items() if measure.needs != "claims"
}

WORK: Final[dict[str, Callable[[Any], object]]] = {
    FLOOR: _one_pass,
    **_OF_NETWORKS,
    "betweenness_sampled": lambda subject: betweenness_sampled(subject, n_sources=N_SOURCES),
    "closeness_sampled": lambda subject: closeness_sampled(subject, n_sources=N_SOURCES),
    "harmonic_sampled": lambda subject: harmonic_sampled(subject, n_sources=N_SOURCES),
    "triadic_census": triadic_census,
    "mixing_matrix": lambda subject: mixing_matrix(subject, subject.group_of),
    "shortest_paths": _n_ways,
    "introductions": lambda subject: introductions(subject, n_pairs=N_BEST)["score"],
    "worst_removals": lambda subject: worst_removals(subject, N_REMOVED)["largest_piece_left"],
    ALL_TOGETHER: _all_together,
    "layout": layout,
}

if "adamic_adar_index" in FUNCTIONS:
    WORK["adamic_adar"] = lambda subject: [
        score for _, _, score in FUNCTIONS["adamic_adar_index"](subject, _pairs(subject))
    ]

ENGINE: Final = Engine(
    f"assetmap {version('assetmap')}", _prepared, _build, WORK, _afresh, compiles=True
)
