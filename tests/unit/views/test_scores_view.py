"""How scores changed, in words and rows: each number is worked out in the comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.unit.measures.flows.places import YEAR, place, step

from assetmap.errors import DataError
from assetmap.views.flows.scores import NOT_AN_EFFECT, scores_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot


def scored(scale: str, pairs: Sequence[tuple[float, float | None]], **more: Any) -> Snapshot:
    """Four people started; some of them have a score before, and some of these one after."""
    started = [
        step("gp", "ann", episode_id=str(n), started_on="2025-03-09", **more) for n in range(4)
    ]
    scores = [
        {"episode_id": str(n), "scale": scale, "stage": stage, "score": score}
        | {"measured_on": pd.Timestamp("2025-04-01")}
        for n, pair in enumerate(pairs)
        for stage, score in zip(("before", "after"), pair, strict=True)
        if score is not None
    ]
    return place(Referral=started, Outcome=scores)


def test_sentence_says_how_many_answered_twice_and_what_changed() -> None:
    found = scores_view(scored("ons4_happy", [(4, 6), (5, 6), (1, None)]), "lead", YEAR)
    # Changes 2 and 1; spread 0.7071, over root 2 is 0.5, times t(1) of 12.706 is 6.353.
    assert found.summary == (
        "Of 4 people who started in these months, 2 (50%) answered both before and after. Happy "
        "yesterday (0-10): from 4.5 to 6.0, a change of +1.5 (-4.9 to +7.9) among the 2 who "
        "answered twice."
    )
    (row,) = found.asked_twice
    assert (row["n_started"], row["n_before"], row["n_both"], row["better"]) == (4, 3, 2, "100%")
    assert (row["before"], row["after"], row["change"]) == (4.5, 6.0, 1.5)
    # Before and after do not go together (the one is always 6): what to expect is not known.
    assert (row["by_regression"], row["regression"]) == (None, "")
    assert len(found.rows) == 5


def test_what_is_to_be_expected_without_help_stands_beside() -> None:
    found = scores_view(scored("ons4_anxious", [(8, 6), (6, 4), (7, 7)]), "lead", YEAR)
    (row,) = found.asked_twice
    assert row["name"] == "Anxious yesterday (0-10), lower is better"
    assert row["better"] == "67%"
    # Correlation of 8, 6, 7 and 6, 4, 7 is 0.6547; (1 - 0.6547) x (3.23 - 7) = -1.30.
    assert row["by_regression"] == -1.3
    assert "whatever was done: about -1.3 is to be expected" in row["regression"]
    assert "A change is not an effect." in NOT_AN_EFFECT


def test_nobody_asked_twice_is_said_in_words() -> None:
    once = scores_view(scored("swemwbs", [(20, None)]), "lead", YEAR)
    assert once.asked_twice == ()
    assert once.summary.startswith("Nobody who started in these months has been asked twice yet.")
    assert scores_view(place(), "lead", YEAR).rows[0]["change"] is None


def test_scores_are_refused_below_lead() -> None:
    with pytest.raises(DataError, match="told to a lead alone, not to a professional"):
        scores_view(scored("swemwbs", []), "professional", YEAR)
