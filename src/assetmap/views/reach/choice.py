"""View: what is chosen of reach: of what, for whom, when, and how far is near enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures.gaps.groups import EVERYONE, GROUPS
from assetmap.measures.gaps.how_far import DETOUR, MINUTES, STOP_M, WALKING_KM_PER_HOUR, Reach
from assetmap.measures.gaps.times import ANY, NAMED, TIMES
from assetmap.measures.memory import once
from assetmap.model import holding, running
from assetmap.model.nesting import chains, parents
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from assetmap.ingest.file_marks import FileMark
    from assetmap.measures.gaps.how_far import ReachKind
    from assetmap.model import Snapshot

WAYS: Final[dict[str, str]] = {
    "walk": "On foot",
    "straight": "In a straight line",
    "area": "In the same area",
    "matrix": "By a table of travel times",
    "stops": "By public transport, roughly, by a table of stops",
}
"""How far is near enough, by kind of `Reach`."""

_KINDS: Final[dict[str, ReachKind]] = {
    "walk": "walk",
    "straight": "straight",
    "area": "area",
    "matrix": "matrix",
    "stops": "stops",
}

METRES_TO_STOP: Final = STOP_M

METRES: Final = 1_000.0
"""How far people go in a straight line, unless told otherwise."""

TABLES: Final = {
    "matrix": "Travel times, a CSV file with the columns origin (code of an area that people start "
    "from), place (id of a location) and cost (minutes)",
    "stops": "Stops, a CSV file with the columns line, latitude and longitude: a row a stop of a "
    "line",
}
"""What a file must hold, by the ways that need one."""

MOST_ACTIVITIES: Final = 500
"""Activities listed at once; above it, words narrow the list."""

FIRST_GROUP: Final = EVERYONE.key
FIRST_TIME: Final = ANY.key

_MOST_COMMUNITIES: Final = 40


@dataclass(frozen=True, slots=True)
class WayChoice:
    """How far is near enough, without the table that it may go by.

    Attributes
    ----------
    kind
        A key of `WAYS`.
    limit
        Minutes on foot or by the table, metres in a straight line or to a stop.
    km_per_hour, detour
        On foot.
    is_served
        Whether what says that it serves an area counts there, wherever it is held.
    file
        The file that the table came from, if that is known.
    """

    kind: str = "walk"
    limit: float = MINUTES
    km_per_hour: float = WALKING_KM_PER_HOUR
    detour: float = DETOUR
    is_served: bool = True
    file: FileMark | None = None

    def reach(self, costs: pd.DataFrame | None = None) -> Reach:
        """Return it for `measures.gaps`, with a table of travel times if it goes by one."""
        costs = costs if self.kind in TABLES else None
        return Reach(
            _KINDS[self.kind],
            self.limit,
            self.km_per_hour,
            self.detour,
            costs,
            served=self.is_served,
        )


class ActivityRow(TypedDict):
    """One activity to choose."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ActivityList:
    """Activities to choose from, by name and id, and how many of them are listed."""

    sentence: str
    rows: tuple[ActivityRow, ...]


def needs_to_choose(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of what matters by id: what is part of something wider stands after it.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    dict
        A part says what it is part of in brackets, since several may have one name.
    """
    rows = holding(snapshot.table("Need"), snapshot.day)
    names = dict(zip(rows["id"].tolist(), rows["name"].astype(str).tolist(), strict=True))
    found = {}
    for id_, chain in chains(parents(rows, "parent_id")).items():
        known = [each for each in chain if each in names]
        order = [(names[each].casefold(), each) for each in reversed(known)]
        found[id_] = (order, names[id_], names[known[1]] if len(known) > 1 else "")
    ordered = sorted(found.items(), key=lambda each: each[1][0])
    return {id_: f"{name} ({wider})" if wider else name for id_, (_, name, wider) in ordered}


def activities_to_choose(snapshot: Snapshot, need: str = "", words: str = "") -> ActivityList:
    """List the activities that run, of those that meet a need.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    need
        What matters, by id; its parts, and the wider that it is part of, count. Empty for all.
    words
        Each must stand in the name; capitals do not matter.
    """
    found: Sequence[tuple[str, str]] = _by_name(snapshot)
    if need:
        meets = _that_meet(snapshot, need)
        found = [each for each in found if each[1] in meets]
    for word in words.casefold().split():
        found = [each for each in found if word in each[0]]
    kept = found[:MOST_ACTIVITIES]
    sentence = counted(len(found), "activity runs", "activities run")
    if len(found) > len(kept):
        sentence += f"; the first {len(kept):,} are listed: type a part of the name to narrow them"
    name_of = snapshot.name_of
    return ActivityList(
        f"{sentence}.", tuple(ActivityRow(id=id_, name=name_of[id_]) for _, id_ in kept)
    )


@once
def _by_name(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return the activities that run: names without capitals, and ids, in this order."""
    rows = running(snapshot.table("Activity"), snapshot.day)
    names = (str(name).casefold() for name in rows["name"].tolist())
    return tuple(sorted(zip(names, rows["id"].tolist(), strict=True)))


def groups_to_choose(snapshot: Snapshot) -> dict[str, str]:
    """Return for whom can be asked: words by key, everyone first, then communities by name."""
    usual = {each.key: _capital(each.words) for each in GROUPS}
    rows = snapshot.table("Community")
    names = sorted(
        zip(rows["name"].astype(str), rows["id"], strict=True),
        key=lambda each: (each[0].casefold(), each[1]),
    )
    return usual | {id_: name for name, id_ in names[:_MOST_COMMUNITIES]}


def times_to_choose() -> dict[str, str]:
    """Return when can be asked: words by key, the widest first."""
    keys = [*(each.key for each in NAMED), *(key for key in TIMES if "_" in key)]
    return {key: _capital(TIMES[key].words) for key in dict.fromkeys(keys)}


def thing_words(snapshot: Snapshot, need: str, activity: str) -> str:
    """Return what is reached, as it stands in a sentence."""
    if activity:
        return snapshot.name_of.get(activity, activity)
    return f"something for {snapshot.name_of[need]}" if need else "something"


def _that_meet(snapshot: Snapshot, need: str) -> set[str]:
    above, ties = _meetings(snapshot)
    near = {*above.get(need, (need,)), *(each for each, chain in above.items() if need in chain)}
    return {activity for each in near for activity in ties.get(each, ())}


@once
def _meetings(
    snapshot: Snapshot,
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Return what each need is part of, itself first, and which activities are tied to each."""
    above = chains(parents(holding(snapshot.table("Need"), snapshot.day), "parent_id"))
    ties = holding(snapshot.table("MEETS"), snapshot.day)
    found: dict[str, list[str]] = {}
    for activity, need in zip(ties["from_id"].tolist(), ties["to_id"].tolist(), strict=True):
        found.setdefault(need, []).append(activity)
    return above, {need: tuple(activities) for need, activities in found.items()}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
