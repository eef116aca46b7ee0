"""Ids and ties as given, turned into checked arrays; what is wrong with them said in a sentence."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from assetmap.errors import DataError, UnknownNodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

ENDS = ("source", "target")


class Arcs(NamedTuple):
    """Arcs by the node that they leave, as compressed sparse rows.

    Attributes
    ----------
    indptr
        Of n + 1 positions: the arcs of node i are those from indptr[i] to indptr[i + 1].
    indices
        Where each arc leads, rising within a node.
    weights
        How strong each arc is.
    """

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    weights: NDArray[np.float64]


def listed_ids(ids: Iterable[str]) -> list[str]:
    """Return `ids` as a list of Python objects."""
    return ids.tolist() if isinstance(ids, pd.Series | pd.Index | np.ndarray) else list(ids)


def numbered_ends(
    source: Sequence[object], target: Sequence[object], nodes: Iterable[str] | None
) -> tuple[NDArray[np.int64], dict[str, int]]:
    """Return the number of each tie's two nodes, a row a tie, and that of each node, in order."""
    if len(source) != len(target):
        msg = f"There are {len(source)} sources and {len(target)} targets; a tie needs one of each."
        raise DataError(msg)
    order = _in_order_met(source, target) if nodes is None else _checked_ids(listed_ids(nodes))
    # A dictionary of texts, whose hashes are kept in them, is twice as fast as an index of pandas.
    number_of = dict(zip(order, range(len(order)), strict=True))
    known = cast("dict[object, int]", number_of)
    ends = np.empty((len(source), 2), dtype=np.int64)
    try:
        for side, ids in enumerate((source, target)):
            found = map(known.__getitem__, ids)
            ends[:, side] = np.fromiter(found, dtype=np.int64, count=len(ids))
    except (KeyError, TypeError):  # a TypeError is an end that no dictionary can hold, as a list
        _refuse_end(source, target, order)
    return ends, number_of


def checked_weights(
    weight: Iterable[float] | None, source: Sequence[str], target: Sequence[str]
) -> NDArray[np.float64]:
    """Return one weight a tie; 1 where none were given."""
    if weight is None:
        return np.ones(len(source))
    weights = _as_numbers(weight)
    if weights.shape != (len(source),):
        msg = f"There are {len(source)} ties and {len(weights)} weights; give one weight a tie."
        raise DataError(msg)
    wrong = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0)))
    if len(wrong):
        first = int(wrong[0])
        msg = (
            f"The weight of the tie {source[first]!r} -> {target[first]!r} is {weights[first]:g}; "
            "a weight is a number from 0 up."
        )
        raise DataError(msg)
    return weights


def merged_arcs(
    ends: NDArray[np.int64], weights: NDArray[np.float64], n_nodes: int, *, directed: bool
) -> Arcs:
    """Return the arcs between numbered nodes; the weights of one tie given twice are added."""
    start, end = ends[:, 0], ends[:, 1]
    if directed:
        return _summed(start, end, weights, n_nodes)
    once = _summed(np.minimum(start, end), np.maximum(start, end), weights, n_nodes)
    # Mirrored only now, so that both arcs of a tie carry the same sum to the last bit. What leads
    # back comes first: it leads to earlier nodes, so that each row is in order and is not sorted.
    lower, upper = arc_starts(once), once.indices
    crossing = lower != upper
    return _summed(
        np.concatenate([upper[crossing], lower]),
        np.concatenate([lower[crossing], upper]),
        np.concatenate([once.weights[crossing], once.weights]),
        n_nodes,
    )


def transposed_arcs(arcs: Arcs) -> Arcs:
    """Return the same arcs by the node that they enter."""
    n_nodes = len(arcs.indptr) - 1
    rows = csr_array((arcs.weights, arcs.indices, arcs.indptr), shape=(n_nodes, n_nodes)).tocsc()
    return Arcs(rows.indptr.astype(np.int64), rows.indices.astype(np.int32), rows.data)


def arcs_between(arcs: Arcs, kept: NDArray[np.bool_]) -> Arcs:
    """Return the arcs between the nodes `kept`, which are numbered anew in their order."""
    start = arc_starts(arcs)
    inside = kept[start] & kept[arcs.indices]
    number_of = np.cumsum(kept, dtype=np.int32) - 1
    n_kept = int(kept.sum())
    indptr = np.zeros(n_kept + 1, dtype=np.int64)
    np.cumsum(np.bincount(number_of[start[inside]], minlength=n_kept), out=indptr[1:])
    return Arcs(indptr, number_of[arcs.indices[inside]], arcs.weights[inside])


def arcs_chosen(arcs: Arcs, chosen: NDArray[np.bool_]) -> Arcs:
    """Return those arcs that are `chosen`, between the same nodes."""
    n_nodes = len(arcs.indptr) - 1
    indptr = np.zeros(n_nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(arc_starts(arcs)[chosen], minlength=n_nodes), out=indptr[1:])
    return Arcs(indptr, arcs.indices[chosen], arcs.weights[chosen])


def arc_starts(arcs: Arcs) -> NDArray[np.int32]:
    """Return the node that each arc leaves."""
    return np.repeat(np.arange(len(arcs.indptr) - 1, dtype=np.int32), np.diff(arcs.indptr))


def frozen(arcs: Arcs) -> Arcs:
    """Return `arcs` in arrays that cannot be written to."""
    n_nodes, n_arcs = len(arcs.indptr) - 1, len(arcs.indices)
    sound = (
        n_nodes >= 0
        and arcs.indptr[0] == 0
        and arcs.indptr[-1] == n_arcs == len(arcs.weights)
        and bool((np.diff(arcs.indptr) >= 0).all())
        and (n_arcs == 0 or (arcs.indices.min() >= 0 and arcs.indices.max() < n_nodes))
    )
    if not sound:
        msg = "The arrays do not describe a network; build one with Network.from_edges."
        raise DataError(msg)
    return Arcs(
        _frozen(arcs.indptr.astype(np.int64, copy=False)),
        _frozen(arcs.indices.astype(np.int32, copy=False)),
        _frozen(arcs.weights.astype(np.float64, copy=False)),
    )


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    if array.flags.writeable:
        array = array.copy()
        array.flags.writeable = False
    return array


def _summed(
    start: NDArray[np.integer], end: NDArray[np.integer], weights: NDArray[np.float64], n_nodes: int
) -> Arcs:
    rows = coo_array((weights, (start, end)), shape=(n_nodes, n_nodes)).tocsr()
    return Arcs(rows.indptr.astype(np.int64), rows.indices.astype(np.int32), rows.data)


def _in_order_met(source: Sequence[object], target: Sequence[object]) -> tuple[str, ...]:
    """Return each end once, in order of first appearance, a tie's source before its target."""
    ends = chain.from_iterable(zip(source, target, strict=True))
    # What is no text is refused where the ends are numbered, which tells the tie.
    return tuple(dict.fromkeys(end for end in ends if isinstance(end, str)))


def _checked_ids(ids: Sequence[object]) -> tuple[str, ...]:
    for each in ids:
        if not isinstance(each, str):
            msg = f"The node {each!r} is not a text; ids of nodes are texts."
            raise DataError(msg)
    order = cast("tuple[str, ...]", tuple(ids))
    n_different = len(set(order))
    if n_different < len(order):
        again = pd.Series(order, dtype=object).duplicated()
        msg = (
            f"{len(order) - n_different} of {len(order)} nodes are given again, the first "
            f"{order[int(again.argmax())]!r}; each node is given once."
        )
        raise DataError(msg)
    return order


def _refuse_end(
    source: Sequence[object], target: Sequence[object], order: tuple[str, ...]
) -> NoReturn:
    """Raise what is wrong with the first end that is no node."""
    known = frozenset(order)
    for tie, ends in enumerate(zip(source, target, strict=True)):
        for side, id_ in zip(ENDS, ends, strict=True):
            if not isinstance(id_, str):
                msg = (
                    f"Tie {tie + 1} of {len(source)} has {id_!r} as its {side}; "
                    "ids of nodes are texts."
                )
                raise DataError(msg)
            if id_ not in known:
                raise UnknownNodeError(id_, order)
    msg = "Every end is a node."
    raise AssertionError(msg)


def _as_numbers(weight: Iterable[float]) -> NDArray[np.float64]:
    try:
        if isinstance(weight, pd.Series):
            return weight.to_numpy(dtype=np.float64, na_value=np.nan)
        given = weight if isinstance(weight, np.ndarray) else list(weight)
        return np.array(given, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        msg = f"A weight is not a number ({error}); a weight is a number from 0 up."
        raise DataError(msg) from error
