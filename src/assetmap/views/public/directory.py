"""One public place on one day, with everything that its pages look up again and again."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.model.nesting import chains, parents
from assetmap.search import SearchIndex
from assetmap.views.public.areas import Areas, names_of
from assetmap.views.public.checked import Checked, checked
from assetmap.views.public.days import Occasion, occasions
from assetmap.views.public.ends import ends_by_name, rows_by_end
from assetmap.views.public.lines import (
    ActivityLine,
    LocationLine,
    OrganisationLine,
    SessionLine,
    activity_lines,
    location_lines,
    organisation_lines,
    session_lines,
)
from assetmap.views.public.near import (
    Points,
    points_of,
)
from assetmap.views.public.need import NeedLine, need_lines
from assetmap.views.public.sieve import Sieve
from assetmap.views.public.stories import StoryLine, story_lines

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from assetmap.release.public_place import PublicPlace

_NOT_RUNNING: Final = frozenset({"defunct", "inactive"})


class Directory(Areas):
    """A public place on one day.

    Parameters
    ----------
    place
        All that anybody may see.
    day
        Today: what has ended is not found, and dates are told from here on.

    Notes
    -----
    Parts are made when first asked for, and never change: one directory serves all who ask until
    the place or the day is another.
    """

    def __init__(self, place: PublicPlace, day: dt.date) -> None:
        super().__init__(place)
        self.day = day
        self.key = f"{place.key}-{day:%Y%m%d}"

    @cached_property
    def activities(self) -> tuple[ActivityLine, ...]:
        """Every activity, also those that have ended, in the order of the place."""
        return activity_lines(self.place.activities)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row by id of an activity."""
        return {activity.id: row for row, activity in enumerate(self.activities)}

    @cached_property
    def is_running(self) -> npt.NDArray[np.bool_]:
        """By row of the activities, whether it has not ended and is not closed for good."""
        return np.array([self.runs(each) for each in self.activities], dtype=bool)

    def warm(self) -> None:
        """Make what the first to ask would otherwise wait for."""
        for part in (self.search, self.id_ranks, self.soonest, self.points, self.postcodes):
            del part
        self.sieve.warm()

    def runs(self, activity: ActivityLine) -> bool:
        """Tell whether an activity has not ended, by its own dates and status."""
        has_ended = activity.valid_to is not None and activity.valid_to <= self.day
        return not has_ended and activity.status not in _NOT_RUNNING

    @cached_property
    def search(self) -> SearchIndex:
        """The index of the activities."""
        return SearchIndex(self.place)

    @cached_property
    def checks(self) -> tuple[Checked, ...]:
        """By row of the activities, what follows from its last check."""
        known: dict[dt.date | None, Checked] = {}
        for each in self.activities:
            if each.assured_on not in known:
                known[each.assured_on] = checked(each.assured_on, self.day)
        return tuple(known[each.assured_on] for each in self.activities)

    @cached_property
    def check_weights(self) -> npt.NDArray[np.float64]:
        """By row of the activities, what a fit counts."""
        return np.array([each.weight for each in self.checks])

    @cached_property
    def id_ranks(self) -> npt.NDArray[np.int64]:
        """By row of the activities, which it is in the order of ids."""
        order = sorted(range(len(self.activities)), key=lambda row: self.activities[row].id)
        ranks = np.empty(len(order), dtype=np.int64)
        ranks[order] = np.arange(len(order))
        return ranks

    @cached_property
    def soonest(self) -> npt.NDArray[np.float64]:
        """By row of the activities, how many days until it meets next; infinite if not known."""
        first = [each[0].on if each else None for each in self.occasions_of]
        return np.array([np.inf if on is None else (on - self.day).days for on in first], float)

    @cached_property
    def sieve(self) -> Sieve:
        """Which activities pass what is asked."""
        return Sieve(self)

    @cached_property
    def organisations(self) -> dict[str, OrganisationLine]:
        """Organisations by id."""
        return {each.id: each for each in organisation_lines(self.place.organisations)}

    @cached_property
    def locations(self) -> dict[str, LocationLine]:
        """Locations by id."""
        return {each.id: each for each in location_lines(self.place.locations)}

    @cached_property
    def sessions_of(self) -> dict[str, tuple[SessionLine, ...]]:
        """Sessions by activity that have not ended; those that have yet to begin are among them."""
        found: dict[str, list[SessionLine]] = defaultdict(list)
        for each in session_lines(self.place.sessions):
            if each.valid_to is None or each.valid_to > self.day:
                found[each.activity_id].append(each)
        return {activity_id: tuple(lines) for activity_id, lines in found.items()}

    @cached_property
    def occasions_of(self) -> tuple[tuple[Occasion, ...], ...]:
        """By row of the activities, when it meets next, the soonest first."""
        return tuple(
            occasions(self.sessions_of.get(each.id, ()), self.day) if self.runs(each) else ()
            for each in self.activities
        )

    @cached_property
    def need_names(self) -> dict[str, str]:
        """Names by id of a need."""
        return names_of(self.place.needs)

    @cached_property
    def community_names(self) -> dict[str, str]:
        """Names by id of a community."""
        return names_of(self.place.communities)

    @cached_property
    def need_chains(self) -> dict[str, tuple[str, ...]]:
        """By id of a need, itself and those that it is part of, the nearest first."""
        return chains(parents(self.place.needs, "parent_id"))

    @cached_property
    def need_lines(self) -> dict[str, NeedLine]:
        """Needs by id, with how many activities there are for each."""
        return need_lines(self)

    @cached_property
    def towns(self) -> tuple[str, ...]:
        """Names of the areas at the level of towns, else of the towns in addresses."""
        named = {
            self.area_names[code] for code, level in self.area_levels.items() if level == "town"
        }
        return tuple(sorted(named or {each.town for each in self.locations.values() if each.town}))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages spoken at any activity."""
        return tuple(sorted({spoken for each in self.activities for spoken in each.languages}))

    def running_rows(self, rows: npt.NDArray[np.int64]) -> tuple[int, ...]:
        """Return those of `rows` that run: what meets soonest first, what was not checked last."""
        kept = rows[self.is_running[rows]]
        order = np.lexsort((self.id_ranks[kept], self.soonest[kept], -self.check_weights[kept]))
        return tuple(kept[order].tolist())

    @cached_property
    def needs_of(self) -> dict[str, tuple[str, ...]]:
        """By activity the needs that it meets, by name."""
        return ends_by_name(self.place.meets, self.need_names, self.day)

    @cached_property
    def communities_of(self) -> dict[str, tuple[str, ...]]:
        """By activity the communities that it welcomes, by name."""
        return ends_by_name(self.place.welcomes, self.community_names, self.day)

    @cached_property
    def areas_served(self) -> dict[str, tuple[str, ...]]:
        """By activity the areas that it serves, by name."""
        return ends_by_name(self.place.serves, self.area_names, self.day)

    @cached_property
    def run_by(self) -> dict[str, tuple[int, ...]]:
        """By organisation the rows of the activities that it runs."""
        found: dict[str, list[int]] = defaultdict(list)
        for row, each in enumerate(self.activities):
            if each.organisation_id:
                found[each.organisation_id].append(row)
        return {id_: tuple(rows) for id_, rows in found.items()}

    @cached_property
    def stories(self) -> tuple[StoryLine, ...]:
        """Stories that may be shown, the newest first."""
        return story_lines(self)

    @cached_property
    def leads(self) -> dict[str, tuple[str, ...]]:
        """By organisation the communities that lead it, by name."""
        return ends_by_name(self.place.led_by, self.community_names, self.day)

    @cached_property
    def rows_in(self) -> dict[str, npt.NDArray[np.int64]]:
        """By area the rows of the activities that meet at a place in it."""
        found: dict[str, dict[int, None]] = defaultdict(dict)
        for row, activity in enumerate(self.activities):
            for place in self.places_of(activity.id):
                for code in self.area_chains.get(place.area_code, ()):
                    found[code][row] = None
        return {code: np.array([*rows], dtype=np.int64) for code, rows in found.items()}

    @cached_property
    def organisations_in(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """By area the ids and names of the organisations based in it, by name."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for each in sorted(self.organisations.values(), key=lambda e: (e.name.casefold(), e.id)):
            place = self.locations.get(each.location_id)
            for code in self.area_chains.get(place.area_code, ()) if place else ():
                found[code].append((each.id, each.name))
        return {code: tuple(named) for code, named in found.items()}

    @cached_property
    def rows_meeting(self) -> dict[str, npt.NDArray[np.int64]]:
        """By need the rows of the activities that meet it or one within it."""
        return rows_by_end(self.row_of, self.needs_of, self.need_chains)

    @cached_property
    def rows_welcoming(self) -> dict[str, npt.NDArray[np.int64]]:
        """By community the rows of the activities that welcome it."""
        return rows_by_end(self.row_of, self.communities_of, {})

    @cached_property
    def rows_serving(self) -> dict[str, npt.NDArray[np.int64]]:
        """By area the rows of the activities that serve it or an area within it."""
        return rows_by_end(self.row_of, self.areas_served, self.area_chains)

    @cached_property
    def points(self) -> Points:
        """Where activities meet."""
        return points_of(self)

    def distances_from(self, row: int) -> npt.NDArray[np.float64]:
        """Return how far each activity is from where one meets, in metres; else infinite."""
        places = self.places_of(self.activities[row].id)
        for place in places:
            if place.latitude is not None and place.longitude is not None:
                n = len(self.activities)
                return self.points.nearest_m(place.latitude, place.longitude, n)
        return np.full(len(self.activities), np.inf)

    def places_of(self, activity_id: str) -> tuple[LocationLine, ...]:
        """Return where an activity meets, in the order of its sessions."""
        ids = (each.location_id for each in self.sessions_of.get(activity_id, ()))
        return tuple(self.locations[id_] for id_ in dict.fromkeys(ids) if id_ in self.locations)
