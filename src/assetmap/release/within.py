"""The journeys that a screen looks at: of some months, one need and one area."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.flows.groupings import Groups, journeys_apart, step_groups
from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.steps import Steps, steps_of
from assetmap.measures.memory import once
from assetmap.release.spans import refuse_below_lead

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from assetmap.measures.flows.journeys import Journeys
    from assetmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class Within:
    """What is looked at.

    Attributes
    ----------
    start, end
        Half-open; None is open.
    need, area
        Ids of what matters, and of a ward or larger area, with which a journey began; empty for
        every one.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    need: str = ""
    area: str = ""


@dataclass(frozen=True, eq=False)
class Looked:
    """Journeys that are looked at, whole, with all their steps; followed as far as the place's."""

    steps: Steps
    journeys: Journeys

    @cached_property
    def by_receiver(self) -> tuple[Journeys, Groups]:
        """Journeys as far as their steps to each receiver tell, and the receiver of each."""
        receivers = Groups(self.steps.target, self.steps.parties)
        journeys, groups = journeys_apart(self.steps, receivers)
        return replace(journeys, last_day=self.journeys.last_day), groups


def beginnings(snapshot: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the needs, and the wards or larger areas, with which any journey began.

    Parameters
    ----------
    snapshot
        The place with all its journeys, as a lead or an admin sees it.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    needs_lead(snapshot)
    whole = _whole(snapshot)
    return _there(whole.need), _there(whole.area)


def looked_at(snapshot: Snapshot, within: Within) -> Looked:
    """Return the journeys that began with a need and in an area, of every day.

    Parameters
    ----------
    snapshot
        The place with all its journeys, as a lead or an admin sees it.
    within
        What is looked at; its days are left to who counts.

    Raises
    ------
    DataError
        If this reader may not see single journeys.
    """
    needs_lead(snapshot)
    whole = _whole(snapshot)
    if not within.need and not within.area:
        return whole.looked
    asked = (within.need, within.area)
    looked = whole.kept.get(asked)
    if looked is None:
        looked = _chosen(whole, *asked)
        for oldest in list(whole.kept)[: 1 - _MOST_KEPT]:
            whole.kept.pop(oldest, None)
        whole.kept[asked] = looked
    return looked


def needs_lead(snapshot: Snapshot) -> None:
    """Refuse a reader who may not be told exact numbers.

    Raises
    ------
    DataError
        If the reader's role is below lead.
    """
    refuse_below_lead(snapshot, snapshot.role, "A single journey")


@dataclass(frozen=True, eq=False)
class _Whole:
    """All journeys of a place, with what each began, and those that were looked at of late."""

    steps: Steps
    journeys: Journeys
    need: Groups
    area: Groups
    looked: Looked
    kept: dict[tuple[str, str], Looked] = field(default_factory=dict)


_MOST_KEPT: Final = 4  # a screen asks several things of the same journeys


@once
def _whole(snapshot: Snapshot) -> _Whole:
    steps = steps_of(snapshot)
    journeys = kept_journeys(steps)
    need, area = (step_groups(snapshot, steps, by).taken(journeys.first) for by in ("need", "area"))
    for by in ("source_sector", "target_sector"):
        step_groups(snapshot, steps, by)  # so that who asks for them first waits no longer
    return _Whole(steps, journeys, need, area, Looked(steps, journeys))


def _there(groups: Groups) -> tuple[str, ...]:
    codes: Iterable[int] = np.unique(groups.codes[groups.codes >= 0]).tolist()
    return tuple(groups.names[code] for code in codes)


def _chosen(whole: _Whole, need: str, area: str) -> Looked:
    """Return the journeys that began with a need and in an area; empty for every one."""
    wanted = np.ones(len(whole.journeys), dtype=np.bool_)
    for groups, name in ((whole.need, need), (whole.area, area)):
        if name:
            code = groups.names.index(name) if name in groups.names else len(groups.names)
            wanted &= groups.codes == code
    of_episode = np.zeros(whole.steps.n_episodes, dtype=np.bool_)
    of_episode[whole.journeys.episode[wanted]] = True
    steps = whole.steps.where(of_episode[whole.steps.episode])
    journeys = replace(kept_journeys(steps), last_day=whole.journeys.last_day)
    return Looked(steps, journeys)
