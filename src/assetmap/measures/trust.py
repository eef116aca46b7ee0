"""How far partners trust and value each other, as each is rated by the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from assetmap.measures.claims import Claims

TRUST: Final = ("reliability", "mission", "openness")
VALUE: Final = ("power", "involvement", "resources")
SCORES: Final = (*TRUST, *VALUE)
"""The scores of a claim, in the model's order: those of trust, then those of value."""

MEAN_OF: Final = {score: f"mean_{score}" for score in SCORES}
"""What the mean of each score over a place is called."""


def scores(claims: Claims) -> pd.DataFrame:
    """Return how each organisation is rated by those who say that they work with it.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    DataFrame
        A row for each organisation that was asked, answered or is named, by id: columns
        `SCORES`, each the mean over those who gave that score; trust and value, the means of
        their three; n_raters, how many gave any score. A score that nobody gave is NaN, and so
        are trust or value if one of their three is.

    Notes
    -----
    Takes time in the number of claims. Scores run from 1 (not at all) to 4 (a great deal); one
    that nobody gave is not defined (NaN).

    References
    ----------
    Varda, D. M., Chandra, A., Stern, S. A. and Lurie, N. (2008). Core dimensions of
    connectivity in public health collaboratives. Journal of Public Health Management and
    Practice 14(5), E1-E7; the scores of PARTNER as its published help defines them.

    Examples
    --------
    >>> import pandas as pd
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.model import conform
    >>> given = {"from_id": ["a", "b"], "to_id": ["c", "c"], "reliability": [4, 2],
    ...          "mission": [3, None], "openness": [1, 2]}
    >>> rows = conform("PARTNERS_WITH", pd.DataFrame({"id": ["1", "2"], **given}))
    >>> asked = frozenset("abc")
    >>> rated = scores(Claims(None, asked, frozenset("ab"), rows)).loc["c"]
    >>> float(rated["trust"]), int(rated["n_raters"])  # the mean of 3, 3 and 1.5
    (2.5, 2)
    """
    rated = _rated(claims, SCORES)
    means = (*rated, rated[: len(TRUST)].mean(axis=0), rated[len(TRUST) :].mean(axis=0))
    names = (*SCORES, "trust", "value")
    columns = {
        name: claims.of_everybody(each, np.nan) for name, each in zip(names, means, strict=True)
    }
    return pd.DataFrame(columns).assign(n_raters=n_raters(claims))


def trust(claims: Claims) -> pd.Series[float]:
    """Return how far each organisation is trusted by those who say that they work with it.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    Series
        From 1 to 4 by id: the mean of reliability, support of the mission and openness, each the
        mean over those who rated it.

    Notes
    -----
    Takes time in the number of claims. Not defined (NaN) where nobody gave one of the three.

    References
    ----------
    As `scores`.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> trust(newest_claims(Snapshot())).to_dict()
    {}
    """
    return claims.of_everybody(_rated(claims, TRUST).mean(axis=0), np.nan).rename("trust")


def value(claims: Claims) -> pd.Series[float]:
    """Return how far each organisation is valued by those who say that they work with it.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    Series
        From 1 to 4 by id: the mean of power, involvement and resources, each the mean over those
        who rated it.

    Notes
    -----
    Takes time in the number of claims. Not defined (NaN) where nobody gave one of the three.

    References
    ----------
    As `scores`.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> value(newest_claims(Snapshot())).to_dict()
    {}
    """
    return claims.of_everybody(_rated(claims, VALUE).mean(axis=0), np.nan).rename("value")


def n_raters(claims: Claims) -> pd.Series[int]:
    """Count those who rated each organisation.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    Series
        Integers by id: how many gave it at least one score.

    Notes
    -----
    Takes time in the number of claims. Defined for every organisation: 0 where nobody did.

    References
    ----------
    As `scores`.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> n_raters(newest_claims(Snapshot())).to_dict()
    {}
    """
    is_rated = claims.rows[list(SCORES)].notna().any(axis=1).to_numpy()
    ids, _, end = claims.ends
    counts = np.bincount(end[is_rated], minlength=len(ids))
    return claims.of_everybody(counts, 0).rename("n_raters")


def mean_scores(claims: Claims) -> pd.Series[Any]:
    """Return the mean over organisations of each score, of trust and of value.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    Series
        `SCORES`, trust and value: the mean over the organisations of which it is defined, each
        counted once however many rated it; NaN where it is defined of none.

    Notes
    -----
    Takes time in the number of claims. In points from 1 (not at all) to 4 (a great deal); not
    defined (NaN) where nobody gave that score.

    References
    ----------
    As `scores`.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> bool(mean_scores(newest_claims(Snapshot())).isna().all())
    True
    """
    return scores(claims)[[*SCORES, "trust", "value"]].mean()


def mean_trust(claims: Claims) -> float:
    """Return the mean of `trust` over organisations.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    float
        From 1 to 4; each organisation counts once, however many rated it.

    Notes
    -----
    Takes time in the number of claims. Not defined (NaN) where `trust` is defined of nobody.

    References
    ----------
    As `scores`.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> mean_trust(newest_claims(Snapshot()))
    nan
    """
    return _mean(claims, TRUST)


def mean_value(claims: Claims) -> float:
    """Return the mean of `value` over organisations.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    float
        From 1 to 4; each organisation counts once, however many rated it.

    Notes
    -----
    Takes time in the number of claims. Not defined (NaN) where `value` is defined of nobody.

    References
    ----------
    As `scores`.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> mean_value(newest_claims(Snapshot()))
    nan
    """
    return _mean(claims, VALUE)


def _rated(claims: Claims, names: Sequence[str]) -> NDArray[np.float64]:
    """Return the mean of each score over those who gave it: a row a score, a column an id."""
    ids, _, end = claims.ends
    means = np.full((len(names), len(ids)), np.nan)
    for mean, name in zip(means, names, strict=True):
        score = claims.rows[name].to_numpy(np.float64, na_value=np.nan)
        is_given = ~np.isnan(score)
        n_given = np.bincount(end, is_given, len(ids))
        sums = np.bincount(end, np.where(is_given, score, 0), len(ids))
        np.divide(sums, n_given, out=mean, where=n_given > 0)
    return means


def _mean(claims: Claims, names: Sequence[str]) -> float:
    """Return the mean over organisations of the mean of some scores."""
    is_named = np.bincount(claims.ends.end, minlength=len(claims.ends.ids)) > 0
    return float(pd.Series(_rated(claims, names).mean(axis=0)[is_named]).mean())
