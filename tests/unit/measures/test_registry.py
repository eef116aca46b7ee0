"""The list of measures: each has words, a formula and a source."""

from __future__ import annotations

import pandas as pd
import pytest

from assetmap.measures import MEASURES, Measure, measures_of
from assetmap.network import Network

NETWORK = Network.from_edges(["a", "b", "c"], ["b", "c", "d"])


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_measure_says_what_it_means(measure: Measure) -> None:
    assert measure.sentence.endswith(".")
    assert measure.title
    names = {"component", "cluster"}  # which one, not how much: nothing raises it
    assert (measure.name in names) == (not measure.raised_by)
    assert measure.raised_by.endswith(".") or measure.name in names
    assert measure.raised_by[:1] == measure.raised_by[:1].upper()
    assert measure.unit
    assert measure.formula
    assert measure.reference
    assert measure.function.__name__ == measure.name
    for section in ("Parameters", "Returns", "Notes", "References", "Examples"):
        assert f"{section}\n    ---" in (measure.function.__doc__ or ""), section


@pytest.mark.parametrize("measure", measures_of("party"), ids=lambda each: each.name)
def test_measure_of_a_party_gives_each_one_value(measure: Measure) -> None:
    found = measure.function(NETWORK)
    assert isinstance(found, pd.Series)
    assert found.index.tolist() == list(NETWORK.nodes)
    assert found.name == measure.name


@pytest.mark.parametrize("measure", measures_of("network"), ids=lambda each: each.name)
def test_measure_of_a_network_gives_one_number(measure: Measure) -> None:
    assert isinstance(measure.function(NETWORK), int | float)


@pytest.mark.parametrize(
    "measure", [each for each in MEASURES.values() if each.needs == "groups"], ids=lambda m: m.name
)
def test_measure_by_groups_gives_what_it_is_of(measure: Measure) -> None:
    group_of = dict(zip("abcd", ("vcse", "vcse", "nhs", "faith"), strict=True))
    found = measure.function(NETWORK, group_of)
    if measure.of == "network":
        assert isinstance(found, int | float)
        return
    assert isinstance(found, pd.Series)
    is_of_group = measure.of == "group"
    assert found.index.tolist() == (
        ["faith", "nhs", "vcse"] if is_of_group else list(NETWORK.nodes)
    )
    assert found.name == measure.name


def test_measures_are_listed_once() -> None:
    of_network_alone = {each.name for each in MEASURES.values() if each.needs == "network"}
    assert {each.name for each in (*measures_of("network"), *measures_of("party"))} == (
        of_network_alone
    )
