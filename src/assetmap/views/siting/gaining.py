"""View: who gains from a proposal, by how deprived it is where they live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np
import pandas as pd

from assetmap.measures.access import parts_of_people, who_gains
from assetmap.measures.gaps.catchment import deprivation_of
from assetmap.views.wording import share

if TYPE_CHECKING:
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.measures.gaps.where_next import Sites
    from assetmap.model import Snapshot

GAIN_TITLES: Final = {
    "name": "Fifth of people, by how deprived it is where they live",
    "people": "In need",
    "before": "Reach something now, %",
    "after": "Would reach something, %",
    "gaining": "More people reached",
}
"""What a screen calls the columns of `GainRow`."""

_FIFTHS: Final = {
    "1": "Most deprived fifth",
    "2": "Second fifth",
    "3": "Middle fifth",
    "4": "Fourth fifth",
    "5": "Least deprived fifth",
}


class GainRow(TypedDict):
    """A fifth: people in need, per cent who reach something now and would, how many more."""

    name: str
    people: int
    before: float
    after: float
    gaining: int


def gain_rows(snapshot: Snapshot, matrix: GapMatrix, found: Sites) -> tuple[GainRow, ...]:
    """Return who gains by fifth of people, the most deprived first.

    Parameters
    ----------
    snapshot
        The place.
    matrix
        What can be reached now; its first need and group.
    found
        What is proposed.

    Returns
    -------
    tuple
        Empty where deprivation is not known; fifths in which no small area falls are left out.
    """
    codes = pd.Index(matrix.starts.codes, dtype=object)
    people = pd.Series(np.nan_to_num(matrix.shares[:, 0] * matrix.residents[:, 0]), codes)
    part = parts_of_people(deprivation_of(snapshot, matrix.starts.codes), people, n_parts=5)
    if part.isna().all():
        return ()
    fifth = part.map(lambda number: f"{number:.0f}", na_action="ignore")
    whole = people.where(people > 0, 1.0)
    before = (1 - found.without / whole).clip(lower=0.0)
    after = (1 - (found.without - found.covered) / whole).clip(lower=0.0)
    table = who_gains(before, after, people, fifth)
    return tuple(
        GainRow(
            name=_FIFTHS[str(number)],
            people=round(row["people"]),
            before=round(100 * float(row["before"]), 1),
            after=round(100 * float(row["after"]), 1),
            gaining=round(row["gain"] * row["people"]),
        )
        for number, row in table.iterrows()
    )


def gains_sentence(rows: tuple[GainRow, ...]) -> str:
    """Return who gains most, in a sentence."""
    total = sum(row["gaining"] for row in rows)
    if not rows:
        return "How deprived these areas are is not on record, so it cannot be said who gains."
    if not total:
        return "Nobody gains whose home is in an area of known deprivation."
    first = rows[0] if rows[0]["name"] == _FIFTHS["1"] else None
    part = share(first["gaining"], total) if first else "none"
    return (
        f"Of the {total:,} more people reached, {part} live in the most deprived fifth; a fifth of "
        "all people in need do."
    )
