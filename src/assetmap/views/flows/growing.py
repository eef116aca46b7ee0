"""Whether referrals grow, by who receives them, what matters or where people live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.release.flow_groups import groups_within
from assetmap.views.flows.stages import sector_labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot
    from assetmap.release.within import Within

BY: Final = {
    "target_sector": "Sector that receives",
    "target": "Who receives",
    "source_sector": "Sector that refers",
    "need": "What matters",
    "area": "Area",
}
"""By what referrals can be told apart."""

TITLES: Final = {
    "name": "Whom or what",
    "n": "Referrals",
    "before": "Months before",
    "latest": "Latest months",
    "growth": "Change",
}
"""Headings of the rows."""

_NOT_WRITTEN: Final = "Not written down"


class Growing(NamedTuple):
    """Rows under `TITLES`, the most referrals first, and which months are compared."""

    rows: list[dict[str, object]]
    compared: str


def growing_view(snapshot: Snapshot, within: Within, by: str) -> Growing:
    """Return whether referrals grow, by group.

    Parameters
    ----------
    snapshot
        The place, as a lead sees it.
    within
        What is looked at.
    by
        One of `BY`.
    """
    told = groups_within(snapshot, within, by)
    named = _named(snapshot, by)
    rows: list[dict[str, object]] = [
        {
            "name": _NOT_WRITTEN if row["id"] is None else named(row["id"]),
            "n": row["n"],
            "before": row["before"],
            "latest": row["latest"],
            "growth": "" if row["growth"] is None else f"{row['growth']:+.0%}",
        }
        for row in told["groups"]
    ]
    return Growing(rows, _compared(**told["compared"]))


def _named(snapshot: Snapshot, by: str) -> Callable[[str], str]:
    if by.endswith("_sector"):
        labels = sector_labels(snapshot)
        return lambda id_: labels.get(id_, id_)
    return lambda id_: snapshot.name_of.get(id_, id_)


def _compared(before: list[str], latest: list[str]) -> str:
    if not latest:
        return "Two whole months are needed to compare the latest with those before."
    return (
        f"Latest: {latest[0]} to {latest[-1]}; before: {before[0]} to {before[-1]}. Halves of less "
        "than a year lie in other seasons: they may differ though nothing grows."
    )
