"""One thing that a place can learn from its own map, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from assetmap.measures.memory import once
from assetmap.release.journey_counts import days_of_steps
from assetmap.views.wording import listed

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot

FindingKind = Literal[
    "strengths",
    "sectors",
    "change",
    "broker",
    "evening",
    "quiet_practice",
    "one_sided",
    "unchecked",
]
"""What a finding is about, strengths first."""


_HAPPENINGS: Final = (
    ("Activity", "assured_date"),
    ("COMPLETED", "completed_on"),
    ("Story", "told_on"),
    ("Workshop", "held_on"),
    ("ASKED", "answered_on"),
)
_KINDS: Final = {
    "individual": "skills of people",
    "association": "groups",
    "institution": "from institutions",
    "physical": "places and things",
    "exchange": "ways to swap and lend",
    "culture": "customs and stories",
    "": "of no kind said",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth knowing, computed from the rows.

    Attributes
    ----------
    kind
        What it is about.
    sentence
        What was found, as a town would say it.
    ids
        Rows that it is about, the chief one first.
    how
        How it was computed, and what could make it wrong.
    """

    kind: FindingKind
    sentence: str
    ids: tuple[str, ...]
    how: str


@once
def newest_day(snapshot: Snapshot, today: dt.date) -> dt.date:
    """Return the last day, up to `today`, on which something happened that the place knows of.

    "Lately" is counted back from it, so that a map says the same of itself on any later day.

    Parameters
    ----------
    snapshot
        The place.
    today
        Days after it are plans or slips of the pen, and are not looked at.

    Returns
    -------
    date
        Of a step of a journey, a check, a course, a story, a workshop or a survey's answer;
        `today` when there is none.
    """
    days = pd.concat(
        [
            days_of_steps(snapshot),
            *(snapshot.table(table)[column] for table, column in _HAPPENINGS),
        ]
    )
    newest = days[days < pd.Timestamp(today) + pd.Timedelta(days=1)].max()
    return today if pd.isna(newest) else newest.date()


def months_before(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month, some months earlier, or that month's last.

    Examples
    --------
    >>> import datetime as dt
    >>> months_before(dt.date(2026, 5, 31), 3)
    datetime.date(2026, 2, 28)
    """
    earlier: dt.date = (pd.Timestamp(day) - pd.DateOffset(months=months)).date()
    return earlier


def kinds_of_strengths(snapshot: Snapshot, rows: pd.DataFrame) -> str:
    """Return how many of `rows` of the table Asset there are of each kind, in words."""
    labels = {term.value: term.label.lower() for term in snapshot.terms("asset_kind")} | _KINDS
    counts = rows["kind"].fillna("").value_counts()
    order = sorted(counts.index, key=lambda kind: (-counts[kind], kind))
    return listed([f"{counts[kind]:,} {labels.get(kind, kind)}" for kind in order], at_most=20)
