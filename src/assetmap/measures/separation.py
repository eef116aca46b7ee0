"""How many steps part the parties of the largest piece, or of all that are equally large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.distances import EXACT_WORK, sums_of_all
from assetmap.measures.farthest_kernel import farthest_apart
from assetmap.measures.memory import once
from assetmap.measures.pieces import component_numbers
from assetmap.measures.plain import plain
from assetmap.measures.sampling import work
from assetmap.measures.search_kernel import searches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.network import Network

UNDEFINED = float("nan")

DEFAULT_SOURCES: Final = 200
"""How many are drawn above; about a second of one core at 60,000 nodes and 300,000 ties."""
MOST_SEARCHES: Final = 200
"""From so many `diameter` goes out one after the other before it goes out from all."""
_FEWEST: Final = 2  # a mean has a spread
_QUICK: Final = 10**8  # of nodes times arcs: up to it the ways from all are gone through in no time


class Separation(NamedTuple):
    """How many steps part the parties of the largest piece, directions aside.

    Of pieces that are equally large all are meant, and two parties of one of them each time.

    Attributes
    ----------
    mean
        Mean number of steps between two of them.
    standard_error
        Standard error of `mean`; 0 where the ways from all were gone through.
    diameter
        The largest number of steps found between two of them.
    diameter_at_most
        What the largest number can be; the same where it is known exactly.
    """

    mean: float
    standard_error: float
    diameter: float
    diameter_at_most: float


def mean_distance(network: Network) -> float:
    """Return the mean number of steps between two parties of the largest piece.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties, directions and weights are ignored.

    Returns
    -------
    float
        In steps, from 1.

    Notes
    -----
    Exact, in time n m, hundreds of parties at once, where nodes times arcs are no more than 40
    billion (60,000 parties with 300,000 ties: a second of one core); above, the mean over the
    ways from 200 parties drawn by chance, whose standard error `separation` gives. Not defined
    (NaN) if no two parties are tied. Where exact, as `networkx.average_shortest_path_length` of
    the largest component; of pieces that are equally large, the mean of theirs.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 4.2.
    Cochran, W. G. (1977). Sampling Techniques. Wiley, section 2.6.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> round(mean_distance(network), 3)
    1.333
    """
    return separation_of(network).mean


def diameter(network: Network) -> float:
    """Return the largest number of steps between two parties of the largest piece.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties, directions and weights are ignored.

    Returns
    -------
    float
        In whole steps, from 1.

    Notes
    -----
    Exact where nodes times arcs are no more than 40 billion: each way from one party bounds how far
    any other can be from its farthest, and most often the ways from a few leave nobody who could be
    farther than what was found; where those from 200 do not, from all, as `mean_distance`. Above,
    the largest found from 200 parties drawn by chance and from the farthest of them on, as long as
    it grows, and `separation` gives what it can be at most. Takes time in m times the ways gone.
    Not defined (NaN) if no two parties are tied. Where exact, as `networkx.diameter` of the largest
    component; of pieces that are equally large, the largest of theirs.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 4.2.
    Takes, F. W. and Kosters, W. A. (2011). Determining the diameter of small world networks.
    Proceedings of the 20th ACM International Conference on Information and Knowledge Management,
    1191-1196. Magnien, C., Latapy, M. and Habib, M. (2009). Fast computation of empirically tight
    bounds for the diameter of massive graphs. Journal of Experimental Algorithmics 13, 10.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> diameter(Network.from_edges(["gp", "choir"], ["choir", "walk"]))
    2.0
    """
    if work(plain(network)) <= _QUICK or is_estimated(network):
        return separation_of(network).diameter
    found = diameter_from_few(network)
    return separation_of(network).diameter if found is None else found


def separation(network: Network, *, n_sources: int = DEFAULT_SOURCES, seed: int = 0) -> Separation:
    """Return how many steps part the parties of the largest piece, from some drawn by chance.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties, directions and weights are ignored.
    n_sources
        How many parties are drawn, without replacement, at least 2; if the largest piece has no
        more, all are looked at and the numbers are exact.
    seed
        Number that the draw starts from; the same gives the same.

    Returns
    -------
    Separation
        The mean with its standard error, and the diameter with what it can be at most; all NaN
        if no two parties are tied.

    Raises
    ------
    DataError
        If `n_sources` is below 2.

    Notes
    -----
    Takes time in sources times ties, or a tenth of it where all are looked at, hundreds at once.
    The standard error is that of a mean of a simple random sample, corrected for the finite number
    of parties, and not defined (NaN) where no two are tied; the diameter is at most twice the
    smallest number of steps within which one of those looked at reaches all.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques. Wiley, section 2.6.
    Magnien, C., Latapy, M. and Habib, M. (2009). Fast computation of empirically tight bounds
    for the diameter of massive graphs. Journal of Experimental Algorithmics 13, 10.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> separation(network).diameter_at_most
    2.0
    """
    if n_sources < _FEWEST:
        msg = f"A sample of {n_sources} sources was asked for; ask for {_FEWEST} or more."
        raise DataError(msg)
    inside, size = _largest_pieces(network)
    if size < _FEWEST:
        return Separation(UNDEFINED, UNDEFINED, UNDEFINED, UNDEFINED)
    if n_sources >= len(inside):
        return _exact(network, inside, size)
    drawn = np.random.default_rng(seed).choice(inside, n_sources, replace=False)
    found = _from(network, drawn)
    means = found[:, 1] / (size - 1)
    error = means.std(ddof=1) * np.sqrt((1 - n_sources / len(inside)) / n_sources)
    longest, at_most = _bounds(network, found, len(inside) // size, size)
    return Separation(float(means.mean()), float(error), longest, at_most)


@once
def separation_of(network: Network) -> Separation:
    """Return `separation` from all parties where that is quick, else from some."""
    n_sources = DEFAULT_SOURCES if is_estimated(network) else len(network) + _FEWEST
    return separation(network, n_sources=n_sources)


def diameter_from_few(network: Network, *, most: int = MOST_SEARCHES) -> float | None:
    """Return the diameter as `diameter` does, if the ways from no more than `most` tell it."""
    contacts, (inside, size) = plain(network), _largest_pieces(network)
    if size < _FEWEST:
        return UNDEFINED
    found = farthest_apart(contacts.indptr, contacts.indices, inside, size, most)
    return float(found) if found >= 0 else None


def is_estimated(network: Network) -> bool:
    """Return whether `mean_distance` and `diameter` look from some parties alone."""
    return work(plain(network)) > EXACT_WORK


def _largest_pieces(network: Network) -> tuple[NDArray[np.int32], int]:
    """Return who is in a piece than which none is larger, and how many are in each."""
    pieces = component_numbers(network)
    sizes = np.bincount(pieces, minlength=2)
    inside = np.flatnonzero(sizes[pieces] == sizes[1]).astype(np.int32)
    return inside, int(sizes[1])


def _exact(network: Network, inside: NDArray[np.int32], size: int) -> Separation:
    sums = sums_of_all(plain(network))  # which `closeness` needs too
    longest = float(sums.farthest[inside].max())
    mean = float(sums.distance[inside].mean()) / (size - 1)
    return Separation(mean, 0.0, longest, longest)


def _bounds(
    network: Network, found: NDArray[np.int64], n_pieces: int, size: int
) -> tuple[float, float]:
    """Return what the diameter is at least and at most, sweeping on from the farthest found."""
    seen, longest, before = found, int(found[:, 2].max()), -1
    while longest > before:
        before, farthest = longest, seen[seen[:, 2].argmax(), 3:]
        seen = np.concatenate([seen, _from(network, farthest.astype(np.int32))])
        longest = int(seen[:, 2].max())
    # The largest pieces are numbered from 1; of one that nobody went through its size is known.
    at_most = np.full(n_pieces, size - 1)
    np.minimum.at(at_most, component_numbers(network)[seen[:, 3]] - 1, 2 * seen[:, 2])
    return float(longest), float(max(longest, at_most.max()))


def _from(network: Network, sources: NDArray[np.int32]) -> NDArray[np.int64]:
    contacts = plain(network)
    sources.flags.writeable = False
    return searches(contacts.indptr, contacts.indices, sources)
