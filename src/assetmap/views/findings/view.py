"""What a place can learn from its own map: strengths first, then what to do something about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, TypedDict

import pandas as pd

from assetmap.model import running
from assetmap.views.findings.change import change_findings
from assetmap.views.findings.evenings import evening_findings
from assetmap.views.findings.finding import (
    Finding,
    kinds_of_strengths,
    months_before,
    newest_day,
)
from assetmap.views.findings.practices import quiet_practice_findings
from assetmap.views.findings.ties import broker_findings, one_sided_findings
from assetmap.views.wording import counted, day_words, listed, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot

__all__ = ["Finding", "FindingRow", "findings", "findings_table", "headlines"]

_STALE_MONTHS: Final = 6


class FindingRow(TypedDict):
    """One finding's line: the sentence, whom it is about, and how it was computed."""

    sentence: str
    about: str
    how: str


def findings(snapshot: Snapshot, *, today: dt.date | None = None) -> list[Finding]:
    """Return what can be learnt from a place, in the order in which to read it.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    today
        Days after it are not looked at; left out: the snapshot's day, else today.

    Returns
    -------
    list
        Strengths first, then which ties changed, what would break, what meets nothing, who is
        silent, what is claimed by one side alone, and what was not checked. Empty for an empty
        place. The same place gives the same list.
    """
    day = today or snapshot.day or dt.datetime.now(tz=dt.UTC).date()
    return [
        *_sectors(snapshot),
        *_strengths(snapshot),
        *change_findings(snapshot),
        *broker_findings(snapshot),
        *evening_findings(snapshot, today=day),
        *quiet_practice_findings(snapshot),
        *one_sided_findings(snapshot),
        *_unchecked(snapshot, day),
    ]


def headlines(found: Sequence[Finding], *, n: int = 5) -> list[Finding]:
    """Return the findings to be seen first: one strength, then the first of each other kind.

    Parameters
    ----------
    found
        What `findings` returned.
    n
        Most findings returned.

    Returns
    -------
    list
        At most `n`, in the order of `found`.
    """
    first: dict[str, Finding] = {}
    for each in found:
        kind = "strength" if each.kind in {"strengths", "sectors"} else each.kind
        first.setdefault(kind, each)
    return list(first.values())[:n]


def findings_table(found: Sequence[Finding], snapshot: Snapshot) -> list[FindingRow]:
    """Return findings as rows, in their order.

    Parameters
    ----------
    found
        What `findings` returned.
    snapshot
        The place, for the names.
    """
    return [
        FindingRow(
            sentence=each.sentence,
            about=listed([snapshot.name_of.get(id_, id_) for id_ in each.ids]),
            how=each.how,
        )
        for each in found
    ]


def _sectors(snapshot: Snapshot) -> list[Finding]:
    """Find how broad the voluntary and community sector is."""
    rows = running(snapshot.table("Organisation"), snapshot.day)
    n_vcse = int((rows["sector"] == "vcse").sum())
    if not n_vcse:
        return []
    n_others = rows["sector"].nunique() - 1
    beside = f", beside {counted(n_others, 'other sector')}" if n_others else ""
    led = snapshot.table("LED_BY")["from_id"].nunique()
    by_people = (
        f"; {counted(led, 'organisation')} {'is' if led == 1 else 'are'} led by the people that "
        f"{'it is' if led == 1 else 'they are'} for"
        if led
        else ""
    )
    return [
        Finding(
            kind="sectors",
            sentence=(
                f"{n_vcse:,} of {counted(len(rows), 'organisation')} "
                f"({share(n_vcse, len(rows))}) {'is' if n_vcse == 1 else 'are'} voluntary and "
                f"community{beside}{by_people}."
            ),
            ids=tuple(sorted(rows[rows["sector"] == "vcse"]["id"])),
            how="Counted running organisations by sector, and ties that say which community leads.",
        )
    ]


def _strengths(snapshot: Snapshot) -> list[Finding]:
    """Find what others may use."""
    rows = snapshot.table("Asset")
    shared = rows[rows["is_shareable"].fillna(value=False)].sort_values(["name", "id"])
    if shared.empty:
        return []
    return [
        Finding(
            kind="strengths",
            sentence=(
                f"{counted(len(shared), 'strength')} can be shared: "
                f"{kinds_of_strengths(snapshot, shared)}."
            ),
            ids=tuple(shared["id"]),
            how="Counted strengths of which somebody said that others may use them, by kind.",
        )
    ]


def _unchecked(snapshot: Snapshot, today: dt.date) -> list[Finding]:
    """Find activities that nobody checked for half a year."""
    rows = running(snapshot.table("Activity"), snapshot.day)
    newest = newest_day(snapshot, today)
    since = months_before(newest, _STALE_MONTHS)
    old = rows[~(rows["assured_date"] >= pd.Timestamp(since))].sort_values(["name", "id"])
    if old.empty:
        return []
    never = int(old["assured_date"].isna().sum())
    of_never = f", {never:,} of them never" if never else ""
    was = "was" if len(old) == 1 else "were"
    return [
        Finding(
            kind="unchecked",
            sentence=(
                f"{len(old):,} of {counted(len(rows), 'activity', 'activities')} "
                f"({share(len(old), len(rows))}) {was} not checked in the six months to "
                f"{day_words(newest)}{of_never}."
                if never < len(rows)
                else f"Of {counted(never, 'activity', 'activities')} nobody wrote down when any "
                "was last checked."
            ),
            ids=tuple(old["id"]),
            how=(
                "Counted running activities by the day on which somebody last checked them, back "
                "from the newest day on which anything happened that this map knows of."
            ),
        )
    ]
