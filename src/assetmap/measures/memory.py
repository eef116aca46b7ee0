"""What was worked out for a network, a place or its steps, kept for as long as that lives."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot
    from assetmap.network import Network

Given = TypeVar("Given", "Network", "Snapshot", "Steps")
Result = TypeVar("Result")
Others = TypeVarTuple("Others")
Number = TypeVar("Number", int, float)


def once(work: Callable[[Given, *Others], Result]) -> Callable[[Given, *Others], Result]:
    """Return `work`, done once for each that it is given: those never change, nor does the result.

    What `work` returns is shared by all who ask, so it must not be writeable. What else it is
    given, such as a day, is compared; each answer is kept, so there should be few.
    """
    known: WeakKeyDictionary[Given, dict[tuple[*Others], Result]] = WeakKeyDictionary()

    @wraps(work)
    def remembered(given: Given, *others: *Others) -> Result:
        found = known.setdefault(given, {})
        if others not in found:
            found[others] = work(given, *others)
        return found[others]

    return remembered


def each_of(
    work: Callable[[Network], Mapping[str, Number]], names: Iterable[str], otherwise: Number
) -> dict[str, Callable[[Network], Number]]:
    """Return by name what gives each number that `work` tells at once of a network.

    `work` is done once for each network; `otherwise` stands for a number that it does not tell.
    """
    table = once(work)

    def one(name: str, network: Network) -> Number:
        return table(network).get(name, otherwise)

    return {name: partial(one, name) for name in names}
