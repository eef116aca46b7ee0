"""View: what can be reached of one thing, who is there to help, and who could fill a gap."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, Final

from assetmap.measures.gaps.brokers import brokers
from assetmap.release import seen_by
from assetmap.release.coverage import coverage_for
from assetmap.views.findings.finding import newest_day
from assetmap.views.measuring.gaps import matrix_seen
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.measures.gaps.brokers import Broker
    from assetmap.measures.gaps.matrix import GapChoice, GapMatrix
    from assetmap.model import Snapshot

Document = dict[str, Any]

_INTENSITIES: Final = {
    1: "know of",
    2: "cooperate with",
    3: "coordinate with",
    4: "work as one with",
}


def measured_reach(
    snapshot: Snapshot,
    role: str,
    choice: GapChoice | None = None,
    *,
    today: dt.date | None = None,
) -> Document:
    """Return what can be reached, cell by cell, in the order of the matrix.

    Parameters
    ----------
    snapshot, role, choice, today
        As of `gaps.measured_gaps`.

    Returns
    -------
    dict
        cells, each with area_code, need_id, group, time, in_need, people_without, reachable,
        reachable_at_most, places_per_1000 and places_per_1000_at_most (a week, for each thousand
        in need); None where not known. how, what was taken for granted.

    Raises
    ------
    DataError
        As `gaps.measured_gaps`.
    """
    matrix, notes = matrix_seen(seen_by(snapshot, role), choice, today=today, whole=snapshot)
    known, at_most = matrix.places_per_1000, matrix.places_per_1000_at_most
    cells = [
        {
            "area_code": area,
            "need_id": need,
            "group": group.key,
            "time": time.key,
            "in_need": _number(matrix.people[a, n, g]),
            "people_without": _number(matrix.without[a, n, g, t]),
            "reachable": int(matrix.reachable[a, n, g, t]),
            "reachable_at_most": int(matrix.reachable_at_most[a, n, g, t]),
            "places_per_1000": _number(known[a, n, g, t]),
            "places_per_1000_at_most": _number(at_most[a, n, g, t]),
        }
        for a, area in enumerate(matrix.areas)
        for n, need in enumerate(matrix.needs)
        for g, group in enumerate(matrix.groups)
        for t, time in enumerate(matrix.times)
    ]
    return {"cells": cells, "how": notes}


def measured_coverage(
    snapshot: Snapshot,
    role: str,
    choice: GapChoice | None = None,
    *,
    today: dt.date | None = None,
) -> Document:
    """Return how far champions and link workers go round, as a role is told it.

    Parameters
    ----------
    snapshot, role, choice, today
        As of `gaps.measured_gaps`; of the choice the level is heeded alone.

    Returns
    -------
    dict
        areas, communities and languages, as `measures.gaps.coverage.Coverage` says, None where
        not known or hidden; communities_without, ids of those near which no champion is, and
        areas_without, codes; unplaced, how many serve no area.

    Raises
    ------
    DataError
        As `release.coverage.coverage_for`.
    """
    day = snapshot.day or newest_day(snapshot, today or dt.datetime.now(tz=dt.UTC).date())
    found = coverage_for(snapshot, role, day, level=choice.level if choice else None)
    areas, communities = found.areas, found.communities
    return {
        "areas": _rows(areas),
        "areas_without": areas["area_code"][areas["champions"] == 0].tolist(),
        "communities": _rows(communities),
        "communities_without": communities["community_id"][communities["champions"] == 0].tolist(),
        "languages": _rows(found.languages),
        "unplaced": dict(found.unplaced),
    }


def broker_rows(
    seen: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int], *, at_most: int = 10
) -> list[Document]:
    """Return who could fill a gap, each reason as a sentence.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    matrix, cell, at_most
        As of `measures.gaps.brokers.brokers`.

    Returns
    -------
    list
        organisation_id, name, skill, room and trust (sentences; empty where it has none),
        is_free (whether the room is known to be free then), way (ids), and ask, the id of whom to
        ask first: who serves the area and begins the way, or the organisation itself.
    """
    return [
        {
            "organisation_id": each.organisation_id,
            "name": seen.name_of[each.organisation_id],
            "skill": _skill(seen, each),
            "room": _room(seen, each),
            "is_free": bool(each.venues),
            "trust": _trust(seen, each),
            "way": list(each.way),
            "ask": each.way[0] if each.way else each.organisation_id,
        }
        for each in brokers(seen, matrix, cell, at_most=at_most)
    ]


def _skill(seen: Snapshot, broker: Broker) -> str:
    if not broker.activities:
        return ""
    names = listed([seen.name_of[each] for each in broker.activities], at_most=2)
    return f"It runs {names} for this already."


def _room(seen: Snapshot, broker: Broker) -> str:
    if broker.venues:
        said = [
            f"{seen.name_of[place]} ({listed(list(days), at_most=7)})"
            for place, days in broker.venues
        ]
        return f"It has the use of {listed(said, at_most=2)}, free on the days in brackets."
    if broker.days_unknown:
        names = [seen.name_of[place] for place in broker.days_unknown]
        return f"It has the use of {listed(names, at_most=2)}; ask on which days."
    return ""


def _trust(seen: Snapshot, broker: Broker) -> str:
    if not broker.way:
        return ""
    if len(broker.way) == 1:
        return "It serves the area already."
    first = seen.name_of[broker.way[0]]
    closeness = _INTENSITIES.get(round(broker.strength), "are tied to")
    if len(broker.way) == 2:  # noqa: PLR2004 - one step
        return f"{first} serves the area, and the two {closeness} each other."
    between = [seen.name_of[each] for each in broker.way[1:-1]]
    steps = counted(len(broker.way) - 1, "step")
    return f"{first} serves the area; the way leads by {listed(between)}, {steps}."


def _rows(table: pd.DataFrame) -> list[Document]:
    return [
        {
            str(name): _number(value) if isinstance(value, int | float) else value
            for name, value in row.items()
        }
        for row in table.to_dict("records")
    ]


def _number(value: float) -> float | None:
    number = float(value)
    if math.isnan(number):
        return None
    return int(number) if number.is_integer() else number
