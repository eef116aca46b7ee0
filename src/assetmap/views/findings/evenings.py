"""Findings: what matters in a ward and meets nothing there on weekday evenings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.gaps.groups import EVERYONE
from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.model.nesting import chains, parents
from assetmap.release.journey_counts import journeys_asked
from assetmap.views.areas import areas_at, touching
from assetmap.views.findings.finding import Finding, newest_day
from assetmap.views.wording import counted, counted_journeys, day_words, is_shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.model import Snapshot

_HOW: Final = (
    "Counted journeys of the 12 months to {last} that name what matters (or part of it) and an "
    "area within the ward; and sessions from 17:00 on Monday to Friday of running activities that "
    "meet it, that are held within the ward or serve it. An activity that is not recorded, or "
    "has no session with its days and hours recorded, is not counted; online and telephone offers "
    "count where they say which areas they serve."
)


@dataclass(frozen=True, slots=True)
class _Gap:
    ward: str
    need: str
    n_journeys: int
    n_others: int  # other wards that have something for it on a weekday evening

    @property
    def weight(self) -> int:
        # Hidden numbers all weigh the same, so that the order does not tell them.
        return self.n_others * (self.n_journeys if is_shown(self.n_journeys) else 1)


def evening_findings(snapshot: Snapshot, *, today: dt.date, at_most: int = 3) -> list[Finding]:
    """Find what matters in a ward and meets nothing on weekday evenings, though elsewhere it does.

    Parameters
    ----------
    snapshot
        The place.
    today
        The last day that may be the one looked at: that of the snapshot, or the last on which
        something is known to have happened.
    at_most
        Most findings returned.

    Returns
    -------
    list
        By falling number of journeys times other wards that have something; ties by ward and
        need. Of a need and the wider one that it is part of, one at most in a ward.
    """
    wards = areas_at(snapshot, "ward")
    branch = chains(parents(snapshot.table("Need"), "parent_id"))
    asked = journeys_asked(snapshot, branch, touching(snapshot, "ward"))
    if not wards or asked is None:
        return []
    day = snapshot.day or newest_day(snapshot, today)
    chosen: list[_Gap] = []
    for gap in _gaps(snapshot, asked.journeys, day, tuple(wards)):
        if len(chosen) == at_most:
            break
        if not any(gap.ward == each.ward and _related(branch, gap, each) for each in chosen):
            chosen.append(gap)
    return [
        Finding(
            kind="evening",
            sentence=_sentence(gap, snapshot.name_of, len(wards) - 1, day_words(asked.last)),
            ids=(gap.ward, gap.need),
            how=_HOW.format(last=day_words(asked.last)),
        )
        for gap in chosen
    ]


def _gaps(
    snapshot: Snapshot,
    demand: Mapping[tuple[str, str], int],
    day: dt.date,
    wards: tuple[str, ...],
) -> list[_Gap]:
    offered, known = _wards_with_evenings(snapshot, day), frozenset(wards)
    found = [
        _Gap(ward, need, n_journeys, len(offered[need]))
        for (ward, need), n_journeys in demand.items()
        if ward in known and need in offered and ward not in offered[need]
    ]
    return sorted(found, key=lambda gap: (-gap.weight, gap.ward, gap.need))


def _wards_with_evenings(snapshot: Snapshot, day: dt.date) -> dict[str, frozenset[str]]:
    """Return by need the wards in which something that meets it is on, on a weekday evening."""
    choice = GapChoice(
        level="ward",
        groups=(EVERYONE.key,),
        times=("weekday_evening",),
        reach=Reach("area"),
    )
    matrix = gap_matrix(snapshot, day, choice)
    is_on = matrix.reachable[:, :, 0, 0] > 0
    wards = {
        need: frozenset(matrix.areas[ward] for ward in np.flatnonzero(is_on[:, number]))
        for number, need in enumerate(matrix.needs)
    }
    return {need: found for need, found in wards.items() if found}


def _related(branch: Mapping[str, tuple[str, ...]], one: _Gap, other: _Gap) -> bool:
    return one.need in branch.get(other.need, ()) or other.need in branch.get(one.need, ())


def _sentence(gap: _Gap, name_of: Mapping[str, str], n_other_wards: int, last: str) -> str:
    return (
        f"{name_of[gap.need]} matters in {name_of[gap.ward]}: {counted_journeys(gap.n_journeys)} "
        f"in the 12 months to {last} were about it. Nothing for it is on there on a weekday "
        f"evening; in {_elsewhere(gap.n_others, n_other_wards)} there is something."
    )


def _elsewhere(n: int, n_other_wards: int) -> str:
    if n < n_other_wards:
        return f"{n:,} of {counted(n_other_wards, 'other ward')}"
    return {1: "the other ward", 2: "both other wards"}.get(n, f"all {n:,} other wards")
