"""By whom the people of a span could be taken on: link workers, and activities for what matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.measures.flows.by_day import ByDay
from assetmap.measures.flows.capacity import activity_rooms, days_held, link_worker_rooms
from assetmap.measures.flows.groupings import step_groups
from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.steps import NOBODY, frozen, steps_of
from assetmap.measures.flows.takers import Takers, covering
from assetmap.measures.flows.within_reach import hubs_of
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.links import Links
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

DIRECT: Final = -1
"""The taker of those who went to an activity directly."""


@dataclass(frozen=True, eq=False)
class Ways:
    """Who could be taken on by whom, in whole people.

    A theme is what matters and where; a kind is people of one theme who could be taken on by the
    same link workers, who together are a taker; a hub is activities that whoever may go to one
    of them may go to all.

    Attributes
    ----------
    needs, areas
        Names; the last of each is "", for what is not written down.
    theme_need, theme_area
        Of each theme, codes in them, -1 for what is not written down; in order.
    kind_theme, kind_taker, kind_n
        Of each kind its theme, its taker (`DIRECT` of people who went to an activity directly)
        and how many people there are; by theme, `DIRECT` first.
    sources
        Of each taker the party that it takes people from; "" if it takes those of an area whom
        nobody covers.
    takes
        Links of takers to link workers.
    workers, worker_room
        Link workers whose room is known, by id, and for how many people each has room.
    leads
        Links of themes to hubs: no activity is in two hubs of one theme.
    holds
        Links of hubs to activities.
    activities, activity_room
        As of link workers.
    n_unknown
        How many link workers and activities are there whose room is not known.
    """

    needs: tuple[str, ...]
    areas: tuple[str, ...]
    theme_need: NDArray[np.int32]
    theme_area: NDArray[np.int32]
    kind_theme: NDArray[np.int32]
    kind_taker: NDArray[np.int32]
    kind_n: NDArray[np.int32]
    sources: tuple[str, ...]
    takes: Links
    workers: tuple[str, ...]
    worker_room: NDArray[np.int64]
    leads: Links
    holds: Links
    activities: tuple[str, ...]
    activity_room: NDArray[np.int64]
    n_unknown: int

    @property
    def demand(self) -> int:
        """How many people there are."""
        return int(self.kind_n.sum())

    def of_themes(self, of_kinds: NDArray[Any]) -> NDArray[np.int64]:
        """Return the sums of numbers of the kinds of each theme."""
        starts = np.flatnonzero(np.diff(self.kind_theme, prepend=-1))  # every theme has a kind
        return np.add.reduceat(of_kinds, starts, dtype=np.int64) if len(starts) else of_kinds[:0]

    @property
    def n_themes(self) -> int:
        """How many themes there are."""
        return len(self.theme_need)


def whole_people(room: Any) -> Any:
    """Return room in whole people: nobody is taken on in part. A half is rounded up.

    Examples
    --------
    >>> int(whole_people(18.4)), int(whole_people(18.5))
    (18, 19)
    """
    return np.floor(np.asarray(room, np.float64) + 0.5).astype(np.int64)


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
    than a ward counts as its ward. Takes time in the number of steps, of ties, and of themes.
    """
    workers = link_worker_rooms(snapshot, span)
    activities = activity_rooms(snapshot, span, weeks_a_place_is_held)
    covered = covering(snapshot, span)
    areas = step_groups(snapshot, steps, "area")
    begun = _begun(snapshot) if steps is steps_of(snapshot) else _begun_by(snapshot, steps)
    found = _Kinds.of(begun, span, covered)
    asked = found.taken_by(begun, areas.names)
    takers = Takers.of(snapshot, span, asked, covered, workers.ids.tolist())
    needs = (found.theme_need, (*steps.needs, ""))
    lived = (found.theme_area, (*areas.names, ""))
    hubs = hubs_of(snapshot, span, needs, lived, activities)
    n_there = sum(
        int((days_held(snapshot.table(label), span) > 0).sum())
        for label in ("LinkWorker", "Activity")
    )
    return Ways(
        needs=needs[1],
        areas=lived[1],
        theme_need=found.theme_need,
        theme_area=found.theme_area,
        kind_theme=found.theme,
        kind_taker=found.taker,
        kind_n=found.n,
        sources=takers.sources,
        takes=takers.takes,
        workers=tuple(workers.ids.tolist()),
        worker_room=frozen(whole_people(workers.capacity)),
        leads=hubs.leads,
        holds=hubs.holds,
        activities=tuple(activities.ids.tolist()),
        activity_room=frozen(whole_people(activities.capacity)),
        n_unknown=max(n_there - len(workers) - len(activities), 0),
    )


@dataclass(frozen=True, eq=False)
class _Kinds:
    """People put together by theme and taker; a taker is a number of `keys`."""

    theme_need: NDArray[np.int32]
    theme_area: NDArray[np.int32]
    theme: NDArray[np.int32]
    taker: NDArray[np.int32]
    n: NDArray[np.int32]
    keys: NDArray[np.int64]
    n_parties: int

    @classmethod
    def of(cls, begun: _Begun, span: Span, covered: Collection[str]) -> _Kinds:
        n = begun.journeys.between(*span.numbers)
        there = np.flatnonzero(n)
        # A party that is covered, else the area, after the parties; nobody before all.
        is_covered = np.array([*(each in covered for each in begun.sources), False, False])
        source, theme = begun.source[there], begun.theme[there]
        area = begun.theme_area[theme]
        n_parties = len(begun.sources)
        taker = np.where(is_covered[source], source, n_parties + 1 + area).astype(np.int64)
        taker[source == DIRECT - 1] = DIRECT
        n_takers = n_parties + begun.n_areas + 1
        keys, n = _summed(theme * np.int64(n_takers) + taker + 1, n[there])
        themes, takers = keys // n_takers, keys % n_takers - 1
        is_new = np.diff(themes, prepend=-1) > 0
        is_known = np.bincount(takers + 1, minlength=n_takers + 1) > 0
        numbers = np.cumsum(is_known[1:]) - 1
        return cls(
            theme_need=frozen(begun.theme_need[themes[is_new]]),
            theme_area=frozen(begun.theme_area[themes[is_new]]),
            theme=frozen((np.cumsum(is_new) - 1).astype(np.int32)),
            taker=frozen(np.where(takers < 0, DIRECT, numbers[takers]).astype(np.int32)),
            n=frozen(n.astype(np.int32)),
            keys=np.flatnonzero(is_known[1:]),
            n_parties=n_parties,
        )

    def taken_by(self, begun: _Begun, areas: Sequence[str]) -> list[tuple[str, str]]:
        """Return of each taker the party that it takes people from, or "", and their area."""
        named = (*areas, "")
        return [
            (begun.sources[key], "")
            if key < self.n_parties
            else ("", named[key - self.n_parties - 1])
            for key in self.keys.tolist()
        ]


def _summed(keys: NDArray[np.int64], n: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Return what there is among keys, rising, and the sum of the numbers of each."""
    if (np.diff(keys) > 0).all():  # as when every party is covered
        return keys, n
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[starts], np.add.reduceat(n[order], starts)


@dataclass(frozen=True, eq=False)
class _Begun:
    """With what journeys began: of each kind its theme and the party that referred it.

    `source` is a number of `sources`, which are the parties that ever referred to a link worker;
    -1 of people who came to one by themselves, -2 of those who went to an activity directly.
    Kinds are by theme, those who went directly first, those who came by themselves last.
    """

    theme_need: NDArray[np.int32]
    theme_area: NDArray[np.int32]
    theme: NDArray[np.int32]
    source: NDArray[np.int32]
    sources: tuple[str, ...]
    n_areas: int
    journeys: ByDay


@once
def _begun(snapshot: Snapshot) -> _Begun:
    return _begun_by(snapshot, steps_of(snapshot))


def _begun_by(snapshot: Snapshot, steps: Steps) -> _Begun:
    journeys = kept_journeys(steps)
    areas = step_groups(snapshot, steps, "area")
    first = journeys.first
    is_led = _by_worker(snapshot, steps)[steps.target[first]]
    refers = np.zeros(len(steps.parties) + 1, dtype=bool)
    refers[steps.source[first[is_led]]] = True
    refers[-1] = False
    numbers = np.append(np.cumsum(refers[:-1]) - 1, NOBODY)
    source = np.where(is_led, numbers[steps.source[first]], DIRECT - 1)
    n_areas = len(areas.names) + 1
    theme = (steps.need[first] + 1).astype(np.int64) * n_areas + areas.codes[first] + 1
    width = int(refers.sum()) + 2
    place = np.where(source < 0, np.where(source == NOBODY, width - 1, 0), source + 1)
    keys, kinds = np.unique(theme * width + place, return_inverse=True)
    themes, of_kind = np.unique(keys // width, return_inverse=True)
    place = keys % width
    of_place = np.array([DIRECT - 1, *range(width - 2), NOBODY], dtype=np.int32)
    return _Begun(
        theme_need=frozen((themes // n_areas - 1).astype(np.int32)),
        theme_area=frozen((themes % n_areas - 1).astype(np.int32)),
        theme=frozen(of_kind.astype(np.int32)),
        source=frozen(of_place[place]),
        sources=tuple(steps.parties[each] for each in np.flatnonzero(refers).tolist()),
        n_areas=n_areas,
        journeys=ByDay.of(kinds.astype(np.int32), journeys.made, len(keys)),
    )


def _by_worker(snapshot: Snapshot, steps: Steps) -> NDArray[np.bool_]:
    """Tell of each party whether it is a link worker; the last place is that of nobody."""
    workers = set(snapshot.table("LinkWorker")["id"])
    return np.array([*(party in workers for party in steps.parties), False], dtype=bool)
