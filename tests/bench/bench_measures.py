"""Times each measure beside NetworkX and igraph in one run; prints a table."""

from __future__ import annotations

import argparse
import copy
import platform
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import igraph
import networkx as nx
import numpy as np

from assetmap.measures import MEASURES
from assetmap.network import Network
from assetmap.network.layout import layout

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES: Final = ((1_000, 5_000), (10_000, 50_000))
_LONGEST_S: Final = 60.0  # a peer that would take longer is not run at the larger size
_N_TIMES: Final = 3
_SHORT_S: Final = 1.0  # what takes longer is timed once

Ties = tuple[list[str], list[str], list[float]]

PEERS: Final[dict[str, tuple[Callable[[Any], object] | None, Callable[[Any], object] | None]]] = {
    "density": (nx.density, lambda graph: graph.density()),
    "reciprocity": (nx.overall_reciprocity, lambda graph: graph.reciprocity()),
    "n_components": (
        nx.number_weakly_connected_components,
        lambda graph: len(graph.connected_components(mode="weak")),
    ),
    "n_strong_components": (
        nx.number_strongly_connected_components,
        lambda graph: len(graph.connected_components(mode="strong")),
    ),
    "degree": (lambda graph: dict(graph.degree), lambda graph: graph.degree(loops=False)),
    "strength": (
        lambda graph: dict(graph.degree(weight="weight")),
        lambda graph: graph.strength(weights="weight", loops=False),
    ),
    "betweenness": (nx.betweenness_centrality, lambda graph: graph.betweenness()),
    "constraint": (
        lambda graph: nx.constraint(graph, weight="weight"),
        lambda graph: graph.constraint(weights="weight"),
    ),
    "is_articulation_point": (
        lambda graph: list(nx.articulation_points(graph.to_undirected())),
        lambda graph: graph.as_undirected().articulation_points(),
    ),
    "n_cut_off": (None, None),
}


def made_ties(n_nodes: int, n_ties: int, seed: int = 0) -> Ties:
    """Return random directed ties of which a few nodes have many, as in a real system."""
    rng = np.random.default_rng(seed)
    ends = (n_nodes * rng.random((2, n_ties)) ** 2).astype(int)
    ends = ends[:, ends[0] != ends[1]]
    names = [f"party-{number:08d}" for number in range(n_nodes)]
    return (
        [names[number] for number in ends[0]],
        [names[number] for number in ends[1]],
        rng.integers(1, 5, ends.shape[1]).astype(float).tolist(),
    )


def _as_network(ties: Ties) -> Network:
    return Network.from_edges(*ties)


def _as_networkx(ties: Ties) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from(zip(*ties, strict=True))
    return graph


def _as_igraph(ties: Ties) -> igraph.Graph:
    graph = igraph.Graph.TupleList(zip(*ties, strict=True), directed=True, weights=True)
    return graph.simplify(combine_edges="sum")


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of `work`: the least of three runs, or of one if it is long."""
    taken: list[float] = []
    while len(taken) < _N_TIMES:
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
        if taken[0] > _SHORT_S:
            break
    return min(taken)


def _cell(taken: float | None, why: str = "none") -> str:
    return why if taken is None else f"{taken:.4f}"


def rows_of_size(ties: Ties, slow: set[str]) -> list[list[str]]:
    """Return a line for building and one for each measure; peers in `slow` are left out.

    A peer that takes long enough to be hopeless at ten times the size is added to `slow`.
    Measures get a new network each time, so that nothing remembered from before is counted.
    """
    graph, other = _as_networkx(ties), _as_igraph(ties)
    network = _as_network(ties)
    builders = (_as_network, _as_networkx, _as_igraph)
    rows = [["build from ids", *(_cell(seconds(partial(build, ties))) for build in builders)]]
    for name, (by_networkx, by_igraph) in PEERS.items():
        ours = seconds(partial(_afresh, MEASURES[name].function, network))
        theirs = None
        if by_networkx is not None and name not in slow:
            theirs = seconds(partial(by_networkx, graph))
            if theirs * 100 > _LONGEST_S:
                slow.add(name)
        why = "not run" if theirs is None and by_networkx is not None else "none"
        igraphs = None if by_igraph is None else seconds(partial(by_igraph, other))
        rows.append([name, _cell(ours), _cell(theirs, why), _cell(igraphs)])
    drawn = seconds(partial(layout, network))
    peer = seconds(partial(other.layout_fruchterman_reingold, niter=150, grid="grid"))
    rows.append(["layout", _cell(drawn), "not run", _cell(peer)])
    return rows


def _afresh(function: Callable[[Network], object], network: Network) -> object:
    """Measure a copy, so that nothing remembered of the network counts."""
    return function(copy.copy(network))


def table() -> str:
    """Return the times of all sizes as Markdown."""
    slow: set[str] = set()
    versions = (
        f"Python {platform.python_version()}, NetworkX {nx.__version__}, "
        f"igraph {igraph.__version__}, {platform.machine()}"
    )
    lines = [
        "Seconds of one core, the least of up to three runs. Ours is measured on a `Network`,",
        "conversion for an engine included; NetworkX and igraph on graphs of their own that were",
        "built before. *not run*: would take over a minute; *none*: has no such function.",
        f"{versions}.",
    ]
    for n_nodes, n_ties in SIZES:
        lines += [
            "",
            f"### {n_nodes:,} parties, {n_ties:,} ties",
            "",
            "| measure | assetmap | NetworkX | igraph |",
            "| --- | ---: | ---: | ---: |",
            *(f"| {' | '.join(row)} |" for row in rows_of_size(made_ties(n_nodes, n_ties), slow)),
        ]
    return "\n".join(lines) + "\n"


def main(write_to: Path | None = None) -> None:
    """Print the table, and write it to the file `write_to` if one is given."""
    text = table()
    print(text)  # noqa: T201  what a bench is for
    if write_to is not None:
        write_to.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write-to", type=Path)
    main(parser.parse_args().write_to)
