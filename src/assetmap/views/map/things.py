"""Things on the map as a table: what each is, where, and when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.memory import once
from assetmap.views.map.choice import PlaceChoice
from assetmap.views.map.places import spots
from assetmap.views.map.sessions import sessions_in_words
from assetmap.views.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetmap.model import Snapshot
    from assetmap.views.map.places import Spot

KIND_WORDS: Final = {"organisation": "Organisation", "activity": "Activity", "asset": "Strength"}
"""What one thing of each kind is called."""


def things_table(
    snapshot: Snapshot, there: Iterable[Spot], choice: PlaceChoice, *, is_timed: bool = True
) -> pd.DataFrame:
    """Return a row a thing.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    there
        What is where.
    choice
        Only sessions at its time of the week are told.
    is_timed
        Whether it is told when things are: that takes time in all sessions of the place.

    Returns
    -------
    DataFrame
        Columns id, kind, name, what, where, area and when, in the order of `there`; and codes,
        the codes of its areas.
    """
    when = sessions_in_words(snapshot, choice) if is_timed else {}
    found: dict[str, list[Spot]] = {}
    for spot in there:
        found.setdefault(spot.id, []).append(spot)
    name_of = snapshot.name_of
    codes = [
        tuple(dict.fromkeys(spot.area_code for spot in each if spot.area_code))
        for each in found.values()
    ]
    kinds = [each[0].kind for each in found.values()]
    columns: dict[str, list[object]] = {
        "id": [*found],
        "kind": [*kinds],
        "name": [each[0].name for each in found.values()],
        "what": [KIND_WORDS[kind] for kind in kinds],
        "where": [
            _listed([name_of.get(spot.location_id, "") for spot in each]) for each in found.values()
        ],
        "area": [_listed([name_of[code] for code in each]) for each in codes],
        "when": [
            "; ".join(when.get(id_, ())) if kind == "activity" else ""
            for id_, kind in zip(found, kinds, strict=True)
        ],
        "codes": [*codes],
    }
    # Texts are laid side by side once, as they go to the browser.
    kinds_of = {name: "object" if name == "codes" else "str" for name in columns}
    return pd.DataFrame(
        {name: pd.Series(cells, dtype=kinds_of[name]) for name, cells in columns.items()}
    )


def chosen_things(snapshot: Snapshot, shown: Iterable[Spot], choice: PlaceChoice) -> pd.DataFrame:
    """Return a row a thing that is chosen, as `things_table` has it.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    shown
        What of it is where at the chosen time, of the chosen kinds.
    choice
        Kinds, and time of the week.

    Notes
    -----
    What is on at any time is told once for a place, and so is all that is no activity.
    """
    whole = _at_any_time(snapshot, choice.level)
    kept = whole["kind"].isin(choice.kinds.split(","))
    if not choice.day and not choice.part:
        return whole[kept].reset_index(drop=True)
    then = _then(snapshot, [spot for spot in shown if spot.kind == "activity"], choice)
    before, after = (whole["kind"] == kind for kind in ("organisation", "asset"))
    return pd.concat([whole[kept & before], then, whole[kept & after]], ignore_index=True)


def _then(snapshot: Snapshot, there: Sequence[Spot], choice: PlaceChoice) -> pd.DataFrame:
    """Return a row an activity that is on: most are all where they are at any time."""
    whole, n_ever = _activities(snapshot, choice.level), _n_spots(snapshot, choice.level)
    n_then = Counter(spot.id for spot in there)
    partly = {id_ for id_, n in n_then.items() if n < n_ever[id_]}
    wholly = whole[[id_ in n_then and id_ not in partly for id_ in whole["id"].tolist()]]
    when = sessions_in_words(snapshot, choice)
    words = ["; ".join(when.get(id_, ())) for id_ in wholly["id"].tolist()]
    wholly = wholly.assign(when=pd.Series(words, wholly.index, dtype="str"))
    if not partly:
        return wholly
    rest = things_table(snapshot, [spot for spot in there if spot.id in partly], choice)
    found = pd.concat([wholly, rest], ignore_index=True)
    place_of = {id_: place for place, id_ in enumerate(n_then)}
    return found.iloc[np.argsort([place_of[id_] for id_ in found["id"].tolist()])]


@once
def _activities(snapshot: Snapshot, level: str) -> pd.DataFrame:
    whole = _at_any_time(snapshot, level)
    return whole[whole["kind"] == "activity"]


@once
def _n_spots(snapshot: Snapshot, level: str) -> Counter[str]:
    """Return at how many locations each activity is at any time."""
    there = spots(snapshot, PlaceChoice(level=level)).of("activity").all
    return Counter(spot.id for spot in there)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else listed(names)  # most are at one place


@once
def _at_any_time(snapshot: Snapshot, level: str) -> pd.DataFrame:
    choice = PlaceChoice(level=level)
    return things_table(snapshot, spots(snapshot, choice).all, choice)
