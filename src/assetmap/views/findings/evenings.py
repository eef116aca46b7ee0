"""Findings: what matters in a ward and meets nothing there on weekday evenings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.model import running
from assetmap.model.nesting import chains, parents
from assetmap.release.journey_counts import journeys_asked
from assetmap.views.areas import areas_at, touching
from assetmap.views.findings.finding import Finding
from assetmap.views.wording import counted, counted_journeys, day_words, is_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

EVENING_FROM: Final = "17:00"
_WEEKDAYS: Final = frozenset({"MO", "TU", "WE", "TH", "FR"})
_HOW: Final = (
    "Counted journeys of the 12 months to {last} that name what matters (or part of it) and an "
    "area within the ward; and sessions from 17:00 on Monday to Friday of running activities that "
    "meet it, that are held within the ward or serve it. An activity that is not recorded, or "
    "has no sessions recorded, is not counted; online and telephone offers count where they say "
    "which areas they serve."
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


def evening_findings(snapshot: Snapshot, *, at_most: int = 3) -> list[Finding]:
    """Find what matters in a ward and meets nothing on weekday evenings, though elsewhere it does.

    Parameters
    ----------
    snapshot
        The place.
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
    chosen: list[_Gap] = []
    for gap in _gaps(snapshot, asked.journeys, branch, tuple(wards)):
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


def is_weekday_evening(schedule: str | None, starts_at_local: str | None) -> bool:
    """Tell whether a session may be on a Monday to Friday from 17:00.

    Parameters
    ----------
    schedule
        An RRULE; one that names no days, or none at all, may be on any.
    starts_at_local
        Such as `18:30`; without it the session is not counted.

    Examples
    --------
    >>> is_weekday_evening("FREQ=WEEKLY;BYDAY=TU", "18:30")
    True
    >>> is_weekday_evening("FREQ=WEEKLY;BYDAY=SA,SU", "18:30")
    False
    """
    if not isinstance(starts_at_local, str) or starts_at_local < EVENING_FROM:
        return False
    named = re.search(r"BYDAY=([^;]*)", schedule) if isinstance(schedule, str) else None
    if named is None:
        return True
    return bool(_WEEKDAYS & {day.strip()[-2:] for day in named[1].split(",")})


def _gaps(
    snapshot: Snapshot,
    demand: Mapping[tuple[str, str], int],
    branch: Mapping[str, tuple[str, ...]],
    wards: tuple[str, ...],
) -> list[_Gap]:
    offered = _wards_with_evenings(snapshot, branch)
    found = [
        _Gap(ward, need, n_journeys, len(offered[need]))
        for (ward, need), n_journeys in demand.items()
        if ward in wards and need in offered and ward not in offered[need]
    ]
    return sorted(found, key=lambda gap: (-gap.weight, gap.ward, gap.need))


def _wards_with_evenings(
    snapshot: Snapshot, branch: Mapping[str, tuple[str, ...]]
) -> dict[str, frozenset[str]]:
    """Return by need the wards in which something that meets it is on, on a weekday evening."""
    wards_of = _wards_of_evening_activities(snapshot)
    offered: dict[str, set[str]] = {}
    below = {need: {each for each in branch if need in branch[each]} for need in branch}
    ties = snapshot.table("MEETS")
    for activity, met in zip(ties["from_id"], ties["to_id"], strict=True):
        # A wider need is met by what meets a part of it, and a part by what meets the whole.
        for need in {*branch.get(met, ()), *below.get(met, ())}:
            offered.setdefault(need, set()).update(wards_of.get(activity, ()))
    return {need: frozenset(wards) for need, wards in offered.items() if wards}


def _wards_of_evening_activities(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    wards_of = touching(snapshot, "ward")
    open_now = set(running(snapshot.table("Activity"), snapshot.day)["id"])
    at = parents(snapshot.table("Location"), "area_code")
    serves = snapshot.table("SERVES").groupby("from_id")["to_id"].agg(list).to_dict()
    found: dict[str, frozenset[str]] = {}
    sessions = snapshot.table("Session")
    columns = ("activity_id", "location_id", "schedule", "starts_at_local")
    for activity, location, schedule, starts_at in zip(
        *(sessions[name].tolist() for name in columns), strict=True
    ):
        if activity in open_now and is_weekday_evening(schedule, starts_at):
            areas = [at.get(location), *serves.get(activity, ())]
            reached = (wards_of.get(code, frozenset()) for code in areas if code is not None)
            found[activity] = found.get(activity, frozenset()).union(*reached)
    return found


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
