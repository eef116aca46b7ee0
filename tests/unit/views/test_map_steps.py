from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.views.map.steps import COLOURS, figure, step_of, steps


def by_letter(*values: float) -> dict[str, float]:
    return {f"area {number}": value for number, value in enumerate(values)}


def bounds(values: dict[str, float], way: str) -> list[tuple[float, float, int]]:
    return [(step.low, step.high, step.n_areas) for step in steps(values, way)]


def test_quantiles_put_as_many_areas_into_each_shade() -> None:
    values = by_letter(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    assert bounds(values, "quantiles") == [(1, 2, 2), (3, 4, 2), (5, 6, 2), (7, 8, 2), (9, 10, 2)]


def test_equal_steps_are_as_wide_as_each_other() -> None:
    # From 0 to 100 by 20: 0, 10 and 20 / none to 40 / none to 60 / 80 / 100.
    values = by_letter(0, 10, 20, 80, 100)
    assert bounds(values, "equal") == [(0, 20, 3), (80, 80, 1), (100, 100, 1)]


def test_equal_figures_share_a_shade() -> None:
    assert bounds(by_letter(0, 0, 0, 0, 5), "quantiles") == [(0, 0, 4), (5, 5, 1)]


def test_one_figure_has_one_shade() -> None:
    (step,) = steps(by_letter(3, 3), "quantiles")
    assert (step.words, step.colour, step.n_areas) == ("3", COLOURS[2], 2)
    assert steps({}, "equal") == ()


def test_shades_fall_in_lightness() -> None:
    def light(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lightness = [light(colour) for colour in COLOURS]
    assert all(before - after > 25 for before, after in pairwise(lightness))


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (2.0, "2"), (59.46, "59.5"), (0.3411, "0.341"), (1234.5, "1,234")],
)
def test_figure_has_the_digits_that_matter(value: float, words: str) -> None:
    assert figure(value) == words


@given(
    st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60), st.sampled_from(["quantiles", "equal"])
)
def test_every_figure_is_in_one_shade(values: list[float], way: str) -> None:
    figures = by_letter(*values)
    found = steps(figures, way)
    assert sum(step.n_areas for step in found) == len(values)
    assert len(found) <= len(COLOURS)
    for value in values:
        assert sum(step.low <= value <= step.high for step in found) == 1
        assert found[step_of(value, found)].low <= value
