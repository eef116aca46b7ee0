"""What was made of a public place, kept for as long as somebody holds the place."""

from __future__ import annotations

import threading
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.release.public_place import PublicPlace

Asked = ParamSpec("Asked")
Result = TypeVar("Result")


def once_a_place(
    work: Callable[Concatenate[PublicPlace, Asked], Result],
) -> Callable[Concatenate[PublicPlace, Asked], Result]:
    """Return `work`, done once for each place: a place never changes, nor does the result.

    What is asked beside the place, such as a day, is part of it: the last is kept. Many threads
    may ask at once; one does the work and the others wait. What `work` returns must not hold the
    place itself, or it would be kept for ever.
    """
    known: WeakKeyDictionary[PublicPlace, tuple[object, Result]] = WeakKeyDictionary()
    turn = threading.Lock()

    @wraps(work)
    def remembered(place: PublicPlace, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Result:
        asked = (args, kwargs)
        found = known.get(place)
        if found is None or found[0] != asked:
            with turn:
                found = known.get(place)
                if found is None or found[0] != asked:
                    found = known[place] = (asked, work(place, *args, **kwargs))
        return found[1]

    return remembered
