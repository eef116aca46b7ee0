"""The truths that the sample place holds, as its README names them."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests.kept_places import copy_of_sample

import assetmap
from assetmap.network import latest_claims
from assetmap.views.findings.view import Finding, findings, headlines
from assetmap.views.measuring.change import change_measures

if TYPE_CHECKING:
    from assetmap.model import Snapshot

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return the sample place, loaded as anybody would load it."""
    with closing(assetmap.open(copy_of_sample(tmp_path_factory))) as store:
        return store.snapshot()


@pytest.fixture(scope="module")
def found(sample: Snapshot) -> list[Finding]:
    """Return what is found in the sample place on some day after its last."""
    return findings(sample, today=dt.date(2026, 9, 1))


def test_findings_name_the_broker_whose_loss_cuts_off_a_town(found: list[Finding]) -> None:
    (broker,) = (each for each in found if each.kind == "broker")
    assert broker.sentence.startswith("If Pellowby Ferry House closed, Pellowby would be cut off")
    assert "14 organisations in all" in broker.sentence


def test_findings_name_what_matters_and_meets_nothing_on_evenings(found: list[Finding]) -> None:
    first = next(each for each in found if each.kind == "evening")
    assert first.sentence.startswith("Company matters in Lantern Quay:")
    assert first.sentence.endswith("in all 14 other wards there is something.")


def test_findings_name_the_practice_that_refers_to_nobody(found: list[Finding]) -> None:
    (quiet,) = (each for each in found if each.kind == "quiet_practice")
    assert quiet.sentence == (
        "No referral by Samphire Lane Practice, Amberhythe (9,412 patients) is recorded; "
        "8 other practices do refer."
    )


def test_findings_name_the_ties_with_public_services_that_grew(found: list[Finding]) -> None:
    (change,) = (each for each in found if each.kind == "change")
    assert change.sentence == (
        "Partners were asked on 2 September 2024 and again on 2 February 2026. 45 organisations "
        "answered both surveys: between them 43 ties came, and 21 of 153 (14%) went. Ties between "
        "voluntary or faith organisations and those with power (the NHS, practices, the council, "
        "funders) went from 17 to 48."
    )


def test_ties_that_reach_power_grew_by_more_than_silence_explains(sample: Snapshot) -> None:
    found = change_measures(sample)
    moved = found.tables["moved"].set_index("name")["moved"]
    assert moved[["linking", "n_linking_ties", "mean_degree"]].unique() == ["up"]
    assert moved["reciprocity"] == moved["mean_trust"] == "not beyond its interval"


def test_partnerships_of_today_are_what_the_second_survey_heard(sample: Snapshot) -> None:
    newest = sample.table("Survey").sort_values("asked_on")["id"].iloc[-1]
    claims = sample.table("PARTNERS_WITH")
    heard = claims[claims["survey_id"] == newest]
    assert set(latest_claims(sample)["id"]) == set(heard["id"])


def test_headlines_hold_all_four(found: list[Finding]) -> None:
    assert {"change", "broker", "evening", "quiet_practice"} <= {
        each.kind for each in headlines(found)
    }


def test_findings_are_the_same_on_any_later_day(sample: Snapshot, found: list[Finding]) -> None:
    assert findings(sample, today=dt.date(2031, 1, 1)) == found
