"""Journeys a thousand people of areas, with intervals and the limits of a funnel plot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.flows.rates import count_interval, outside, standardised_rates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

A_THOUSAND: Final = 1_000

LIMITS: Final = {"95": 0.95, "998": 0.998}
"""Levels of the limits of the funnel plot, by what their columns end in."""

COLUMNS: Final = (
    *("n", "people", "rate", "low", "high"),
    *("standardised", "standardised_low", "standardised_high", "expected"),
    *("limit_low_95", "limit_high_95", "limit_low_998", "limit_high_998", "outside"),
)


@dataclass(frozen=True, eq=False)
class Figures:
    """Journeys and people of some areas, a row each.

    Attributes
    ----------
    counts
        Journeys by age band, and in the last column those of whom no band is known.
    people
        How many live there; NaN where it is not known, or nobody does.
    by_age
        People by age band.
    """

    counts: Numbers
    people: Numbers
    by_age: Numbers


@dataclass(frozen=True, eq=False)
class Usual:
    """How people are referred over all areas together.

    Attributes
    ----------
    rate, by_age
        Journeys a person, of all and in each age band; NaN, or 0, where there are no people.
    weights
        People of each age band to whose ages rates are set.
    """

    rate: float
    by_age: Numbers
    weights: Numbers


def usual_rates(areas: Figures, weights: Numbers | None = None) -> Usual:
    """Return how people are referred over all areas whose people are known.

    Parameters
    ----------
    areas
        Journeys and people.
    weights
        People of each age band to whose ages rates are set; left out, those of the areas.
    """
    is_known = ~np.isnan(areas.people)
    counts, by_age = areas.counts[is_known].sum(axis=0), areas.by_age[is_known].sum(axis=0)
    everybody = areas.people[is_known].sum()
    rate = float(counts.sum() / everybody) if everybody else float("nan")
    # Those of unknown age are taken to be of all ages as the others are.
    n_with_age = counts[:-1].sum()
    raised = counts[:-1] * (counts.sum() / n_with_age if n_with_age else 0.0)
    usual = np.divide(raised, by_age, out=np.zeros(len(by_age)), where=by_age > 0)
    return Usual(rate, usual, by_age if weights is None else weights)


def rates_table(index: Sequence[str], figures: Figures, usual: Usual) -> pd.DataFrame:
    """Return `COLUMNS` of areas, or of several together."""
    n, people = figures.counts.sum(axis=1), figures.people
    expected = figures.by_age @ usual.by_age if len(usual.by_age) else people * usual.rate
    expected = np.where(np.isnan(people), np.nan, expected)
    standardised = standardised_rates(figures.counts[:, :-1], figures.by_age, usual.weights)
    low, high = count_interval(n)
    columns = {
        "rate": n / people,
        "low": low / people,
        "high": high / people,
        **dict(zip(COLUMNS[5:8], standardised.T, strict=True)),
    }
    for name, level in LIMITS.items():
        least, most = count_interval(expected, level)
        columns |= {f"limit_low_{name}": least / people, f"limit_high_{name}": most / people}
    counted = {"n": n.astype(np.int64), "people": people, "expected": expected}
    rates = {name: values * A_THOUSAND for name, values in columns.items()}
    words = {"outside": _outside(n, expected)}
    return pd.DataFrame(counted | rates | words, index=pd.Index(list(index), dtype=object))[
        list(COLUMNS)
    ]


def _outside(n: Numbers, expected: Numbers) -> list[str]:
    wide, narrow = (outside(n, expected, LIMITS[name]) for name in ("998", "95"))
    sides = {1: "above", -1: "below"}
    return [
        f"{sides[far]} 99.8" if far else f"{sides[near]} 95" if near else ""
        for far, near in zip(wide.tolist(), narrow.tolist(), strict=True)
    ]
