"""View: what matters and meets nothing, what can be reached, and who is there to help."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from assetmap.measures.gaps.groups import EVERYONE
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.measures.gaps.named import LEAST_SHARE, named_gaps
from assetmap.measures.gaps.needs import AskedFor
from assetmap.measures.gaps.origins import level_told
from assetmap.measures.gaps.points import WAYS
from assetmap.measures.gaps.tables import named_nowhere
from assetmap.measures.memory import once
from assetmap.model.nesting import chains, parents
from assetmap.release import seen_by
from assetmap.release.journey_counts import journeys_asked
from assetmap.views.areas import touching
from assetmap.views.findings.finding import newest_day
from assetmap.views.measuring.told_layers import told_words, with_waiting
from assetmap.views.wording import counted, day_words, listed

if TYPE_CHECKING:
    from assetmap.measures.gaps.how_far import Reach
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.measures.gaps.named import Gap
    from assetmap.measures.gaps.origins import Origins
    from assetmap.model import Snapshot

Document = dict[str, Any]

_ENDS: Final = {
    "origin": "an origin that is no small area from which people start",
    "place": "a place that is no location of the map",
}


def measured_gaps(
    snapshot: Snapshot,
    role: str,
    choice: GapChoice | None = None,
    *,
    today: dt.date | None = None,
    least_share: float = LEAST_SHARE,
) -> Document:
    """Return the gaps of a place by name, those of most people first.

    Parameters
    ----------
    snapshot
        The whole place.
    role
        Who is told.
    choice
        What is asked; None for what is usual.
    today
        The day, if the snapshot has none; left out: the last on which something is known to have
        happened.
    least_share
        As of `named_gaps`.

    Returns
    -------
    dict
        gaps, each with need_id, area_code, group, time, people (whole; None if not known, who
        reach nothing), people_at_least (were all that is not known at its best), in_need,
        reachable (distinct activities that others of the area reach; 0 where nobody reaches any),
        and sentence; how, what was taken for granted, in sentences.

    Raises
    ------
    DataError
        If there is no such role; or as `gap_matrix`.
    """
    seen = seen_by(snapshot, role)
    matrix, notes = matrix_seen(seen, choice, today=today, whole=snapshot)
    found = named_gaps(seen, matrix, least_share=least_share)
    return {"gaps": [_row(seen, matrix, gap) for gap in found], "how": notes}


def matrix_seen(
    seen: Snapshot,
    choice: GapChoice | None = None,
    *,
    today: dt.date | None = None,
    whole: Snapshot | None = None,
) -> tuple[GapMatrix, list[str]]:
    """Return the matrix of a place, and what was taken for granted, in sentences.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    choice, today
        As of `measured_gaps`.
    whole
        The whole place, of whose journeys numbers are told as this reader may know them; left
        out: `seen`, in which there may be none.
    """
    wanted = choice or GapChoice()
    wanted = replace(wanted, level=level_told(seen, wanted.level) or None)
    weighting = with_waiting(wanted.weighting, whole or seen, seen.role)
    wanted = replace(wanted, weighting=weighting)
    day = seen.day or newest_day(seen, today or dt.datetime.now(tz=dt.UTC).date())
    asked = asked_for(seen, wanted.level or "")
    matrix = gap_matrix(seen, day, wanted, asked=asked)
    notes = [*_how(matrix, is_asked=asked is not None), table_words(seen, matrix)]
    return matrix, [note for note in notes if note]


@once
def asked_for(seen: Snapshot, level: str) -> AskedFor | None:
    """Return what journeys were about, by areas of a level, or of wards where it is finer.

    None if this reader sees no journey of such an area. Worked out once for a snapshot and level.
    """
    branch = chains(parents(seen.table("Need"), "parent_id"))
    for each in dict.fromkeys((level, "ward")):
        asked = journeys_asked(seen, branch, touching(seen, each))
        if asked is not None and asked.totals:
            return AskedFor(asked.journeys, asked.totals)
    return None


def gap_sentence(snapshot: Snapshot, matrix: GapMatrix, gap: Gap) -> str:
    """Return one gap as a town would say it, what is strong first."""
    need = snapshot.name_of[matrix.needs[gap.need]]
    area = snapshot.name_of[matrix.areas[gap.area]]
    group, time = matrix.groups[gap.group], matrix.times[gap.time]
    n_there = int(matrix.at_any_time[gap.area, gap.need])
    if n_there:
        there = f"{counted(n_there, 'activity', 'activities')} for it can be reached from {area}. "
    else:
        there = f"In {area} it meets nothing yet. "
    of_all = "" if gap.people >= gap.in_need else f" of {_people(gap.in_need)}"
    these = "people" if group == EVERYONE else group.words
    if math.isnan(gap.people):
        lack = f"{these}, of whom it is not known how many there are, reach nothing for it"
    else:
        lack = f"about {_people(gap.people)}{of_all} {these} reach nothing for it"
    sentence = f"{need}: {there}{_capital(time.words)} {lack} {matrix.choice.reach.words}."
    if gap.people_at_least < gap.people:
        sentence += (
            f" It may be as few as {_people(gap.people_at_least)}: of some activities it is not "
            "recorded when, where or for whom they are."
        )
    return sentence


def _row(snapshot: Snapshot, matrix: GapMatrix, gap: Gap) -> Document:
    return {
        "need_id": matrix.needs[gap.need],
        "area_code": matrix.areas[gap.area],
        "group": matrix.groups[gap.group].key,
        "time": matrix.times[gap.time].key,
        "people": _whole(gap.people),
        "people_at_least": _whole(gap.people_at_least),
        "in_need": _whole(gap.in_need),
        "reachable": gap.reachable,
        "sentence": gap_sentence(snapshot, matrix, gap),
    }


def _how(matrix: GapMatrix, *, is_asked: bool) -> list[str]:
    reach, choice = matrix.choice.reach, matrix.choice
    notes = [
        f"Activities, sessions and ties of {day_words(matrix.offers.day)}.",
        reach_words(reach),
        points_words(matrix.starts),
    ]
    layers = {**choice.weighting.layers}
    if layers:
        said = listed([f"{key} x {weight:g}" for key, weight in layers.items()], at_most=9)
        notes.append(f"A resident weighs the mean of these layers, 0 to 1: {said}.")
        notes += told_words(choice.weighting)
    else:
        notes.append("Every resident counts the same.")
    if is_asked:
        notes.append(
            "To whom it matters: the share of the area's journeys of the last 12 months that were "
            "about it, drawn towards that of the whole place where an area has few; what no "
            "journey names itself matters to nobody."
        )
    else:
        notes.append("What matters is taken to matter to everybody in the group.")
    return [note for note in notes if note]


def reach_words(reach: Reach) -> str:
    """Return how far is near enough, in sentences."""
    words = {
        "area": "Reached is what is held in the area.",
        "straight": f"Reached is what is held {reach.words}, in a straight line.",
        "walk": f"Reached is what is held {reach.words}: at {reach.km_per_hour:g} km/h, and "
        f"{reach.detour:g} times the straight line.",
        "matrix": f"Reached is what is held {reach.words}.",
        "stops": f"Reached is what a line of public transport stops within {reach.limit:,.0f} "
        "metres of, if it stops as near to where people start, and what is as near to them "
        "without it: when it runs, how long it takes and changes are not looked at.",
    }[reach.kind]
    served = " What says that it serves the area is reached as well." if reach.served else ""
    return (
        f"{words}{served} What is online, by phone or at home counts where it says that it serves "
        "the area; where it says nothing, only in what there may be at most."
    )


def table_words(seen: Snapshot, matrix: GapMatrix) -> str:
    """Return how many rows of a table of travel times name what is not there; "" if none does.

    Parameters
    ----------
    seen
        The place that `matrix` is of.
    matrix
        What can be reached.
    """
    costs = matrix.choice.reach.costs
    if matrix.choice.reach.kind != "matrix" or costs is None:
        return ""
    unknown = named_nowhere(seen, matrix.starts, costs)
    said = [
        f"{len(unknown[name]):,} name {what} (the first {unknown[name][0]!r})"
        for name, what in _ENDS.items()
        if unknown[name]
    ]
    if not said:
        return ""
    rows = counted(len(costs), "row")
    return f"Of the {rows} of the table of travel times {listed(said)}: they count for nothing."


def points_words(starts: Origins) -> str:
    """Return where people are taken to start from, in sentences."""
    if not starts.codes:
        return "There are no areas on the map."
    ways = starts.ways()
    said = [f"{counted(n, 'area')} by {WAYS[way]}" for way, n in ways.items() if way]
    lacking = f" Of {counted(ways[''], 'area')} no point is known." if ways.get("") else ""
    place = f"People start from {listed(said, at_most=9)}." if said else ""
    return f"{place}{lacking}".strip()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _people(number: float) -> str:
    return f"{number:,.0f}"


def _whole(number: float) -> int | None:
    return None if math.isnan(number) else round(number)
