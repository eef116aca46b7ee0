"""One place at one revision: as of a day, after a change, and by whose names."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assetmap.model import TABLES, Changes, Snapshot, conform


def _rows(table: str, **columns: list[Any]) -> pd.DataFrame:
    return conform(table, pd.DataFrame(columns))


@pytest.fixture
def place() -> Snapshot:
    return Snapshot(
        store_id="s",
        revision=4,
        rows={
            "Organisation": _rows(
                "Organisation",
                id=["o1", "o2"],
                name=["Mill Trust", "High Street Surgery"],
                sector=["vcse", None],
            ),
            "Activity": _rows(
                "Activity", id=["a1", "a2"], name=["Choir", "Walk"], organisation_id=["o1", None]
            ),
            "Champion": _rows(
                "Champion",
                id=["c1", "c2", "c3", "c4", "c5"],
                display_name=["Ann", "Bob", "Cy", None, "Eve"],
                consent=["given", "refused", None, "given", "withdrawn"],
                organisation_id=["o1", "o2", None, "gone", None],
            ),
            "LinkWorker": _rows(
                "LinkWorker", id=["l1"], display_name=["Lou"], consent=["not_asked"]
            ),
            "Session": _rows("Session", id=["s1"], activity_id=["a1"]),
            "Area": _rows("Area", id=["E05"], name=["Northwick"]),
            "MEETS": _rows("MEETS", id=["m"], from_id=["a1"], to_id=["n"]),
        },
    )


def test_name_of_shows_people_by_name_only_with_consent(place: Snapshot) -> None:
    names = place.name_of
    assert names["c1"] == "Ann"
    assert {names[id_] for id_ in ("c2", "c3", "c4", "c5")} == {
        *("Champion 2", "Champion 3", "Champion 4", "Champion 5")
    }
    assert names["l1"] == "Link worker 1"
    assert not {"Bob", "Cy", "Eve", "Lou"} & set(names.values())


def test_name_of_gives_the_names_of_things_as_they_are(place: Snapshot) -> None:
    assert place.name_of["o1"] == "Mill Trust"
    assert place.name_of["E05"] == "Northwick"
    assert not {"m", "s1"} & set(place.name_of)


def test_name_of_calls_a_workshop_by_its_purpose_or_its_number() -> None:
    rows = _rows("Workshop", id=["w1", "w2"], purpose=["One way in", None])
    names = Snapshot(store_id="s", revision=1, rows={"Workshop": rows}).name_of
    assert names == {"w1": "One way in", "w2": "Workshop 2"}


def test_label_of_and_parties_follow_the_order_of_the_model(place: Snapshot) -> None:
    assert place.label_of["a1"] == "Activity"
    assert place.label_of["E05"] == "Area"
    assert "m" not in place.label_of
    assert place.parties == ("o1", "o2", "a1", "a2", "l1", "c1", "c2", "c3", "c4", "c5")


def test_sector_of_comes_from_the_organisation_somebody_belongs_to(place: Snapshot) -> None:
    sectors = place.sector_of
    assert sectors["o1"] == "vcse"
    assert sectors["o2"] == "other"
    assert sectors["a1"] == "vcse"
    assert sectors["a2"] == "other"
    assert sectors["c1"] == "vcse"
    assert sectors["c4"] == "other"


def test_counts_name_every_table_of_the_model(place: Snapshot) -> None:
    assert tuple(place.counts) == tuple(TABLES)
    assert place.counts["Champion"] == 5
    assert place.counts["Story"] == 0
    assert len(place) == 13
    assert len(Snapshot()) == 0


def test_table_that_has_no_rows_has_its_columns() -> None:
    rows = Snapshot().table("PARTNERS_WITH")
    assert rows.empty
    assert "intensity" in rows.columns


def test_table_unknown_to_the_model_is_refused(place: Snapshot) -> None:
    with pytest.raises(KeyError, match="Organization"):
        place.table("Organization")


def test_changing_a_table_that_was_given_leaves_the_snapshot(place: Snapshot) -> None:
    rows = place.table("Organisation")
    rows.loc[0, "name"] = "Changed"
    rows["more"] = "x"
    assert place.table("Organisation")["name"].tolist() == ["Mill Trust", "High Street Surgery"]
    assert "more" not in place.table("Organisation").columns


def test_snapshot_cannot_be_changed(place: Snapshot) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.revision = 5  # type: ignore[misc]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (dt.date(2025, 12, 31), ["always", "until"]),
        (dt.date(2026, 1, 1), ["always", "from", "until", "while"]),
        (dt.date(2026, 5, 31), ["always", "from", "until", "while"]),
        (dt.date(2026, 6, 1), ["always", "from"]),
    ],
)
def test_as_of_shows_what_held_that_day(day: dt.date, held: list[str]) -> None:
    start, end = pd.Timestamp("2026-01-01"), pd.Timestamp("2026-06-01")
    needs = _rows(
        "Need",
        id=["always", "from", "until", "while"],
        name=["A", "B", "C", "D"],
        valid_from=[None, start, None, start],
        valid_to=[None, None, end, end],
    )
    place = Snapshot(rows={"Need": needs})
    shown = place.as_of(day)
    assert shown.table("Need")["id"].tolist() == held
    assert shown.table("Need").index.tolist() == list(range(len(held)))
    assert shown.day == day
    assert shown.key != place.key
    assert len(place.table("Need")) == 4


def test_key_tells_store_revision_day_role_and_scenario_apart(place: Snapshot) -> None:
    others = [
        dataclasses.replace(place, store_id="t"),
        dataclasses.replace(place, revision=5),
        dataclasses.replace(place, day=dt.date(2026, 1, 1)),
        dataclasses.replace(place, role="public"),
        dataclasses.replace(place, scenario="if"),
    ]
    assert len({place.key, *(other.key for other in others)}) == 6
    assert dataclasses.replace(place).key == place.key


def test_with_changes_asks_what_if_and_has_a_key_of_its_own(place: Snapshot) -> None:
    closing = Changes(removed={"Organisation": ("o1",)})
    after = place.with_changes(closing)
    assert after.table("Organisation")["id"].tolist() == ["o2"]
    assert place.table("Organisation")["id"].tolist() == ["o1", "o2"]
    assert after.revision == place.revision
    assert after.key != place.key
    assert after.key == place.with_changes(closing).key


def test_with_changes_tells_different_changes_apart(place: Snapshot) -> None:
    renamed = [
        place.with_changes(Changes(rows={"Area": _rows("Area", id=["E05"], name=[name])}))
        for name in ("North", "South")
    ]
    gone = [place.with_changes(Changes(removed={"Champion": (id_,)})) for id_ in ("c1", "c2")]
    twice = renamed[0].with_changes(Changes(removed={"Champion": ("c1",)}))
    assert len({each.key for each in (place, *renamed, *gone, twice)}) == 6
    assert renamed[1].name_of["E05"] == "South"


def test_advanced_moves_to_the_revision_of_the_changes(place: Snapshot) -> None:
    new = _rows("Organisation", id=["o3"], name=["New Group"])
    after = place.advanced(Changes(rows={"Organisation": new}, revision=5))
    assert after.revision == 5
    assert after.scenario == ""
    assert after.name_of["o3"] == "New Group"
    assert after.key != place.key


def test_snapshot_tells_what_an_old_id_is_now() -> None:
    former = conform("FormerId", pd.DataFrame({"id": ["b"], "current_id": ["a"]}))
    place = Snapshot(rows={"FormerId": former})
    assert [place.current_id(id_) for id_ in ("b", "a", "zz", "")] == ["a", "a", "zz", ""]
    assert Snapshot().current_id("b") == "b"
