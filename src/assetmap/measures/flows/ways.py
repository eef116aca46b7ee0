"""By whom the people of a span could be taken on: link workers, and activities for what matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from assetmap.measures.flows.capacity import activity_rooms, days_held, link_worker_rooms
from assetmap.measures.flows.groupings import step_groups
from assetmap.measures.flows.kinds import DIRECT, begun_by, recalled
from assetmap.measures.flows.steps import frozen
from assetmap.measures.flows.takers import Takers, covering
from assetmap.measures.flows.within_reach import hubs_of, standing_in

__all__ = ["DIRECT", "Ways", "ways", "whole_people"]

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.links import Links
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot


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
        and how many people there are, 0 where they came on other days; by theme, `DIRECT` first.
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
    begun = begun_by(snapshot, steps)
    found = begun.kinds(covered)
    asked = found.taken_by(begun, areas.names)
    takers = Takers.of(snapshot, span, asked, covered, workers.ids.tolist())
    needs = (found.theme_need, (*steps.needs, ""))
    lived = (found.theme_area, (*areas.names, ""))
    standing = standing_in(snapshot, span, activities)
    hubs = recalled(found.hubs, standing.key, lambda: hubs_of(standing, needs, lived))
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
        kind_n=frozen(found.n(begun.journeys.between(*span.numbers))),
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
