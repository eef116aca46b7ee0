"""Who is tied to whom, whichever way: what measures that look at no direction start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.memory import once

if TYPE_CHECKING:
    from assetmap.network import Network


def plain(network: Network) -> Network:
    """Return `network` without directions and without self-ties; itself if it has neither.

    The weights of a -> b and b -> a are added. Made once for each network.
    """
    # What `once` keeps may not be the network itself, which would then live for ever.
    if not network.is_directed() and network.without_self_ties() is network:
        return network
    return _made_plain(network)


@once
def _made_plain(network: Network) -> Network:
    return network.without_self_ties().to_undirected()
