"""Whether referrals go where the room, the money and the trust are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.measures.claims import newest_claims
from assetmap.measures.flows.capacity import WEEKS_A_PLACE_IS_HELD, capacities, span_of
from assetmap.measures.flows.organisations import organisation_of, steps_between
from assetmap.measures.trust import trust

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

COLUMNS: Final = (
    "n",
    "capacity",
    "funding_gbp",
    "funding_ever_gbp",
    "trust",
    "share_of_referrals",
    "share_of_capacity",
    "share_of_funding",
    "referrals_to_capacity",
    "referrals_to_funding",
)


def fair_load(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    weeks_a_place_is_held: float = WEEKS_A_PLACE_IS_HELD,
) -> pd.DataFrame:
    """Return what each organisation received beside its capacity, its funding and its trust.

    Parameters
    ----------
    snapshot
        The place.
    steps
        Its steps.
    start, end
        Half-open; left out, the first day on which a step was made and the day after the last.
    weeks_a_place_is_held
        As in `capacities`.

    Returns
    -------
    DataFrame
        Every organisation of the place, indexed by id, by falling n, then id:

        - n: steps made in the span to it, its activities, its link workers and its champions,
          save those that come from itself or another part of it;
        - capacity: people over the span, of its link workers and activities (`capacities`); NaN
          where that of none is known;
        - funding_gbp, funding_ever_gbp: pounds of the grants to it (`FUNDS`) that were awarded
          in the span, and of all that are written down, whatever the day;
        - trust: how far the others trust it, from 1 to 4 (`trust` of the newest survey); NaN
          where nobody rated it;
        - share_of_referrals, share_of_capacity, share_of_funding: of what all organisations
          together have, from 0 to 1; of funding, that of the span;
        - referrals_to_capacity, referrals_to_funding: the first share over the second and over
          the third. 2 is twice as many referrals as the organisation's share of the room, or of
          the money; 1 is even.

        No rows where a bound is left out and there are no steps.

    Raises
    ------
    DataError
        If the span has no day, or a place is held for no time.

    Notes
    -----
    Shares are NaN where all organisations together have nothing, and ratios where the share they
    are over is NaN or 0: an organisation without recorded funding has 0, and no ratio, which is
    not the same as having been paid nothing. Parties that belong to no organisation are left
    out. A grant pays for more than referrals, so the ratio to funding compares organisations and
    is no price. Takes time in the number of steps.

    Examples
    --------
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot
    >>> len(fair_load(Snapshot(), steps_of(Snapshot())))
    0
    """
    index = pd.Index(sorted(snapshot.table("Organisation")["id"]), name="id", dtype=object)
    span = span_of(steps, start, end)
    if span is None:
        return pd.DataFrame(index=index[:0], columns=list(COLUMNS), dtype="float64")
    belongs = organisation_of(snapshot)
    between = steps_between(steps, belongs, steps.made_within(span.start, span.end))
    room = capacities(snapshot, span, weeks_a_place_is_held=weeks_a_place_is_held)["capacity"]
    found = pd.DataFrame(
        {
            "n": between.groupby("to_id")["n"].sum().reindex(index).fillna(0).astype("int64"),
            "capacity": _by_organisation(room, belongs).reindex(index),
            "funding_gbp": _grants(snapshot, span).reindex(index).fillna(0.0),
            "funding_ever_gbp": _grants(snapshot).reindex(index).fillna(0.0),
            "trust": trust(newest_claims(snapshot)).reindex(index),
        },
        index=index,
    )
    return _with_shares(found).sort_values("n", ascending=False, kind="stable")


def _by_organisation(values: pd.Series[float], belongs: Mapping[str, str]) -> pd.Series[float]:
    """Return the sum of the values of each organisation's parts."""
    owners = [belongs.get(id_) for id_ in values.index]
    return pd.Series(values.to_numpy(), owners).groupby(level=0).sum()


def _grants(snapshot: Snapshot, span: Span | None = None) -> pd.Series[float]:
    """Return the pounds granted to each organisation, in a span of days or ever."""
    rows = snapshot.table("FUNDS").dropna(subset=["amount_gbp"])
    if span is not None:
        awarded_on = rows["awarded_on"]
        is_in = (awarded_on >= pd.Timestamp(span.start)) & (awarded_on < pd.Timestamp(span.end))
        rows = rows[is_in]
    return rows.groupby(rows["to_id"].astype(object))["amount_gbp"].sum()


def _with_shares(found: pd.DataFrame) -> pd.DataFrame:
    for name, column in (("referrals", "n"), ("capacity", "capacity"), ("funding", "funding_gbp")):
        total = found[column].sum()
        found[f"share_of_{name}"] = found[column] / (total if total > 0 else float("nan"))
    for name in ("capacity", "funding"):
        share = found[f"share_of_{name}"]
        found[f"referrals_to_{name}"] = found["share_of_referrals"] / share.where(share > 0)
    return found[list(COLUMNS)]
