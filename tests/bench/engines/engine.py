"""What an engine of the bench is: a way to build its graph, and the work that it can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Ties


def _the_same(graph: Any) -> Any:
    return graph


@dataclass(frozen=True)
class Engine:
    """One library.

    Attributes
    ----------
    version
        Which one it is.
    prepared
        Makes of ties what `build` is given, such as lists of ids: not counted.
    build
        Makes a graph of what was prepared: counted as conversion.
    work
        By the name of a measure, what works it out of a graph.
    afresh
        A graph of which nothing is remembered from before: not counted.
    compiles
        Whether it has things to compile or fetch when first asked, before anything is timed.
    """

    version: str
    prepared: Callable[[Ties], Any]
    build: Callable[[Any], Any]
    work: dict[str, Callable[[Any], object]]
    afresh: Callable[[Any], Any] = field(default=_the_same)
    compiles: bool = False
