"""View: one gap: what is near, whom it is about, and the rows and the formula that make it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np
import pandas as pd

from assetmap.measures.gaps.behind import behind
from assetmap.measures.gaps.layers import LAYERS
from assetmap.measures.gaps.named import Gap
from assetmap.measures.gaps.points import WAYS
from assetmap.views.gaps.ground import Ground, ground_of
from assetmap.views.gaps.nearby import near_rows, places_near, venue_rows
from assetmap.views.gaps.slice import places_words, whole
from assetmap.views.gaps.strong_near import strength_sentences
from assetmap.views.gaps.told import FactRow, told_facts
from assetmap.views.measuring.gaps import gap_sentence
from assetmap.views.organisation.part import text_of
from assetmap.views.wording import counted, day_words, listed

if TYPE_CHECKING:
    from assetmap.measures.gaps.behind import Behind
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot
    from assetmap.views.gaps.look import Looked
    from assetmap.views.gaps.nearby import NearRow, VenueRow

START_WORDS: Final = {
    "name": "Small area",
    "residents": "People of the group",
    "share": "Share who count as in need",
    "people": "People in need",
    "reachable": "Activities within reach",
    "point": "Where it is taken to be",
}
"""What a screen calls the columns of `StartRow`."""

FACT_WORDS: Final = {
    "area": "Area",
    "name": "What",
    "group": "For whom",
    "value": "Figure",
    "unit": "Unit",
    "day": "Of",
}
"""What a screen calls the columns of `FactRow`."""


MOST_NEAR: Final = 25
"""Regular times of activities that are listed."""


class StartRow(TypedDict):
    """A small area that people start from."""

    code: str
    name: str
    residents: int | None
    share: str
    people: int | None
    reachable: int
    point: str


@dataclass(frozen=True, eq=False, slots=True)
class OneGap:
    """One thing that matters in one area, for one group at one time.

    Attributes
    ----------
    sentence
        What there is and what is missing, what is strong first.
    strengths
        What is strong nearby, in sentences.
    near
        What there is for it, the nearest `MOST_NEAR` first.
    venues
        Rooms within reach that stand free then.
    ground
        The map around it.
    sum_words
        How the number of people comes about, in sentences with its numbers.
    starts
        The small areas that the number is made of, by code.
    facts
        The figures that were loaded and that it is counted from.
    """

    sentence: str
    strengths: tuple[str, ...]
    near: tuple[NearRow, ...]
    venues: tuple[VenueRow, ...]
    ground: Ground
    sum_words: tuple[str, ...]
    starts: tuple[StartRow, ...]
    facts: tuple[FactRow, ...]


def one_gap(looked: Looked, matrix: GapMatrix, area_code: str, need_id: str) -> OneGap:
    """Return everything about one cell.

    Parameters
    ----------
    looked
        The place.
    matrix
        Of one group and one time of it.
    area_code, need_id
        The cell.
    """
    seen = looked.seen
    cell = (matrix.areas.index(area_code), matrix.needs.index(need_id), 0, 0)
    found = behind(seen, matrix, cell)
    places = places_near(seen, matrix, cell[0])
    near, venues = near_rows(seen, found), venue_rows(seen, matrix, places, 0)
    return OneGap(
        sentence=cell_sentence(seen, matrix, cell),
        strengths=strength_sentences(looked, cell[0], near, venues, places),
        near=near[:MOST_NEAR],
        venues=venues,
        ground=ground_of(seen, matrix, cell, near, venues),
        sum_words=_sum_words(seen, matrix, cell, found),
        starts=_starts(seen, found),
        facts=_facts(seen, found) + told_facts(seen, matrix, cell),
    )


def cell_sentence(seen: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int]) -> str:
    """Return one cell as a town would say it, what is strong first.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    matrix
        What can be reached.
    cell
        Numbers of area, what matters, group and time.
    """
    without, in_need = float(matrix.without[cell]), float(matrix.people[cell[:3]])
    name, area = seen.name_of[matrix.needs[cell[1]]], seen.name_of[matrix.areas[cell[0]]]
    if in_need == 0:
        return f"{name}: nobody in {area} is known to need it."
    if without == 0:
        n = counted(int(matrix.reachable[cell]), "activity", "activities")
        when, reach = matrix.times[0].words, matrix.choice.reach.words
        return f"{name}: in {area} everybody in need reaches something {when} {reach}; {n} in all."
    gap = Gap(
        *cell,
        people=without,
        people_at_least=float(matrix.without_at_least[cell]),
        in_need=in_need,
        reachable=int(matrix.reachable[cell]),
        reachable_at_most=int(matrix.reachable_at_most[cell]),
    )
    return gap_sentence(seen, matrix, gap)


def _sum_words(
    seen: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int], found: Behind
) -> tuple[str, ...]:
    starts = found.starts
    n_without = int((starts["reachable"] == 0).sum())
    people, without = starts["people"], starts["people"][starts["reachable"] == 0]
    area, group = seen.name_of[matrix.areas[cell[0]]], matrix.groups[0]
    if people.isna().any():
        unknown = f"How many of {group.words} live in {area} is not known of every small area"
        return (f"{unknown}, so that no number can be told.",)
    residents, small = starts["residents"].sum(), counted(len(starts), "small area")
    in_need = f"{residents:,.0f} residents of {area} ({group.words}), each of its {small} times"
    lacking = f"those of the {counted(n_without, 'small area')} from which 0 activities are reached"
    said = [
        f"People in need: {in_need} the share that counts as in need, make {people.sum():,.0f}.",
        f"Who reach nothing: {lacking}, {without.sum():,.0f}.",
    ]
    layers = matrix.choice.weighting.of(matrix.needs[cell[1]])
    if layers:
        words = [
            f"{LAYERS[key].words if key in LAYERS else key} ({weight:g})"
            for key, weight in layers.items()
        ]
        said.append(f"A resident counts for the mean of these layers: {listed(words, at_most=9)}.")
    here = np.array([cell[0]])
    known, most = (
        float(matrix.places_in(here, at_most=at_most)[0, *cell[1:]]) for at_most in (False, True)
    )
    if not math.isnan(known):
        said.append(_places(known, most))
    return tuple(said)


def _places(known: float, most: float) -> str:
    few = places_words(known)
    if places_words(most) == few:
        return f"Places a week for each 1,000 in need: {few}."
    return (
        f"Places a week for each 1,000 in need: {few} that are known, and {places_words(most)} at "
        "most, as not every size or time is recorded."
    )


def _starts(seen: Snapshot, found: Behind) -> tuple[StartRow, ...]:
    return tuple(
        StartRow(
            code=row["code"],
            name=seen.name_of.get(row["code"], row["code"]),
            residents=whole(row["residents"]),
            share="" if math.isnan(row["share"]) else f"{row['share']:.3f}",
            people=whole(row["people"]),
            reachable=int(row["reachable"]),
            point=_capital(WAYS[row["point"]]),
        )
        for row in found.starts.to_dict("records")
    )


def _facts(seen: Snapshot, found: Behind) -> tuple[FactRow, ...]:
    return tuple(
        FactRow(
            area=seen.name_of.get(row["area_code"], row["area_code"]),
            name=row["name"],
            group=text_of(row["group"]),
            value=None if pd.isna(row["value"]) else float(row["value"]),
            unit=text_of(row["unit"]),
            day="" if pd.isna(row["measured_on"]) else day_words(row["measured_on"].date()),
        )
        for row in found.indicators.to_dict("records")
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
