"""What numbers could be at the least and at the most, whatever the silent would have said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from assetmap.measures.certainty.answers import answers_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.measures.certainty.answers import Answers
    from assetmap.measures.claims import Claims


class Bounds(NamedTuple):
    """The least and the most that a number could be; both can happen."""

    least: float
    most: float


def bounds(claims: Claims, group_of: Mapping[str, str] | None = None) -> dict[str, Bounds | None]:
    """Return between what the numbers of a survey's network lie for certain.

    Parameters
    ----------
    claims
        The claims of one survey.
    group_of
        Group by id; left out, the E-I index has no bounds.

    Returns
    -------
    dict
        Bounds of n_ties, density, mean_degree, reciprocity and e_i_index; None where the number
        is not defined in one of the ways in which the silent could have answered.

    Notes
    -----
    Each of the s silent ones of the n on the roster could have named each of the n - 1 others:
    the fewest ties are those claimed, the most these and s (n - 1). Reciprocity is lowest where
    the silent name all who do not name them and, of each other, one in each pair; highest where
    they name those who name them and each other. The E-I index is lowest where they name all of
    their own group, highest where they name all others. Nothing is assumed of who is silent.

    References
    ----------
    Manski, C. F. (1995). Identification Problems in the Social Sciences. Harvard.

    Examples
    --------
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.model import empty_rows
    >>> rows = empty_rows("PARTNERS_WITH")
    >>> bounds(Claims(None, frozenset("abc"), frozenset("ab"), rows))["n_ties"]
    Bounds(least=0.0, most=2.0)
    """
    answers = answers_of(claims)
    n_nodes, n_silent = len(answers.same), len(answers.silent)
    n_ties = int(answers.said.sum())
    most = n_ties + n_silent * max(n_nodes - 1, 0)
    return {
        "n_ties": Bounds(float(n_ties), float(most)),
        "density": _over(n_ties, most, n_nodes * (n_nodes - 1)),
        "mean_degree": _over(n_ties, most, n_nodes),
        "reciprocity": _reciprocity(answers),
        "e_i_index": _e_i_index(answers_of(claims, group_of)) if group_of else None,
    }


def in_degree_bounds(claims: Claims) -> pd.DataFrame:
    """Return how many at the least and at the most name each on the roster, and its rank.

    Parameters
    ----------
    claims
        The claims of one survey.

    Returns
    -------
    DataFrame
        Integer columns least, most, best_rank and worst_rank, by id. The best rank is 1 more
        than the number of those named by more for certain, the worst the number of those that
        could be named by as many or more, itself included.

    Notes
    -----
    Takes time in the roster squared.
    """
    answers = answers_of(claims)
    least = answers.said.sum(axis=0)
    is_silent = np.isin(np.arange(len(least)), answers.silent)
    most = least + len(answers.silent) - is_silent
    best = 1 + (least[None, :] > most[:, None]).sum(axis=1)
    worst = (most[None, :] >= least[:, None]).sum(axis=1)
    return pd.DataFrame(
        {"least": least, "most": most, "best_rank": best, "worst_rank": worst},
        index=pd.Index(claims.roster, name="id", dtype=object),
    )


def _over(least: int, most: int, whole: int) -> Bounds | None:
    return Bounds(least / whole, most / whole) if whole else None


def _reciprocity(answers: Answers) -> Bounds | None:
    told = answers.said[:, answers.answered]
    n_between, n_returned = int(told.sum()), int((told & told.T).sum())
    to_silent = answers.said[:, answers.silent]
    n_to, n_not_to = int(to_silent.sum()), int((~to_silent).sum())
    n_pairs = len(answers.silent) * (len(answers.silent) - 1) // 2
    if n_between + n_to == 0:
        return None  # the silent could have named nobody, and there would be no tie
    lowest = n_returned / (n_between + n_to + n_not_to + n_pairs)
    highest = (n_returned + 2 * n_to + 2 * n_pairs) / (n_between + 2 * n_to + 2 * n_pairs)
    return Bounds(lowest, highest)


def _e_i_index(answers: Answers) -> Bounds | None:
    inside = answers.same[answers.answered]
    n_inside = int((answers.said & inside).sum())
    n_outside = int((answers.said & ~inside).sum())
    if n_inside + n_outside == 0:
        return None
    more_inside = int(answers.same[answers.silent].sum()) - int(
        answers.same[answers.silent, answers.silent].sum()
    )
    more_outside = int((~answers.same[answers.silent]).sum()) - int(
        (~answers.same[answers.silent, answers.silent]).sum()
    )
    lowest = (n_outside - n_inside - more_inside) / (n_outside + n_inside + more_inside)
    highest = (n_outside + more_outside - n_inside) / (n_outside + more_outside + n_inside)
    return Bounds(lowest, highest)
