"""Whether access goes to people who live where deprivation is high, and who gains by a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.access.pairs import amounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.access.pairs import Amounts

    Numbers = NDArray[np.float64]

UNDEFINED = float("nan")


class ConcentrationIndex(NamedTuple):
    """How unequally access is spread over people by how deprived their areas are.

    Attributes
    ----------
    value
        From -1 to 1: below 0 where access gathers at people in more deprived areas, above 0 at
        those in less deprived ones, 0 where it is spread evenly over both.
    standard_error
        Of the value.
    n_areas
        Areas that it is of.
    """

    value: float
    standard_error: float
    n_areas: int


class _Steps(NamedTuple):
    """Areas with people, put together where equally deprived: what each area's step has.

    Attributes
    ----------
    share
        Of all people, in each area.
    before, after
        Share of all people in more deprived areas, and that with those as deprived as this.
    step
        Number of the step that each area is on, from the most deprived.
    """

    share: Numbers
    before: Numbers
    after: Numbers
    step: NDArray[np.int64]


def fractional_ranks(deprivation: Amounts, people: Amounts) -> pd.Series[float]:
    """Return what share of people live in more deprived areas, and half of those as deprived.

    Parameters
    ----------
    deprivation
        A score by area, the higher the more deprived (a rank of which 1 is the most deprived, with
        its sign changed).
    people
        By area, 0 or more.

    Returns
    -------
    Series
        Above 0 and below 1, in the order of `deprivation`: near 0 for the most deprived. NaN where
        the score or the people are not known. The tenth of people that an area falls in is ten
        times it, rounded down, and one.

    Raises
    ------
    DataError
        If people are no number of 0 or more, or an id is given twice.

    Notes
    -----
    Defined by the people of other areas where nobody lives in one. Their mean over people is 1/2,
    whatever ties there are.

    References
    ----------
    Lerman, R. I. and Yitzhaki, S. (1989). Improving the accuracy of estimates of Gini
    coefficients. Journal of Econometrics 42, 43-47.

    Examples
    --------
    >>> score = pd.Series({"east": 40.0, "west": 20.0, "moor": 20.0})
    >>> people = pd.Series({"east": 50, "west": 30, "moor": 20})
    >>> fractional_ranks(score, people).to_dict()
    {'east': 0.25, 'west': 0.75, 'moor': 0.75}
    """
    known = _known(deprivation, people)
    ranks = pd.Series(np.nan, index=deprivation.index, name="rank")
    if known["people"].sum() > 0:
        steps = _steps(known)
        ranks[known.index] = (steps.before + steps.after) / 2
    return ranks


def parts_of_people(
    deprivation: Amounts, people: Amounts, *, n_parts: int = 10
) -> pd.Series[float]:
    """Return in which tenth of the people each area falls, from the most deprived.

    Parameters
    ----------
    deprivation, people
        As of `fractional_ranks`.
    n_parts
        10 for tenths, 5 for fifths.

    Returns
    -------
    Series
        From 1, the most deprived, to `n_parts`, in the order of `deprivation`; NaN where it is
        not known. Where areas are few, a part may have none.

    Raises
    ------
    DataError
        As `fractional_ranks`.

    Examples
    --------
    >>> areas = ["east", "west", "moor"]
    >>> score = pd.Series([40.0, 20.0, 10.0], areas)
    >>> parts_of_people(score, pd.Series([50, 30, 20], areas)).to_dict()
    {'east': 3.0, 'west': 7.0, 'moor': 10.0}
    """
    ranks = fractional_ranks(deprivation, people)
    return (ranks * n_parts).floordiv(1).add(1).rename("part")


def concentration_index(
    access: Amounts, deprivation: Amounts, people: Amounts
) -> ConcentrationIndex:
    """Return how far access gathers at people in more, or in less, deprived areas.

    Parameters
    ----------
    access
        By area, 0 or more, such as `two_step_catchment` gives.
    deprivation
        A score by area, the higher the more deprived. Areas without are left out.
    people
        By area, 0 or more. Areas that it does not have, or has 0 in, are left out.

    Returns
    -------
    ConcentrationIndex
        All but `n_areas` are NaN if nobody of these areas has any access; the error also if there
        is one area alone.

    Raises
    ------
    DataError
        If access or people are no number of 0 or more, or an id is given twice.

    Notes
    -----
    Twice the covariance of access and fractional rank (`fractional_ranks`: from the most deprived,
    equally deprived areas sharing one) over the mean, each area counting by its people; or 1 less
    twice the area under the concentration curve. The standard error is that of grouped data in
    which the spread within groups is not known, and so takes areas and not people to be drawn.
    Takes time in n log n of the areas.

    References
    ----------
    Kakwani, N., Wagstaff, A. and van Doorslaer, E. (1997). Socioeconomic inequalities in health:
    measurement, computation, and statistical inference. Journal of Econometrics 77, 87-103.
    O'Donnell, O., van Doorslaer, E., Wagstaff, A. and Lindelow, M. (2008). Analyzing health equity
    using household survey data. Washington: World Bank; chapter 8.

    Examples
    --------
    >>> areas = ["east", "west"]
    >>> access, score = pd.Series([0.0, 2.0], areas), pd.Series([40.0, 20.0], areas)
    >>> concentration_index(access, score, pd.Series([50, 50], areas)).value
    0.5
    """
    known = _known(deprivation, people)
    known = known[known["people"] > 0].join(_named(access, "access"), how="inner")
    values = known["access"].to_numpy()
    n_areas = len(known)
    if not (values > 0).any():
        return ConcentrationIndex(UNDEFINED, UNDEFINED, n_areas)
    steps = _steps(known)
    relative = values / (steps.share @ values)
    ranks = (steps.before + steps.after) / 2
    index = float(2 * (steps.share @ (relative * ranks)) - 1)
    if n_areas == 1:
        return ConcentrationIndex(index, UNDEFINED, n_areas)
    below = np.bincount(steps.step, steps.share * relative)
    curve = np.cumsum(below)  # the concentration curve at each step
    both = (2 * curve - below)[steps.step]
    parts = relative * (2 * ranks - 1 - index) + 2 - both
    variance = (steps.share @ parts**2 - (1 + index) ** 2) / n_areas
    return ConcentrationIndex(index, float(np.sqrt(max(variance, 0.0))), n_areas)


def who_gains(
    before: Amounts,
    after: Amounts,
    people: Amounts,
    group_of: pd.Series[str],
) -> pd.DataFrame:
    """Return what a change of access gives to each group of areas, such as fifths of deprivation.

    Parameters
    ----------
    before, after
        Access by area, 0 or more, of the same areas.
    people
        By area, 0 or more.
    group_of
        The group of each area; areas without one, or where nobody lives, are left out.

    Returns
    -------
    DataFrame
        By group in ascending order: people; before, after and gain, the mean over its people;
        n_gaining and n_losing, people in areas where access rises and falls; share, of all that
        is gained less what is lost (NaN where that is nothing).

    Raises
    ------
    DataError
        If a number is below 0 or missing, an id is given twice, or the two are of other areas.

    Examples
    --------
    >>> areas = ["east", "west"]
    >>> before, after = pd.Series([0.0, 1.0], areas), pd.Series([0.5, 1.0], areas)
    >>> groups = pd.Series(["1", "5"], areas)
    >>> who_gains(before, after, pd.Series([30, 10], areas), groups)["gain"].to_dict()
    {'1': 0.5, '5': 0.0}
    """
    if not before.index.sort_values().equals(after.index.sort_values()):
        msg = f"Access before is of {len(before)} areas and after of others, {len(after)}."
        raise DataError(msg)
    table = pd.concat(
        [_named(before, "before"), _named(after, "after"), _named(people, "people")],
        axis=1,
        join="inner",
    ).assign(group=_once(group_of, "groups"))
    table = table[table["group"].notna() & (table["people"] > 0)]
    change = (table["after"] - table["before"]) * table["people"]
    held = table.assign(
        before=table["before"] * table["people"],
        after=table["after"] * table["people"],
        gain=change,
        n_gaining=table["people"].where(change > 0, 0.0),
        n_losing=table["people"].where(change < 0, 0.0),
    )
    sums = held.groupby("group", sort=True).sum()
    means = sums[["before", "after", "gain"]].div(sums["people"], axis=0)
    total = sums["gain"].sum()
    return pd.concat([sums[["people"]], means, sums[["n_gaining", "n_losing"]]], axis=1).assign(
        share=sums["gain"] / (total or np.nan)
    )


def _named(given: Amounts, name: str) -> pd.Series[float]:
    return pd.Series(amounts(given, name), index=given.index, name=name)


def _once(given: pd.Series, what: str) -> pd.Series:
    repeated = given.index.duplicated()
    if repeated.any():
        msg = f"{str(given.index[repeated][0])!r} is twice in the {what}. Give each area once."
        raise DataError(msg)
    return given


def _known(deprivation: Amounts, people: Amounts) -> pd.DataFrame:
    """Return the areas whose deprivation and people are known, in the order of the first."""
    scores = _once(deprivation, "deprivation").rename("deprivation").dropna()
    return pd.concat([scores, _named(people, "people")], axis=1, join="inner")


def _steps(known: pd.DataFrame) -> _Steps:
    share = known["people"].to_numpy() / known["people"].sum()
    _, step = np.unique(-known["deprivation"].to_numpy(np.float64), return_inverse=True)
    on_step = np.bincount(step, share).astype(np.float64)
    after = np.cumsum(on_step)
    return _Steps(share, (after - on_step)[step], after[step], step)
