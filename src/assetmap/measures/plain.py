"""Who is tied to whom, whichever way: what measures that look at no direction start from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.memory import once
from assetmap.measures.plain_kernel import joined_rows
from assetmap.network import Network
from assetmap.network.arrays import Arcs, frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUT: Final = 1.0
IN: Final = 2.0
BOTH: Final = 3.0
"""How two are tied, seen from the first, as `ways_tied` says it."""


def plain(network: Network) -> Network:
    """Return `network` without directions and without self-ties; itself if it has neither.

    The weights of a -> b and b -> a are added. Made once for each network.
    """
    # What `once` keeps may not be the network itself, which would then live for ever.
    if not network.is_directed() and network.without_self_ties() is network:
        return network
    return _made_plain(network)


@once
def ones(network: Network) -> NDArray[np.float64]:
    """Return the value 1 for each arc of `network`."""
    values = np.ones(len(network.indices))
    values.flags.writeable = False
    return values


@once
def ways_tied(network: Network) -> Arcs:
    """Return the arcs of `plain`, each with how the two are tied: `OUT`, `IN` or `BOTH`."""
    return joined(network, ones(network) * OUT, ones(network) * IN)


def joined(
    network: Network, values: NDArray[np.float64], incoming_values: NDArray[np.float64]
) -> Arcs:
    """Return the arcs of `plain`, each with the sum of what the ties out and in are worth.

    Parameters
    ----------
    network
        A directed network.
    values, incoming_values
        What each tie is worth to the node that it leaves, and to the node that it enters.
    """
    out, into = network.outgoing, network.incoming
    rows = joined_rows(
        *(out.indptr, out.indices, _kept(values)),
        *(into.indptr, into.indices, _kept(incoming_values)),
    )
    return frozen(Arcs(*rows))


@once
def _made_plain(network: Network) -> Network:
    if not network.is_directed():
        return network.without_self_ties()
    arcs = joined(network, network.weights, network.incoming.weights)
    return Network(network.nodes, *arcs, directed=False)


def _kept(values: NDArray[np.float64]) -> NDArray[np.float64]:
    # A loop is compiled anew for arrays that can be written to.
    values.flags.writeable = False
    return values
