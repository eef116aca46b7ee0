"""What was made of a public place, kept for as long as somebody holds the place."""

from __future__ import annotations

import threading
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.release.public_place import PublicPlace

Result = TypeVar("Result")


def once_a_place(work: Callable[[PublicPlace], Result]) -> Callable[[PublicPlace], Result]:
    """Return `work`, done once for each place: a place never changes, nor does the result.

    Many threads may ask at once; one does the work and the others wait. What `work` returns must
    not hold the place itself, or it would be kept for ever.
    """
    known: WeakKeyDictionary[PublicPlace, Result] = WeakKeyDictionary()
    turn = threading.Lock()

    @wraps(work)
    def remembered(place: PublicPlace) -> Result:
        found = known.get(place)
        if found is None:
            with turn:
                found = known.get(place)
                if found is None:
                    found = known[place] = work(place)
        return found

    return remembered
