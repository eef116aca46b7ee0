"""What was worked out for a network or a place, kept for as long as that lives."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot
    from assetmap.network import Network

Given = TypeVar("Given", "Network", "Snapshot")
Result = TypeVar("Result")


def once(work: Callable[[Given], Result]) -> Callable[[Given], Result]:
    """Return `work`, done once for each that it is given: those never change, nor does the result.

    What `work` returns is shared by all who ask, so it must not be writeable.
    """
    known: WeakKeyDictionary[Given, Result] = WeakKeyDictionary()

    @wraps(work)
    def remembered(given: Given) -> Result:
        if given not in known:
            known[given] = work(given)
        return known[given]

    return remembered
