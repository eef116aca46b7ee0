"""Made-up ways of taking people on, for tests of what a place could carry."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.unit.measures.flows.plain_ways import Kind, PlainWays, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable


def made_ways(
    seed: int, *, n_workers: int = 4, n_themes: int = 6, n_activities: int = 7
) -> PlainWays:
    """Return ways in which link workers, places, both or neither may be short."""
    rng = random.Random(seed)
    workers = {f"w{number}": rng.randint(0, 12) for number in range(n_workers)}
    activities = {f"a{number}": rng.randint(0, 8) for number in range(n_activities)}
    themes = [Theme(f"n{number % 3}", f"e{number // 3}") for number in range(n_themes)]
    kinds = {
        Kind(theme, by_link_worker, source): rng.randint(1, 6)
        for theme in themes
        for by_link_worker, source in ((True, ""), (True, "gp"), (False, ""))
        if rng.random() < 0.7
    }
    return PlainWays(
        n_of=dict(sorted(kinds.items())),
        room_of_worker=workers,
        room_of_activity=activities,
        workers_of={kind: _some(rng, workers) for kind in sorted(kinds) if kind.by_link_worker},
        activities_of={theme: _some(rng, activities) for theme in sorted({k.theme for k in kinds})},
    )


def with_worker(ways: PlainWays, kinds: Iterable[Kind], room: int) -> PlainWays:
    """Return the same with one more link worker, who could take `kinds`."""
    taking = set(kinds)
    return replace(
        ways,
        room_of_worker={**ways.room_of_worker, "new": room},
        workers_of={
            kind: (*ids, "new") if kind in taking else ids for kind, ids in ways.workers_of.items()
        },
    )


def with_activity(ways: PlainWays, theme: Theme, room: int) -> PlainWays:
    """Return the same with one more activity for a theme."""
    return replace(
        ways,
        room_of_activity={**ways.room_of_activity, "new": room},
        activities_of={**ways.activities_of, theme: (*ways.activities_of[theme], "new")},
    )


def _some(rng: random.Random, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in sorted(ids) if rng.random() < 0.35)
