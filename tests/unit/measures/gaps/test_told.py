"""Layers of need that are numbers told, by area and what matters."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.gaps.tiny_town import DAY, indicator, town

from assetmap.errors import DataError
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.measures.gaps.needs import Weighting
from assetmap.measures.gaps.origins import origins
from assetmap.measures.gaps.told import CountsTold, cells_of, told_layer

NEEDS = ("belonging", "choirs", "company", "work")
CELLS = [(area, need) for area in "NS" for need in NEEDS]


def test_told_layer_is_the_place_of_each_ward_and_thing_among_those_with_any() -> None:
    place = town()  # 300 people in either ward
    numbers = {("N", "company"): 6.0, ("N", "choirs"): 3.0, ("S", "company"): 6.0}
    layer = told_layer(place, origins(place), NEEDS, CountsTold(numbers, DAY))
    # 9 in North wait for belonging, of which company and choirs are parts; 6, 3, 6 and 6 else.
    # Of these five the least is 3; the three sixes share the places 2, 3 and 4; 9 is the most.
    north = [1.0, 1 / 5, 3 / 5, 0.0]
    assert layer == pytest.approx(np.array([north, north, [3 / 5, 0.0, 3 / 5, 0.0]]))
    fewer = told_layer(place, origins(place), ("company",), CountsTold(numbers, DAY))
    assert fewer == pytest.approx(layer[:, [2]])


def test_told_layer_is_of_residents_and_not_of_people_told_alone() -> None:
    many = town(Indicator=[indicator("S1", "population", 3000.0, "aged 0-64", "people")])
    numbers = {("N", "company"): 6.0, ("S", "company"): 9.0}
    layer = told_layer(many, origins(many), ("company",), CountsTold(numbers, DAY))
    # 6 of 300 are more than 9 of 3,000; each ties with belonging, which company is a part of.
    assert layer[:, 0] == pytest.approx([3.5 / 4, 3.5 / 4, 1.5 / 4])


def test_told_layer_has_no_value_where_a_number_is_hidden_or_residents_are_not_known() -> None:
    place = town()
    told = CountsTold({("N", "choirs"): math.nan, ("S", "work"): 5.0}, DAY)
    layer = told_layer(place, origins(place), NEEDS, told)
    # What is hidden of a part is hidden of the whole; the rest of North is told.
    assert np.isnan(layer[0]).tolist() == [True, True, False, False]
    assert layer[2].tolist() == [0.0, 0.0, 0.0, 1.0]
    empty = told_layer(place, origins(place), NEEDS, CountsTold({("X", "work"): 5.0}, DAY))
    assert not empty.any()


def test_a_layer_of_which_nothing_is_told_counts_for_nothing() -> None:
    place = town()
    for layers in ({"waiting": 1.0}, {"searches": 2.0}):
        matrix = gap_matrix(place, DAY, GapChoice(weighting=Weighting(layers)))
        assert (matrix.shares == 1.0).all()


def test_a_told_layer_is_weighed_like_any_other() -> None:
    place = town(Indicator=[indicator("N1", "loneliness", 25.0, unit="%")])
    told = {"waiting": CountsTold({("N", "company"): 4.0, ("S", "company"): 2.0}, DAY)}
    weighting = Weighting({"waiting": 1.0, "loneliness": 3.0}, told=told)
    matrix = gap_matrix(place, DAY, GapChoice(needs=("company", "work"), weighting=weighting))
    # N1: (1 x 1 + 3 x 1/4) / 4; N2 and S1: nobody knows how lonely, and of S1 half of the way.
    # Belonging, of which company is a part, has places too: 4 and 4, 2 and 2.
    top, low = 7 / 8, 3 / 8
    assert matrix.shares[:, 0] == pytest.approx([(top + 0.75) / 4, top, low])
    assert matrix.shares[:, 1] == pytest.approx([0.75 / 4, 0.0, 0.0])


def test_a_told_layer_without_weight_is_refused() -> None:
    told = {"waiting": CountsTold({}, DAY)}
    with pytest.raises(DataError, match="The layer 'waiting' weighs -1; it must be a number"):
        gap_matrix(town(), DAY, GapChoice(weighting=Weighting({"waiting": -1}, told=told)))


def test_the_numbers_behind_a_cell_are_those_of_its_ward_and_of_all_parts() -> None:
    place = town()
    told = CountsTold(dict(zip(CELLS, map(float, range(8)), strict=True)), DAY)
    assert cells_of(place, origins(place), told, 1, "belonging") == [
        ("S", "belonging", 4.0),
        ("S", "choirs", 5.0),
        ("S", "company", 6.0),
    ]


PLACE = town()
STARTS = origins(PLACE)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 4), min_size=8, max_size=8), st.integers(0, 7))
def test_one_more_who_waits_in_an_area_never_lowers_its_layer(counts: list[int], at: int) -> None:
    layers = []
    for more in (0, 1):
        counts[at] += more
        numbers = {cell: float(n) for cell, n in zip(CELLS, counts, strict=True)}
        layers.append(told_layer(PLACE, STARTS, NEEDS, CountsTold(numbers, DAY)))
    area, need = divmod(at, len(NEEDS))
    start = STARTS.area.tolist().index(area)
    assert layers[1][start, need] >= layers[0][start, need]
    assert ((layers[1] >= 0) & (layers[1] <= 1)).all()
