"""Who answered, how far the two ends of a tie say the same, and how closely they work together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from assetmap.measures.claims import Claims

UNDEFINED: Final = float("nan")
LADDER: Final = {1: "aware", 2: "cooperate", 3: "coordinate", 4: "integrated"}
"""Steps of intensity, from knowing of each other to working as one."""


def response_rate(claims: Claims) -> float:
    """Return the share of those asked who answered.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    float
        From 0 to 1: asked and answered, over asked. Who answered without being asked is not
        counted.

    Notes
    -----
    Takes time in the number of organisations. Not defined (NaN) where nobody was asked.

    References
    ----------
    American Association for Public Opinion Research (2023). Standard Definitions, 10th edition:
    response rate 1, every organisation asked being eligible.

    Examples
    --------
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.model import empty_rows
    >>> rows = empty_rows("PARTNERS_WITH")
    >>> response_rate(Claims(None, frozenset("abcd"), frozenset("abc"), rows))
    0.75
    """
    if not claims.asked:
        return UNDEFINED
    return len(claims.asked & claims.answered) / len(claims.asked)


def share_confirmed(claims: Claims) -> float:
    """Return the share of ties that both ends claim, where both could say so.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    float
        From 0 to 1: pairs of which each claims the other, over pairs of which one does at least;
        both have answered.

    Notes
    -----
    Takes time in the number of claims. Not defined (NaN) where no two who answered are tied. It
    counts pairs, where `reciprocity` counts claims: with a reciprocity of r among those who
    answered it is r / (2 - r).

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 13.2.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> share_confirmed(newest_claims(Snapshot()))
    nan
    """
    _, start, end = claims.ends
    is_known, is_returned = claims.is_checkable, claims.back >= 0
    is_again = is_known & is_returned & is_known[claims.back] & (start > end)
    n_pairs = int(is_known.sum() - is_again.sum())
    return int(is_returned.sum()) / 2 / n_pairs if n_pairs else UNDEFINED


def share_returned(claims: Claims, among: Collection[str] | None = None) -> float:
    """Return the share of claims that the other end makes too, of those that it could make.

    Parameters
    ----------
    claims
        The claims of one survey.
    among
        Organisations of whose claims about each other it is the share; left out, of all.

    Returns
    -------
    float
        From 0 to 1: claims that the other makes too, over claims about one who answered.

    Notes
    -----
    Takes time in the number of claims. Not defined (NaN) without a claim about one who answered.
    It is `reciprocity` among those who answered: who is silent says nothing, which is no no.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 13.2.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> share_returned(newest_claims(Snapshot()))
    nan
    """
    is_known = claims.is_checkable
    if among is not None:
        ids, start, end = claims.ends
        is_inside = np.fromiter(map(set(among).__contains__, ids.tolist()), np.bool_, len(ids))
        is_known &= is_inside[start] & is_inside[end]
    n_known = int(is_known.sum())
    return int((is_known & (claims.back >= 0)).sum()) / n_known if n_known else UNDEFINED


def share_within_a_step(claims: Claims) -> float:
    """Return the share of confirmed ties of which both ends see much the same closeness.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    float
        From 0 to 1: pairs whose two intensities are equal or one step apart, over pairs that
        claim each other and both say how closely they work together.

    Notes
    -----
    Takes time in the number of claims. Not defined (NaN) without such pairs.

    References
    ----------
    Tinsley, H. E. A. and Weiss, D. J. (1975). Interrater reliability and agreement of subjective
    judgments. Journal of Counseling Psychology 22, 358-376: agreement within one point.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> share_within_a_step(newest_claims(Snapshot()))
    nan
    """
    is_close = is_within_a_step(claims)
    return UNDEFINED if is_close.empty else float(is_close.mean())


def is_within_a_step(claims: Claims) -> pd.Series[bool]:
    """Return for each pair that `share_within_a_step` counts whether the two see it much alike.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    Series
        By the two ids of each pair that claims each other and both say how closely they work
        together, in alphabetical order: whether the two intensities are equal or one step apart.
    """
    ids, start, end = claims.ends
    said = _intensity(claims)
    both = np.flatnonzero((claims.back >= 0) & (start < end))
    both = both[~np.isnan(said[both] + said[claims.back[both]])]
    both = both[np.lexsort((end[both], start[both]))]
    pairs = pd.MultiIndex.from_arrays([ids[start[both]], ids[end[both]]], names=["low", "high"])
    return pd.Series(np.abs(said[both] - said[claims.back[both]]) <= 1, pairs)


def intensity_ladder(claims: Claims) -> pd.Series[int]:
    """Count the ties on each step of closeness.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    Series
        Pairs tied by a claim of either, by `LADDER` from aware to integrated, then not_said. Where
        the two ends see it differently the tie stands on the lower step: what both stand by.

    Notes
    -----
    Takes time in the number of claims. Sums to the number of pairs tied; defined for every survey.

    References
    ----------
    Varda and others (2008), as `trust.scores`; steps after Frey, B. B. and others (2006).
    Measuring collaboration among grant partners. American Journal of Evaluation 27, 383-392.

    Examples
    --------
    >>> from assetmap.measures.claims import newest_claims
    >>> from assetmap.model import Snapshot
    >>> int(intensity_ladder(newest_claims(Snapshot())).sum())
    0
    """
    _, start, end = claims.ends
    said, is_returned = _intensity(claims), claims.back >= 0
    lower = np.fmin(said, np.where(is_returned, said[claims.back], np.nan))
    lower = lower[~is_returned | (start <= end)]  # each pair once
    counts = {name: int((lower == step).sum()) for step, name in LADDER.items()}
    counts["not_said"] = len(lower) - sum(counts.values())
    return pd.Series(counts, name="n_ties", dtype="int64")


def _intensity(claims: Claims) -> NDArray[np.float64]:
    """Return how closely each claim says that the two work together, NaN where it does not."""
    return claims.rows["intensity"].to_numpy(np.float64, na_value=np.nan)
