"""Who refers people to whom, as each role is told it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.flows.capacity import span_of
from assetmap.measures.flows.pairs import flow_counts
from assetmap.measures.flows.steps import steps_of
from assetmap.release.flow_groups import concentration_told, groups_told
from assetmap.release.sector_grid import sector_grid
from assetmap.release.spans import is_exact, refuse_below_lead, whole_months

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot

    Document = dict[str, object]


def flows_for(
    snapshot: Snapshot,
    role: str,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    by: str | None = None,
) -> Document:
    """Return the referrals of a span by who refers and who receives.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who is told.
    start, end
        Half-open; left out, all days on which a referral was made. Below lead, first days of
        months; left out, all their months.
    by
        Also by group, one of `measures.flows.groupings.GROUPINGS`; not below lead.

    Returns
    -------
    dict
        from and to, None where there are no referrals to tell them; pairs, each with source_id,
        target_id and n. For a lead and an admin, pairs of parties; the source of a person who
        came by themselves is None; with `by` what `flow_groups.groups_told` and
        `concentration_told` give. Below lead, pairs of sectors, the source "self" for such a
        person; by_source, by_target and total; n is None where it is hidden (`suppression`).

    Raises
    ------
    DataError
        If there is no such role or grouping, the span has no day or, below lead, is not whole
        months, or groups are asked for below lead.
    """
    if by is not None:
        refuse_below_lead(snapshot, role, "The flow of a group")
    if is_exact(snapshot, role):
        steps = steps_of(snapshot)
        span = span_of(steps, start, end)
        if span is None:
            return {"from": None, "to": None, "pairs": []}
        pairs = flow_counts(steps, start=span.start, end=span.end)
        told: Document = {
            "from": span.start.isoformat(),
            "to": span.end.isoformat(),
            "pairs": [
                {"source_id": source, "target_id": target, "n": int(n)}
                for source, target, n in pairs[["source_id", "target_id", "n"]].itertuples(
                    index=False
                )
            ],
        }
        if by is None:
            return told
        more = groups_told(snapshot, steps, (span.start, span.end), by)
        return {**told, **more, "concentration": concentration_told(pairs)}
    months = whole_months(snapshot, start, end)
    if months is None:
        nothing: Document = {"from": None, "to": None, "pairs": [], "total": 0}
        return nothing | {"by_source": {}, "by_target": {}}
    grid = sector_grid(snapshot)
    return {
        **months.as_json(),
        "pairs": grid.by_pair(months),
        "by_source": grid.by_end(months, 0),
        "by_target": grid.by_end(months, 1),
        "total": grid.total(months),
    }
