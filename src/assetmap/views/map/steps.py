"""Shades of a map: figures cut into a few steps, each with its colour and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLOURS: Final = ("#f1ecf6", "#d3c5e3", "#ab93c9", "#7d5ba6", "#4a2a78")
"""From least to most: one hue that falls in lightness, so that it reads in grey as well."""

MISSING: Final = "#ffffff"
"""Areas of which the figure is not known; they are hatched too."""


_WHOLE_FROM: Final = 100  # figures as large as this need no decimals


class Step(NamedTuple):
    """One shade: its bounds (both within), its colour, its words, and how many areas have it."""

    low: float
    high: float
    colour: str
    words: str
    n_areas: int


def steps(values: Mapping[str, float], way: str) -> tuple[Step, ...]:
    """Return the shades of a map, from least to most.

    Parameters
    ----------
    values
        Figures by area.
    way
        `quantiles` (as many areas in each, equal figures together) or `equal` (steps of one
        width between the least and the most).

    Returns
    -------
    tuple
        At most five; bounds are the least and the most figure that is there. Steps without an
        area are left out.
    """
    if not values:
        return ()
    ordered = np.sort(np.array(list(values.values()), dtype=float))
    groups = _cut(ordered, _upper_bounds(ordered, way))
    colours = colours_of(len(groups))
    return tuple(
        Step(
            float(group[0]),
            float(group[-1]),
            colour,
            _range_words(float(group[0]), float(group[-1])),
            len(group),
        )
        for group, colour in zip(groups, colours, strict=True)
    )


def step_of(value: float, all_steps: Sequence[Step]) -> int:
    """Return the number of the step that a figure is in, from 0."""
    return next(n for n, step in enumerate(all_steps) if step.low <= value <= step.high)


def colours_of(n: int) -> tuple[str, ...]:
    """Return `n` colours, as far apart as there are.

    Examples
    --------
    >>> colours_of(2) == (COLOURS[0], COLOURS[4])
    True
    """
    if n == 1:
        return (COLOURS[2],)
    return tuple(COLOURS[round(i * (len(COLOURS) - 1) / (n - 1))] for i in range(n))


def figure(value: float) -> str:
    """Return a figure as it is shown: whole where it is, else three digits that matter.

    Examples
    --------
    >>> figure(1234.0), figure(3.14159), figure(0.0512), figure(12345.6)
    ('1,234', '3.14', '0.0512', '12,346')
    """
    return f"{value:,.0f}" if value == round(value) else f"{rounded(value):,}".removesuffix(".0")


def rounded(value: float | None) -> float | None:
    """Return a figure with the digits that are shown, or None for None."""
    if value is None or value == round(value):
        return value
    return float(round(value)) if abs(value) >= _WHOLE_FROM else float(f"{value:.3g}")


def _upper_bounds(ordered: np.ndarray[tuple[int], np.dtype[np.float64]], way: str) -> list[float]:
    n = len(COLOURS)
    if way == "equal":
        least, most = float(ordered[0]), float(ordered[-1])
        return [least + (most - least) * (i + 1) / n for i in range(n)]
    return [float(ordered[-(-len(ordered) * (i + 1) // n) - 1]) for i in range(n)]


def _cut(
    ordered: np.ndarray[tuple[int], np.dtype[np.float64]], bounds: Sequence[float]
) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    ends = np.searchsorted(ordered, bounds, side="right").tolist()
    ends[-1] = len(ordered)
    groups = [ordered[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return [group for group in groups if len(group)]


def _range_words(low: float, high: float) -> str:
    return figure(low) if figure(low) == figure(high) else f"{figure(low)} to {figure(high)}"
