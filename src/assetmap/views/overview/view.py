"""The headline numbers of a place, each with what it means and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.views.number import Number, NumberGroup
from assetmap.views.overview.journeys import journey_numbers
from assetmap.views.overview.missing import MissingRow, missing_table
from assetmap.views.overview.strengths import strength_numbers
from assetmap.views.overview.ties import tie_numbers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from assetmap.model import Snapshot

__all__ = ["MissingRow", "Number", "NumberGroup", "grouped", "missing_table", "overview_numbers"]


def overview_numbers(snapshot: Snapshot, *, today: dt.date) -> list[Number]:
    """Return the headline numbers of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    today
        The day from which "lately" is counted back.

    Returns
    -------
    list
        What is strong first, then how organisations work together, then people's journeys, in
        a fixed order. Numbers of which nothing is recorded are left out; empty for an empty
        place.
    """
    return [
        *strength_numbers(snapshot, today=today),
        *tie_numbers(snapshot),
        *journey_numbers(snapshot),
    ]


def grouped(numbers: Iterable[Number]) -> dict[NumberGroup, list[Number]]:
    """Return numbers by the group that they stand in, in order of appearance."""
    groups: dict[NumberGroup, list[Number]] = {}
    for number in numbers:
        groups.setdefault(number["group"], []).append(number)
    return groups
