"""By whom the people of a span could be taken on: link workers, and activities for what matters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from assetmap.measures.flows.capacity import capacities, days_held
from assetmap.measures.flows.groupings import rolled_up_areas, step_groups
from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.steps import NOBODY
from assetmap.model.nesting import area_chains, chains, parents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot


class Theme(NamedTuple):
    """What matters, and where: "" where it is not written down.

    Attributes
    ----------
    need_id, area_code
        Of the first step of a journey; the area as `step_groups` has it.
    """

    need_id: str
    area_code: str


class Kind(NamedTuple):
    """People who could be taken on by the same parties.

    Attributes
    ----------
    theme
        What matters to them, and where they live.
    by_link_worker
        Whether their journey began with a link worker; others went to an activity directly.
    covered_source
        Who referred them, if a link worker covers that party; else "".
    """

    theme: Theme
    by_link_worker: bool
    covered_source: str


@dataclass(frozen=True, eq=False)
class Ways:
    """Who could be taken on by whom, in whole people.

    Attributes
    ----------
    n_of
        How many people of each kind there were, in order of kind.
    room_of_worker, room_of_activity
        People for whom there is room, by id in ascending order; only where it is known.
    workers_of
        Of each kind that goes by link worker, those who could take it, by id.
    activities_of
        Of each theme, the activities for it, by id.
    n_unknown
        How many link workers and activities are there whose room is not known.
    """

    n_of: Mapping[Kind, int]
    room_of_worker: Mapping[str, int]
    room_of_activity: Mapping[str, int]
    workers_of: Mapping[Kind, tuple[str, ...]]
    activities_of: Mapping[Theme, tuple[str, ...]]
    n_unknown: int

    @property
    def themes(self) -> list[Theme]:
        """What matters where, in order."""
        return list(self.activities_of)

    def room_of(self, label: str) -> Mapping[str, int]:
        """Return for how many people each link worker, or each activity, has room."""
        return self.room_of_worker if label == "LinkWorker" else self.room_of_activity


def whole_people(room: float) -> int:
    """Return room in whole people: nobody is taken on in part. A half is rounded up.

    Examples
    --------
    >>> whole_people(18.4), whole_people(18.5)
    (18, 19)
    """
    return int(np.floor(room + 0.5))


def ways(snapshot: Snapshot, steps: Steps, span: Span, *, weeks_a_place_is_held: float) -> Ways:
    """Return by whom the people whose journey began in a span could have been taken on.

    Parameters
    ----------
    snapshot
        The place.
    steps
        Its steps.
    span
        Days.
    weeks_a_place_is_held
        As in `capacities`.

    Returns
    -------
    Ways
        Journeys whose first step was made in the span, one person each, and the room that there
        is over it (`capacities`, in whole people).

    Notes
    -----
    A journey goes by link worker if its first step was to one. Those who can take it are the link
    workers that cover (`COVERS`) the party that referred; of a party that nobody covers, and of
    people who came by themselves, those that serve (`SERVES`) the area where the person lives or
    one around it. An activity is for a person if it meets (`MEETS`) what matters or a wider need
    that this is part of, and serves the area or one around it. Nothing said bars nobody: a link
    worker or activity without any area serves every area, and where a person's need or area is
    not written down any will do. Ties count that hold on any day of the span. An area smaller
    than a ward counts as its ward. Takes time in the number of steps, and of themes times the
    activities for each.
    """
    room = capacities(snapshot, span, weeks_a_place_is_held=weeks_a_place_is_held)
    workers, activities = (
        _whole(room[room["label"] == label]) for label in ("LinkWorker", "Activity")
    )
    covering = _tied(snapshot, "COVERS", span)
    n_of = _kinds(snapshot, steps, span, covering)
    serving = _Serving(snapshot, span)
    workers_of = {
        kind: workers.keys() & covering[kind.covered_source]
        if kind.covered_source
        else serving.among(set(workers), kind.theme.area_code)
        for kind in n_of
        if kind.by_link_worker
    }
    themes = sorted({kind.theme for kind in n_of})
    meeting = _meeting(snapshot, span, set(activities), {theme.need_id for theme in themes})
    activities_of = {
        theme: serving.among(meeting[theme.need_id], theme.area_code) for theme in themes
    }
    n_there = sum(
        int((days_held(snapshot.table(label), span) > 0).sum())
        for label in ("LinkWorker", "Activity")
    )
    return Ways(
        n_of=n_of,
        room_of_worker=workers,
        room_of_activity=activities,
        workers_of={kind: tuple(sorted(ids)) for kind, ids in workers_of.items()},
        activities_of={theme: tuple(sorted(ids)) for theme, ids in activities_of.items()},
        n_unknown=max(n_there - len(room), 0),
    )


class _Serving:
    """Who serves which area.

    Parameters
    ----------
    snapshot
        The place.
    span
        Ties that hold on any day of it count.
    """

    def __init__(self, snapshot: Snapshot, span: Span) -> None:
        ward_of = rolled_up_areas(snapshot)
        self._chains = area_chains(snapshot)
        self._of: dict[str, set[str]] = defaultdict(set)
        for area, parties in _tied(snapshot, "SERVES", span).items():
            self._of[ward_of.get(area, area)] |= parties
        self._bound = {party for parties in self._of.values() for party in parties}

    def among(self, parties: set[str], area_code: str) -> set[str]:
        """Return those of `parties` that serve an area, one around it, or say no area."""
        if not area_code:
            return parties
        found = parties - self._bound
        for code in self._chains.get(area_code, (area_code,)):
            found |= parties & self._of.get(code, set())
        return found


def _meeting(
    snapshot: Snapshot, span: Span, activities: set[str], needs: Iterable[str]
) -> dict[str, set[str]]:
    """Return the activities for each need, or for one that it is part of; for "" all of them."""
    tied = _tied(snapshot, "MEETS", span)
    wider = chains(parents(snapshot.table("Need"), "parent_id"))
    return {
        need: activities.intersection(
            party for each in wider.get(need, (need,)) for party in tied.get(each, ())
        )
        if need
        else activities
        for need in needs
    }


def _kinds(
    snapshot: Snapshot, steps: Steps, span: Span, covered: Collection[str]
) -> dict[Kind, int]:
    """Return how many journeys of each kind began in the span, in order of kind."""
    journeys = journeys_of(steps)
    first, last = span.numbers
    began = journeys.first[(journeys.made >= first) & (journeys.made < last)]
    areas = step_groups(snapshot, steps, "area")
    workers = set(snapshot.table("LinkWorker")["id"])
    is_worker = np.array([party in workers for party in steps.parties], dtype=bool)
    by_worker = is_worker[steps.target[began]] if len(began) else np.zeros(0, dtype=bool)
    is_covered = np.array([*(party in covered for party in steps.parties), False])
    source = np.where(by_worker & is_covered[steps.source[began]], steps.source[began], NOBODY)
    found = _different([steps.need[began], areas.codes[began], by_worker, source])
    kinds = {
        Kind(
            Theme(_named(steps.needs, need), _named(areas.names, area)),
            bool(by_link_worker),
            _named(steps.parties, party),
        ): count
        for (need, area, by_link_worker, party), count in found.items()
    }
    return dict(sorted(kinds.items()))


def _different(codes: Sequence[NDArray[Any]]) -> dict[tuple[int, ...], int]:
    """Return the different rows of columns of codes, with how many there are of each."""
    table = pd.DataFrame(dict(enumerate(codes)))
    n_of = table.groupby(list(table.columns), sort=False).size()
    return dict(zip(n_of.index.tolist(), n_of.tolist(), strict=True))


def _named(names: tuple[str, ...], code: int) -> str:
    return "" if code == NOBODY else names[code]


def _whole(room: pd.DataFrame) -> dict[str, int]:
    return {str(id_): whole_people(people) for id_, people in room["capacity"].items()}


def _tied(snapshot: Snapshot, table: str, span: Span) -> dict[str, set[str]]:
    """Return who is tied to each target of a tie, on any day of the span."""
    rows = snapshot.table(table)
    rows = rows[days_held(rows, span) > 0]
    found: dict[str, set[str]] = defaultdict(set)
    for party, target in zip(rows["from_id"], rows["to_id"], strict=True):
        found[target].add(party)
    return dict(found)
