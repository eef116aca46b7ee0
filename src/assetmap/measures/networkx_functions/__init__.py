"""NetworkX's functions on the arrays of a `Network`, under NetworkX's own names.

One module a family; whatever stands in its `__all__` is declared to NetworkX, under the name by
which NetworkX sends calls on. Each takes a `Network`, has NetworkX's parameters, and gives what
NetworkX gives, in plain Python numbers, with NetworkX's own exceptions; none makes a NetworkX
graph. What a function cannot do, `takes_only` or NotImplementedError says, and NetworkX does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from assetmap.measures.networkx_functions import (
    burt,
    clusters,
    cohesion,
    distances,
    link_prediction,
    position,
    resilience,
    triangles,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_FAMILIES: Final = (
    burt,
    clusters,
    cohesion,
    distances,
    link_prediction,
    position,
    resilience,
    triangles,
)

FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    name: getattr(family, name) for family in _FAMILIES for name in family.__all__
}
"""Every function that we run, by the name that NetworkX sends it under."""
