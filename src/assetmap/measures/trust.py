"""How far partners trust and value each other, as each is rated by the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from assetmap.measures.claims import Claims

TRUST: Final = ("reliability", "mission", "openness")
VALUE: Final = ("power", "involvement", "resources")
SCORES: Final = (*TRUST, *VALUE)
"""The scores of a claim, in the model's order: those of trust, then those of value."""


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
    rated = _rated(claims, SCORES).reindex(_involved(claims))
    rated["trust"] = _mean_of(rated, TRUST)
    rated["value"] = _mean_of(rated, VALUE)
    return rated.assign(n_raters=n_raters(claims))


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
    return _mean_of(_rated(claims, TRUST), TRUST).reindex(_involved(claims)).rename("trust")


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
    return _mean_of(_rated(claims, VALUE), VALUE).reindex(_involved(claims)).rename("value")


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
    is_rated = claims.rows[list(SCORES)].notna().any(axis=1)
    counts = claims.rows.loc[is_rated, "to_id"].value_counts()
    return counts.reindex(_involved(claims), fill_value=0).rename("n_raters")


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
    return float(_mean_of(_rated(claims, TRUST), TRUST).mean())


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
    return float(_mean_of(_rated(claims, VALUE), VALUE).mean())


def _involved(claims: Claims) -> pd.Index[str]:
    """Return whoever was asked, answered or is named, by id."""
    named = (claims.rows[end].unique().tolist() for end in ("from_id", "to_id"))
    ids = claims.asked.union(claims.answered, *named)
    return pd.Index(sorted(ids), name="id", dtype=object)


def _rated(claims: Claims, names: Sequence[str]) -> pd.DataFrame:
    """Return the mean of each of some scores, over those who gave it, of all who are named."""
    return claims.rows[list(names)].astype("float64").groupby(claims.rows["to_id"]).mean()


def _mean_of(rated: pd.DataFrame, names: Sequence[str]) -> pd.Series[float]:
    return rated[list(names)].mean(axis=1, skipna=False)
