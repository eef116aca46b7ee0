"""The gaps of the sample place: the planted one, and every number by plain pandas."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from dateutil.rrule import rrulestr

import assetmap
from assetmap.ingest import load_files
from assetmap.measures.gaps.how_far import Reach
from assetmap.measures.gaps.matrix import GapChoice, gap_matrix
from assetmap.resources import resource_folder
from assetmap.views.measuring.gaps import matrix_seen, measured_gaps
from assetmap.views.measuring.help import broker_rows, measured_coverage

if TYPE_CHECKING:
    from assetmap.model import Snapshot

pytestmark = pytest.mark.slow

DAY = dt.date(2026, 6, 30)
LATER = dt.date(2026, 9, 1)
REACHED_M = 20 / 60 * 4800 / 1.3


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return the sample place, loaded as anybody would load it."""
    store = assetmap.open(tmp_path_factory.mktemp("sample") / "sample.db")
    load_files(store, [resource_folder("sample_data")])
    snapshot = store.snapshot()
    store.close()
    return snapshot


def _id(sample: Snapshot, name: str) -> str:
    return next(id_ for id_, known in sample.name_of.items() if known == name)


def test_the_planted_gap_is_the_first_by_wards(sample: Snapshot) -> None:
    choice = GapChoice(reach=Reach("area"))
    first = measured_gaps(sample, "admin", choice, today=LATER)["gaps"][0]
    assert first["need_id"] == _id(sample, "Company")
    assert first["area_code"] == _id(sample, "Lantern Quay")
    assert (first["group"], first["time"]) == ("everyone", "weekday_evening")
    assert first["reachable"] == 0
    assert first["people"] == first["in_need"] > 0
    assert first["sentence"].startswith("Company: 3 activities for it can be reached from Lantern")


@pytest.mark.parametrize("role", ["partner", "admin"])
def test_the_planted_gap_is_found_on_foot_by_every_role(sample: Snapshot, role: str) -> None:
    company, quay = _id(sample, "Company"), _id(sample, "Lantern Quay")
    gaps = measured_gaps(sample, role, today=LATER)["gaps"]
    assert any(
        (gap["need_id"], gap["area_code"], gap["time"]) == (company, quay, "weekday_evening")
        for gap in gaps
    )
    people = [gap["people"] for gap in gaps]
    known = [n for n in people if n is not None]
    assert known == sorted(known, reverse=True)
    assert people[len(known) :] == [None] * (len(people) - len(known))


def test_below_lead_no_journey_is_looked_at(sample: Snapshot) -> None:
    matrix, how = matrix_seen(sample.as_of(DAY), GapChoice(level="lsoa"))
    assert (matrix.shares < 1).all()
    without = measured_gaps(sample, "partner", today=LATER)
    assert "What matters is taken to matter to everybody in the group." in without["how"]
    assert any("journeys" in each for each in how)


def test_who_could_help_has_reasons_in_sentences(sample: Snapshot) -> None:
    matrix, _ = matrix_seen(sample, GapChoice(needs=(_id(sample, "Company"),)), today=LATER)
    cell = (matrix.areas.index(_id(sample, "Lantern Quay")), 0, 0, 2)
    rows = broker_rows(sample, matrix, cell, at_most=5)
    assert len(rows) == 5
    assert rows[0]["skill"].startswith("It runs ")
    assert "free on the days in brackets" in rows[0]["room"]
    assert rows[0]["trust"]
    assert rows[0]["ask"] in sample.name_of


def test_champions_go_round_as_the_files_say(sample: Snapshot) -> None:
    told = measured_coverage(sample, "admin", today=LATER)
    champions = sample.table("Champion")
    serves = sample.table("SERVES")
    ward = _id(sample, "Lantern Quay")
    # Champions serve wards alone, and some end.
    here = serves[(serves["to_id"] == ward) & serves["from_id"].isin(champions["id"])]
    ended = set(champions["id"][champions["valid_to"] <= pd.Timestamp(DAY)])
    begun = here[~here["from_id"].isin(ended) & ~(here["valid_to"] <= pd.Timestamp(DAY))]
    row = next(each for each in told["areas"] if each["area_code"] == ward)
    assert row["champions"] == begun["from_id"].nunique()
    assert row["people_per_champion"] == pytest.approx(row["people"] / row["champions"])


def test_every_cell_agrees_with_plain_pandas(sample: Snapshot) -> None:
    choice = GapChoice(groups=("everyone",), times=("any", "TU_afternoon", "weekday_evening"))
    matrix = gap_matrix(sample, DAY, choice)
    reached = _reached(sample)
    facts = sample.table("Indicator").query("name == 'population' and group.isna()")
    people = facts.set_index("area_code")["value"]
    parent_of = sample.table("Area").set_index("id")["parent_code"]
    leaves = [code for code in people.index if not parent_of.isin([code]).any()]
    ward_of = {code: parent_of[code] for code in leaves}
    for t, time in enumerate(choice.times):
        pairs = reached[reached["time"] == time]
        by_ward = pairs.assign(ward=pairs["origin"].map(ward_of))
        n = by_ward.groupby(["ward", "need"])["activity_id"].nunique()
        met = set(zip(pairs["origin"], pairs["need"], strict=True))
        lacking = pd.DataFrame(
            [
                (ward_of[origin], need, people[origin])
                for origin in leaves
                for need in matrix.needs
                if (origin, need) not in met
            ],
            columns=["ward", "need", "people"],
        )
        without = lacking.groupby(["ward", "need"])["people"]
        grid = pd.MultiIndex.from_product([matrix.areas, matrix.needs])
        shape = len(matrix.areas), len(matrix.needs)
        expected = n.reindex(grid, fill_value=0).to_numpy().reshape(shape)
        assert np.array_equal(matrix.reachable[:, :, 0, t], expected)
        expected = without.sum().reindex(grid, fill_value=0).to_numpy().reshape(shape)
        assert matrix.without[:, :, 0, t] == pytest.approx(expected, abs=1e-6)


def _reached(sample: Snapshot) -> pd.DataFrame:
    """Return rows origin, activity_id, need, time of what is reached, the slow way."""
    now = pd.Timestamp(DAY)
    tables = {
        name: rows[~(rows["valid_from"] > now) & ~(rows["valid_to"] <= now)]
        for name in ("Activity", "Session", "MEETS", "SERVES", "Need", "Area", "Location")
        for rows in [sample.table(name)]
    }
    activities = tables["Activity"].query("status == 'active'")
    sessions = tables["Session"][tables["Session"]["activity_id"].isin(activities["id"])]
    times = pd.DataFrame(
        [
            (row["id"], time)
            for _, row in sessions.iterrows()
            for time in _times(str(row["schedule"]), str(row["starts_at_local"]))
        ],
        columns=["session_id", "time"],
    )
    held = sessions.rename(columns={"id": "session_id"}).merge(times, on="session_id")
    near = _near(sample, tables["Location"])
    by_venue = held.merge(near, on="location_id")
    by_serving = held.merge(
        _served(tables["Area"], tables["SERVES"]), on="activity_id", how="inner"
    )
    both = pd.concat([by_venue, by_serving])[["origin", "activity_id", "time"]].drop_duplicates()
    return both.merge(_met(tables["Need"], tables["MEETS"]), on="activity_id")


def _times(rule: str, starts: str) -> list[str]:
    days = rrulestr(rule, dtstart=dt.datetime(2026, 6, 29))  # noqa: DTZ001 - a day has no zone
    span = days.between(dt.datetime(2026, 6, 29), dt.datetime(2027, 6, 28, 1))  # noqa: DTZ001
    counts = pd.Series([day.weekday() for day in span]).value_counts()
    regular = set(counts[counts >= 10].index)
    found = ["any"]
    if starts >= "17:00" and regular & {0, 1, 2, 3, 4}:
        found.append("weekday_evening")
    if "12:00" <= starts < "17:00" and 1 in regular:
        found.append("TU_afternoon")
    return found


def _near(sample: Snapshot, locations: pd.DataFrame) -> pd.DataFrame:
    """Return location_id and origin within reach, by the law of cosines on the sphere."""
    import shapely  # noqa: PLC0415 - for this alone

    areas = sample.table("Area")
    leaves = areas[~areas["id"].isin(areas["parent_code"]) & areas["boundary"].notna()]
    points = [shapely.from_geojson(each).representative_point() for each in leaves["boundary"]]
    origins = pd.DataFrame(
        {"origin": leaves["id"].to_numpy(), "y": [p.y for p in points], "x": [p.x for p in points]}
    )
    both = locations[["id", "latitude", "longitude"]].merge(origins, how="cross")
    one, other = np.radians(both["latitude"]), np.radians(both["y"])
    turn = np.radians(both["longitude"] - both["x"])
    cosine = np.sin(one) * np.sin(other) + np.cos(one) * np.cos(other) * np.cos(turn)
    metres = 6_371_008.8 * np.arccos(np.clip(cosine, -1, 1))
    kept: pd.DataFrame = both[metres <= REACHED_M].rename(columns={"id": "location_id"})
    return kept.loc[:, ["location_id", "origin"]]


def _served(areas: pd.DataFrame, serves: pd.DataFrame) -> pd.DataFrame:
    parent_of = dict(zip(areas["id"], areas["parent_code"], strict=True))
    leaves = set(areas["id"]) - set(areas["parent_code"].dropna())
    rows = []
    for leaf in leaves:
        code: str | None = leaf
        while isinstance(code, str):
            rows.append((leaf, code))
            code = parent_of.get(code)
    within = pd.DataFrame(rows, columns=["origin", "to_id"])
    found = serves.merge(within, on="to_id").rename(columns={"from_id": "activity_id"})
    return found[["activity_id", "origin"]].drop_duplicates()


def _met(needs: pd.DataFrame, meets: pd.DataFrame) -> pd.DataFrame:
    """Return activity_id and need: what is tied to, its parent, and its children."""
    pairs = [(need, need) for need in needs["id"]]
    for need, parent in zip(needs["id"], needs["parent_id"], strict=True):
        if isinstance(parent, str):
            pairs += [(need, parent), (parent, need)]
    found = meets.merge(pd.DataFrame(pairs, columns=["to_id", "need"]), on="to_id")
    met: pd.DataFrame = found.rename(columns={"from_id": "activity_id"})[["activity_id", "need"]]
    return met
