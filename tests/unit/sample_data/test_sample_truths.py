"""The four truths that are put into the sample place, found in its files alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd
import pytest

if TYPE_CHECKING:
    Tables = dict[str, pd.DataFrame]

WEEKDAYS = {"MO", "TU", "WE", "TH", "FR"}


@pytest.fixture(scope="module")
def parent_of(tables: Tables) -> dict[str, str]:
    areas = tables["Area"].dropna(subset="parent_code")
    return dict(zip(areas["id"], areas["parent_code"], strict=True))


@pytest.fixture(scope="module")
def partners(tables: Tables) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(tables["Organisation"]["id"])
    claims = tables["PARTNERS_WITH"]
    graph.add_edges_from(zip(claims["from_id"], claims["to_id"], strict=True))
    return graph


def _town_of(tables: Tables, parent_of: dict[str, str]) -> dict[str, str]:
    area_of = tables["Location"].set_index("id")["area_code"]
    homes = tables["Organisation"].set_index("id")["location_id"].map(area_of)
    return {str(organisation): parent_of[parent_of[lsoa]] for organisation, lsoa in homes.items()}


def test_one_organisation_alone_holds_a_town_to_the_others(
    tables: Tables, parent_of: dict[str, str], partners: nx.Graph[str]
) -> None:
    town_of = _town_of(tables, parent_of)
    assert nx.is_connected(partners)
    parting: dict[str, set[str]] = {}
    for broker in nx.articulation_points(partners):
        rest = partners.subgraph(set(partners) - {broker})
        for piece in nx.connected_components(rest):
            towns = {town_of[each] for each in piece}
            others = {town_of[each] for each in set(rest) - piece}
            if len(towns) == 1 and not towns & others:
                parting[broker] = towns
    names = tables["Organisation"].set_index("id")["name"]
    areas = tables["Area"].set_index("id")["name"]
    found = {names[broker]: {areas[town] for town in towns} for broker, towns in parting.items()}
    assert found == {"Pellowby Ferry House": {"Pellowby"}}


def test_no_other_organisation_joins_that_town_to_the_rest(
    tables: Tables, parent_of: dict[str, str], partners: nx.Graph[str]
) -> None:
    town_of = _town_of(tables, parent_of)
    pellowby = tables["Area"].set_index("name")["id"]["Pellowby"]
    across = [
        {one, other}
        for one, other in partners.edges
        if (town_of[one] == pellowby) != (town_of[other] == pellowby)
    ]
    assert len(across) > 1
    assert set.intersection(*across) == set(nx.articulation_points(partners))


def _wards_within(parent_of: dict[str, str], wards: list[str]) -> dict[str, set[str]]:
    within: dict[str, set[str]] = {}
    for ward in wards:
        area: str | None = ward
        while area is not None:
            within.setdefault(area, set()).add(ward)
            area = parent_of.get(area)
    return within


def _is_on_weekday_evenings(schedule: str, starts_at: str) -> bool:
    rule = dict(part.split("=") for part in schedule.split(";"))
    return starts_at >= "17:00" and bool({day[-2:] for day in rule["BYDAY"].split(",")} & WEEKDAYS)


def _met_in_the_evening(tables: Tables, parent_of: dict[str, str]) -> set[tuple[str, str]]:
    areas = tables["Area"]
    within = _wards_within(parent_of, areas.loc[areas["level"] == "ward", "id"].tolist())
    ward_of = tables["Location"].set_index("id")["area_code"].map(parent_of)
    reached: dict[str, set[str]] = {}
    for tie in tables["SERVES"].to_dict("records"):
        reached.setdefault(tie["from_id"], set()).update(within[tie["to_id"]])
    needs = tables["MEETS"].groupby("from_id")["to_id"].agg(set)
    met: set[tuple[str, str]] = set()
    for session in tables["Session"].to_dict("records"):
        if _is_on_weekday_evenings(session["schedule"], session["starts_at_local"]):
            wards = set(reached[session["activity_id"]])
            if isinstance(session["location_id"], str):
                wards.add(ward_of[session["location_id"]])
            met |= {(need, ward) for need in needs[session["activity_id"]] for ward in wards}
    return met


def test_what_is_asked_for_most_in_a_ward_meets_nothing_on_weekday_evenings_in_one(
    tables: Tables, parent_of: dict[str, str]
) -> None:
    met = _met_in_the_evening(tables, parent_of)
    demand = (
        tables["Referral"]
        .dropna(subset=["need_id", "area_code"])
        .groupby(["need_id", "area_code"])
        .size()
    )
    # Much demand: the tenth of pairs of need and ward that is asked for most.
    much = demand[demand >= demand.quantile(0.9)]
    unmet = [pair for pair in much.index if pair not in met]
    needs = tables["Need"].set_index("id")["name"]
    areas = tables["Area"].set_index("id")["name"]
    assert [(needs[need], areas[ward]) for need, ward in unmet] == [("Company", "Lantern Quay")]
    need, ward = unmet[0]
    assert demand.idxmax() == (need, ward)
    wards = set(tables["Area"].loc[tables["Area"]["level"] == "ward", "id"])
    assert {each for each in wards if (need, each) in met} == wards - {ward}


def test_that_ward_has_company_by_day(tables: Tables) -> None:
    company = tables["Need"].set_index("name")["id"]["Company"]
    quay = tables["Area"].set_index("name")["id"]["Lantern Quay"]
    meets, serves = tables["MEETS"], tables["SERVES"]
    there = set(meets.loc[meets["to_id"] == company, "from_id"])
    assert there & set(serves.loc[serves["to_id"] == quay, "from_id"])


def test_one_practice_with_patients_refers_to_nobody(tables: Tables) -> None:
    organisations = tables["Organisation"]
    is_practice = (organisations["sector"] == "primary_care") & (organisations["n_patients"] > 0)
    practices = organisations[is_practice].set_index("id")["name"]
    made = tables["Referral"]["source_id"].value_counts().reindex(practices.index, fill_value=0)
    assert practices[made == 0].tolist() == ["Samphire Lane Practice, Amberhythe"]
    assert made[made > 0].min() >= 90
    assert set(practices.index) <= set(tables["COVERS"]["to_id"])


def test_sectors_differ_in_how_often_they_name_those_who_name_them(tables: Tables) -> None:
    claims = tables["PARTNERS_WITH"]
    made = set(zip(claims["from_id"], claims["to_id"], strict=True))
    answered = set(tables["ASKED"].dropna(subset="answered_on")["to_id"])
    sector = tables["Organisation"].set_index("id")["sector"]
    heard = pd.DataFrame(
        [(sector[to], (to, by) in made) for by, to in made if to in answered],
        columns=["sector", "is_returned"],
    )
    returned = heard.groupby("sector")["is_returned"].mean()
    assert returned["vcse"] > returned["primary_care"] + 0.2
    assert returned["faith"] > returned["nhs"] + 0.2
    assert 0 < heard["is_returned"].mean() < 1


def test_ties_with_public_services_grew_and_others_did_not(tables: Tables) -> None:
    sector = tables["Organisation"].set_index("id")["sector"]
    asked = tables["ASKED"].dropna(subset="answered_on")
    first, second = (
        set(asked.loc[asked["from_id"] == survey, "to_id"])
        for survey in tables["Survey"].sort_values("asked_on")["id"]
    )
    assert len(first & second) == 45
    claims = tables["PARTNERS_WITH"].merge(tables["Survey"], left_on="survey_id", right_on="id")
    claims = claims[claims["from_id"].isin(first & second) & claims["to_id"].isin(first & second)]
    ends = [claims[end].map(sector) for end in ("from_id", "to_id")]
    ends_voluntary = [each.isin(["vcse", "faith"]) for each in ends]

    def reaching(*sectors: str) -> pd.Series[bool]:
        has, have = (each.isin(sectors) for each in ends)
        return (ends_voluntary[0] & have) | (ends_voluntary[1] & has)

    public = reaching("council", "nhs", "primary_care")
    power = reaching("council", "nhs", "primary_care", "funder")
    year = claims["asked_on"].dt.year
    assert claims[public].groupby(year).size().to_dict() == {2024: 13, 2026: 43}
    assert claims[~public].groupby(year).size().to_dict() == {2024: 140, 2026: 132}
    assert claims[power].groupby(year).size().to_dict() == {2024: 17, 2026: 48}
    pair = claims["from_id"] + claims["to_id"]
    old, new = (set(pair[year == each]) for each in (2024, 2026))
    assert (len(new - old), len(old - new)) == (43, 21)
    others = [set(pair[~public & (year == each)]) for each in (2024, 2026)]
    assert (len(others[1] - others[0]), len(others[0] - others[1])) == (13, 21)
