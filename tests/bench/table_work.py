"""What a piece of work is that is done on tables, by us and by others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_S: Final = 10
"""How many seconds a solver is given."""


@dataclass(frozen=True)
class TableWork:
    """One measure of a table.

    Attributes
    ----------
    name
        Its name.
    given
        Makes what `ours` is given, of which nothing is remembered from before: not counted.
    ours
        Works it out.
    peers
        By the name of another library, what does the same there, from what is at hand; None
        where it came to no end within `MOST_S`.
    answer
        Makes of any result a number, by which ours and theirs are compared.
    """

    name: str
    given: Callable[[], Any]
    ours: Callable[[Any], Any]
    peers: Mapping[str, Callable[[], Any]]
    answer: Callable[[Any], float] = float
