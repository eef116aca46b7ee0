"""Where to draw each node: the same network and seed give the same picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import igraph
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from assetmap.network.engine import ends_of, seeded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.network.network import Network

    Points = NDArray[np.float64]

_GAP: Final = 1.5  # between pieces; neighbours within a piece are about 1 apart
_NEAREST: Final = 0.5  # what nodes of a piece are pushed apart to
_N_PUSHES: Final = 40
_N_PIVOTS: Final = 40
_MOST_PAIRS: Final = 1e8  # pairs of nodes times rounds: about a third of a second
_MOST_EXACT: Final = 1_200  # nodes up to which all pairs repel each other


def layout(
    network: Network, *, width: float = 1000.0, height: float = 1000.0, seed: int = 0
) -> Points:
    """Return where to draw each node, so that those who are tied are near each other.

    Each piece is laid out by itself and the pieces are packed in rows, largest first; nodes
    without ties stand in a grid below.

    Parameters
    ----------
    network
        Network of n nodes; directions and weights are ignored.
    width, height
        The box that holds the picture, in any unit, above 0.
    seed
        Another seed may give another picture of the same network.

    Returns
    -------
    ndarray
        n rows of x from 0 to `width` and y from 0 to `height`, in the network's order; no two
        rows are equal.

    Notes
    -----
    PivotMDS to start, then rounds of Fruchterman and Reingold's forces (igraph), and nodes that
    are too near are pushed apart. About .3 s of one core for 1,500 nodes and 4,000 ties.

    References
    ----------
    Brandes, U. and Pich, C. (2007). Eigensolver methods for progressive multidimensional
    scaling of large data. Graph Drawing 2006, 42-53.
    Fruchterman, T. and Reingold, E. (1991). Graph drawing by force-directed placement.
    Software: Practice and Experience 21, 1129-1164.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> layout(Network.from_edges([], [], nodes=["choir"]), width=100, height=50).tolist()
    [[50.0, 25.0]]
    """
    n_nodes = len(network)
    if n_nodes == 0:
        return np.zeros((0, 2))
    ends = ends_of(network.to_undirected())
    pattern = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n_nodes, n_nodes))
    _, piece_of = connected_components(pattern, directed=False)
    members = _members_by_size(piece_of)
    pieces = [
        _piece(len(each), within, seed)
        for each, within in zip(members, _ties_within(members, ends), strict=True)
        if len(each) > 1
    ]
    n_alone = sum(len(each) == 1 for each in members)
    points = np.empty((n_nodes, 2))
    points[np.concatenate(members)] = _packed(pieces, n_alone, width / height)
    return _fitted(points, width, height)


def _members_by_size(piece_of: NDArray[np.int32]) -> list[NDArray[np.int64]]:
    """Return the nodes of each piece, the largest piece first, then by first node."""
    order = np.argsort(piece_of, kind="stable")
    members = np.split(order, np.flatnonzero(np.diff(piece_of[order])) + 1)
    return sorted(members, key=lambda each: (-len(each), int(each[0])))


def _ties_within(
    members: list[NDArray[np.int64]], ends: NDArray[np.int32]
) -> list[NDArray[np.int64]]:
    """Return the ties of each piece, nodes numbered within the piece."""
    sizes = np.array([len(each) for each in members])
    piece_of = np.empty(sizes.sum(), dtype=np.int64)
    number_of = np.empty(sizes.sum(), dtype=np.int64)
    piece_of[np.concatenate(members)] = np.repeat(np.arange(len(members)), sizes)
    number_of[np.concatenate(members)] = np.concatenate([np.arange(size) for size in sizes])
    order = np.argsort(piece_of[ends[:, 0]], kind="stable")
    counts = np.bincount(piece_of[ends[:, 0]], minlength=len(members))
    return np.split(number_of[ends[order]], np.cumsum(counts)[:-1])


def _piece(n_nodes: int, ends: NDArray[np.int64], seed: int) -> Points:
    """Return points of one piece from (0, 0) up, neighbours about 1 apart."""
    if n_nodes <= 3:  # noqa: PLR2004  a line or a triangle needs no forces
        angles = np.arange(n_nodes) * 2 * np.pi / n_nodes
        points = np.column_stack([np.cos(angles), np.sin(angles)])
    else:
        graph = igraph.Graph(n=n_nodes, edges=ends)
        points = _settled(_pivot_mds(graph, seed), graph, seed)
    nearest = np.asarray(cKDTree(points).query(points, k=2)[0])[:, 1]
    extent = float((points.max(axis=0) - points.min(axis=0)).max())
    widest = 2.5 * np.sqrt(n_nodes)
    scale = min(1 / max(float(np.median(nearest)), 1e-9), float(widest) / max(extent, 1e-9))
    apart = _pushed_apart(points * scale)
    lowest: Points = apart.min(axis=0)
    return apart - lowest


def _pivot_mds(graph: igraph.Graph, seed: int) -> Points:
    """Return points whose distances are about those along ties, from a few nodes' distances."""
    n_nodes = graph.vcount()
    to_nearest = np.full(n_nodes, np.inf)
    pivot = 0
    columns: list[Points] = []
    for _ in range(min(_N_PIVOTS, n_nodes)):
        steps = np.array(graph.distances(source=pivot)[0], dtype=np.float64)
        columns.append(steps)
        to_nearest = np.minimum(to_nearest, steps)
        pivot = int(to_nearest.argmax())
    squares = np.column_stack(columns) ** 2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1, keepdims=True) + squares.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points: Points = centred @ vectors[:, [-1, -2]]
    # The sign of an eigenvector is the solver's whim.
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    # By rank and not by distance, which would crowd nearly all into the middle. Nodes with the
    # same neighbours fall on one point; only a nudge lets forces part them.
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / n_nodes
    nudges = np.random.default_rng(seed).normal(scale=0.3, size=points.shape)
    started: Points = (ranks - 0.5) * np.sqrt(n_nodes) + nudges
    return started


def _settled(points: Points, graph: igraph.Graph, seed: int) -> Points:
    n_nodes = len(points)
    is_exact = n_nodes <= _MOST_EXACT
    n_rounds = int(np.clip(_MOST_PAIRS / n_nodes**2, 80, 500)) if is_exact else 150
    with seeded(seed):
        found = graph.layout_fruchterman_reingold(
            seed=points.tolist(), niter=n_rounds, grid="nogrid" if is_exact else "grid"
        )
    return np.array(found.coords)


def _pushed_apart(points: Points) -> Points:
    """Return `points` with those nearer to each other than `_NEAREST` pushed apart."""
    for _ in range(_N_PUSHES):
        pairs = cKDTree(points).query_pairs(_NEAREST, output_type="ndarray")
        if len(pairs) == 0:
            break
        apart = points[pairs[:, 0]] - points[pairs[:, 1]]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        angle = pairs.sum(axis=1) * 2.399963  # the golden angle: a way out for equal points
        way = np.where(
            distance[:, None] > 1e-9,  # noqa: PLR2004
            apart / np.maximum(distance, 1e-9)[:, None],
            np.column_stack([np.cos(angle), np.sin(angle)]),
        )
        push = way * ((_NEAREST - distance) / 2 + 0.01)[:, None]
        for axis in (0, 1):
            moved = np.bincount(pairs[:, 0], push[:, axis], len(points))
            moved -= np.bincount(pairs[:, 1], push[:, axis], len(points))
            points[:, axis] += moved
    return points


def _packed(pieces: list[Points], n_alone: int, aspect: float) -> Points:
    """Return `pieces` in rows of about the shape wanted, and below them single nodes in a grid."""
    boxes = [piece.max(axis=0) + _GAP for piece in pieces]
    area = sum(float(box.prod()) for box in boxes) + n_alone * _GAP**2
    row_width = max([float(np.sqrt(area * aspect)), *(float(box[0]) for box in boxes)])
    placed: list[Points] = []
    x = y = row_height = 0.0
    for piece, box in zip(pieces, boxes, strict=True):
        if x > 0 and x + box[0] > row_width:
            x, y, row_height = 0.0, y + row_height, 0.0
        placed.append(piece + np.array([x, y]))
        x, row_height = x + float(box[0]), max(row_height, float(box[1]))
    n_columns = max(1, round(row_width / _GAP))
    rows, columns = np.divmod(np.arange(n_alone), n_columns)
    grid = np.column_stack([columns, rows]) * _GAP + np.array([0.0, y + row_height])
    return np.concatenate([*placed, grid])


def _fitted(points: Points, width: float, height: float) -> Points:
    """Return `points` scaled into the box, in its middle, their shape kept."""
    low, high = points.min(axis=0), points.max(axis=0)
    extent = high - low
    box = np.array([width, height])
    scales = box[extent > 0] / extent[extent > 0]
    scale = float(scales.min(initial=np.inf)) if len(scales) else 1.0
    fitted: Points = np.clip((points - (low + high) / 2) * scale + box / 2, 0.0, box)
    return fitted
