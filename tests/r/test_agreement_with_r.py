"""Every measure is, to nine places, what R's sna and igraph find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
from tests.r.witnesses import WITNESSES, Values, Witness

from assetmap.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.r.conftest import Found
    from tests.r.networks import Given

pytestmark = pytest.mark.r

_RANDOM: Final = "random networks of every kind"
_PUBLISHED: Final = "families of Florence, a law firm, civic Bristol"


def _beside(networks: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "witness",
        [
            pytest.param(
                each,
                id=f"{each.measure}-{each.key}",
                marks=pytest.mark.evidence(each.measure, f"{each.source}, on {networks}"),
            )
            for each in WITNESSES
        ],
    )


def _ours(witness: Witness, given: Given) -> Values:
    measure = MEASURES[witness.measure]
    groups = (given.group_of,) if measure.needs == "groups" else ()
    return np.atleast_1d(np.asarray(measure.function(given.network, *groups), dtype=np.float64))


def _compare(witness: Witness, networks: Mapping[str, Given], found: Found) -> None:
    where = {name: given for name, given in networks.items() if witness.where(given)}
    assert where, "there is no network to compare"
    for name, given in where.items():
        theirs = witness.converted(np.array(found[name][witness.key]), given)
        assert _ours(witness, given) == pytest.approx(theirs, abs=1e-9, rel=1e-9, nan_ok=True), name


@_beside(_RANDOM)
def test_measure_of_random_networks_is_that_of_r(
    witness: Witness, random_given: dict[str, Given], found_by_r: Found
) -> None:
    _compare(witness, random_given, found_by_r)


@pytest.mark.real
@_beside(_PUBLISHED)
def test_measure_of_published_networks_is_that_of_r(
    witness: Witness, published_given: dict[str, Given], found_by_r: Found
) -> None:
    _compare(witness, published_given, found_by_r)
