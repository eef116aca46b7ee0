"""What was worked out for a network, kept for as long as the network lives."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.network import Network

Result = TypeVar("Result")


def once(work: Callable[[Network], Result]) -> Callable[[Network], Result]:
    """Return `work`, done once for each network: a network never changes, so nor does the result.

    What `work` returns is shared by all who ask, so it must not be writeable.
    """
    known: WeakKeyDictionary[Network, Result] = WeakKeyDictionary()

    @wraps(work)
    def remembered(network: Network) -> Result:
        if network not in known:
            known[network] = work(network)
        return known[network]

    return remembered
