"""What can be gone to: every regular time of every running activity, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.measures.gaps.groups import Offered
from assetmap.measures.gaps.times import N_BANDS, SOME_TIME, band, part_of
from assetmap.measures.gaps.when_on import EVERY_PART, N_DAYS, bits_of, meetings_of
from assetmap.measures.memory import once
from assetmap.model import holding, running
from assetmap.model.nesting import chains, parents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.gaps.times import Time
    from assetmap.model import Snapshot

    Ints = NDArray[np.int64]
    Bits = NDArray[np.uint32]
    Numbers = NDArray[np.float64]

LARGEST_CAPACITY: Final = 30.0
"""Places at one time that a session has at most, unless told otherwise, where nobody said."""

_COMES: Final = frozenset({"online", "phone", "outreach"})
_FROM_ANYWHERE: Final = frozenset({"online", "phone"})


@dataclass(frozen=True, eq=False)
class Provision:
    """Offers: a regular time of an activity at a venue each, those of one activity together.

    Attributes
    ----------
    day
        The day on which all of it runs.
    activities
        Ids of the activities that have an offer, in order.
    sessions
        The id of each offer's session; empty where an activity has none.
    activity
        Number of each offer's activity.
    location
        Number of each offer's location in `locations`, -1 if it has none.
    locations
        Ids.
    known, possible
        When each is on, as bits of `times`: surely, and perhaps.
    capacity
        Places at one time; NaN if not known.
    meetings
        Meetings a week on each day, from Monday; NaN if not known.
    part
        The part of the day, -1 if not known.
    offered
        For whom each is.
    needs
        Ids of what matters, in order.
    met
        For each activity the numbers of what it meets: what it is tied to, the wider that this
        is part of, and all parts of it.
    serves
        For each activity the codes of the areas that it says it serves.
    comes
        Whether each activity comes to people (online, by phone, at home).
    from_anywhere
        Whether each can be had from anywhere, and does not say where it serves.
    """

    day: dt.date
    activities: tuple[str, ...]
    sessions: tuple[str, ...]
    activity: Ints
    location: Ints
    locations: tuple[str, ...]
    known: Bits
    possible: Bits
    capacity: Numbers
    meetings: Numbers
    part: Ints
    offered: Offered
    needs: tuple[str, ...]
    met: tuple[Ints, ...]
    serves: tuple[frozenset[str], ...]
    comes: NDArray[np.bool_]
    from_anywhere: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return how many offers there are."""
        return len(self.sessions)

    @cached_property
    def met_flat(self) -> tuple[Ints, Ints]:
        """The number of the activity and of what it meets, of each pair in `met`, in its order."""
        lengths = np.array([len(each) for each in self.met], dtype=np.int64)
        numbers = np.concatenate([np.empty(0, dtype=np.int64), *self.met])
        return np.repeat(np.arange(len(self.met)), lengths), numbers

    def places(self, *, largest: float | None = None) -> Numbers:
        """Return places a week by offer and bit of the week (`times`), the last for any time.

        Parameters
        ----------
        largest
            None counts what is known alone. A number gives what there can be at most: so many
            places where capacity is not known, on each day and in each part where these are not.
        """
        if largest is None:
            rates = np.where(np.isnan(self.meetings), 0.0, self.meetings)
            rates[self.known == 0] = 0.0  # not known to be at this place at all
            capacity = np.where(np.isnan(self.capacity), 0.0, self.capacity)
        else:
            rates = np.where(np.isnan(self.meetings), 1.0, self.meetings)
            capacity = np.where(np.isnan(self.capacity), largest, self.capacity)
        found = np.zeros((len(self), N_BANDS + 1))
        for day in range(N_DAYS):
            for part in EVERY_PART:
                is_then = (self.part == part) | ((self.part < 0) & (largest is not None))
                found[:, band(day, part)] = rates[:, day] * capacity * is_then
        found[:, SOME_TIME] = rates.sum(axis=1) * capacity
        return found

    def places_at(self, times: Sequence[Time], *, largest: float | None = None) -> Numbers:
        """Return places a week by offer and time; `largest` as of `places`."""
        by_bit = self._places_kept(largest)
        bits = range(SOME_TIME + 1)
        is_in = np.array([[time.mask >> bit & 1 for bit in bits] for time in times])
        # A session whose hour is not known is in one part of its day, though it may be in each.
        whole: Numbers = by_bit[:, [SOME_TIME]]
        found: Numbers = np.minimum(by_bit @ is_in.reshape(len(times), len(bits)).T, whole)
        return found

    def _places_kept(self, largest: float | None) -> Numbers:
        if largest not in self._kept:
            found = self.places(largest=largest)
            found.flags.writeable = False  # shared by all who ask
            # One for what is known and one for what there may be: more are seldom asked for.
            if len(self._kept) > 1:
                self._kept.clear()
            self._kept[largest] = found
        return self._kept[largest]

    @cached_property
    def _kept(self) -> dict[float | None, Numbers]:
        return {}


@once
def provision(snapshot: Snapshot, day: dt.date) -> Provision:
    """Return what can be gone to on a day; worked out once for a snapshot and a day.

    Parameters
    ----------
    snapshot
        The place.
    day
        Activities that run then, and sessions, ties and venues that hold then, count.

    Returns
    -------
    Provision
        By activity, then session. An activity that never had a session is one offer that is only
        possible, at the location of who runs it; one whose sessions have all ended has none.

    Notes
    -----
    A session is surely on in a band if its rule has it there `LEAST_IN_SPAN` times in `N_WEEKS`
    weeks and its hour is written down; perhaps, if its rule has it there at all, if the days are
    not known, or if the hour is not: then in every part of its days. Takes time in the rows.
    """
    rows = running(snapshot.table("Activity"), day).sort_values("id").reset_index(drop=True)
    offers = _offers(snapshot, rows, day)
    keeps = np.unique(offers["activity"].to_numpy("int64"))
    rows = rows.iloc[keeps].reset_index(drop=True)
    activity = np.searchsorted(keeps, offers["activity"].to_numpy("int64"))
    places, locations = pd.factorize(offers["location_id"], sort=True)
    meetings = meetings_of(offers, day)
    parts = [part_of(each) for each in offers["starts_at_local"].tolist()]
    part = np.array([-1 if each is None else each for each in parts], dtype=np.int64)
    has_session = offers["id"].ne("").to_numpy()
    known, possible = bits_of(meetings, part, has_session)
    needs, met = _met(snapshot, rows["id"].tolist(), day)
    serves = _serves(snapshot, rows["id"].tolist(), day)
    mode = rows["mode"].fillna("")
    return Provision(
        day=day,
        activities=tuple(rows["id"]),
        sessions=tuple(offers["id"]),
        activity=activity,
        location=places.astype(np.int64),
        locations=tuple(locations),
        known=known,
        possible=possible,
        capacity=np.asarray(offers["capacity"].astype("float64"), dtype=np.float64),
        meetings=meetings,
        part=part,
        offered=_offered(snapshot, rows, offers, activity, day),
        needs=needs,
        met=met,
        serves=serves,
        comes=mode.isin(_COMES).to_numpy(),
        from_anywhere=mode.isin(_FROM_ANYWHERE).to_numpy()
        & np.array([not s for s in serves], bool),
    )


def _offers(snapshot: Snapshot, rows: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the sessions that hold, and activities that never had one, by activity."""
    columns = ["id", "location_id", "schedule", "starts_at_local", "capacity", "valid_from"]
    # Ids by Python's own sets and dictionaries: a column of texts is slow to ask for each.
    number_of = {id_: number for number, id_ in enumerate(rows["id"].tolist())}
    sessions = snapshot.table("Session")
    ever = set(sessions["activity_id"].tolist())
    is_without = np.array([id_ not in ever for id_ in number_of], dtype=np.bool_)
    without = rows[is_without]
    based = parents(snapshot.table("Organisation"), "location_id")
    held = holding(sessions, day)
    numbers = np.array([number_of.get(id_, -1) for id_ in held["activity_id"].tolist()], np.int64)
    given = held.loc[numbers >= 0, columns].assign(activity=numbers[numbers >= 0])
    bare: dict[str, Any] = {
        "id": "",
        "activity": np.flatnonzero(is_without),
        "location_id": [based.get(each) for each in without["organisation_id"].tolist()],
    }
    both = [given, pd.DataFrame(bare, columns=given.columns).astype(given.dtypes)]
    offers = pd.concat([each for each in both if len(each)] or both[:1], ignore_index=True)
    return offers.sort_values(["activity", "id"], kind="stable").reset_index(drop=True)


def _met(
    snapshot: Snapshot, activities: list[str], day: dt.date
) -> tuple[tuple[str, ...], tuple[Ints, ...]]:
    rows = holding(snapshot.table("Need"), day)
    above = chains(parents(rows, "parent_id"))
    needs = tuple(sorted(above))
    number_of = {need: number for number, need in enumerate(needs)}
    below: dict[str, set[str]] = {need: set() for need in needs}
    for need, chain in above.items():
        for each in chain:
            if each in below:
                below[each].add(need)
    # A wider need is met by what meets a part of it, and a part by what meets the whole.
    answers = {
        need: {number_of[each] for each in (*above[need], *below[need]) if each in number_of}
        for need in needs
    }
    ties = holding(snapshot.table("MEETS"), day)
    met: dict[str, set[int]] = {}
    for activity, need in zip(ties["from_id"].tolist(), ties["to_id"].tolist(), strict=True):
        met.setdefault(activity, set()).update(answers.get(need, ()))
    return needs, tuple(np.array(sorted(met.get(each, ())), dtype=np.int64) for each in activities)


def _serves(snapshot: Snapshot, activities: list[str], day: dt.date) -> tuple[frozenset[str], ...]:
    served = _ends(snapshot, "SERVES", day)
    return tuple(frozenset(served.get(each, ())) for each in activities)


def _ends(snapshot: Snapshot, tie: str, day: dt.date) -> Mapping[str, list[str]]:
    ties = holding(snapshot.table(tie), day)
    found: dict[str, list[str]] = {}
    for one, other in zip(ties["from_id"].tolist(), ties["to_id"].tolist(), strict=True):
        found.setdefault(one, []).append(other)
    return found


def _offered(
    snapshot: Snapshot, rows: pd.DataFrame, offers: pd.DataFrame, activity: Ints, day: dt.date
) -> Offered:
    own = rows.iloc[activity].reset_index(drop=True)
    places = snapshot.table("Location")
    at = dict(zip(places["id"].tolist(), places["accessibility"].tolist(), strict=True))
    said = (at.get(each) for each in offers["location_id"].tolist())
    of_venue = [each if isinstance(each, str) else "" for each in said]
    welcomes, led_by = _ends(snapshot, "WELCOMES", day), _ends(snapshot, "LED_BY", day)
    communities = [
        frozenset((*welcomes.get(id_, ()), *led_by.get(runs, ())))
        for id_, runs in zip(rows["id"].tolist(), rows["organisation_id"].tolist(), strict=True)
    ]
    kept = own[["minimum_age", "maximum_age", "cost", "languages"]]
    access = own["accessibility"].fillna("").astype(str) + "; " + pd.Series(of_venue, dtype=object)
    return Offered(
        kept.assign(access=access), tuple(communities[number] for number in activity.tolist())
    )
