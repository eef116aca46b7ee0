"""With what journeys began: what mattered, where, and by whom they could be taken on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from assetmap.measures.flows.by_day import ByDay
from assetmap.measures.flows.groupings import step_groups
from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.steps import NOBODY, frozen, steps_of
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.measures.flows.within_reach import Hubs
    from assetmap.model import Snapshot

    Found = TypeVar("Found")

DIRECT: Final = -1
"""The taker of those who went to an activity directly."""

_MOST_KEPT: Final = 4
"""Ties rarely begin or end: nearly always those of the last span hold in the next."""


@dataclass(frozen=True, eq=False)
class Kinds:
    """People of a place put together by theme and taker, whenever they came.

    Attributes
    ----------
    theme_need, theme_area, theme, taker
        As of `Ways`.
    keys
        Which taker each is: a number of `Begun.sources`, or after those of an area.
    hubs
        Of the activities that stood there in spans of late, by `Standing.key`.
    """

    theme_need: NDArray[np.int32]
    theme_area: NDArray[np.int32]
    theme: NDArray[np.int32]
    taker: NDArray[np.int32]
    keys: NDArray[np.int64]
    hubs: dict[bytes, Hubs]
    _order: NDArray[np.int64]
    _starts: NDArray[np.int64]

    @classmethod
    def of(cls, begun: Begun, is_covered: NDArray[np.bool_]) -> Kinds:
        """Return kinds of what began; `is_covered` of each of `sources` and twice no more."""
        # A party that is covered, else the area, after the parties; nobody before all.
        source, theme = begun.source, begun.theme
        n_parties = len(begun.sources)
        taker = np.where(is_covered[source], source, n_parties + 1 + begun.theme_area[theme])
        taker = taker.astype(np.int64)
        taker[source == DIRECT - 1] = DIRECT
        n_takers = n_parties + begun.n_areas + 1
        keys = theme * np.int64(n_takers) + taker + 1
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
        keys = keys[order[starts]]
        takers = keys % n_takers - 1
        is_known = np.bincount(takers + 1, minlength=n_takers + 1) > 0
        numbers = np.cumsum(is_known[1:]) - 1
        return cls(
            theme_need=begun.theme_need,
            theme_area=begun.theme_area,
            theme=frozen((keys // n_takers).astype(np.int32)),
            taker=frozen(np.where(takers < 0, DIRECT, numbers[takers]).astype(np.int32)),
            keys=np.flatnonzero(is_known[1:]),
            hubs={},
            _order=order,
            _starts=starts,
        )

    def n(self, of_begun: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return how many people there are of each kind, of how many of what began."""
        if len(self._starts) < len(self._order):
            of_begun = np.add.reduceat(of_begun[self._order], self._starts)
        return of_begun.astype(np.int32)

    def taken_by(self, begun: Begun, areas: Sequence[str]) -> list[tuple[str, str]]:
        """Return of each taker the party that it takes people from, or "", and their area."""
        named, n_parties = (*areas, ""), len(begun.sources)
        return [
            (begun.sources[key], "") if key < n_parties else ("", named[key - n_parties - 1])
            for key in self.keys.tolist()
        ]


@dataclass(frozen=True, eq=False)
class Begun:
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
    _kept: dict[bytes, Kinds] = field(default_factory=dict)

    def kinds(self, covered: Collection[str]) -> Kinds:
        """Return kinds where link workers cover some parties."""
        is_covered = np.array([*(each in covered for each in self.sources), False, False])
        return recalled(self._kept, is_covered.tobytes(), lambda: Kinds.of(self, is_covered))


def recalled(kept: dict[bytes, Found], key: bytes, made: Callable[[], Found]) -> Found:
    """Return what is kept under a key, made if it is not there; the oldest are let go."""
    found = kept.get(key)
    if found is None:
        for oldest in list(kept)[: 1 - _MOST_KEPT]:
            kept.pop(oldest, None)
        found = kept[key] = made()
    return found


def begun_by(snapshot: Snapshot, steps: Steps) -> Begun:
    """Return with what the journeys of some steps of a place began."""
    return _begun(snapshot) if steps is steps_of(snapshot) else _put_together(snapshot, steps)


@once
def _begun(snapshot: Snapshot) -> Begun:
    return _put_together(snapshot, steps_of(snapshot))


def _put_together(snapshot: Snapshot, steps: Steps) -> Begun:
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
    return Begun(
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
