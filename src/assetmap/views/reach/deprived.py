"""View: whether people reach more, or less, where deprivation is high."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypedDict

import pandas as pd

from assetmap.measures.access import concentration_index, parts_of_people
from assetmap.measures.gaps.catchment import deprivation_of
from assetmap.views.map.steps import figure
from assetmap.views.reach.words import UNITS
from assetmap.views.wording import share

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from assetmap.measures.gaps.catchment import Catchment
    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]

TENTH_TITLES: Final = {
    "name": "Tenth of people, by how deprived it is where they live",
    "people": "People",
    "value": "Mean",
}
"""What a screen calls the columns of `Tenth`."""

NOT_KNOWN: Final = (
    "How deprived these areas are is not on record, so nothing can be told by it: load an index "
    "of deprivation by small area on the screen Data."
)

_ENDS: Final = {1: "1, most deprived", 10: "10, least deprived"}
_95: Final = 1.96
_HALF_TO_HALF: Final = 0.75


class Tenth(TypedDict):
    """A tenth of the people: which, how many, and the mean of what is compared."""

    name: str
    people: int
    value: float


def compared(snapshot: Snapshot, found: Catchment, figures: Numbers) -> pd.DataFrame | None:
    """Return figure, deprivation and people by area that people start from.

    Parameters
    ----------
    snapshot
        The place.
    found
        Who reaches what.
    figures
        What is compared, in the order of `found.codes`.

    Returns
    -------
    DataFrame or None
        Where all three are known and somebody lives; None if all are as deprived.
    """
    codes = pd.Index(found.codes, dtype=object)
    table = pd.DataFrame(
        {
            "figure": pd.Series(figures, codes),
            "deprivation": deprivation_of(snapshot, found.codes),
            "people": pd.Series(found.people, codes),
        }
    ).dropna()
    table = table[table["people"] > 0]
    is_told = table["deprivation"].min() < table["deprivation"].max()
    return table if is_told else None


def tenths(table: pd.DataFrame | None) -> tuple[Tenth, ...]:
    """Return the mean of what is compared over each tenth of people, the most deprived first.

    Parameters
    ----------
    table
        As `compared` returns it.

    Returns
    -------
    tuple
        A tenth in which no small area falls is left out; empty if deprivation is not known.
    """
    if table is None:
        return ()
    part = parts_of_people(table["deprivation"], table["people"])
    sums = table.assign(all=table["people"] * table["figure"]).groupby(part)[["people", "all"]]
    return tuple(
        Tenth(name=_ENDS.get(int(number), str(int(number))), people=round(n), value=whole / n)
        for number, n, whole in sums.sum().itertuples()
        if n > 0
    )


def equity_sentence(
    table: pd.DataFrame | None, access: str, ends: Sequence[Tenth]
) -> tuple[str, ...]:
    """Return which way access leans, and how sure that is, in sentences.

    Parameters
    ----------
    table
        As `compared` returns it.
    access
        What is compared: a key of `words.UNITS`.
    ends
        What `tenths` found; its first and last are told.
    """
    if table is None:
        return (NOT_KNOWN,)
    index = concentration_index(table["figure"], table["deprivation"], table["people"])
    if math.isnan(index.value):
        return ("Nobody reaches any, so there is nothing to compare by deprivation.",)
    if table["figure"].min() == table["figure"].max():
        return ("It is the same in every area, however deprived.",)
    first, last = (figure(round(each["value"], 1)) for each in (ends[0], ends[-1]))
    unit = UNITS[access] if UNITS[access].startswith("%") else f" {UNITS[access]}"
    beside = f"In the most deprived tenth: {first}{unit}; in the least deprived: {last}."
    return (beside, _leaning(index.value, index.standard_error))


def _leaning(value: float, error: float) -> str:
    """Return who has more of it and by how much, in plain words; then the number behind it.

    References
    ----------
    Koolman, X. and van Doorslaer, E. (2004). On the interpretation of a concentration index of
    inequality. Health Economics 13, 649-656: 75 times the index is the share, in per cent, that
    passes from one half to the other if all then have alike, where giving and getting grow evenly
    from the middle.
    """
    low, high = value - _95 * error, value + _95 * error
    ends = "" if math.isnan(error) else f" (95% range {low:+.2f} to {high:+.2f})"
    number = (
        f"Concentration index {value:+.2f}{ends}: from -1 to 1, 0 is even, below 0 more deprived "
        "places have more."
    )
    if math.isnan(error):
        return number
    if low <= 0 <= high:
        return f"No difference by deprivation is clear beside chance. {number}"
    more, less = ("more", "less") if value < 0 else ("less", "more")
    moved = share(round(_HALF_TO_HALF * abs(value) * 1000), 1000)
    return (
        f"People in {more} deprived places have more of it: for all to have alike, about {moved} "
        f"of it would have to pass from the {more} deprived half of people to the {less} deprived "
        f"half. {number}"
    )
