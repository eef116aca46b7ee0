"""Networks that R and we both measure: random ones of all kinds, and published ones."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.network import Network

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Given:
    """A network, and a group for each of its nodes."""

    network: Network
    group_of: dict[str, str]


@dataclass(frozen=True)
class Kind:
    """How a random network is made: how large, how full, and in how many blocks apart."""

    n_nodes: int
    n_ties: int
    n_blocks: int = 1
    n_self_ties: int = 0
    n_isolates: int = 0
    weighted: bool = False


KINDS: Final = {
    "sparse": Kind(30, 35),
    "middling": Kind(25, 80, n_isolates=2),
    "dense": Kind(15, 150),
    "weighted": Kind(25, 90, weighted=True),
    "with_self_ties": Kind(20, 50, n_self_ties=6, n_isolates=1, weighted=True),
    "in_pieces": Kind(36, 70, n_blocks=4, n_isolates=3, weighted=True),
    "in_many_pieces": Kind(40, 30, n_blocks=8),
    "pair_and_isolate": Kind(2, 1, n_isolates=1),
}
"""Each is made directed and undirected."""

SECTORS: Final = ("council", "culture", "vcse")

SHAPES: Final = {
    "star": [(0, node) for node in range(1, 8)],
    "ring": [(node, (node + 1) % 9) for node in range(9)],
    "path": [(node, node + 1) for node in range(7)],
    "complete": [(one, other) for one in range(6) for other in range(one)],
    "two_circles": [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)],
}
"""Networks with values known by heart, by their ties; each is made directed and undirected."""


def random_network(kind: Kind, seed: int, *, directed: bool) -> Given:
    """Return a network of that kind; ties stay within blocks."""
    rng = np.random.default_rng(seed)
    block = np.arange(kind.n_nodes) % kind.n_blocks
    start = rng.integers(0, kind.n_nodes, kind.n_ties * 3)
    end = rng.integers(0, kind.n_nodes, kind.n_ties * 3)
    fits = (block[start] == block[end]) & (start != end)
    own = rng.choice(kind.n_nodes, kind.n_self_ties, replace=False)
    start = np.concatenate([start[fits][: kind.n_ties], own])
    end = np.concatenate([end[fits][: kind.n_ties], own])
    ties = sorted(set(zip(start.tolist(), end.tolist(), strict=True)))
    weights = rng.integers(1, 9, len(ties)) / 2 if kind.weighted else np.ones(len(ties))
    n_all = kind.n_nodes + kind.n_isolates
    order = rng.permutation(n_all)  # isolates stand among the others
    return _given([(order[a], order[b]) for a, b in ties], weights, n_all, directed=directed)


def _given(
    ties: list[tuple[int, int]], weights: NDArray[np.float64], n_nodes: int, *, directed: bool
) -> Given:
    names = [f"n{number:02d}" for number in range(n_nodes)]
    network = Network.from_edges(
        [names[source] for source, _ in ties],
        [names[target] for _, target in ties],
        weights,
        nodes=names,
        directed=directed,
    )
    return Given(network, {name: SECTORS[number % 7 % 3] for number, name in enumerate(names)})


def random_networks() -> dict[str, Given]:
    """Return every random network and every shape, by name."""
    found = {}
    for seed, (name, kind) in enumerate(KINDS.items()):
        for directed in (True, False):
            way = "directed" if directed else "undirected"
            found[f"{name}_{way}"] = random_network(kind, 2 * seed + directed, directed=directed)
    for name, ties in SHAPES.items():
        n_nodes = 1 + max(max(tie) for tie in ties)
        for directed in (True, False):
            way = "directed" if directed else "undirected"
            made = _given(ties, np.ones(len(ties)), n_nodes, directed=directed)
            found[f"{name}_{way}"] = made
    return found


PUBLISHED: Final = {
    "flo_marriage": (False, "wealth"),
    "flo_business": (False, "wealth"),
    "law_advice": (True, "practice"),
    "law_friends": (True, "office"),
    "law_cowork": (True, "status"),
    "bristol_civic_organisations": (False, "lvl"),
}
"""Whether each is directed, and the column that groups its nodes."""


def published_networks(folder: Path) -> dict[str, Given]:
    """Return the networks of `folder`: families of Florence, a law firm, civic Bristol."""
    return {
        name: _read(folder, name, directed=directed, group=group)
        for name, (directed, group) in PUBLISHED.items()
    }


def _read(folder: Path, name: str, *, directed: bool, group: str) -> Given:
    nodes = _rows(folder / f"{name}_nodes.csv")
    ties = _rows(folder / f"{name}_edges.csv")
    ids = [row["id"] for row in nodes]
    network = Network.from_edges(
        [row["source_id"] for row in ties],
        [row["target_id"] for row in ties],
        nodes=ids,
        directed=directed,
    )
    if group == "wealth":  # a number: families above and below 40 thousand lire
        return Given(network, {row["id"]: str(int(row[group]) > 40) for row in nodes})
    return Given(network, {row["id"]: row[group] for row in nodes})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
