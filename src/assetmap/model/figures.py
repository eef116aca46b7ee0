"""What may be done with a figure of an area, by its unit; and how it is told that it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import pandas as pd

COUNTED: Final = frozenset({"people", "persons", "residents", "households", "patients", "count"})
"""Units of which the figures of two areas may be added."""

_OF_THE_WHOLE: Final = (
    *("%", "share", "rank", "tenth", "decile", "quintile", "points", "score", "index"),
    *("average", "mean", "rate", "per ", "for every"),
)
"""How units begin of figures that tell of each part of an area as of the whole."""

PART_OF: Final = "figure of the former area "
"""In the provenance of a figure of an area, before the code of the whole that it was of."""

SUM_OF: Final = "sum of the former areas "
"""In the provenance of a figure of an area, before the codes of those that were merged into it."""


def kind_of(unit: object) -> Literal["count", "rate", ""]:
    """Return what a figure in `unit` is: a count, a rate (or rank, score), or not known.

    Examples
    --------
    >>> kind_of("People"), kind_of("rank in England, 1 is most deprived"), kind_of("meals")
    ('count', 'rate', '')
    """
    words = unit.casefold() if isinstance(unit, str) else ""
    if words in COUNTED:
        return "count"
    return "rate" if words.startswith(_OF_THE_WHOLE) else ""


def oldest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `Indicator` in the order in which they hold: of several, the last counts.

    Parameters
    ----------
    rows
        Some of the table; those without a day come first, of equal days the lowest id.
    """
    return rows.sort_values(["measured_on", "id"], na_position="first")
