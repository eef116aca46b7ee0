"""View: at which venues one more regular time would reach most of those who reach nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np

from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.points import location_points
from assetmap.measures.gaps.times import ANY
from assetmap.measures.gaps.where_next import where_next
from assetmap.views.map.figures import figures_map, in_areas
from assetmap.views.map.places import Spot
from assetmap.views.map.values import Shading
from assetmap.views.measuring.gaps import matrix_seen
from assetmap.views.measuring.sites import bound_words, site_row
from assetmap.views.reach.choice import FIRST_GROUP, FIRST_TIME
from assetmap.views.siting.gaining import GainRow, gain_rows, gains_sentence
from assetmap.views.wording import counted, listed, share

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.measures.gaps.where_next import Sites
    from assetmap.model import Snapshot
    from assetmap.views.map.view import MapView
    from assetmap.views.siting.choice import SiteChoice

SITE_TITLES: Final = {
    "name": "Venue",
    "people_added": "More people reached",
    "through": "Through whom, and the days it is free",
    "held": "Held there already",
    "instead": "Instead of it",
}
"""What a screen calls the columns of `SiteRow`."""

WITHOUT: Final = "People who reach nothing now"


class SiteRow(TypedDict):
    """One proposed venue.

    Keys: its place in the order, id and name; people it adds to those before it; who has the use
    of it, with the days it is free then; what is held there already; other venues in its stead,
    with whom each would add.
    """

    rank: int
    location_id: str
    name: str
    people_added: int
    through: str
    held: str
    instead: str


@dataclass(frozen=True, slots=True)
class SitingView:
    """A proposal.

    Attributes
    ----------
    title
        What it is a proposal for.
    summary
        What it reaches, in one sentence.
    bound
        How near it is to the best that can be, in a sentence.
    rows
        Venues in the order in which each adds most; empty where nobody lacks it.
    gains
        Who gains, by fifths of people by how deprived it is where they live.
    gains_words
        The same in a sentence.
    map
        Who reaches nothing now, by small area, and the venues.
    notes
        What was taken for granted.
    day
        The day that is looked at.
    found
        The same in numbers.
    """

    title: str
    summary: str
    bound: str
    rows: tuple[SiteRow, ...]
    gains: tuple[GainRow, ...]
    gains_words: str
    map: MapView
    notes: tuple[str, ...]
    day: dt.date
    found: Sites


def siting_view(
    snapshot: Snapshot,
    choice: SiteChoice,
    costs: pd.DataFrame | None = None,
    *,
    today: dt.date | None = None,
) -> SitingView:
    """Return at which venues something for a need would reach most who reach nothing now.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        What is asked.
    costs
        The table of travel times, if the way goes by one.
    today
        As of `views.measuring.gaps.matrix_seen`.

    Raises
    ------
    DataError
        As `measures.gaps.where_next`, and if there is no such need, group or time.
    """
    asked = replace(choice.gaps(), reach=choice.way.reach(costs))
    matrix, how = matrix_seen(snapshot, asked, today=today)
    found = where_next(
        snapshot,
        matrix,
        (0, 0, 0),
        n=choice.n,
        is_held_enough=choice.is_held_enough,
        search=choice.search,
    )
    gains = gain_rows(snapshot, matrix, found)
    title = _title(snapshot, matrix)
    return SitingView(
        title=title,
        summary=_summary(found, title),
        bound=bound_words(found, choice.n),
        rows=tuple(_row(snapshot, matrix, found, n) for n in range(len(found.chosen))),
        gains=gains,
        gains_words=gains_sentence(gains),
        map=_map(snapshot, matrix, found),
        notes=tuple(how),
        day=matrix.offers.day,
        found=found,
    )


def most_lacking(snapshot: Snapshot, *, today: dt.date | None = None) -> str:
    """Return for what most people reach nothing at any time, by id; "" where nothing matters.

    Parameters
    ----------
    snapshot, today
        As of `siting_view`.

    Returns
    -------
    str
        Of several, and where nobody lacks anything, the lower id.
    """
    asked = GapChoice(groups=(FIRST_GROUP,), times=(FIRST_TIME,))
    matrix, _ = matrix_seen(snapshot, asked, today=today)
    people = np.nan_to_num(matrix.without[:, :, 0, 0]).sum(axis=0)
    return matrix.needs[int(np.argmax(people))] if matrix.needs else ""


def _title(snapshot: Snapshot, matrix: GapMatrix) -> str:
    group, time = matrix.groups[0], matrix.times[0]
    when = "" if time is ANY else f" {time.words}"
    return f"{snapshot.name_of[matrix.needs[0]]} for {group.words}{when}"


def _summary(found: Sites, title: str) -> str:
    without = round(found.people_without)
    if not without:
        return (
            f"{title}: everybody whose home is known reaches something already. Ask for another "
            "time of the week, or for whom."
        )
    if not found.chosen:
        return (
            f"{title}: about {counted(without, 'person', 'people')} reach nothing now, and none of "
            f"the {counted(found.n_candidates, 'venue')} that could be had is within their reach."
        )
    n, reached = len(found.chosen), round(found.people_covered)
    at = "1 venue" if n == 1 else f"each of {n:,} venues"
    return (
        f"{title}: One more regular time at {at} would be within reach of about {reached:,} of "
        f"the {without:,} people ({share(reached, without)}) who reach nothing now."
    )


def _row(snapshot: Snapshot, matrix: GapMatrix, found: Sites, number: int) -> SiteRow:
    told = site_row(snapshot, found, number)
    name_of = snapshot.name_of
    through = [
        f"{name_of[each]} ({listed(days, at_most=7) if days else 'ask on which days'})"
        for each, days in told["free"].items()
    ]
    instead = [f"{name_of[each]} ({people:,.0f})" for each, people in found.instead[number].items()]
    return SiteRow(
        rank=number + 1,
        location_id=told["location_id"],
        name=told["name"],
        people_added=told["people_added"],
        through=listed(through, at_most=3),
        held=_held(snapshot, matrix, told["location_id"]),
        instead=listed(instead) if instead else "No other adds anybody",
    )


def _held(snapshot: Snapshot, matrix: GapMatrix, location: str) -> str:
    offers = matrix.offers
    if location not in offers.locations:
        return "Nothing on record"
    here = offers.location == offers.locations.index(location)
    ids = [offers.activities[number] for number in np.unique(offers.activity[here]).tolist()]
    return listed(sorted((snapshot.name_of[each] for each in ids), key=str.casefold), at_most=2)


def _map(snapshot: Snapshot, matrix: GapMatrix, found: Sites) -> MapView:
    starts = matrix.starts
    without: dict[str, float] = {}
    for area, people in zip(starts.area.tolist(), found.without.tolist(), strict=True):
        code = starts.areas[area]
        without[code] = without.get(code, 0.0) + people
    shaded = Shading(
        WITHOUT,
        "people",
        {code: float(round(people)) for code, people in without.items()},
        frozenset(),
        "Of those in need in the area, all who reach nothing for it at that time. The signs are "
        "the venues of the proposal.",
    )
    venues = in_areas(snapshot, starts.level, _venues(snapshot, found))
    return figures_map(snapshot, starts.level, shaded, venues, f"{WITHOUT}.")


def _venues(snapshot: Snapshot, found: Sites) -> list[Spot]:
    points = zip(*location_points(snapshot, found.chosen), strict=True)
    return [
        Spot(
            id=id_,
            kind="venue",
            name=snapshot.name_of[id_],
            location_id=id_,
            at=None if math.isnan(north) else (float(north), float(east)),
            area_code="",
        )
        for id_, (north, east) in zip(found.chosen, points, strict=True)
    ]
