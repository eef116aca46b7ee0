"""View: what an organisation runs, when and where, and when that was last checked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, TypedDict

import pandas as pd

from assetmap.model import running
from assetmap.model.nesting import area_chains
from assetmap.views.areas import areas_at
from assetmap.views.findings.finding import months_before, newest_day
from assetmap.views.organisation.part import (
    MOST_ROWS,
    Part,
    by_name,
    day_of,
    left_out,
    text_of,
)
from assetmap.views.session_words import session_words
from assetmap.views.wording import counted, day_words, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from assetmap.model import Snapshot

_NOTHING: Final = (
    "No activity of yours is recorded yet. They come in with the sheets Activity and Session of "
    "the template, or as an Open Referral UK feed."
)


class WorkRow(TypedDict):
    """One regular time of an activity, or an activity without one."""

    activity: str
    when: str
    venue: str
    area: str
    serves: str
    checked_on: dt.date | None
    status: str


def work_of(snapshot: Snapshot, organisation_id: str, *, today: dt.date) -> Part[WorkRow]:
    """Return what an organisation runs: one row a regular time.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Who runs it.
    today
        Times that ended before this day are said to have ended.

    Returns
    -------
    Part
        What runs now first, then by name of the activity, its id, and the session's id.
    """
    activities = snapshot.table("Activity")
    activities = activities[activities["organisation_id"] == organisation_id]
    if activities.empty:
        return Part((_NOTHING,))
    open_now = running(activities, snapshot.day)
    sessions = snapshot.table("Session")
    sessions = sessions[sessions["activity_id"].isin(activities["id"])]
    rows = _rows(snapshot, activities, sessions, today)
    return Part(
        (
            _what_runs(snapshot, activities, open_now, _lasting(sessions, today)),
            *_what_for(snapshot, open_now),
            *_checked(snapshot, open_now, today),
            *left_out(len(rows)),
        ),
        "As somebody wrote it down; the day of the last check says how far to trust it.",
        rows[:MOST_ROWS],
    )


def _rows(
    snapshot: Snapshot, activities: pd.DataFrame, sessions: pd.DataFrame, today: dt.date
) -> tuple[WorkRow, ...]:
    times: dict[str, list[dict[Any, Any]]] = defaultdict(list)
    for session in sessions.sort_values("id").to_dict("records"):
        times[session["activity_id"]].append(session)
    serves = _served(snapshot, activities["id"])
    area_of = _wards_of_venues(snapshot, sessions["location_id"].dropna())
    states = {term.value: term.label for term in snapshot.terms("status")}
    found = []
    open_now = set(running(activities, snapshot.day)["id"])
    for activity in activities.to_dict("records"):
        id_ = activity["id"]
        status = text_of(activity["status"])
        for session in times.get(id_, [{}]):
            venue = session.get("location_id")
            row = WorkRow(
                activity=activity["name"],
                when=_when(session, today),
                venue=snapshot.name_of.get(venue, "") if isinstance(venue, str) else "",
                area=area_of.get(venue, "") if isinstance(venue, str) else "",
                serves=listed(serves.get(id_, [])),
                checked_on=day_of(activity["assured_date"]),
                status=states.get(status, status) or "Not said",
            )
            found.append(((id_ not in open_now, *by_name(snapshot, id_)), row))
    return tuple(row for _, row in sorted(found, key=lambda each: each[0]))


def _when(session: Mapping[Any, Any], today: dt.date) -> str:
    if not session:
        return "No regular time recorded"
    minutes = session["duration_minutes"]
    words = session_words(
        text_of(session["schedule"]),
        text_of(session["starts_at_local"]),
        None if pd.isna(minutes) else int(minutes),
    )
    ends = day_of(session["valid_to"])
    if ends is None:
        return words
    return f"{words} ({'ended' if ends <= today else 'until'} {day_words(ends)})"


def _lasting(sessions: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Return the regular times that have not ended."""
    ends = sessions["valid_to"]
    return sessions[ends.isna() | (ends > pd.Timestamp(today))]


def _served(snapshot: Snapshot, activities: Iterable[str]) -> dict[str, list[str]]:
    ties = snapshot.table("SERVES")
    ties = ties[ties["from_id"].isin(set(activities))]
    found: dict[str, list[str]] = defaultdict(list)
    for activity, area in zip(ties["from_id"], ties["to_id"], strict=True):
        if area in snapshot.name_of:
            found[activity].append(snapshot.name_of[area])
    return {activity: sorted(names) for activity, names in found.items()}


def _wards_of_venues(snapshot: Snapshot, venues: Iterable[str]) -> dict[str, str]:
    """Return the ward of each venue, or the name of the area that it lies in if that is no ward."""
    locations = snapshot.table("Location")
    locations = locations[locations["id"].isin(set(venues)) & locations["area_code"].notna()]
    wards, chain_of = areas_at(snapshot, "ward"), area_chains(snapshot)
    found = {}
    for venue, code in zip(locations["id"], locations["area_code"], strict=True):
        within = [wards[each] for each in chain_of.get(code, ()) if each in wards]
        found[venue] = within[0] if within else snapshot.name_of.get(code, "")
    return found


def _what_runs(
    snapshot: Snapshot, activities: pd.DataFrame, open_now: pd.DataFrame, sessions: pd.DataFrame
) -> str:
    now = sessions[sessions["activity_id"].isin(open_now["id"])]
    venues = sorted(
        {id_ for id_ in now["location_id"].dropna() if id_ in snapshot.name_of},
        key=lambda id_: by_name(snapshot, id_),
    )
    where = f", at {listed([snapshot.name_of[id_] for id_ in venues])}" if venues else ""
    n_stopped = len(activities) - len(open_now)
    if open_now.empty:
        return f"Nothing of yours runs now; {counted(n_stopped, 'activity', 'activities')} did."
    said = (
        f"You run {counted(len(open_now), 'activity', 'activities')} with "
        f"{counted(len(now), 'regular time')}{where}."
    )
    does = "does" if n_stopped == 1 else "do"
    return f"{said} {n_stopped:,} more {does} not run now." if n_stopped else said


def _what_for(snapshot: Snapshot, open_now: pd.DataFrame) -> tuple[str, ...]:
    ties = snapshot.table("MEETS")
    met = set(ties[ties["from_id"].isin(open_now["id"])]["to_id"]) & snapshot.name_of.keys()
    names = [snapshot.name_of[id_] for id_ in sorted(met, key=lambda id_: by_name(snapshot, id_))]
    return (f"What matters there: {listed(names, at_most=8)}.",) if names else ()


def _checked(snapshot: Snapshot, open_now: pd.DataFrame, today: dt.date) -> tuple[str, ...]:
    if open_now.empty:
        return ()
    newest = newest_day(snapshot, today)
    since = months_before(newest, 3)
    dates = open_now["assured_date"]
    n_checked = int((dates >= pd.Timestamp(since)).sum())
    n_never = int(dates.isna().sum())
    never = f"; of {n_never:,} no check is recorded" if n_never else ""
    were = "was" if n_checked == 1 else "were"
    said = f"{n_checked:,} of {len(open_now):,} {were} checked in the three months to"
    return (f"{said} {day_words(newest)}{never}.",)
