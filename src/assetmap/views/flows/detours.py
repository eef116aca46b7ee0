"""What leads people round, and where paths end before they begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.release.waiting import detours_told
from assetmap.views.wording import counted, day_words, share
from assetmap.views.written import Written

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.release.within import Within

DETOUR_WORDS: Final = {
    "referred_back": "Referred back to where the person came from",
    "referred_on": "Referred on more than twice",
    "repeated": "Referred again to the same place",
    "to_closed": "Referred to something that was closed",
    "to_full": "Referred to something that had no room",
}
"""What leads people round."""

DETOUR_TITLES: Final = {
    "detour": "What happened",
    "n": "Referrals",
    "n_journeys": "People",
    "of_all": "Of all referrals",
}

DEAD_END_TITLES: Final = {"name": "Name", "last_on": "Last time before"}


@dataclass(frozen=True, slots=True)
class DetourView:
    """Detours and dead ends.

    Attributes
    ----------
    summary
        The most frequent detour.
    rows
        Under `DETOUR_TITLES`.
    silent_words, unused_words
        How many practices refer to nobody, and activities are referred to by nobody.
    silent, unused
        Which ones, under `DEAD_END_TITLES`.
    """

    summary: str
    rows: list[dict[str, object]]
    silent_words: str
    unused_words: str
    silent: Sequence[dict[str, object]]
    unused: Sequence[dict[str, object]]


def detours_view(snapshot: Snapshot, within: Within) -> DetourView:
    """Return what leads people round in a span of days, in the whole place.

    Parameters
    ----------
    snapshot
        The place, as a lead sees it.
    within
        Of which days.
    """
    found = detours_told(snapshot, within)
    rows = [_row(row) for row in found.counts.to_dict("records")]
    most = max(rows, key=lambda row: int(str(row["n"])))
    n = int(str(most["n"]))
    summary = "No referral led anybody round."
    if n:
        what, people = str(most["detour"]).lower(), int(str(most["n_journeys"]))
        summary = (
            f"Most often people were {what}: {counted(n, 'referral')} of "
            f"{counted(people, 'person', 'people')}."
        )
    return DetourView(
        summary,
        rows,
        f"{counted(len(found.silent), 'practice')} referred nobody in these months.",
        f"{counted(len(found.unused), 'activity', 'activities')} had nobody referred to them in "
        "these months.",
        _ends(snapshot, found.silent),
        _ends(snapshot, found.unused),
    )


def _row(row: dict[object, object]) -> dict[str, object]:
    n, part = int(str(row["n"])), float(str(row["share"]))
    return {
        "detour": DETOUR_WORDS[str(row["kind"])],
        "n": n,
        "n_journeys": int(str(row["n_journeys"])),
        "of_all": share(n, round(n / part)) if n else "0%",
    }


def _ends(snapshot: Snapshot, rows: pd.DataFrame) -> Sequence[dict[str, object]]:
    """Return parties by name, with the last day that is known."""
    name_of = snapshot.name_of
    names = [name_of.get(id_, id_) for id_ in rows["id"].tolist()]
    named = rows.assign(name=np.array(names, dtype=object)).iloc[np.argsort(names, kind="stable")]
    return Written(named, lambda cells: {"name": cells["name"], "last_on": _day(cells["last_on"])})


def _day(day: dt.date | None) -> str:
    return "never" if day is None else day_words(day)
