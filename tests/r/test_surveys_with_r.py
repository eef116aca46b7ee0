"""What a survey says of trust and of itself is what R makes of the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.r.surveys import made_survey
from tests.r.witnesses import Witness
from tests.unit.measures.surveys import survey

from assetmap.measures import MEASURES

if TYPE_CHECKING:
    from tests.r.conftest import Found

pytestmark = pytest.mark.r

_WITNESSES = (
    Witness("trust", "base::tapply trust each"),
    Witness("value", "base::tapply value each"),
    Witness("n_raters", "base::table raters each"),
    Witness("mean_trust", "base::mean trust"),
    Witness("mean_value", "base::mean value"),
    Witness("response_rate", "base::mean answered"),
    Witness("share_confirmed", "igraph::reciprocity ratio"),
    Witness("share_returned", "igraph::reciprocity"),
    Witness("share_within_a_step", "base::merge within a step"),
)


@pytest.mark.parametrize(
    "witness",
    [
        pytest.param(
            each,
            id=each.measure,
            marks=pytest.mark.evidence(each.measure, f"{each.source}, on a made-up survey"),
        )
        for each in _WITNESSES
    ],
)
def test_measure_of_a_survey_is_that_of_r(witness: Witness, found_by_r: Found) -> None:
    made = made_survey()
    claims = survey(made.asked, made.answered, made.claims)
    ours = np.atleast_1d(np.asarray(MEASURES[witness.measure].function(claims), dtype=np.float64))
    theirs = np.array(found_by_r["survey"][witness.key])
    assert ours == pytest.approx(theirs, abs=1e-9, rel=1e-9, nan_ok=True)
    assert (ours > 0).any()
