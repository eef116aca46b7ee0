"""Activities for what matters to people where they live, put together so that each is met once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.measures.flows.capacity import day_bounds, room_ids
from assetmap.measures.flows.groupings import rolled_up_areas
from assetmap.measures.flows.links import Links
from assetmap.measures.flows.ordering import distinct
from assetmap.measures.flows.steps import frozen
from assetmap.measures.memory import once
from assetmap.model.nesting import area_chains, chains, parents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Rooms, Span
    from assetmap.model import Snapshot

    Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]

_NOWHERE: Final = -1


@dataclass(frozen=True, eq=False)
class Hubs:
    """Activities that whoever may go to one of them may go to all.

    Attributes
    ----------
    leads
        Links of themes to hubs; no activity is in two hubs of one theme.
    holds
        Links of hubs to activities.
    """

    leads: Links
    holds: Links


@dataclass(frozen=True, eq=False)
class Standing:
    """What activities with room meet and serve on any day of a span.

    Attributes
    ----------
    key
        The same for two spans in which all of it is the same.
    """

    key: bytes
    known: _Standing
    numbers: NDArray[np.int64]
    n_activities: int
    meets: NDArray[np.bool_]
    serves: NDArray[np.bool_]


def standing_in(snapshot: Snapshot, span: Span, activities: Rooms) -> Standing:
    """Return what some activities meet and serve.

    Parameters
    ----------
    snapshot
        The place.
    span
        Ties that hold on any day of it count.
    activities
        Those that have room.
    """
    known = _standing(snapshot)
    numbers = np.full(len(known.activities), _NOWHERE)
    at = known.of_rooms[activities.numbers]
    numbers[at[at != _NOWHERE]] = np.flatnonzero(at != _NOWHERE)
    meets, serves = (each.holds(span, numbers) for each in (known.meets, known.serves))
    said = b"".join(each.tobytes() for each in (numbers, meets, serves))
    key = hashlib.blake2b(said, digest_size=32).digest()
    return Standing(key, known, numbers, len(activities), meets, serves)


def hubs_of(
    standing: Standing,
    needs: tuple[NDArray[np.int32], Sequence[str]],
    areas: tuple[NDArray[np.int32], Sequence[str]],
) -> Hubs:
    """Return the activities to which people of each theme may go.

    Parameters
    ----------
    standing
        What activities meet and serve.
    needs, areas
        Of each theme the code, and the names that codes stand for; the last name is "".

    Notes
    -----
    A hub is a need and an area: of activities that meet this need and serve this area. An
    activity that meets a wider need too is not in the narrower one's, so that a theme, which
    leads to the hubs of its own need and area and of those around, has it once.
    """
    known, numbers, n_activities = standing.known, standing.numbers, standing.n_activities
    theme_needs = known.needs.codes(needs[1])[needs[0]]
    theme_areas = known.areas.codes(areas[1])[areas[0]]
    width = known.areas.any + 1
    narrow = known.needs.around[theme_needs, :-1]  # nothing meets every need because it says none
    led = _crossed(narrow, known.areas.around[theme_areas], width)
    meeting = known.meets.pairs(standing.meets, numbers, known.needs)
    serving = known.serves.pairs(standing.serves, numbers, known.areas)
    free = np.flatnonzero(np.bincount(serving[0], minlength=n_activities) == 0)
    serving = _with(serving, free, known.areas.whole)
    everybody = np.arange(n_activities)
    if (theme_needs == known.needs.any).any():
        meeting = _with(meeting, everybody, known.needs.any)
    if (theme_areas == known.areas.any).any():
        serving = _with(serving, everybody, known.areas.any)
    held = _joined(meeting, serving, width, n_activities)
    number = _numbers(led[1], held[1], (known.needs.any + 1) * width)
    n_hubs = int(number.max(initial=_NOWHERE)) + 1
    of_led, of_held = number[led[1]], number[held[1]]
    is_led, is_held = of_led != _NOWHERE, of_held != _NOWHERE
    return Hubs(
        Links.of(led[0][is_led], of_led[is_led], len(theme_needs)),
        Links.of(of_held[is_held], held[0][is_held], n_hubs),
    )


@dataclass(frozen=True, eq=False)
class _Nest:
    """Needs or areas, each with what it is part of.

    `around` has for each code itself and those around it, -1 where there are no more; then the
    codes `whole`, of all that there is, and `any`, of what is not written down.
    """

    code_of: Mapping[str, int]
    around: NDArray[np.int64]
    whole: int
    any: int

    @classmethod
    def of(cls, chain_of: Mapping[str, tuple[str, ...]], others: Iterable[str]) -> _Nest:
        names = sorted({*others, *(each for chain in chain_of.values() for each in chain)})
        code_of = {name: code for code, name in enumerate(names)}
        whole, anything = len(names), len(names) + 1
        depth = max(map(len, chain_of.values()), default=1)
        around = np.full((anything + 2, depth + 1), _NOWHERE, dtype=np.int64)
        for name, code in code_of.items():
            chain = [code_of[each] for each in chain_of.get(name, (name,))]
            around[code, : len(chain)] = chain
        around[:, depth] = whole
        around[anything] = _NOWHERE
        around[anything, 0] = anything
        return cls(code_of, frozen(around), whole, anything)

    def codes(self, names: Iterable[str]) -> NDArray[np.int64]:
        """Return the code of each name, `any` of "", -1 of one that nothing is known of."""
        return np.array(
            [self.code_of.get(name, _NOWHERE) if name else self.any for name in names], np.int64
        )

    def widest(self, pairs: Pairs) -> Pairs:
        """Return pairs of a thing and a code, those left out whose thing has a code around it."""
        things, codes = pairs
        width = self.any + 1
        keys = things * width + codes
        stays = np.ones(len(keys), dtype=bool)
        for depth in range(1, self.around.shape[1] - 1):
            wider = self.around[codes, depth]
            is_ring = (self.around[wider] == codes[:, None]).any(axis=1)
            counts = (wider != _NOWHERE) & (~is_ring | (wider < codes))
            stays &= ~(counts & np.isin(things * width + wider, keys))
        return things[stays], codes[stays]


@dataclass(frozen=True, eq=False)
class _Held:
    """Ties of activities: of which, to what, and on which days they hold."""

    party: NDArray[np.int64]
    target: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]

    def holds(self, span: Span, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell which ties hold on any day of a span, of those that have a number."""
        first, last = span.numbers
        found: NDArray[np.bool_] = np.minimum(self.ends, last) > np.maximum(self.begins, first)
        found &= numbers[self.party] != _NOWHERE
        return found

    def pairs(self, holds: NDArray[np.bool_], numbers: NDArray[np.int64], nest: _Nest) -> Pairs:
        """Return the ties that hold by the number of the activity, each pair once."""
        width = nest.any + 1
        keys = numbers[self.party[holds]] * width + self.target[holds]
        keys, _ = distinct(keys, len(numbers) * width)
        return nest.widest((keys // width, keys % width))


@dataclass(frozen=True, eq=False)
class _Standing:
    """What activities are tied to, on whatever day.

    `of_rooms` are the places of activities among these, as `room_ids` has them; -1 of unknown ones.
    """

    activities: tuple[str, ...]
    of_rooms: NDArray[np.int64]
    needs: _Nest
    areas: _Nest
    meets: _Held
    serves: _Held


@once
def _standing(snapshot: Snapshot) -> _Standing:
    activities = tuple(sorted(set(snapshot.table("Activity")["id"])))
    code_of = {activity: code for code, activity in enumerate(activities)}
    ward_of = rolled_up_areas(snapshot)
    needs = chains(parents(snapshot.table("Need"), "parent_id"))
    met, served = (snapshot.table(name)["to_id"].tolist() for name in ("MEETS", "SERVES"))
    served = [ward_of.get(area, area) for area in served]
    around = area_chains(snapshot)
    wards = {ward: around[ward] for ward in ward_of.values()}
    need_nest, area_nest = _Nest.of(needs, met), _Nest.of(wards, served)
    _, rooms = room_ids(snapshot)
    return _Standing(
        activities,
        np.array([code_of.get(each, _NOWHERE) for each in rooms.tolist()], dtype=np.int64),
        need_nest,
        area_nest,
        _held(snapshot, "MEETS", code_of, need_nest.codes(met)),
        _held(snapshot, "SERVES", code_of, area_nest.codes(served)),
    )


def _held(
    snapshot: Snapshot, table: str, code_of: Mapping[str, int], targets: NDArray[np.int64]
) -> _Held:
    rows = snapshot.table(table)
    party = np.array([code_of.get(each, _NOWHERE) for each in rows["from_id"].tolist()], np.int64)
    begins, ends = day_bounds(rows)
    ours = party != _NOWHERE  # link workers serve areas too
    return _Held(*(frozen(each[ours]) for each in (party, targets, begins, ends)))


def _crossed(one: NDArray[np.int64], other: NDArray[np.int64], width: int) -> Pairs:
    """Return the numbers of rows and the keys of every pair of a code of both in that row."""
    rows, keys = [], []
    for first in one.T:
        for second in other.T:
            there = np.flatnonzero((first != _NOWHERE) & (second != _NOWHERE))
            rows.append(there)
            keys.append(first[there] * width + second[there])
    return np.concatenate(rows), np.concatenate(keys)


def _with(pairs: Pairs, things: NDArray[Any], code: int) -> Pairs:
    """Return pairs and, of each of `things`, one more with a code."""
    more = np.full(len(things), code, dtype=np.int64)
    return np.concatenate([pairs[0], things]), np.concatenate([pairs[1], more])


def _joined(meeting: Pairs, serving: Pairs, width: int, n_activities: int) -> Pairs:
    """Return each activity with the key of every need that it meets and area that it serves."""
    areas = Links.of(*serving, n_activities)
    n_each = areas.n_each[meeting[0]]
    of_pair = np.repeat(np.arange(len(n_each)), n_each)
    place = np.arange(len(of_pair)) - np.repeat(np.cumsum(n_each) - n_each, n_each)
    activity = meeting[0][of_pair]
    area = areas.ends[areas.starts[activity] + place]
    return activity, meeting[1][of_pair] * width + area


def _numbers(led: NDArray[np.int64], held: NDArray[np.int64], n_keys: int) -> NDArray[np.int32]:
    """Return a number for each key that is among both, from 0, and -1 for every other."""
    both = np.zeros(n_keys, dtype=bool)
    both[led] = True
    is_held = np.zeros(n_keys, dtype=bool)
    is_held[held] = True
    both &= is_held
    found: NDArray[np.int32] = np.where(both, np.cumsum(both, dtype=np.int32) - 1, _NOWHERE)
    return found
