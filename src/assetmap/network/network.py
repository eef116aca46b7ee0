"""A network of parties as compressed sparse rows: 12 bytes an arc, never changed once made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from assetmap.errors import DataError, UnknownNodeError
from assetmap.network import arrays
from assetmap.network.conversion import BACKEND_NAME, let_networkx_run_the_rest, networkx_of
from assetmap.network.groups import Groups, numbered_groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """Nodes and the weighted ties between them.

    Make one with `from_edges`, `from_networkx` or a projection of `assetmap.network`. Two
    networks are told apart by identity, as NetworkX graphs are; `equals` compares what they hold.
    NetworkX's functions take one as it is: those of the backend `assetmap` run on its arrays, the
    rest on the network converted, for which `nx.config.fallback_to_nx` becomes True. Those that
    NetworkX says change their graph (`minimum_spanning_arborescence` is one) take `to_networkx()`.

    Attributes
    ----------
    nodes
        Ids in the network's order; results by node follow it.
    indptr
        n + 1 positions (int64): the arcs that leave node i are indptr[i] to indptr[i + 1].
    indices
        Number of the node that each arc leads to (int32), rising within a node.
    weights
        Weight of each arc (float64), from 0 up.
    directed
        Whether a tie runs one way. If not, each tie is two arcs, and a self-tie is one.
    n_arcs
        Arcs between two nodes: those of self-ties are not counted.
    n_possible_arcs
        Arcs that there could be between two nodes.
    """

    nodes: tuple[str, ...]
    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    weights: NDArray[np.float64]
    directed: bool = True
    n_arcs: int = field(init=False)
    n_possible_arcs: int = field(init=False)

    def __post_init__(self) -> None:
        """Take copies that cannot be written to."""
        if len(self.indptr) != len(self.nodes) + 1:
            msg = (
                f"There are {len(self.nodes)} nodes and {len(self.indptr)} positions; "
                "build a network with Network.from_edges."
            )
            raise DataError(msg)
        arcs = arrays.frozen(arrays.Arcs(self.indptr, self.indices, self.weights))
        for name, array in arcs._asdict().items():
            object.__setattr__(self, name, array)
        n_self_ties = np.count_nonzero(arrays.arc_starts(arcs) == arcs.indices)
        object.__setattr__(self, "n_arcs", len(arcs.indices) - int(n_self_ties))
        object.__setattr__(self, "n_possible_arcs", len(self.nodes) * (len(self.nodes) - 1))

    @classmethod
    def from_edges(
        cls,
        source: Iterable[str],
        target: Iterable[str],
        weight: Iterable[float] | None = None,
        *,
        nodes: Iterable[str] | None = None,
        directed: bool = True,
    ) -> Network:
        """Return the network of the ties from `source` to `target`.

        Parameters
        ----------
        source, target
            Ids of both ends, a tie a position: lists, arrays or pandas columns.
        weight
            How strong each tie is, from 0 up; all 1 when left out. The weights of a tie that
            is given more than once are added; undirected, a-b and b-a are the same tie.
        nodes
            All nodes in the order wanted, those without ties too. When left out, the nodes
            are those with ties, in order of first appearance (source before target).
        directed
            Whether a tie runs from source to target only.

        Returns
        -------
        Network
            Self-ties are kept, and ignored by the measures.

        Raises
        ------
        UnknownNodeError
            If an end is not in `nodes`.
        DataError
            If the lengths differ, a node is given twice or is not a text, or a weight is
            missing, negative or infinite.

        Examples
        --------
        >>> Network.from_edges(["gp", "gp"], ["choir", "choir"], [1, 2], nodes=["gp", "choir"])
        <Network: 2 nodes, 1 directed tie>
        """
        start, end = arrays.listed_ids(source), arrays.listed_ids(target)
        ends, number_of = arrays.numbered_ends(start, end, nodes)
        weights = arrays.checked_weights(weight, start, end)
        arcs = arrays.merged_arcs(ends, weights, len(number_of), directed=directed)
        network = cls(tuple(number_of), *arcs, directed=directed)
        vars(network)["position_of"] = MappingProxyType(number_of)  # known, so not found again
        return network

    @classmethod
    def from_networkx(cls, graph: nx.Graph[str], *, weight: str = "weight") -> Network:
        """Return the network that a NetworkX graph holds.

        Parameters
        ----------
        graph
            Any NetworkX graph whose nodes are texts. Parallel ties of a multigraph are added.
        weight
            Attribute of a tie that holds its weight; ties without it weigh 1.

        Returns
        -------
        Network
            Nodes in the graph's order; other attributes are left behind.

        Raises
        ------
        DataError
            If a node is not a text, or a weight is not a number from 0 up.
        """
        ties = list(graph.edges(data=weight, default=1))
        return cls.from_edges(
            [source for source, _, _ in ties],
            [target for _, target, _ in ties],
            [strength for _, _, strength in ties],
            nodes=graph.nodes,
            directed=graph.is_directed(),
        )

    def to_networkx(self) -> nx.Graph[str]:
        """Return a `networkx.DiGraph`, or a `Graph` if undirected, with each tie's `weight`."""
        return networkx_of(self)

    def __len__(self) -> int:
        """Return how many nodes there are."""
        return len(self.nodes)

    def __contains__(self, node: object) -> bool:
        return node in self.position_of

    def __repr__(self) -> str:
        n_ties = self.number_of_edges()
        kind = "directed" if self.directed else "undirected"
        nodes = "node" if len(self) == 1 else "nodes"
        return f"<Network: {len(self)} {nodes}, {n_ties} {kind} {'tie' if n_ties == 1 else 'ties'}>"

    def __reduce__(self) -> tuple[type[Network], tuple[Any, ...]]:
        # Through the constructor, since a copied or unpickled array could be written to.
        return Network, (self.nodes, self.indptr, self.indices, self.weights, self.directed)

    def equals(self, other: Network) -> bool:
        """Tell whether `other` has the same nodes in the same order and the same ties."""
        return (
            self.nodes == other.nodes
            and self.directed == other.directed
            and np.array_equal(self.indptr, other.indptr)
            and np.array_equal(self.indices, other.indices)
            and np.array_equal(self.weights, other.weights)
        )

    @property
    def __networkx_backend__(self) -> str:
        # NetworkX reads this of each argument before it reads its own settings.
        let_networkx_run_the_rest()
        return BACKEND_NAME

    @cached_property
    def position_of(self) -> Mapping[str, int]:
        """Number of each node by id."""
        return MappingProxyType({node: number for number, node in enumerate(self.nodes)})

    @property
    def outgoing(self) -> arrays.Arcs:
        """Arcs by the node that they leave."""
        return arrays.Arcs(self.indptr, self.indices, self.weights)

    @cached_property
    def incoming(self) -> arrays.Arcs:
        """Arcs by the node that they enter; made when first asked for."""
        if not self.directed:
            return self.outgoing
        return arrays.frozen(arrays.transposed_arcs(self.outgoing))

    @property
    def ties(self) -> pd.DataFrame:
        """Columns source, target and weight, a row a tie, by the order of source, then target."""
        start = arrays.arc_starts(self.outgoing)
        once = slice(None) if self.directed else start <= self.indices
        ids = np.fromiter(self.nodes, dtype=object, count=len(self))
        return pd.DataFrame(
            {
                "source": pd.Series(ids[start[once]], dtype=object),
                "target": pd.Series(ids[self.indices[once]], dtype=object),
                "weight": self.weights[once],
            }
        )

    @property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """Both ends of each tie, in the order of `ties`."""
        ties = self.ties
        return tuple(zip(ties["source"].tolist(), ties["target"].tolist(), strict=True))

    @cached_property
    def degree(self) -> Mapping[str, int]:
        """Number of ends of ties at each node, as NetworkX counts: a self-tie has two."""
        counts = np.diff(self.indptr)
        counts = counts + (np.diff(self.incoming.indptr) if self.directed else self._self_ties)
        return MappingProxyType(dict(zip(self.nodes, counts.tolist(), strict=True)))

    def is_directed(self) -> bool:
        """Tell whether a tie runs one way."""
        return self.directed

    def is_multigraph(self) -> bool:
        """Tell NetworkX that there is at most one tie from one node to another."""
        return False

    def number_of_nodes(self) -> int:
        """Return how many nodes there are."""
        return len(self.nodes)

    def number_of_edges(self) -> int:
        """Return how many ties there are, self-ties included."""
        n_arcs = len(self.indices)
        return n_arcs if self.directed else (2 * n_arcs - self.n_arcs) // 2

    def groups(self, group_of: Mapping[str, str]) -> Groups:
        """Return the group of each node, numbered, to be given to several measures.

        Parameters
        ----------
        group_of
            Group by id; ids that are not in the network are ignored. What this method returned
            for this network, or one with the same nodes, comes back as it is.

        Raises
        ------
        DataError
            If a node has no group.
        """
        if isinstance(group_of, Groups) and group_of.nodes is self.nodes:
            return group_of
        return numbered_groups(self.nodes, group_of)

    def codes(self, group_of: Mapping[str, str]) -> NDArray[np.int32]:
        """Return the group of each node as a number, groups numbered from 0 in sorted order.

        Parameters
        ----------
        group_of
            Group by id; ids that are not in the network are ignored.

        Returns
        -------
        ndarray
            One number a node, in the network's order, which cannot be written to.

        Raises
        ------
        DataError
            If a node has no group.
        """
        return self.groups(group_of).codes

    def frame(self, array: NDArray[Any], columns: Sequence[str]) -> pd.DataFrame:
        """Return `array`, a row a node, as a table with `columns`, indexed by id."""
        return pd.DataFrame(array, index=self._index, columns=list(columns))

    def series(self, array: NDArray[Any], name: str) -> pd.Series[Any]:
        """Return `array`, a value a node, as a column called `name`, indexed by id."""
        return pd.Series(array, index=self._index, name=name)

    def subnetwork(self, ids: Iterable[str]) -> Network:
        """Return the network of the nodes `ids` and the ties between them, in this one's order.

        Raises
        ------
        UnknownNodeError
            If one of `ids` is not a node.
        """
        kept = np.zeros(len(self), dtype=bool)
        for each in ids:
            if each not in self.position_of:
                raise UnknownNodeError(each, self.nodes)
            kept[self.position_of[each]] = True
        nodes = tuple(compress(self.nodes, kept.tolist()))
        return Network(nodes, *arrays.arcs_between(self.outgoing, kept), self.directed)

    def to_undirected(self) -> Network:
        """Return the network without directions; the weights of a -> b and b -> a are added."""
        if not self.directed:
            return self
        ends = np.column_stack([arrays.arc_starts(self.outgoing), self.indices]).astype(np.int64)
        return Network(
            self.nodes,
            *arrays.merged_arcs(ends, self.weights, len(self), directed=False),
            directed=False,
        )

    def without_self_ties(self) -> Network:
        """Return the network without ties from a node to itself, which is what measures look at."""
        return self._without_self_ties if self._has_self_ties else self

    @cached_property
    def _index(self) -> pd.Index[Any]:
        return pd.Index(self.nodes, name="id", dtype=object)

    @cached_property
    def _self_ties(self) -> NDArray[np.int64]:
        start = arrays.arc_starts(self.outgoing)
        return np.bincount(start[start == self.indices], minlength=len(self)).astype(np.int64)

    @cached_property
    def _without_self_ties(self) -> Network:
        start = arrays.arc_starts(self.outgoing)
        crossing = start != self.indices
        indptr = self.indptr - np.concatenate([[0], np.cumsum(self._self_ties)])
        return Network(
            self.nodes, indptr, self.indices[crossing], self.weights[crossing], self.directed
        )

    @property
    def _has_self_ties(self) -> bool:
        return self.n_arcs < len(self.indices)
