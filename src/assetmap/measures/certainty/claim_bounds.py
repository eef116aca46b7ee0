"""What numbers of what partners say of each other could be at the least and at the most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.certainty.bounds import Bounds, bounds
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.confirmation import response_rate, share_within_a_step
from assetmap.measures.trust import MEAN_OF, TRUST, VALUE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.claims import Claims

    Numbers = NDArray[np.float64]

_LOWEST_SCORE: Final = 1.0
_HIGHEST_SCORE: Final = 4.0


def claim_bounds(claims: Claims) -> dict[str, Bounds | None]:
    """Return between what the numbers of a survey's claims lie for certain.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    dict
        Bounds of mean_trust, mean_value, the mean of each of `MEAN_OF`, response_rate (which is
        known), share_confirmed and share_within_a_step; None where the number is not defined in one
        of the ways in which the silent could have answered.

    Notes
    -----
    Means are lowest where each silent one names all who were asked, who answered or who are named,
    and gives them the lowest scores; highest where it gives them the highest. Ties named by both
    ends follow `bounds` of reciprocity. They are seen as equally close least often where the
    silent reply to each claim about them, and name each other, from afar; most often where they do
    so from as near. Nothing is assumed of who is silent. Not defined (None) where the number is
    not. Takes time in claims and in silent times roster.

    References
    ----------
    As `assetmap.measures.certainty.bounds.bounds`.

    Examples
    --------
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.model import empty_rows
    >>> rows = empty_rows("PARTNERS_WITH")
    >>> claim_bounds(Claims(None, frozenset("ab"), frozenset("a"), rows))["response_rate"]
    Bounds(least=0.5, most=0.5)
    """
    returned = bounds(Surveyed(claims))["reciprocity"]
    rate = response_rate(claims)
    return {
        "mean_trust": _mean(claims, TRUST),
        "mean_value": _mean(claims, VALUE),
        "response_rate": _bounds(rate, rate),
        "share_confirmed": Bounds(*(share / (2 - share) for share in returned))
        if returned
        else None,
        "share_within_a_step": _within_a_step(claims),
        **{name: _mean(claims, (score,)) for score, name in MEAN_OF.items()},
    }


def _mean(claims: Claims, of: tuple[str, ...]) -> Bounds | None:
    index = pd.Index(sorted({*claims.roster, *claims.rows["to_id"]}), dtype=object)
    given = claims.rows[list(of)].astype("float64").groupby(claims.rows["to_id"].astype(object))
    sums, counts = (each.reindex(index).fillna(0.0) for each in (given.sum(), given.count()))
    is_rated = (counts > 0).all(axis=1).to_numpy()
    if not is_rated.any():
        return None
    more = (len(claims.silent) - np.isin(index.to_numpy(), claims.silent))[:, None]
    least, most = (
        ((sums + score * more) / (counts + more)).mean(axis=1, skipna=False).to_numpy()
        for score in (_LOWEST_SCORE, _HIGHEST_SCORE)
    )
    return Bounds(_lowest_mean(least, is_rated), -_lowest_mean(-most, is_rated))


def _lowest_mean(values: Numbers, is_rated: NDArray[np.bool_]) -> float:
    """Return the lowest mean of those rated and of as many others as the silent would rate."""
    others = np.sort(values[~is_rated & ~np.isnan(values)])
    sums = values[is_rated].sum() + np.concatenate([[0.0], np.cumsum(others)])
    return float((sums / (is_rated.sum() + np.arange(len(sums)))).min())


def _within_a_step(claims: Claims) -> Bounds | None:
    said = claims.rows.dropna(subset=["intensity"])
    ends = set(zip(said["from_id"], said["to_id"], strict=True))
    n_compared = sum((other, one) in ends for one, other in ends) // 2
    if n_compared == 0:
        return None
    n_close = round(share_within_a_step(claims) * n_compared)
    silent = set(claims.silent)
    n_replies = sum(other in silent for _, other in ends)
    n_more = n_replies + len(silent) * (len(silent) - 1) // 2
    return Bounds(n_close / (n_compared + n_more), (n_close + n_more) / (n_compared + n_more))


def _bounds(least: float, most: float) -> Bounds | None:
    return None if np.isnan(least) else Bounds(float(least), float(most))
