"""Every named query gives the answer that is worked out from the snapshot, in the same order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from tests.store.queries import expected
from tests.store.queries.asking import VERSIONS, answer_named
from tests.store.queries.named import LINKS, ON, SPAN, asked, id_of

if TYPE_CHECKING:
    from tests.store.conftest import Server

    from assetmap.model import Snapshot

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

EARLIER = dt.date(2025, 3, 1)
"""Before the survey, and before some of the activities began."""


def _expected(name: str, sample: Snapshot, given: dict[str, Any]) -> expected.Rows:
    found: expected.Rows = getattr(expected, name)(sample, **given)
    return found


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("name", "n_rows"),
    [
        ("activities_near", 16),
        ("area_strengths", 15 * 25),
        ("called", 5),
        ("closure_losses", 6),
        ("ego_network", 146),
        ("gaps", 159),
        ("missing_from_workshop", 50),
        ("path_between", 3),
        ("referral_counts", 2722),
        ("shared_partners", 55),
    ],
)
def test_query_gives_what_the_tables_say(
    name: str, n_rows: int, version: str, graph: Server, sample: Snapshot
) -> None:
    given = asked(sample)[name]
    found = answer_named(graph, name, given, version)
    assert found == _expected(name, sample, given)
    assert len(found) == n_rows


@pytest.mark.parametrize(
    "name",
    [
        *("activities_near", "area_strengths", "closure_losses", "ego_network", "gaps"),
        *("missing_from_workshop", "path_between", "shared_partners"),
    ],
)
def test_query_sees_the_place_as_of_an_earlier_day(
    name: str, graph: Server, sample: Snapshot
) -> None:
    given = asked(sample)[name]
    if name == "activities_near":
        given["within_m"] = 20_000
    found = answer_named(graph, name, {**given, "on": EARLIER})
    assert found == _expected(name, sample, {**given, "on": EARLIER})
    assert found != answer_named(graph, name, given)


@pytest.mark.parametrize("name", ["missing_from_workshop", "path_between", "shared_partners"])
def test_query_knows_no_claim_before_the_survey(name: str, graph: Server, sample: Snapshot) -> None:
    given = {**asked(sample)[name], "on": dt.date(2024, 9, 1)}
    found = answer_named(graph, name, given)
    assert found == _expected(name, sample, given)
    if name == "missing_from_workshop":
        assert {row[3] for row in found} == {0}
    else:
        assert found == []


def test_referral_counts_sum_to_the_referrals_of_the_span(graph: Server, sample: Snapshot) -> None:
    found = answer_named(graph, "referral_counts", SPAN)
    assert sum(row[3] for row in found) == len(expected.referrals(sample, **SPAN)) == 4298
    by_themselves = [row for row in found if row[1] is None]
    assert sum(row[3] for row in by_themselves) == 394


@pytest.mark.parametrize("level", ["lsoa", "town", "district", "none such"])
def test_gaps_are_found_at_any_level(level: str, graph: Server, sample: Snapshot) -> None:
    given = {**asked(sample)["gaps"], "level": level, "at_most": 30}
    found = answer_named(graph, "gaps", given)
    assert found == _expected("gaps", sample, given)
    assert (len(found) > 0) == (level in {"town", "district"})


@pytest.mark.parametrize("within_m", [0, 746.5, 5_000, 100_000])
def test_activities_near_keeps_to_the_distance(
    within_m: float, graph: Server, sample: Snapshot
) -> None:
    given = {**asked(sample)["activities_near"], "within_m": within_m}
    assert answer_named(graph, "activities_near", given) == _expected(
        "activities_near", sample, given
    )


def test_activities_near_tells_what_the_server_tells_on_its_larger_sphere(
    graph: Server, sample: Snapshot
) -> None:
    given = {**asked(sample)["activities_near"], "within_m": 20_000}
    found = answer_named(graph, "activities_near", given)
    point = "point({latitude: %s, longitude: %s})"
    asked_of = point % ("$latitude", "$longitude"), point % ("venue.latitude", "venue.longitude")
    text = (
        "MATCH (venue:Location) "
        f"RETURN venue.id AS id, point.distance({asked_of[0]}, {asked_of[1]}) AS metres"
    )
    records = graph.driver.execute_query(text, given).records
    metres = {record["id"]: record["metres"] for record in records}
    ratio = 6_378_140 / 6_371_008.8
    assert len(found) > 30
    assert max(row[4] for row in found) > 5_000
    for _, _, place, _, distance_m in found:
        assert metres[place] / ratio == pytest.approx(distance_m, abs=0.51)


def test_paths_and_shared_partners_are_those_of_every_organisation(
    graph: Server, sample: Snapshot
) -> None:
    organisations = sorted(sample.table("Organisation")["id"])
    pairs = list(zip(organisations, organisations[36:] + organisations[:36], strict=True))
    lengths = set()
    for from_id, to_id in pairs[::4]:
        given = {"from_id": from_id, "to_id": to_id, "on": ON, "at_most": 1000}
        found = answer_named(graph, "path_between", given)
        assert found == _expected("path_between", sample, given)
        lengths |= {row[0] for row in found}
        given = {"organisation_id": from_id, "on": ON}
        assert answer_named(graph, "shared_partners", given) == _expected(
            "shared_partners", sample, given
        )
    assert {2, 3} <= lengths


def test_path_into_pellowby_goes_by_its_only_broker(graph: Server, sample: Snapshot) -> None:
    given = {
        "from_id": id_of(sample, "Organisation", LINKS),
        "to_id": id_of(sample, "Organisation", "Quarry Top Academy"),
        "on": ON,
        "at_most": 1000,
    }
    found = answer_named(graph, "path_between", given)
    assert found
    assert all("Pellowby Ferry House" in row[2][1:-1] for row in found)


def test_ego_network_of_each_kind_of_party_is_that_of_the_tables(
    graph: Server, sample: Snapshot
) -> None:
    for label in ("LinkWorker", "Champion", "Activity", "Workshop"):
        rows = sample.table(label)
        for party_id in (rows["id"].iloc[0], rows["id"].iloc[-1]):
            given = {"party_id": party_id, "on": ON, **SPAN}
            found = answer_named(graph, "ego_network", given)
            assert found == _expected("ego_network", sample, given)
            assert found
