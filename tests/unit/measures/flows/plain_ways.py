"""Who could be taken on by whom, spelled out by name: the plain form that `Ways` is tested by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assetmap.measures.flows.links import Links
from assetmap.measures.flows.ways import DIRECT, Ways

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence


class Theme(NamedTuple):
    """What matters, and where: "" where it is not written down."""

    need_id: str
    area_code: str


class Kind(NamedTuple):
    """People who could be taken on by the same parties."""

    theme: Theme
    by_link_worker: bool
    covered_source: str


@dataclass(frozen=True, eq=False)
class PlainWays:
    """How many people of each kind there are, for how many there is room, and who takes whom."""

    n_of: Mapping[Kind, int]
    room_of_worker: Mapping[str, int]
    room_of_activity: Mapping[str, int]
    workers_of: Mapping[Kind, tuple[str, ...]]
    activities_of: Mapping[Theme, tuple[str, ...]]


def arcs(plain: PlainWays) -> Iterator[tuple[Hashable, Hashable, int]]:
    """Yield the arcs of the network in which each kind of people is a node of its own."""
    wide = sum(plain.n_of.values()) + 1
    for worker, room in plain.room_of_worker.items():
        yield "source", ("worker", worker), room
    for kind, n in plain.n_of.items():
        yield kind, kind.theme, n
        if not kind.by_link_worker:
            yield "source", kind, wide
    for taken, workers in plain.workers_of.items():
        yield from ((("worker", worker), taken, wide) for worker in workers)
    for theme, activities in plain.activities_of.items():
        yield from ((theme, ("activity", activity), wide) for activity in activities)
    for activity, room in plain.room_of_activity.items():
        yield ("activity", activity), "sink", room


def as_arrays(plain: PlainWays) -> Ways:
    """Return the same with every kind taken on by a taker, and every theme at a hub, of its own."""
    themes, kinds = sorted(plain.activities_of), sorted(plain.n_of)
    taken = [kind for kind in kinds if kind.by_link_worker]
    needs, areas = (tuple(sorted({theme[part] for theme in themes})) for part in (0, 1))
    workers, activities = (tuple(sorted(of)) for of in _rooms(plain))
    rooms = [np.array([of[id_] for id_ in sorted(of)], np.int64) for of in _rooms(plain)]
    own = np.arange(len(themes))
    return Ways(
        needs=(*needs, ""),
        areas=(*areas, ""),
        theme_need=np.array([needs.index(theme.need_id) for theme in themes], np.int32),
        theme_area=np.array([areas.index(theme.area_code) for theme in themes], np.int32),
        kind_theme=np.array([themes.index(kind.theme) for kind in kinds], np.int32),
        kind_taker=np.array(
            [taken.index(kind) if kind.by_link_worker else DIRECT for kind in kinds], np.int32
        ),
        kind_n=np.array([plain.n_of[kind] for kind in kinds], np.int32),
        sources=tuple(kind.covered_source for kind in taken),
        takes=_links([plain.workers_of[kind] for kind in taken], workers),
        workers=workers,
        worker_room=rooms[0],
        leads=Links.of(own, own, len(own)),
        holds=_links([plain.activities_of[theme] for theme in themes], activities),
        activities=activities,
        activity_room=rooms[1],
        n_unknown=0,
    )


def spelled_out(ways: Ways) -> PlainWays:
    """Return the same by name; every activity of a theme must be at one of its hubs alone."""
    themes = [
        Theme(ways.needs[need], ways.areas[area])
        for need, area in zip(ways.theme_need.tolist(), ways.theme_area.tolist(), strict=True)
    ]
    n_of, workers_of = {}, {}
    for number, taker, n in zip(ways.kind_theme, ways.kind_taker, ways.kind_n, strict=True):
        source = "" if taker == DIRECT else ways.sources[taker]
        kind = Kind(themes[number], bool(taker != DIRECT), source)
        n_of[kind] = int(n)
        if kind.by_link_worker:
            workers_of[kind] = tuple(ways.workers[worker] for worker in ways.takes[taker])
    activities_of: dict[Theme, list[str]] = defaultdict(list)
    for number, theme in enumerate(themes):
        for hub in ways.leads[number]:
            activities_of[theme] += [ways.activities[activity] for activity in ways.holds[hub]]
        assert len(set(activities_of[theme])) == len(activities_of[theme])
    return PlainWays(
        n_of=n_of,
        room_of_worker=dict(zip(ways.workers, ways.worker_room.tolist(), strict=True)),
        room_of_activity=dict(zip(ways.activities, ways.activity_room.tolist(), strict=True)),
        workers_of=workers_of,
        activities_of={theme: tuple(sorted(found)) for theme, found in activities_of.items()},
    )


def _rooms(plain: PlainWays) -> tuple[Mapping[str, int], Mapping[str, int]]:
    return plain.room_of_worker, plain.room_of_activity


def _links(of_each: Sequence[tuple[str, ...]], names: Sequence[str]) -> Links:
    pairs = [(number, names.index(name)) for number, of in enumerate(of_each) for name in of]
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Links.of(ends[:, 0], ends[:, 1], len(of_each))
