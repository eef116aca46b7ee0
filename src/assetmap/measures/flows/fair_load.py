"""Whether referrals go where the room, the money and the trust are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.measures.claims import newest_claims
from assetmap.measures.flows.capacity import (
    WEEKS_A_PLACE_IS_HELD,
    activity_rooms,
    link_worker_rooms,
    room_ids,
    span_of,
)
from assetmap.measures.flows.organisations import (
    organisation_names,
    organisation_of,
    pair_counts,
)
from assetmap.measures.flows.steps import frozen
from assetmap.measures.memory import once
from assetmap.measures.trust import trust

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

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
    index = _organisations(snapshot)
    span = span_of(steps, start, end)
    if span is None:
        return pd.DataFrame(index=index[:0], columns=list(COLUMNS), dtype="float64")
    found = pd.DataFrame(
        {
            "n": _received(snapshot, steps, span),
            "capacity": _capacity(snapshot, span, weeks_a_place_is_held),
            "funding_gbp": _grants(snapshot, span).reindex(index).fillna(0.0),
            "funding_ever_gbp": _ever_granted(snapshot),
            "trust": _trust(snapshot),
        },
        index=index,
    )
    return _with_shares(found).sort_values("n", ascending=False, kind="stable")


@once
def _organisations(snapshot: Snapshot) -> pd.Index[str]:
    found: pd.Index[str] = pd.Index(
        sorted(snapshot.table("Organisation")["id"]), name="id", dtype=object
    )
    return found


@once
def _trust(snapshot: Snapshot) -> pd.Series[float]:
    return trust(newest_claims(snapshot)).reindex(_organisations(snapshot))


@once
def _places(snapshot: Snapshot) -> NDArray[np.int64]:
    """Return where each of `organisation_names` stands among the organisations, -1 for nowhere."""
    return frozen(
        _organisations(snapshot).get_indexer(pd.Index(organisation_names(snapshot), dtype=object))
    )


@once
def _owners(snapshot: Snapshot) -> tuple[NDArray[np.int64], ...]:
    """Return of each of `room_ids` the place of its organisation among `organisation_names`.

    Whoever belongs to none has the place after the last.
    """
    names, belongs = organisation_names(snapshot), organisation_of(snapshot)
    number_of = {name: number for number, name in enumerate(names)}
    return tuple(
        frozen(
            np.array([number_of.get(belongs.get(id_, ""), len(names)) for id_ in ids.tolist()], int)
        )
        for ids in room_ids(snapshot)
    )


def _received(snapshot: Snapshot, steps: Steps, span: Span) -> NDArray[np.int64]:
    """Return how many steps each organisation received from others."""
    _, target, n = pair_counts(snapshot, steps, start=span.start, end=span.end)
    n_names = len(organisation_names(snapshot)) + 1
    received = np.bincount(target, n, minlength=n_names)[1:]
    return _at(snapshot, received).astype(np.int64)


def _capacity(snapshot: Snapshot, span: Span, weeks_a_place_is_held: float) -> NDArray[np.float64]:
    """Return for how many people the parts of each organisation have room; NaN if not known."""
    rooms = (
        link_worker_rooms(snapshot, span),
        activity_rooms(snapshot, span, weeks_a_place_is_held),
    )
    names, owners = organisation_names(snapshot), _owners(snapshot)
    owner = np.concatenate([of[room.numbers] for of, room in zip(owners, rooms, strict=True)])
    capacity = np.concatenate([room.capacity for room in rooms])
    n_known = np.bincount(owner, minlength=len(names) + 1)
    sums = np.bincount(owner, capacity, minlength=len(names) + 1)
    return _at(snapshot, np.where(n_known > 0, sums, np.nan)[:-1], missing=np.nan)


def _at(snapshot: Snapshot, of_names: NDArray[Any], *, missing: float = 0.0) -> NDArray[np.float64]:
    """Return numbers of `organisation_names` in the order of the organisations."""
    places = _places(snapshot)
    found = np.full(len(_organisations(snapshot)), missing)
    found[places[places >= 0]] = of_names[places >= 0]
    return found


def _grants(snapshot: Snapshot, span: Span | None = None) -> pd.Series[float]:
    """Return the pounds granted to each organisation, in a span of days or ever."""
    rows = snapshot.table("FUNDS").dropna(subset=["amount_gbp"])
    if span is not None:
        awarded_on = rows["awarded_on"]
        is_in = (awarded_on >= pd.Timestamp(span.start)) & (awarded_on < pd.Timestamp(span.end))
        rows = rows[is_in]
    return rows.groupby(rows["to_id"].astype(object))["amount_gbp"].sum()


@once
def _ever_granted(snapshot: Snapshot) -> pd.Series[float]:
    return _grants(snapshot).reindex(_organisations(snapshot)).fillna(0.0)


def _with_shares(found: pd.DataFrame) -> pd.DataFrame:
    for name, column in (("referrals", "n"), ("capacity", "capacity"), ("funding", "funding_gbp")):
        total = found[column].sum()
        found[f"share_of_{name}"] = found[column] / (total if total > 0 else float("nan"))
    for name in ("capacity", "funding"):
        share = found[f"share_of_{name}"]
        found[f"referrals_to_{name}"] = found["share_of_referrals"] / share.where(share > 0)
    return found[list(COLUMNS)]
