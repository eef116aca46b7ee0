"""Which organisations trust which, by what they say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.network.tie_table import latest_claims

if TYPE_CHECKING:
    from collections.abc import Collection

    from assetmap.model import Snapshot

TRUST_WORDS: Final = (
    "An organisation trusts another when it gives it 3 or more of 4, on average, for doing what "
    "it says, sharing the aim and talking openly; where no scores were given, when it plans "
    "together with it or works closer still."
)

Trust = frozenset[tuple[str, str]]
"""Who trusts whom: (who says so, of whom)."""

_SCORES: Final = ("reliability", "mission", "openness")
_ENOUGH: Final = 3


def trusted_ties(snapshot: Snapshot, ids: Collection[str]) -> Trust:
    """Return who trusts whom as (who says so, of whom), between organisations of `ids`.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    ids
        Organisations.

    Returns
    -------
    frozenset
        By the newest claim of each about each, as `TRUST_WORDS` says it.
    """
    claims = latest_claims(snapshot)
    claims = claims[claims["from_id"].isin(ids) & claims["to_id"].isin(ids)]
    scores = claims[list(_SCORES)].astype("float64").mean(axis=1)
    is_trusted = scores.fillna(claims["intensity"].astype("float64")) >= _ENOUGH
    trusted = claims[is_trusted]
    return frozenset(zip(trusted["from_id"], trusted["to_id"], strict=True))
