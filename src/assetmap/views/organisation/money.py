"""View: what funds an organisation, and what it funds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import pandas as pd

from assetmap.views.organisation.part import MOST_ROWS, Part, day_of, left_out, text_of
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot


class GrantRow(TypedDict):
    """One grant to the organisation or from it."""

    name: str
    direction: str
    amount_gbp: float | None
    awarded_on: dt.date | None
    grant_id: str


def money_of(snapshot: Snapshot, organisation_id: str) -> Part[GrantRow]:
    """Return the grants to and from an organisation.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Who is funded, or funds.

    Returns
    -------
    Part
        Grants to it first, then from it; the newest first, those without a day last, then by id.
    """
    rows = snapshot.table("FUNDS")
    if rows.empty:
        return Part(("No grants have been loaded yet.",))
    rows = rows.sort_values(["awarded_on", "id"], ascending=[False, True], kind="stable")
    received = rows[rows["to_id"] == organisation_id]
    given = rows[rows["from_id"] == organisation_id]
    if received.empty and given.empty:
        return Part(("No grant to you or from you is in this map; there may be others.",))
    grants = (
        *_grants(snapshot, received, "from_id", "To you"),
        *_grants(snapshot, given, "to_id", "From you"),
    )
    sentences = (
        *_sentence(snapshot, received, "from_id", "came to you from"),
        *_sentence(snapshot, given, "to_id", "went from you to"),
        *left_out(len(grants)),
    )
    return Part(
        sentences,
        "Only grants that were put into this map; contracts, gifts and fees are not in it.",
        grants[:MOST_ROWS],
    )


def _grants(snapshot: Snapshot, rows: pd.DataFrame, other: str, direction: str) -> list[GrantRow]:
    return [
        GrantRow(
            name=snapshot.name_of.get(row[other], row[other]),
            direction=direction,
            amount_gbp=None if pd.isna(row["amount_gbp"]) else float(row["amount_gbp"]),
            awarded_on=day_of(row["awarded_on"]),
            grant_id=text_of(row["grant_id"]),
        )
        for row in rows.to_dict("records")
    ]


def _sentence(snapshot: Snapshot, rows: pd.DataFrame, other: str, verb: str) -> tuple[str, ...]:
    if rows.empty:
        return ()
    names = [*dict.fromkeys(snapshot.name_of.get(id_, id_) for id_ in rows[other])]
    amounts = rows["amount_gbp"].dropna()
    total = f"£{amounts.sum():,.0f}" if len(amounts) else "An amount that nobody wrote down"
    n_without = len(rows) - len(amounts)
    without = f" {n_without:,} of them without an amount." if n_without and len(amounts) else ""
    return (f"{total} {verb} {listed(names)}, in {counted(len(rows), 'grant')}.{without}",)
