"""Rates and their intervals, beside published examples and scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.unit.measures.flows.birth_orders import ALL_BIRTHS, BIRTHS, CASES

from assetmap.errors import DataError
from assetmap.measures.flows.rates import count_interval, outside, standardised_rate

FLEISS = "Fleiss (1981) table 14.4, as R's"


@pytest.mark.evidence("count_interval", "Garwood's table (1936): of 11 events 5.49 to 19.68")
@pytest.mark.evidence("equity", "Garwood's table (1936): of 11 events 5.49 to 19.68")
def test_interval_of_a_count_is_the_published_one() -> None:
    low, high = count_interval([11])
    assert (round(float(low[0]), 2), round(float(high[0]), 2)) == (5.49, 19.68)


@pytest.mark.evidence("count_interval", "scipy's Poisson distribution: each tail is one in forty")
@pytest.mark.evidence("equity", "scipy's Poisson distribution: each tail is one in forty")
@given(st.integers(0, 5_000))
def test_each_end_of_the_interval_of_a_count_leaves_one_in_forty(count: int) -> None:
    low, high = (float(each[0]) for each in count_interval([count]))
    assert stats.poisson.cdf(count, high) == pytest.approx(0.025, abs=1e-9)
    if count:
        assert stats.poisson.sf(count - 1, low) == pytest.approx(0.025, abs=1e-9)
    else:
        assert low == 0


@pytest.mark.evidence("standardised_rate", f"{FLEISS} dsrTest 1.0.0 prints it")
@pytest.mark.evidence("equity", f"{FLEISS} dsrTest 1.0.0 prints it")
def test_standardised_rate_and_interval_are_the_published_ones() -> None:
    found = standardised_rate(CASES["5+"], BIRTHS["5+"], ALL_BIRTHS)
    published = [75.52901, 67.70212, 188.30017]
    assert [100_000 * each for each in found] == pytest.approx(published, abs=5e-6)


@pytest.mark.evidence("standardised_rate", f"{FLEISS} epitools and tidyrates print it")
@pytest.mark.evidence("equity", f"{FLEISS} epitools and tidyrates print it")
@pytest.mark.parametrize(
    ("order", "published"),
    [
        ("1", (0.000923, 0.000804, 0.00106)),
        ("2", (0.000912, 0.000824, 0.00101)),
        ("3", (0.000851, 0.000772, 0.000942)),
        ("4", (0.000927, 0.000800, 0.00115)),
        ("5+", (0.000755, 0.000677, 0.00188)),
    ],
)
def test_standardised_rates_of_all_birth_orders_are_the_published_ones(
    order: str, published: tuple[float, float, float]
) -> None:
    found = standardised_rate(CASES[order], BIRTHS[order], ALL_BIRTHS)
    assert [float(f"{each:.3g}") for each in found] == list(published)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 900)), min_size=1, max_size=9),
    st.integers(1, 7),
)
def test_standardised_to_its_own_ages_a_rate_is_the_crude_one_with_its_exact_interval(
    bands: list[tuple[int, int]], times: int
) -> None:
    counts, people = (np.array(each) for each in zip(*bands, strict=True))
    rate, low, high = standardised_rate(counts, people, times * people)
    n, everybody = int(counts.sum()), int(people.sum())
    lowest, highest = (float(each[0]) for each in count_interval([n]))
    assert rate == pytest.approx(n / everybody)
    assert [low, high] == pytest.approx([lowest / everybody, highest / everybody], rel=1e-9)


def test_a_rate_is_not_defined_where_a_band_has_nobody() -> None:
    assert np.isnan(standardised_rate([1, 0], [100, 0], [50, 50])).all()
    assert np.isnan(standardised_rate([], [], [])).all()
    assert standardised_rate([1, 0], [100, 0], [50, 0])[0] == 0.01


def test_a_rate_over_different_bands_is_refused() -> None:
    with pytest.raises(DataError, match="1 counts, 2 groups of people and 2 of the standard"):
        standardised_rate([1], [1, 2], [1, 2])


@pytest.mark.evidence("outside", "the wide limits hold the narrow, on random counts")
@given(st.floats(0.5, 500), st.integers(0, 900))
def test_no_count_is_outside_the_wide_limits_and_within_the_narrow_ones(
    expected: float, count: int
) -> None:
    narrow, wide = (int(outside([count], [expected], level)[0]) for level in (0.95, 0.998))
    assert wide in (0, narrow)
    assert narrow in (0, int(np.sign(count - expected)))
