"""Finding: general practices from which no referral is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.model import running
from assetmap.release.between_organisations import referrers
from assetmap.views.findings.finding import Finding
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.model import Snapshot

_HOW: Final = (
    "A practice is a running organisation of the sector primary care with a registered list. "
    "Counted referrals of any date whose referrer is the practice itself; people whom a link "
    "worker took on at the practice's request without a record of it are not seen here."
)


def quiet_practice_findings(snapshot: Snapshot) -> list[Finding]:
    """Find the practices that refer to nobody although others do.

    Parameters
    ----------
    snapshot
        The place.

    Returns
    -------
    list
        One finding that names them all, the largest list first; none when every practice
        refers, when none does, or when there are no referrals.
    """
    practices = _practices(snapshot)
    refers = practices["id"].isin(referrers(snapshot))
    quiet, others = practices[~refers], practices[refers]
    if quiet.empty or others.empty:
        return []
    names = [
        f"{name} ({counted(int(n_patients), 'patient')})"
        for name, n_patients in zip(quiet["name"], quiet["n_patients"], strict=True)
    ]
    do = "does" if len(others) == 1 else "do"
    return [
        Finding(
            kind="quiet_practice",
            sentence=(
                f"No referral by {listed(names)} is recorded; "
                f"{counted(len(others), 'other practice')} {do} refer."
            ),
            ids=tuple(quiet["id"]),
            how=_HOW,
        )
    ]


def _practices(snapshot: Snapshot) -> pd.DataFrame:
    rows = running(snapshot.table("Organisation"), snapshot.day)
    with_list = rows[(rows["sector"] == "primary_care") & (rows["n_patients"].fillna(0) > 0)]
    return with_list.sort_values(["n_patients", "id"], ascending=[False, True], kind="stable")
