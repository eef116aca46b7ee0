"""Flow against relationship: who is trusted and not used, and used and not trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.claims import newest_claims
from assetmap.measures.flows.capacity import span_of
from assetmap.measures.flows.organisations import PARTS, organisation_of, steps_between
from assetmap.measures.memory import once
from assetmap.measures.trust import TRUST

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.measures.claims import Claims
    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

TRUSTED_UNUSED: Final = "trusted_unused"
USED_NOT_TRUSTED: Final = "used_not_trusted"
USED_WITHOUT_TIE: Final = "used_without_tie"

KINDS: Final = (TRUSTED_UNUSED, USED_NOT_TRUSTED, USED_WITHOUT_TIE)

TIES: Final = ("PARTNERS_WITH", "FUNDS", "TIED_TO", "COVERS", "SUPPORTS")
"""Ties that say that two organisations, or parts of them, have to do with each other."""

COLUMNS: Final = (
    *("kind", "from_id", "to_id", "n", "trust", "intensity"),
    *("is_silent", "n_made", "n_received"),
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What counts as trusted, not trusted and used.

    Attributes
    ----------
    trusted
        Trust from which one is trusted, 1 to 4.
    not_trusted
        Trust up to which one is not, below `trusted`.
    close
        Intensity from which one is trusted by whom no score of trust was given.
    used
        Fewest referrals of one who is used.
    """

    trusted: float = 3.0
    not_trusted: float = 2.0
    close: int = 3
    used: int = 1

    def __post_init__(self) -> None:
        """Refuse thresholds by which one could be trusted and not."""
        if not self.not_trusted < self.trusted:
            msg = f"Who is trusted from {self.trusted} cannot be distrusted up to "
            msg += f"{self.not_trusted}; the second must be lower."
            raise DataError(msg)
        if self.used < 1:
            msg = f"Who is used has at least 1 referral, not {self.used}."
            raise DataError(msg)


_USUAL: Final = Thresholds()


def flow_against_relationship(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    thresholds: Thresholds = _USUAL,
) -> pd.DataFrame:
    """Return pairs of organisations whose referrals and whose relationship do not go together.

    Parameters
    ----------
    snapshot
        The place.
    steps
        Its steps.
    start, end
        Half-open; left out, the first day on which a step was made and the day after the last.
    thresholds
        What counts as trusted, not trusted and used.

    Returns
    -------
    DataFrame
        A row for each such pair, numbered from 0, by kind in the order of `KINDS`; then who is
        trusted and unused by falling trust (those of intensity alone last, the closer first), and
        others by falling n; then by ids:

        - kind: trusted_unused: from_id trusts to_id, which could take people, and refers fewer
          than `used` to it; used_not_trusted: it refers that many and does not trust it;
          used_without_tie: it refers that many, and no tie of any kind between the two is
          written down (`TIES`);
        - from_id, to_id: organisations; who refers, and to whom;
        - n: steps made in the span from any part of the first to any part of the second, its
          activities, link workers and champions;
        - trust, intensity: what the first said of the second in the newest survey; NaN where it
          said nothing. Trust is the mean of the scores of `trust.TRUST` that it gave;
        - is_silent: whether one of them was asked in that survey and did not answer, so that a tie
          may be there and not written down;
        - n_made, n_received: steps in the span from the first to all others, and to the second
          from all others.

        No rows where a bound is left out and there are no steps.

    Raises
    ------
    DataError
        If the span has no day.

    Notes
    -----
    An organisation that was asked and is silent said nothing of trust, so it is in no pair of the
    first two kinds; what others said of working with it is a tie nevertheless. One could take
    people if it has an activity or a link worker or received a step. Trust between two
    organisations is not a reason to refer, nor its absence one not to: what suits the person is.
    Ties count that hold on any day. Takes time in the number of steps.

    Examples
    --------
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot
    >>> len(flow_against_relationship(Snapshot(), steps_of(Snapshot())))
    0
    """
    span = span_of(steps, start, end)
    if span is None:
        return pd.DataFrame(columns=list(COLUMNS))
    belongs = organisation_of(snapshot)
    claims = newest_claims(snapshot)
    pairs = _pairs(steps, span, belongs, claims)
    pairs["is_silent"] = pairs[["from_id", "to_id"]].isin(claims.silent).any(axis=1)
    is_used = pairs["n"] >= thresholds.used
    trust, intensity = pairs["trust"], pairs["intensity"]
    is_trusted = (trust >= thresholds.trusted) | (trust.isna() & (intensity >= thresholds.close))
    could_take = _could_take(snapshot) | set(pairs.loc[pairs["n_received"] > 0, "to_id"])
    tied = _tied(snapshot)
    is_tied = [pair in tied for pair in zip(pairs["from_id"], pairs["to_id"], strict=True)]
    found = {
        TRUSTED_UNUSED: is_trusted & ~is_used & pairs["to_id"].isin(could_take),
        USED_NOT_TRUSTED: is_used & (trust <= thresholds.not_trusted),
        USED_WITHOUT_TIE: is_used & ~np.array(is_tied, dtype=bool),
    }
    rows = [_ordered(pairs[wanted].assign(kind=kind)) for kind, wanted in found.items()]
    return pd.concat(rows, ignore_index=True)[list(COLUMNS)]


def _pairs(steps: Steps, span: Span, belongs: Mapping[str, str], claims: Claims) -> pd.DataFrame:
    """Return every pair of organisations of which one refers to the other or speaks of it."""
    between = steps_between(steps, belongs, steps.made_within(span.start, span.end))
    made = between.groupby("from_id")["n"].sum()
    received = between.groupby("to_id")["n"].sum()
    said = pd.DataFrame(
        {
            "from_id": claims.rows["from_id"].astype(object),
            "to_id": claims.rows["to_id"].astype(object),
            "trust": claims.rows[list(TRUST)].astype("float64").mean(axis=1),
            "intensity": claims.rows["intensity"].astype("float64"),
        }
    )
    pairs = between.dropna().merge(said, how="outer", on=["from_id", "to_id"])
    pairs["n"] = pairs["n"].fillna(0).astype("int64")
    pairs["n_made"] = pairs["from_id"].map(made).fillna(0).astype("int64")
    pairs["n_received"] = pairs["to_id"].map(received).fillna(0).astype("int64")
    return pairs


def _could_take(snapshot: Snapshot) -> set[str]:
    """Return the organisations with an activity or a link worker."""
    return {
        owner
        for label in PARTS
        if label != "Champion"
        for owner in snapshot.table(label)["organisation_id"].dropna()
    }


@once
def _tied(snapshot: Snapshot) -> frozenset[tuple[Any, Any]]:
    """Return the pairs of organisations with a tie between them or their parts, both ways."""
    belongs = organisation_of(snapshot)
    found = set()
    for table in TIES:
        rows = snapshot.table(table)
        for one, other in zip(rows["from_id"].tolist(), rows["to_id"].tolist(), strict=True):
            ends = belongs.get(one), belongs.get(other)
            found |= {ends, ends[::-1]}
    return frozenset(found)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows by falling n, then trust, then intensity, then by ids."""
    order = ["n", "trust", "intensity", "from_id", "to_id"]
    falling = [name in ("n", "trust", "intensity") for name in order]
    return rows.sort_values(order, ascending=[not each for each in falling], na_position="last")
