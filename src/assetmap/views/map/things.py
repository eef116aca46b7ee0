"""Things on the map as a table: what each is, where, and when."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.views.map.times import is_on
from assetmap.views.session_words import session_words
from assetmap.views.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.model import Snapshot
    from assetmap.views.map.choice import PlaceChoice
    from assetmap.views.map.places import Spot

KIND_WORDS: Final = {"organisation": "Organisation", "activity": "Activity", "asset": "Strength"}
"""What one thing of each kind is called."""


def things_table(
    snapshot: Snapshot, spots: Iterable[Spot], choice: PlaceChoice, *, is_timed: bool = True
) -> pd.DataFrame:
    """Return a row a thing.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    spots
        What is where.
    choice
        Only sessions at its time of the week are told.
    is_timed
        Whether it is told when things are: that takes time in all sessions of the place.

    Returns
    -------
    DataFrame
        Columns id, kind, name, what, where, area and when, in the order of `spots`; and codes,
        the codes of its areas.
    """
    when = sessions_in_words(snapshot, choice) if is_timed else {}
    found, several = _by_thing(spots)
    name_of = snapshot.name_of
    kinds = [spot.kind for spot in found.values()]
    codes = [_codes(several.get(id_, (spot,))) for id_, spot in found.items()]
    # A column at once: of tens of thousands of things a dictionary each would take long.
    columns = {
        "id": list(found),
        "kind": kinds,
        "name": [spot.name for spot in found.values()],
        "what": [KIND_WORDS[kind] for kind in kinds],
        "where": [
            listed([name_of.get(each.location_id, "") for each in several[id_]])
            if id_ in several
            else name_of.get(spot.location_id, "")
            for id_, spot in found.items()
        ],
        "area": [listed(list(dict.fromkeys(name_of[code] for code in each))) for each in codes],
        "when": [
            "; ".join(when.get(id_, ())) if kind == "activity" else ""
            for id_, kind in zip(found, kinds, strict=True)
        ],
        "codes": codes,
    }
    return pd.DataFrame({name: pd.Series(each, dtype=object) for name, each in columns.items()})


def _by_thing(spots: Iterable[Spot]) -> tuple[dict[str, Spot], dict[str, list[Spot]]]:
    """Return the first spot of each thing, and all spots of the few that have several."""
    first: dict[str, Spot] = {}
    several: dict[str, list[Spot]] = {}
    for spot in spots:
        if spot.id in first:
            several.setdefault(spot.id, [first[spot.id]]).append(spot)
        else:
            first[spot.id] = spot
    return first, several


def _codes(spots: Iterable[Spot]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spot.area_code for spot in spots if spot.area_code))


def sessions_in_words(snapshot: Snapshot, choice: PlaceChoice) -> dict[str, list[str]]:
    """Return when each activity is on, of the sessions at the chosen time, none told twice."""
    rows = snapshot.table("Session").sort_values(["starts_at_local", "id"])
    columns = ("activity_id", "schedule", "starts_at_local", "duration_minutes")
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for activity, schedule, starts_at, minutes in zip(
        *(rows[name].tolist() for name in columns), strict=True
    ):
        if is_on(schedule, starts_at, day=choice.day, part=choice.part):
            days, start = (
                each if isinstance(each, str) else None for each in (schedule, starts_at)
            )
            length = None if pd.isna(minutes) else int(minutes)
            found[activity][session_words(days, start, length)] = None
    return {activity: list(words) for activity, words in found.items()}
