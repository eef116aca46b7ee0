"""Who could fill a gap: organisations with the skill, the room and the trust."""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.measures.gaps.reach import costs_of_places
from assetmap.measures.gaps.rooms import rooms
from assetmap.measures.memory import once
from assetmap.model import running
from assetmap.model.nesting import parents
from assetmap.network import project_partnerships

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

_NO_WAY: Final[tuple[tuple[str, ...], float]] = ((), 0.0)


class Broker(NamedTuple):
    """An organisation that could fill a gap, or help to.

    Attributes
    ----------
    organisation_id
        Who.
    activities
        Skill: what it runs already for this or for a part of it, by id.
    venues
        Room: locations within reach that it has the use of, with the days of the time asked for
        on which each is free; a venue whose days are not recorded has none.
    days_unknown
        Venues within reach that it has the use of, of which no free day is recorded.
    way
        Trust: ids from an organisation that serves the area to this one, over partnerships; one
        id if it serves the area itself, none if no way leads there.
    strength
        Of the weakest partnership on that way, 1 (aware) to 4 (integrated); the strongest of
        the shortest ways is taken. 0 without a way, or one of a single id.
    """

    organisation_id: str
    activities: tuple[str, ...]
    venues: tuple[tuple[str, tuple[str, ...]], ...]
    days_unknown: tuple[str, ...]
    way: tuple[str, ...]
    strength: float


def brokers(
    snapshot: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int], *, at_most: int = 10
) -> tuple[Broker, ...]:
    """Return who could fill a gap, the likeliest first.

    Parameters
    ----------
    snapshot
        What this reader may see of the place that `matrix` is of.
    matrix
        What can be reached.
    cell
        Numbers of area, what matters, group and time.
    at_most
        Most organisations returned, at least 1.

    Returns
    -------
    tuple
        Running organisations with skill or room: by how many of skill, room and trust they have,
        then the shorter and the stronger way, more that they run for it, more venues, and id.

    Notes
    -----
    A way goes over partnerships whichever side claims them, and its strength is that of the
    claim of more. An organisation serves the area if it lies there, or runs something that is
    held there or says that it serves it. Takes time in the partnerships, offers and venues.
    """
    day = matrix.offers.day
    there = set(running(snapshot.table("Organisation"), day)["id"])
    skills = _skills(snapshot, matrix, cell[1])
    known, unknown = _rooms(snapshot, matrix, cell)
    ways = _ways(snapshot, _serving(snapshot, matrix, matrix.areas[cell[0]]) & there)
    turns = []
    for each in there & {*skills, *known, *unknown}:
        n_skills, n_rooms = len(skills.get(each, ())), len(known.get(each, ()))
        way, strength = ways.get(each, _NO_WAY)
        n_reasons = bool(n_skills) + bool(n_rooms) + bool(way)
        turns.append((-n_reasons, len(way) or np.inf, -strength, -n_skills, -n_rooms, each))
    return tuple(
        Broker(
            organisation_id=each,
            activities=tuple(sorted(skills.get(each, ()))),
            venues=tuple(sorted(known.get(each, {}).items())),
            days_unknown=tuple(sorted(unknown.get(each, ()))),
            way=ways.get(each, _NO_WAY)[0],
            strength=ways.get(each, _NO_WAY)[1],
        )
        for *_, each in nsmallest(at_most, turns)
    )


def _skills(snapshot: Snapshot, matrix: GapMatrix, need: int) -> dict[str, set[str]]:
    runs = _runs(snapshot)
    begins, numbers = matrix.met
    meets = np.searchsorted(begins, np.flatnonzero(numbers == need), side="right") - 1
    found: dict[str, set[str]] = defaultdict(set)
    for number in meets.tolist():
        activity = matrix.offers.activities[number]
        if organisation := runs.get(activity):
            found[organisation].add(activity)
    return found


@once
def _runs(snapshot: Snapshot) -> Mapping[str, str | None]:
    """Return who runs each activity."""
    return parents(snapshot.table("Activity"), "organisation_id")


def _rooms(
    snapshot: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int]
) -> tuple[dict[str, dict[str, tuple[str, ...]]], dict[str, set[str]]]:
    starts = matrix.starts.of_area(cell[0])
    near = set(costs_of_places(snapshot, starts, matrix.choice.reach)["place"])
    wanted = matrix.times[cell[3]].days
    known: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    unknown: dict[str, set[str]] = defaultdict(set)
    for one, place, free in rooms(snapshot, matrix.offers.day):
        if place not in near:
            continue
        if not free:
            unknown[one].add(place)
        elif days := tuple(day for day in wanted if day in free):
            known[one][place] = days
    return known, unknown


def _serving(snapshot: Snapshot, matrix: GapMatrix, area: str) -> set[str]:
    chain_of = matrix.starts.chain_of
    inside = {code for code, chain in chain_of.items() if area in chain}
    around = {*chain_of.get(area, (area,)), *inside}
    at, bodies = _held_in(snapshot)
    runs = _runs(snapshot)
    found = {body for code in inside for body in bodies.get(code, ())}
    offers = matrix.offers
    is_inside = np.array([at.get(each) in inside for each in offers.locations] + [False])
    for number in np.unique(offers.activity[is_inside[offers.location]]).tolist():
        found.add(runs.get(offers.activities[number]) or "")
    for activity, codes in zip(offers.activities, offers.serves, strict=True):
        if codes & around:
            found.add(runs.get(activity) or "")
    return found - {""}


@once
def _held_in(snapshot: Snapshot) -> tuple[Mapping[str, str | None], Mapping[str, list[str]]]:
    """Return the area that each location is written to lie in, and who is based in each area."""
    at = parents(snapshot.table("Location"), "area_code")
    bodies: dict[str, list[str]] = defaultdict(list)
    for body, place in parents(snapshot.table("Organisation"), "location_id").items():
        if code := at.get(place or ""):
            bodies[code].append(body)
    return at, bodies


def _ways(snapshot: Snapshot, serving: Collection[str]) -> dict[str, tuple[tuple[str, ...], float]]:
    """Return for each organisation the strongest of the shortest ways from those that serve."""
    near = _ties(snapshot)
    ways: dict[str, tuple[tuple[str, ...], float]] = {
        each: ((each,), np.inf) for each in sorted(serving)
    }
    front = sorted(ways)
    while front:
        reached: dict[str, tuple[tuple[str, ...], float]] = {}
        for node in front:
            way, strength = ways[node]
            for other, intensity in near.get(node, {}).items():
                if other in ways:
                    continue
                weakest = min(strength, intensity)
                best = reached.get(other)
                if best is None or (-weakest, way) < (-best[1], best[0][:-1]):
                    reached[other] = ((*way, other), weakest)
        ways |= reached
        front = sorted(reached)
    return {
        each: (way, 0.0 if np.isinf(strength) else strength)
        for each, (way, strength) in ways.items()
    }


@once
def _ties(snapshot: Snapshot) -> Mapping[str, dict[str, float]]:
    """Return how strongly each is tied to whom, by the claim of more."""
    ties = project_partnerships(snapshot).ties
    found: dict[str, dict[str, float]] = defaultdict(dict)
    columns = (ties["source"], ties["target"], ties["weight"].astype(float))
    for one, other, intensity in zip(*columns, strict=True):
        if one != other:
            strength = max(intensity, found[one].get(other, 0.0))
            found[one][other] = found[other][one] = strength
    return found
