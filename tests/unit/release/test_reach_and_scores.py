"""Who is reached and how scores changed are handed on whole, to a lead and an admin alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.measures.flows.places import YEAR
from tests.unit.views.test_reach_view import town
from tests.unit.views.test_scores_view import scored

from assetmap.errors import DataError
from assetmap.release import ROLES, seen_by
from assetmap.release.reach import reached_for
from assetmap.release.scores import scores_for

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("role", ROLES[3:])
def test_a_lead_is_told_who_is_reached_and_how_scores_changed(role: str) -> None:
    found = reached_for(town(), role, YEAR)
    assert found is not None
    assert found.areas["n"].to_dict() == {"hill": 31, "moor": 0, "quay": 17}
    scores = scores_for(scored("ons4_happy", [(4, 6), (5, 6)]), role, YEAR)
    assert scores.loc["ons4_happy", "n_both"] == 2


@pytest.mark.parametrize("role", ROLES[:3])
@pytest.mark.parametrize("told", [reached_for, scores_for])
def test_below_lead_both_are_refused(role: str, told: Callable[..., object]) -> None:
    with pytest.raises(DataError, match=f"is told to a lead alone, not to a {role}"):
        told(town(), role, YEAR)
    with pytest.raises(DataError, match="holds no journeys"):
        told(seen_by(town(), role), "lead", YEAR)
