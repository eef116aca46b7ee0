"""What is said where nobody knows who was silent, and where a role does not see what is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.views.test_measuring import place

from assetmap.errors import DataError
from assetmap.model import Snapshot
from assetmap.release import seen_by
from assetmap.views.measuring.brokerage import brokerage_measures
from assetmap.views.measuring.certain import (
    ALL_ANSWERED,
    NOBODY_ASKED,
    NOBODY_NAMED,
    NOTHING_LOADED,
    WHOM_NOT_SAID,
    sureness,
)
from assetmap.views.measuring.change import change_measures
from assetmap.views.measuring.network import network_measures
from assetmap.views.measuring.position import position_measures
from assetmap.views.measuring.resilience import resilience_measures
from assetmap.views.measuring.social_capital import social_capital_measures
from assetmap.views.social_capital.profile import social_capital_view

EVERY_MEASURE = (
    network_measures,
    social_capital_measures,
    position_measures,
    brokerage_measures,
    resilience_measures,
)


def _without(town: Snapshot, *tables: str) -> Snapshot:
    return replace(
        town, rows={name: rows for name, rows in town.rows.items() if name not in tables}
    )


NOBODY_ANSWERED = _without(place(12), "PARTNERS_WITH")
ALL_OF_A_FEW = Snapshot(
    rows={
        **{name: rows for name, rows in place(0).rows.items() if name != "TIED_TO"},
        "Organisation": place(0).table("Organisation").head(2),
        "ASKED": place(0).table("ASKED").head(2),
        "PARTNERS_WITH": place(0).table("PARTNERS_WITH").head(1),
    }
)


@pytest.mark.parametrize(
    ("town", "why"),
    [
        (Snapshot(), NOTHING_LOADED),
        (_without(place(0), "Survey", "ASKED", "PARTNERS_WITH"), NOBODY_ASKED),
        (NOBODY_ANSWERED, NOBODY_NAMED),
        (_without(place(3), "ASKED"), WHOM_NOT_SAID),
    ],
    ids=["nothing loaded", "no survey", "nobody answered", "nobody asked by name"],
)
def test_one_true_reason_is_told_where_nobody_knows_who_was_silent(
    town: Snapshot, why: str
) -> None:
    for measure in EVERY_MEASURE:
        said = measure(town)
        assert said.notes[0] == why
        assert set(said.reasons.values()) == {why}
        told = " ".join(said.notes)
        assert all(words not in told for words in ("Too few", "All who were asked", "Too little"))
    view = social_capital_view(town)
    assert view.sureness == why
    (answered,) = (each for each in view.dimensions if each["name"] == "response_rate")
    nobody = "Nobody was asked by name, so how many are silent is not known."
    assert answered["sentence"] == (nobody if why == WHOM_NOT_SAID else why)


def test_all_of_a_few_who_answered_are_not_called_too_few() -> None:
    assert sureness(ALL_OF_A_FEW) == "All 2 who were asked answered."
    said = position_measures(ALL_OF_A_FEW)
    assert f"Ranks by in_degree: {ALL_ANSWERED}" in said.notes
    parties = said.tables["parties"].set_index("id")
    # o00 names o01: that one is first and the other second, and nobody could say otherwise.
    ends = parties[["in_degree_rank_low", "in_degree_rank_high"]]
    assert list(ends.loc["o01"]) == [1, 1]
    assert list(ends.loc["o00"]) == [2, 2]


def test_a_survey_that_nobody_was_asked_by_name_is_answered_by_all_who_are_there() -> None:
    town = _without(place(0), "ASKED")
    assert sureness(town) == "All 12 on the map answered."


@pytest.mark.parametrize(
    ("role", "projection"),
    [("public", "partnerships"), ("public", "referrals"), ("partner", "referrals")],
)
def test_no_noughts_are_told_of_ties_that_a_role_never_sees(role: str, projection: str) -> None:
    for town in (place(0), Snapshot()):  # whether there are any or not
        seen = seen_by(town, role)
        for measure in EVERY_MEASURE:
            with pytest.raises(DataError, match=rf"sees holds no {projection}, so that nothing"):
                measure(seen, projection=projection)
    lead = network_measures(seen_by(_without(place(0), "PARTNERS_WITH"), "lead"))
    assert (lead.n_ties, lead.values["density"]) == (0, 0)  # a place without ties has noughts


def test_change_is_not_told_to_whom_partnerships_are_not() -> None:
    with pytest.raises(DataError, match="What the public sees holds no partnerships"):
        change_measures(seen_by(place(0), "public"))


def test_what_a_role_does_not_see_is_not_called_unknown() -> None:
    seen = social_capital_measures(seen_by(place(0), "partner"))
    assert "not for a partner to see" in seen.reasons["mean_trust"]
    whole = seen_by(place(0), "public")
    (note,) = network_measures(whole, projection="whole_map").notes
    assert note.startswith("Of these the public sees nothing, and no number counts them: partner")
    assert network_measures(seen_by(place(0), "lead"), projection="whole_map").notes == ()
