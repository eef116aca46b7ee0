"""Sentences about who can reach something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.gaps.groups import EVERYONE
from assetmap.measures.gaps.times import ANY
from assetmap.views.wording import counted, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.measures.gaps.catchment import Catchment
    from assetmap.measures.gaps.how_far import Reach
    from assetmap.measures.gaps.matrix import GapMatrix

ACCESS: Final = {
    "share": "How many people can reach it",
    "activities": "How many activities they can reach",
    "per_1000": "Places a week that they share",
}
"""What can be compared, by key."""

UNITS: Final = {
    "share": "% of people",
    "activities": "activities",
    "per_1000": "places a week for every 1,000 people",
}
"""What the figures of each of `ACCESS` count."""


def summary(
    matrix: GapMatrix, found: Catchment, what: str, areas: Sequence[tuple[str, float | None]]
) -> str:
    """Return how many people reach something, and where fewest do.

    Parameters
    ----------
    matrix, found
        What was worked out.
    what
        What is reached, as it stands in a sentence.
    areas
        Names and shares in per cent, the least first.
    """
    when = "" if matrix.times[0] is ANY else f" {matrix.times[0].words}"
    where = where_words(matrix.choice.reach)
    if not found.codes:
        return "There are no areas on the map, so nothing can be said of who reaches what."
    if not found.n_activities:
        return f"Nobody is known to reach {what}{when}: none that surely suits is on record."
    is_known = found.people > 0
    reached = found.activities > 0
    if not is_known.any():
        n = int(reached.sum())
        areas_words = counted(len(found.codes), "area")
        return f"From {n:,} of {areas_words} people can reach {what}{when} {where}."
    n, n_all = (round(float(found.people[each].sum())) for each in (is_known & reached, is_known))
    group = matrix.groups[0]
    these = "people" if group is EVERYONE else group.words
    said = f"About {n:,} of {n_all:,} {these} ({share(n, n_all)}) can reach {what}{when} {where}."
    known = [(name, each) for name, each in areas if each is not None]
    if len(known) > 1 and known[0][1] < known[-1][1]:
        said += f" Fewest do in {known[0][0]}: {share(round(known[0][1] * 10), 1000)}."
    return said


def where_words(reach: Reach) -> str:
    """Return how far is near enough, as a sentence about people ends."""
    return "in the area where they live" if reach.kind == "area" else reach.words


def notes(found: Catchment) -> tuple[str, ...]:
    """Return what is not known, in sentences."""
    said = []
    more = int(((found.activities_at_most > 0) & (found.activities == 0)).sum())
    if more:
        n = counted(more, "small area")
        said.append(
            f"In {n} more people may reach something: of some activities it is not recorded when, "
            "where or for whom they are."
        )
    if found.n_unsized:
        n = counted(len(found.offers), "regular time")
        said.append(
            f"Of {found.n_unsized:,} of {n} it is not recorded how many can come; they add no "
            "places."
        )
    unknown = int(np.isnan(found.people).sum())
    if unknown:
        said.append(f"Of {counted(unknown, 'small area')} it is not known how many live there.")
    return tuple(said)
